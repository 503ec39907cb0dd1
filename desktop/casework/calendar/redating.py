"""Which requests a changed calendar touches, and how: open ones get an event.

Finished ones stay as they are, but for what could not be told of them while a year was not loaded.

Each request is read once and reckoned once; what is stored beside it says how it stood before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from db.records import Event, Json, Projection, Request
from db.recounts import Recounted, Stored
from db.row_filters import RowFilter
from db.store import Reading, Writing
from desktop.casework.calendar.calendar_views import LimitMove
from desktop.casework.calendar.moved_limits import distance
from desktop.casework.masking import masked_name
from desktop.casework.progress_reports import Report
from desktop.rules.projection import project
from desktop.rules.working_days import WorkingCalendar
from resources.vocabulary import EventKind

_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A request with what was stored beside it and what follows by the changed calendar."""

    stored: Stored
    new: Projection

    @property
    def request(self) -> Request:
        """The request, without its private texts."""
        return self.stored.request

    @property
    def old(self) -> Projection:
        """What was stored beside it."""
        return self.stored.projection

    @property
    def is_open(self) -> bool:
        """Whether the request was unfinished."""
        return not self.old.voided and (self.old.completed_on is None or self.old.waits_for is not None)

    @property
    def moves(self) -> bool:
        """Whether the limit of an open request becomes another."""
        return self.is_open and self.old.due_on != self.new.due_on

    def as_move(self, applicant: str, own: str) -> LimitMove:
        """The move as screens show it; ``applicant``: the name; ``own``: the office that works here."""
        old, new = self.old.due_on, self.new.due_on
        return LimitMove(
            number=self.request.number,
            applicant=masked_name(applicant, self.request.applicant.kind),
            old=old,
            new=new,
            days=distance(old, new),
            office="" if self.request.office == own else self.request.office,
        )

    def event(self, today: date, authority: str) -> Event:
        """The event that tells of the move; ``authority``: the notice, or the office's own change."""
        days = {"old": self.old.due_on, "new": self.new.due_on}
        facts: dict[str, Json] = {name: day.isoformat() for name, day in days.items() if day is not None}
        return Event(kind=EventKind.REDATED, on=today, facts=facts | {"notice": authority})


def first_told_day(old: WorkingCalendar, year: int) -> date:
    """The first day that nobody knew before a notice of ``year``; the end of time where the year was loaded."""
    return date.max if year in old.years else date(year, 1, 1)


def reckoned(
    reading: Reading, offices: Iterable[str], calendar: WorkingCalendar, since: date, report: Report | None
) -> Iterator[tuple[str, Reckoned]]:
    """Open requests, and finished ones that reach a day on or after ``since``, with their office."""
    wanted = RowFilter(reckoned_from=since)
    found = {office: reading.ids(office, wanted) for office in offices}
    total = sum(map(len, found.values()))
    done = 0
    for office, rows in found.items():
        for stored in reading.stored(office, rows):
            if report is not None and done % _AT_ONCE == 0:
                report(done, total)
            done += 1
            yield office, Reckoned(stored, project(stored.request, calendar))


def write(writing: Writing, found: Iterable[tuple[str, Reckoned]], today: date, authority: str) -> frozenset[str]:
    """Write the event of each open request that moves, and what is stored beside all; gives the numbers that moved."""
    moved: set[str] = set()
    for office, requests in groupby(found, key=lambda pair: pair[0]):
        writing.append_each(office, _written(moved, (request for _, request in requests), today, authority))
    return frozenset(moved)


def _written(moved: set[str], found: Iterable[Reckoned], today: date, authority: str) -> Iterator[Recounted]:
    """What is to be written of each request that changes; the numbers of those that move go into ``moved``."""
    for request in found:
        if request.moves:
            moved.add(request.request.number)
            yield Recounted(request.stored, (request.event(today, authority),), request.new)
        elif request.old != request.new:
            yield Recounted(request.stored, (), request.new)
