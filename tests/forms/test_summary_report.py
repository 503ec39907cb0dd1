"""The summary of a period on paper: figures, chart, tables that keep their heads, sums, signatures."""

from __future__ import annotations

import dataclasses
from io import BytesIO

import pdfplumber
import pytest
from pdfplumber.page import Page

from forms.bar_chart import month_names, scale_step
from forms.report_figures import MonthCount, SectionFigures, SummaryFigures
from forms.summary_report import summary_report
from tests.forms.report_cases import CHAIN_HEAD, MONTH, MONTHS, compared


def with_lines(count: int) -> SummaryFigures:
    """A summary whose only section has so many lines and a sum."""
    lines = tuple(compared(f"结果{number}", number, 0, 0, 0) for number in range(count))
    return dataclasses.replace(MONTH, sections=(SectionFigures(name="各项结果", lines=lines, sums=(1, 2, 3, 4)),))


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
    top, bottom = page.search("新收与办结")[0]["bottom"], page.search("办理结果")[0]["bottom"]
    return page.crop((0, top, page.width, bottom - 12))


def charts_of(page: Page) -> tuple[float, float]:
    """From the heading of the first chart to the end of the third."""
    after = page.search("按渠道新收") or page.search("各项结果") or [{"top": page.height}]
    return page.search("新收与办结")[0]["bottom"], after[0]["top"] - 4


def tables_of(pages: list[Page]) -> list[Cells]:
    """The tables in printed order."""
    found = []
    for page in pages:
        if page.search("新收与办结"):
            top, bottom = charts_of(page)
            page = page.filter(lambda drawn, top=top, bottom=bottom: not top <= drawn["top"] <= bottom)
        found += [table.extract() for table in page.find_tables()]
    return found


@pytest.fixture(scope="module")
def tables(pages: list[Page]) -> dict[str, Cells]:
    """The tables by the first cell of their second row."""
    return {str(table[1][0]): table for table in tables_of(pages)}


def test_figures_stand_beside_those_of_the_period_before_and_of_a_year_earlier(
    tables: dict[str, Cells],
) -> None:
    assert tables["按期办结（共 14 件）"] == [
        ["项目", "本月", "单位", "上月", "增减", "去年同月", "增减"],
        ["按期办结（共 14 件）", "12", "件", "13", "−1", "10", "+2"],
        ["平均用时", "13.6", "工作日", "14.2", "−0.6", "—", "—"],
    ]


def test_a_section_ends_with_its_sum_and_its_parts_stand_indented(tables: dict[str, Cells], pages: list[Page]) -> None:
    assert tables["互联网"] == [
        ["项目", "本月", "上月", "去年同月", "本年累计"],
        ["互联网", "8", "6", "7", "80"],
        ["当面", "1", "2", "3", "4"],
        ["合计", "9", "8", "10", "84"],
    ]
    assert [row[0].strip() for row in tables["予以公开"][1:] if row[0]] == [
        "予以公开",
        "不予公开",
        "1.属于国家秘密",
        "合计",
    ]
    whole, part = (found["x0"] for page in pages for found in page.search("当面|1.属于国家秘密"))
    assert part > whole + 15


def test_money_and_days_name_their_unit_and_keep_their_decimals(tables: dict[str, Cells]) -> None:
    assert tables["应收金额（元）"][1:] == [
        ["应收金额（元）", "250.55", "0", "—", "1200"],
        ["缴费", "1", "0", "0", "3"],
    ]


def test_numbers_that_would_run_into_each_other_stand_below_the_months() -> None:
    months = [MonthCount(year=2025, month=at, received=70_000 + at, completed=80_000 + at) for at in range(1, 13)]
    lines = chart_of(pages_of(dataclasses.replace(MONTH, months=tuple(months)))[0]).extract_text().splitlines()
    assert lines[-2:] == [
        " ".join(("新收", *(str(month.received) for month in months))),
        " ".join(("办结", *(str(month.completed) for month in months))),
    ]
    few = chart_of(pages_of(MONTH)[0]).extract_text().splitlines()
    assert not any(line.startswith("新收 ") and line.split()[1].isdigit() for line in few), "short ones stand above"


