"""Requests that were reopened, and the limit of the result that counts of those that a decision had taken up again."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, and_, case, exists, func, null, or_, select, type_coerce

from db.figure_tables import counted_steps
from db.tables import events, requests
from resources.vocabulary import EventKind


def reopened_ones() -> ColumnElement[bool]:
    """Whether the request was reopened; found are they by the reopenings, of which there are few."""
    return requests.c.id.in_(select(events.c.request_id).where(events.c.kind == EventKind.REOPENED))


def is_reopened() -> ColumnElement[bool]:
    """The same, asked of one request after the other: the kind is hidden from its index."""
    again = events.alias()
    return exists().where(again.c.request_id == requests.c.id, again.c.kind.concat("") == EventKind.REOPENED)


def missed_limit(today: date, unsent: str, returned: str) -> ColumnElement[Any]:
    """The limit that was missed: of the new round where that is over, of the first result otherwise.

    ``unsent``, ``returned``: what a projection waits for where the new reply was not sent, and where it came back.
    """
    rows, steps = requests.c, counted_steps.c
    waits = and_(rows.waits_for.is_not(None), rows.waits_for != returned)
    anew = or_(rows.waits_for == unsent, and_(waits, rows.list_due < today))
    known = select(steps.detail).where(steps.request_id == rows.id, steps.kind == EventKind.REOPENED)
    first = known.order_by(steps.place).limit(1).scalar_subquery()
    return type_coerce(func.coalesce(case((anew, null()), else_=first), rows.list_due), Date)
