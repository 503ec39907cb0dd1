"""Holiday notices that the office loaded, and single days that it changed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import delete, select

from db.records import CalendarCheck, DayChange, LoadedNotice
from db.tables import calendar_checks, calendar_notices, day_changes
from db.transaction import ReadTransaction, WriteTransaction


class CalendarReading(ReadTransaction):
    """Reads the office's part of the calendar."""

    def calendar_notices(self) -> list[LoadedNotice]:
        """The holiday notices that were loaded, the latest of each year, by year."""
        latest = {
            row.year: LoadedNotice(
                year=row.year, text=row.text, loaded_at=datetime.fromisoformat(row.loaded_at), actor=row.actor
            )
            for row in self._connection.execute(select(calendar_notices).order_by(calendar_notices.c.id))
        }
        return [latest[year] for year in sorted(latest)]

    def day_changes(self) -> dict[date, DayChange]:
        """Single days that the office changed."""
        return {
            row.day: DayChange(
                day=row.day,
                working=row.working,
                name=row.name,
                why=row.why,
                actor=row.actor,
                changed_at=row.changed_at and datetime.fromisoformat(row.changed_at),
            )
            for row in self._connection.execute(select(day_changes).order_by(day_changes.c.day))
        }

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
            },
        )

    def put_day_change(self, change: DayChange) -> None:
        """Change a single day."""
        self.delete_day_change(change.day)
        moment = None if change.changed_at is None else change.changed_at.isoformat()
        self._insert(day_changes, asdict(change) | {"changed_at": moment})

    def delete_day_change(self, day: date) -> None:
        """Take a single change back."""
        self._connection.execute(delete(day_changes).where(day_changes.c.day == day))

    def put_calendar_check(self, check: CalendarCheck) -> None:
        """Note that a second person checked a year; earlier checks stay in the record."""
        self._insert(calendar_checks, asdict(check) | {"checked_at": check.checked_at.isoformat()})
