"""A finished request stays with the calendar that was known when it ended; an open one follows each change."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from db.records import Event, Json, Projection
from db.register_records import Register
from desktop.casework.calendar.calendars import Calendars
from desktop.casework.casework import Casework
from desktop.casework.limits.limit_proof_views import limit_view_of
from desktop.casework.registers.register_views import RegisterWanted, columns_of
from desktop.casework.requests.cases import read_case
from desktop.casework.steps.steps import append
from resources.vocabulary import EventKind, Outcome
from tests.casework.conftest import Clock, MakeDraft

OFFICE = "天津海关"
MONDAY = date(2026, 3, 2)
TUESDAY = date(2026, 3, 17)


def record(casework: Casework, number: str, *events: Event) -> None:
    with casework.context.store.writing() as writing:
        append(casework.context, writing, read_case(casework.context, writing, number), *events)


def answer(casework: Casework, number: str, clock: Clock) -> None:
    """A reply that the applicant signs for on the clock's day."""
    reply = Event(kind=EventKind.REPLIED, on=clock.day, facts={"outcome": Outcome.NONEXISTENT.value})
    signed: dict[str, Json] = {"way": "hand", "signed_on": clock.day.isoformat()}
    record(casework, number, reply, Event(kind=EventKind.SERVED, on=clock.day, facts=signed))


def stored(casework: Casework, number: str) -> Projection:
    with casework.context.store.reading() as reading:
        return reading.projection(OFFICE, number)


def turn(casework: Casework, day: date, *, working: bool) -> int:
    """Change a day; gives how many limits moved."""
    change = casework.calendars.preview_day(day, working=working, why="测试")
    return len(casework.calendars.confirm(change, by="何正").requests)


def sound(casework: Casework) -> bool:
    report = casework.safekeeping.check()
    return report.ok


@pytest.fixture
def late(casework: Casework, registered: str, clock: Clock) -> str:
    """Received on 2 March 2026, due on 30 March, answered on 31 March: one working day late, 21 days used."""
    clock.move_to(3, 31)
    answer(casework, registered, clock)
    return registered


def test_a_day_before_its_end_changes_neither_limit_nor_lateness(casework: Casework, late: str) -> None:
    before = stored(casework, late)
    assert (before.due_on, before.late, before.days_used) == (date(2026, 3, 30), True, 21)
    assert turn(casework, TUESDAY, working=False) == 0
    assert stored(casework, late) == before
    assert sound(casework)
    casework.safekeeping.rebuild()
    assert stored(casework, late) == before
    case = casework.requests.case(late)
    assert (case.limits.reply_due, case.limits.on_time, case.used) == (date(2026, 3, 30), False, 21)


def test_its_proof_shows_the_day_as_it_was(casework: Casework, late: str, registered: str) -> None:
    before = casework.requests.proof(late)
    paper = text_of(casework.requests.proof_paper(late).pdf)
    turn(casework, TUESDAY, working=False)
    assert casework.requests.proof(late) == before
    assert text_of(casework.requests.proof_paper(late).pdf) == paper


def test_its_page_says_that_a_later_calendar_does_not_move_it(casework: Casework, late: str) -> None:
    assert casework.requests.view(late).limit.settled is None
    turn(casework, date(2026, 4, 9), working=False)
    assert casework.requests.view(late).limit.settled is None, "a day after its limit says nothing of it"
    turn(casework, TUESDAY, working=False)
    limit = casework.requests.view(late).limit
    assert limit.settled == "本件按办结时的放假安排计算；此后改动的日子不影响本件。"
    assert (limit.due_on, limit.used) == (date(2026, 3, 30), 21)


def text_of(pdf: bytes) -> str:
    with pdfplumber.open(BytesIO(pdf)) as paper:
        return "".join(page.extract_text() for page in paper.pages)


def test_the_days_of_delay_in_its_register_stay(casework: Casework, late: str) -> None:
    column = [column.code for column in columns_of(Register.LATE)].index("late_days")

    def days_late() -> object:
        (line,) = casework.registers.page(RegisterWanted(which=Register.LATE)).lines
        return line.cells[column]

    assert days_late() == 1
    turn(casework, date(2026, 3, 31), working=False)
    assert days_late() == 1


def test_an_open_request_beside_it_moves(
    casework: Casework, clock: Clock, registered: str, make_draft: MakeDraft
) -> None:
    other = casework.intake.register(make_draft(name="陈例")).number
    clock.move_to(3, 20)
    answer(casework, registered, clock)
    assert turn(casework, TUESDAY, working=False) == 1
    assert stored(casework, other).due_on == date(2026, 3, 31)
    assert stored(casework, registered).due_on == date(2026, 3, 30)


