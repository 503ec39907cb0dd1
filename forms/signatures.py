"""The line for signatures at the end of a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from forms.page import BLACK
from forms.report_pages import LINE, Block, write
from forms.sheet import Sheet

_NAMES: Final = ("填表人：", "审核人：", "负责人：", "日期：")
_SIZE: Final = 11.0
_ABOVE: Final = 26.0
_BELOW: Final = 3.0
_GAP: Final = 12.0


@dataclass(frozen=True)
class Signatures(Block):
    """Places for the people who made, checked and answer for the report, and for the day."""

    width: float

    @property
    def height(self) -> float:
        """Room to write above the line."""
        return _ABOVE + _SIZE + _BELOW

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the names, each with its line."""
        step = self.width / len(_NAMES)
        for place, name in enumerate(_NAMES):
            start = left + place * step
            write(sheet, name, (start, start + step), top + _ABOVE, _SIZE)
            line = start + _SIZE * len(name)
            sheet.box(line, top + self.height - LINE, start + step - _GAP, top + self.height, BLACK)
