"""Where a request counts in the annual tables (国办公开办函〔2021〕30号)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.rules.course import FirstResult
from desktop.rules.timeline import TimeLimits, used_days
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.vocabulary import ApplicantKind, Matter, Outcome, Table3Column, Table3Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """``received_on`` and ``completed_on`` give the years; ``row``, ``late``, ``days_used`` once completed.

    A voided registration and a record correction (条例 41) count nowhere: neither ``received_on`` nor ``row``.
    """

    received_on: date | None
    completed_on: date | None
    outcome: Outcome | None
    row: Table3Row | None
    column: Table3Column
    late: bool | None
    days_used: int | None


def counted(limits: TimeLimits, applicant_kind: ApplicantKind, matter: Matter = Matter.DISCLOSURE) -> Counted:
    """Where a request counts. ``applicant_kind``: of the applicant or the representative of several."""
    counts = matter is Matter.DISCLOSURE and not limits.course.voided
    if limits.course.first_result is not None:
        return _counted_once(limits, limits.course.first_result, applicant_kind, counts=counts)
    ending = limits.course.ending
    return Counted(
        received_on=_received_on(limits, limits.completed) if counts else None,
        completed_on=limits.completed,
        outcome=None if ending is None else ending.outcome,
        row=None if ending is None or not counts else ending.outcome.row,
        column=Table3Column(applicant_kind.value),
        late=_late(limits),
        days_used=None if limits.completed is None else _days_used(limits, limits.completed),
    )


def _counted_once(limits: TimeLimits, first: FirstResult, applicant_kind: ApplicantKind, *, counts: bool) -> Counted:
    """A request that a decision had taken up again: its first result counts, the new reply does not count again."""
    return Counted(
        received_on=_received_on(limits, first.completed_on) if counts else None,
        completed_on=first.completed_on,
        outcome=first.ending.outcome,
        row=first.ending.outcome.row if counts else None,
        column=Table3Column(applicant_kind.value),
        late=_first_late(first, limits.first_calendar),
        days_used=_first_days(first, limits.first_calendar),
    )


def counted_due(limits: TimeLimits) -> date | None:
    """The limit of the result that counts: of the first, where a decision had the request taken up again.

    None where no limit ran, or where it cannot be told.
    """
    first = limits.course.first_result
    if first is None:
        return limits.reply_due
    try:
        return None if first.clock is None else first.clock.due(limits.first_calendar)
    except CalendarMissing:
        return None


def _first_late(first: FirstResult, calendar: WorkingCalendar) -> bool | None:
    try:
        due = None if first.clock is None else first.clock.due(calendar)
    except CalendarMissing:
        return None
    return due is not None and first.completed_on > due


def _first_days(first: FirstResult, calendar: WorkingCalendar) -> int | None:
    if first.clock is None:
        return 0
    try:
        through = calendar.reach(first.clock.start, first.completed_on)
        return first.clock.days_counted(through, calendar)
    except CalendarMissing:
        return None


def _received_on(limits: TimeLimits, completed: date | None) -> date | None:
    """The receipt day; a request that ended before it was confirmed was received by the day it ended.

    Otherwise its result would stand in a year in which it was not received, and the table would not balance. One that
    never arrived was not received: its result contradicts itself, and the reports name it.
    """
    arrived = limits.receipt or limits.course.receipt.arrival
    return limits.receipt if completed is None else arrived and min(arrived, completed)


def _late(limits: TimeLimits) -> bool | None:
    """Whether the result came late; never for one that came while no limit ran; None where that cannot be told."""
    if limits.completed is None or limits.error is not None:
        return None
    return limits.on_time is False


def _days_used(limits: TimeLimits, completed: date) -> int | None:
    try:
        return used_days(limits, completed)
    except CalendarMissing:
        return None
