"""Texts of the annual report whose numbers are bound to figures: ``{新收}`` is the figure itself, never a copy of it.

A number that somebody types by hand is found and compared with the figure that its clause names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

_NAME: Final = re.compile(r"\{([^{}\n]{1,60})\}")
_CLAUSE_END: Final = re.compile(r"[，。；：！？、（）()\n]")
_NUMBER: Final = re.compile(
    r"(?P<digits>[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?|(?<![第])[一二三四五六七八九十百千万零〇两]+)\s*"
    r"(?P<unit>万元|人次|件|条|篇|份|期|项|元)"
)
_OTHER_TIME: Final = re.compile(r"上年|去年|上一年|同比|前年|以来")
_YEAR: Final = re.compile(r"((?:19|20)\d\d)年")
_DIGITS: Final = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS: Final = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A figure that texts may name. ``text``: as it is printed; ``number`` with its ``unit``, None for a phrase.

    ``words``: what a clause calls it. ``missing``: nobody has entered it.
    """

    name: str
    text: str
    number: Decimal | None = None
    unit: str = ""
    words: tuple[str, ...] = ()
    missing: bool = False


Terms = Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class BoundPiece:
    """A part of a text: plain words, or the value of the figure ``term``."""

    text: str
    term: str | None = None


class Verdict(StrEnum):
    """What a number typed by hand is."""

    CONTRADICTS = "contradicts"
    """The figure that the clause names is another."""
    GLUED = "glued"
    """Digits stand directly beside a bound figure and change how it reads."""
    UNBOUND = "unbound"
    """Equal to the figure now, but it will not follow it."""
    UNKNOWN = "unknown"
    """The clause names no figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseNumber:
    """A number typed by hand. ``figure``: the one it should be; ``clause``: where it stands."""

    text: str
    clause: str
    verdict: Verdict
    figure: Term | None = None


def pieces(template: str, terms: Terms) -> tuple[BoundPiece, ...]:
    """The text cut at its figures; a name that no figure has stays as it was typed."""
    cut: list[BoundPiece] = []
    at = 0
    for found in _NAME.finditer(template):
        term = terms.get(found[1])
        if term is None:
            continue
        if found.start() > at:
            cut.append(BoundPiece(template[at : found.start()]))
        cut.append(BoundPiece(term.text, term.name))
        at = found.end()
    if at < len(template):
        cut.append(BoundPiece(template[at:]))
    return tuple(cut)


def resolved(template: str, terms: Terms) -> str:
    """The text as it is printed."""
    return "".join(piece.text for piece in pieces(template, terms))


def missing_terms(template: str, terms: Terms) -> tuple[Term, ...]:
    """Figures of the text that nobody has entered, each once."""
    named = dict.fromkeys(piece.term for piece in pieces(template, terms) if piece.term is not None)
    return tuple(terms[name] for name in named if terms[name].missing)


def loose_numbers(template: str, terms: Terms, year: int) -> tuple[LooseNumber, ...]:
    """The numbers that were typed by hand, with what is wrong with each."""
    cut = pieces(template, terms)
    text = "".join(piece.text for piece in cut)
    bound = list(_bound_places(cut))
    found = []
    for match in _NUMBER.finditer(text):
        first, last = match.span("digits")
        touching = [span for span in bound if span[0] < last and first < span[1]]
        inside = any(start <= first and last <= end for start, end in touching)
        if inside:
            continue
        clause = _clause(text, first, last)
        if touching:
            found.append(LooseNumber(text=match[0], clause=clause, verdict=Verdict.GLUED))
        elif (value := _value(match["digits"])) is not None:
            found.append(_judged(match[0], value, match["unit"], clause, terms, year))
    return tuple(found)


def _bound_places(cut: tuple[BoundPiece, ...]) -> Iterator[tuple[int, int]]:
    at = 0
    for piece in cut:
        if piece.term is not None:
            yield at, at + len(piece.text)
        at += len(piece.text)


def _clause(text: str, first: int, last: int) -> str:
    """The words between the marks around a place."""
    before = [mark.end() for mark in _CLAUSE_END.finditer(text, 0, first)]
    after = _CLAUSE_END.search(text, last)
    return text[before[-1] if before else 0 : after.start() if after else len(text)]


def _judged(text: str, value: Decimal, unit: str, clause: str, terms: Terms, year: int) -> LooseNumber:
    named = _named(clause, unit, terms)
    if not named or _tells_of_another_time(clause, year):
        return LooseNumber(text=text, clause=clause, verdict=Verdict.UNKNOWN)
    same = [term for term in named if term.number == value]
    if same:
        return LooseNumber(text=text, clause=clause, verdict=Verdict.UNBOUND, figure=same[0])
    return LooseNumber(text=text, clause=clause, verdict=Verdict.CONTRADICTS, figure=named[0])


def _named(clause: str, unit: str, terms: Terms) -> list[Term]:
    """The figures of the unit that a clause names, the longest name first."""
    found = [
        (max(len(word) for word in term.words if word in clause), term)
        for term in terms.values()
        if term.number is not None and term.unit == unit and any(word in clause for word in term.words)
    ]
    longest = max((length for length, _ in found), default=0)
    return [term for length, term in found if length == longest]


def _tells_of_another_time(clause: str, year: int) -> bool:
    return _OTHER_TIME.search(clause) is not None or any(int(found[1]) != year for found in _YEAR.finditer(clause))


def _value(digits: str) -> Decimal | None:
    """A number in digits of either width or in Chinese numerals."""
    if digits[0].isdigit():
        plain = digits.translate({ord("，"): None, ord(","): None, ord("．"): "."})
        return Decimal("".join(str(int(one)) if one.isdigit() else one for one in plain))
    whole, part, digit = 0, 0, 0
    for character in digits:
        if character == "万":
            whole, part, digit = (whole + part + digit) * 10_000, 0, 0
        elif character in _TENS:
            part, digit = part + (digit or 1) * _TENS[character], 0
        else:
            digit = digit * 10 + _DIGITS[character]
    total = whole + part + digit
    return Decimal(total)