def test_damaged_records_stand_before_every_figure() -> None:
    findings = ("申请 2026-0012 有结果而无收到日", "申请 <b>2026-0013</b> 有两个结果")
    lines = text_of(pages_of(dataclasses.replace(MONTH, findings=findings))).splitlines()
    assert lines[2:5] == ["须先更正的记录", *findings]


def test_lying_bars_are_as_long_as_their_values_and_the_tick_stands_at_the_value_before(pages: list[Page]) -> None:
    page = pages[0]
    top, bottom = page.search("办理结果")[0]["bottom"], page.search("办理用时")[0]["top"]
    drawn = [rect for rect in page.crop((0, top, page.width, bottom)).rects if rect["non_stroking_color"] == (0, 0, 0)]
    bars = [rect for rect in drawn if round(rect["height"]) == 8 and rect["width"] > KEY_WIDTH + 1]
    ticks = [rect for rect in drawn if rect["width"] < 2 and rect["x0"] < bars[0]["x0"] + 13 * bars[0]["width"] / 5 + 1]
    unit = bars[0]["width"] / 5
    assert [round(bar["width"] / unit, 2) for bar in bars] == [5, 2]
    places = [round(((tick["x0"] + tick["x1"]) / 2 - bars[0]["x0"]) / unit, 1) for tick in ticks]
    assert {4.0, 13.0} <= set(places)


def test_sums_that_fail_are_said(pages: list[Page]) -> None:
    lines = text_of(pages).splitlines()
    assert "相符：结果合计 7 = 办结 7" in lines
    assert "不相符：渠道合计 9 = 新收 14（自然人：1 + 2 ≠ 3 + 4；其他：0 + 1 ≠ 0 + 0）" in lines


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
    assert list(month_names(months)) == ["25.11", "12月", "26.1", "2月"]


def test_months_without_requests_are_drawn_on_an_empty_scale() -> None:
    months = tuple(dataclasses.replace(month, received=0, completed=0) for month in MONTHS)
    assert "新收" in text_of(pages_of(dataclasses.replace(MONTH, months=months)))


def test_a_table_longer_than_a_page_goes_on_under_its_head() -> None:
    parts = [part for part in tables_of(pages_of(with_lines(70))) if str(part[1][0]).startswith("结果")]
    assert len(parts) >= 2
    assert all(part[0] == ["项目", "本月", "上月", "去年同月", "本年累计"] for part in parts)
    labels = [row[0] for part in parts for row in part[1:]]
    assert labels == [*(f"结果{number}" for number in range(70)), "合计"]


def test_a_heading_is_never_the_last_thing_on_a_page() -> None:
    for count in range(1, 40):
        for page in pages_of(with_lines(count)):
            body = page.extract_text().splitlines()[:-2]
            assert body[-1] not in {"主要数字", "新收与办结", "办理结果", "办理用时", "各项结果", "勾稽关系"}


def test_the_signatures_never_stand_alone_on_a_page() -> None:
    for count in range(20, 40):
        lines = pages_of(with_lines(count))[-1].extract_text().splitlines()
        assert lines[2].startswith(("相符", "不相符")) or "勾稽关系" in lines


def test_a_long_name_is_broken_into_lines_and_its_row_grows() -> None:
    name = "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请" * 2
    section = SectionFigures(name="各项结果", lines=(compared(name, 1, 2, 3, 4),))
    tables = tables_of(pages_of(dataclasses.replace(MONTH, sections=(section,))))
    (shown,) = [table[1][0] for table in tables if "逾期不补正" in str(table[1][0])]
    assert str(shown).replace("\n", "") == name
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
