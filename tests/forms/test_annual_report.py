"""The annual report on paper: six sections, wording letter by letter, numbers in their cells (〔2021〕30号)."""

from __future__ import annotations

import dataclasses
from io import BytesIO

import pdfplumber
import pytest
from pdfplumber.page import Page

from forms.annual_report import annual_report
from forms.report_figures import AnnualFigures, ReportSection, SectionTable
from resources.vocabulary import Table3Column, Table3Row, Table4Column, Table4Group
from tests.forms.report_cases import CHAIN_HEAD, LIST_2007, TABLE_3, YEAR

HEAD_ROWS = 3
TITLE_2 = "二、主动公开政府信息情况"
TITLE_3 = "三、收到和处理政府信息公开申请情况"
TITLE_4 = "四、政府信息公开行政复议、行政诉讼情况"
Cells = list[list[str | None]]

LAPSES = {"other.correction_lapsed", "other.fee_lapsed", "other.other"}
OTHER_2019 = {column: 9000 + at for at, column in enumerate(Table3Column)}
YEAR_2019 = dataclasses.replace(
    YEAR,
    year=2019,
    table3={
        "other" if code == "other.other" else code: OTHER_2019 if code == "other.other" else row
        for code, row in TABLE_3.items()
        if code not in LAPSES - {"other.other"}
    },
)


def pages_of(figures: AnnualFigures) -> list[Page]:
    document = pdfplumber.open(BytesIO(annual_report(figures).pdf))
    return document.pages


def cells_of(page: Page) -> Cells:
    """The cells between the drawn lines; None where a merged cell goes on."""
    (found,) = page.find_tables()
    return [[None if text is None else text.replace("\n", "") for text in row] for row in found.extract()]


def page_with(pages: list[Page], words: str) -> Page:
    """The page on which a line says these words."""
    return next(page for page in pages if words in page.extract_text().splitlines())


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    return pages_of(YEAR)


@pytest.fixture(scope="module")
def table3(pages: list[Page]) -> Cells:
    return cells_of(page_with(pages, TITLE_3))


def test_the_head_of_table_3_is_worded_as_in_the_form(table3: Cells) -> None:
    assert table3[0][0] == "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    assert table3[0][3] == "申请人情况"
    assert [text for text in table3[1] if text] == ["自然人", "法人或其他组织", "总计"]
    assert [text for text in table3[2] if text] == ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]


def test_the_25_rows_of_table_3_are_worded_letter_by_letter_and_merged_as_in_the_form(table3: Cells) -> None:
    above: list[str | None] = [None, None, None]
    read = []
    for row in table3[HEAD_ROWS:]:
        first = next(place for place, text in enumerate(row[:3]) if text)
        above = [*above[:first], *row[first:3]]
        read.append("｜".join(text for text in above if text))
    assert read == [row.label for row in Table3Row]


def test_each_number_of_table_3_stands_in_the_cell_of_its_row_and_column(table3: Cells) -> None:
    printed = [[int(text or "") for text in row[3:]] for row in table3[HEAD_ROWS:]]
    assert printed == [[TABLE_3[row][column] for column in Table3Column] for row in Table3Row]


def test_numbers_of_a_column_end_below_each_other(pages: list[Page]) -> None:
    page = page_with(pages, TITLE_3)
    table = page.find_tables()[0]
    for at in range(3, 10):
        cells = [row.cells[at] for row in table.rows[HEAD_ROWS:]]
        ends = {round(max(char["x1"] for char in page.crop(cell).chars)) for cell in cells if cell}
        assert max(ends) - min(ends) <= 1


def test_the_form_of_2019_has_one_row_of_other_results() -> None:
    cells = cells_of(page_with(pages_of(YEAR_2019), TITLE_3))
    assert len(cells) == HEAD_ROWS + 23
    row = next(row for row in cells if row[1] == "（六）其他处理")
    assert [int(text or "") for text in row[3:]] == list(OTHER_2019.values())
    assert not any("逾期不补正" in (text or "") for row in cells for text in row)


