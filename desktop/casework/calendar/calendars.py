"""Years of working days: what is loaded, loading a notice, changing a day, and the check by a second person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from db.records import DESTROYED_TEXT, CalendarCheck, Changes, DayChange, LoadedNotice
from db.store import Reading, Writing
from desktop.casework.calendar.calendar_record import missing_years, year_record
from desktop.casework.calendar.calendar_views import (
    CalendarChange,
    CalendarYear,
    basis_of,
    day_moves,
    days_of,
    month_of,
)
from desktop.casework.calendar.moved_limits import change_paper, last_paper
from desktop.casework.calendar.recounts import recount_of
from desktop.casework.calendar.redating import Reckoned, first_told_day, reckoned, write
from desktop.casework.context import Context
from desktop.casework.progress_reports import Report
from desktop.casework.requests.worklist import kind_of_day
from desktop.casework.views import Paper
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources import calendars
from resources.calendars import YearNotice
from resources.calendars.adjusting_text import adjusted_file, adjusted_year
from resources.calendars.faults import CalendarFileError
from resources.calendars.notice_text import file_of, is_file
from resources.messages import ShoubanError, say


class _FaultNamed(ShoubanError):
    """A refusal whose sentence goes on with one of several faults, worded at ``key.fault``."""

    def __init__(self, fault: str, **facts: object) -> None:
        super().__init__(**facts)
        self.fault = fault

    def sentence(self, lang: str = "zh") -> str:
        """The sentence with the fault worded in the same language."""
        return say(self.key, lang, fault=say(f"{self.key}.{self.fault}", lang, **self.facts))


class DayChangeRefused(_FaultNamed):
    """A day cannot be changed so; ``fault``: ``reason`` (none was given) or ``same`` (it is so already)."""

    key = "casework.day_change"

    def __init__(self, fault: str, day: date) -> None:
        super().__init__(fault, day=day)


class CheckRefused(_FaultNamed):
    """A check by nobody (``name``), by who brought the days in (``same``), or where none is due (``nothing``)."""

    key = "casework.calendar_check"

    def __init__(self, fault: str, year: int) -> None:
        super().__init__(fault, year=year)


class LoaderNotNamed(ShoubanError):
    """Who changes the calendar must be named: the second person is another one."""

    key = "casework.calendar_loader"


@dataclass(frozen=True)
class Calendars:
    """Loading the State Council's notices (国务院办公厅关于部分节假日安排的通知)."""

    context: Context

    def years(self) -> tuple[int, ...]:
        """Loaded years, ascending."""
        return self._calendar().years

    def last_certain_day(self) -> date | None:
        """The last day of which it is certain whether it is worked; None when no year is loaded."""
        return self._calendar().last_certain_day()

    def day_kind(self, day: date) -> str:
        """工作日, 周末, 国庆节, 调休上班; 放假安排未载入 for a year that is not loaded."""
        return kind_of_day(self._calendar(), day)

    def announced(self) -> str:
        """Which year's notice is missing, in a few words for the status line; empty where none is."""
        missing = missing_years(self._calendar(), self.context.today())
        return say("casework.calendar.missing_shortly", years="、".join(map(str, missing))) if missing else ""

    def year(self, year: int) -> CalendarYear:
        """The picture of a loaded year. Raises ``CalendarMissing``."""
        with self.context.store.reading() as reading:
            calendar = self.context.calendar(reading)
            record = year_record(reading, year)
            notice = self.context.calendars.notice(reading, year)
        if notice is None:
            raise CalendarMissing(year)
        own = {change.day: change.why or change.name for change in record.changes}
        months = tuple(month_of(calendar, year, month, self.context.today(), own) for month in range(1, 13))
        certain = min(calendar.last_certain_day() or date(year, 12, 31), date(year, 12, 31))
        return CalendarYear(
            year=year,
            working_days=sum(month.working_days for month in months),
            months=months,
            basis=basis_of(notice, record, certain),
            certain_through=certain,
            to_check=bool(record.unchecked_by),
            wording=notice.wording,
        )

    def preview(self, text: str, report: Report | None = None) -> CalendarChange:
        """What a notice would change: a calendar file, or the text of a notice, also of one that only adjusts a year.

        Raises ``CalendarFileError``.
        """
        with self.context.store.reading() as reading:
            title, content = self._file_of(reading, text)
            notice = calendars.parse(content)
            change = CalendarChange(
                year=notice.year, title=title or notice.title, text=content, days=(), moves=(), unchanged=0
            )
            return self._previewed(reading, replace(change, unnamed=calendars.unnamed_holidays(notice)), notice, report)

    def preview_day(self, day: date, *, working: bool, why: str, report: Report | None = None) -> CalendarChange:
        """What one day would change that the office itself makes a working day or a rest day.

        A day that becomes again what its notice says is taken back. Raises ``DayChangeRefused``, ``CalendarMissing``.
        """
        reason = why.strip()
        if not reason:
            raise DayChangeRefused("reason", day)
        with self.context.store.reading() as reading:
            if self.context.calendar(reading).is_working(day) is working:
                raise DayChangeRefused("same", day)
            name = say("casework.calendar.own_name_on" if working else "casework.calendar.own_name_off")
            change = CalendarChange(
                year=day.year,
                title=say("casework.calendar.own_title", why=reason),
                text="",
                days=(),
                moves=(),
                unchanged=0,
                own_day=DayChange(day=day, working=working, name=name, why=reason),
                taken_back=self.context.calendars.with_day(reading, day, None).is_working(day) is working,
            )
            return self._previewed(reading, change, None, report)

    def confirm(self, change: CalendarChange, *, by: str, report: Report | None = None) -> Changes:
        """Change the calendar; each open request whose limit moves gets a ``redated`` event, in one transaction.

        The moves are reckoned again: what was registered since the preview is dated as well. ``by`` must be another
        person than the one who checks. Raises ``LoaderNotNamed``; what ``report`` raises leaves everything as it was.
        """
        if not by.strip():
            raise LoaderNotNamed
        with self.context.store.writing() as writing:
            old = self.context.calendar(writing)
            self._keep(writing, change, by.strip())
            calendar = self.context.calendar(writing)
            found = reckoned(writing, writing.offices(), calendar, first_told_day(old, change.year), report)
            moved = write(writing, found, self.context.today(), change.title)
        return Changes(requests=moved, calendar=True)

    def moves_paper(self, change: CalendarChange) -> Paper:
        """变动单 of a change that is not confirmed yet. Raises ``NothingMoved``."""
        return change_paper(self.context, change)

    def last_moves_paper(self) -> Paper:
        """变动单 of the last change that moved limits. Raises ``NothingMoved``."""
        return last_paper(self.context)

    def check(self, year: int, *, by: str) -> Changes:
        """Note that ``by`` compared the days of ``year`` with what was published. Raises ``CheckRefused``."""
        name = by.strip()
        with self.context.store.writing() as writing:
            brought_in = year_record(writing, year).unchecked_by
            if not brought_in:
                raise CheckRefused("nothing", year)
            if not name:
                raise CheckRefused("name", year)
            if _written_alike(name) in map(_written_alike, brought_in):
                raise CheckRefused("same", year)
            writing.put_calendar_check(CalendarCheck(year=year, checked_at=self.context.clock(), actor=name))
        return Changes(calendar=True)

    def _calendar(self) -> WorkingCalendar:
        with self.context.store.reading() as reading:
            return self.context.calendar(reading)

    def _file_of(self, reading: Reading, text: str) -> tuple[str, str]:
        """The calendar file that a text amounts to, and the title of a notice that adjusts a year already loaded."""
        if is_file(text):
            return "", text
        source = say("casework.calendar.pasted")
        year = adjusted_year(text)
        if year is None:
            return "", file_of(text, source)
        base = self.context.calendars.notice(reading, year)
        if base is None:
            raise CalendarFileError("text_not_loaded", year=year)
        return adjusted_file(text, base, source)

    def _keep(self, writing: Writing, change: CalendarChange, by: str) -> None:
        if change.own_day is None:
            loaded = LoadedNotice(year=change.year, text=change.text, loaded_at=self.context.clock(), actor=by)
            writing.put_calendar_notice(loaded)
        else:
            working = None if change.taken_back else change.own_day.working
            own = replace(change.own_day, working=working, actor=by, changed_at=self.context.clock())
            writing.put_day_change(own)

    def _previewed(
        self, reading: Reading, change: CalendarChange, notice: YearNotice | None, report: Report | None
    ) -> CalendarChange:
        """The change with the days and limits that it moves."""
        old, source = self.context.calendar(reading), self.context.calendars
        own = change.own_day
        if notice is not None:
            new, days = source.with_notice(reading, notice), _days_named(notice)
        elif own is not None:
            new, days = source.with_day(reading, own.day, None if change.taken_back else own), [own.day]
        else:
            raise ValueError("a change is a notice or a day")
        kept = {
            day: other.why or other.name
            for day, other in reading.day_changes().items()
            if own is None or day != own.day
        }
        office = self.context.office_in(reading)
        found = reckoned(reading, reading.offices(), new, first_told_day(old, change.year), report)
        still_open = [request for _office, request in found if request.is_open]
        moving = sorted((request for request in still_open if request.moves), key=_urgency)
        dated = next((request.request for request in moving if request.old.due_on and request.new.due_on), None)
        names = reading.first_applicants([request.stored.row for request in moving])
        return replace(
            change,
            days=day_moves(days, old, new),
            moves=tuple(request.as_move(names.get(request.stored.row, DESTROYED_TEXT), office) for request in moving),
            unchanged=len(still_open) - len(moving),
            months=tuple(month_of(new, change.year, month, self.context.today(), kept) for month in range(1, 13)),
            recount=None if dated is None else recount_of(dated, old, new),
        )


def _written_alike(name: str) -> str:
    """A name without blanks: 周 宁 is 周宁."""
    return "".join(name.split())


def _urgency(request: Reckoned) -> tuple[date, str]:
    return request.new.due_on or date.max, request.request.number


def _days_named(notice: YearNotice) -> Iterable[date]:
    year = [day for month in range(1, 13) for day in days_of(notice.year, month)]
    return {*year, *notice.off, *notice.on}
