"""A register on paper: A4 landscape, its head on each page, days and numbers under each other, sums at the end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Final

from forms.fonts import Role, typeface, visible
from forms.form import Rendered
from forms.grid import Align
from forms.grid_drawing import HEAD_GROUND
from forms.page import BLACK
from forms.register_table import RegisterTable, TableColumn, Value, ValueKind, in_words
from forms.report_pages import GREY, LANDSCAPE, LINE, Block, Gap, Imprint, Text, broken, centred, print_pages, write
from forms.sheet import Sheet
from forms.signatures import Signatures

_TITLE_SIZE: Final = 17.0
_SUBTITLE_SIZE: Final = 9.5
_HEADING_SIZE: Final = 10.5
_BETWEEN: Final = 16.0
_SIZE: Final = 8.0
_UNIT: Final = 0.57 * _SIZE
"""The width of a digit; a Chinese character has a little less than two."""

_LEADING: Final = 10.5
_ROW: Final = 17.0
_PADDING: Final = 3.0
_MOST_LINES: Final = 4
"""A longer text of a column that is shortened ends in an ellipsis; the whole stands in the request."""

_MOST_LINES_WHOLE: Final = 16
"""No name is longer; a row must have room on a page whatever came in."""

_TOGETHER: Final = 2
_NARROWEST: Final = 60.0

Lines = tuple[str, ...]
RowLines = tuple[Lines, ...]


def register_report(table: RegisterTable, *further: RegisterTable, signed: bool = False) -> Rendered:
    """The register, with further tables below it under their titles.

    ``signed``: below the first table, so that no page holds signatures alone. Raises ``UnprintableCharacter``.
    """
    head = [
        *centred(table.title, _TITLE_SIZE, LANDSCAPE.width, "title"),
        *centred(table.subtitle, _SUBTITLE_SIZE, LANDSCAPE.width),
        Gap(4),
    ]
    blocks = _blocks(table)
    if signed:
        blocks.append(Signatures(LANDSCAPE.width))
    for each in further:
        blocks += [Gap(_BETWEEN), _heading(each.title), *_blocks(each)]
    imprint = Imprint(table.title, table.office, table.made_on, table.chain_head)
    return print_pages(blocks, head, LANDSCAPE, imprint)


def _heading(title: str) -> Block:
    return Text(text=title, size=_HEADING_SIZE, width=LANDSCAPE.width, role="heading_bold", below=5, keeps_next=True)


def _blocks(table: RegisterTable) -> list[Block]:
    edges = _edges(table.columns)
    rows, sums = [], [0.0] * len(table.columns)
    for line in table.lines:
        rows.append(tuple(_wrapped(*cell) for cell in zip(table.columns, _widths(edges), line, strict=True)))
        sums = [
            total + (value if isinstance(value, int | float) else 0) for total, value in zip(sums, line, strict=True)
        ]
    blocks: list[Block] = [_rows(table.columns, edges, rows)]
    if not rows:
        blocks += [Gap(6), Text(text="（无）", size=_SUBTITLE_SIZE, width=LANDSCAPE.width, align="centre")]
    elif any(column.summed for column in table.columns):
        blocks.append(_sums(table.columns, edges, sums, len(rows)))
    elif table.counted:
        blocks += [Gap(6), Text(text=f"共 {len(rows)} 行", size=_SUBTITLE_SIZE, width=LANDSCAPE.width)]
    return blocks


def _edges(columns: Sequence[TableColumn]) -> tuple[float, ...]:
    """Where columns begin, from 0; the one without a width takes what is left."""
    fixed = [column.width * _UNIT + 2 * _PADDING if column.width else 0.0 for column in columns]
    flexible = max(1, sum(column.width == 0 for column in columns))
    room = LANDSCAPE.width - sum(fixed)
    widths = [width or max(_NARROWEST, room / flexible) for width in fixed]
    scale = LANDSCAPE.width / sum(widths)
    return tuple(accumulate((width * scale for width in widths), initial=0.0))


def _widths(edges: Sequence[float]) -> list[float]:
    return [right - left for left, right in pairwise(edges)]


def _wrapped(column: TableColumn, width: float, value: Value) -> Lines:
    text = in_words(column, value)
    most = _MOST_LINES if column.shortened else _MOST_LINES_WHOLE
    return _lines(text, width, most=most) if column.kind is ValueKind.TEXT else (text,)


def _lines(text: str, width: float, role: Role = "heading", most: int = _MOST_LINES) -> Lines:
    line = " ".join(text.split())
    room = width - 2 * _PADDING
    face = typeface(role)
    if face.width(visible(line), _SIZE) <= room:
        return (line,)
    lines = broken(line, _SIZE, room, role)
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while last and face.width(visible(last + "…"), _SIZE) > room:
        last = last[:-1]
    return (*lines[: most - 1], last + "…")


def _height(row: RowLines) -> float:
    return _ROW + (max(map(len, row), default=1) - 1) * _LEADING


@dataclass(frozen=True)
class _Rows(Block):
    """Rows ``first`` to ``last`` of a register below its head; parted between pages with the head repeated."""

    columns: tuple[TableColumn, ...]
    edges: tuple[float, ...]
    head: RowLines
    rows: Sequence[RowLines]
    tops: Sequence[float]
    first: int
    last: int

    @property
    def height(self) -> float:
        """The head and the rows."""
        return _height(self.head) + self.tops[self.last] - self.tops[self.first]

    @property
    def least(self) -> float:
        """The head with the rows that stay together."""
        through = min(self.last, self.first + _TOGETHER)
        return _height(self.head) + self.tops[through] - self.tops[self.first]

    def parted(self, room: float) -> tuple[Block, Block] | None:
        """The rows that fit, and the others under a repeated head."""
        reach = self.tops[self.first] + room - _height(self.head)
        cut = min(bisect_right(self.tops, reach) - 1, self.last)
        if cut < self.first + _TOGETHER or cut >= self.last:
            return None
        return replace(self, last=cut), replace(self, first=cut)

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the head, the rows and the lines between."""
        lefts = [left + edge for edge in self.edges]
        sheet.box(lefts[0], top, lefts[-1], top + _height(self.head), HEAD_GROUND)
        below = _draw_row(sheet, self.columns, lefts, self.head, top, is_head=True)
        for row in self.rows[self.first : self.last]:
            below = _draw_row(sheet, self.columns, lefts, row, below)
        for edge in lefts:
            sheet.box(edge, top, edge + LINE, below, GREY)
        sheet.box(lefts[0], top - LINE, lefts[-1] + LINE, top, BLACK)


