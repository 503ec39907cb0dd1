"""Readings in which sums and lists are those of the office's day, and of all offices where they are asked together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from db.shadows import Stood
from db.store import Reading
from desktop.casework.context import TOGETHER, Context
from desktop.casework.figures.several_offices import counted_twice
from desktop.casework.requests.cases import arrived
from desktop.rules.particulars import as_of
from desktop.rules.projection import project


@contextmanager
def figures(context: Context) -> Iterator[Reading]:
    """A reading for ``Context.counted_in``: of the office's day, an earlier one too, or of all offices."""
    with context.store.reading() as reading:
        if context.as_of is None:
            join_offices(context, reading)
            yield reading
            return
        with reading.seen_on(context.as_of, list(_known(context, reading))):
            # On that day a request that came to the other office later still counts where it was handed over.
            join_offices(context, reading)
            yield reading


def join_offices(context: Context, reading: Reading) -> None:
    """Where all offices are asked about, the reading counts them under the name ``TOGETHER``, nothing twice."""
    if context.together:
        reading.count_together(TOGETHER, reading.offices(), counted_twice(context, reading).left_out)


def _known(context: Context, reading: Reading) -> Iterator[Stood]:
    """Every request that had arrived, by what was recorded up to the office's day."""
    calendar, day = context.calendar(reading), context.today()
    for office in reading.offices():
        for request in reading.requests(office):
            if arrived(context, request):
                yield Stood.of(as_of(request, day), project(request, calendar, day))
