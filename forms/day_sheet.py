"""今日单: the open requests of a day on paper for the wall, ours and those that wait for others. A4 landscape.

Meant for black-and-white printers: a band is a shape and a word, stopped days are hatched, nothing depends on colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from typing import Final, Literal, TypeAlias

from forms.articles import printed_date
from forms.band_shapes import draw_shape
from forms.fonts import typeface, visible
from forms.form import Rendered
from forms.grid_drawing import HEAD_GROUND
from forms.page import BLACK, Colour
from forms.report_pages import GREY, LANDSCAPE, LINE, Block, Gap, Imprint, Text, broken, print_pages, write
from forms.sheet import Sheet
from resources.vocabulary import Band
from resources.weekdays import WEEKDAYS

TITLE: Final = "政府信息公开申请今日单"
OURS_HEADS: Final = ("登记编号", "申请人", "申请内容", "承办部门", "状态", "答复期限", "剩余工作日", "已用")
OTHERS_HEADS: Final = ("登记编号", "申请人", "申请内容", "承办部门", "状态", "对方期限", "等待", "已用")

_SIZE: Final = 10.5
_HEAD_SIZE: Final = 9.0
_ROW: Final = 22.0
_LEADING: Final = 13.5
_HEAD: Final = 18.0
_COUNT: Final = 30.0
_PADDING: Final = 4.0
_SHAPE: Final = 9.0
_MOST_LINES: Final = 2
_TOGETHER: Final = 3
_BAR_HEIGHT: Final = 8.0
_BAR_WORD: Final = 34.0
_WIDTHS: Final = (92.0, 102.0, 158.0, 78.0, 58.0, 66.0, 82.0)
_WRAPPED: Final = (1, 2, 3)
"""Applicant, content and department may take two lines."""

_BADGE: Final = 6
_BAR: Final = 7
_COLUMNS: Final = (*_WIDTHS, LANDSCAPE.width - sum(_WIDTHS))
_USED: Final = Colour.of("#4A4A4A")

Part: TypeAlias = Literal["used", "stopped", "left", "over"]
Wrapped: TypeAlias = tuple[tuple[str, ...], ...]
"""The lines of applicant, content and department."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """A figure of the day: 1 已逾期."""

    band: Band | None
    label: str
    figure: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """An open request. ``badge``: the word beside the shape; ``bar``: working days of each kind in their order.

    ``department`` may have a second line.
    """

    number: str
    applicant: str
    content: str
    department: str
    state: str
    due: str
    band: Band
    badge: str
    bar: tuple[tuple[Part, int], ...]
    used: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheet:
    """What the sheet of ``day`` says; names are masked before they come here."""

    office: str
    day: date
    day_kind: str
    headline: str
    reminders: tuple[str, ...] = ()
    counts: tuple[DayCount, ...]
    ours: tuple[DayRow, ...]
    others: tuple[DayRow, ...]


def day_sheet(facts: DaySheet) -> Rendered:
    """The sheet. Its title and the heads of its tables stand on each page. Raises ``UnprintableCharacter``."""
    weekday = WEEKDAYS[facts.day.weekday()]
    subtitle = f"{facts.office}　{printed_date(facts.day)}　星期{weekday}　{facts.day_kind}　·　{facts.headline}"
    head: list[Block] = [
        Text(text=TITLE, size=16, width=LANDSCAPE.width, role="title", below=7),
        Text(text=subtitle, size=_SIZE, width=LANDSCAPE.width, below=9),
    ]
    reminders = [Text(text=f"※ {line}", size=_SIZE, width=LANDSCAPE.width, below=3) for line in facts.reminders]
    blocks: list[Block] = [_Counts(facts.counts), *([Gap(8), *reminders] if reminders else []), Gap(6)]
    blocks += [*_list("我方待办", OURS_HEADS, facts.ours), Gap(14)]
    blocks += _list("等待他方", OTHERS_HEADS, facts.others)
    return print_pages(blocks, head, LANDSCAPE, Imprint(TITLE, facts.office, facts.day))


def _list(name: str, heads: Sequence[str], rows: Sequence[DayRow]) -> list[Block]:
    title = Text(
        text=f"{name} {len(rows)} 件",
        size=12,
        width=LANDSCAPE.width,
        role="heading_bold",
        below=5,
        keeps_next=True,
    )
    if not rows:
        return [title, Text(text="没有", size=_SIZE, width=LANDSCAPE.width)]
    return [title, _Rows(tuple(heads), tuple((row, _wrapped(row)) for row in rows))]


def _wrapped(row: DayRow) -> Wrapped:
    applicant, content = (" ".join(text.split()) for text in (row.applicant, row.content))
    texts = (applicant, content, row.department)
    return tuple(_lines(text, _COLUMNS[column]) for column, text in zip(_WRAPPED, texts, strict=True))


def _lines(text: str, column: float) -> tuple[str, ...]:
    """``text`` in at most two lines; a longer one ends in an ellipsis."""
    width = column - 2 * _PADDING
    lines = [line for part in text.split("\n") for line in broken(" ".join(part.split()), _SIZE, width)]
    if len(lines) <= _MOST_LINES:
        return tuple(lines)
    last, face = lines[_MOST_LINES - 1], typeface("heading")
    while face.width(visible(last + "…"), _SIZE) > width:
        last = last[:-1]
    return (*lines[: _MOST_LINES - 1], last + "…")


@dataclass(frozen=True)
class _Counts(Block):
    """The six figures of the day in a row, each with its shape and word."""

    counts: tuple[DayCount, ...]
    below: float = 14.0

    @property
    def height(self) -> float:
        """The boxes and the gap."""
        return _COUNT + self.below

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the boxes."""
        width = LANDSCAPE.width / max(1, len(self.counts))
        for count in self.counts:
            sheet.frame(left, top, left + width, top + _COUNT, BLACK, LINE)
            write(sheet, str(count.figure), (left + 8, left + 40), top + 6, 17, role="heading_bold")
            if count.band is not None:
                draw_shape(sheet, count.band, left + 44, top + (_COUNT - _SHAPE) / 2, _SHAPE)
            words = left + 44 + _SHAPE + 5, left + width - _PADDING
            write(sheet, count.label, words, top + (_COUNT - _SIZE) / 2, _SIZE)
            left += width


