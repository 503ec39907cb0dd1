"""Tables 二, 三 and 四 of the annual report as forms, wording letter by letter (国办公开办函〔2021〕30号)."""

from __future__ import annotations

from itertools import groupby

from desktop.casework.figures.statistics_views import AnnualTables
from desktop.casework.reports.table2 import Table2Part
from desktop.supervisor.form_table import CellRole, FormCell, FormGrid
from resources.vocabulary import SUMMED_ROWS, Table3Column, Table3Row, Table4Column, Table4Group
from resources.vocabulary.annual_tables import TABLE_3_NOTE, TABLE_3_RESULTS, head_words, row_name, row_parts

_COLUMNS_2 = 4
_WIDTHS_2 = (220, 180, 180, 180)
_HEAD_ROWS = 3
_LABEL_COLUMNS = 3
_HEAD_HEIGHTS = (22, 21, 36)
_ROW_HEIGHT = 21
_WIDTHS_3 = (29, 72, 418, 52, 52, 52, 52, 52, 52, 50)
_LONG = frozenset({Table3Row.OTHER_CORRECTION_LAPSED, Table3Row.OTHER_FEE_LAPSED})


def column_name(code: str) -> str:
    """The last part of a column's wording: ``商业企业``."""
    return Table3Column(code).label.split("｜")[-1]


def table3_grid(tables: AnnualTables) -> FormGrid:
    """Table 三 in its exact form."""
    codes = tuple(tables.table3)
    cells = _head_cells()
    cells.update(_label_cells(codes))
    for place, code in enumerate(codes):
        for at, column in enumerate(Table3Column):
            cells[_HEAD_ROWS + place, _LABEL_COLUMNS + at] = _number(tables, code, column)
    return FormGrid(heights=_HEAD_HEIGHTS + (_ROW_HEIGHT,) * len(codes), widths=_WIDTHS_3, body=_HEAD_ROWS, cells=cells)


def table2_grid(parts: tuple[Table2Part, ...]) -> FormGrid:
    """Table 二: blocks below each other in four columns; the last column of a narrower block is broader."""
    cells: dict[tuple[int, int], FormCell] = {}
    row = 0
    for part in parts:
        cells[row, 0] = _head(part.head, columns=_COLUMNS_2)
        places = [(at, 1 if at < len(part.columns) - 1 else _COLUMNS_2 - at) for at in range(len(part.columns))]
        for (at, wide), name in zip(places, part.columns, strict=True):
            cells[row + 1, at] = _head(name, columns=wide)
        for down, (name, values) in enumerate(part.rows, start=row + 2):
            cells[down, 0] = _label(name, columns=1, total=False)
            for (at, wide), cell, column in zip(places[1:], values, part.columns[1:], strict=True):
                shown = "—" if cell.value is None else f"{cell.value:f}"
                cells[down, at] = FormCell(
                    text=shown,
                    role=CellRole.NUMBER,
                    columns=wide,
                    name=f"{name}，{column}，{shown}",
                    key=(cell.code, column),
                )
        row += 2 + len(part.rows)
    return FormGrid(heights=(28,) * row, widths=_WIDTHS_2, body=0, cells=cells)


def table4_grid(tables: AnnualTables) -> FormGrid:
    """Table 四 in its exact form."""
    cells: dict[tuple[int, int], FormCell] = {
        (0, 0): _head("行政复议", rows=2, columns=5),
        (0, 5): _head("行政诉讼", columns=10),
        (1, 5): _head("未经复议直接起诉", columns=5),
        (1, 10): _head("复议后起诉", columns=5),
    }
    for block, group in enumerate(Table4Group):
        for at, column in enumerate(Table4Column):
            place = block * len(Table4Column) + at
            value = tables.table4[group][column]
            cells[2, place] = _head(head_words(column.label))
            cells[3, place] = FormCell(
                text=str(value),
                role=CellRole.NUMBER,
                bold=column is Table4Column.TOTAL,
                tinted=column is Table4Column.TOTAL,
                name=f"{group.label.replace('｜', '，')}，{column.label}，{value}",
                key=(group.value, column.value),
            )
    return FormGrid(heights=(22, 22, 40, 28), widths=(57,) * 15, body=_HEAD_ROWS, cells=cells)


def _head(text: str, *, rows: int = 1, columns: int = 1) -> FormCell:
    return FormCell(text=text, role=CellRole.HEAD, rows=rows, columns=columns, centred=True)


def _head_cells() -> dict[tuple[int, int], FormCell]:
    cells = {
        (0, 0): _head(TABLE_3_NOTE, rows=3, columns=3),
        (0, 3): _head("申请人情况", columns=7),
        (1, 3): _head(head_words(Table3Column.NATURAL_PERSON.label), rows=2),
        (1, 4): _head("法人或其他组织", columns=5),
        (1, 9): _head(head_words(Table3Column.TOTAL.label), rows=2),
    }
    organisations = tuple(Table3Column)[1:-1]
    cells.update({(2, 4 + at): _head(head_words(column.label)) for at, column in enumerate(organisations)})
    return cells


def _label_cells(codes: tuple[str, ...]) -> dict[tuple[int, int], FormCell]:
    """The merged labels at the left, cut at the bars of the wording."""
    cells: dict[tuple[int, int], FormCell] = {}
    rows = [(place + _HEAD_ROWS, code, row_parts(code)) for place, code in enumerate(codes)]
    results = [place for place, _, parts in rows if len(parts) > 1]
    cells[results[0], 0] = FormCell(
        text="三、\n" + "\n".join(TABLE_3_RESULTS[2:]), role=CellRole.LABEL, rows=len(results), centred=True
    )
    for place, code, parts in rows:
        if len(parts) == 1:
            cells[place, 0] = _label(parts[0], columns=3, total=True)
        elif len(parts) == 2:
            cells[place, 1] = _label(parts[1], columns=2, total=code == Table3Row.TOTAL)
        else:
            cells[place, 2] = FormCell(text=parts[2], role=CellRole.LABEL, small=code in _LONG)
    grouped = [(place, parts[1]) for place, _, parts in rows if len(parts) == 3]
    for name, found in groupby(grouped, key=lambda pair: pair[1]):
        places = [place for place, _ in found]
        text = name.replace("）", "）\n", 1)
        cells[places[0], 1] = FormCell(text=text, role=CellRole.LABEL, rows=len(places), centred=True)
    return cells


def _label(text: str, *, columns: int, total: bool) -> FormCell:
    return FormCell(text=text, role=CellRole.LABEL, columns=columns, bold=total, tinted=total)


def _number(tables: AnnualTables, code: str, column: Table3Column) -> FormCell:
    value = tables.table3[code][column]
    is_total = code in SUMMED_ROWS or column is Table3Column.TOTAL
    return FormCell(
        text=str(value),
        role=CellRole.NUMBER,
        bold=is_total,
        tinted=is_total,
        name=f"{row_name(code)}，{column_name(column)}，{value}",
        key=(code, column.value),
    )
