"""Page geometry of GB/T 9704-2012, in points from the top left corner of the sheet (law 7.1, 7.3, 7.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MM: Final = 72 / 25.4
"""Points in a millimetre."""

A4: Final = (210 * MM, 297 * MM)

LEFT: Final = 28 * MM
RIGHT: Final = 184 * MM
TOP: Final = 37 * MM
BOTTOM: Final = 262 * MM
"""The edges of the 版心 of 156 mm by 225 mm."""

MEASURE: Final = RIGHT - LEFT
LINES: Final = 22
CHARACTERS: Final = 28
LINE_PITCH: Final = (BOTTOM - TOP) / LINES

SIZE_2: Final = 22.0
SIZE_3: Final = 16.0
SIZE_4: Final = 14.0
"""二号, 三号 and 四号, the sizes of Chinese type."""

PITCH: Final = (MEASURE - SIZE_3) / (CHARACTERS - 1)
"""From one character of the body to the next: 28 of 16 pt fill the measure, so they overlap by 0.2 pt."""

EM_TOP: Final = 0.88
"""The upper edge of a Chinese character's square above its base line, in em."""

HEAD_TOP: Final = 30 * MM
DOUBLE_LINE_LEFT: Final = 20 * MM
DOUBLE_LINE_RIGHT: Final = 190 * MM
DOUBLE_LINE_GAP: Final = 4 * MM
LOWER_LINE_BOTTOM: Final = 277 * MM
BELOW_LINE: Final = SIZE_3 * 7 / 8
"""信函格式: from the red line to the 发文字号, 7/8 of a 3号 character."""

DOCUMENT_HEAD_TOP: Final = 72 * MM
RED_LINE_GAP: Final = 4 * MM
"""文件格式: the upper edge of the 发文机关标志; from the 发文字号 to the red line."""

PAGE_NUMBER_TOP: Final = 269 * MM


def row_top(row: int) -> float:
    """The upper edge of the grid's row, counted from 0."""
    return TOP + row * LINE_PITCH


def baseline(top: float, size: float) -> float:
    """The base line of text whose characters' squares begin at ``top``."""
    return top + EM_TOP * size


@dataclass(frozen=True, slots=True)
class Colour:
    """Red, green and blue from 0 to 1."""

    red: float
    green: float
    blue: float

    @classmethod
    def of(cls, code: str) -> Colour:
        """The colour written ``#RRGGBB``."""
        red, green, blue = (int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))
        return cls(red, green, blue)


BLACK: Final = Colour(0, 0, 0)
RED: Final = Colour.of("#D7000F")
