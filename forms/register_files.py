"""A register as a file: a workbook in which text stays text, or comma separated values."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO, StringIO
from itertools import islice
from typing import Any, Final

import xlsxwriter

from forms.articles import printed_date
from forms.cell_text import cell_text
from forms.register_table import RegisterTable, TableColumn, Value, ValueKind, in_words
from forms.report_figures import chain_in_words

_A4: Final = 9
_FLEXIBLE: Final = 48
_HASH: Final = 66
_ROWS_A_SHEET: Final = 1_000_000
"""A worksheet holds 1,048,576 rows; a longer register goes on in a further one."""

_HEAD: Final = 3
_BASE: Final = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def register_workbook(table: RegisterTable, *further: RegisterTable) -> bytes:
    """The register as xlsx, each table on sheets of its own: days are days, numbers numbers, all else is text."""
    held = BytesIO()
    book = xlsxwriter.Workbook(held, _OPTIONS)
    book.set_properties(
        {
            "author": table.office,
            "created": datetime.combine(table.made_on, time()),
            "comments": f"登记链首 {table.chain_head}",
        }
    )
    formats = _Formats(book)
    for each in (table, *further):
        _write(book, each, formats)
    book.close()
    return held.getvalue()


def _write(book: Any, table: RegisterTable, formats: _Formats) -> None:
    """The sheets of a table; a further one where the first is full."""
    lines = iter(table.lines)
    first: tuple[Value, ...] | None = next(lines, None)
    number = 1
    while number == 1 or first is not None:
        sheet = _begin(book, table, formats, number)
        row = _HEAD
        for line in _with_first(first, lines):
            for column, value in enumerate(line):
                formats.write(sheet, row, column, table.columns[column], value)
            row += 1
        sheet.autofilter(_HEAD - 1, 0, max(_HEAD - 1, row - 1), len(table.columns) - 1)
        first = next(lines, None)
        number += 1


def register_csv(table: RegisterTable) -> bytes:
    """The register as UTF-8 with BOM. A text that a spreadsheet would calculate begins with an apostrophe."""
    held = StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow([column.label for column in table.columns])
    for line in table.lines:
        writer.writerow([_plain(*cell) for cell in zip(table.columns, line, strict=True)])
    return held.getvalue().encode("utf-8-sig")


def _plain(column: TableColumn, value: Value) -> str:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return in_words(column, value)


def _with_first(first: tuple[Value, ...] | None, lines: Iterator[tuple[Value, ...]]) -> Iterator[tuple[Value, ...]]:
    if first is not None:
        yield first
        yield from islice(lines, _ROWS_A_SHEET - 1)


class _Formats:
    """The looks of cells, made once a workbook."""

    def __init__(self, book: Any) -> None:
        self.title = book.add_format({**_BASE, "font_size": 14, "bold": True})
        self.subtitle = book.add_format(_BASE)
        self.head = book.add_format({**_BASE, "bold": True, "border": 1, "bg_color": "#EDEDED", "text_wrap": True})
        self._text = book.add_format({**_BASE, "border": 1, "text_wrap": True, "num_format": "@"})
        self._day = book.add_format({**_BASE, "border": 1, "num_format": "yyyy-mm-dd", "align": "left"})
        self._number = book.add_format({**_BASE, "border": 1})
        self._money = book.add_format({**_BASE, "border": 1, "num_format": "0.00"})

    def write(self, sheet: Any, row: int, place: int, column: TableColumn, value: Value) -> None:
        """One cell."""
        if value is None:
            sheet.write_blank(row, place, None, self._text)
        elif isinstance(value, date):
            sheet.write_datetime(row, place, datetime.combine(value, time()), self._day)
        elif isinstance(value, int | float):
            sheet.write_number(row, place, value, self._money if column.kind is ValueKind.MONEY else self._number)
        else:
            sheet.write_string(row, place, cell_text(value), self._text)


def _begin(book: Any, table: RegisterTable, formats: _Formats, number: int) -> Any:
    """A sheet with title and heads, which stay in sight and repeat on each printed page."""
    sheet = book.add_worksheet(table.title[:28] if number == 1 else f"{table.title[:25]} {number}")
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, _HEAD - 1)
    sheet.freeze_panes(_HEAD, 0)
    made_by = f"{table.office.replace('&', '&&')}　{printed_date(table.made_on)}制表"
    sheet.set_footer(f"&L{made_by}&C第 &P 页　共 &N 页&R登记链首 {chain_in_words(table.chain_head)}")
    for place, column in enumerate(table.columns):
        width = _HASH if column.kind is ValueKind.HASH else max(column.width, len(column.label) * 2) or _FLEXIBLE
        sheet.set_column(place, place, (width if column.width else _FLEXIBLE) + 2)
    sheet.write_string(0, 0, f"{table.office}{table.title}", formats.title)
    sheet.write_string(1, 0, table.subtitle, formats.subtitle)
    for place, column in enumerate(table.columns):
        sheet.write_string(_HEAD - 1, place, column.label, formats.head)
    return sheet
