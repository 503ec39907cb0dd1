"""Many requests at once, as far as their limits and figures go: codes and events out, events and projections in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import Row, Update, bindparam, select, update

from db import events
from db.projections import columns, projection_of
from db.records import Applicant, Event, Projection, Request
from db.requests import PORTION, RequestReading, RequestWriting
from db.tables import applicants, requests
from resources.vocabulary import ApplicantKind, Channel, Delivery, IdentityDocument, Matter, Medium


@dataclass(frozen=True, slots=True)
class Stored:
    """A request with what is stored beside it, and its inner id.

    ``request`` has its codes and events only: whoever counts days needs no name, no address and no content.
    """

    row: int
    request: Request
    projection: Projection


@dataclass(frozen=True, slots=True)
class Recounted:
    """Further events of a stored request, and what follows from all of them."""

    stored: Stored
    events: Sequence[Event]
    projection: Projection


class RecountReading(RequestReading):
    """Reads requests to count their days."""

    def stored(self, office: str, rows: Sequence[int]) -> Iterator[Stored]:
        """The requests of ascending inner ids, read in portions."""
        for first in range(0, len(rows), PORTION):
            portion = rows[first : first + PORTION]
            happened, steps = events.load(self._connection, portion), self._steps_of(portion)
            asked = select(requests).where(requests.c.id.in_(portion)).order_by(requests.c.id)
            for row in self._connection.execute(asked).all():
                projection = projection_of(row)
                if row.id in steps:
                    projection = replace(projection, steps=steps[row.id])
                yield Stored(row.id, _counted(office, row, happened[row.id]), projection)

    def first_applicants(self, rows: Sequence[int]) -> dict[int, str]:
        """The name of the applicant, or of the representative of several, by inner id."""
        found: dict[int, str] = {}
        for first in range(0, len(rows), PORTION):
            some = applicants.c.request_id.in_(rows[first : first + PORTION])
            asked = select(applicants.c.request_id, applicants.c.name).where(some, applicants.c.place == 0)
            found.update((row.request_id, row.name) for row in self._connection.execute(asked))
        return found


class RecountWriting(RequestWriting, RecountReading):
    """Stores what was counted anew."""

    def append_each(self, office: str, recounted: Iterable[Recounted]) -> None:
        """What ``append_events`` does, for many requests that were read in this change, each once; in portions.

        Only columns and steps that become others are written.
        """
        waiting = iter(recounted)
        while portion := list(islice(waiting, PORTION)):
            added = [
                events.Added(
                    request_id=one.stored.row,
                    number=one.stored.request.number,
                    position=len(one.stored.request.events),
                    events=one.events,
                )
                for one in portion
            ]
            events.append_each(self._connection, (self._office_id(office), office), added, self._recorded_at)
            self._put_changed(portion)
            steps = {
                one.stored.row: one.projection.steps
                for one in portion
                if one.projection.steps != one.stored.projection.steps
            }
            if steps:
                self._put_steps(self._office_id(office), steps)

    def _put_changed(self, portion: Sequence[Recounted]) -> None:
        """One statement for all requests of which the same columns change."""
        alike: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        for one in portion:
            old, new = columns(one.stored.projection), columns(one.projection)
            names = tuple(name for name, value in new.items() if value != old[name])
            # No column is called so, as an update of many rows needs it.
            alike[names].append({"row": one.stored.row, **{f"new_{name}": new[name] for name in names}})
        for names, values in alike.items():
            if names:
                self._connection.execute(_update_of(names), values)


@lru_cache(maxsize=64)
def _update_of(names: tuple[str, ...]) -> Update:
    changed: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    return update(requests).where(requests.c.id == bindparam("row")).values(changed)


def _counted(office: str, row: Row[Any], happened: tuple[Event, ...]) -> Request:
    kind = ApplicantKind(row.applicant_kind)
    return Request(
        office=office,
        number=row.number,
        channel=Channel(row.channel),
        applicant=_nameless(kind),
        content="",
        medium=Medium(row.medium),
        delivery=Delivery(row.delivery),
        events=happened,
        matter=Matter(row.matter),
        accepts_other_form=row.accepts_other_form,
        subject=row.subject,
        department=row.department,
    )


@lru_cache(maxsize=len(ApplicantKind))
def _nameless(kind: ApplicantKind) -> Applicant:
    return Applicant(kind=kind, name="", id_type=IdentityDocument.OTHER, id_number="")
