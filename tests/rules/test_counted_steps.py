"""Which steps of a request a summary counts, on which day, and how."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.records import CountedStep, Event, Json
from desktop.rules.projection import project
from resources.vocabulary import EventKind, Matter
from tests.rules.telling import CALENDAR, happened, request_of

ARRIVED = happened("submitted", "2026-03-02")


def steps_of(*events: Event) -> tuple[CountedStep, ...]:
    return project(request_of("counter", (ARRIVED, *events)), CALENDAR).steps


def only(*events: Event) -> CountedStep:
    (step,) = steps_of(*events)
    return step


def test_a_correction_notice_after_seven_working_days_is_late() -> None:
    assert only(happened("correction_requested", "2026-03-11", items=["一"])).late is False
    assert only(happened("correction_requested", "2026-03-12", items=["一"])).late is True


def test_a_step_counts_on_the_day_to_which_it_was_put_right() -> None:
    put_right: dict[str, Json] = {"event": 1, "field": "on", "old": "2026-03-12", "new": "2026-03-10", "why": "笔误"}
    step = only(
        happened("correction_requested", "2026-03-12", items=["一"]), happened("amended", "2026-03-13", **put_right)
    )
    assert (step.on, step.late) == (date(2026, 3, 10), False)


def test_an_inquiry_has_its_limit_and_ends_with_answer_return_or_the_request() -> None:
    asked = happened("consulted", "2026-03-03", ref="1", party="third_party")
    assert only(asked).due_on == date(2026, 3, 24)
    answered = steps_of(asked, happened("opinion_received", "2026-03-10", ref="1"))
    assert [step.ended_on for step in answered if step.kind is EventKind.CONSULTED] == [date(2026, 3, 10)]
    ended = steps_of(asked, happened("withdrawn", "2026-03-09"))
    assert ended[0].ended_on == date(2026, 3, 9)


def test_an_inquiry_of_the_old_regulation_never_lapses() -> None:
    asked = happened("consulted", "2017-03-03", ref="1", party="third_party")
    (step,) = project(request_of("counter", (happened("submitted", "2017-03-02"), asked)), CALENDAR).steps
    assert step.due_on == date.max


def test_service_counts_on_the_day_that_decides_about_time() -> None:
    replied = happened("replied", "2026-03-10", outcome="provided")
    posted = happened("served", "2026-03-12", way="post", posted_on="2026-03-11")
    assert [(step.on, step.detail) for step in steps_of(replied, posted)] == [(date(2026, 3, 11), "post")]


@pytest.mark.parametrize(("amount", "fen"), [(100, 10000), (250.5, 25050), ("0.1", 10), (None, None)])
def test_money_is_kept_in_whole_fen(amount: Json, fen: int | None) -> None:
    assert only(happened("fee_noticed", "2026-03-10", amount=amount)).fen == fen


def test_of_notices_that_replace_each_other_before_payment_only_the_last_amount_is_due() -> None:
    first, second = (happened("fee_noticed", f"2026-03-{day}", amount=yuan) for day, yuan in ((10, 2000), (12, 300)))
    assert [step.fen for step in steps_of(first, second)] == [None, 30000]
    paid = happened("fee_paid", "2026-03-11", amount=2000)
    assert [step.fen for step in steps_of(first, paid, second)] == [200000, 200000, 30000]
    void = happened("fee_noticed", "2026-03-12", amount=300, letter="D2")
    assert [step.fen for step in steps_of(first, void, happened("letter_voided", "2026-03-13", letter="D2"))] == [
        200000
    ]


def test_a_second_ending_is_marked_unless_the_request_was_taken_up_again() -> None:
    first, second = happened("replied", "2026-03-10", outcome="provided"), happened("withdrawn", "2026-03-11")
    assert [step.detail for step in steps_of(first, second)] == ["second"]
    assert steps_of(first, happened("reopened", "2026-03-11"), happened("withdrawn", "2026-03-12")) == ()


def test_nothing_of_a_voided_registration_or_a_record_correction_counts() -> None:
    notice = happened("correction_requested", "2026-03-10", items=["一"])
    assert steps_of(notice, happened("registration_voided", "2026-03-11")) == ()
    request = replace(request_of("counter", (ARRIVED, notice)), matter=Matter.RECORD_CORRECTION)
    assert project(request, CALENDAR).steps == ()


def test_the_department_is_the_one_it_was_last_handed_to() -> None:
    handed = (happened("handed_over", "2026-03-03", to="关税处"), happened("handed_over", "2026-03-04", to="稽查处"))
    request = replace(request_of("counter", (ARRIVED, *handed)), department="办公室")
    assert project(request, CALENDAR).handler == "稽查处"
    assert project(replace(request, events=(ARRIVED,)), CALENDAR).handler == "办公室"
