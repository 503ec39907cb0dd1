"""Every request says in which cells it counts: added up, these are the tables themselves."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from desktop.casework.casework import Casework
from desktop.casework.figures.periods import Period
from desktop.casework.figures.statistics import Statistics
from resources.vocabulary import LetterKind, Outcome, Table3Column, Table3Row
from tests.casework.conftest import Clock, MakeDraft
from tests.casework.figure_recount import TODAY, Told, random_office
from tests.casework.test_summary import office_of

COLUMNS = {column.label.split("｜")[-1]: column for column in Table3Column if column is not Table3Column.TOTAL}
LABELS = {row.label.split("｜")[-1]: row for row in Table3Row}


def table_by_cells(statistics: Statistics, lines: list[Told], year: int) -> Counter[tuple[str, str]]:
    """Table 三 as the requests say that they stand in it."""
    cells: Counter[tuple[str, str]] = Counter()
    for line in lines[1:]:
        for one in statistics.cells(str(line["id"])).lines:
            if one.report == f"{year}年度报告" and one.cell.startswith("表三 "):
                words, column = one.cell.removeprefix("表三 ").removesuffix("、总计").split(" / ")
                row = next(row for label, row in LABELS.items() if words.endswith(label))
                cells[row.value, COLUMNS[column].value] += 1
    return cells


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_cells_of_all_requests_are_table_3_of_each_year(seed: int) -> None:
    lines = random_office(Random(seed), 60)
    with office_of(lines) as statistics:
        for year in (2024, 2025, 2026):
            told = table_by_cells(statistics, lines, year)
            table = statistics.annual(year).table3
            for row, columns in table.items():
                for column, count in columns.items():
                    if row == Table3Row.TOTAL or column is Table3Column.TOTAL:
                        continue
                    if row == Table3Row.CARRIED_OUT and date(year, 12, 31) > TODAY:
                        continue
                    assert told[row, column.value] == count, (year, row, column)


SUMMARY_LINES = {
    "上期结转": "received.carried",
    "期末在办": "open",
    "送达（按申请计）、邮寄": "service.post",
    "送达（按申请计）、直接送达": "service.hand",
    "征求第三方意见": "process.third_asked",
    "征求第三方意见、其中本期收到意见": "process.third_answered",
    "征求第三方意见、其中本期逾期未提出": "process.third_lapsed",
    "征求第三方意见、其中期末等待意见": "process.third_open",
    "征求其他机关意见": "process.agency_asked",
    "征求其他机关意见、其中本期收到意见": "process.agency_answered",
    "征求其他机关意见、其中本期逾期未提出": "process.agency_lapsed",
    "征求其他机关意见、其中期末等待意见": "process.agency_open",
    "告知补正、其中 7 个工作日内告知": "process.corrections_in_time",
    "告知补正、其中逾期告知": "process.corrections_late",
    "收费通知": "fees.notices",
}


@pytest.mark.parametrize("seed", [1, 2])
def test_the_cells_of_all_requests_are_the_lines_of_the_monthly_summaries(seed: int) -> None:
    lines = random_office(Random(seed), 150)
    with office_of(lines) as statistics:
        told = Counter((one.report, one.cell) for line in lines[1:] for one in statistics.cells(str(line["id"])).lines)
        met = set()
        for month in Period(date(2025, 1, 1), TODAY).calendar_months():
            view = statistics.summary(month.first, month.last)
            values = {line.code: line.value for section in view.sections for line in section.lines}
            values["open"] = sum(line.value or 0 for line in view.section("open").lines if not line.part)
            for cell, code in SUMMARY_LINES.items():
                count = told[f"{month.first.year}年{month.first.month}月汇总", cell]
                assert count == values[code], (month, cell)
                met |= {cell} if count else set()
    assert met >= {"上期结转", "期末在办", "征求第三方意见", "征求第三方意见、其中期末等待意见"}, (
        "not all of it is about nothing"
    )


def test_a_mixed_reply_names_the_rule_by_which_it_counts_once() -> None:
    lines = random_office(Random(2), 60)
    mixed = next(
        line for line in lines[1:] if any(event.get("outcome") == "partly_provided" for event in line["events"])
    )
    with office_of(lines) as statistics:
        shown = statistics.cells(str(mixed["id"])).lines
    assert any("（二）部分公开" in line.cell and "只计这一情形" in line.why for line in shown)


def test_each_step_stands_in_the_summary_of_its_month(casework: Casework, registered: str) -> None:
    shown = casework.statistics.cells(registered)
    assert [(line.report, line.cell) for line in shown.lines] == [
        ("2026年度报告", "表三 一、本年新收政府信息公开申请数量 / 自然人、总计"),
        ("2026年3月汇总", "新收、当面、自然人、（未归类）、（未转办）"),
        ("2026年3月汇总", "期末在办"),
        ("2026年3月汇总", "发出文书、登记回执"),
    ]
    assert shown.nowhere is None


def test_a_letter_that_answers_several_requests_is_told_by_each_and_counts_once(
    casework: Casework, make_draft: MakeDraft, clock: Clock
) -> None:
    numbers = [casework.intake.register(make_draft(content=content)).number for content in ("甲文件", "乙文件")]
    clock.move_to(3, 9)
    draft = casework.letters.begin(numbers, LetterKind.OTHER_AGENCY_REPLY, Outcome.OTHER_AGENCY).draft
    missing = casework.letters.screen(draft).missing
    issued = casework.letters.issue(replace(draft, values={**draft.values, **{fact.name: "某事" for fact in missing}}))
    told = [line for number in numbers for line in casework.statistics.cells(number).lines if "合并" in line.cell]
    assert [line.cell for line in told] == ["发出文书、答复书（不属于本机关负责公开）、其中合并答复"] * 2
    assert all(str(issued.letter.number) in line.why for line in told)
    papers = casework.statistics.summary(date(2026, 3, 1), date(2026, 3, 31)).section("papers")
    assert next(line for line in papers.lines if line.code == "papers.merged").values[0] == 1


def test_a_voided_registration_says_that_it_counts_nowhere() -> None:
    lines = random_office(Random(4), 200)
    voided = next(line for line in lines[1:] if "registration_voided" in str(line["events"]))
    with office_of(lines) as statistics:
        shown = statistics.cells(str(voided["id"]))
    assert shown.lines == ()
    assert shown.nowhere == "登记作废，不计入任何表"
