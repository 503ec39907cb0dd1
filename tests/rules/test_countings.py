"""Where a request counts in the annual tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.records import Event
from desktop.rules.counting import Counted, counted
from desktop.rules.projection import project
from resources.vocabulary import ApplicantKind, Matter, Outcome, Table3Column, Table3Row
from tests.rules.telling import CALENDAR, day, happened, limits_of, request_of

RECEIVED = happened("submitted", "2025-12-15")


def counts(*events: Event, channel: str = "counter", matter: Matter = Matter.DISCLOSURE) -> Counted:
    return counted(limits_of(channel, *events), ApplicantKind.BUSINESS, matter)


def test_an_open_request_counts_as_received_only() -> None:
    told = counts(RECEIVED)
    assert told.received_on == day("2025-12-15")
    assert (told.completed_on, told.row, told.late, told.days_used) == (None, None, None, None)
    assert told.column is Table3Column.BUSINESS


def test_received_in_one_year_and_completed_in_the_next() -> None:
    told = counts(
        RECEIVED,
        happened("replied", "2026-01-12", outcome="nonexistent"),
        happened("served", "2026-01-13", way="post", posted_on="2026-01-13"),
    )
    assert (told.received_on, told.completed_on) == (day("2025-12-15"), day("2026-01-13"))
    assert told.row is Table3Row.UNAVAILABLE_NOT_HELD
    assert told.late is False
    assert told.days_used == 20


def test_posted_on_the_last_day_of_the_year_it_is_completed_in_that_year() -> None:
    told = counts(
        RECEIVED,
        happened("replied", "2025-12-30", outcome="provided"),
        happened("served", "2026-01-04", way="post", posted_on="2025-12-31", signed_on="2026-01-04"),
    )
    assert told.completed_on == day("2025-12-31")


def test_late_by_one_working_day() -> None:
    told = counts(RECEIVED, happened("replied", "2026-01-14", outcome="provided"))
    assert told.late is True
    assert told.days_used == 21


def test_days_that_stood_still_are_not_used() -> None:
    told = counts(
        happened("submitted", "2026-03-02"),
        happened("consulted", "2026-03-09", ref="1", party="third_party", received_on="2026-03-11"),
        happened("opinion_received", "2026-03-20", ref="1"),
        happened("replied", "2026-04-13", outcome="partly_provided"),
    )
    assert told.days_used == 20


@pytest.mark.parametrize(
    ("event", "outcome", "row"),
    [
        (happened("withdrawn", "2026-01-05"), Outcome.WITHDRAWN, Table3Row.OTHER_OTHER),
        (happened("correction_lapsed", "2026-01-05"), Outcome.CORRECTION_LAPSED, Table3Row.OTHER_CORRECTION_LAPSED),
        (happened("fee_lapsed", "2026-01-05"), Outcome.FEE_LAPSED, Table3Row.OTHER_FEE_LAPSED),
    ],
)
def test_other_endings_have_their_rows(event: Event, outcome: Outcome, row: Table3Row) -> None:
    told = counts(RECEIVED, event)
    assert (told.outcome, told.row, told.completed_on) == (outcome, row, day("2026-01-05"))


def test_a_lapse_is_never_late_and_uses_the_days_before_the_notice() -> None:
    told = counts(
        RECEIVED,
        happened("correction_requested", "2025-12-18", items=["一"], allowed_days=10),
        happened("correction_lapsed", "2026-01-30"),
    )
    assert told.late is False
    assert told.days_used == 3


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome.row is not None])
def test_every_outcome_counts_in_its_row(outcome: Outcome) -> None:
    assert counts(RECEIVED, happened("replied", "2026-01-05", outcome=outcome.value)).row is outcome.row


@pytest.mark.parametrize("kind", list(ApplicantKind))
def test_the_applicant_decides_the_column(kind: ApplicantKind) -> None:
    assert counted(limits_of("counter", RECEIVED), kind).column == kind.value


def test_a_void_registration_counts_nowhere() -> None:
    told = counts(RECEIVED, happened("registration_voided", "2025-12-16"))
    assert (told.received_on, told.row) == (None, None)


def test_a_record_correction_counts_nowhere() -> None:
    told = counts(
        RECEIVED, happened("replied", "2026-01-05", outcome="record_corrected"), matter=Matter.RECORD_CORRECTION
    )
    assert (told.received_on, told.row) == (None, None)
    assert told.outcome is Outcome.RECORD_CORRECTED


def test_a_result_never_stands_in_a_year_before_the_receipt() -> None:
    sent_on_new_years_eve = counts(
        happened("submitted", "2025-12-31"), happened("replied", "2025-12-31", outcome="provided"), channel="web"
    )
    assert sent_on_new_years_eve.received_on == day("2025-12-31")
    never_confirmed = counts(
        happened("submitted", "2025-12-30"), happened("withdrawn", "2026-01-08"), channel="ordinary_mail"
    )
    assert never_confirmed.received_on == day("2025-12-30")


def test_the_first_receipt_stays_the_received_day_after_a_correction() -> None:
    told = counts(
        RECEIVED,
        happened("correction_requested", "2025-12-18", items=["一"]),
        happened("corrected", "2026-01-06"),
        happened("replied", "2026-01-20", outcome="provided"),
    )
    assert told.received_on == day("2025-12-15")
    assert told.days_used == 10


def test_the_projection_never_depends_on_today_and_keeps_all_that_lists_need() -> None:
    waiting = project(
        request_of(
            "counter", (RECEIVED, happened("correction_requested", "2025-12-18", items=["一"], allowed_days=10))
        ),
        CALENDAR,
    )
    assert waiting.due_on is None
    assert (waiting.waits_for, waiting.waits_until) == ("correction", day("2026-01-04"))
    assert waiting.close_from == day("2026-01-05")
    assert waiting.received_on == day("2025-12-15")
    assert not waiting.voided

    lapsed = project(
        request_of(
            "counter",
            (
                RECEIVED,
                happened("correction_requested", "2025-12-18", items=["一"], allowed_days=10),
                happened("correction_lapsed", "2026-01-05"),
            ),
        ),
        CALENDAR,
    )
    assert lapsed.waits_for is None
    assert lapsed.close_from is None
    assert lapsed.outcome is Outcome.CORRECTION_LAPSED

    unknown = project(request_of("counter", (happened("submitted", "2026-12-10"),)), CALENDAR)
    assert unknown.error == "CALENDAR_MISSING_2027"
    assert replace(unknown, error=None).due_on is None
