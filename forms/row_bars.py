"""Values as lying bars, one a line, with that of the period before as a tick; told apart without colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from forms.grid import NO_VALUE, number_in_words
from forms.page import BLACK, Colour
from forms.report_figures import ComparedFigure
from forms.report_pages import Block, write
from forms.sheet import Sheet

_ROW: Final = 15.0
_BAR: Final = 8.0
_TICK: Final = 12.0
_LABEL_WIDTH: Final = 110.0
_NUMBER_WIDTH: Final = 60.0
_SIZE: Final = 9.0
_KEY_HEIGHT: Final = 15.0
_GAP: Final = 5.0
_WHITE: Final = Colour(1, 1, 1)


@dataclass(frozen=True)
class RowBars(Block):
    """A bar a line with its value at the end; ``names`` of the period and of the one before stand in the key."""

    lines: tuple[ComparedFigure, ...]
    names: tuple[str, str]
    width: float

    @property
    def height(self) -> float:
        """The key and the lines."""
        return _KEY_HEIGHT + _ROW * len(self.lines)

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw key and bars."""
        self._draw_key(sheet, left + self.width, top)
        most = max((value or 0 for line in self.lines for value in (line.value, line.before)), default=0) or 1
        unit = (self.width - _LABEL_WIDTH - _NUMBER_WIDTH) / most
        for place, line in enumerate(self.lines):
            self._draw_line(sheet, line, left, top + _KEY_HEIGHT + place * _ROW, unit)

    def _draw_line(self, sheet: Sheet, line: ComparedFigure, left: float, top: float, unit: float) -> None:
        middle, start = top + _ROW / 2, left + _LABEL_WIDTH
        write(sheet, line.label, (left, start - _GAP), middle - _SIZE / 2, _SIZE)
        end = start + (line.value or 0) * unit
        if line.value:
            sheet.box(start, middle - _BAR / 2, end, middle + _BAR / 2, BLACK)
        if line.before is not None:
            tick = start + line.before * unit
            sheet.box(tick - 2, middle - _TICK / 2, tick + 2, middle + _TICK / 2, _WHITE)
            sheet.box(tick - 0.75, middle - _TICK / 2, tick + 0.75, middle + _TICK / 2, BLACK)
            end = max(end, tick)
        text = NO_VALUE if line.value is None else number_in_words(line.value)
        write(sheet, text, (end + _GAP, end + _NUMBER_WIDTH), middle - _SIZE / 2, _SIZE)

    def _draw_key(self, sheet: Sheet, right: float, top: float) -> None:
        this, before = self.names
        sheet.box(right - 104, top, right - 96, top + 8, BLACK)
        write(sheet, this, (right - 92, right - 52), top - 0.5, _SIZE)
        sheet.box(right - 48.75, top - 2, right - 47.25, top + 10, BLACK)
        write(sheet, before, (right - 42, right), top - 0.5, _SIZE)
