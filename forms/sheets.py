"""Reports as workbooks: text stays text, numbers are numbers, nothing is a formula; ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from forms import summary_grids
from forms.annual_grids import offices_grid
from forms.annual_report import OFFICES, grid_of
from forms.articles import printed_date
from forms.cell_text import cell_text, portions
from forms.grid import Cell, Grid, Role
from forms.report_figures import (
    AnnualFigures,
    CheckedSum,
    EquationLine,
    SectionTable,
    SummaryFigures,
    chain_in_words,
)

_A4: Final = 9
_MARGIN: Final = 0.6
_FOOT_ROOM: Final = 0.2
_FONT: Final = "宋体"
_SIZE: Final = 10
_POINTS_A_CHARACTER: Final = 5.4
_ROOM: Final = 1.15
_TITLE_SIZES: Final = (14, 11)
_EQUATION_NAMES: Final = ("勾稽关系", "总计列", "范围", "结果")
_EQUATION_WIDTHS: Final = (34, 26, 26, 10)
_SHEETS: Final = {
    SectionTable.TABLE_2: ("表二", False),
    SectionTable.TABLE_3: ("表三", True),
    SectionTable.TABLE_4: ("表四", False),
    SectionTable.LIST_2007: ("依申请公开", False),
}
"""The sheet of each table, and whether it is printed broad."""

_TEXT_WIDTH: Final = 92
_LINE_HEIGHT: Final = 15.0
_MOST_OF_A_ROW: Final = 1_200
"""Characters of a paragraph in one row: a row is at most 409 points high, which is 27 lines."""

_SUMMARY_WIDTHS: Final = (36, 11, 11, 11, 11, 11, 11)
_COMPARED_COLUMNS: Final = 5
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_ALIGN: Final = {"left": "left", "centre": "center", "right": "right"}
_HEAD_GROUND: Final = "#EDEDED"
_HATCH: Final = {"pattern": "wide_upward_diagonal", "fg_color": "#000000", "bg_color": "#FFFFFF"}
_SIGNED: Final = '+General;-General;"±0"'


def annual_workbook(figures: AnnualFigures) -> bytes:
    """The report of a year as xlsx: its text, a sheet a table, and one with the equations."""
    book = _Book(figures.office, figures.chain_head, figures.made_on)
    text = book.sheet("报告", figures.title, "")
    text.columns((_TEXT_WIDTH,))
    for section in figures.sections:
        if section.heading:
            text.heading(section.heading)
        text.paragraphs(section.paragraphs)
        if section.table in _SHEETS:
            text.line(f"（见“{_SHEETS[section.table][0]}”）")
    for section in figures.sections:
        if section.table in _SHEETS:
            name, is_broad = _SHEETS[section.table]
            book.page(name, figures.title, section.heading, grid_of(section.table, figures), landscape=is_broad)
    if figures.offices:
        book.page("各单位", figures.title, OFFICES, offices_grid(figures.offices))
    sheet = book.sheet("勾稽关系", figures.title, "勾稽关系")
    sheet.equations(figures.equations, figures.findings)
    return book.closed()


def summary_workbook(figures: SummaryFigures) -> bytes:
    """The summary of a period as xlsx: its tables one below the other, and the months with their chart."""
    book = _Book(figures.office, figures.chain_head, figures.made_on)
    sheet = book.sheet("汇总", figures.title, figures.subtitle)
    sheet.columns(_SUMMARY_WIDTHS)
    names = figures.names
    if figures.findings:
        sheet.heading(summary_grids.FINDINGS)
        sheet.lines(figures.findings)
    sheet.heading(summary_grids.FIGURES)
    sheet.table(summary_grids.figures_grid(figures.figures, names), across=_COMPARED_COLUMNS)
    for section in figures.sections:
        sheet.heading(section.name)
        sheet.table(summary_grids.section_grid(section, names), across=_COMPARED_COLUMNS)
    sheet.heading(summary_grids.CHECKS)
    sheet.lines([f"{_checked(check)}　{_held(check.holds)}" for check in figures.checks])
    months = book.sheet("月度", figures.title, summary_grids.MONTHS)
    months.columns((16, 12, 12))
    first = months.table(summary_grids.months_grid(figures.months), repeats=True)
    months.chart(first, len(figures.months))
    return book.closed()


class _Book:
    """A workbook with the formats of its cells. The same figures give the same bytes."""

    def __init__(self, office: str, chain_head: str, made_on: date) -> None:
        self._bytes = BytesIO()
        self._book = xlsxwriter.Workbook(self._bytes, _OPTIONS)
        made_at = datetime.combine(made_on, time())
        self._book.set_properties({"author": office, "created": made_at, "comments": f"登记链首 {chain_head}"})
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}
        made_by = f"{_escaped(office)}　{printed_date(made_on)}制表"
        self._foot = f"&L{made_by}&C第 &P 页　共 &N 页&R登记链首 {chain_in_words(chain_head)}"

    def format(self, **properties: object) -> Any:
        """A format of these properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            base: dict[str, object] = {"font_name": _FONT, "font_size": _SIZE, "valign": "vcenter"}
            self._formats[key] = self._book.add_format(base | properties)
        return self._formats[key]

    def page(self, name: str, title: str, subtitle: str, grid: Grid, *, landscape: bool = False) -> None:
        """A sheet with one table, whose head repeats on each printed page."""
        sheet = self.sheet(name, title, subtitle, landscape=landscape)
        sheet.columns([width / _POINTS_A_CHARACTER for width in grid.widths])
        sheet.table(grid, repeats=True)

    def sheet(self, name: str, title: str, subtitle: str, *, landscape: bool = False) -> _Worksheet:
        """A further sheet with its two title lines, which repeat on each printed page."""
        sheet = self._book.add_worksheet(name)
        sheet.set_paper(_A4)
        if landscape:
            sheet.set_landscape()
        sheet.set_margins(left=_MARGIN, right=_MARGIN, top=_MARGIN, bottom=_MARGIN + _FOOT_ROOM)
        sheet.set_footer(self._foot)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.hide_gridlines(2)
        made = _Worksheet(self, sheet, name)
        for text, size in zip((title, subtitle), _TITLE_SIZES, strict=True):
            made.line(text, bold=True, font_size=size)
        sheet.repeat_rows(0, len(_TITLE_SIZES) - 1)
        return made

    def column_chart(self) -> Any:
        """An empty chart of columns."""
        return self._book.add_chart({"type": "column"})

    def closed(self) -> bytes:
        """The finished file."""
        self._book.close()
        return self._bytes.getvalue()


