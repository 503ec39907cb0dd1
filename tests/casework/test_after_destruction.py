"""After a destruction: filed reports, merged letters, search, further destructions, copies brought back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import db.backup
from db.records import DESTROYED_TEXT
from db.sqlite import Mode, connect
from desktop.casework.casework import Casework
from desktop.casework.registers.register_views import Register, RegisterWanted
from desktop.casework.steps.dispute_views import DisputeEntry
from desktop.casework.steps.disputes import DisputeRefused, Disputes
from desktop.office import Office, open_office
from desktop.rules.disputes import TakenUp
from desktop.rules.retention import RetentionClass
from resources.vocabulary import DisputeKind, DisputeResult, LetterKind
from tests.casework.conftest import SCENARIO, SETTINGS, Clock
from tests.casework.test_retention import REQUESTS, plan

OFFICE = "天津海关"


@pytest.fixture
def year(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    clock.move_to(1, 4, 2030)
    opened = open_office(tmp_path / "year.db", clock=clock)
    opened.casework.exchange.read(SCENARIO)
    opened.casework.settings.save(replace(SETTINGS, name=OFFICE))
    opened.casework.retention.save_terms(dict.fromkeys(RetentionClass, 10))
    yield opened
    opened.close()


def destroyed(casework: Casework, *numbers: str) -> tuple[str, ...]:
    gone = numbers or casework.retention.due_numbers()
    casework.retention.destroy(plan(*gone))
    return gone


@pytest.mark.parametrize("form", ["2007", "2019", "2021"])
def test_a_filed_report_opened_after_the_destruction_has_no_differences(year: Office, form: str) -> None:
    reports = year.casework.annual_reports
    reports.file(2017, form, by="何正", note="台账另行报送")
    before = reports.filed(2017, 1)
    destroyed(year.casework)
    assert reports.differences(2017, 1) == ()
    assert reports.filed(2017, 1) == before


def test_a_letter_to_a_destroyed_and_a_kept_request_stays_until_both_are_gone(year: Office, tmp_path: Path) -> None:
    casework = year.casework
    first, second = "2017-0004", "2017-0005"  # answered by one letter
    with casework.context.store.reading() as reading:
        letter = next(one for one in reading.letters_of(OFFICE, first) if len(one.requests) == 2)
    destroyed(casework, first)
    shown = casework.requests.view(second)
    assert DESTROYED_TEXT not in shown.content
    assert DESTROYED_TEXT in casework.requests.view(first).content
    lines = [line.cells for line in casework.registers.page(RegisterWanted(which=Register.LETTERS), limit=99).lines]
    assert any(f"{first}、{second}" in line for line in lines)
    assert [paper.kind for paper in casework.file_papers.papers(first)] == [LetterKind.FILE_COVER]
    assert LetterKind.SERVICE_RECEIPT in {paper.kind for paper in casework.file_papers.papers(second)}
    copy = tmp_path / "copy.jsonl"
    casework.exchange.write(copy)
    other = open_office(tmp_path / "other.db", clock=casework.context.clock)
    other.casework.exchange.read(copy)
    assert other.casework.exchange.read(copy)[0].updated == 0
    with other.casework.context.store.reading() as reading:
        assert reading.letter(OFFICE, letter.id).requests == (first, second)
    assert DESTROYED_TEXT in other.casework.requests.view(first).content
    assert other.casework.safekeeping.check().findings == ()
    other.close()
    destroyed(casework, second)
    assert casework.safekeeping.check().findings == ()


def test_nothing_of_the_words_can_be_searched_and_every_register_can_be_read_and_written(year: Office) -> None:
    casework = year.casework
    numbers = destroyed(casework)
    for number in numbers:
        line = REQUESTS[number]
        for words in (line["applicant"]["name"], line["content"][:6], line["applicant"].get("phone") or ""):
            assert number not in {str(getattr(hit, "number", "")) for hit in casework.search.find(words)}
    with casework.context.store.writing() as writing:
        writing.reindex()
        assert writing.search(OFFICE, DESTROYED_TEXT) == []
    reader = connect(Path(year.location), Mode.READ)
    assert reader.execute("SELECT count(*) FROM group_keys").fetchone() == (0,)
    assert reader.execute("SELECT count(*) FROM request_groups").fetchone() == (len(REQUESTS),)
    reader.close()
    for which in Register:
        wanted = RegisterWanted(which=which, identities=True)
        for make in (casework.registers.csv, casework.registers.xlsx, casework.registers.pdf):
            assert make(wanted, lambda _done, _total: None)


def test_a_second_destruction_takes_the_rest_and_none_is_destroyed_twice(year: Office, clock: Clock) -> None:
    casework = year.casework
    due = casework.retention.due_numbers()
    destroyed(casework, *due[:5])
    clock.move_to(2, 1, 2031)
    assert casework.retention.due_numbers() == due[5:]
    destroyed(casework)
    assert [record.name for record in casework.retention.destructions()] == ["2031-1", "2030-1"]
    assert casework.retention.due().files == ()
    assert casework.safekeeping.check().findings == ()


def test_a_copy_from_before_brings_the_files_back_and_they_are_due_again(
    year: Office, tmp_path: Path, clock: Clock
) -> None:
    casework = year.casework
    due = casework.retention.due_numbers()
    figures = casework.statistics.summary(date(2017, 1, 1), date(2017, 12, 31)).sections
    copy = casework.safekeeping.backup(tmp_path / "copies").path
    destroyed(casework)
    after = casework.safekeeping.backup(tmp_path / "later").path
    year.close()
    db.backup.restore(copy, tmp_path / "year.db", now=clock())
    back = open_office(tmp_path / "year.db", clock=clock)
    assert back.casework.retention.due_numbers() == due
    assert back.casework.statistics.summary(date(2017, 1, 1), date(2017, 12, 31)).sections == figures
    assert back.casework.safekeeping.check().findings == ()
    back.close()
    db.backup.restore(after, tmp_path / "year.db", now=clock().replace(hour=10))
    gone = open_office(tmp_path / "year.db", clock=clock)
    assert gone.casework.retention.due().files == ()
    assert gone.casework.statistics.summary(date(2017, 1, 1), date(2017, 12, 31)).sections == figures
    assert gone.casework.safekeeping.check().findings == ()
    gone.close()


def test_a_copy_without_names_says_that_a_file_was_destroyed(year: Office, tmp_path: Path) -> None:
    number = destroyed(year.casework)[0]
    year.casework.exchange.write(tmp_path / "copy.jsonl", deidentify=True)
    lines = [json.loads(line) for line in (tmp_path / "copy.jsonl").read_text(encoding="utf-8").splitlines()]
    copied = next(line for line in lines if line.get("id") == number)
    assert (copied["applicant"]["name"], copied["content"]) == (DESTROYED_TEXT, DESTROYED_TEXT)


def test_a_decision_after_the_destruction_is_recorded_and_takes_nothing_up_again(year: Office, clock: Clock) -> None:
    casework, disputes = year.casework, Disputes(year.casework.context)
    (number,) = destroyed(casework, casework.retention.due_numbers()[0])
    filed = DisputeEntry(kind=DisputeKind.REVIEW, filed_on=clock.day, body="海关总署")
    disputes.file(number, filed)
    decided = replace(
        filed, copy_received_on=clock.day, decided_on=clock.move_to(3, 4, 2030), result=DisputeResult.CORRECTED
    )
    taken_up = TakenUp(received_on=clock.day)
    with pytest.raises(DisputeRefused, match="档案已销毁"):
        disputes.again_due(number, decided, taken_up)
    with pytest.raises(DisputeRefused, match="档案已销毁"):
        disputes.go_on(number, f"{number}-1", decided, taken_up)
    disputes.go_on(number, f"{number}-1", decided)
    assert casework.safekeeping.check().findings == ()


@pytest.mark.parametrize("deidentify", [False, True])
def test_an_office_that_was_reported_to_before_still_takes_in_what_comes_after_a_destruction(
    year: Office, tmp_path: Path, clock: Clock, deidentify: bool
) -> None:
    casework, disputes, file = year.casework, Disputes(year.casework.context), tmp_path / "report.jsonl"
    first, second, third = casework.retention.due_numbers()[:3]
    for number in (first, second):
        disputes.file(number, DisputeEntry(kind=DisputeKind.REVIEW, filed_on=date(2018, 3, 1), body="海关总署"))
    disputes.void(first, f"{first}-1", "登记错了申请")
    casework.exchange.write(file, deidentify=deidentify)
    above = open_office(tmp_path / "above.db", clock=clock)
    read = above.casework.exchange.read
    read(file)
    disputes.void(second, f"{second}-1", "登记错了申请")
    destroyed(casework, first, second, third)
    casework.exchange.write(file, deidentify=deidentify)
    assert (read(file)[0].skipped, read(file)[0].updated) == (23, 0)
    with above.casework.context.store.reading() as reading:
        words = [reading.request(OFFICE, number).content for number in (first, second, third)]
        assert DESTROYED_TEXT not in words, "its own copy stays until its own term is over"
        assert reading.disputes(OFFICE) == []
    assert above.casework.safekeeping.check().findings == ()
    above.close()
