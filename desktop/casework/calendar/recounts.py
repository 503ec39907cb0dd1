"""The count of one request before and after a change of the calendar, as an example beside the list of moves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from db.records import Request
from desktop.casework.calendar.calendar_views import Recount, RecountedDay
from desktop.casework.limits.limit_views import STOPPED
from desktop.rules.timeline import TimeLimits, time_limits
from desktop.rules.working_days import WorkingCalendar

_MOST_DAYS = 9
_NOT_COUNTED = "–"


def recount_of(request: Request, old: WorkingCalendar, new: WorkingCalendar) -> Recount | None:
    """The last days of the limit by both calendars; None where one of them gives no day."""
    before, after = (time_limits(request.channel, request.events, calendar) for calendar in (old, new))
    if before.reply_due is None or after.reply_due is None:
        return None
    last = max(before.reply_due, after.reply_due)
    days = [last - timedelta(days=past) for past in reversed(range(_MOST_DAYS))]
    old_texts, new_texts = _texts(before), _texts(after)
    return Recount(
        number=request.number,
        days=tuple(RecountedDay(day=day, old=old_texts.get(day, ""), new=new_texts.get(day, "")) for day in days),
        old_due=before.reply_due,
        new_due=after.reply_due,
    )


def _texts(limits: TimeLimits) -> Mapping[date, str]:
    return {
        day.date: str(day.count) if day.count is not None else STOPPED if day.stopped_by else _NOT_COUNTED
        for day in limits.days
    }