def test_what_was_changed_before_its_end_stays_when_it_is_taken_back(
    casework: Casework, clock: Clock, registered: str
) -> None:
    assert turn(casework, TUESDAY, working=False) == 1
    clock.move_to(3, 31)
    answer(casework, registered, clock)
    assert (stored(casework, registered).due_on, stored(casework, registered).late) == (clock.day, False)
    turn(casework, TUESDAY, working=True)
    assert (stored(casework, registered).due_on, stored(casework, registered).late) == (clock.day, False)
    assert sound(casework)


def test_the_remedies_of_the_applicant_follow_the_calendar_in_force(casework: Casework, late: str) -> None:
    """Signed for on 31 March: 60 days end on 30 May, a Saturday; then Monday, unless that is made free."""
    assert casework.requests.case(late).limits.review_due == date(2026, 6, 1)
    turn(casework, date(2026, 6, 1), working=False)
    case = casework.requests.case(late)
    assert case.limits.review_due == date(2026, 6, 2)
    assert limit_view_of(case, "review").lines[-1].day == date(2026, 6, 2)


def test_correcting_a_day_reckons_it_by_the_calendar_of_the_correction(casework: Casework, late: str) -> None:
    turn(casework, TUESDAY, working=False)
    casework.steps.amend(late, 0, "note", "当面递交", "补充")
    assert stored(casework, late).due_on == date(2026, 3, 30), "a note says nothing about days"
    casework.steps.amend(late, 0, "on", "2026-02-28", "误填")
    # 28 February is a worked Saturday; 20 working days after it, 17 March left out: 30 March.
    assert stored(casework, late).due_on == date(2026, 3, 30)
    assert stored(casework, late).days_used == 21
    assert sound(casework)


def test_a_request_taken_up_again_follows_the_calendar_and_its_first_result_does_not(
    casework: Casework, late: str, clock: Clock
) -> None:
    clock.move_to(6, 12)
    decided: dict[str, Json] = {"received_on": "2026-06-12", "why": "复议决定撤销"}
    record(casework, late, Event(kind=EventKind.REOPENED, on=clock.day, facts=decided))
    before = stored(casework, late)
    assert (before.due_on, before.late, before.days_used) == (date(2026, 7, 13), True, 21)
    turn(casework, TUESDAY, working=False)
    assert stored(casework, late) == before
    assert turn(casework, date(2026, 6, 24), working=False) == 1
    moved = stored(casework, late)
    assert (moved.due_on, moved.late, moved.days_used) == (date(2026, 7, 14), True, 21)
    assert sound(casework)
    clock.move_to(7, 14)
    answer(casework, late, clock)
    ended = stored(casework, late)
    for day in (TUESDAY, date(2026, 6, 24)):
        turn(casework, day, working=True)
    assert stored(casework, late) == ended
    assert sound(casework)


def test_a_voided_registration_stays_too(casework: Casework, registered: str) -> None:
    record(casework, registered, Event(kind=EventKind.REGISTRATION_VOIDED, on=MONDAY, facts={"reason": "重复登记"}))
    before = stored(casework, registered)
    turn(casework, TUESDAY, working=False)
    assert stored(casework, registered) == before
    assert sound(casework)


YEAR_2027 = """国务院办公厅关于2027年部分节假日安排的通知（测试，虚构）
一、元旦：2026年12月31日（周四）至2027年1月2日（周六）放假调休，共3天。1月3日（周日）上班。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。"""
CORRECTED_2027 = YEAR_2027.replace("1月3日（周日）上班。", "1月9日（周六）上班。")


def load(calendars: Calendars, text: str) -> None:
    calendars.confirm(calendars.preview(text), by="何正")


