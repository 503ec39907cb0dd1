"""The months of a proof: every day with its number in the limit, or marked as not counted or standing still."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final

from forms.page import Colour
from forms.proof_page import (
    DARK_LINE,
    DESK,
    GOLD,
    HAIR,
    HATCH,
    INK,
    LEFT,
    LINE,
    NAVY,
    RIGHT,
    SECOND_INK,
    SELECTED,
    SMALL,
    WHITE,
    ProofPages,
)
from forms.sheet import Sheet
from resources.weekdays import WEEKDAYS

_BETWEEN: Final = 22.0
_COLUMN: Final = (RIGHT - LEFT - _BETWEEN) / 14
_CELL: Final = 31.0
_MONTH_HEAD: Final = 18.0
_WEEKDAY_HEAD: Final = 14.0
_MONTH_SIZE: Final = 11.0
_COUNT_SIZE: Final = 13.0
_DAY_SIZE: Final = 7.0
_NOTE_SIZE: Final = 6.5
_NOTE_LINE: Final = 7.5
_NOTE_LENGTH: Final = 4
_CORNER: Final = 9.0

_GROUNDS: Final[Mapping[str, Colour]] = {
    "start": WHITE,
    "used": SELECTED,
    "left": WHITE,
    "stopped": WHITE,
    "last": NAVY,
}
_LEGEND: Final = (
    ("used", "已用"),
    ("left", "未用"),
    ("stopped", "停止计算"),
    ("not_counted", "不计入"),
    ("last", "最后一日"),
)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day. ``text``: its number or 停; ``corner``: 休 or 班; ``note``: 收到日 or the holiday's name."""

    day: date
    mark: str
    text: str
    corner: str | None
    note: str | None
    is_today: bool

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> CalendarDay:
        """The day in a row of ``ProofFacts.calendar``."""
        return cls(
            day=date.fromisoformat(str(row["date"])),
            mark=str(row["mark"]),
            text=str(row.get("text") or ""),
            corner=row.get("corner"),
            note=row.get("note"),
            is_today=bool(row.get("today")),
        )


def draw_calendar(pages: ProofPages, days: Sequence[CalendarDay]) -> None:
    """The months, two in a row, and their legend."""
    months = [list(month) for _, month in groupby(days, key=lambda one: (one.day.year, one.day.month))]
    for start in range(0, len(months), 2):
        pair = months[start : start + 2]
        weeks = max(_weeks(month) for month in pair)
        height = _MONTH_HEAD + _WEEKDAY_HEAD + weeks * _CELL
        pages.room(height)
        for place, month in enumerate(pair):
            _month(pages.sheet, month, LEFT + place * (7 * _COLUMN + _BETWEEN), pages.top, weeks)
        pages.top += height + 12
    _legend(pages)


