"""Counting and finding events across requests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db import events as event_rows
from db.records import Event
from db.tables import events, requests
from db.transaction import ReadTransaction
from resources.vocabulary import ApplicantKind, EventKind

_PORTION = 500


@dataclass(frozen=True, slots=True)
class Happened:
    """An event with the request to which it happened and its inner id."""

    row: int
    number: str
    applicant_kind: ApplicantKind
    event: Event


class EventReading(ReadTransaction):
    """Reads what happened in an office, whatever request it happened to."""

    def numbers_with(
        self, office: str, kind: EventKind, start: date | None = None, end: date | None = None
    ) -> list[str]:
        """The numbers of the requests to which something of that kind happened in the period (days inclusive)."""
        happened = select(events.c.request_id).where(events.c.kind == kind)
        if start is not None:
            happened = happened.where(events.c.happened_on >= start)
        if end is not None:
            happened = happened.where(events.c.happened_on <= end)
        listed = select(requests.c.number).where(
            requests.c.office_id == self._office_id(office), requests.c.id.in_(happened)
        )
        return list(self._connection.scalars(listed.order_by(requests.c.id)))

    def last_change(self, office: str, kind: EventKind) -> list[Happened]:
        """All events of ``kind`` that the last change recorded which recorded any."""
        own = (requests.c.office_id == self._office_id(office), events.c.kind == kind)
        newest = select(events.c.happened_on, events.c.recorded_at).join(requests).where(*own)
        newest = newest.order_by(events.c.happened_on.desc(), events.c.id.desc()).limit(1)
        last = self._connection.execute(newest).first()
        if last is None:
            return []
        together = (events.c.happened_on == last.happened_on, events.c.recorded_at == last.recorded_at)
        wanted = select(events.c.request_id, events.c.position, requests.c.number, requests.c.applicant_kind)
        rows = self._connection.execute(wanted.join(requests).where(*own, *together).order_by(events.c.id)).all()
        found: list[Happened] = []
        for first in range(0, len(rows), _PORTION):
            portion = rows[first : first + _PORTION]
            listed = event_rows.load(self._connection, [row.request_id for row in portion])
            for row in portion:
                event = listed[row.request_id][row.position]
                found.append(Happened(row.request_id, row.number, ApplicantKind(row.applicant_kind), event))
        return found
