"""The working calendar as screens show it: a year's picture, its basis, and what a change would do."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from db.records import DayChange
from desktop.casework.calendar.calendar_record import YearRecord
from desktop.casework.day_words import month_day
from desktop.casework.requests.worklist import kind_of_day
from desktop.rules.working_days import WorkingCalendar
from resources.calendars import Notice, YearNotice
from resources.messages import say


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day of the year picture. ``kind``: working, weekend, holiday, make_up; ``name``: the holiday's.

    ``own``: why the office changed the day itself, None where it follows its notice.
    """

    day: date
    kind: str
    name: str | None
    provisional: bool
    is_today: bool
    own: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMonth:
    """A month of the year picture with its number of working days."""

    month: int
    working_days: int
    days: tuple[CalendarDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarYear:
    """A loaded year. ``basis``: lines (通知, 文号, 日期, 载入, 核对, 确定至) as (label, value).

    ``to_check``: whether a second person must still compare its days; ``wording``: the text of the notice, if kept.
    """

    year: int
    working_days: int
    months: tuple[CalendarMonth, ...]
    basis: tuple[tuple[str, str], ...]
    certain_through: date
    to_check: bool
    wording: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMove:
    """A day whose kind a notice changes, in words."""

    day: date
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitMove:
    """An open request whose limit a notice moves. ``days``: days later (negative: earlier), None when it is new.

    ``office``: the one that has it, where the store holds several; empty for the office that works here.
    """

    number: str
    applicant: str
    old: date | None
    new: date | None
    days: int | None
    office: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecountedDay:
    """A day of a recounted limit: its number, 停, – where it is not counted, nothing after the last day."""

    day: date
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """The end of one request's limit, day by day, before and after a change."""

    number: str
    days: tuple[RecountedDay, ...]
    old_due: date
    new_due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChange:
    """What a notice or a single changed day would do, to be given to ``confirm``.

    ``text``: the calendar file of the notice; empty for a single day. ``own_day``: that day; ``taken_back``: it will
    follow its notice again. ``months``: the picture of the year as it would be; ``recount``: of the most urgent limit
    that had a day before. ``unnamed``: the national holidays that a notice does not name.
    """

    year: int
    title: str
    text: str
    days: tuple[DayMove, ...]
    moves: tuple[LimitMove, ...]
    unchanged: int
    months: tuple[CalendarMonth, ...] = ()
    recount: Recount | None = None
    own_day: DayChange | None = None
    taken_back: bool = False
    unnamed: tuple[str, ...] = ()


def month_of(calendar: WorkingCalendar, year: int, month: int, today: date, own: Mapping[date, str]) -> CalendarMonth:
    """A month of the picture; ``own`` are the days that the office changed, with the reason."""
    days = tuple(
        CalendarDay(
            day=day,
            kind=calendar.kind(day).value,
            name=calendar.name(day),
            provisional=calendar.is_provisional(day),
            is_today=day == today,
            own=own.get(day),
        )
        for day in days_of(year, month)
    )
    return CalendarMonth(month=month, working_days=sum(calendar.is_working(day.day) for day in days), days=days)


def days_of(year: int, month: int) -> list[date]:
    """The days of a month."""
    return [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]


def day_moves(days: Iterable[date], old: WorkingCalendar, new: WorkingCalendar) -> tuple[DayMove, ...]:
    """Those of ``days`` that become something else; of a year that was not loaded there are none."""
    known = [day for day in sorted(days) if day.year in old.years]
    words = [(day, kind_of_day(old, day), kind_of_day(new, day)) for day in known]
    return tuple(DayMove(day=day, old=before, new=after) for day, before, after in words if before != after)


def basis_of(notice: YearNotice, record: YearRecord, certain: date) -> tuple[tuple[str, str], ...]:
    """Where a year stands written, who loaded and checked it, and how far it is certain."""
    lines = [
        ("notice", notice.title),
        _numbered(notice),
        *(("amended", _amending(amending)) for amending in notice.amended_by),
        ("source", notice.source),
        ("loaded", _loaded(record)),
        *(("own", _own(change)) for change in record.changes),
        ("checked", _checked(record)),
        (
            "certain",
            say("casework.calendar.certain_whole", day=certain)
            if certain.month == 12
            else say("casework.calendar.certain_until", day=certain, year=notice.year + 1),
        ),
    ]
    return tuple((say(f"casework.calendar.{name}"), value) for name, value in lines if value)


def _numbered(notice: YearNotice) -> tuple[str, str | None]:
    """文号 with the day of the notice, or that day alone."""
    day = None if notice.published_on is None else notice.published_on.isoformat()
    if notice.number is None:
        return "published", day
    return "number", "，".join(part for part in (notice.number, day) if part)


def _amending(notice: Notice) -> str:
    """A later document that changed days of the year."""
    day = None if notice.published_on is None else notice.published_on.isoformat()
    return "，".join(part for part in (notice.title, notice.number, day) if part)


def _loaded(record: YearRecord) -> str:
    if record.loaded is None:
        return say("casework.calendar.bundled")
    return f"{record.loaded.loaded_at.date().isoformat()} {record.loaded.actor}"


def _own(change: DayChange) -> str:
    return say(
        f"casework.calendar.own_{'on' if change.working else 'off'}",
        day=month_day(change.day),
        why=change.why or change.name,
        actor=change.actor,
    )


def _checked(record: YearRecord) -> str | None:
    if names := record.unchecked_by:
        return say("casework.calendar.to_check", names="、".join(sorted(names)))
    if record.checked is None:
        return None
    return f"{record.checked.checked_at.date().isoformat()} {record.checked.actor}"