def _weeks(month: Sequence[CalendarDay]) -> int:
    first = month[0].day
    return -(-(date(first.year, first.month, 1).weekday() + calendar.monthrange(first.year, first.month)[1]) // 7)


def _month(sheet: Sheet, month: Sequence[CalendarDay], left: float, top: float, weeks: int) -> None:
    first = month[0].day
    sheet.words(f"{first.year}年{first.month}月", "heading_bold", _MONTH_SIZE, left, top + _MONTH_SIZE, colour=INK)
    top += _MONTH_HEAD
    for column, name in enumerate(WEEKDAYS):
        centre = left + (column + 0.5) * _COLUMN
        sheet.words(name, "heading", SMALL, centre, top + SMALL, align="centre", colour=SECOND_INK)
    top += _WEEKDAY_HEAD
    sheet.box(left, top, left + 7 * _COLUMN, top + weeks * _CELL, DESK)
    before = date(first.year, first.month, 1).weekday()
    known = {one.day.day: one for one in month}
    for place in range(weeks * 7):
        row, column = divmod(place, 7)
        corner = (left + column * _COLUMN, top + row * _CELL)
        if one := known.get(place - before + 1):
            _ground(sheet, one.mark, corner)
    _grid(sheet, left, top, weeks)
    for number, one in known.items():
        row, column = divmod(before + number - 1, 7)
        _day(sheet, one, left + column * _COLUMN, top + row * _CELL)


def _ground(sheet: Sheet, mark: str, corner: tuple[float, float]) -> None:
    left, top = corner
    right, bottom = left + _COLUMN, top + _CELL
    if ground := _GROUNDS.get(mark):
        sheet.box(left, top, right, bottom, ground)
    if mark == "stopped":
        sheet.hatch(left, top, right, bottom, HATCH)
    if mark == "start":
        sheet.box(left, bottom - 2.2, right, bottom, GOLD)


def _grid(sheet: Sheet, left: float, top: float, weeks: int) -> None:
    for row in range(weeks + 1):
        sheet.box(left, top + row * _CELL - HAIR / 2, left + 7 * _COLUMN, top + row * _CELL + HAIR / 2, LINE)
    for column in range(8):
        x = left + column * _COLUMN
        sheet.box(x - HAIR / 2, top, x + HAIR / 2, top + weeks * _CELL, LINE)


def _day(sheet: Sheet, one: CalendarDay, left: float, top: float) -> None:
    ink = WHITE if one.mark == "last" else INK
    second = WHITE if one.mark == "last" else SECOND_INK
    if one.mark == "outside":
        ink = second = DARK_LINE
    centre = left + _COLUMN / 2
    _plate(sheet, one, centre, top)
    sheet.words(str(one.day.day), "heading", _DAY_SIZE, left + 3.5, top + 9, colour=second)
    if one.text:
        sheet.words(one.text, "heading_bold", _COUNT_SIZE, centre, top + _CELL - 6.5, align="centre", colour=ink)
    for place, part in enumerate(reversed(one.note.split("、") if one.note else ())):
        line = top + _CELL - 5 - place * _NOTE_LINE
        sheet.words(_shortened(part), "heading", _NOTE_SIZE, centre, line, align="centre", colour=ink)
    if one.corner:
        edge = left + _COLUMN - 2.5
        if one.mark == "stopped":
            sheet.box(edge - _CORNER, top + 2.5, edge, top + 2.5 + _CORNER, WHITE)
        sheet.frame(edge - _CORNER, top + 2.5, edge, top + 2.5 + _CORNER, second, HAIR)
        middle = edge - _CORNER / 2
        sheet.words(one.corner, "heading", _NOTE_SIZE, middle, top + 9.4, align="centre", colour=ink)
    if one.is_today:
        sheet.frame(left, top, left + _COLUMN, top + _CELL, INK, 1.5)


def _shortened(name: str) -> str:
    """A name that fits a cell; the list of days has it in full."""
    return name if len(name) <= _NOTE_LENGTH else f"{name[: _NOTE_LENGTH - 1]}…"


def _plate(sheet: Sheet, one: CalendarDay, centre: float, top: float) -> None:
    """A light ground under the words of a hatched day, so that they read well."""
    if one.mark == "stopped":
        sheet.box(centre - 8, top + _CELL - 19, centre + 8, top + _CELL - 3.5, WHITE)
        sheet.box(centre - _COLUMN / 2 + 2, top + 2, centre - _COLUMN / 2 + 13, top + 11, WHITE)


def _legend(pages: ProofPages) -> None:
    pages.room(20)
    sheet, top, left = pages.sheet, pages.top, LEFT
    for mark, words in _LEGEND:
        sheet.box(left, top, left + 16, top + 10, _GROUNDS.get(mark, DESK))
        if mark == "stopped":
            sheet.hatch(left, top, left + 16, top + 10, HATCH)
        sheet.frame(left, top, left + 16, top + 10, LINE, HAIR)
        sheet.words(words, "heading", SMALL, left + 20, top + 8.2, colour=SECOND_INK)
        left += 20 + SMALL * len(words) + 14
    for corner, words in (("休", "放假"), ("班", "调休上班")):
        sheet.frame(left, top, left + 10, top + 10, SECOND_INK, HAIR)
        sheet.words(corner, "heading", 7, left + 5, top + 7.8, align="centre", colour=INK)
        sheet.words(words, "heading", SMALL, left + 14, top + 8.2, colour=SECOND_INK)
        left += 14 + SMALL * len(words) + 14
    sheet.words("粗框：计算日", "heading", SMALL, RIGHT, top + 8.2, align="right", colour=SECOND_INK)
    pages.top += 24
