"""Files at the end of their term: appraised, kept on or destroyed; what counts stays."""

from __future__ import annotations

import io
import json
from dataclasses import astuple
from datetime import date
from pathlib import Path

import pdfplumber
import pytest

from db.sqlite import Mode, connect
from desktop.casework.casework import Casework
from desktop.casework.office.settings import OfficeSettings
from desktop.casework.retention.retention_faults import RetentionRefused
from desktop.casework.retention.retention_views import DestructionPlan
from desktop.casework.steps.dispute_views import DisputeEntry
from desktop.casework.steps.disputes import Disputes
from desktop.casework.steps.steps import StepNotAllowed
from desktop.office import Office, open_office
from desktop.rules.retention import PERMANENT, RetentionClass
from resources.vocabulary import EventKind, LetterKind, Outcome, Table3Column, Table3Row
from tests.casework.conftest import SCENARIO, Clock
from tests.counter_drafts import counter_draft

LINES = [json.loads(line) for line in SCENARIO.read_text(encoding="utf-8").splitlines()]
REQUESTS = {line["id"]: line for line in LINES if line["type"] == "request"}


def plan(*numbers: str, **changes: str) -> DestructionPlan:
    persons = {
        "approved_by": "王主任",
        "first_witness": "周宁",
        "second_witness": "李一",
        "why": "期满，无保存价值",
    }
    return DestructionPlan(numbers=numbers, **{**persons, **changes})


def destroyed_all(casework: Casework) -> tuple[str, ...]:
    numbers = casework.retention.due_numbers()
    casework.retention.destroy(plan(*numbers))
    return numbers


def figures(casework: Casework) -> dict[str, int | None]:
    annual = casework.statistics.annual(2017)
    return {f"{row}/{column}": annual.cell(row, column) for row in Table3Row for column in Table3Column}


def test_files_fall_due_with_the_year_and_refusals_stay(year: Office, clock: Clock) -> None:
    casework = year.casework
    due = casework.retention.due()
    refused = {
        number
        for number, line in REQUESTS.items()
        if any(str(event.get("outcome")) == "partly_provided" for event in line["events"])
    }
    consulted = {
        number
        for number, line in REQUESTS.items()
        if any(event.get("party") == "third_party" for event in line["events"])
    }
    cases = {number: casework.requests.case(number) for number in REQUESTS}
    ended_later = {
        number
        for number, case in cases.items()
        if case.is_open or case.limits.completed is None or case.limits.completed.year > 2017
    }
    assert {file.number for file in due.files} == set(REQUESTS) - refused - consulted - ended_later
    assert casework.retention.count_due() == len(due.files)
    assert {(file.term, file.ran_out_on) for file in due.files} == {(10, date(2027, 12, 31))}
    clock.move_to(12, 31, 2027)
    assert casework.retention.due().files == ()


def test_an_undecided_dispute_holds_a_file_whatever_its_term(year: Office) -> None:
    casework = year.casework
    number = casework.retention.due_numbers()[0]
    Disputes(casework.context).file(number, DisputeEntry(filed_on=date(2018, 1, 3)))
    casework.retention.save_terms(dict.fromkeys(RetentionClass, 10))
    assert number not in casework.retention.due_numbers()


def test_terms_are_those_of_the_law(year: Office) -> None:
    terms = year.casework.retention
    with pytest.raises(RetentionRefused, match="10年、30年和永久"):
        terms.save_terms(dict.fromkeys(RetentionClass, 5))
    terms.save_terms(dict.fromkeys(RetentionClass, PERMANENT))
    assert terms.due().files == ()
    assert set(terms.terms().years.values()) == {PERMANENT}


def test_a_file_that_is_kept_on_leaves_the_list_until_its_new_term_ends(year: Office, clock: Clock) -> None:
    casework = year.casework
    first, second = casework.retention.due_numbers()[:2]
    casework.retention.keep(first, 2030, "有参考价值", "周宁")
    casework.retention.keep(second, None, "反映改革过程", "周宁")
    assert {first, second}.isdisjoint(casework.retention.due_numbers())
    assert "继续保管至2030年12月31日" in (casework.requests.case(first).request.events[-1].note or "")
    clock.move_to(1, 2, 2031)
    numbers = casework.retention.due_numbers()
    assert first in numbers
    assert second not in numbers
    with pytest.raises(RetentionRefused, match="理由"):
        casework.retention.keep(first, 2040, " ", "周宁")
    with pytest.raises(RetentionRefused, match="已过"):
        casework.retention.keep(first, 2020, "有价值", "周宁")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"second_witness": ""}, "两名监销人"),
        ({"second_witness": "周宁"}, "三个不同的人"),
        ({"approved_by": "李一"}, "三个不同的人"),
        ({"why": ""}, "鉴定意见"),
    ],
)
def test_two_persons_see_to_it_and_a_third_approves(year: Office, changes: dict[str, str], sentence: str) -> None:
    number = year.casework.retention.due_numbers()[0]
    with pytest.raises(RetentionRefused, match=sentence):
        year.casework.retention.destroy(plan(number, **changes))
    assert year.casework.retention.destructions() == ()


