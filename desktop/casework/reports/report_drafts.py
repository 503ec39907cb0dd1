"""What a section of the annual report says before staff have written anything: sentences chosen by the figures."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.casework.reports.report_texts import Term, Terms
from resources.reports import Piece, SectionForm

SEPARATOR = "·"
"""Parts a family of figures (渠道) from the member (网络) in names such as 渠道·网络."""


def draft(section: SectionForm, terms: Terms) -> str:
    """The section's text with the names of its figures, a paragraph a line."""
    paragraphs = ("".join(_written(piece, terms) for piece in paragraph) for paragraph in section.draft)
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


def _written(piece: Piece, terms: Terms) -> str:
    if piece.each:
        return piece.join.join(_for_each(piece, terms))
    if piece.needs and not _counts(terms.get(piece.needs)):
        return ""
    if piece.unless and _counts(terms.get(piece.unless)):
        return ""
    return piece.text


def _for_each(piece: Piece, terms: Terms) -> Iterator[str]:
    for name, term in terms.items():
        if name.startswith(piece.each) and _counts(term):
            member = name.partition(SEPARATOR)[2]
            yield piece.text.replace("{label}", member).replace("{term}", f"{{{name}}}")


def _counts(term: Term | None) -> bool:
    """Whether there is such a figure and it is not zero."""
    return term is not None and not term.missing and term.number != 0
