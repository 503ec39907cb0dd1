"""Where a request stands: due today is not overdue, waiting for others is apart."""

from __future__ import annotations

from datetime import date

import pytest

from db.records import Event
from desktop.rules.projection import project
from desktop.rules.standing import Standing, Thresholds, projected_standing, standing
from resources.vocabulary import Band, State
from tests.rules.telling import CALENDAR, day, happened, limits_of, request_of

RECEIVED = happened("submitted", "2026-03-02")


def stands(channel: str, *events: Event, on: str) -> Standing:
    """The standing by the limits, which the one by the projection must equal."""
    known = tuple(event for event in events if event.on <= day(on))
    by_limits = standing(limits_of(channel, *known), day(on), CALENDAR)
    assert projected_standing(project(request_of(channel, known), CALENDAR), day(on), CALENDAR) == by_limits
    return by_limits


@pytest.mark.parametrize(
    ("on", "band", "left"),
    [
        ("2026-03-02", Band.GREEN, 20),
        ("2026-03-20", Band.GREEN, 6),
        ("2026-03-23", Band.AMBER, 5),
        ("2026-03-24", Band.AMBER, 4),
        ("2026-03-25", Band.RED, 3),
        ("2026-03-27", Band.RED, 1),
        ("2026-03-28", Band.RED, 1),
        ("2026-03-30", Band.DUE_TODAY, 0),
        ("2026-03-31", Band.OVERDUE, -1),
        ("2026-04-03", Band.OVERDUE, -4),
    ],
)
def test_the_band_by_working_days_left(on: str, band: Band, left: int) -> None:
    told = stands("counter", RECEIVED, on=on)
    assert (told.state, told.band, told.working_days_left) == (State.OPEN, band, left)
    assert told.due_on == date(2026, 3, 30)
    assert told.ours


def test_overdue_over_a_weekend_though_no_working_day_has_passed() -> None:
    told = stands("counter", happened("submitted", "2026-02-28"), on="2026-03-28")
    assert (told.due_on, told.band, told.working_days_left) == (date(2026, 3, 27), Band.OVERDUE, 0)


def test_bands_are_configurable() -> None:
    limits = limits_of("counter", RECEIVED)
    wide = Thresholds(red=5, amber=10)
    assert standing(limits, day("2026-03-23"), CALENDAR, wide).band is Band.RED
    assert standing(limits, day("2026-03-16"), CALENDAR, wide).band is Band.AMBER


ASKED = happened("correction_requested", "2026-03-11", served_on="2026-03-13", items=["一"], allowed_days=10)


def test_waiting_for_a_correction_is_never_overdue() -> None:
    told = stands("counter", RECEIVED, ASKED, on="2026-03-20")
    assert (told.state, told.band) == (State.AWAITING_CORRECTION, Band.WAITING)
    assert told.due_on == told.waits_until == date(2026, 3, 27)
    assert told.working_days_left == 5
    assert told.waits_for == "correction"
    assert not told.ours


def test_from_the_day_after_the_applicants_limit_the_lapse_is_ours() -> None:
    on_the_weekend = stands("counter", RECEIVED, ASKED, on="2026-03-29")
    assert (on_the_weekend.band, on_the_weekend.ours) == (Band.WAITING, False)
    told = stands("counter", RECEIVED, ASKED, on="2026-03-30")
    assert (told.state, told.band) == (State.AWAITING_CORRECTION, Band.RED)
    assert told.ours
    assert told.waits_for is None


def test_waiting_for_payment() -> None:
    told = stands("counter", RECEIVED, happened("fee_noticed", "2026-03-10", received_on="2026-03-11"), on="2026-03-20")
    assert (told.state, told.band, told.waits_for) == (State.AWAITING_PAYMENT, Band.WAITING, "payment")
    assert told.due_on == date(2026, 4, 9)


CONSULTED = happened("consulted", "2026-03-09", ref="1", party="joint_agency", received_on="2026-03-11")


def test_waiting_for_an_opinion_until_the_partys_limit() -> None:
    told = stands("counter", RECEIVED, CONSULTED, on="2026-04-01")
    assert (told.state, told.band, told.waits_for) == (State.CONSULTING, Band.WAITING, "joint_agency")
    assert told.waits_until == date(2026, 4, 1)
    assert told.due_on == date(2026, 4, 23)
    assert not told.ours


def test_after_the_partys_limit_it_is_ours_again() -> None:
    told = stands("counter", RECEIVED, CONSULTED, on="2026-04-02")
    assert (told.state, told.band, told.waits_for) == (State.OPEN, Band.GREEN, None)
    assert told.working_days_left == 14
    assert told.ours


def test_with_two_inquiries_it_waits_for_the_later_limit() -> None:
    second = happened("consulted", "2026-03-12", ref="2", party="third_party", received_on="2026-03-16")
    told = stands("counter", RECEIVED, CONSULTED, second, on="2026-03-20")
    assert (told.waits_for, told.waits_until) == ("third_party", date(2026, 4, 7))


