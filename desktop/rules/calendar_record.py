"""The calendar with what was known before: what has ended stays reckoned by the calendar of its end.

A change of the calendar, whichever day it concerns, moves no request that was finished when it was recorded.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.records import DayChange
from desktop.rules.working_days import WorkingCalendar
from resources.calendars import YearNotice


@dataclass(frozen=True, slots=True)
class Known:
    """What was known of the calendar after the event of the place ``after`` in the chain of the store."""

    after: int
    notices: Mapping[int, YearNotice]
    changes: Mapping[date, DayChange]


class RecordedCalendar(WorkingCalendar):
    """The calendar that is in force, and those before it."""

    def __init__(self, record: Sequence[Known]) -> None:
        """``record``: ascending, the last one is in force."""
        super().__init__(record[-1].notices.values(), record[-1].changes)
        self._record = tuple(record)
        self._settled: dict[int, WorkingCalendar] = {}

    def since(self, place: int | None) -> Iterator[WorkingCalendar]:
        """From the calendar that was in force when the event of that place was recorded; None: it is recorded now."""
        last = len(self._record) - 1
        first = last if place is None else bisect_left(self._record, place, key=lambda known: known.after) - 1
        for index in range(max(first, 0), last + 1):
            if index not in self._settled:
                self._settled[index] = SettledCalendar(self._record[: index + 1], self._loaded_later(index))
            yield self._settled[index]

    def _loaded_later(self, index: int) -> Iterator[YearNotice]:
        """The notices of years that were not loaded then, each as it was loaded first."""
        told = set(self._record[index].notices)
        for known in self._record[index + 1 :]:
            for year in known.notices.keys() - told:
                told.add(year)
                yield known.notices[year]


class SettledCalendar(RecordedCalendar):
    """A calendar as it was known at a moment, for what ended then: nothing of it is provisional any more."""

    def __init__(self, record: Sequence[Known], later: Iterable[YearNotice]) -> None:
        """``later``: notices of years that were not loaded then. What they say of the December before came too late."""
        known = record[-1]
        notices = {**known.notices, **{notice.year: _of_its_year(notice) for notice in later}}
        super().__init__((*record[:-1], replace(known, notices=notices)))
        self._told = frozenset(known.notices)

    def is_provisional(self, day: date) -> bool:
        """Never: no further notice changes what has ended."""
        return False

    def tells(self, day: date) -> bool:
        """Whether the year was loaded at that moment."""
        return day.year in self._told


def _of_its_year(notice: YearNotice) -> YearNotice:
    off = {day: name for day, name in notice.off.items() if day.year == notice.year}
    on = {day: name for day, name in notice.on.items() if day.year == notice.year}
    return replace(notice, off=off, on=on)
