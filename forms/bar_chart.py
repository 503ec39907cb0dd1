"""Received and completed by month as bars that a black-and-white printer keeps apart: filled and hatched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from forms.page import BLACK, Colour
from forms.report_figures import MonthCount
from forms.report_pages import GREY, LINE, Block, write
from forms.sheet import Sheet

_HEIGHT: Final = 150.0
_SCALE_WIDTH: Final = 24.0
_KEY_HEIGHT: Final = 18.0
_MONTH_HEIGHT: Final = 16.0
_NUMBER_HEIGHT: Final = 10.0
_LINE_HEIGHT: Final = 12.0
_SIZE: Final = 8.0
_BAR_SHARE: Final = 0.34
_HATCH_GAP: Final = 3.2
_KEY: Final = 8.0
_MOST_LINES: Final = 5
_DIGIT: Final = 0.56
_WHITE: Final = Colour(1, 1, 1)
_FAINT: Final = Colour.of("#BBBBBB")


@dataclass(frozen=True)
class MonthBars(Block):
    """Two bars a month over the months' names, each with its number above, or all numbers below where they are long."""

    months: tuple[MonthCount, ...]
    width: float

    @property
    def height(self) -> float:
        """The key, the bars, the months, and their numbers where these stand below."""
        return _HEIGHT if self._numbers_above else _HEIGHT + 2 * _LINE_HEIGHT

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw key, scale, bars and months."""
        _draw_key(sheet, left + self.width, top)
        floor = top + _HEIGHT - _MONTH_HEIGHT
        ceiling = top + _KEY_HEIGHT + _NUMBER_HEIGHT
        most = max((count for month in self.months for count in (month.received, month.completed)), default=0)
        step = scale_step(most)
        upper = step * max(1, -(-most // step))
        unit = (floor - ceiling) / upper
        right = left + self.width
        for value in range(0, upper + 1, step):
            y = floor - value * unit
            sheet.box(left + _SCALE_WIDTH, y, right, y + LINE, BLACK if value == 0 else _FAINT)
            write(sheet, str(value), (left, left + _SCALE_WIDTH - 5), y - _SIZE / 2, _SIZE, align="right", colour=GREY)
        self._draw_months(sheet, left + _SCALE_WIDTH, floor, unit)
        if not self._numbers_above:
            self._draw_lines(sheet, left, floor + _MONTH_HEIGHT)

    @property
    def _slot(self) -> float:
        """The room of a month."""
        return (self.width - _SCALE_WIDTH) / max(1, len(self.months))

    @property
    def _numbers_above(self) -> bool:
        """Whether the numbers of no month would run into each other above their bars."""
        apart = self._slot * _BAR_SHARE + 1
        return all((_wide(month.received) + _wide(month.completed)) / 2 <= apart for month in self.months)

    def _draw_lines(self, sheet: Sheet, left: float, top: float) -> None:
        """The numbers as two lines below the months, each with the name of its bars."""
        lines = (("新收", [month.received for month in self.months]), ("办结", [one.completed for one in self.months]))
        for place, (name, counts) in enumerate(lines):
            line = top + place * _LINE_HEIGHT
            write(sheet, name, (left, left + _SCALE_WIDTH - 5), line, _SIZE, align="right", colour=GREY)
            for month, count in enumerate(counts):
                start = left + _SCALE_WIDTH + month * self._slot
                write(sheet, str(count), (start + 1, start + self._slot - 1), line, _SIZE, align="centre")

    def _draw_months(self, sheet: Sheet, left: float, floor: float, unit: float) -> None:
        slot = self._slot
        bar = slot * _BAR_SHARE
        for place, (month, name) in enumerate(zip(self.months, month_names(self.months), strict=True)):
            start = left + place * slot
            write(sheet, name, (start, start + slot), floor + 5, _SIZE, align="centre")
            first = start + (slot - 2 * bar - 1) / 2
            for at, count in ((first, month.received), (first + bar + 1, month.completed)):
                ceiling = floor - count * unit
                hatched = at != first
                if count:
                    draw_bar(sheet, (at, ceiling, at + bar, floor), hatched=hatched)
                if self._numbers_above:
                    _draw_count(sheet, count, at + bar / 2, ceiling)


def scale_step(most: int) -> int:
    """The distance of the scale's lines: 1, 2 or 5 times a power of ten, at most five lines."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if most <= _MOST_LINES * step * factor:
                return step * factor
        step *= 10


def month_names(months: Sequence[MonthCount]) -> Iterator[str]:
    """The months' names; the first and each January carry the year: 25.9, 10月 ... 26.1."""
    for place, month in enumerate(months):
        yield f"{month.year % 100:02d}.{month.month}" if place == 0 or month.month == 1 else f"{month.month}月"


def draw_bar(sheet: Sheet, box: tuple[float, float, float, float], *, hatched: bool) -> None:
    """A bar (left, top, right, bottom), filled or hatched within its outline."""
    left, top, right, bottom = box
    if not hatched:
        sheet.box(left, top, right, bottom, BLACK)
        return
    sheet.hatch(left, top, right, bottom, BLACK, gap=_HATCH_GAP)
    sheet.frame(left, top, right, bottom, BLACK, LINE)


def _wide(count: int) -> float:
    """How wide a number is set."""
    return _SIZE * _DIGIT * len(str(count))


def _draw_count(sheet: Sheet, count: int, middle: float, ceiling: float) -> None:
    """A bar's number above it, on white so that no line of the scale runs through it."""
    left, right = middle - _wide(count) / 2, middle + _wide(count) / 2
    sheet.box(left, ceiling - _NUMBER_HEIGHT, right, ceiling - LINE, _WHITE)
    write(sheet, str(count), (left, right), ceiling - _NUMBER_HEIGHT, _SIZE, align="centre")


def _draw_key(sheet: Sheet, right: float, top: float) -> None:
    for name, hatched, start in (("新收", False, right - 78), ("办结", True, right - 30)):
        draw_bar(sheet, (start, top, start + _KEY, top + _KEY), hatched=hatched)
        write(sheet, name, (start + _KEY + 4, right), top - 0.5, _SIZE + 1)