def _rows(columns: tuple[TableColumn, ...], edges: tuple[float, ...], rows: Sequence[RowLines]) -> _Rows:
    head = tuple(
        _lines(column.label, width, "heading_bold") for column, width in zip(columns, _widths(edges), strict=True)
    )
    tops = tuple(accumulate(map(_height, rows), initial=0.0))
    return _Rows(columns, edges, head, rows, tops, 0, len(rows))


def _sums(columns: tuple[TableColumn, ...], edges: tuple[float, ...], sums: Sequence[float], count: int) -> Block:
    """The last line: how many, and the sums."""
    words = [in_words(column, total) if column.summed else "" for column, total in zip(columns, sums, strict=True)]
    words[0] = "合计"
    words[1] = f"{count} 件"
    return _Sum(columns, edges, tuple((word,) for word in words))


@dataclass(frozen=True)
class _Sum(Block):
    """One line in bold under a register."""

    columns: tuple[TableColumn, ...]
    edges: tuple[float, ...]
    row: RowLines

    @property
    def height(self) -> float:
        """One line."""
        return _height(self.row)

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the line with its frame."""
        lefts = [left + edge for edge in self.edges]
        below = _draw_row(sheet, self.columns, lefts, self.row, top, is_head=True)
        for edge in lefts:
            sheet.box(edge, top, edge + LINE, below, GREY)


def _draw_row(
    sheet: Sheet,
    columns: Sequence[TableColumn],
    lefts: Sequence[float],
    row: RowLines,
    top: float,
    *,
    is_head: bool = False,
) -> float:
    """Draw a row; where it ends. Days stand under each other by their width, numbers at the right."""
    below = top + _height(row)
    role: Role = "heading_bold" if is_head else "heading"
    for place, (column, lines) in enumerate(zip(columns, row, strict=True)):
        between = lefts[place] + _PADDING, lefts[place + 1] - _PADDING
        first = (top + below - (len(lines) - 1) * _LEADING - _SIZE) / 2
        for number, line in enumerate(lines):
            align: Align = "right" if column.at_right else "left"
            write(sheet, line, between, first + number * _LEADING, _SIZE, role=role, align=align)
    sheet.box(lefts[0], below - LINE, lefts[-1], below, GREY)
    return below
