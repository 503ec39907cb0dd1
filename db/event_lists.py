"""Counting and finding events across requests."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from db.tables import events, requests
from db.transaction import ReadTransaction
from resources.vocabulary import EventKind


class EventReading(ReadTransaction):
    """Reads what happened in an office, whatever request it happened to."""

    def event_counts(self, office: str, start: date, end: date) -> dict[EventKind, int]:
        """How many events of each kind happened in the period (days inclusive)."""
        counted = (
            select(events.c.kind, func.count())
            .join(requests)
            .where(requests.c.office_id == self._office_id(office), events.c.happened_on.between(start, end))
        )
        return {EventKind(kind): count for kind, count in self._connection.execute(counted.group_by(events.c.kind))}

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
