"""A table as merged cells, the same for paper and for a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal

Align = Literal["left", "centre", "right"]
NO_VALUE: Final = "—"


class Role(Enum):
    """What a cell is."""

    HEAD = "head"
    LABEL = "label"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell at ``row`` and ``column`` (from 0) that covers ``rows`` by ``columns``.

    ``content``: a number, or text that breaks only at its line breaks. ``signed``: the number is a difference and is
    written with its sign. ``exact``: all its decimals are written.
    """

    row: int
    column: int
    content: str | int | float
    role: Role
    rows: int = 1
    columns: int = 1
    align: Align = "left"
    strong: bool = False
    signed: bool = False
    exact: bool = False

    @property
    def text(self) -> str:
        """The content as it is printed."""
        if isinstance(self.content, str):
            return self.content
        if self.exact:
            return exact_number(self.content)
        if not self.signed:
            return number_in_words(self.content)
        sign = "±" if self.content == 0 else "+" if self.content > 0 else "−"
        return f"{sign}{number_in_words(abs(self.content))}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table. ``widths`` and ``heights`` in points; the first ``head_rows`` rows repeat on each page."""

    widths: tuple[float, ...]
    heights: tuple[float, ...]
    cells: tuple[Cell, ...]
    head_rows: int

    @property
    def width(self) -> float:
        """The width in points."""
        return sum(self.widths)

    @property
    def height(self) -> float:
        """The height in points."""
        return sum(self.heights)


def head(row: int, column: int, text: str, *, rows: int = 1, columns: int = 1) -> Cell:
    """A cell of the head."""
    return Cell(row=row, column=column, content=text, role=Role.HEAD, rows=rows, columns=columns, align="centre")


def label(
    row: int,
    column: int,
    text: str,
    *,
    rows: int = 1,
    columns: int = 1,
    align: Align = "left",
    strong: bool = False,
) -> Cell:
    """A cell with words."""
    role = Role.LABEL
    return Cell(row=row, column=column, content=text, role=role, rows=rows, columns=columns, align=align, strong=strong)


def number(row: int, column: int, value: float | None, *, strong: bool = False, signed: bool = False) -> Cell:
    """A cell with a number; a dash where there is none."""
    content = NO_VALUE if value is None else value
    role = Role.NUMBER
    return Cell(row=row, column=column, content=content, role=role, align="right", strong=strong, signed=signed)


def number_in_words(value: float) -> str:
    """A number as it is written: whole, or with as many decimals as it has, at most two."""
    return str(round(value)) if float(value).is_integer() else f"{value:.2f}".rstrip("0").rstrip(".")


def exact_number(value: float) -> str:
    """A number with all its decimals: 12, 12.34."""
    return str(round(value)) if float(value).is_integer() else f"{value:.10f}".rstrip("0")
