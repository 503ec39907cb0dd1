"""The limits by two independent ways: ``desktop.rules`` and a day-by-day count that shares no code with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from db.records import Event
from desktop.rules.timeline import time_limits
from resources.vocabulary import Channel, EventKind
from tests.rules.histories import histories
from tests.rules.second_opinion import second_opinion
from tests.rules.telling import CALENDAR
from tests.rules.test_vectors import CHANNELS, OF_REQUESTS, events_of
from tests.rules.told_events import Told

LONG_AFTER = date(2026, 12, 31)


def as_told(event: Event) -> Told:
    """An event of the program in the words of an exchange file."""
    return {"kind": event.kind.value, "on": event.on.isoformat(), "letter": event.letter, **event.facts}


def as_event(told: Told) -> Event:
    """An event of an exchange file as the program reads it."""
    facts: dict[str, Any] = {name: value for name, value in told.items() if name not in ("kind", "on", "letter")}
    letter = told.get("letter")
    return Event(
        kind=EventKind(str(told["kind"])),
        on=date.fromisoformat(str(told["on"])),
        facts=facts,
        letter=None if letter is None else str(letter),
    )


def check_agreement(channel: str, told: Sequence[Told], today: date) -> None:
    """Both say the same in every field that the second opinion has."""
    second = second_opinion(channel, told, today)
    document = time_limits(Channel(channel), [as_event(event) for event in told], CALENDAR, today).as_json("1")
    assert {name: document[name] for name in second} == second


@pytest.mark.parametrize("vector", OF_REQUESTS, ids=lambda vector: vector["id"])
def test_the_second_opinion_knows_the_worked_cases(vector: dict[str, Any]) -> None:
    given_, expected = vector["given"], dict(vector["expect"])
    if "excluded_wd" in expected:
        expected["excluded_working_days"] = expected.pop("excluded_wd")
    told = [as_told(event) for event in events_of(given_)]
    second = second_opinion(CHANNELS[given_["channel"]].value, told, LONG_AFTER)
    assert {name: second[name] for name in expected} == expected


@settings(max_examples=1200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories())
def test_both_ways_agree_on_every_history(history: tuple[str, list[dict[str, Any]], date]) -> None:
    check_agreement(*history)


def test_the_limit_before_a_fee_is_not_moved_by_an_inquiry_sent_after_the_notice() -> None:
    told: list[Told] = [
        {"kind": "submitted", "on": "2026-05-18"},
        {"kind": "fee_noticed", "on": "2026-06-01"},
        {"kind": "consulted", "on": "2026-06-01", "ref": "1", "party": "third_party"},
    ]
    assert second_opinion("counter", told, LONG_AFTER)["fee_notice_due"] == "2026-06-15"
    check_agreement("counter", told, LONG_AFTER)


def test_of_two_amendments_the_later_one_holds_wherever_it_stands_in_the_list() -> None:
    put_right = {"kind": "amended", "event": 0, "field": "on", "why": "笔误"}
    told: list[Told] = [
        {"kind": "submitted", "on": "2026-03-02"},
        {**put_right, "on": "2026-03-12", "old": "2026-03-03", "new": "2026-03-04"},
        {**put_right, "on": "2026-03-11", "old": "2026-03-02", "new": "2026-03-03"},
    ]
    assert second_opinion("counter", told, LONG_AFTER)["receipt"] == "2026-03-04"
    check_agreement("counter", told, LONG_AFTER)
