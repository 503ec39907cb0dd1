"""A count that reaches a year that is not loaded makes that limit unknown, and only that one."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.rules.working_days import WorkingCalendar
from resources import calendars
from resources.calendars import YearNotice
from tests.rules.telling import day, happened, limits_of

LATE_IN_THE_YEAR = happened("submitted", "2026-12-10")


def with_2027() -> WorkingCalendar:
    notice = YearNotice(
        title="关于2027年部分节假日安排的通知",
        number=None,
        published_on=date(2026, 12, 15),
        source="test",
        year=2027,
        off={date(2027, 1, 1): "元旦", date(2026, 12, 31): "元旦"},
        on={date(2026, 12, 26): "元旦"},
    )
    return WorkingCalendar([*(calendars.load(year) for year in calendars.years()), notice])


def test_the_reply_limit_is_unknown_and_the_year_is_named() -> None:
    limits = limits_of("counter", LATE_IN_THE_YEAR)

    assert limits.receipt == day("2026-12-10")
    assert limits.correction_notice_due == day("2026-12-21")
    assert limits.reply_due is None
    assert limits.extension_notice_due is None
    assert limits.fee_notice_due is None
    assert limits.internal_target is None
    assert limits.error == "CALENDAR_MISSING_2027"
    assert limits.missing is not None
    assert "2027" in limits.missing.sentence()


def test_the_proof_goes_as_far_as_the_calendar() -> None:
    days = limits_of("counter", LATE_IN_THE_YEAR).days
    assert days[-1].date == day("2026-12-31")
    assert days[-1].count == 15
    assert all(each.provisional for each in days)


def test_a_limit_in_december_is_told_but_provisional() -> None:
    limits = limits_of("counter", happened("submitted", "2026-11-20"))
    assert limits.reply_due == day("2026-12-18")
    assert limits.provisional
    assert limits.error is None
    assert not limits_of("counter", happened("submitted", "2026-03-02")).provisional


def test_other_limits_beyond_the_calendar_are_no_error() -> None:
    limits = limits_of(
        "counter", happened("submitted", "2026-12-01"), happened("correction_requested", "2026-12-10", allowed_days=15)
    )
    assert limits.correction_due == day("2026-12-31")
    assert limits.close_from is None
    assert limits.error is None


def test_a_consultation_whose_cap_is_unknown_makes_the_reply_limit_unknown() -> None:
    asked = happened("consulted", "2026-12-14", ref="1", party="third_party", received_on="2026-12-15")
    limits = limits_of("counter", happened("submitted", "2026-12-01"), asked)
    assert limits.consult_due == (None,)
    assert limits.reply_due is None
    assert limits.error == "CALENDAR_MISSING_2027"

    answered = happened("opinion_received", "2026-12-16", ref="1")
    # Day 20 plain is 29 December; two working days stood still.
    assert limits_of("counter", happened("submitted", "2026-12-01"), asked, answered).reply_due == day("2026-12-31")


def test_an_extension_into_the_unknown_year() -> None:
    limits = limits_of(
        "counter",
        happened("submitted", "2026-11-20"),
        happened("extended", "2026-12-15", days=20, approved_by="主任"),
    )
    assert limits.extension_notice_due == day("2026-12-18")
    assert limits.reply_due is None
    assert limits.error == "CALENDAR_MISSING_2027"


def test_submitted_on_the_last_day_not_even_the_provisional_receipt_is_known() -> None:
    limits = limits_of("web", happened("submitted", "2026-12-31"))
    assert limits.receipt is None
    assert limits.error == "CALENDAR_MISSING_2027"
    assert "2027" in limits.course.receipt.reason()
    confirmed = limits_of("web", happened("submitted", "2026-12-31"), happened("confirmed", "2026-12-31"))
    assert confirmed.receipt == day("2026-12-31")


@pytest.mark.parametrize("received", ["2007-12-28", "2005-06-01"])
def test_years_before_the_first_notice_are_unknown_too(received: str) -> None:
    limits = limits_of("counter", happened("submitted", received))
    assert limits.error == f"CALENDAR_MISSING_{received[:4]}"
    assert limits.days == ()


def test_once_the_notice_is_loaded_the_limit_appears_and_december_is_final() -> None:
    calendar = with_2027()
    limits = limits_of("counter", LATE_IN_THE_YEAR, calendar=calendar)
    # 26 December is worked, 31 December is free: 30 December is day 15.
    assert limits.error is None
    assert limits.reply_due == day("2027-01-08")
    assert not any(each.provisional for each in limits.days)
    assert calendar.last_certain_day() == day("2027-11-30")


def test_a_finished_request_keeps_its_day_used_when_the_limit_is_unknown() -> None:
    limits = limits_of("counter", LATE_IN_THE_YEAR, happened("replied", "2026-12-17", outcome="provided"))
    assert limits.completed == day("2026-12-17")
    assert limits.on_time is None
    assert limits.missing is not None
