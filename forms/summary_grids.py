"""The tables of a summary: figures beside those of the period before and of a year earlier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from forms.grid import Cell, Grid, head, label, number
from forms.report_figures import HeadFigure, MonthCount, SectionFigures

FIGURES: Final = "主要数字"
MONTHS: Final = "新收与办结"
RESULTS: Final = "办理结果"
DAYS: Final = "办理用时"
CHECKS: Final = "勾稽关系"
FINDINGS: Final = "须先更正的记录"
ROW_HEIGHT: Final = 19.0
_SECTION_ROW_HEIGHT: Final = 15.5

_USUAL_UNIT: Final = "件"
_FIGURE_WIDTHS: Final = (156.0, 54.0, 48.0, 48.0, 48.0, 51.0, 48.0)
_COMPARED_WIDTHS: Final = (193.0, 65.0, 65.0, 65.0, 65.0)
_MONTH_WIDTHS: Final = (193.0, 130.0, 130.0)


def figures_grid(figures: Sequence[HeadFigure], names: tuple[str, str, str]) -> Grid:
    """The figures at the head, each compared twice."""
    this, before, year_before = names
    return _grid(
        _FIGURE_WIDTHS,
        ("项目", this, "单位", before, "增减", year_before, "增减"),
        [_figure_row(row, figure) for row, figure in enumerate(figures, start=1)],
    )


def section_grid(section: SectionFigures, names: tuple[str, str, str]) -> Grid:
    """The lines of a section, parts indented, with their sum where it has one."""
    units = {line.unit for line in section.lines}
    shared = units.pop() if len(units) == 1 else _USUAL_UNIT
    rows = [
        _compared_row(row, _label(line.label, "" if line.unit == shared else line.unit, part=line.part), line.values)
        for row, line in enumerate(section.lines, start=1)
    ]
    if section.sums:
        rows.append(_compared_row(len(rows) + 1, "合计", section.sums, strong=True))
    head = "项目" if shared == _USUAL_UNIT else f"项目（{shared}）"
    return _grid(_COMPARED_WIDTHS, (head, *names, "本年累计"), rows, _SECTION_ROW_HEIGHT)


def _label(words: str, unit: str, *, part: bool) -> str:
    """What is not counted in the unit of its section says so."""
    named = f"{words}（{unit}）" if unit else words
    return f"　　{named}" if part else named


def months_grid(months: Sequence[MonthCount]) -> Grid:
    """Received and completed by month."""
    rows = [
        [
            label(row, 0, f"{month.year}年{month.month}月"),
            number(row, 1, month.received),
            number(row, 2, month.completed),
        ]
        for row, month in enumerate(months, start=1)
    ]
    return _grid(_MONTH_WIDTHS, ("月份", "新收", "办结"), rows)


def _figure_row(row: int, figure: HeadFigure) -> list[Cell]:
    whole = "" if figure.of is None else f"（共 {figure.of} {figure.unit}）"
    return [
        label(row, 0, figure.label + whole),
        number(row, 1, _tenths(figure.value), strong=True),
        label(row, 2, figure.unit, align="centre"),
        number(row, 3, _tenths(figure.before)),
        _difference(row, 4, figure.value, figure.before),
        number(row, 5, _tenths(figure.year_before)),
        _difference(row, 6, figure.value, figure.year_before),
    ]


def _compared_row(row: int, name: str, values: Sequence[float | None], *, strong: bool = False) -> list[Cell]:
    numbers = [number(row, column, value, strong=strong or column == 1) for column, value in enumerate(values, start=1)]
    return [label(row, 0, name, strong=strong), *numbers]


def _difference(row: int, column: int, value: float | None, other: float | None) -> Cell:
    if value is None or other is None:
        return number(row, column, None)
    return number(row, column, round(value - other, 1), signed=True)


def _tenths(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _grid(
    widths: tuple[float, ...], names: Sequence[str], rows: Sequence[Sequence[Cell]], height: float = ROW_HEIGHT
) -> Grid:
    return Grid(
        widths=widths,
        heights=(height,) * (len(rows) + 1),
        cells=(*_names(names), *(cell for row in rows for cell in row)),
        head_rows=1,
    )


def _names(names: Sequence[str]) -> Iterator[Cell]:
    for column, name in enumerate(names):
        yield head(0, column, name)
