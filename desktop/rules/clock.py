"""The clock of a reply limit: where it started, how long it runs, and when it stands still."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.vocabulary import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Standstill:
    """The clock stands still on the working days d with ``after`` < d <= ``through`` (条例 33(3)).

    ``through`` None: no end is known yet, or the calendar of its end is ``missing``.
    """

    after: date
    through: date | None
    party: Party
    missing: CalendarMissing | None = None

    def covers(self, day: date) -> bool:
        """Whether the clock stands still on ``day``."""
        return self.after < day and (self.through is None or day <= self.through)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A running limit: ``base_days`` + ``extension_days`` working days after ``start``, standstills not counted.

    ``delay_until`` replaces the count (条例 35); ``by_decision``: it is the day that a review or court set.
    """

    start: date
    base_days: int
    extension_days: int
    standstills: tuple[Standstill, ...]
    delay_until: date | None = None
    by_decision: bool = False

    def due(self, calendar: WorkingCalendar) -> date | None:
        """The last day; None while a standstill without end lies before it. Raises ``CalendarMissing``."""
        if self.delay_until is not None:
            return self.delay_until
        return nth_counted(self.start, self.base_days + self.extension_days, self.standstills, calendar)

    def due_without_extension(self, calendar: WorkingCalendar) -> date | None:
        """The last day as it is without the extension; None and raises as ``due``."""
        if self.delay_until is not None:
            return self.delay_until
        return nth_counted(self.start, self.base_days, self.standstills, calendar)

    def days_stopped(self, through: date, calendar: WorkingCalendar) -> int:
        """Working days up to ``through`` on which the clock stands still; a fixed delay stands for itself.

        Raises ``CalendarMissing``.
        """
        if self.delay_until is not None:
            return 0
        return stood_still(self.start, through, self.standstills, calendar)

    def days_counted(self, through: date, calendar: WorkingCalendar) -> int:
        """Working days counted after the start up to and including ``through``. Raises ``CalendarMissing``."""
        return calendar.count(self.start, through) - self.days_stopped(through, calendar)


def nth_counted(start: date, n: int, standstills: Iterable[Standstill], calendar: WorkingCalendar) -> date | None:
    """The last day: ``n`` working days after ``start`` and as many more as the clock stands still (law: 1.4.6).

    A standstill that begins on the last day itself still defers it to the end of the standstill. None while a
    standstill without end lies before it. Raises ``CalendarMissing``.
    """
    due = calendar.add(start, n)
    excluded, through = 0, start
    for standstill in _by_start(standstills):
        if standstill.after > due:
            break
        if standstill.missing is not None:
            raise standstill.missing
        if standstill.through is None:
            return None
        after = max(standstill.after, through)
        if after >= standstill.through:
            continue
        # Overlapping standstills are merged: only what lies beyond the last one counts.
        excluded += calendar.count(after, standstill.through)
        through = standstill.through
        due = calendar.add(start, n + excluded)
    return due


def stood_still(start: date, through: date, standstills: Iterable[Standstill], calendar: WorkingCalendar) -> int:
    """The working days d with ``start`` < d <= ``through`` on which the clock stands still, each once.

    Raises ``CalendarMissing``.
    """
    days, reached = 0, start
    for standstill in _by_start(standstills):
        after = max(standstill.after, reached)
        end = through if standstill.through is None else min(standstill.through, through)
        if after < end:
            days += calendar.count(after, end)
            reached = end
    return days


def _by_start(standstills: Iterable[Standstill]) -> Sequence[Standstill]:
    return sorted(standstills, key=lambda standstill: standstill.after)