def test_a_file_whose_term_runs_cannot_be_destroyed(year: Office) -> None:
    due = set(year.casework.retention.due_numbers())
    kept = next(number for number in REQUESTS if number not in due)
    with pytest.raises(RetentionRefused, match="期限未满"):
        year.casework.retention.destroy(plan(kept))
    with pytest.raises(RetentionRefused, match="没有选定"):
        year.casework.retention.destroy(plan())


def test_nothing_that_counts_changes_and_the_store_stays_sound(year: Office) -> None:
    casework = year.casework
    before = figures(casework), casework.statistics.annual(2017).narrative_2007, casework.statistics.annual(2018)
    with casework.context.store.reading() as reading:
        rows = {number: astuple(reading.projection("天津海关", number)) for number in REQUESTS}
    numbers = destroyed_all(casework)
    assert len(numbers) > 10
    after = figures(casework), casework.statistics.annual(2017).narrative_2007, casework.statistics.annual(2018)
    assert before[:2] == after[:2]
    assert before[2].table3 == after[2].table3
    with casework.context.store.reading() as reading:
        assert rows == {number: astuple(reading.projection("天津海关", number)) for number in REQUESTS}
    assert casework.safekeeping.check().findings == ()
    casework.safekeeping.rebuild()
    assert casework.safekeeping.check().findings == ()


def test_what_was_destroyed_is_gone_from_the_file_the_search_and_the_log(year: Office, tmp_path: Path) -> None:
    casework = year.casework
    numbers = destroyed_all(casework)
    names = {REQUESTS[number]["applicant"]["name"] for number in numbers}
    names -= {line["applicant"]["name"] for number, line in REQUESTS.items() if number not in numbers}
    assert names
    for name in names:
        assert casework.search.find(name) == ()
    bytes_ = b"".join(path.read_bytes() for path in tmp_path.glob("year.db*"))
    assert [name for name in names if name.encode() in bytes_] == []
    view = casework.requests.view(numbers[0])
    assert "已销毁" in view.content
    assert casework.search.find(numbers[0])


def test_why_a_letter_was_voided_goes_with_its_request(year: Office, tmp_path: Path) -> None:
    casework = year.casework
    letter_id, number = "D00002", "2017-0002"  # an extension notice: voiding it leaves the reply as it is
    casework.retention.save_terms(dict.fromkeys(RetentionClass, 10))
    casework.letters.void(letter_id, "收件人王䶮的地址写错")
    assert number in destroyed_all(casework)
    with casework.context.store.reading() as reading:
        assert reading.letter("天津海关", letter_id).void_reason == "（档案已销毁）"
    bytes_ = b"".join(path.read_bytes() for path in tmp_path.glob("year.db*"))
    assert "王䶮的地址".encode() not in bytes_
    assert casework.safekeeping.check().findings == ()


def test_no_step_is_open_after_the_destruction(year: Office) -> None:
    casework = year.casework
    number = destroyed_all(casework)[0]
    steps = casework.steps.of(number)
    assert [step.kind for step in steps if step.open] == []
    with pytest.raises(StepNotAllowed, match="已销毁"):
        casework.steps.record(number, EventKind.NOTED, date(2028, 1, 4), note="再议")


def test_the_record_proves_later_what_was_destroyed(year: Office, clock: Clock) -> None:
    casework = year.casework
    numbers = destroyed_all(casework)
    record = casework.retention.destructions()[0]
    assert (record.name, record.files, record.approved_by) == ("2028-1", len(numbers), "王主任")
    paper = casework.retention.destruction_list("2028-1")
    with pdfplumber.open(io.BytesIO(paper.pdf)) as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
        assert len(pdf.pages) == paper.pages
    assert all(number in text for number in numbers)
    assert "监销人：周宁" in text
    assert not any(line["applicant"]["name"] in text for line in REQUESTS.values())
    event = casework.requests.case(numbers[0]).request.events[-1]
    assert (event.kind, event.text("destruction"), event.number("term")) == (EventKind.DESTROYED, "2028-1", 10)
    with pytest.raises(RetentionRefused, match="2028-9"):
        casework.retention.destruction_list("2028-9")


