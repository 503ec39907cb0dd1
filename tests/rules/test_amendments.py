"""A wrong entry is corrected by an amendment that names its place; everything is computed anew."""

from __future__ import annotations

from db.records import Json
from desktop.rules.history import history
from resources.vocabulary import EventKind
from tests.rules.telling import day, faults_of, happened, limits_of


def amended(event: int, field: str, new: Json, on: str = "2026-03-20") -> object:
    return happened("amended", on, event=event, field=field, old=None, new=new, why="误填")


def test_a_wrong_receipt_day() -> None:
    limits = limits_of("counter", happened("submitted", "2026-03-02"), amended(0, "on", "2026-03-03"))
    assert limits.receipt == day("2026-03-03")
    assert limits.reply_due == day("2026-03-31")


def test_a_wrong_fact() -> None:
    events = [
        happened("submitted", "2026-03-02"),
        happened("extended", "2026-03-27", days=10, approved_by="主任"),
        amended(1, "days", 15, on="2026-03-30"),
    ]
    assert limits_of("counter", *events).reply_due == day("2026-04-21")


def test_the_last_amendment_of_a_field_holds() -> None:
    events = [
        happened("submitted", "2026-03-02"),
        amended(0, "on", "2026-03-04"),
        amended(0, "on", "2026-03-03", on="2026-03-21"),
    ]
    assert limits_of("counter", *events).receipt == day("2026-03-03")


def test_a_fact_may_be_taken_away() -> None:
    asked = happened("correction_requested", "2026-03-11", served_on="2026-03-13", items=["一"])
    limits = limits_of("counter", happened("submitted", "2026-03-02"), asked, amended(1, "served_on", None))
    assert limits.correction_due == day("2026-03-25")


def test_an_amended_outcome_changes_the_remedy() -> None:
    events = [
        happened("submitted", "2026-03-02"),
        happened("replied", "2026-03-18", outcome="provided"),
        happened("served", "2026-03-18", way="hand", signed_on="2026-03-20"),
    ]
    assert limits_of("counter", *events).suit_due == day("2026-09-20")
    assert limits_of("counter", *events, amended(1, "outcome", "state_secret")).suit_due is None


def test_an_amended_day_moves_the_event_in_the_order() -> None:
    events = [
        happened("submitted", "2026-03-02"),
        happened("extended", "2026-03-31", days=10, approved_by="主任"),
    ]
    assert faults_of(limits_of("counter", *events)) == ["extended_late"]
    assert faults_of(limits_of("counter", *events, amended(1, "on", "2026-03-27", on="2026-04-01"))) == []


def test_note_and_letter_may_be_amended() -> None:
    entry = happened("served", "2026-03-18", letter="L1", way="post")
    placed = history([entry, amended(0, "letter", "L2"), amended(0, "note", "改正")])
    assert [(each.event.letter, each.event.note) for each in placed] == [("L2", "改正")]


def test_before_its_own_day_an_amendment_does_not_count() -> None:
    events = [happened("submitted", "2026-03-02"), amended(0, "on", "2026-03-03")]
    assert limits_of("counter", *events, today="2026-03-19").receipt == day("2026-03-02")
    assert limits_of("counter", *events, today="2026-03-20").receipt == day("2026-03-03")


def test_places_are_those_of_the_list_whatever_the_order_of_days() -> None:
    events = [
        happened("extended", "2026-03-31", days=10, approved_by="主任"),
        happened("submitted", "2026-03-02"),
        amended(1, "on", "2026-03-03"),
    ]
    limits = limits_of("counter", *events)
    assert limits.receipt == day("2026-03-03")
    assert limits.faults == ()
    assert [(each.place, each.kind) for each in history(events)] == [(1, EventKind.SUBMITTED), (0, EventKind.EXTENDED)]
