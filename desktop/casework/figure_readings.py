"""Readings in which sums and lists are those of the office's day, and of all offices where they are asked together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from db.records import Projection
from db.store import Reading
from desktop.casework.cases import arrived
from desktop.casework.context import Context
from desktop.casework.several_offices import counted_twice
from desktop.rules.projection import project


@contextmanager
def figures(context: Context) -> Iterator[Reading]:
    """A reading whose sums and lists are those of the office's day, an earlier one too, or of all offices."""
    with context.store.reading() as reading:
        if context.as_of is None and not context.together:
            yield reading
            return
        projected = None if context.as_of is None else list(_projected(context, reading))
        left_out = counted_twice(context, reading).left_out
        office = context.office_in(reading)
        with reading.seen_as(context.as_of, projected, office if context.together else None, left_out):
            yield reading


def _projected(context: Context, reading: Reading) -> Iterator[tuple[str, str, Projection]]:
    """Every request that had arrived, by the events up to the office's day."""
    calendar, day = context.calendar(reading), context.today()
    for office in reading.offices():
        for request in reading.requests(office):
            if arrived(context, request):
                told = tuple(event for event in request.events if event.on <= day)
                yield office, request.number, project(replace(request, events=told), calendar)