class _Worksheet:
    """One sheet, filled from the top."""

    def __init__(self, book: _Book, sheet: Any, name: str) -> None:
        self._book = book
        self._sheet = sheet
        self._name = name
        self._row = 0

    def columns(self, widths: Sequence[float]) -> None:
        """Widths in characters."""
        for place, width in enumerate(widths):
            self._sheet.set_column(place, place, width)

    def line(self, text: str, **properties: object) -> None:
        """A line of text."""
        self._sheet.write_string(self._row, 0, cell_text(text), self._book.format(**properties))
        self._row += 1

    def heading(self, text: str) -> None:
        """The name of a table in a sheet that has several."""
        self._row += 1
        self.line(text, bold=True, font_size=11)

    def lines(self, texts: Sequence[str]) -> None:
        """Lines of text."""
        for text in texts:
            self.line(text)

    def paragraphs(self, texts: Sequence[str]) -> None:
        """Paragraphs as high as their lines need; what no row holds goes on in the next one."""
        shape = self._book.format(text_wrap=True, valign="top", indent=1)
        for text in (portion for whole in texts for portion in portions(whole, _MOST_OF_A_ROW)):
            lines = -(-sum(2 if ord(character) > 0x2E7F else 1 for character in text) // _TEXT_WIDTH)
            self._sheet.set_row(self._row, max(1, lines) * _LINE_HEIGHT)
            self._sheet.write_string(self._row, 0, text, shape)
            self._row += 1

    def table(self, grid: Grid, *, across: int = 0, repeats: bool = False) -> int:
        """A table; its first row's number. The last column of a narrower one reaches to column ``across``."""
        first = self._row
        missing = max(0, across - len(grid.widths))
        for place, height in enumerate(grid.heights):
            self._sheet.set_row(first + place, height * _ROOM)
        for cell in grid.cells:
            reaches = cell.column + cell.columns == len(grid.widths)
            self._cell(replace(cell, columns=cell.columns + missing) if reaches else cell)
        if repeats:
            self._sheet.repeat_rows(0, max(first, first + grid.head_rows) - 1)
        self._row += len(grid.heights)
        return first

    def equations(self, equations: Sequence[EquationLine], findings: Sequence[str]) -> None:
        """The equations with their numbers and cells, then what they found."""
        self.columns(_EQUATION_WIDTHS)
        rows = [(line.text, line.figures, line.scope, _held(line.holds)) for line in equations]
        for place, texts in enumerate((_EQUATION_NAMES, *rows)):
            for at, text in enumerate(texts):
                self._sheet.write_string(self._row, at, text, self._book.format(border=1, bold=place == 0))
            self._row += 1
        self._row += 1
        self.lines(findings)

    def chart(self, first: int, count: int) -> None:
        """The columns of received and completed beside their table, told apart without colour."""
        chart = self._book.column_chart()
        for column, fill in ((1, {"fill": {"color": "#404040"}}), (2, {"pattern": _HATCH})):
            chart.add_series(
                {
                    "name": [self._name, first, column],
                    "categories": [self._name, first + 1, 0, first + count, 0],
                    "values": [self._name, first + 1, column, first + count, column],
                    "border": {"color": "#000000"},
                    **fill,
                }
            )
        chart.set_legend({"position": "top"})
        chart.set_size({"width": 720, "height": 320})
        self._sheet.insert_chart(self._row + 1, 0, chart)

    def _cell(self, cell: Cell) -> None:
        """One cell; words break where the column's width says, so that their wording stays whole."""
        shape = self._book.format(**_properties(cell))
        if cell.rows > 1 or cell.columns > 1:
            last = (cell.row + cell.rows - 1, cell.column + cell.columns - 1)
            self._sheet.merge_range(self._row + cell.row, cell.column, self._row + last[0], last[1], "", shape)
        if isinstance(cell.content, str):
            self._sheet.write_string(
                self._row + cell.row, cell.column, cell_text(cell.content.replace("\n", "")), shape
            )
        else:
            self._sheet.write_number(self._row + cell.row, cell.column, cell.content, shape)


def _properties(cell: Cell) -> dict[str, object]:
    return {
        "border": 1,
        "align": _ALIGN[cell.align],
        "bold": cell.strong,
        "text_wrap": cell.role is not Role.NUMBER,
        "bg_color": _HEAD_GROUND if cell.role is Role.HEAD else "#FFFFFF",
        "num_format": _SIGNED if cell.signed else "General",
    }


def _checked(check: CheckedSum) -> str:
    return f"{check.text}（{'；'.join(check.failing)}）" if check.failing else check.text


def _held(holds: bool) -> str:
    return "相符" if holds else "不相符"


def _escaped(text: str) -> str:
    """``text`` in a footer, where ``&`` begins a command."""
    return text.replace("&", "&&")
