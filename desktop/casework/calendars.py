"""Years of working days: what is loaded, and loading or changing a notice."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from db.lists import RowFilter
from db.records import Changes, Event, Json, LoadedNotice
from db.store import Reading, Writing
from desktop.casework.cases import Case, open_cases
from desktop.casework.context import Context
from desktop.casework.masking import masked_name
from desktop.casework.worklist import kind_of_day
from desktop.rules.projection import project
from desktop.rules.timeline import time_limits
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources import calendars
from resources.calendars import YearNotice
from resources.messages import say
from resources.vocabulary import EventKind

_LONGEST_YEARS = 2
"""A request older than this many years is not touched by a new notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day of the year picture. ``kind``: working, weekend, holiday, make_up; ``name``: the holiday's."""

    day: date
    kind: str
    name: str | None
    provisional: bool
    is_today: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMonth:
    """A month of the year picture with its number of working days."""

    month: int
    working_days: int
    days: tuple[CalendarDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarYear:
    """A loaded year. ``basis``: lines (通知, 文号, 日期, 载入, 确定至) as (label, value)."""

    year: int
    working_days: int
    months: tuple[CalendarMonth, ...]
    basis: tuple[tuple[str, str], ...]
    certain_through: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMove:
    """A day whose kind a notice changes, in words."""

    day: date
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitMove:
    """An open request whose limit a notice moves. ``days``: days later (negative: earlier), None when it is new."""

    number: str
    applicant: str
    old: date | None
    new: date | None
    days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChange:
    """What a notice would do. ``text`` is the notice file's content, to be given to ``confirm``."""

    year: int
    title: str
    text: str
    days: tuple[DayMove, ...]
    moves: tuple[LimitMove, ...]
    unchanged: int


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

    def year(self, year: int) -> CalendarYear:
        """The picture of a loaded year. Raises ``CalendarMissing``."""
        with self.context.store.reading() as reading:
            calendar = self.context.calendar(reading)
            loaded = next((one for one in reading.calendar_notices() if one.year == year), None)
        if year not in calendar.years:
            raise CalendarMissing(year)
        months = tuple(_month(calendar, year, month, self.context.today()) for month in range(1, 13))
        certain = min(calendar.last_certain_day() or date(year, 12, 31), date(year, 12, 31))
        notice = calendars.load(year) if loaded is None else calendars.parse(loaded.text)
        return CalendarYear(
            year=year,
            working_days=sum(month.working_days for month in months),
            months=months,
            basis=_basis(notice, loaded, certain),
            certain_through=certain,
        )

    def preview(self, text: str) -> CalendarChange:
        """What a notice file would change. Raises ``CalendarFileError``."""
        notice = calendars.parse(text)
        with self.context.store.reading() as reading:
            return self._change(reading, notice, text)

    def confirm(self, change: CalendarChange) -> Changes:
        """Load the notice; each open request whose limit moves gets a ``redated`` event, in one transaction.

        The moves are reckoned again: what was registered since the preview is dated as well.
        """
        notice = calendars.parse(change.text)
        touched: set[str] = set()
        with self.context.store.writing() as writing:
            moves = {office: self._moves(writing, office, notice)[0] for office in writing.offices()}
            loaded = LoadedNotice(year=notice.year, text=change.text, loaded_at=self.context.clock())
            writing.put_calendar_notice(loaded)
            calendar = self.context.calendar(writing)
            for office, moved in moves.items():
                for move in moved:
                    _redate(writing, office, move, self._event(move, notice), calendar)
                _project_again(writing, office, notice.year, calendar)
                touched |= {move.number for move in moved}
        return Changes(requests=frozenset(touched), calendar=True)

    def _calendar(self) -> WorkingCalendar:
        with self.context.store.reading() as reading:
            return self.context.calendar(reading)

    def _change(self, reading: Reading, notice: YearNotice, text: str) -> CalendarChange:
        old, new = self.context.calendar(reading), self.context.calendars.with_notice(reading, notice)
        office = self.context.office_in(reading)
        moves, unchanged = self._moves(reading, office, notice) if office else ([], 0)
        return CalendarChange(
            year=notice.year,
            title=notice.title,
            text=text,
            days=_day_moves(notice, old, new),
            moves=tuple(moves),
            unchanged=unchanged,
        )

    def _moves(self, reading: Reading, office: str, notice: YearNotice) -> tuple[list[LimitMove], int]:
        """The limits of an office that the notice moves, and the number of those that stay."""
        calendar = self.context.calendars.with_notice(reading, notice)
        cases = list(open_cases(replace(self.context, office=office), reading))
        moves = [move for case in cases if (move := _move(case, calendar)) is not None]
        return moves, len(cases) - len(moves)

    def _event(self, move: LimitMove, notice: YearNotice) -> Event:
        days = {"old": move.old, "new": move.new}
        facts: dict[str, Json] = {name: day.isoformat() for name, day in days.items() if day is not None}
        facts["notice"] = notice.title
        return Event(kind=EventKind.REDATED, on=self.context.today(), facts=facts)


def _redate(writing: Writing, office: str, move: LimitMove, event: Event, calendar: WorkingCalendar) -> None:
    request = writing.request(office, move.number)
    changed = replace(request, events=(*request.events, event))
    writing.append_events(office, move.number, (event,), project(changed, calendar))


def _project_again(writing: Writing, office: str, year: int, calendar: WorkingCalendar) -> None:
    """Write the projections of all requests that days of the year can touch, finished ones too."""
    for request in writing.requests(office, RowFilter(registered_from=date(year - _LONGEST_YEARS, 1, 1))):
        writing.put_projection(office, request.number, project(request, calendar))


def _move(case: Case, calendar: WorkingCalendar) -> LimitMove | None:
    """How the limit of ``case`` moves by ``calendar``; None when it stays."""
    moved = time_limits(case.request.channel, case.request.events, calendar, with_days=False)
    old, new = case.limits.reply_due, moved.reply_due
    if old == new:
        return None
    return LimitMove(
        number=case.number,
        applicant=masked_name(case.request.applicant.name, case.request.applicant.kind),
        old=old,
        new=new,
        days=None if old is None or new is None else (new - old).days,
    )


def _day_moves(notice: YearNotice, old: WorkingCalendar, new: WorkingCalendar) -> tuple[DayMove, ...]:
    """The days of a loaded year that the notice makes something else; of a year not loaded there are none."""
    if notice.year not in old.years:
        return ()
    days = [day for month in range(1, 13) for day in _days(notice.year, month)]
    days = sorted({*days, *notice.off, *notice.on})
    words = [(day, kind_of_day(old, day), kind_of_day(new, day)) for day in days]
    return tuple(DayMove(day=day, old=before, new=after) for day, before, after in words if before != after)


def _month(calendar: WorkingCalendar, year: int, month: int, today: date) -> CalendarMonth:
    days = tuple(
        CalendarDay(
            day=day,
            kind=calendar.kind(day).value,
            name=calendar.name(day),
            provisional=calendar.is_provisional(day),
            is_today=day == today,
        )
        for day in _days(year, month)
    )
    return CalendarMonth(month=month, working_days=sum(calendar.is_working(day.day) for day in days), days=days)


def _days(year: int, month: int) -> list[date]:
    return [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]


def _basis(notice: YearNotice, loaded: LoadedNotice | None, certain: date) -> tuple[tuple[str, str], ...]:
    """Where a year stands written, who loaded it, and how far it is certain."""
    lines = {
        "notice": notice.title,
        "number": notice.number,
        "published": notice.published_on and notice.published_on.isoformat(),
        "source": notice.source,
        "loaded": say("casework.calendar.bundled")
        if loaded is None
        else f"{loaded.loaded_at.date().isoformat()} {loaded.actor}",
        "certain": say("casework.calendar.certain_whole", day=certain)
        if certain.month == 12
        else say("casework.calendar.certain_until", day=certain, year=notice.year + 1),
    }
    return tuple((say(f"casework.calendar.{name}"), value) for name, value in lines.items() if value)