def test_a_limit_in_a_year_that_was_not_loaded_is_told_once_and_then_stays(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    """Received on 10 December 2026: 15 working days to 31 December, so 14 without that day, and 6 in January."""
    clock.move_to(12, 10)
    number = casework.intake.register(make_draft()).number
    clock.move_to(12, 15)
    answer(casework, number, clock)
    assert (stored(casework, number).due_on, stored(casework, number).late) == (None, None)
    load(casework.calendars, YEAR_2027)
    told = stored(casework, number)
    # 3 (Sunday, worked), 4, 5, 6, 7, 8 January.
    assert (told.due_on, told.late, told.days_used) == (date(2027, 1, 8), False, 3)
    load(casework.calendars, CORRECTED_2027)
    assert stored(casework, number) == told
    assert sound(casework)
    casework.safekeeping.rebuild()
    assert stored(casework, number) == told


def test_a_december_that_the_next_notice_changes_moves_no_request_that_ended_before(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    clock.move_to(12, 3)
    ended, still_open = (casework.intake.register(make_draft(name=name)).number for name in ("陈例", "林示例"))
    clock.move_to(12, 15)
    answer(casework, ended, clock)
    before = stored(casework, ended)
    assert before.due_on == date(2026, 12, 31)
    assert not casework.requests.case(ended).limits.provisional, "what has ended awaits no notice"
    assert casework.requests.case(still_open).limits.provisional
    load(casework.calendars, YEAR_2027)
    assert stored(casework, ended) == before
    assert stored(casework, still_open).due_on == date(2027, 1, 3)
    assert sound(casework)


def test_days_used_in_a_year_that_was_loaded_late_are_counted_in_full(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    """Due on 31 December 2026 and answered on 5 January 2027, before anybody loaded that year."""
    clock.move_to(12, 3)
    number = casework.intake.register(make_draft()).number
    clock.move_to(1, 5, 2027)
    answer(casework, number, clock)
    load(casework.calendars, YEAR_2027)
    told = stored(casework, number)
    # 20 to 31 December, which was told as a working day, and 3, 4 and 5 January.
    assert (told.due_on, told.late, told.days_used) == (date(2026, 12, 31), True, 23)
    assert sound(casework)


def test_requests_taken_in_stay_with_the_calendar_of_the_day_they_came_in(
    casework: Casework, late: str, tmp_path: Path
) -> None:
    """What another office finished long ago is reckoned by what this office knew when it took the file in."""
    turn(casework, date(2017, 3, 14), working=False)
    lines = [
        '{"type": "header", "format": "shouban-exchange", "version": 1, "office": "天津海关", "made_on": "2018-01-10"}',
        '{"type": "request", "id": "2017-0001", "channel": "counter", "applicant": {"kind": "natural_person", "name": '
        '"林示例", "id_type": "resident_id", "id_number": ""}, "content": "某", "medium": "paper", "delivery": "post", '
        '"events": [{"kind": "submitted", "on": "2017-03-06"}, {"kind": "replied", "on": "2017-03-28", "outcome": '
        '"provided"}, {"kind": "served", "on": "2017-03-28", "way": "email"}]}',
    ]
    file = tmp_path / "2017.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    casework.exchange.read(file)
    # 492: 15 working days after 6 March, 14 March left out: 28 March.
    before = stored(casework, "2017-0001")
    assert (before.due_on, before.late, before.days_used) == (date(2017, 3, 28), False, 15)
    turn(casework, date(2017, 3, 14), working=True)
    turn(casework, date(2017, 3, 15), working=False)
    assert stored(casework, "2017-0001") == before
    assert sound(casework)


def test_a_file_that_brings_further_events_of_a_finished_request_does_not_move_it(
    casework: Casework, clock: Clock, tmp_path: Path
) -> None:
    """2 March 2026, due on 30 March; a day before is changed; then the file comes again with a note more."""
    told: list[dict[str, Json]] = [
        {"kind": "submitted", "on": "2026-03-02"},
        {"kind": "replied", "on": "2026-03-31", "outcome": "provided"},
        {"kind": "served", "on": "2026-03-31", "way": "email"},
    ]
    clock.move_to(4, 1)
    take_in(casework, tmp_path, told)
    before = stored(casework, "2026-0009")
    assert (before.due_on, before.late, before.days_used) == (date(2026, 3, 30), True, 21)
    turn(casework, TUESDAY, working=False)
    take_in(casework, tmp_path, [*told, {"kind": "noted", "on": "2026-04-01", "note": "电话告知"}])
    assert stored(casework, "2026-0009") == before
    assert sound(casework)


def take_in(casework: Casework, folder: Path, events: list[dict[str, Json]]) -> None:
    """An exchange file of this office with one request."""
    applicant: dict[str, Json] = {"kind": "natural_person", "name": "林示例", "id_type": "resident_id", "id_number": ""}
    lines: list[dict[str, object]] = [
        {"type": "header", "format": "shouban-exchange", "version": 1, "office": OFFICE, "made_on": "2026-04-01"},
        {
            "type": "request",
            "id": "2026-0009",
            "channel": "counter",
            "applicant": applicant,
            "content": "某",
            "medium": "paper",
            "delivery": "email",
            "events": events,
        },
    ]
    file = folder / "requests.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    casework.exchange.read(file)


def test_a_reply_that_comes_back_leaves_its_limit_as_it_was_when_it_was_posted(
    casework: Casework, clock: Clock, late: str
) -> None:
    """The first posting decided about time; until the second delivery the request waits, but no day moves it."""
    turn(casework, TUESDAY, working=False)
    clock.move_to(4, 8)
    record(casework, late, Event(kind=EventKind.RETURNED, on=clock.day))
    waiting = stored(casework, late)
    assert (waiting.due_on, waiting.late, waiting.days_used) == (date(2026, 3, 30), True, 21)
    assert turn(casework, date(2026, 3, 18), working=False) == 0
    again: dict[str, Json] = {"way": "hand", "signed_on": "2026-04-09"}
    clock.move_to(4, 9)
    record(casework, late, Event(kind=EventKind.SERVED, on=clock.day, facts=again))
    ended = stored(casework, late)
    assert (ended.due_on, ended.late, ended.days_used) == (date(2026, 3, 30), True, 21)
    assert sound(casework)
