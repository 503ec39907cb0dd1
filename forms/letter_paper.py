"""All that stands on a letter, in words, and how it is laid out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from forms.annex import Annex
from forms.fonts import visible
from forms.layout_facts import Layout, Sealing
from forms.sentences import Paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPaper:
    """A letter before it is set.

    ``report_signer``: the 签发人 of a 文件 that goes to a superior agency (上行文). ``printed_by`` and ``printed_on``
    stand on a 文件 only, ``stamp_title`` beside a signer's stamp only.
    """

    head: Paragraph
    number: Paragraph
    title: str
    addressee: Paragraph
    paragraphs: tuple[Paragraph, ...]
    attachments: tuple[str, ...]
    signature: Paragraph
    day: Paragraph
    note: Paragraph
    dated_on: date
    author: str
    annex: Annex | None = None
    layout: Layout = Layout.LETTER
    sealing: Sealing = Sealing.SEAL
    stamp_title: str = ""
    urgency: str = ""
    copies_to: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: str = ""
    report_signer: str = ""


def words_of(paragraph: Paragraph) -> str:
    """What a paragraph prints."""
    return "".join(visible(piece.text) for piece in paragraph)
