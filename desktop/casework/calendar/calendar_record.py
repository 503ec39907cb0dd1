"""What the office itself brought into the calendar, who checked it, and what of it must be remembered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from db.records import CalendarCheck, DayChange, LoadedNotice
from db.store import Reading
from desktop.rules.working_days import WorkingCalendar
from resources.messages import say

_ANNOUNCED_FROM = 11
"""The month from which on next year's notice is looked for: it comes out in October or November."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRecord:
    """What the store keeps of a year: the notice that was loaded, days that the office changed, the last check.

    ``history``: all changes of days, those too that no longer hold.
    """

    loaded: LoadedNotice | None
    changes: tuple[DayChange, ...]
    history: tuple[DayChange, ...]
    checked: CalendarCheck | None

    @property
    def unchecked_by(self) -> frozenset[str]:
        """Who brought in what nobody else has checked yet; empty when nothing waits for a check.

        A day taken back waits, too, unless it stands again as it did at the last check.
        """
        checked = {change.day: change.working for change in self.history if not self._is_new(change.changed_at)}
        latest = {change.day: change for change in self.history}
        brought = {
            change.actor
            for day, change in latest.items()
            if self._is_new(change.changed_at) and change.working is not checked.get(day)
        }
        if self.loaded is not None and self._is_new(self.loaded.loaded_at):
            brought.add(self.loaded.actor)
        return frozenset(brought)

    def _is_new(self, moment: datetime | None) -> bool:
        """Whether what was brought in at that moment came after the last check."""
        return self.checked is None or (moment is not None and moment > self.checked.checked_at)


def year_record(reading: Reading, year: int) -> YearRecord:
    """What the store keeps of ``year``."""
    return YearRecord(
        loaded=next((notice for notice in reading.calendar_notices() if notice.year == year), None),
        changes=tuple(change for day, change in reading.day_changes().items() if day.year == year),
        history=tuple(change for change in reading.changed_days() if change.day.year == year),
        checked=reading.calendar_checks().get(year),
    )


def missing_years(calendar: WorkingCalendar, today: date) -> tuple[int, ...]:
    """The present year, and from November on the next, where its notice is not loaded."""
    needed = (today.year, today.year + 1) if today.month >= _ANNOUNCED_FROM else (today.year,)
    return tuple(year for year in needed if year not in calendar.years)


def reminders(reading: Reading, calendar: WorkingCalendar, today: date) -> tuple[str, ...]:
    """That the notice of this year, or from November on of the next, is missing; that a year waits for its check."""
    said = [say("casework.calendar.next_missing", year=year) for year in missing_years(calendar, today)]
    years = {one.year for one in reading.calendar_notices()} | {change.day.year for change in reading.changed_days()}
    waiting = [str(year) for year in sorted(years) if year_record(reading, year).unchecked_by]
    if waiting:
        said.append(say("casework.calendar.check_waits", years="、".join(waiting)))
    return tuple(said)
