"""What one cell of a workbook can hold: Excel reads at most 32,767 UTF-16 units, XlsxWriter cuts the rest silently."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

MOST: Final = 32_767
_CUT: Final = "……（全文共 {count} 字，一格写不下，此后略去，见申请或者 csv）"


def cell_text(text: str) -> str:
    """``text``, or as much of it as one cell holds with a word on how long the whole is."""
    if _units(text) <= MOST:
        return text
    note = _CUT.format(count=len(text))
    return next(portions(text, MOST - _units(note))) + note


def portions(text: str, most: int = MOST) -> Iterator[str]:
    """The whole of ``text`` in pieces of at most ``most`` units; an empty text is one piece."""
    start = units = 0
    for place, character in enumerate(text):
        wide = 1 if ord(character) <= 0xFFFF else 2
        if units + wide > most:
            yield text[start:place]
            start, units = place, 0
        units += wide
    yield text[start:]


def _units(text: str) -> int:
    return len(text) if 2 * len(text) <= MOST else len(text.encode("utf-16-le")) // 2
