"""The summary of a period on paper: figures, chart, tables that keep their heads, sums, signatures."""

from __future__ import annotations

import dataclasses
from io import BytesIO

import pdfplumber
import pytest
from pdfplumber.page import Page

from forms.bar_chart import month_names, scale_step
from forms.report_figures import MonthCount, SummaryFigures
from forms.summary_report import summary_report
from tests.forms.report_cases import CHAIN_HEAD, MONTH, MONTHS, compared

Cells = list[list[str | None]]
KEY_WIDTH = 8.0
"""The squares of the key are narrower than the bars (points)."""


def pages_of(figures: SummaryFigures) -> list[Page]:
    return pdfplumber.open(BytesIO(summary_report(figures).pdf)).pages


def text_of(pages: list[Page]) -> str:
    return "\n".join(page.extract_text() for page in pages)


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    return pages_of(MONTH)


def chart_of(page: Page) -> Page:
    """The chart alone: what stands between the headings around it."""
    top, bottom = (page.search(name)[0]["bottom"] for name in ("新收与办结", "按渠道新收"))
    return page.crop((0, top, page.width, bottom - 12))


def tables_of(pages: list[Page]) -> list[Cells]:
    """The tables in printed order."""
    found = []
    for page in pages:
        if page.search("新收与办结"):
            chart = chart_of(page).bbox
            page = page.filter(lambda drawn, chart=chart: not chart[1] <= drawn["top"] <= chart[3])
        found += [table.extract() for table in page.find_tables()]
    return found


@pytest.fixture(scope="module")
def tables(pages: list[Page]) -> dict[str, Cells]:
    """The tables by the names of their first and third columns."""
    return {f"{table[0][0]} {table[0][2]}": table for table in tables_of(pages)}


def test_figures_stand_beside_those_of_the_period_before_and_of_a_year_earlier(
    tables: dict[str, Cells],
) -> None:
    assert tables["项目 单位"] == [
        ["项目", "本月", "单位", "上月", "增减", "去年同月", "增减"],
        ["按期办结（共 14 件）", "12", "件", "13", "−1", "10", "+2"],
        ["平均用时", "13.6", "工作日", "14.2", "−0.6", "—", "—"],
    ]


def test_channels_and_results_end_with_their_sum(tables: dict[str, Cells]) -> None:
    assert tables["渠道 上月"] == [
        ["渠道", "本月", "上月", "去年同月", "本年累计"],
        ["互联网", "8", "6", "7", "80"],
        ["当面", "1", "2", "3", "4"],
        ["合计", "9", "8", "10", "84"],
    ]
    assert tables["结果 上月"][-1] == ["合计", "7", "17", "15", "161"]


def test_what_happened_on_the_way_has_its_note(tables: dict[str, Cells]) -> None:
    assert tables["项目 说明"][1] == ["补正告知", "3", "7 个工作日内 3 件"]


def test_sums_that_fail_are_said(pages: list[Page]) -> None:
    lines = text_of(pages).splitlines()
    assert "相符：结果合计 7 = 办结 7" in lines
    assert "不相符：渠道合计 9 = 新收 14" in lines


def test_filled_bars_are_as_high_as_the_numbers_received(pages: list[Page]) -> None:
    drawn = [rect for rect in chart_of(pages[0]).rects if rect["fill"] and rect["non_stroking_color"] == (0, 0, 0)]
    bars = [rect for rect in drawn if KEY_WIDTH < rect["width"] < 40]
    unit = bars[0]["height"] / MONTHS[0].received
    assert [round(bar["height"] / unit, 2) for bar in bars] == [month.received for month in MONTHS]


def test_outlined_bars_are_as_high_as_the_numbers_completed(pages: list[Page]) -> None:
    bars = [rect for rect in chart_of(pages[0]).rects if rect["stroke"] and rect["width"] > KEY_WIDTH]
    unit = bars[0]["height"] / MONTHS[0].completed
    assert [round(bar["height"] / unit, 2) for bar in bars] == [month.completed for month in MONTHS]


def test_outlined_bars_are_hatched_so_that_ink_alone_tells_them_apart(pages: list[Page]) -> None:
    chart = chart_of(pages[0])
    slanting = [line for line in chart.lines if line["width"] and line["height"]]
    for bar in (rect for rect in chart.rects if rect["stroke"]):
        crossing = [line for line in slanting if line["x0"] < bar["x1"] and line["x1"] > bar["x0"]]
        assert len(crossing) >= 3


