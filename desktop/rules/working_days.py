"""Which days are working days, and counting them.

工作日 are the days that the State Council's yearly notices make working days, worked Saturdays and Sundays included
(国务院办公厅关于部分节假日安排的通知; 全国年节及纪念日放假办法). A year whose notice is not loaded is unknown: a count
that reaches it stops with ``CalendarMissing`` and never falls back to Monday-to-Friday.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from db.records import DayChange
from resources.calendars import YearNotice
from resources.messages import ShoubanError
from resources.vocabulary import Code

_DECEMBER = 12
_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


class CalendarMissing(ShoubanError):
    """A count reached ``year``, whose notice is not loaded."""

    key = "rules.calendar_missing"

    def __init__(self, year: int) -> None:
        super().__init__(year=year)
        self.year = year

    @property
    def code(self) -> str:
        """The code in documents for scripts: ``CALENDAR_MISSING_2027``."""
        return f"CALENDAR_MISSING_{self.year}"


class DayKind(Code):
    """What a calendar day is."""

    WORKING = "working", "工作日"
    WEEKEND = "weekend", "周末"
    HOLIDAY = "holiday", "节假日"
    MAKE_UP = "make_up", "调休上班"


class WorkingCalendar:
    """The working days of the loaded years.

    ``changes`` are single days that the office changed itself; they go before any notice. The last days of a December
    that the next year's notice names follow that notice (2018-12-29 was worked by the notice for 2019).
    """

    def __init__(self, notices: Iterable[YearNotice], changes: Mapping[date, DayChange] = MappingProxyType({})) -> None:
        loaded = sorted(notices, key=lambda notice: notice.year)
        self._years = tuple(notice.year for notice in loaded)
        self._year_set = frozenset(self._years)
        self._off: dict[date, str] = {}
        self._on: dict[date, str] = {}
        self._authority: dict[date, YearNotice | DayChange] = {}
        for notice in loaded:
            self._take(notice.off, self._off, self._on, notice)
            self._take(notice.on, self._on, self._off, notice)
        for day, change in changes.items():
            taken, other = (self._on, self._off) if change.working else (self._off, self._on)
            self._take({day: change.name}, taken, other, change)
        self._working = [day for year in self._years for day in _days_of(year) if self._works(day)]

    def _take(
        self,
        days: Mapping[date, str],
        taken: dict[date, str],
        other: dict[date, str],
        authority: YearNotice | DayChange,
    ) -> None:
        for day, name in days.items():
            taken[day] = name
            other.pop(day, None)
            self._authority[day] = authority

    def _works(self, day: date) -> bool:
        return day in self._on or (day not in self._off and day.weekday() < _SATURDAY)

    @property
    def years(self) -> tuple[int, ...]:
        """The loaded years, ascending."""
        return self._years

    def tells(self, day: date) -> bool:
        """Whether a limit that falls on ``day`` could be told when this calendar was in force."""
        return day.year in self._year_set

    def since(self, place: int | None) -> Iterator[WorkingCalendar]:
        """The calendars by which to reckon what ended with the event of that place in the chain, the earliest first.

        Without a record of earlier ones it is this one.
        """
        yield self

    def last_known_day(self) -> date | None:
        """The last day whose kind can be told, perhaps provisionally: 31 December of the last loaded year."""
        return date(self._years[-1], 12, 31) if self._years else None

    def last_certain_day(self) -> date | None:
        """The last day that no further notice will change: a December is final only after the next year's notice."""
        return date(self._years[-1], 11, 30) if self._years else None

    def is_provisional(self, day: date) -> bool:
        """Whether the next year's notice, not yet loaded, may still change ``day``."""
        return day.month == _DECEMBER and day.year in self._year_set and day.year + 1 not in self._year_set

    def is_working(self, day: date) -> bool:
        """Whether ``day`` is a working day. Raises ``CalendarMissing``."""
        self._require(day.year)
        return self._works(day)

    def kind(self, day: date) -> DayKind:
        """What ``day`` is. Raises ``CalendarMissing``.

        A free day within a holiday is ``HOLIDAY`` even on a weekend; a worked weekend day is ``MAKE_UP``.
        """
        self._require(day.year)
        if day in self._off:
            return DayKind.HOLIDAY
        if day.weekday() < _SATURDAY:
            return DayKind.WORKING
        return DayKind.MAKE_UP if day in self._on else DayKind.WEEKEND

    def name(self, day: date) -> str | None:
        """The holiday's name on a free day or the one a worked weekend day makes up for; None on ordinary days."""
        return self._off.get(day) or self._on.get(day)

    def authority(self, day: date) -> YearNotice | DayChange | None:
        """The notice or the office's own change that names ``day``; None on ordinary days."""
        return self._authority.get(day)

    def add(self, day: date, days: int) -> date:
        """The ``days``-th working day after ``day`` (民法典 201: the day itself is not counted).

        Zero gives ``day`` itself, a negative number counts back. Raises ``CalendarMissing``.
        """
        if days == 0:
            return day
        step = 1 if days > 0 else -1
        first = _neighbour(day, step)
        self._require(first.year)
        place = bisect_right(self._working, day) + days - 1 if days > 0 else bisect_left(self._working, day) + days
        found = self._working[place] if 0 <= place < len(self._working) else None
        self._require_all(first.year, None if found is None else found.year, step)
        assert found is not None
        return found

    def count(self, after: date, through: date) -> int:
        """The number of working days d with ``after`` < d <= ``through``; 0 when the span is empty.

        Raises ``CalendarMissing``.
        """
        if through <= after:
            return 0
        self._require_all((after + _ONE_DAY).year, through.year, 1)
        return bisect_right(self._working, through) - bisect_right(self._working, after)

    def reach(self, after: date, through: date) -> date:
        """The last day up to ``through`` that a count from ``after`` reaches within the loaded years.

        It is ``after`` itself where the next day is unknown already.
        """
        if through <= after:
            return after
        year = (after + _ONE_DAY).year
        if year not in self._year_set:
            return after
        while year in self._year_set:
            if year == through.year:
                return through
            year += 1
        return date(year - 1, 12, 31)

    def next_working(self, day: date) -> date:
        """``day`` if it is a working day, otherwise the first working day after it. Raises ``CalendarMissing``."""
        return day if self.is_working(day) else self.add(day, 1)

    def previous_working(self, day: date) -> date:
        """``day`` if it is a working day, otherwise the last working day before it. Raises ``CalendarMissing``."""
        return day if self.is_working(day) else self.add(day, -1)

    def _require(self, year: int) -> None:
        if year not in self._year_set:
            raise CalendarMissing(year)

    def _require_all(self, first: int, last: int | None, step: int) -> None:
        """Every year from ``first`` to ``last`` must be loaded; ``last`` None: the count ran off the end."""
        year = first
        while year in self._year_set:
            if year == last:
                return
            year += step
        raise CalendarMissing(year)


def _neighbour(day: date, step: int) -> date:
    """The day before or after. Raises ``CalendarMissing`` where Python knows none."""
    try:
        return day + step * _ONE_DAY
    except OverflowError:
        raise CalendarMissing(day.year) from None


def _days_of(year: int) -> Iterable[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += _ONE_DAY
