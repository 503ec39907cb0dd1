"""The months of a proof: every day from the start of a limit to its last, as the calendar picture shows them."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.casework.limits.limit_views import STOPPED
from desktop.casework.office.reckoning import ProofDay, ProofMark, ProofMonth
from desktop.rules.proof import DayCount
from desktop.rules.working_days import CalendarMissing, DayKind, WorkingCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """A limit with its days. ``note`` stands on the start, if it has one; days up to ``through`` are used.

    ``calendar``: the one by which they are counted.
    """

    start: date | None
    note: str
    days: Sequence[DayCount]
    due: date | None
    through: date
    calendar: WorkingCalendar


def months_of(today: date, laid: LaidOut | None) -> tuple[ProofMonth, ...]:
    """Every month from the start to the last day; none without days."""
    if laid is None or not laid.days:
        return ()
    counted = {day.date: day for day in laid.days}
    first, last = laid.start or laid.days[0].date, laid.days[-1].date
    months = []
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        dates = [day for day in Calendar().itermonthdates(year, month) if day.month == month]
        days = tuple(_day(today, laid, day, counted) for day in dates)
        months.append(ProofMonth(year=year, month=month, days=days))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return tuple(months)


def _day(today: date, laid: LaidOut, day: date, counted: Mapping[date, DayCount]) -> ProofDay:
    corner, holiday = _corner(laid.calendar, day)
    count = counted.get(day)
    text = "" if count is None else STOPPED if count.stopped_by else str(count.count or "")
    # Where natural days count, a holiday has a number; its name would lie over it.
    note = laid.note if day == laid.start else None if text else holiday
    return ProofDay(
        day=day,
        mark=_mark(laid, day, count),
        text=text,
        corner=corner,
        note=note,
        is_today=day == today,
    )


def _mark(laid: LaidOut, day: date, count: DayCount | None) -> ProofMark:
    if day == laid.start:
        return ProofMark.START
    if count is None:
        return ProofMark.OUTSIDE
    if day == laid.due:
        return ProofMark.LAST
    if count.stopped_by:
        return ProofMark.STOPPED
    if count.count is None:
        return ProofMark.NOT_COUNTED
    return ProofMark.USED if day <= laid.through else ProofMark.LEFT


def _corner(calendar: WorkingCalendar, day: date) -> tuple[str | None, str | None]:
    """休 or 班, and the holiday's name on its first day."""
    try:
        kind = calendar.kind(day)
    except CalendarMissing:
        return None, None
    if kind is DayKind.MAKE_UP:
        return "班", None
    if kind is not DayKind.HOLIDAY:
        return None, None
    name = calendar.name(day)
    before = date.fromordinal(day.toordinal() - 1)
    return "休", name if calendar.name(before) != name else None