def test_table_4_has_15_numbers_under_its_three_groups(pages: list[Page]) -> None:
    cells = cells_of(page_with(pages, TITLE_4))
    assert [text for text in cells[0] if text] == ["行政复议", "行政诉讼"]
    assert [text for text in cells[1] if text] == ["未经复议直接起诉", "复议后起诉"]
    assert cells[2] == [column.label for column in Table4Column] * len(Table4Group)
    assert [int(text or "") for text in cells[3]] == [n for row in YEAR.table4.values() for n in row.values()]


def test_table_2_has_its_blocks_in_their_order_and_no_number_where_none_was_entered(pages: list[Page]) -> None:
    cells = cells_of(page_with(pages, TITLE_2))
    assert [[text for text in row if text is not None] for row in cells] == [
        ["第二十条第（一）项"],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "1", "2", "3"],
        ["行政规范性文件", "4", "5", "—"],
        ["第二十条第（八）项"],
        ["信息内容", "本年收费金额（单位：万元）"],
        ["行政事业性收费", "12.3456"],
    ]


def test_the_six_headings_stand_in_their_order_below_the_title(pages: list[Page]) -> None:
    lines = [line for page in pages for line in page.extract_text().splitlines()]
    assert lines[0] == "天津海关2024年政府信息公开工作年度报告"
    headings = [section.heading for section in YEAR.sections]
    assert [line for line in lines if line in headings] == headings


def test_text_stands_on_upright_pages_and_table_3_on_a_broad_one(pages: list[Page]) -> None:
    assert [page.width > page.height for page in pages].count(True) == 1
    broad = page_with(pages, TITLE_3)
    assert broad.width > broad.height


def test_paragraphs_are_printed_whole_within_the_margins(pages: list[Page]) -> None:
    text = "".join("".join(page.extract_text().splitlines()) for page in pages)
    assert all(paragraph in text for section in YEAR.sections for paragraph in section.paragraphs)
    assert all(char["x1"] <= page.width - 50 for page in pages for char in page.chars)


def test_each_page_carries_office_day_number_and_chain_head(pages: list[Page]) -> None:
    for number, page in enumerate(pages, start=1):
        lines = page.extract_text().splitlines()
        assert "天津海关" in lines[-2]
        assert "2025年1月10日制表" in lines[-2]
        assert f"第 {number} 页" in lines[-2]
        assert lines[-1] == f"登记链首 {CHAIN_HEAD}"


def test_equations_say_whether_they_hold(pages: list[Page]) -> None:
    text = pages[-1].extract_text()
    assert text.startswith("核对页（不随报告公布）")
    assert "相符：一 + 二 = 三（七）+ 四，7 + 2 = 8 + 1，7 列均相等" in text
    assert "不相符：总计 = 六类申请人之和，25 行，3.其他 不相等" in text
    assert "第“3.其他”行的总计不等于六类申请人之和。" in text


def test_words_stay_within_their_cells(pages: list[Page]) -> None:
    for page in (page_with(pages, title) for title in (TITLE_2, TITLE_3, TITLE_4)):
        for row in page.find_tables()[0].rows:
            for left, top, right, bottom in filter(None, row.cells):
                inside = page.crop((left, top, right, bottom)).chars
                assert all(char["x0"] >= left - 0.1 and char["x1"] <= right + 0.1 for char in inside)


def test_the_figures_of_the_years_to_2018_stand_in_a_list() -> None:
    listed = (ReportSection(heading="附：依申请公开政府信息情况", table=SectionTable.LIST_2007),)
    old = dataclasses.replace(YEAR, year=2017, list_2007=LIST_2007, sections=listed)
    assert cells_of(pages_of(old)[0]) == [
        ["项目", "数量", "单位"],
        ["收到申请", "23", "件"],
        ["其中：网络", "22", "件"],
        ["收取费用", "0", "元"],
    ]


def test_the_same_year_gives_the_same_bytes() -> None:
    assert annual_report(YEAR).pdf == annual_report(YEAR).pdf
