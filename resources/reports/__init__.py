"""The forms of the annual report: title, sections in their order, and what each section says before staff write.

A section's draft is a list of paragraphs, a paragraph a list of pieces. ``{name}`` stands for a figure. A piece is
written ``if`` a figure is not zero, ``unless`` it is, and ``each`` of the figures whose names begin so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a paragraph with its condition. ``join`` stands between the parts made for ``each`` figure."""

    text: str
    needs: str = ""
    unless: str = ""
    each: str = ""
    join: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionForm:
    """A section of the form. ``table``: the code of the table in it; a section without draft has only its table."""

    code: str
    heading: str
    table: str = ""
    draft: tuple[tuple[Piece, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportForm:
    """A form of the report."""

    code: str
    title: str
    sections: tuple[SectionForm, ...]

    def section(self, code: str) -> SectionForm:
        """The section of that code. Raises ``KeyError``."""
        return {section.code: section for section in self.sections}[code]


@cache
def report_form(code: str) -> ReportForm:
    """The form of ``code``: 2021, 2019 or 2007."""
    read: Mapping[str, Any] = json.loads(files(__name__).joinpath(f"{code}.json").read_text(encoding="utf-8"))
    return ReportForm(code=code, title=read["title"], sections=tuple(_section(section) for section in read["sections"]))


def _section(read: Mapping[str, Any]) -> SectionForm:
    draft = tuple(tuple(_piece(piece) for piece in paragraph) for paragraph in read.get("draft", ()))
    return SectionForm(code=read["code"], heading=read["heading"], table=read.get("table", ""), draft=draft)


def _piece(read: str | Mapping[str, str]) -> Piece:
    if isinstance(read, str):
        return Piece(text=read)
    return Piece(
        text=read["text"],
        needs=read.get("if", ""),
        unless=read.get("unless", ""),
        each=read.get("each", ""),
        join=read.get("join", ""),
    )
