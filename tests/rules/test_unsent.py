"""A notice that was written but not sent is told to nobody: it is to be sent, and no limit is missed by it."""

from __future__ import annotations

import pytest

from db.records import Event, Json
from desktop.rules.notice_limits import notice_due
from desktop.rules.step_effects import effect_of
from desktop.rules.steps import next_steps
from resources.vocabulary import Channel, EventKind
from tests.rules.telling import CALENDAR, day, happened, limits_of, refusal_of

RECEIVED = happened("submitted", "2026-03-02")
CORRECTION = happened("correction_requested", "2026-03-04", items=["一"], allowed_days=5, letter="补1")
FEE = happened("fee_noticed", "2026-03-04", amount=100, letter="费1")


def notice(kind: str, **facts: Json) -> Event:
    return Event(kind=EventKind(kind), on=day("2026-03-04"), facts=facts, letter="函1")


def served(on: str, letter: str) -> Event:
    return happened("served", on, way="post", posted_on=on, letter=letter)


def unsent(*events: Event) -> list[tuple[EventKind, str]]:
    limits = limits_of("counter", RECEIVED, *events)
    return [(notice.kind, notice.letter) for notice in limits.course.unsent]


def recommended(on: str, *events: Event) -> EventKind | None:
    limits = limits_of("counter", RECEIVED, *events, today=on)
    steps = next_steps(Channel.COUNTER, (RECEIVED, *events), limits, CALENDAR, day(on))
    return next((step.kind for step in steps if step.recommended), None)


@pytest.mark.parametrize(("lapse", "made"), [("correction_lapsed", CORRECTION), ("fee_lapsed", FEE)])
def test_no_lapse_is_recorded_by_a_notice_that_was_not_sent(lapse: str, made: Event) -> None:
    """条例 30: 告知申请人; 国办函〔2020〕109号 6: from the receipt of the notice."""
    assert "没有送达记录" in str(refusal_of(EventKind(lapse), "2026-04-30", (RECEIVED, made)))
    sent = (RECEIVED, made, served("2026-03-05", str(made.letter)))
    assert refusal_of(EventKind(lapse), "2026-04-30", sent) is None


@pytest.mark.parametrize(
    "made",
    [
        CORRECTION,
        FEE,
        notice("extended", days=10, approved_by="何正"),
        notice("consulted", ref="1", party="third_party"),
        notice("reasons_requested"),
        notice("delay_fixed", until="2026-05-06"),
        notice("third_party_told"),
    ],
)
def test_what_was_written_is_to_be_sent_next(made: Event) -> None:
    letter = str(made.letter)
    assert unsent(made) == [(made.kind, letter)]
    assert recommended("2026-03-04", made) is EventKind.SERVED
    assert unsent(made, served("2026-03-05", letter)) == []
    assert unsent(made, happened("letter_voided", "2026-03-05", letter=letter)) == []
    assert unsent(made, happened("withdrawn", "2026-03-05")) == [], "nothing rests on it any more"


def test_what_came_back_is_to_be_sent_again() -> None:
    back = happened("returned", "2026-03-12", letter="补1")
    assert unsent(CORRECTION, served("2026-03-05", "补1"), back) == [(EventKind.CORRECTION_REQUESTED, "补1")]
    assert "没有送达记录" in str(
        refusal_of(EventKind.CORRECTION_LAPSED, "2026-04-30", (RECEIVED, CORRECTION, served("2026-03-05", "补1"), back))
    )
    assert unsent(CORRECTION, served("2026-03-05", "补1"), back, served("2026-03-13", "补1")) == []


def test_a_notice_whose_day_of_arrival_is_known_or_that_was_written_elsewhere_was_told() -> None:
    assert unsent(happened("correction_requested", "2026-03-04", served_on="2026-03-05", letter="补1")) == []
    assert (
        unsent(happened("consulted", "2026-03-04", party="third_party", received_on="2026-03-05", letter="函1")) == []
    )
    assert unsent(happened("correction_requested", "2026-03-04")) == []


def test_nothing_rests_on_a_notice_that_was_answered() -> None:
    assert unsent(CORRECTION, happened("corrected", "2026-03-09")) == []
    assert unsent(FEE, happened("fee_paid", "2026-03-09")) == []
    asked = notice("consulted", ref="1", party="third_party")
    assert unsent(asked, happened("opinion_received", "2026-03-09", ref="1")) == []


def test_a_notice_that_another_one_replaces_need_not_be_sent() -> None:
    again = happened("fee_noticed", "2026-03-06", amount=200, letter="费2")
    assert unsent(FEE, again) == [(EventKind.FEE_NOTICED, "费2")]


def test_the_last_day_of_each_notice_is_that_of_the_law() -> None:
    assert notice_due(EventKind.CORRECTION_REQUESTED, limits_of("counter", RECEIVED, CORRECTION)) == day("2026-03-11")
    assert notice_due(EventKind.FEE_NOTICED, limits_of("counter", RECEIVED, FEE)) == day("2026-03-30")
    extended = notice("extended", days=10, approved_by="何正")
    assert notice_due(EventKind.EXTENDED, limits_of("counter", RECEIVED, extended)) == day("2026-03-30")
    assert notice_due(EventKind.CONSULTED, limits_of("counter", RECEIVED, CORRECTION)) is None


def test_a_lapse_says_when_nobody_knows_on_which_day_the_notice_arrived() -> None:
    """The applicant's time runs from the service of the notice, which is later than its posting (law: 1.5 L2)."""
    posted = happened("served", "2026-03-05", way="post", posted_on="2026-03-05", letter="补1")
    signed = happened("served", "2026-03-05", way="post", posted_on="2026-03-05", signed_on="2026-03-07", letter="补1")

    def said(sending: Event) -> str:
        limits = limits_of("counter", RECEIVED, CORRECTION, sending, today="2026-03-09")
        return effect_of(EventKind.CORRECTION_LAPSED, limits, day("2026-03-09")).line()

    assert said(posted) == "签收日未登记，自 03-13 起可办"
    assert said(signed) == "自 03-16 起可办，不再处理申请"