def test_the_pages_use_no_colour(pages: list[Page]) -> None:
    for drawn in (*pages[0].rects, *pages[0].lines, *pages[0].chars):
        for colour in (drawn["stroking_color"], drawn["non_stroking_color"]):
            assert colour == 0 or len(set(colour)) == 1


@pytest.mark.parametrize(("most", "step"), [(0, 1), (5, 1), (6, 2), (18, 5), (26, 10), (819, 200), (14069, 5000)])
def test_the_scale_has_at_most_five_lines(most: int, step: int) -> None:
    assert scale_step(most) == step


def test_the_first_month_and_each_january_carry_their_year() -> None:
    months = [MonthCount(year=2025 + at // 12, month=at % 12 + 1, received=0, completed=0) for at in range(10, 14)]
    assert list(month_names(months)) == ["25年11月", "12月", "26年1月", "2月"]


def test_months_without_requests_are_drawn_on_an_empty_scale() -> None:
    months = tuple(dataclasses.replace(month, received=0, completed=0) for month in MONTHS)
    assert "新收" in text_of(pages_of(dataclasses.replace(MONTH, months=months)))


def test_a_table_longer_than_a_page_goes_on_under_its_head() -> None:
    results = tuple(compared(f"结果{number}", number, 0, 0, 0) for number in range(70))
    parts = [
        table for table in tables_of(pages_of(dataclasses.replace(MONTH, results=results))) if table[0][0] == "结果"
    ]
    assert len(parts) >= 2
    assert all(part[0] == ["结果", "本月", "上月", "去年同月", "本年累计"] for part in parts)
    labels = [row[0] for part in parts for row in part[1:]]
    assert labels == [*(f"结果{number}" for number in range(70)), "合计"]


def test_a_heading_is_never_the_last_thing_on_a_page() -> None:
    for count in range(1, 40):
        results = tuple(compared(f"结果{number}", number, 0, 0, 0) for number in range(count))
        for page in pages_of(dataclasses.replace(MONTH, results=results)):
            body = page.extract_text().splitlines()[:-2]
            assert body[-1] not in {"主要数字", "新收与办结", "按渠道新收", "办理结果", "办理过程", "核对"}


def test_the_signatures_never_stand_alone_on_a_page() -> None:
    for count in range(20, 40):
        results = tuple(compared(f"结果{number}", number, 0, 0, 0) for number in range(count))
        lines = pages_of(dataclasses.replace(MONTH, results=results))[-1].extract_text().splitlines()
        assert lines[2].startswith(("相符", "不相符")) or "核对" in lines


def test_a_long_note_is_broken_into_lines_and_its_row_grows() -> None:
    note = "第三方2件，其他机关1件；" * 6
    process = (dataclasses.replace(MONTH.process[0], note=note),)
    tables = tables_of(pages_of(dataclasses.replace(MONTH, process=process)))
    (shown,) = [table[1][2] for table in tables if table[0][2] == "说明"]
    assert str(shown).replace("\n", "") == note
    assert "\n" in str(shown)


def test_title_office_chain_head_and_signatures_are_there(pages: list[Page]) -> None:
    for page in pages:
        lines = page.extract_text().splitlines()
        assert lines[0] == MONTH.title
        assert lines[1] == MONTH.subtitle
        assert lines[-1] == f"登记链首 {CHAIN_HEAD}"
    last = pages[-1].extract_text()
    assert all(name in last for name in ("填表人：", "审核人：", "负责人：", "日期："))


def test_an_office_with_a_rare_character_and_markup_is_printed_as_it_is() -> None:
    title = "𬱖州海关<b>&“2026年”汇总"
    assert text_of(pages_of(dataclasses.replace(MONTH, title=title))).splitlines()[0] == title


def test_nothing_crosses_the_margins(pages: list[Page]) -> None:
    for page in pages:
        assert min(char["x0"] for char in page.chars) > 70
        assert max(char["x1"] for char in page.chars) < float(page.width) - 55
        assert max(char["bottom"] for char in page.chars) < float(page.height) - 20
