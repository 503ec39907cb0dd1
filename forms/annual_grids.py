"""Tables 二, 三 and 四 of the annual report as merged cells, worded letter by letter (国办公开办函〔2021〕30号)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Final

from forms.grid import Cell, Grid, head, label, number
from forms.report_figures import AnnualFigures, DifferenceLine, NamedFigure, OfficeFigures, Table2Figures
from resources.vocabulary import SUMMED_ROWS, Table3Column, Table4Column, Table4Group
from resources.vocabulary.annual_tables import TABLE_3_NOTE, TABLE_3_RESULTS, head_words, row_parts

_COLUMNS_2: Final = 4
_WIDTHS_2: Final = (150.0, 101.0, 101.0, 101.0)
_HEIGHT_2: Final = 22.0
_NAMES_OF_OFFICES: Final = ("单位", "上报情况", "文件日期", "记录到", "新收", "上年结转", "办结", "结转下年")
_WIDTHS_OF_OFFICES: Final = (104.0, 77.5, 58.0, 58.0, 36.0, 42.0, 36.0, 42.0)
_NAMES_OF_DIFFERENCES: Final = ("格", "报送", "现在", "申请和原因")
_WIDTHS_OF_DIFFERENCES: Final = (172.0, 36.0, 36.0, 209.5)
_HEAD_ROWS: Final = 3
_LABEL_COLUMNS: Final = 3
_WIDTHS_3: Final = (26.0, 62.0, 336.0, *(43.5,) * 7)
_HEIGHTS_3: Final = (15.0, 15.0, 26.0)
_ROW_HEIGHT: Final = 15.0
_WIDTHS_4: Final = (30.2,) * 15
_HEIGHTS_4: Final = (22.0, 22.0, 34.0, 26.0)
_WIDTHS_2007: Final = (293.5, 90.0, 70.0)
_HEIGHT_2007: Final = 24.0


def table2_grid(blocks: tuple[Table2Figures, ...]) -> Grid:
    """Table 二: blocks below each other in four columns; the last column of a narrower block is broader."""
    cells: list[Cell] = []
    row = 0
    for block in blocks:
        cells.append(head(row, 0, block.head, columns=_COLUMNS_2))
        places = _places_2(len(block.columns))
        cells += [head(row + 1, at, name, columns=wide) for (at, wide), name in zip(places, block.columns, strict=True)]
        for down, (name, values) in enumerate(block.rows, start=row + 2):
            cells.append(label(down, 0, name, columns=places[0][1]))
            for (at, wide), value in zip(places[1:], values, strict=True):
                cells.append(replace(number(down, at, value), columns=wide, exact=value is not None))
        row += 2 + len(block.rows)
    return Grid(widths=_WIDTHS_2, heights=(_HEIGHT_2,) * row, cells=tuple(cells), head_rows=0)


def offices_grid(offices: tuple[OfficeFigures, ...]) -> Grid:
    """Who has reported, with four sums each; the last line is that of all together."""
    cells = [head(0, at, name) for at, name in enumerate(_NAMES_OF_OFFICES)]
    for row, office in enumerate(offices, start=1):
        is_sum = row == len(offices)
        words = (office.name, office.state, office.made_on, office.through)
        cells += [label(row, at, text, strong=is_sum) for at, text in enumerate(words)]
        cells += [number(row, at, value, strong=is_sum) for at, value in enumerate(office.values, start=len(words))]
    heights = (_HEIGHT_2,) * (len(offices) + 1)
    return Grid(widths=_WIDTHS_OF_OFFICES, heights=heights, cells=tuple(cells), head_rows=1)


def differences_grid(differences: tuple[DifferenceLine, ...]) -> Grid:
    """Cell by cell what was filed, what is counted now, and what came or left."""
    cells = [head(0, at, name) for at, name in enumerate(_NAMES_OF_DIFFERENCES)]
    for row, one in enumerate(differences, start=1):
        words = (one.cell, one.filed, one.now, one.why)
        centred = (label(row, at, words[at], align="centre") for at in (1, 2))
        cells += [label(row, 0, words[0]), *centred, label(row, 3, words[3])]
    heights = (_HEIGHT_2,) * (len(differences) + 1)
    return Grid(widths=_WIDTHS_OF_DIFFERENCES, heights=heights, cells=tuple(cells), head_rows=1)


def _places_2(columns: int) -> list[tuple[int, int]]:
    """Where each column of a block begins and over how many it reaches."""
    return [(at, 1 if at < columns - 1 else _COLUMNS_2 - at) for at in range(columns)]


def table3_grid(figures: AnnualFigures) -> Grid:
    """Table 三: 25 number rows by 7 columns, or 23 in the form of 2019."""
    codes = tuple(figures.table3)
    cells = (*_head_3(), *_labels_3(codes), *_numbers_3(figures.table3))
    heights = (*_HEIGHTS_3, *(_ROW_HEIGHT,) * len(codes))
    return Grid(widths=_WIDTHS_3, heights=heights, cells=cells, head_rows=_HEAD_ROWS)


def table4_grid(figures: AnnualFigures) -> Grid:
    """Table 四: one number row by 15 columns."""
    size = len(Table4Column)
    cells = [head(0, 0, "行政复议", rows=2, columns=size), head(0, size, "行政诉讼", columns=2 * size)]
    for block, group in enumerate(Table4Group):
        *above, name = group.label.split("｜")
        if above:
            cells.append(head(1, block * size, name, columns=size))
        for at, column in enumerate(Table4Column):
            place = block * size + at
            is_total = column is Table4Column.TOTAL
            cells.append(head(2, place, head_words(column.label)))
            cells.append(number(3, place, figures.table4[group][column], strong=is_total))
    return Grid(widths=_WIDTHS_4, heights=_HEIGHTS_4, cells=tuple(cells), head_rows=3)


def grid_2007(figures: tuple[NamedFigure, ...]) -> Grid:
    """The figures that reports gave in words until 2018, as a list."""
    cells = [head(0, at, name) for at, name in enumerate(("项目", "数量", "单位"))]
    for row, figure in enumerate(figures, start=1):
        name = f"　　其中：{figure.name}" if figure.part else figure.name
        cells += [
            label(row, 0, name),
            number(row, 1, figure.value),
            label(row, 2, figure.unit, align="centre"),
        ]
    heights = (_HEIGHT_2007,) * (len(figures) + 1)
    return Grid(widths=_WIDTHS_2007, heights=heights, cells=tuple(cells), head_rows=1)


def _head_3() -> Iterator[Cell]:
    yield head(0, 0, TABLE_3_NOTE, rows=_HEAD_ROWS, columns=_LABEL_COLUMNS)
    yield head(0, 3, "申请人情况", columns=7)
    yield head(1, 3, Table3Column.NATURAL_PERSON.label, rows=2)
    yield head(1, 4, "法人或其他组织", columns=5)
    yield head(1, 9, Table3Column.TOTAL.label, rows=2)
    for at, column in enumerate(tuple(Table3Column)[1:-1], start=4):
        yield head(2, at, head_words(column.label))


def _labels_3(codes: tuple[str, ...]) -> Iterator[Cell]:
    """The merged labels at the left, cut at the bars of the wording."""
    rows = [(place, code, row_parts(code)) for place, code in enumerate(codes, start=_HEAD_ROWS)]
    results = [place for place, _, parts in rows if len(parts) > 1]
    yield label(results[0], 0, "三、\n" + "\n".join(TABLE_3_RESULTS[2:]), rows=len(results), align="centre")
    for place, code, parts in rows:
        column = len(parts) - 1
        yield label(place, column, parts[-1], columns=_LABEL_COLUMNS - column, strong=code in SUMMED_ROWS)
    grouped = [(place, parts[1]) for place, _, parts in rows if len(parts) == _LABEL_COLUMNS]
    for name, found in groupby(grouped, key=lambda pair: pair[1]):
        places = [place for place, _ in found]
        yield label(places[0], 1, name.replace("）", "）\n", 1), rows=len(places), align="centre")


def _numbers_3(table3: Mapping[str, Mapping[Table3Column, int]]) -> Iterator[Cell]:
    for place, (code, row) in enumerate(table3.items(), start=_HEAD_ROWS):
        for at, column in enumerate(Table3Column, start=_LABEL_COLUMNS):
            is_total = code in SUMMED_ROWS or column is Table3Column.TOTAL
            yield number(place, at, row[column], strong=is_total)
