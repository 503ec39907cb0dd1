"""What waits today."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from db.row_filters import RowFilter
from db.store import Reading
from desktop.casework.calendar.calendar_record import reminders
from desktop.casework.context import Context
from desktop.casework.day_words import short_day
from desktop.casework.office.settings import limit_settings
from desktop.casework.progress_reports import Report, unheard
from desktop.casework.requests.cases import Case, most_urgent_cases, open_cases
from desktop.casework.requests.day_duties import (
    appointment_rows,
    cautious_reminders,
    department_reminders,
    report_reminders,
    unsent_reminders,
    void_notice_reminders,
)
from desktop.casework.requests.work_rows import dispute_row, work_row
from desktop.casework.steps.disputes import open_duties
from desktop.casework.views import TodayCount, TodayGroup, TodayView, WorkRow
from desktop.rules.standing import DEFAULT_THRESHOLDS
from desktop.rules.working_days import CalendarMissing, DayKind, WorkingCalendar
from resources.messages import say
from resources.vocabulary import Band, Matter, State


@dataclass(frozen=True)
class Worklist:
    """Open requests, most urgent first."""

    context: Context

    def cases(self) -> tuple[Case, ...]:
        """All open requests by the day that matters for each; those without a day last."""
        with self.context.store.reading() as reading:
            return tuple(sorted(open_cases(self.context, reading), key=_urgency))

    def rows(self) -> tuple[WorkRow, ...]:
        """All open requests: ours by urgency, then those that wait for others."""
        rows = [(case.standing.ours, work_row(case)) for case in self.cases()]
        ours = [row for is_ours, row in rows if is_ours]
        others = sorted((row for is_ours, row in rows if not is_ours), key=_row_urgency)
        return (*ours, *others)

    def first_rows(self, most: int = 100) -> tuple[WorkRow, ...]:
        """The most urgent of what waits for us, told while all are still being counted.

        None of them where there are so few that ``today`` is as fast.
        """
        with self.context.store.reading() as reading:
            cases = most_urgent_cases(self.context, reading, most)
        if len(cases) < most or self.context.as_of is not None:
            return ()
        return tuple(sorted((work_row(case) for case in cases if case.standing.ours), key=_row_urgency))

    def today(self, report: Report = unheard) -> TodayView:
        """The screen 今日."""
        today = self.context.today()
        with self.context.store.reading() as reading:
            calendar = self.context.calendar(reading)
            cases = sorted(open_cases(self.context, reading, report), key=_urgency)
            office = self.context.office_in(reading)
            red_days = limit_settings(reading, office).thresholds.red
            received, completed = _this_month(self.context, reading, today)
            remembered = (*reminders(reading, calendar, today), *report_reminders(reading, office, calendar, today))
            duties = [dispute_row(self.context, reading, *duty) for duty in open_duties(self.context, reading)]
            counted = tuple(duties)
            duties += appointment_rows(self.context, reading)
        rows = [work_row(case) for case in cases if case.standing.ours]
        ours = tuple(sorted((*rows, *duties), key=_row_urgency))
        others = tuple(sorted((work_row(case) for case in cases if not case.standing.ours), key=_row_urgency))
        return TodayView(
            today=today,
            day_kind=kind_of_day(calendar, today),
            headline=say(
                "casework.today.headline",
                ours=len(ours),
                others=len(others),
                received=received,
                completed=completed,
            ),
            counts=_counts(cases, counted, calendar, today, red_days),
            ours=ours,
            others=others,
            reminders=(
                *remembered,
                *void_notice_reminders(cases),
                *unsent_reminders(cases, today),
                *cautious_reminders(cases, today, calendar),
                *department_reminders(cases, today),
            ),
        )


def kind_of_day(calendar: WorkingCalendar, day: date) -> str:
    """工作日, 周末, 国庆节, 调休上班; 放假安排未载入 for a year that is not loaded."""
    try:
        kind = calendar.kind(day)
    except CalendarMissing:
        return Band.UNKNOWN.label
    return calendar.name(day) or kind.label if kind is DayKind.HOLIDAY else kind.label


def _urgency(case: Case) -> tuple[date, str]:
    return case.standing.due_on or date.max, case.number


def _row_urgency(row: WorkRow) -> tuple[date, str]:
    return row.due_on or date.max, row.number


def _this_month(context: Context, reading: Reading, today: date) -> tuple[int, int]:
    """Requests received and completed since the first of the month; a reply that waits to be sent is not completed."""
    office, first = context.office_in(reading), today.replace(day=1)
    if not office:
        return 0, 0

    def count(wanted: RowFilter) -> int:
        return reading.count_cells(office, wanted).get((), 0)

    received = RowFilter(voided=False, received_from=first, received_through=today)
    completed = RowFilter(voided=False, matter=Matter.DISCLOSURE, completed_from=first, completed_through=today)
    return count(received), count(completed) - count(replace(completed, waits_for=("service",)))


def _counts(
    cases: list[Case], duties: Sequence[WorkRow], calendar: WorkingCalendar, today: date, red_days: int
) -> tuple[TodayCount, ...]:
    """The six counts with their notes; ``red_days``: working days left of the third.

    ``duties``: answers owed to review bodies and courts, which have limits, too (行政复议法 48, 行政诉讼法 67).
    """
    groups = {group: [case for case in cases if _belongs(case, group)] for group in TodayGroup}
    owed = {group: [row for row in duties if row.band is band] for group, band in _BANDS.items()}
    return tuple(
        TodayCount(
            group=group,
            label=_label(group, red_days),
            note=_note(group, _days_overdue(members, owed.get(group, []), calendar, today), calendar, today, red_days),
            keys=(*(case.number for case in members), *(row.key for row in owed.get(group, []))),
        )
        for group, members in groups.items()
    )


_BANDS = {
    TodayGroup.OVERDUE: Band.OVERDUE,
    TodayGroup.DUE_TODAY: Band.DUE_TODAY,
    TodayGroup.SOON: Band.RED,
}


def _days_overdue(cases: list[Case], duties: list[WorkRow], calendar: WorkingCalendar, today: date) -> int:
    """Working days since the limit that was missed first; 0 where none was missed or none can be counted."""
    days = [-(case.standing.working_days_left or 0) for case in cases]
    missed = [row.due_on for row in duties if row.due_on is not None and row.due_on < today]
    with suppress(CalendarMissing):
        days += [calendar.count(due, today) for due in missed]
    return max(days, default=0)


def _belongs(case: Case, group: TodayGroup) -> bool:
    standing = case.standing
    match group:
        case TodayGroup.OVERDUE:
            return standing.band is Band.OVERDUE
        case TodayGroup.DUE_TODAY:
            return standing.band is Band.DUE_TODAY
        case TodayGroup.SOON:
            return standing.band is Band.RED and not standing.lapsed
        case TodayGroup.AWAITING_CORRECTION:
            return standing.state is State.AWAITING_CORRECTION
        case TodayGroup.CONSULTING:
            return standing.state is State.CONSULTING
        case TodayGroup.AWAITING_SERVICE:
            return standing.state is State.AWAITING_SERVICE


def _label(group: TodayGroup, red_days: int) -> str:
    if group is TodayGroup.SOON and red_days != DEFAULT_THRESHOLDS.red:
        return say("casework.today.soon_days", days=red_days)
    return say(f"casework.today.{group}")


def _note(group: TodayGroup, overdue: int, calendar: WorkingCalendar, today: date, red_days: int) -> str:
    """The line below a count; ``overdue``: days since the limit that was missed first."""
    if group is TodayGroup.OVERDUE:
        return say("casework.today.overdue_note", days=overdue) if overdue else say("casework.today.overdue_none")
    if group is TodayGroup.SOON:
        try:
            first, last = calendar.add(today, 1), calendar.add(today, red_days)
        except CalendarMissing as error:
            return error.sentence()
        return say("casework.today.soon_note", first=short_day(first), last=short_day(last))
    return say(f"casework.today.{group}_note")
