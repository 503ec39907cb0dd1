"""What is stored beside the requests, written anew from the events: in portions, each of which is kept.

The search index is written anew too where it does not fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from db.reckoning import Reached
from db.recounts import Recounted
from db.store import Writing
from desktop.casework.context import Context
from desktop.casework.progress_reports import Report, unheard
from desktop.rules.projection import VERSION, project
from desktop.rules.working_days import WorkingCalendar
from resources.vocabulary import EventKind

_PORTION = 1000


@dataclass(frozen=True)
class Rebuilding:
    """Lists and figures rest on what is stored; it must follow from the rules of this version of the program."""

    context: Context

    def is_due(self) -> bool:
        """Whether the store was reckoned by other rules, or not to the end."""
        with self.context.store.reading() as reading:
            return reading.projection_version() != VERSION

    def rebuild(self, report: Report = unheard) -> int:
        """Reckon every request and write what differs; gives how many requests differed.

        ``report`` may raise to stop: what was reckoned is kept, the store counts as not reckoned, and the next
        call goes on from there.
        """
        with self.context.store.reading() as reading:
            total, reached = reading.count_requests(), reading.reached(VERSION)
        # Whether something was mended before it was stopped, nobody remembers.
        going_on, mended = True, reached.done > 0
        while going_on:
            report(reached.done, total)
            with self.context.store.writing() as writing:
                requests = writing.next_requests(reached.through, _PORTION)
                going_on = bool(requests)
                for office, rows in requests:
                    differing = list(_differing(writing, office, rows, self.context.calendar(writing)))
                    writing.append_each(office, differing)
                    mended |= writing.mend_groups(rows)
                    reached = Reached(rows[-1], reached.done + len(rows), reached.changed + len(differing))
                if going_on:
                    writing.put_reached(VERSION, reached)
                else:
                    if mended:
                        writing.count_group_keys()
                    writing.mend_search()
                    writing.end_reckoning(VERSION)
        return reached.changed


def _differing(writing: Writing, office: str, rows: list[int], calendar: WorkingCalendar) -> Iterator[Recounted]:
    for stored in writing.stored(office, rows):
        if any(event.kind is EventKind.DESTROYED for event in stored.request.events):
            continue  # It stays as its destruction says.
        projection = project(stored.request, calendar)
        if projection != stored.projection:
            yield Recounted(stored, (), projection)
