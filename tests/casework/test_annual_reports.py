"""The report of a year: sections drafted from figures, edited, filed, and what differs afterwards."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from db.annual_reports import ReportNotFiled
from desktop.casework.casework import Casework
from desktop.casework.context import OfficeNotNamed
from desktop.casework.reports.annual_reports import (
    AnnualReports,
    FiledNothingNew,
    FilerUnnamed,
    ObjectionsUnexplained,
    RefilingUnexplained,
    YearNotOver,
)
from desktop.casework.reports.report_behind import behind_number
from desktop.casework.reports.report_texts import Verdict
from desktop.casework.steps.amendable import amend, amendable_events
from desktop.casework.steps.dispute_views import DisputeEntry
from desktop.casework.steps.disputes import Disputes
from desktop.office import open_office
from resources.vocabulary import DisputeKind, DisputeResult, EventKind, Table3Column, Table3Row
from tests.casework.conftest import Clock

TIANJIN = Path(__file__).parents[1] / "acceptance/data/scenarios/tianjin-2017.jsonl"
LATER = datetime(2018, 2, 11, 10, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def year_clock() -> Clock:
    clock = Clock()
    clock.move_to(1, 10, 2018)
    return clock


@pytest.fixture
def tianjin(tmp_path: Path, year_clock: Clock) -> Iterator[Casework]:
    """天津海关 in January 2018 with the year 2017."""
    office = open_office(tmp_path / "store.db", clock=year_clock)
    office.casework.exchange.read(TIANJIN)
    yield office.casework
    office.close()


@pytest.fixture
def reports(tianjin: Casework) -> AnnualReports:
    return tianjin.annual_reports


def file(reports: AnnualReports, note: str = "台账另行报送") -> None:
    reports.file(2017, "2021", by="何正", note=note)


def _numbers(casework: Casework, row: Table3Row, column: Table3Column) -> set[str]:
    """The requests that make a cell of table 三 of 2017."""
    statistics = casework.statistics
    behind = behind_number(f"3|{row}|{column}", 2017)
    assert behind is not None
    return {shown.number for shown in statistics.page(behind).rows}


def change_outcome(casework: Casework, number: str, outcome: str) -> None:
    """Amends the reply of a request."""
    with casework.context.store.reading() as reading:
        kinds = [event.kind for event in reading.request("天津海关", number).events]
    casework.steps.amend(number, kinds.index(EventKind.REPLIED), "outcome", outcome, "原登记有误")


def test_sections_are_drafted_from_the_figures(reports: AnnualReports) -> None:
    view = reports.report(2017)
    text = view.section("one").text
    assert "全年新收政府信息公开申请23件（网络22件、信函1件）" in text
    assert "予以公开3件，部分公开1件，不予公开0件，无法提供13件，不予处理0件，其他处理6件" in text
    assert "5件申请因申请人逾期未补正不再处理" in view.section("five").text
    assert "2017年未收取信息处理费" in view.section("six").text
    assert not any(section.edited for section in view.sections)


def test_what_staff_write_stays_and_its_figures_follow_the_record(reports: AnnualReports) -> None:
    reports.write(2017, "2021", "six", "全年收到{新收}件，收费{收费金额}元。", by="周宁")
    section = reports.report(2017).section("six")
    assert (section.text, section.edited) == ("全年收到23件，收费0元。", True)
    reports.write(2017, "2021", "six", None, by="周宁")
    assert not reports.report(2017).section("six").edited


def test_a_typed_number_that_contradicts_the_table_stands_among_the_objections(reports: AnnualReports) -> None:
    reports.write(2017, "2021", "one", "全年新收25件，办结{办结}件。", by="周宁")
    view = reports.report(2017)
    (loose,) = view.section("one").loose
    assert loose.verdict is Verdict.CONTRADICTS
    assert any("25件" in objection and "23" in objection for objection in view.objections)
    with pytest.raises(ObjectionsUnexplained):
        reports.file(2017, "2021", by="何正")


def test_the_day_by_which_to_publish_is_the_last_working_day_of_the_law(reports: AnnualReports) -> None:
    assert str(reports.report(2017).publish_by.day) == "2018-03-30"
    assert str(reports.report(2025).publish_by.day) == "2026-01-30"
    unknown = reports.report(2026).publish_by
    assert (str(unknown.legal_day), unknown.day) == ("2027-01-31", None)


def test_a_filed_report_opens_byte_for_byte(reports: AnnualReports) -> None:
    file(reports)
    filed = reports.filed(2017, 1)
    assert filed.shown is not None
    assert filed.shown.chain_head == reports.report(2017).tables.chain_head
    for ending, begins in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("docx", b"PK")):
        data = reports.filed_file(2017, 1, ending)
        assert data.startswith(begins)
        assert reports.maker(filed, ending)() == data
    assert reports.differences(2017, 1) == ()


def test_a_filing_after_a_change_shows_exactly_the_cells_that_moved(
    tianjin: Casework, reports: AnnualReports, year_clock: Clock
) -> None:
    file(reports)
    before = hashlib.sha256(reports.filed_file(2017, 1, "pdf")).hexdigest()
    year_clock.move_to(2, 11, 2018)
    number = reports.behind(reports.report(2017), "3|disclosed|total")[0].number
    column = next(kind for kind in Table3Column if number in _numbers(tianjin, Table3Row.DISCLOSED, kind))
    change_outcome(tianjin, number, "partly_provided")
    found = {one.code: one for one in reports.differences(2017, 1)}
    assert {code: (one.filed, one.now) for code, one in found.items()} == {
        f"3|disclosed|{column}": ("3", "2"),
        "3|disclosed|total": ("3", "2"),
        f"3|partly_disclosed|{column}": ("1", "2"),
        "3|partly_disclosed|total": ("1", "2"),
    }
    (left,) = found[f"3|disclosed|{column}"].moved
    (entered,) = found[f"3|partly_disclosed|{column}"].moved
    assert (left.name, left.entered, entered.name, entered.entered) == (number, False, number, True)
    assert left.why.startswith("2月11日更正登记")
    assert "原登记有误" in left.why
    assert reports.filed(2017, 1).tables.cell(Table3Row.DISCLOSED, Table3Column.TOTAL) == 3
    assert hashlib.sha256(reports.filed_file(2017, 1, "pdf")).hexdigest() == before


def test_a_corrected_report_is_filed_as_a_new_version_with_its_reason(
    reports: AnnualReports, year_clock: Clock
) -> None:
    file(reports)
    first = reports.filed_file(2017, 1, "pdf")
    with pytest.raises(FiledNothingNew):
        file(reports)
    year_clock.move_to(2, 11, 2018)
    reports.write(2017, "2021", "six", "没有其他事项。", by="周宁")
    with pytest.raises(RefilingUnexplained):
        file(reports, note="")
    file(reports, note="更正第六部分")
    versions = reports.report(2017).filed
    assert [(one.version, one.note) for one in versions] == [(1, "台账另行报送"), (2, "更正第六部分")]
    assert reports.filed(2017, 2).section("six").text == "没有其他事项。"
    assert reports.filed_file(2017, 1, "pdf") == first


def test_a_year_that_is_not_over_or_a_nameless_filer_is_refused(reports: AnnualReports) -> None:
    with pytest.raises(YearNotOver):
        reports.file(2018, "2021", by="何正", note="试")
    with pytest.raises(FilerUnnamed):
        reports.file(2017, "2021", by=" ", note="试")
    with pytest.raises(ReportNotFiled):
        reports.filed(2017, 1)


def test_a_filed_report_is_looked_behind_as_it_was(
    tianjin: Casework, reports: AnnualReports, year_clock: Clock
) -> None:
    file(reports)
    filed = reports.filed(2017, 1)
    numbers = [row.number for row in reports.behind(filed, "3|partly_disclosed|total")]
    assert numbers == ["2017-0002"]
    year_clock.move_to(2, 11, 2018)
    change_outcome(tianjin, "2017-0002", "provided")
    assert [row.number for row in reports.behind(filed, "3|partly_disclosed|total")] == ["2017-0002"]
    assert reports.behind(reports.report(2017), "3|partly_disclosed|total") == ()


def test_a_review_that_was_filed_and_voided_since_still_leads_to_its_request(
    tianjin: Casework, reports: AnnualReports
) -> None:
    disputes = Disputes(tianjin.context)
    filed_on = date(2017, 6, 1)
    review = DisputeEntry(
        kind=DisputeKind.REVIEW,
        filed_on=filed_on,
        copy_received_on=filed_on,
        decided_on=date(2017, 7, 3),
        result=DisputeResult.UPHELD,
    )
    disputes.file("2017-0002", review)
    file(reports)
    disputes.void("2017-0002", "2017-0002-1", "登记错了申请")
    (row,) = reports.behind(reports.filed(2017, 1), "4|review|upheld")
    assert (row.number, row.opens) == ("2017-0002", True)
    found = {one.code: one for one in reports.differences(2017, 1)}
    (left,) = found["4|review|upheld"].moved
    assert (left.name, left.request, left.entered) == ("2017-0002-1", "2017-0002", False)


def test_a_difference_says_in_words_what_was_corrected_and_names_nobody(
    tianjin: Casework, reports: AnnualReports, year_clock: Clock
) -> None:
    file(reports)
    year_clock.move_to(2, 11, 2018)
    number = reports.behind(reports.report(2017), "3|received|natural_person")[0].number
    with tianjin.context.store.reading() as reading:
        name = reading.request("天津海关", number).applicant.name
    amend(tianjin.context, number, 0, "applicant.kind", "business", f"{name}代表企业申请")
    found = {one.code: one for one in reports.differences(2017, 1)}
    (left,) = found["3|received|natural_person"].moved
    assert "申请人类别 改为 法人或其他组织｜商业企业" in left.why
    assert left.why.endswith("代表企业申请")
    amend(tianjin.context, number, 0, "applicant.kind", "research", "为研究所申请")
    amend(tianjin.context, number, 0, "applicant.kind", "natural_person", f"{name}以本人名义申请")
    assert reports.differences(2017, 1) == ()
    change_outcome(tianjin, number, "partly_provided")
    told = [moved.why for one in reports.differences(2017, 1) for moved in one.moved]
    assert told
    assert not [words for words in told if name in words]


def test_the_report_in_words_differs_in_what_it_tells(
    tianjin: Casework, reports: AnnualReports, year_clock: Clock
) -> None:
    """Until 2018 no kinds of applicant were told: correcting one changes nothing that was published."""
    reports.file(2017, "2007", by="何正", note="台账另行报送")
    year_clock.move_to(2, 11, 2018)
    person = reports.behind(reports.report(2017), "3|received|natural_person")[0].number
    amend(tianjin.context, person, 0, "applicant.kind", "business", "代表企业申请")
    assert reports.differences(2017, 1) == ()
    disclosed = reports.behind(reports.report(2017), "3|disclosed|total")[0].number
    change_outcome(tianjin, disclosed, "partly_provided")
    found = {one.name: one for one in reports.differences(2017, 1)}
    assert {name: (one.filed, one.now, [moved.name for moved in one.moved]) for name, one in found.items()} == {
        "表三 （一）予以公开 × 总计": ("3", "2", [disclosed]),
        "表三 （二）部分公开 × 总计": ("1", "2", [disclosed]),
        "依申请公开 全部公开": ("3", "2", []),
        "依申请公开 部分公开": ("1", "2", []),
    }


def test_the_outcome_of_a_reply_whose_letter_is_only_known_by_name_can_be_corrected(tianjin: Casework) -> None:
    """Such a letter, taken in from a file without its bytes, cannot be voided and written anew here."""
    entries = amendable_events(tianjin.context, "2017-0003")
    replied = next(entry for entry in entries if entry.name == EventKind.REPLIED.label)
    assert "outcome" in [field.name for field in replied.fields]


def test_behind_every_cell_stand_as_many_requests_as_it_counts(reports: AnnualReports) -> None:
    view = replace(reports.report(2017))
    for row, columns in view.tables.table3.items():
        for column, count in columns.items():
            assert len(reports.behind(view, f"3|{row}|{column}")) == count


@pytest.mark.parametrize(("form", "results", "rows"), [("2021", 21, 25), ("2019", 19, 23)])
def test_the_equations_are_those_of_the_rows_of_the_form(
    reports: AnnualReports, form: str, results: int, rows: int
) -> None:
    """（六）其他处理 is one row in the form of 2019 and three in that of 2021."""
    tables = reports.report(2017, form).tables
    told = {one.text: one.figures for one in tables.equations}
    assert told[f"三（七）= {results} 行结果之和"] == "23 = 23"
    assert told["总计 = 六类申请人之和"] == f"{rows} 行"
    assert len(tables.table3) == rows


@pytest.mark.parametrize("form", ["2021", "2019", "2007"])
def test_the_year_is_printed_in_all_three_forms(reports: AnnualReports, form: str) -> None:
    view = reports.report(2017, form)
    assert [reports.maker(view, ending)()[:2] for ending in ("pdf", "xlsx", "docx")] == [b"%P", b"PK", b"PK"]


@pytest.mark.parametrize("form", ["2021", "2019", "2007"])
def test_a_filed_report_comes_back_with_all_its_figures_in_their_order(reports: AnnualReports, form: str) -> None:
    reports.file(2017, form, by="何正", note="台账另行报送")
    filed, now = reports.filed(2017, 1), reports.report(2017, form)
    assert (filed.form, filed.title, filed.table2) == (form, now.title, now.table2)
    assert [one.text for one in filed.sections] == [one.text for one in now.sections]
    assert filed.tables.equations == now.tables.equations
    assert _in_order(filed.tables.table3) == _in_order(now.tables.table3)
    assert _in_order(filed.tables.table4) == _in_order(now.tables.table4)
    assert list((filed.tables.narrative_2007 or {}).items()) == list((now.tables.narrative_2007 or {}).items())
    assert reports.differences(2017, 1) == ()


def _in_order(table: Mapping[str, Mapping[str, int]]) -> list[tuple[str, list[tuple[str, int]]]]:
    return [(str(row), [(str(column), n) for column, n in columns.items()]) for row, columns in table.items()]


def test_what_is_carried_in_is_compared_with_the_report_that_was_filed(
    tianjin: Casework, reports: AnnualReports, year_clock: Clock
) -> None:
    assert len(reports.report(2018).tables.equations) == 4
    file(reports)
    compared = reports.report(2018).tables.equations[-1]
    assert (compared.text, compared.figures, compared.holds) == ("上年结转 = 上年度已报送的结转下年", "0 = 0", True)
    year_clock.move_to(2, 11, 2018)
    with tianjin.context.store.reading() as reading:
        kinds = [event.kind for event in reading.request("天津海关", "2017-0023").events]
    tianjin.steps.amend("2017-0023", kinds.index(EventKind.SERVED), "posted_on", "2018-01-03", "邮寄日登记有误")
    view = reports.report(2018)
    assert view.tables.table3["carried_in"]["total"] == 1
    assert not view.tables.balanced
    assert any("上年度已报送" in finding for finding in view.tables.findings)


def test_long_and_odd_texts_are_kept_and_printed(reports: AnnualReports) -> None:
    odd = "王䶮、𬱖 <b>粗</b> & =1+1 \x0b\x00\ud800" + "长" * 10_000
    reports.write(2017, "2021", "six", odd, by="周宁")
    view = reports.report(2017)
    assert view.section("six").text == "王䶮、𬱖 <b>粗</b> & =1+1 \n" + "长" * 10_000, (
        "a line broken by Word stays broken"
    )
    for ending in ("pdf", "xlsx", "docx"):
        assert len(reports.maker(view, ending)()) > 1000


def test_an_empty_store_has_an_empty_report(tmp_path: Path, year_clock: Clock) -> None:
    office = open_office(tmp_path / "empty.db", clock=year_clock)
    view = office.casework.annual_reports.report(2017)
    assert view.tables.table3["received"]["total"] == 0
    assert office.casework.ledger.year(2017).rows[0].total is None
    assert office.casework.office_reports.view(2017).lines == ()
    with pytest.raises(OfficeNotNamed):
        office.casework.annual_reports.file(2017, "2021", by="何正", note="试")
    office.close()


def test_the_check_page_of_the_figures_as_they_stand_lists_what_changed_since_the_filing(
    tianjin: Casework, reports: AnnualReports, year_clock: Clock
) -> None:
    file(reports)
    assert "报送后的变动" not in _check_page(reports)
    year_clock.move_to(2, 11, 2018)
    with tianjin.context.store.reading() as reading:
        kinds = [event.kind for event in reading.request("天津海关", "2017-0023").events]
    tianjin.steps.amend("2017-0023", kinds.index(EventKind.SERVED), "posted_on", "2018-01-03", "邮寄日登记有误")
    page = _check_page(reports)
    for told in (
        "报送后的变动",
        "1.本机关不掌握相关政府信息×自然人76移出2017-0023",
        "四、结转下年度继续办理×总计01由其他格相加",
    ):
        assert told in page


def _check_page(reports: AnnualReports) -> str:
    """The words of the last page of the report as it stands."""
    with pdfplumber.open(BytesIO(reports.pdf(reports.report(2017)))) as pdf:
        page = pdf.pages[-1]
        rows = ("".join(cell or "" for cell in row) for table in page.extract_tables() for row in table)
        return re.sub(r"\s", "", page.extract_text() + "".join(rows))
