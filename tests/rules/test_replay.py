"""Each receipt day of nineteen years: the limit equals a count that another library makes in another way."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

import chinese_calendar
import pytest

from desktop.rules.timeline import time_limits
from resources.vocabulary import Channel
from tests.rules.telling import CALENDAR, happened

FIRST, LAST = date(2008, 1, 1), date(2026, 12, 31)
ALL_DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
WORKED = [each for each in ALL_DAYS if chinese_calendar.is_workday(each)]


def nth_after(start: date, n: int) -> date | None:
    place = bisect_right(WORKED, start) + n - 1
    return WORKED[place] if place < len(WORKED) else None


@pytest.mark.parametrize("year", range(2008, 2027))
def test_every_receipt_day_of_the_year(year: int) -> None:
    for received in (each for each in ALL_DAYS if each.year == year):
        limits = time_limits(Channel.COUNTER, [happened("submitted", received.isoformat())], CALENDAR)
        days = 15 if received < date(2019, 5, 15) else 20
        assert limits.reply_due == nth_after(received, days), received
        if limits.reply_due is None:
            assert limits.error == "CALENDAR_MISSING_2027", received
        if received >= date(2019, 5, 15):
            assert limits.correction_notice_due == nth_after(received, 7), received


@pytest.mark.parametrize("year", [2012, 2019, 2025, 2026])
def test_every_receipt_day_extended(year: int) -> None:
    for received in (each for each in ALL_DAYS if each.year == year):
        plain = 15 if received < date(2019, 5, 15) else 20
        told_on = nth_after(received, plain)
        if told_on is None:
            continue
        events = [
            happened("submitted", received.isoformat()),
            happened("extended", told_on.isoformat(), days=plain, approved_by="主任"),
        ]
        limits = time_limits(Channel.COUNTER, events, CALENDAR)
        assert limits.extension_notice_due == told_on
        assert limits.reply_due == nth_after(received, 2 * plain), received
