"""What the office publishes by itself: the annual report and information due without request."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from desktop.rules.clock import Clock
from desktop.rules.editions import EDITION_711
from desktop.rules.limit_proofs import LimitCode, LimitProof, clocked_proof
from desktop.rules.proof import DayCount, prove
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.messages import say

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


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualReportProof:
    """How the day comes about: ``days`` is the month of the fixed date, its working days numbered.

    ``publish_by`` None: the calendar of ``missing`` is not loaded, and ``days`` is empty.
    """

    legal_day: date
    publish_by: date | None
    rule: str
    days: tuple[DayCount, ...] = ()
    missing: CalendarMissing | None = None


def annual_report(year: int, calendar: WorkingCalendar) -> AnnualReport:
    """When the report of ``year`` must be published. Raises ``CalendarMissing``."""
    legal_day = legal_report_day(year)
    return AnnualReport(legal_day=legal_day, publish_by=calendar.previous_working(legal_day))


def legal_report_day(year: int) -> date:
    """The fixed date for the report of ``year``: 31 January (条例 49), for years before 2019 31 March (492号 31)."""
    return date(year + 1, 1 if year >= _FIRST_YEAR_UNDER_711 else 3, 31)


def year_to_report(today: date) -> int:
    """The year whose report is at work: the past one until its fixed date, then the present one."""
    return today.year - 1 if today <= legal_report_day(today.year - 1) else today.year


def annual_report_proof(year: int, calendar: WorkingCalendar) -> AnnualReportProof:
    """Each day of the month up to the fixed date, which does not move on where it is a rest day (law: 4.1)."""
    legal_day = legal_report_day(year)
    rule = say("limits.rule.annual_report" if year >= _FIRST_YEAR_UNDER_711 else "limits.rule.annual_report_492")
    try:
        publish_by = annual_report(year, calendar).publish_by
    except CalendarMissing as missing:
        return AnnualReportProof(legal_day=legal_day, publish_by=None, rule=rule, missing=missing)
    before = min(publish_by, legal_day.replace(day=1)) - timedelta(days=1)
    clock = Clock(start=before, base_days=(legal_day - before).days, extension_days=0, standstills=())
    days = prove(clock, replace(EDITION_711, reply_rule=rule), calendar, legal_day)
    return AnnualReportProof(
        legal_day=legal_day,
        publish_by=publish_by,
        rule=rule,
        days=tuple(_told(day, publish_by, legal_day, rule) for day in days),
    )


def _told(day: DayCount, publish_by: date, legal_day: date, rule: str) -> DayCount:
    """The day, with what the two days of the report are."""
    if day.date == publish_by:
        return replace(day, said="rules.day.publish_by")
    return replace(day, said="rules.day.fixed", rule=rule) if day.date == legal_day else day


def publication_due(formed_on: date, calendar: WorkingCalendar) -> date:
    """The last day to publish information formed or changed on ``formed_on``. Raises ``CalendarMissing``."""
    return calendar.add(formed_on, PUBLICATION_DAYS)


def publication_proof(formed_on: date, calendar: WorkingCalendar) -> LimitProof:
    """The proof of that day."""
    edition = replace(EDITION_711, reply_rule=say("limits.rule.publication"))
    clock = Clock(start=formed_on, base_days=PUBLICATION_DAYS, extension_days=0, standstills=())
    return clocked_proof(LimitCode.PUBLICATION, clock, edition, calendar)
