"""Workbooks read back: text is text, numbers are numbers, nothing is a formula, heads repeat in print."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from io import BytesIO

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from forms.cell_text import cell_text
from forms.report_figures import ReportSection, SectionFigures, SectionTable
from forms.sheets import annual_workbook, summary_workbook
from resources.vocabulary import Table3Column, Table3Row
from tests.forms.report_cases import CHAIN_HEAD, LIST_2007, MONTH, TABLE_3, TABLE_4, YEAR

FORMULA_LIKE = ("=1+1", "+86 22 1234", "-3", "@SUM(A1)", "http://example.com", "0012")


def read(data: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(data))


def filled(sheet: Worksheet) -> Iterator[Cell]:
    return (cell for row in sheet.iter_rows() for cell in row if isinstance(cell, Cell) and cell.value is not None)


def row_at(sheet: Worksheet, first: str) -> list[object]:
    """The row whose first cell says ``first``, without empty cells."""
    (row,) = [row for row in sheet.iter_rows(values_only=True) if row[0] == first]
    return [value for value in row if value is not None]


@pytest.fixture(scope="module")
def year() -> Workbook:
    return read(annual_workbook(YEAR))


@pytest.fixture(scope="module")
def month() -> Workbook:
    return read(summary_workbook(MONTH))


def test_table_3_has_its_numbers_as_numbers_in_the_cells_of_the_form(year: Workbook) -> None:
    rows = list(year["表三"].iter_rows(min_row=6, min_col=4, max_col=10, values_only=True))
    assert rows == [tuple(TABLE_3[row][column] for column in Table3Column) for row in Table3Row]


def test_labels_keep_their_wording_without_line_breaks(year: Workbook) -> None:
    words = {cell.value for cell in filled(year["表三"])}
    assert {part for row in Table3Row for part in row.label.split("｜")} <= words
    assert {"社会公益组织", "法人或其他组织", "申请人情况"} <= words


def test_cells_are_merged_as_in_the_form(year: Workbook) -> None:
    merged = {str(span) for span in year["表三"].merged_cells.ranges}
    assert {"A3:C5", "D3:J3", "D4:D5", "E4:I4", "A8:A29", "B10:B17", "A6:C6", "A30:C30"} <= merged


def test_table_4_has_15_numbers(year: Workbook) -> None:
    numbers = next(year["表四"].iter_rows(min_row=6, max_row=6, values_only=True))
    assert list(numbers) == [value for row in TABLE_4.values() for value in row.values()]


def test_equations_and_findings_have_a_sheet(year: Workbook) -> None:
    sheet = year["勾稽关系"]
    assert row_at(sheet, "总计 = 六类申请人之和")[1:] == ["25 行", "3.其他 不相等", "不相符"]
    assert YEAR.findings[0] in {cell.value for cell in filled(sheet)}


def test_pages_print_on_a4_with_repeated_heads_and_a_foot(year: Workbook) -> None:
    sheet = year["表三"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$1:$5"
    assert "天津海关" in sheet.oddFooter.left.text
    assert "7c41 e09a 52d8 … 0f3b" in sheet.oddFooter.right.text
    assert CHAIN_HEAD in str(year.properties.description)


def test_the_years_to_2018_are_one_list() -> None:
    listed = (ReportSection(heading="附：依申请公开政府信息情况", table=SectionTable.LIST_2007),)
    book = read(annual_workbook(dataclasses.replace(YEAR, list_2007=LIST_2007, sections=listed)))
    assert book.sheetnames == ["报告", "依申请公开", "勾稽关系"]
    assert row_at(book["依申请公开"], "收到申请") == ["收到申请", 23, "件"]


def test_the_text_of_the_report_stands_in_a_sheet_with_its_headings(year: Workbook) -> None:
    written = [str(cell.value) for cell in filled(year["报告"])]
    assert written[0] == YEAR.title
    assert [line for line in written if line in {section.heading for section in YEAR.sections}] == [
        section.heading for section in YEAR.sections
    ]
    assert all(paragraph in written for section in YEAR.sections for paragraph in section.paragraphs)


def test_table_2_has_numbers_as_numbers_with_all_their_decimals(year: Workbook) -> None:
    sheet = year["表二"]
    assert row_at(sheet, "规章") == ["规章", 1, 2, 3]
    assert row_at(sheet, "行政事业性收费") == ["行政事业性收费", 12.3456]


@pytest.mark.parametrize("text", FORMULA_LIKE)
def test_a_paragraph_never_becomes_a_formula(text: str) -> None:
    sections = (dataclasses.replace(YEAR.sections[0], paragraphs=(text,)),)
    book = read(annual_workbook(dataclasses.replace(YEAR, sections=sections)))
    (cell,) = [cell for cell in filled(book["报告"]) if cell.value == text]
    assert cell.data_type == "s"


@pytest.mark.parametrize("text", FORMULA_LIKE)
def test_what_people_typed_stays_text_and_never_becomes_a_formula(text: str) -> None:
    section = SectionFigures(name=text, lines=(dataclasses.replace(MONTH.results[0], label=text),))
    figures = dataclasses.replace(MONTH, title=text, subtitle=text, sections=(section,), findings=(text,))
    book = read(summary_workbook(figures))
    cells = [cell for sheet in book.worksheets for cell in filled(sheet)]
    assert (
        sum(cell.value == text for cell in cells) == 6
    )  # the titles of both sheets, one subtitle, finding, heading, label
    assert all(cell.data_type == "s" for cell in cells if cell.value == text)
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)


@pytest.mark.parametrize("sign", ["公", "𬱖"], ids=["one unit", "two units"])
def test_no_text_is_cut_silently_where_a_cell_holds_no_more(sign: str) -> None:
    paragraph = sign * 40_000
    long = ReportSection(heading="一、总体情况", paragraphs=(paragraph,))
    book = read(annual_workbook(dataclasses.replace(YEAR, sections=(long,))))
    written = [str(cell.value) for cell in filled(book["报告"]) if str(cell.value).startswith(sign)]
    assert "".join(written) == paragraph, "a paragraph goes on in the next cell"
    heights = [dimension.height or 0 for dimension in book["报告"].row_dimensions.values()]
    assert 200 < max(heights) <= 409, "no row is higher than a row can be"
    kept = cell_text(paragraph)
    assert len(kept.encode("utf-16-le")) // 2 <= 32_767
    assert kept.endswith("（全文共 40000 字，一格写不下，此后略去，见申请或者 csv）")
    assert cell_text(sign * 100) == sign * 100


def test_a_summary_has_its_tables_below_each_other(month: Workbook) -> None:
    sheet = month["汇总"]
    assert row_at(sheet, "互联网") == ["互联网", 8, 6, 7, 80]
    assert [row[:5] for row in sheet.iter_rows(values_only=True) if row[0] == "合计"] == [
        ("合计", 9, 8, 10, 84),
        ("合计", 7, 17, 15, 161),
    ]
    assert row_at(sheet, "应收金额（元）") == ["应收金额（元）", 250.55, 0, "—", 1200]
    assert row_at(sheet, "渠道合计 9 = 新收 14（自然人：1 + 2 ≠ 3 + 4；其他：0 + 1 ≠ 0 + 0）　不相符")


def test_figures_are_compared_in_numbers_with_one_decimal(month: Workbook) -> None:
    assert row_at(month["汇总"], "平均用时") == ["平均用时", 13.6, "工作日", 14.2, -0.6, "—", "—"]


def test_months_come_with_a_chart_of_two_series(month: Workbook) -> None:
    sheet = month["月度"]
    assert row_at(sheet, "2025年10月") == ["2025年10月", 2, 2]
    (chart,) = sheet._charts
    assert [series.val.numRef.f for series in chart.series] == ["月度!$B$4:$B$15", "月度!$C$4:$C$15"]


def test_an_ampersand_in_the_office_name_does_not_disturb_the_foot() -> None:
    book = read(summary_workbook(dataclasses.replace(MONTH, office="A&B海关")))
    assert "A&&B海关" in str(book["汇总"].oddFooter.left.text)


def test_the_same_figures_give_the_same_bytes() -> None:
    assert summary_workbook(MONTH) == summary_workbook(MONTH)
    assert annual_workbook(YEAR) == annual_workbook(YEAR)
