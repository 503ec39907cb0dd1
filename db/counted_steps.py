"""The steps of requests that summaries count, stored with the projection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from db.figure_tables import counted_steps, projection_state
from db.records import CountedStep
from db.transaction import ReadTransaction, WriteTransaction
from resources.vocabulary import EventKind

_STATE = 1
"""There is one state of the projections."""


class StepReading(ReadTransaction):
    """Reads counted steps."""

    def projection_version(self) -> int | None:
        """The version of the rules by which all projections were reckoned; None where they never were."""
        return self._connection.scalar(select(projection_state.c.version).where(projection_state.c.id == _STATE))

    def _steps_of(self, ids: Sequence[int]) -> Mapping[int, tuple[CountedStep, ...]]:
        found: defaultdict[int, tuple[CountedStep, ...]] = defaultdict(tuple)
        wanted = select(counted_steps).where(counted_steps.c.request_id.in_(ids))
        for row in self._connection.execute(wanted.order_by(counted_steps.c.request_id, counted_steps.c.place)):
            found[row.request_id] += (_step(row),)
        return found


class StepWriting(StepReading, WriteTransaction):
    """Stores counted steps."""

    def put_projection_version(self, version: int) -> None:
        """All projections follow from the rules of that version."""
        self._connection.execute(delete(projection_state))
        self._insert(projection_state, {"id": _STATE, "version": version})

    def _put_steps(self, office_id: int, steps: Mapping[int, Sequence[CountedStep]], *, known: bool = True) -> None:
        """The steps of requests by inner id, in place of those that are ``known``."""
        if known:
            self._connection.execute(delete(counted_steps).where(counted_steps.c.request_id.in_(list(steps))))
        insert_steps(self._connection, office_id, steps)


def insert_steps(connection: Connection, office_id: int, steps: Mapping[int, Sequence[CountedStep]]) -> None:
    """Add the steps of requests by inner id."""
    rows = [
        {
            "request_id": request,
            "place": step.place,
            "office_id": office_id,
            "kind": step.kind,
            "happened_on": step.on,
            "detail": step.detail,
            "late": step.late,
            "fen": step.fen,
            "due_on": step.due_on,
            "ended_on": step.ended_on,
        }
        for request, each in steps.items()
        for step in each
    ]
    if rows:
        connection.execute(insert(counted_steps), rows)


def _step(row: Row[Any]) -> CountedStep:
    return CountedStep(
        place=row.place,
        kind=EventKind(row.kind),
        on=row.happened_on,
        detail=row.detail,
        late=row.late,
        fen=row.fen,
        due_on=row.due_on,
        ended_on=row.ended_on,
    )
