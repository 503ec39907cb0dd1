"""Amounts of money as they are written on papers that people pay by."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_PLACES: Final = ("", "拾", "佰", "仟")
_GROUPS: Final = ("", "万", "亿")
_GROUP: Final = 10_000
LARGEST: Final = _GROUP ** len(_GROUPS) - 1
"""The largest amount that can be written, in yuan."""


def amount_in_capitals(yuan: int) -> str:
    """Whole yuan in 大写: 11500 is 壹万壹仟伍佰元整. Raises ``ValueError`` below 0 and from a million millions."""
    if not 0 <= yuan <= LARGEST:
        raise ValueError(f"{yuan} yuan cannot be written in capitals")
    if yuan == 0:
        return "零元整"
    return f"{_number(yuan)}元整"


def _number(yuan: int) -> str:
    """The groups of four digits; 零 stands for digits left out between others."""
    words, after_gap = "", False
    for place in reversed(range(len(_GROUPS))):
        group = yuan // _GROUP**place % _GROUP
        if group == 0:
            after_gap = bool(words)
            continue
        if words and (after_gap or group < _GROUP // 10):
            words += _DIGITS[0]
        words += _four_digits(group) + _GROUPS[place]
        after_gap = False
    return words


def _four_digits(group: int) -> str:
    words, gap = "", False
    for place in reversed(range(len(_PLACES))):
        digit = group // 10**place % 10
        if digit == 0:
            gap = bool(words)
            continue
        words += (_DIGITS[0] if gap else "") + _DIGITS[digit] + _PLACES[place]
        gap = False
    return words
