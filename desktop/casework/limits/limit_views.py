"""The limit card of a request: figures, one cell a working day, and the sentence where no day can be told."""

from __future__ import annotations

from datetime import date

from desktop.casework.day_words import month_day, short_day
from desktop.casework.requests.cases import Case
from desktop.casework.requests.work_rows import badge_text
from desktop.casework.views import CellKind, LimitCell, LimitView
from desktop.rules.proof import DayCount
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.messages import say
from resources.vocabulary import Band

STOPPED = "停"
_MOST_BEYOND = 12


def limit_view(case: Case) -> LimitView:
    """The limit card of ``case``."""
    standing, limits = case.standing, case.limits
    if limits.course.voided:
        return LimitView(
            band=standing.band,
            badge=badge_text(standing),
            used=0,
            stopped=0,
            left=None,
            due_on=None,
            internal_target=None,
            cells=(),
            sentence=say("casework.limit.voided"),
        )
    left = standing.working_days_left
    counted = standing.band in (Band.RED, Band.AMBER, Band.GREEN) and left is not None and not standing.lapsed
    return LimitView(
        band=standing.band,
        badge=say("casework.badge.working_days_left", days=left) if counted else badge_text(standing),
        used=case.used,
        stopped=limits.excluded_working_days,
        left=left if limits.reply_due else None,
        due_on=limits.reply_due,
        internal_target=limits.internal_target,
        cells=limit_cells(case),
        sentence=limit_sentence(case),
        cautious=_cautious(case),
        provisional=provisional_sentence(limits.reply_due, limits.calendar),
        settled=_settled(case),
    )


def _settled(case: Case) -> str | None:
    """That the calendar in force says otherwise of a day by which the finished request was reckoned."""
    own, present = case.limits.calendar, case.calendar
    known = (day.date for day in case.limits.days if day.date.year in present.years)
    differs = own is not present and any(own.is_working(day) is not present.is_working(day) for day in known)
    return say("casework.limit.settled") if differs else None


def provisional_sentence(due: date | None, calendar: WorkingCalendar) -> str | None:
    """That a limit lies in a December which the next year's notice may still change (law: 1.4.12)."""
    if due is None or not calendar.is_provisional(due):
        return None
    return say("casework.limit.provisional", day=due, year=due.year + 1)


def _cautious(case: Case) -> str | None:
    """The limit of a reader who holds an earlier start against us (law: 1.4.5), while the request is open."""
    due = case.limits.cautious_reply_due
    if due is None or case.limits.completed is not None:
        return None
    why = "notice" if case.limits.correction_notice_late else "confirmation"
    return say("receipts.cautious", day=due, why=say(f"receipts.cautious_{why}"))


def limit_sentence(case: Case) -> str | None:
    """Why the limit cannot be told, and what it waits for; None where it is told."""
    limits = case.limits
    if limits.missing is not None:
        return calendar_sentence(limits.missing, case.calendar)
    if limits.reply_due is not None or limits.completed is not None:
        return None
    if limits.receipt is None:
        return say("casework.limit.unconfirmed")
    if limits.correction_due is not None:
        return say("casework.limit.correction", day=limits.correction_due)
    if limits.fee_due is not None:
        return say("casework.limit.fee", day=limits.fee_due)
    return None


def calendar_sentence(missing: CalendarMissing, calendar: WorkingCalendar) -> str:
    """That a year is not loaded, up to which day the calendar goes, and which day is the last certain one."""
    known, certain = calendar.last_known_day(), calendar.last_certain_day()
    if known is None or certain is None:
        return say("casework.limit.no_calendar", year=missing.year)
    return say("casework.limit.calendar_missing", year=missing.year, known=known, day=certain)


def limit_cells(case: Case) -> tuple[LimitCell, ...]:
    """One cell for each working day of the limit, then those beyond it up to today or the completion.

    Without a last day (a correction or payment is outstanding) nothing lies beyond.
    """
    days = [day for day in case.limits.days if day.count is not None or day.stopped_by]
    if not days:
        return ()
    through = case.counted_through
    last = days[-1].date
    cells = [_cell(case, day, before, through) for before, day in zip([None, *days], days, strict=False)]
    return (*cells, *(_cells_beyond(case, last, through) if case.limits.reply_due else ()))


def plain_cells(days: tuple[DayCount, ...], target: date | None) -> tuple[LimitCell, ...]:
    """The cells of a limit that has not begun: nothing used, the target and the last day marked."""
    counted = [day for day in days if day.count is not None]
    return tuple(
        LimitCell(
            day=day.date,
            kind=CellKind.LEFT,
            text=str(day.count),
            is_last=day is counted[-1],
            is_target=day.date == target,
            caption=short_day(day.date),
        )
        for day in counted
    )


def _cell(case: Case, day: DayCount, before: DayCount | None, through: date) -> LimitCell:
    is_today, is_last = day.date == case.today, day.date == case.limits.reply_due
    stopped = bool(day.stopped_by)
    caption = None
    if is_today:
        caption = say("casework.limit.cell_today", day=short_day(day.date))
    elif is_last or before is None:
        caption = month_day(day.date)
    elif stopped != bool(before.stopped_by):
        caption = say(f"casework.limit.cell_{'stopped' if stopped else 'resumed'}", day=month_day(day.date))
    return LimitCell(
        day=day.date,
        kind=CellKind.STOPPED if stopped else CellKind.USED if day.date <= through else CellKind.LEFT,
        text=STOPPED if stopped else str(day.count),
        is_today=is_today,
        is_last=is_last,
        is_target=day.date == case.limits.internal_target,
        caption=caption,
    )


def _cells_beyond(case: Case, last: date, through: date) -> list[LimitCell]:
    """The working days after the limit until ``through``; of many, the first ones and the last."""
    try:
        beyond = case.limits.calendar.count(last, through)
        shown = [*range(1, min(beyond, _MOST_BEYOND) + 1), *([beyond] if beyond > _MOST_BEYOND else [])]
        days = [(place, case.limits.calendar.add(last, place)) for place in shown]
    except CalendarMissing:
        # Days of a year that is not loaded cannot be told apart.
        return []
    return [
        LimitCell(
            day=day,
            kind=CellKind.OVER,
            text=f"+{place}",
            is_today=day == case.today,
            caption=say("casework.limit.cell_today", day=short_day(day)) if day == case.today else None,
        )
        for place, day in days
    ]