def test_what_counts_of_a_destroyed_file_cannot_be_changed_unseen(year: Office, tmp_path: Path) -> None:
    casework = year.casework
    number = destroyed_all(casework)[0]
    stranger = connect(tmp_path / "year.db", Mode.WRITE)
    stranger.execute("UPDATE requests SET table_row = 'disclosed', days_used = 1 WHERE number = ?", (number,))
    stranger.close()
    findings = casework.safekeeping.check().findings
    assert [(finding.code, finding.subject) for finding in findings] == [("destroyed_differs", number)]


def test_reading_the_old_file_again_brings_nothing_back(year: Office) -> None:
    casework = year.casework
    numbers = destroyed_all(casework)
    counts, _ = casework.exchange.read(SCENARIO)
    assert (counts.requests, counts.updated, counts.letters) == (0, 0, 0)
    assert "已销毁" in casework.requests.view(numbers[0]).content
    assert casework.safekeeping.check().findings == ()


@pytest.mark.parametrize("deidentify", [False, True])
@pytest.mark.parametrize("destroyed", [False, True])
def test_a_copy_has_the_figures_of_the_original(
    year: Office, tmp_path: Path, clock: Clock, deidentify: bool, destroyed: bool
) -> None:
    casework = year.casework
    if destroyed:
        destroyed_all(casework)
    copy = tmp_path / "copy.jsonl"
    casework.exchange.write(copy, deidentify=deidentify)
    with_copy = open_office(tmp_path / "copy.db", clock=clock)
    try:
        with_copy.casework.exchange.read(copy)
        assert figures(with_copy.casework) == figures(casework)
        annual = with_copy.casework.statistics.annual(2017)
        assert annual.narrative_2007 == casework.statistics.annual(2017).narrative_2007
        assert with_copy.casework.safekeeping.check().findings == ()
    finally:
        with_copy.close()


def test_a_deidentified_copy_names_nobody(year: Office, tmp_path: Path) -> None:
    copy = tmp_path / "copy.jsonl"
    year.casework.exchange.write(copy, deidentify=True)
    text = copy.read_text(encoding="utf-8")
    for line in REQUESTS.values():
        person = line["applicant"]
        if person["kind"] == "natural_person":
            assert person["name"] not in text
        assert person["id_number"] not in text
        assert not person.get("phone") or person["phone"] not in text
        assert not person.get("address") or person["address"] not in text


def test_a_reply_about_a_destroyed_file_names_its_record(year: Office, clock: Clock) -> None:
    casework = year.casework
    number = destroyed_all(casework)[0]
    draft = counter_draft(casework, name="王䶮", content=f"贵关办理 {number} 号政府信息公开申请的全部案卷材料")
    asked = casework.intake.register(draft).number
    screen = casework.letters.begin([asked], LetterKind.NONEXISTENCE_REPLY, Outcome.DESTROYED)
    known = {fact.name: fact.value for fact in screen.filled}
    assert known["destroyed_on"] == "2028-01-04"
    assert known["retention_period"] == "10年"
    assert known["destruction_record"] == "档案销毁清册 2028-1"


def test_terms_of_an_office_without_a_name_are_the_careful_ones(tmp_path: Path, clock: Clock) -> None:
    opened = open_office(tmp_path / "new.db", clock=clock)
    try:
        assert opened.casework.retention.due().files == ()
        assert opened.casework.retention.terms().years[RetentionClass.OTHER] == 10
        opened.casework.settings.save(OfficeSettings(name="天津海关"))
        assert opened.casework.retention.due().files == ()
    finally:
        opened.close()


def test_a_void_registration_falls_due_by_its_day(year: Office) -> None:
    casework = year.casework
    stranger = connect(Path(year.location), Mode.WRITE)
    stranger.execute(
        "UPDATE requests SET voided = 1, completed_on = NULL, is_open = 0 WHERE id = (SELECT min(id) FROM requests)"
    )
    stranger.close()
    with casework.context.store.reading() as reading:
        void = next(reading.requests("天津海关"))
        registered_on = reading.row("天津海关", void.number).registered_on
        assert reading.first_end("天津海关") == registered_on
    listed = casework.retention.due().files
    assert (listed[0].number, listed[0].result, listed[0].ended_on) == (void.number, "登记作废", registered_on)
    assert casework.retention.count_due() == len(listed)
