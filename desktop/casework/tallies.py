"""How many requests fall where: from the stored columns, or from the events where an earlier day is asked about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from db.lists import Grouping, Order, RowFilter
from db.records import Json, Projection, Request
from db.store import Reading
from desktop.casework.cases import arrived
from desktop.casework.context import Context
from desktop.casework.several_offices import counted_twice
from desktop.casework.summary_views import Behind
from desktop.rules.projection import project
from resources.vocabulary import Table3Column, Table3Row

Key = tuple[Json, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Which requests a tally takes; days are inclusive, None asks for nothing. See ``db.lists.RowFilter``."""

    received_from: date | None = None
    received_through: date | None = None
    completed_from: date | None = None
    completed_through: date | None = None
    uncompleted_on: date | None = None
    late: bool | None = None


class Tally(Protocol):
    """Sums over requests that were not voided."""

    def count(self, span: Span, by: Sequence[Grouping] = ()) -> Mapping[Key, int]:
        """How many requests fall into each group; without groups one sum under the key ``()``."""


def tally_of(context: Context, reading: Reading) -> Tally:
    """Sums as they stand on the office's day."""
    if not context.together:
        return _of_office(context, reading, context.office_in(reading))
    each = tuple((office, _of_office(context, reading, office)) for office in reading.offices())
    twice = counted_twice(context, reading).left_out
    return _Together(each, twice, _Recounted(tuple(_projected(context, reading, *one) for one in sorted(twice))))


def _of_office(context: Context, reading: Reading, office: str) -> Tally:
    if context.as_of is None:
        return _Stored(reading, office)
    calendar = context.calendar(reading)
    counted = []
    for request in reading.requests(office, RowFilter()):
        if arrived(context, request):
            told = tuple(event for event in request.events if event.on <= context.today())
            counted.append((request, project(replace(request, events=told), calendar)))
    return _Recounted(tuple(counted))


def _projected(context: Context, reading: Reading, office: str, number: str) -> tuple[Request, Projection]:
    """A request with its columns on the office's day."""
    request = reading.request(office, number)
    told = tuple(event for event in request.events if context.as_of is None or event.on <= context.as_of)
    return request, project(replace(request, events=told or request.events), context.calendar(reading))


def span_behind(span: Span, rows: Sequence[Table3Row], columns: Sequence[Table3Column]) -> Behind:
    """The requests behind a sum; ``rows`` and ``columns`` of table 三 narrow it, empty ones ask for nothing."""
    wanted = replace(_filter(span), table_rows=tuple(rows), table_columns=tuple(columns))
    return Behind(wanted=wanted, order=Order.RECEIVED if span.completed_from is None else Order.COMPLETED)


@dataclass(frozen=True, slots=True)
class _Together:
    """Several offices added up, less the requests that count at another one of them."""

    each: tuple[tuple[str, Tally], ...]
    left_out: frozenset[tuple[str, str]]
    twice: Tally

    def count(self, span: Span, by: Sequence[Grouping] = ()) -> Mapping[Key, int]:
        found: Counter[Key] = Counter()
        for _, tally in self.each:
            found.update(tally.count(span, by))
        found.subtract(self.twice.count(span, by))
        return {key: count for key, count in found.items() if count}


@dataclass(frozen=True, slots=True)
class _Stored:
    """The store groups and sums the columns of the projection blindly."""

    reading: Reading
    office: str

    def count(self, span: Span, by: Sequence[Grouping] = ()) -> Mapping[Key, int]:
        if not self.office:
            return {}
        if span.uncompleted_on is not None and tuple(by) == (Grouping.TABLE_COLUMN,):
            left = self.reading.open_by_column(self.office, span.uncompleted_on)
            return {(column,): count for column, count in left.items()}
        return self.reading.count_cells(self.office, _filter(span), by)


def _filter(span: Span) -> RowFilter:
    return RowFilter(
        voided=False,
        late=span.late,
        received_from=span.received_from,
        received_through=span.received_through,
        completed_from=span.completed_from,
        completed_through=span.completed_through,
        uncompleted_on=span.uncompleted_on,
    )


@dataclass(frozen=True, slots=True)
class _Recounted:
    """Projections of an earlier day, held in memory."""

    counted: tuple[tuple[Request, Projection], ...]

    def count(self, span: Span, by: Sequence[Grouping] = ()) -> Mapping[Key, int]:
        found: Counter[Key] = Counter()
        for request, projection in self.counted:
            if not projection.voided and _falls(projection, span):
                found[tuple(_value(grouping, request, projection) for grouping in by)] += 1
        return found


def _falls(projection: Projection, span: Span) -> bool:
    if span.late is not None and projection.late is not span.late:
        return False
    completed = projection.completed_on
    if span.uncompleted_on is not None and completed is not None and completed <= span.uncompleted_on:
        return False
    received = _within(projection.received_on, span.received_from, span.received_through)
    return received and _within(completed, span.completed_from, span.completed_through)


def _within(day: date | None, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    return day is not None and (first is None or first <= day) and (last is None or day <= last)


def _value(grouping: Grouping, request: Request, projection: Projection) -> Json:
    match grouping:
        case Grouping.TABLE_ROW:
            return projection.row
        case Grouping.TABLE_COLUMN:
            return projection.column
        case Grouping.CHANNEL:
            return request.channel
        case Grouping.OUTCOME:
            return projection.outcome
        case Grouping.APPLICANT_KIND:
            return request.applicant.kind
        case Grouping.DEPARTMENT:
            return request.department
        case Grouping.SUBJECT:
            return request.subject
        case Grouping.LATE:
            return projection.late
        case Grouping.DAYS_USED:
            return projection.days_used
        case Grouping.RECEIVED_YEAR | Grouping.RECEIVED_MONTH:
            return _part(projection.received_on, grouping)
        case Grouping.COMPLETED_YEAR | Grouping.COMPLETED_MONTH:
            return _part(projection.completed_on, grouping)


def _part(day: date | None, grouping: Grouping) -> Json:
    if day is None:
        return None
    return day.year if grouping in (Grouping.RECEIVED_YEAR, Grouping.COMPLETED_YEAR) else day.month
