"""Nothing private of a destroyed request stays elsewhere in the store; what others rest on stays."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import ColumnElement, select
from sqlalchemy.dialects import sqlite

from db import registers, retention
from db.sqlite import Mode, connect
from db.tables import events, requests
from desktop.casework.casework import Casework
from desktop.casework.letters.letter_views import LetterDraft
from desktop.casework.steps.complaints import ComplaintEntry, Complaints
from desktop.casework.steps.dispute_views import DisputeEntry
from desktop.casework.steps.disputes import Disputes
from desktop.office import Office
from desktop.rules.retention import RetentionClass
from resources.vocabulary import DisputeResult, EventKind, LetterKind
from resources.vocabulary.complaints import ComplaintResult
from tests.casework.test_retention import plan

SECRET = "丁亥巷九号"


@pytest.fixture
def year(year: Office) -> Office:
    """All classes of files are due after ten years."""
    year.casework.retention.save_terms(dict.fromkeys(RetentionClass, 10))
    return year


def complaint(number: str, *, closed: bool) -> ComplaintEntry:
    entry = ComplaintEntry(
        received_on=date(2018, 2, 1),
        request=number,
        content=f"住{SECRET}，未收到答复",
        complainant=f"{SECRET}住户",
        contact=SECRET,
    )
    if not closed:
        return entry
    return replace(
        entry,
        answered_on=date(2018, 2, 9),
        answer=f"已寄{SECRET}",
        result=ComplaintResult.UNFOUNDED,
        closed_on=date(2018, 2, 9),
    )


def in_store(folder: Path, secret: str = SECRET) -> list[str]:
    """Where the secret still stands: ``table.column``, or the bytes of a file."""
    found = [path.name for path in folder.glob("year.db*") if secret.encode() in path.read_bytes()]
    reader = connect(folder / "year.db", Mode.READ)
    for (table,) in reader.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"):
        for column in [row[1] for row in reader.execute(f"PRAGMA table_info({table})")]:
            wanted = f"SELECT count(*) FROM {table} WHERE instr({column}, ?)"
            if reader.execute(wanted, (secret,)).fetchone()[0]:
                found.append(f"{table}.{column}")
    reader.close()
    return found


def destroy(casework: Casework, number: str) -> None:
    casework.retention.destroy(plan(number))


def test_drafts_of_letters_go_with_the_request(year: Office, tmp_path: Path) -> None:
    casework = year.casework
    first, second = casework.retention.due_numbers()[:2]
    for number, name in ((first, "a"), (second, "b")):
        values = {"reason": SECRET if number == first else "留存"}
        casework.letters.save_draft(LetterDraft(id=name, kind=LetterKind.REFUSAL, requests=(number,), values=values))
    destroy(casework, first)
    assert in_store(tmp_path) == []
    assert [draft.requests for draft in casework.letters.drafts()] == [(second,)]


def test_a_telephone_number_among_codes_goes_with_the_request(year: Office, tmp_path: Path) -> None:
    telephone = "13912345678"
    known = {"channel": "ordinary_mail", "content": "某报告", "medium": "paper", "delivery": "post"}
    person = {"kind": "natural_person", "name": "王五", "id_type": "other", "id_number": "1"}
    happened = [
        {"kind": "submitted", "on": "2017-03-01"},
        {"kind": "contact_attempted", "on": "2017-03-02", "how": telephone},
        {"kind": "confirmed", "on": "2017-03-03"},
        {"kind": "consulted", "on": "2017-03-06", "ref": telephone, "party": "third_party"},
        {"kind": "opinion_received", "on": "2017-03-13", "ref": telephone},
        {"kind": "withdrawn", "on": "2017-03-14"},
    ]
    file = tmp_path / "one.jsonl"
    header = {"type": "header", "format": "shouban-exchange", "version": 1, "office": "天津海关"}
    lines = (header, {"type": "request", "id": "2017-0900", "applicant": person, **known, "events": happened})
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    casework = year.casework
    casework.exchange.read(file)
    due = casework.requests.case("2017-0900").limits.reply_due
    destroy(casework, "2017-0900")
    assert in_store(tmp_path, telephone) == []
    assert casework.requests.case("2017-0900").limits.reply_due == due
    assert casework.safekeeping.check().findings == ()


def test_the_words_of_a_complaint_and_a_dispute_go_with_the_request_their_counts_stay(
    year: Office, tmp_path: Path
) -> None:
    casework = year.casework
    number = casework.retention.due_numbers()[0]
    complaints, span = Complaints(casework.context), (date(2018, 1, 1), date(2018, 12, 31))
    complaints.add(complaint(number, closed=True))
    decided = DisputeEntry(
        filed_on=date(2018, 3, 1), body="海关总署", decided_on=date(2018, 5, 1), result=DisputeResult.UPHELD
    )
    Disputes(casework.context).file(number, decided)
    counted = complaints.counts(*span)
    assert in_store(tmp_path)
    destroy(casework, number)
    assert in_store(tmp_path) == []
    assert complaints.counts(*span) == counted
    assert casework.safekeeping.check().findings == ()


def test_an_open_complaint_holds_the_file(year: Office) -> None:
    casework = year.casework
    number = casework.retention.due_numbers()[0]
    entered, _ = Complaints(casework.context).add(complaint(number, closed=False))
    assert number not in casework.retention.due_numbers()
    Complaints(casework.context).save(entered, complaint(number, closed=True))
    assert number in casework.retention.due_numbers()
    assert casework.retention.count_due() == len(casework.retention.due_numbers())


def test_files_at_their_end_are_found_along_an_index_of_their_day(year: Office, tmp_path: Path) -> None:
    """By their registration void ones would be sought among all requests: a second a page at a million."""
    reader = connect(tmp_path / "year.db", Mode.READ)
    for day, kind in retention._PARTS:
        page = select(requests.c.id).where(requests.c.office_id == 1, *kind, day <= date(2020, 1, 1)).order_by(day)
        asked = page.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
        plan = [row[3] for row in reader.execute(f"EXPLAIN QUERY PLAN {asked}")]
        assert "ix_requests_completed" in plan[0] or "ix_requests_cell" in plan[0], plan
        assert "completed_on" in plan[0], plan
    reader.close()


@pytest.mark.parametrize("condition", [retention._CONSULTED, registers._happened(EventKind.RETURNED)])
def test_events_are_looked_up_by_their_request(year: Office, tmp_path: Path, condition: ColumnElement[bool]) -> None:
    """By the index of kinds every file would read all events of that kind: hours at a million requests."""
    listed = select(requests.c.id, events.c.id).join(events, events.c.request_id == requests.c.id).where(condition)
    if condition is retention._CONSULTED:
        listed = select(requests.c.id).where(condition)
    asked = listed.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    reader = connect(tmp_path / "year.db", Mode.READ)
    plan_lines = [row[3] for row in reader.execute(f"EXPLAIN QUERY PLAN {asked}")]
    reader.close()
    assert [line for line in plan_lines if "kind" in line] == []
    assert any("request_id=?" in line for line in plan_lines)
