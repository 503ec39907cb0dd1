"""Which characters may begin or end a line, and which text is kept whole (GB/T 15834, 避头尾)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import IntEnum
from functools import cache
from typing import Final

OPENING: Final = frozenset("（《〈“‘「『【〔［｛〖")
CLOSING: Final = frozenset("）》〉”’」』】〕］｝〗")
STOPS: Final = frozenset("，。、；：？！．")
NEVER_FIRST: Final = CLOSING | STOPS | frozenset(")]}﹚﹞,.;:?!") | frozenset("·‧・—…～〜%％‰℃℉°′″々ゝゞー／/")
NEVER_LAST: Final = OPENING | frozenset("([{﹙﹝￥¥$＄£€№＃#@")

_UNITS: Final = frozenset("年月日号件页条款项元个")
"""What stays with the number before it: 4月, 711号, 20个."""

_INSEPARABLE: Final = frozenset("—…‥")
_EMAIL = re.compile(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+")
_WEB: Final = re.compile(r"://|\bwww\.")
_WESTERN_SCRIPTS: Final = ("LATIN", "GREEK", "CYRILLIC", "DIGIT")
_SOFT_AFTER: Final = frozenset("/\\?&=#._-,;:@+|~%")
_SIGNS: Final = frozenset("-/")
_LEAST_BESIDE_SIGN: Final = 2
_LONG_NUMBER: Final = re.compile(r"\d{8,}")
_GROUP: Final = 4
_LEAST_BEFORE_GROUP: Final = 3
_EMAIL_SOFT_AFTER: Final = frozenset("@._")
"""Not behind a hyphen: at a line's end nobody could tell whether it belongs to the address."""


class Break(IntEnum):
    """Whether a line may end between two characters, from never to anywhere.

    The others only where the line would otherwise be too loose: SOFT in an address of the web or of e-mail, SIGN behind
    a hyphen or slash within a number or word, DIGITS between groups of four digits, as a last resort.
    """

    NEVER = 0
    DIGITS = 1
    SIGN = 2
    SOFT = 3
    FREE = 4


@cache
def is_western(character: str) -> bool:
    """Whether a character is part of words and numbers: ASCII signs, Latin, Greek and Cyrillic letters."""
    if "!" <= character <= "~":
        return True
    if character <= "\u00ff":
        return character.isalnum()
    if unicodedata.combining(character):
        return True
    return unicodedata.east_asian_width(character) not in "WF" and unicodedata.name(character, "").startswith(
        _WESTERN_SCRIPTS
    )


def breaks(text: str, longest: int) -> list[Break]:
    """For each character of ``text`` whether a line may end after it (the last one: FREE).

    Words and numbers are kept whole while their line can be filled without them. An address of the web, and any run of
    western characters longer than ``longest``, may end a line behind a sign within it, an e-mail address behind ``@``,
    ``.`` or ``_``, a telephone or request number behind its hyphens: a line pulled apart by ten characters' worth of
    blank reads worse than a number that goes on below.
    """
    found = [_between(text, place) for place in range(len(text) - 1)]
    found.append(Break.FREE)
    for start, end in _western_runs(text):
        soft = end - start > longest or _WEB.search(text, start, end) is not None
        for place in range(start, end - 1):
            if soft and _may_part(text, place, start):
                found[place] = Break.SOFT
            else:
                found[place] = Break.SIGN if _behind_sign(text, place, start, end) else Break.NEVER
    for number in _LONG_NUMBER.finditer(text):
        for place in range(number.end() - _GROUP, number.start() + _LEAST_BEFORE_GROUP - 1, -_GROUP):
            found[place - 1] = max(found[place - 1], Break.DIGITS)
    for email in _EMAIL.finditer(text):
        for place in range(email.start(), email.end() - 1):
            parts = text[place] in _EMAIL_SOFT_AFTER and place > email.start() and text[place + 1] not in NEVER_FIRST
            found[place] = Break.SOFT if parts else Break.NEVER
    return found


def _between(text: str, place: int) -> Break:
    before, after = text[place], text[place + 1]
    if after == " " or after in NEVER_FIRST or before in NEVER_LAST:
        return Break.NEVER
    if before == " ":
        return Break.NEVER if text[:place].rstrip(" ")[-1:] in NEVER_LAST else Break.FREE
    if unicodedata.combining(after) or (before in _INSEPARABLE and after in _INSEPARABLE):
        return Break.NEVER
    if "0" <= before <= "9" and after in _UNITS:
        return Break.NEVER
    return Break.FREE


def _may_part(text: str, place: int, start: int) -> bool:
    before, after = text[place], text[place + 1]
    return place > start and before in _SOFT_AFTER and after not in NEVER_FIRST and before not in NEVER_LAST


def _behind_sign(text: str, place: int, start: int, end: int) -> bool:
    """Whether ``place`` is a hyphen or slash within the run, with two characters at least before it and behind it."""
    within = start + _LEAST_BESIDE_SIGN <= place < end - _LEAST_BESIDE_SIGN
    return within and text[place] in _SIGNS and text[place - 1].isalnum() and text[place + 1].isalnum()


def _western_runs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each run of western characters."""
    start = None
    for place, character in enumerate(text):
        if is_western(character):
            start = place if start is None else start
        elif start is not None:
            yield start, place
            start = None
    if start is not None:
        yield start, len(text)
