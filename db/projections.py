"""The projection of a request as columns of its row."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row

from db.records import Projection
from resources.vocabulary import Outcome, Table3Column, Table3Row

_NO_LIMIT = date(9999, 12, 31)

LONG_DAYS = 92
"""Days after which a request was open for long: few are, and sums of what was open on a day look for them apart."""


def columns(projection: Projection) -> dict[str, Any]:
    """The columns that hold a projection, with those that only lists need."""
    unfinished = projection.completed_on is None or projection.waits_for is not None
    return {
        "received_on": projection.received_on,
        "due_on": projection.due_on,
        "waits_for": projection.waits_for,
        "waits_until": projection.waits_until,
        "close_from": projection.close_from,
        "completed_on": projection.completed_on,
        "outcome": projection.outcome,
        "table_row": projection.row,
        "table_column": projection.column,
        "late": projection.late,
        "days_used": projection.days_used,
        "voided": projection.voided,
        "error": projection.error,
        "extended": projection.extended,
        "handler": projection.handler,
        "is_open": unfinished and not projection.voided,
        "list_due": projection.due_on or _NO_LIMIT,
        "long_open": _was_long_open(projection),
    }


def _was_long_open(projection: Projection) -> bool:
    received, completed = projection.received_on, projection.completed_on
    return received is not None and completed is not None and (completed - received).days > LONG_DAYS


PROJECTION_COLUMNS = (
    "received_on",
    "due_on",
    "waits_for",
    "waits_until",
    "close_from",
    "completed_on",
    "outcome",
    "table_row",
    "table_column",
    "late",
    "days_used",
    "voided",
    "error",
    "extended",
    "handler",
    "is_open",
    "list_due",
    "long_open",
)
"""The names of these columns."""


def projection_of(row: Row[Any]) -> Projection:
    """The projection that a row of ``requests`` holds, without its steps."""
    return Projection(
        received_on=row.received_on,
        due_on=row.due_on,
        waits_for=row.waits_for,
        waits_until=row.waits_until,
        close_from=row.close_from,
        completed_on=row.completed_on,
        outcome=None if row.outcome is None else Outcome(row.outcome),
        row=None if row.table_row is None else Table3Row(row.table_row),
        column=Table3Column(row.table_column),
        late=row.late,
        days_used=row.days_used,
        voided=row.voided,
        error=row.error,
        extended=bool(row.extended),
        handler=row.handler,
    )
