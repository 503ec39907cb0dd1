"""Working days counted one calendar day after the other, and a clock that stands still while inquiries are out.

Part of the second opinion: ``chinese_calendar`` says which days are worked, nothing of ``desktop.rules`` is used.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import chinese_calendar

FIRST_YEAR, LAST_YEAR = 2008, 2026
ONE_DAY = timedelta(days=1)


class YearUnknown(Exception):
    """The count reached a year without a notice."""


class StandsStill(Exception):
    """An inquiry is out that no rule ever ends."""


@cache
def is_worked(day: date) -> bool:
    """Whether the State Council makes it a working day."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise YearUnknown
    return bool(chinese_calendar.is_workday(day))


def days_after(day: date, through: date = date.max) -> Iterator[date]:
    """The calendar days after ``day`` up to ``through``."""
    while day < through:
        day += ONE_DAY
        yield day


def worked_day_after(day: date, number: int) -> date:
    """The ``number``-th working day after ``day``."""
    left = number
    for each in days_after(day):
        left -= is_worked(each)
        if left == 0:
            return each
    raise AssertionError


def months_after(day: date, number: int) -> date:
    """The same day of a later month, or the last day of a shorter one (民法典 202)."""
    years, month = divmod(day.month - 1 + number, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, months.monthrange(year, month)[1]))


def on_a_working_day(day: date) -> date:
    """Where a last day that is a rest day moves to (民法典 203)."""
    return worked_day_after(day - ONE_DAY, 1)


@dataclass
class Inquiry:
    """A consultation. The clock stands still after ``sent`` until it ended, at most for ``cap`` days of the party."""

    ref: object
    sent: date
    received: date
    cap: int | None
    letter: object
    ended: date | None = None

    def excludes(self, day: date) -> bool:
        """Whether the clock stands still on ``day``."""
        if day <= self.sent:
            return False
        if self.ended is not None and day > self.ended:
            return False
        if self.cap is None and self.ended is None:
            raise StandsStill
        return self.cap is None or self._is_within(self.cap, day)

    def _is_within(self, cap: int, day: date) -> bool:
        left = cap
        for each in days_after(self.received, day):
            left -= is_worked(each)
            if left < 0:
                return False
        return True


@dataclass
class Clock:
    """A limit that runs from ``start``: ``length`` working days and the extension, or ``until`` a fixed day."""

    start: date
    length: int
    inquiries: list[Inquiry] = field(default_factory=list)
    extension: int = 0
    until: date | None = None

    def limit(self) -> date:
        """The running limit."""
        return self.until or self._count(self.length + self.extension)

    def limit_without_extension(self) -> date:
        """The running limit as it would be without the extension."""
        return self.until or self._count(self.length)

    def excluded(self, through: date) -> int:
        """Working days up to ``through`` on which the clock stood still. A fixed day stands for itself."""
        if self.until is not None:
            return 0
        days = days_after(self.start, min(through, date(LAST_YEAR, 12, 31)))
        return sum(is_worked(day) and self._stands_still(day, sent_by=day) for day in days)

    def _count(self, number: int) -> date:
        due, left = self.start, number
        for day in days_after(self.start):
            still = self._stands_still(day, sent_by=due if left == 0 else day)
            if left == 0 and not still:
                return due
            if is_worked(day):
                # Past the last number the days of an inquiry sent on it still come on top.
                left -= not still
                due = day
        raise AssertionError

    def _stands_still(self, day: date, sent_by: date) -> bool:
        return any(inquiry.sent <= sent_by and inquiry.excludes(day) for inquiry in self.inquiries)
