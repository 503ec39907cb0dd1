"""Holiday notices that the office loaded, and single days that it changed; what was replaced stays in the record."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import func, select

from db.records import CalendarCheck, DayChange, LoadedNotice
from db.tables import calendar_checks, calendar_notices, changed_days, events
from db.transaction import ReadTransaction, WriteTransaction


class CalendarReading(ReadTransaction):
    """Reads the office's part of the calendar."""

    def calendar_notices(self) -> list[LoadedNotice]:
        """The holiday notices that were loaded, the latest of each year, by year."""
        latest = {notice.year: notice for notice in self.loaded_notices()}
        return [latest[year] for year in sorted(latest)]

    def loaded_notices(self) -> list[LoadedNotice]:
        """All notices ever loaded, in the order of loading."""
        return [
            LoadedNotice(
                year=row.year,
                text=row.text,
                loaded_at=datetime.fromisoformat(row.loaded_at),
                actor=row.actor,
                after_event=row.after_event,
            )
            for row in self._connection.execute(select(calendar_notices).order_by(calendar_notices.c.id))
        ]

    def day_changes(self) -> dict[date, DayChange]:
        """Single days that the office changed and that do not follow their notice again, by day."""
        latest = {change.day: change for change in self.changed_days()}
        return {day: latest[day] for day in sorted(latest) if latest[day].working is not None}

    def changed_days(self) -> list[DayChange]:
        """All changes of single days ever made, in their order."""
        return [
            DayChange(
                day=row.day,
                working=row.working,
                name=row.name,
                why=row.why,
                actor=row.actor,
                changed_at=row.changed_at and datetime.fromisoformat(row.changed_at),
                after_event=row.after_event,
            )
            for row in self._connection.execute(select(changed_days).order_by(changed_days.c.id))
        ]

    def calendar_checks(self) -> dict[int, CalendarCheck]:
        """The last check of each year that was checked."""
        return {
            row.year: CalendarCheck(year=row.year, checked_at=datetime.fromisoformat(row.checked_at), actor=row.actor)
            for row in self._connection.execute(select(calendar_checks).order_by(calendar_checks.c.id))
        }


class CalendarWriting(CalendarReading, WriteTransaction):
    """Changes the office's part of the calendar."""

    def put_calendar_notice(self, notice: LoadedNotice) -> None:
        """Keep a loaded notice; it replaces an earlier one of the year, which stays in the record."""
        self._insert(
            calendar_notices,
            {
                "year": notice.year,
                "text": notice.text,
                "loaded_at": notice.loaded_at.isoformat(),
                "actor": notice.actor,
                "after_event": self._last_event(),
            },
        )

    def put_day_change(self, change: DayChange) -> None:
        """Change a single day, or let it follow its notice again; earlier changes of it stay in the record."""
        moment = None if change.changed_at is None else change.changed_at.isoformat()
        self._insert(changed_days, asdict(change) | {"changed_at": moment, "after_event": self._last_event()})

    def put_calendar_check(self, check: CalendarCheck) -> None:
        """Note that a second person checked a year; earlier checks stay in the record."""
        self._insert(calendar_checks, asdict(check) | {"checked_at": check.checked_at.isoformat()})

    def _last_event(self) -> int:
        return self._connection.scalar(select(func.max(events.c.id))) or 0
