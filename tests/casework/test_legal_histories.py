"""Whatever legal steps a request takes in a real store, what is stored beside it is the fold of its events."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.records import Event, Json
from desktop.casework.casework import Casework
from desktop.casework.figures.request_cells import request_cells
from desktop.casework.intake.intake_views import IntakeDraft
from desktop.casework.limits.limit_proof_views import proofs_of
from desktop.casework.requests.cases import Case, read_case
from desktop.casework.steps.amendable import amendable_events, preview_amendment
from desktop.casework.steps.step_views import steps_of
from desktop.casework.steps.steps import StepFactRefused, StepNotAllowed, append, refuse_closed
from desktop.casework.views import FieldType
from desktop.commands_answer import sentences_in
from desktop.commands_requests import deadlines
from desktop.office import open_office
from desktop.rules.limit_proofs import LimitCode
from desktop.rules.projection import project
from desktop.rules.standing import projected_standing, standing
from resources.vocabulary import ApplicantKind, Channel, EventKind, Outcome
from tests.casework.conftest import SETTINGS, Clock
from tests.counter_drafts import counter_draft

FIRST = date(2026, 1, 5)
LAST = date(2026, 12, 20)
OLD_DAYS = date(2018, 1, 5), date(2019, 5, 14)
"""Receipt days under 国务院令第492号; some of their steps are taken after it has gone out of force."""

NEVER = frozenset({EventKind.AMENDED, EventKind.RECEIPT_ISSUED})
"""Amendments are drawn by themselves, receipts are issued at registration."""

Taken = tuple[Casework, Clock]


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Taken]:
    """An office in which every example registers a further request."""
    clock = Clock(FIRST)
    opened = open_office(tmp_path_factory.mktemp("legal") / "office.db", clock=clock)
    opened.casework.settings.save(SETTINGS)
    yield opened.casework, clock
    opened.close()


def draft_of(casework: Casework, channel: Channel, day: date, *, correction: bool) -> IntakeDraft:
    signed = channel is Channel.SIGNED_MAIL
    return counter_draft(
        casework,
        channel=channel,
        arrived_on=None if signed else day,
        signed_on=day if signed else None,
        content="某文件",
        applicant_kind=ApplicantKind.NATURAL_PERSON,
        record_correction=correction,
    )


def drawn_facts(data: st.DataObject, case: Case, kind: EventKind) -> dict[str, Json]:
    """Facts with which the step can be taken today."""
    course, today = case.limits.course, case.today
    open_refs = [inquiry.ref for inquiry in course.consultations if inquiry.ended_on is None]
    match kind:
        case EventKind.CORRECTION_REQUESTED:
            return {"items": ["明确内容"], "allowed_days": data.draw(st.integers(5, 15))}
        case EventKind.CONSULTED:
            party = data.draw(st.sampled_from(["third_party", "joint_agency", "other_agency"]))
            return {"ref": str(len(course.consultations) + 1), "party": party, "received_on": today.isoformat()}
        case EventKind.OPINION_RECEIVED:
            opinion = data.draw(st.sampled_from(["consent", "refuse", "partial"]))
            return {"ref": data.draw(st.sampled_from(open_refs)), "opinion": opinion}
        case EventKind.RETURNED:
            return {"ref": open_refs[0]} if open_refs and course.ending is None else {}
        case EventKind.EXTENDED:
            return {"days": data.draw(st.integers(1, 20)), "approved_by": "何正"}
        case EventKind.DELAY_FIXED:
            return {"until": (today + timedelta(days=data.draw(st.integers(1, 60)))).isoformat()}
        case EventKind.SERVED:
            way = data.draw(st.sampled_from(["post", "hand", "email"]))
            return {"way": way} | ({"signed_on": today.isoformat()} if way == "hand" else {})
        case EventKind.HANDED_OVER:
            return {"to": "监管处", "due_on": (today + timedelta(days=5)).isoformat()}
        case EventKind.CONTACT_ATTEMPTED:
            return {"how": "电话", "reached": False}
        case EventKind.REPLIED:
            step = next(step for step in steps_of(case) if step.kind is kind)
            recorded = [choice.code for field in step.fields for choice in field.choices]
            return {"outcome": data.draw(st.sampled_from(sorted([*map(str, step.outcomes), *recorded])))}
        case _:
            return {}


def take(data: st.DataObject, casework: Casework, number: str) -> bool:
    """One open step of today, chosen at random and stored in one transaction; False when none could be taken."""
    with casework.context.store.writing() as writing:
        case = read_case(casework.context, writing, number)
        kinds = [step.kind for step in steps_of(case) if step.open and step.kind not in NEVER]
        if not kinds:
            return False
        kind = data.draw(st.sampled_from(sorted(kinds)))
        event = Event(kind=EventKind(kind), on=case.today, facts=drawn_facts(data, case, EventKind(kind)))
        try:
            refuse_closed(case, event)
        except StepNotAllowed:
            # The step is open, but not with these facts: a disclosure that the third party was told lately.
            return False
        append(casework.context, writing, case, event)
    return True


def check_same_words(casework: Casework, number: str) -> None:
    """Screen and command give each step the same words, and each result that a reply may not have."""
    asked = Namespace(id=number, lang="zh", limit=None)
    told = deadlines(casework, asked, sentences_in("zh")).lines
    for step in casework.steps.of(number):
        line = f"可以办理　{step.name}：{step.effect}" if step.open else f"不能办理　{step.name}：{step.reason}"
        assert line in told
        for outcome, reason in step.closed_outcomes if step.open else ():
            assert f"不能答复　{outcome.label}：{reason}" in told


def put_right(data: st.DataObject, casework: Casework, number: str) -> bool:
    """One day of the history, chosen at random, is corrected by some days; False when it cannot have been so."""
    with casework.context.store.reading() as reading:
        case = read_case(casework.context, reading, number)
    days = [
        (entry.place, field.name, date.fromisoformat(str(field.default)))
        for entry in amendable_events(casework.context, number)
        for field in entry.fields
        if field.type is FieldType.DATE and field.default is not None
    ]
    place, name, day = data.draw(st.sampled_from(days))
    moved = day + timedelta(days=data.draw(st.integers(-6, 6)))
    preview = preview_amendment(casework.context, number, place, name, moved.isoformat())
    if case.limits.course.voided:
        with pytest.raises((StepNotAllowed, StepFactRefused)):
            casework.steps.amend(number, place, name, moved.isoformat(), "误填")
        return False
    if preview.refusal is not None:
        with pytest.raises(StepFactRefused) as refused:
            casework.steps.amend(number, place, name, moved.isoformat(), "误填")
        assert refused.value.reason == preview.refusal
        return False
    casework.steps.amend(number, place, name, moved.isoformat(), "误填")
    after = casework.requests.case(number)
    assert (preview.new_due, preview.state) == (after.limits.reply_due, after.standing.state), "as it was shown before"
    return True


def check_fold(casework: Casework, number: str) -> None:
    with casework.context.store.reading() as reading:
        case = read_case(casework.context, reading, number)
        stored = reading.projection(case.request.office, number)
    assert stored == project(case.request, case.calendar)
    assert projected_standing(stored, case.today, case.calendar) == standing(case.limits, case.today, case.calendar)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_fold_of_any_legal_sequence_is_what_is_stored(taken: Taken, data: st.DataObject) -> None:
    casework, clock = taken
    old = data.draw(st.integers(0, 3)) == 0
    clock.day = data.draw(st.dates(*OLD_DAYS) if old else st.dates(FIRST, LAST - timedelta(days=150)))
    channel = data.draw(st.sampled_from(list(Channel)))
    correction = data.draw(st.integers(0, 7)) == 0
    number = casework.intake.register(draft_of(casework, channel, clock.day, correction=correction)).number
    check_fold(casework, number)
    for _ in range(data.draw(st.integers(1, 12))):
        clock.day += timedelta(days=data.draw(st.integers(0, 12)))
        if take(data, casework, number):
            check_fold(casework, number)
    check_same_words(casework, number)
    for _ in range(data.draw(st.integers(0, 3))):
        if put_right(data, casework, number):
            check_fold(casework, number)


def test_the_whole_store_is_sound_after_all_of_them(taken: Taken) -> None:
    casework, _ = taken
    report = casework.safekeeping.check()
    assert report.ok, report.findings


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    days=st.lists(st.dates(date(2026, 2, 20), date(2026, 6, 30)), min_size=1, max_size=3),
    ended_after=st.integers(0, 45),
    outcome=st.sampled_from([Outcome.PROVIDED, Outcome.NONEXISTENT, Outcome.INTERNAL_AFFAIRS]),
)
def test_moving_a_calendar_day_never_moves_a_finished_request(
    taken: Taken, days: list[date], ended_after: int, outcome: Outcome
) -> None:
    """Neither a day before its end nor one after it; what the applicant may still do follows the calendar."""
    casework, clock = taken
    clock.day = date(2026, 3, 2)
    number = casework.intake.register(draft_of(casework, Channel.COUNTER, clock.day, correction=False)).number
    clock.day += timedelta(days=ended_after)
    with casework.context.store.writing() as writing:
        case = read_case(casework.context, writing, number)
        reply = Event(kind=EventKind.REPLIED, on=clock.day, facts={"outcome": outcome.value})
        sent = Event(kind=EventKind.SERVED, on=clock.day, facts={"way": "hand", "signed_on": clock.day.isoformat()})
        append(casework.context, writing, case, reply, sent)
    before = kept_of(casework, number)
    for day in days:
        working = casework.requests.case(number).calendar.is_working(day)
        change = casework.calendars.preview_day(day, working=not working, why="测试")
        assert number not in {move.number for move in change.moves}
        casework.calendars.confirm(change, by="何正")
        assert kept_of(casework, number) == before
    check_fold(casework, number)


def kept_of(casework: Casework, number: str) -> object:
    """What may never move of a finished request: events, what is stored, limits and their proofs, cells."""
    case = casework.requests.case(number)
    with casework.context.store.reading() as reading:
        stored = reading.projection("天津海关", number)
    running = {LimitCode.REVIEW, LimitCode.SUIT}
    proofs = [proof for proof in proofs_of(case) if proof.code not in running]
    limits = replace(case.limits, review_due=None, suit_due=None)
    return case.request.events, stored, limits, case.used, proofs, request_cells(casework.context, number)