@dataclass(frozen=True)
class _Rows(Block):
    """A table of requests; parted between pages with its head repeated."""

    heads: tuple[str, ...]
    rows: tuple[tuple[DayRow, Wrapped], ...]

    @property
    def height(self) -> float:
        """The head and all rows."""
        return _HEAD + sum(_height(lines) for _, lines in self.rows)

    @property
    def least(self) -> float:
        """The head with the rows that stay together."""
        return _HEAD + sum(_height(lines) for _, lines in self.rows[:_TOGETHER])

    def parted(self, room: float) -> tuple[Block, Block] | None:
        """The rows that fit, and the others under a repeated head."""
        ends = accumulate((_height(lines) for _, lines in self.rows), initial=_HEAD)
        fitting = sum(end <= room for end in ends) - 1
        if fitting < min(_TOGETHER, len(self.rows)):
            return None
        return replace(self, rows=self.rows[:fitting]), replace(self, rows=self.rows[fitting:])

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the head and the rows."""
        edges = list(accumulate(_COLUMNS, initial=left))
        sheet.box(left, top, edges[-1], top + _HEAD, HEAD_GROUND)
        for place, word in enumerate(self.heads):
            between = edges[place] + _PADDING, edges[place + 1] - _PADDING
            write(sheet, word, between, top + (_HEAD - _HEAD_SIZE) / 2, _HEAD_SIZE, role="heading_bold")
        sheet.box(left, top + _HEAD - 1, edges[-1], top + _HEAD, BLACK)
        top += _HEAD
        for row, lines in self.rows:
            _draw_row(sheet, row, lines, edges, top)
            top += _height(lines)
            sheet.box(left, top - LINE, edges[-1], top, GREY)


def _height(wrapped: Wrapped) -> float:
    return _ROW + (max(map(len, wrapped)) - 1) * _LEADING


def _draw_row(sheet: Sheet, row: DayRow, wrapped: Wrapped, edges: Sequence[float], top: float) -> None:
    middle = top + _height(wrapped) / 2
    for column, lines in zip(_WRAPPED, wrapped, strict=True):
        first = middle - ((len(lines) - 1) * _LEADING + _SIZE) / 2
        between = edges[column] + _PADDING, edges[column + 1] - _PADDING
        for place, line in enumerate(lines):
            write(sheet, line, between, first + place * _LEADING, _SIZE)
    words = {0: row.number, 4: row.state, 5: row.due}
    for column, word in words.items():
        between = edges[column] + _PADDING, edges[column + 1] - _PADDING
        write(sheet, word, between, middle - _SIZE / 2, _SIZE, role="heading_bold" if column == 5 else "heading")
    left = edges[_BADGE] + _PADDING
    draw_shape(sheet, row.band, left, middle - _SHAPE / 2, _SHAPE)
    urgent = row.band in (Band.OVERDUE, Band.DUE_TODAY, Band.RED)
    between = left + _SHAPE + 5, edges[_BADGE + 1] - 2
    write(sheet, row.badge, between, middle - _SIZE / 2, _SIZE, role="heading_bold" if urgent else "heading")
    _draw_bar(sheet, row, (edges[_BAR] + _PADDING, edges[_BAR + 1] - _PADDING), middle)


def _draw_bar(sheet: Sheet, row: DayRow, between: tuple[float, float], middle: float) -> None:
    """Used days dark, stopped ones hatched, those left empty, those beyond the limit after a gap; then 15/20."""
    left, right = between
    write(sheet, row.used, (right - _BAR_WORD, right), middle - _HEAD_SIZE / 2, _HEAD_SIZE, align="right")
    days = sum(count for _, count in row.bar)
    if not days:
        return
    width = (right - _BAR_WORD - 4 - left) / days
    top, bottom = middle - _BAR_HEIGHT / 2, middle + _BAR_HEIGHT / 2
    for part, count in row.bar:
        end = left + count * width
        if part == "stopped":
            sheet.hatch(left, top, end, bottom, _USED, gap=3)
        elif part != "left":
            sheet.box(left + (2 if part == "over" else 0), top, end, bottom, BLACK if part == "over" else _USED)
        sheet.frame(left + (2 if part == "over" else 0), top, end, bottom, BLACK, LINE)
        left = end
