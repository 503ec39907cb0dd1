"""What every use case of an office shares: store, office, clock, calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from heapq import merge

from db.records import DayChange, LoadedNotice
from db.store import Reading, Store, Writing
from desktop.rules.calendar_record import Known, RecordedCalendar
from desktop.rules.working_days import WorkingCalendar
from resources import calendars
from resources.calendars import YearNotice
from resources.messages import ShoubanError

Clock = Callable[[], datetime]
"""Tells the present moment, aware of its zone; "today" is its local date."""


TOGETHER = "全关合计"
"""In the place of an office: all offices of the store added up, requests handed over between them once."""


class OfficeUnknown(ShoubanError):
    """The store has no office of that name."""

    key = "casework.office_unknown"

    def __init__(self, office: str) -> None:
        super().__init__(office=office)


class OfficeNotNamed(ShoubanError):
    """Nothing can be registered before the office has a name."""

    key = "casework.office_not_named"


class CalendarSource:
    """The working calendar: bundled notices, those that the office loaded, single days that it changed.

    It knows what it was before each change. The last one is kept, with what it was made of, until they differ.
    """

    def __init__(self) -> None:
        self._last: tuple[object, WorkingCalendar] = (None, WorkingCalendar(()))

    def of(self, reading: Reading) -> WorkingCalendar:
        """The calendar as it stands in ``reading``."""
        loaded, changed = reading.loaded_notices(), reading.changed_days()
        basis = ([(one.year, one.text, one.after_event) for one in loaded], [(one, one.after_event) for one in changed])
        known, calendar = self._last
        if basis != known:
            calendar = RecordedCalendar(_record(loaded, changed))
            # One assignment: threads that read at the same time see a calendar with its own basis.
            self._last = (basis, calendar)
        return calendar

    def notice(self, reading: Reading, year: int) -> YearNotice | None:
        """The notice in force for a year; None where none is loaded."""
        return _notices(reading.calendar_notices()).get(year)

    def with_notice(self, reading: Reading, notice: YearNotice) -> WorkingCalendar:
        """The calendar as it would be with ``notice``."""
        notices = _notices(reading.calendar_notices()) | {notice.year: notice}
        return WorkingCalendar(notices.values(), reading.day_changes())

    def with_day(self, reading: Reading, day: date, change: DayChange | None) -> WorkingCalendar:
        """The calendar as it would be with ``change``; None: with ``day`` as its notice says."""
        changes = {other: kept for other, kept in reading.day_changes().items() if other != day}
        if change is not None:
            changes[day] = change
        return WorkingCalendar(_notices(reading.calendar_notices()).values(), changes)


_Change = LoadedNotice | DayChange


def _record(loaded: Sequence[_Change], changed: Sequence[_Change]) -> list[Known]:
    """What was known after each change, from the bundled notices on; both lists in the order of the changes."""
    record = [Known(0, _notices(()), {})]
    # Each list keeps its order whatever the clock said.
    for change in merge(loaded, changed, key=_moment):
        known = record[-1]
        if isinstance(change, LoadedNotice):
            notices = {**known.notices, change.year: calendars.parse(change.text)}
            record.append(Known(change.after_event, notices, known.changes))
        else:
            others = {day: other for day, other in known.changes.items() if day != change.day}
            own = {} if change.working is None else {change.day: change}
            record.append(Known(change.after_event, known.notices, others | own))
    return record


def _moment(change: _Change) -> tuple[int, float]:
    moment = change.loaded_at if isinstance(change, LoadedNotice) else change.changed_at
    return change.after_event, 0.0 if moment is None else moment.timestamp()


def _notices(loaded: Iterable[LoadedNotice]) -> dict[int, YearNotice]:
    """The notice in force for each year: the one that the office loaded, otherwise the bundled one."""
    notices = {year: calendars.load(year) for year in calendars.years()}
    return notices | {notice.year: calendars.parse(notice.text) for notice in loaded}


class FirstOffice:
    """The office that was added first; once the store has one, it stays the first."""

    def __init__(self) -> None:
        self._name = ""

    def of(self, reading: Reading) -> str:
        """Its name; empty in a store that has none yet."""
        if self._name:
            return self._name
        name = next(iter(reading.offices()), "")
        if not isinstance(reading, Writing):  # what a change adds may still be undone
            self._name = name
        return name


@dataclass(frozen=True)
class Context:
    """``office`` None: the first of the store; ``TOGETHER``: its figures are those of all offices.

    ``as_of``: only events up to that day count and today is that day.
    """

    store: Store
    clock: Clock
    office: str | None = None
    as_of: date | None = None
    calendars: CalendarSource = field(default_factory=CalendarSource)
    first_office: FirstOffice = field(default_factory=FirstOffice)

    def looking_at(self, office: str | None) -> Context:
        """The same for another office of the store, or ``TOGETHER``; nothing named: as it is."""
        return replace(self, office=office) if office else self

    def today(self) -> date:
        """The day it is for the office."""
        return self.as_of or self.clock().date()

    def office_in(self, reading: Reading) -> str:
        """The office that works here; empty in a store that has none yet. Raises ``OfficeUnknown``."""
        if self.office is None or self.together:
            return self.first_office.of(reading)
        if self.office not in reading.offices():
            raise OfficeUnknown(self.office)
        return self.office

    @property
    def together(self) -> bool:
        """Whether figures are asked for all offices together."""
        return self.office == TOGETHER

    def counted_in(self, reading: Reading) -> str:
        """The name under which figures are counted: ``TOGETHER`` or the office. Raises ``OfficeUnknown``."""
        office = self.office_in(reading)
        return TOGETHER if self.together and office else office

    def counted_offices_in(self, reading: Reading) -> tuple[str, ...]:
        """The offices whose requests figures count. Raises ``OfficeUnknown``."""
        if self.together:
            return reading.offices()
        office = self.office_in(reading)
        return (office,) if office else ()

    def named_office_in(self, reading: Reading) -> str:
        """The office that works here. Raises ``OfficeNotNamed``, ``OfficeUnknown``."""
        office = self.office_in(reading)
        if not office:
            raise OfficeNotNamed
        return office

    def calendar(self, reading: Reading) -> WorkingCalendar:
        """The working calendar as it stands in ``reading``."""
        return self.calendars.of(reading)
