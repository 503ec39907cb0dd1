"""Tables on paper: lines, merged cells, numbers that stand below each other, heads repeated on each page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from forms import fonts
from forms.grid import Cell, Grid, Role
from forms.page import BLACK, Colour
from forms.report_pages import LINE, Block, broken, write
from forms.sheet import Sheet

HEAD_GROUND: Final = Colour.of("#EDEDED")

_PADDING: Final = 5.0
_LEADING: Final = 1.25
_TOGETHER: Final = 12
"""So many rows at least stand below a head before a table is parted; one that has no more stays whole."""

_WITH_NEXT: Final = 2
"""So many rows go over with what follows the table, such as signatures, that finds no room below it."""


@dataclass(frozen=True)
class Table(Block):
    """A grid set in ``size`` points; ``rows``: which of its body rows this part shows."""

    grid: Grid
    size: float
    rows: range
    below: float = 0.0
    keeps_next: bool = False

    @property
    def height(self) -> float:
        """The head, the rows and the gap below."""
        return self._height(self.rows) + self.below

    @property
    def least(self) -> float:
        """The head with the rows that stay together."""
        return self._height(self.rows[:_TOGETHER])

    def parted(self, room: float) -> tuple[Block, Block] | None:
        """The rows that fit, and the others under a repeated head."""
        fitting = sum(self._height(self.rows[: count + 1]) <= room for count in range(len(self.rows)))
        if fitting == len(self.rows) and self.keeps_next:
            fitting -= _WITH_NEXT
        if fitting < _TOGETHER or len(self.rows) <= _TOGETHER:
            return None
        return replace(self, rows=self.rows[:fitting]), replace(self, rows=self.rows[fitting:])

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the head and the rows."""
        shown = [*range(self.grid.head_rows), *self.rows]
        edges = list(accumulate((self.grid.heights[row] for row in shown), initial=top))
        places = {row: place for place, row in enumerate(shown)}
        columns = list(accumulate(self.grid.widths, initial=left))
        widest = self._widest()
        for cell in self.grid.cells:
            covered = [places[row] for row in range(cell.row, cell.row + cell.rows) if row in places]
            if covered:
                box = (
                    columns[cell.column],
                    edges[covered[0]],
                    columns[cell.column + cell.columns],
                    edges[covered[-1] + 1],
                )
                self._draw_cell(sheet, cell, box, widest.get(cell.column, 0.0))

    def _height(self, rows: range) -> float:
        return sum((self.grid.heights[row] for row in (*range(self.grid.head_rows), *rows)), 0.0)

    def _widest(self) -> Mapping[int, float]:
        """The width of the widest number of each column."""
        found: dict[int, float] = {}
        for cell in self.grid.cells:
            if cell.role is Role.NUMBER:
                width = fonts.typeface(_face(cell)).width(cell.text, self.size)
                found[cell.column] = max(found.get(cell.column, 0.0), width)
        return found

    def _draw_cell(self, sheet: Sheet, cell: Cell, box: tuple[float, float, float, float], widest: float) -> None:
        left, top, right, bottom = box
        if cell.role is Role.HEAD:
            sheet.box(left, top, right, bottom, HEAD_GROUND)
        sheet.frame(left, top, right, bottom, BLACK, LINE)
        between = left + _PADDING, right - _PADDING
        if cell.role is Role.NUMBER:
            between = left + 1, min(right - 1, (left + right + widest) / 2)
        lines = cell.text.split("\n")
        pitch = self.size * _LEADING
        start = (top + bottom - pitch * (len(lines) - 1) - self.size) / 2
        for place, line in enumerate(lines):
            write(sheet, line, between, start + place * pitch, self.size, role=_face(cell), align=cell.align)


def table(grid: Grid, size: float, *, below: float = 0.0, keeps_next: bool = False) -> Table:
    """The whole grid; rows whose words need several lines grow. Raises ``UnprintableCharacter``.

    ``keeps_next``: what follows never begins a page without rows of the table.
    """
    fitted = _fitted(grid, size)
    return Table(fitted, size, range(grid.head_rows, len(grid.heights)), below, keeps_next)


def _fitted(grid: Grid, size: float) -> Grid:
    """Labels of one row broken into lines; their rows as high as these need."""
    heights = list(grid.heights)
    cells = []
    for cell in grid.cells:
        if cell.role is Role.LABEL and cell.rows == 1:
            width = sum(grid.widths[cell.column : cell.column + cell.columns]) - 2 * _PADDING
            lines = broken(cell.text, size, width, _face(cell))
            extra = (len(lines) - 1) * size * _LEADING
            heights[cell.row] = max(heights[cell.row], grid.heights[cell.row] + extra)
            cell = replace(cell, content="\n".join(lines))
        cells.append(cell)
    return replace(grid, cells=tuple(cells), heights=tuple(heights))


def _face(cell: Cell) -> fonts.Role:
    """黑体, which stays readable in small sizes; sums in its bold."""
    return "heading_bold" if cell.strong else "heading"
