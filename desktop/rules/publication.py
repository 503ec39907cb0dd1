"""What the office publishes by itself: the annual report and information due without request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.rules.working_days import WorkingCalendar

PUBLICATION_DAYS = 20
"""Working days from formation or change to publication (条例 26)."""

_FIRST_YEAR_UNDER_711 = 2019


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualReport:
    """``legal_day``: the fixed date of the law. ``publish_by``: the last working day up to it.

    A fixed date is not prolonged by a rest day (law: 4.1).
    """

    legal_day: date
    publish_by: date


def annual_report(year: int, calendar: WorkingCalendar) -> AnnualReport:
    """When the report of ``year`` must be published. Raises ``CalendarMissing``.

    31 January (条例 49), for years before 2019 31 March (492号 31).
    """
    month = 1 if year >= _FIRST_YEAR_UNDER_711 else 3
    legal_day = date(year + 1, month, 31)
    return AnnualReport(legal_day=legal_day, publish_by=calendar.previous_working(legal_day))


def publication_due(formed_on: date, calendar: WorkingCalendar) -> date:
    """The last day to publish information formed or changed on ``formed_on``. Raises ``CalendarMissing``."""
    return calendar.add(formed_on, PUBLICATION_DAYS)