def test_an_inquiry_that_stops_nothing_leaves_it_overdue() -> None:
    late = happened("consulted", "2026-03-31", ref="1", party="third_party")
    told = stands("counter", RECEIVED, late, on="2026-04-01")
    assert (told.state, told.band) == (State.OPEN, Band.OVERDUE)


def test_under_the_old_edition_it_waits_without_a_day() -> None:
    asked = happened("consulted", "2017-09-20", ref="1", party="third_party")
    told = stands("counter", happened("submitted", "2017-09-15"), asked, on="2017-12-01")
    assert (told.state, told.band, told.due_on) == (State.CONSULTING, Band.WAITING, None)


def test_an_ordinary_letter_before_confirmation() -> None:
    told = stands("ordinary_mail", happened("submitted", "2026-03-02"), on="2026-03-03")
    assert (told.state, told.band, told.due_on) == (State.AWAITING_CONFIRMATION, Band.WAITING, None)
    assert told.waits_for == "applicant_confirmation"
    assert told.ours


def test_an_unconfirmed_web_request_runs_by_its_provisional_receipt() -> None:
    told = stands("web", happened("submitted", "2026-03-02"), on="2026-03-31")
    assert (told.state, told.band) == (State.AWAITING_CONFIRMATION, Band.DUE_TODAY)


def test_reasons_asked_the_clock_runs_on() -> None:
    told = stands("counter", RECEIVED, happened("reasons_requested", "2026-03-06"), on="2026-03-30")
    assert (told.state, told.band) == (State.AWAITING_REASONS, Band.DUE_TODAY)


def test_in_review_the_clock_runs_on() -> None:
    sent = happened("sent_for_review", "2026-03-20")
    assert stands("counter", RECEIVED, sent, on="2026-03-23").state is State.IN_REVIEW
    assert stands("counter", RECEIVED, sent, happened("reviewed", "2026-03-23"), on="2026-03-23").state is State.OPEN


REPLIED = happened("replied", "2026-03-27", outcome="provided")


def test_a_reply_not_yet_sent_keeps_its_limit() -> None:
    assert stands("counter", RECEIVED, REPLIED, on="2026-03-27").state is State.AWAITING_SERVICE
    told = stands("counter", RECEIVED, REPLIED, on="2026-03-30")
    assert (told.band, told.waits_for, told.ours) == (Band.DUE_TODAY, "service", True)


def test_sent_it_is_done_and_come_back_it_is_not() -> None:
    posted = happened("served", "2026-03-30", way="post", posted_on="2026-03-30")
    told = stands("counter", RECEIVED, REPLIED, posted, on="2026-04-02")
    assert (told.state, told.band, told.working_days_left, told.ours) == (State.FINISHED, Band.DONE, None, False)
    back = stands("counter", RECEIVED, REPLIED, posted, happened("returned", "2026-04-02"), on="2026-04-02")
    # Its posting met the limit (国办公开办函〔2016〕235号 四): it is to be sent again, but is never overdue.
    assert (back.state, back.band, back.due_on, back.waits_for) == (
        State.AWAITING_SERVICE,
        Band.GREEN,
        None,
        "returned",
    )


def test_put_away_as_closed_it_is_done_without_proof_of_service() -> None:
    assert stands("counter", RECEIVED, REPLIED, happened("closed", "2026-03-30"), on="2026-04-02").band is Band.DONE


@pytest.mark.parametrize("ending", ["withdrawn", "correction_lapsed", "fee_lapsed"])
def test_other_endings_need_no_service(ending: str) -> None:
    assert stands("counter", RECEIVED, happened(ending, "2026-03-30"), on="2026-04-02").state is State.FINISHED


def test_reopened_it_stands_by_its_old_limit() -> None:
    posted = happened("served", "2026-03-30", way="post")
    told = stands("counter", RECEIVED, REPLIED, posted, happened("reopened", "2026-04-02"), on="2026-04-02")
    assert (told.state, told.band) == (State.OPEN, Band.OVERDUE)


def test_a_void_registration_is_done() -> None:
    told = stands("counter", RECEIVED, happened("registration_voided", "2026-03-03"), on="2026-06-01")
    assert (told.state, told.band) == (State.VOIDED, Band.DONE)


def test_a_missing_calendar_is_unknown_not_overdue() -> None:
    told = stands("counter", happened("submitted", "2026-12-10"), on="2026-12-11")
    assert (told.state, told.band, told.due_on) == (State.OPEN, Band.UNKNOWN, None)


def test_in_a_year_without_calendar_overdue_is_told_but_not_by_how_much() -> None:
    told = stands("counter", happened("submitted", "2026-11-20"), on="2027-01-11")
    assert (told.band, told.working_days_left) == (Band.OVERDUE, None)
