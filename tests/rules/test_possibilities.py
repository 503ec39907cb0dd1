"""Import refuses only what cannot be."""

from __future__ import annotations

import pytest

from db.records import Event, Json
from desktop.rules.possibility import AFTER_ENDING, PAST_DAYS, impossible
from resources.vocabulary import EventKind
from tests.rules.telling import day, happened

TODAY = day("2026-06-01")
RECEIVED = happened("submitted", "2026-03-02")
REPLIED = happened("replied", "2026-03-27", outcome="provided")


def refused(*events: Event) -> tuple[int, str] | None:
    fault = impossible(events, TODAY)
    if fault is not None:
        assert fault.sentence("zh")
        assert fault.sentence("en")
    return None if fault is None else (fault.event, fault.field)


def test_what_came_late_twice_or_on_a_rest_day_is_possible() -> None:
    assert (
        refused(
            happened("submitted", "2026-03-01"),
            happened("correction_requested", "2026-04-20", served_on="2026-04-22", items=["一"]),
            happened("correction_requested", "2026-04-25", items=["二"]),
            happened("extended", "2026-05-02", days=40, approved_by=""),
            happened("extended", "2026-05-03", days=40, approved_by=""),
            happened("consulted", "2026-05-04", ref="1", party="third_party"),
            happened("replied", "2026-05-10", outcome="provided"),
            happened("served", "2026-05-31", way="post", posted_on="2026-05-30"),
        )
        is None
    )


def test_anything_before_the_first_arrival_cannot_be() -> None:
    assert refused(RECEIVED, happened("contact_attempted", "2026-03-01", how="电话")) == (1, "on")
    assert refused(happened("signed", "2026-03-03"), happened("submitted", "2026-03-02")) is None


@pytest.mark.parametrize(("kind", "field"), [(kind.value, field) for kind in PAST_DAYS for field in PAST_DAYS[kind]])
def test_nor_a_fact_dated_before_it_or_ahead_of_today(kind: str, field: str) -> None:
    assert refused(RECEIVED, happened(kind, "2026-03-05", **{field: "2026-03-01"})) == (1, field)
    assert refused(RECEIVED, happened(kind, "2026-03-05", **{field: "2026-06-02"})) == (1, field)
    assert refused(RECEIVED, happened(kind, "2026-03-05", **{field: "2026-06-01"})) is None


@pytest.mark.parametrize("told", ["0001-01-01", "9999-12-31", "三月", 5, {"a": []}])
def test_a_free_fact_of_the_same_name_means_nothing(told: Json) -> None:
    assert refused(RECEIVED, happened("noted", "2026-03-05", served_on=told, posted_on=told)) is None


def test_a_day_ahead_of_today_cannot_be() -> None:
    assert refused(RECEIVED, happened("noted", "2026-06-02")) == (1, "on")


def test_days_that_are_set_for_the_future_can() -> None:
    assert refused(RECEIVED, happened("delay_fixed", "2026-03-20", until="2026-09-30")) is None
    assert refused(RECEIVED, happened("handed_over", "2026-03-20", to="法规处", due_on="2026-09-30")) is None


@pytest.mark.parametrize("ending", ["replied", "withdrawn", "correction_lapsed", "fee_lapsed"])
@pytest.mark.parametrize("kind", [kind for kind in EventKind if kind is not EventKind.AMENDED])
def test_after_an_ending_only_its_own_steps_follow(ending: str, kind: EventKind) -> None:
    events = (RECEIVED, happened(ending, "2026-03-27"), happened(kind.value, "2026-04-01"))
    assert refused(*events) == (None if kind in AFTER_ENDING else (2, "kind"))


def test_the_list_of_what_may_follow_is_the_published_one() -> None:
    published = "served returned third_party_told reopened amended letter_voided reprinted redated closed archived"
    assert {kind.value for kind in AFTER_ENDING} == {*published.split(), "destroyed", "noted"}


def test_reopened_everything_may_follow_again() -> None:
    again = happened("replied", "2026-04-20", outcome="provided")
    assert (
        refused(RECEIVED, REPLIED, happened("reopened", "2026-04-10"), happened("noted", "2026-04-11"), again) is None
    )
    assert refused(RECEIVED, REPLIED, again) == (2, "kind")


def test_events_of_one_day_keep_their_order() -> None:
    note = happened("handed_over", "2026-03-27", to="法规处")
    assert refused(RECEIVED, note, REPLIED) is None
    assert refused(RECEIVED, REPLIED, note) == (2, "kind")


def test_what_is_listed_later_but_happened_before_the_ending_is_possible() -> None:
    assert refused(RECEIVED, REPLIED, happened("handed_over", "2026-03-20", to="法规处")) is None


def amendment(**facts: object) -> Event:
    return happened("amended", "2026-03-10", **{"event": 0, "field": "on", "old": None, "why": "误填", **facts})


def test_amended_days_are_looked_at_as_amended() -> None:
    registered = happened("registered", "2026-03-02")
    assert refused(RECEIVED, registered, amendment(new="2026-02-27")) is None
    assert refused(RECEIVED, registered, amendment(new="2026-03-03")) == (1, "on")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"event": 5, "new": "2026-03-03"}, "event"),
        ({"event": -1, "new": "2026-03-03"}, "event"),
        ({"event": 1, "new": "2026-03-03"}, "event"),
        ({"field": "kind", "new": "noted"}, "field"),
        ({"new": "2026-02-30"}, "new"),
        ({"new": None}, "new"),
        ({"field": "served_on", "new": "yesterday"}, "new"),
        ({"field": "days", "new": "many"}, "new"),
        ({"field": "outcome", "new": "lost"}, "new"),
        ({"field": "party", "new": "neighbour"}, "new"),
    ],
)
def test_an_amendment_that_cannot_be_read_is_refused(facts: dict[str, object], field: str) -> None:
    assert refused(RECEIVED, amendment(**facts)) == (1, field)


def test_a_request_without_any_arrival_is_possible() -> None:
    assert refused(happened("registered", "2026-03-02")) is None
