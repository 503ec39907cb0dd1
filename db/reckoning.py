"""Projections reckoned anew in portions: how far that is, so that it may be interrupted and goes on later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import delete, func, select

from db import request_groups
from db.figure_tables import projection_state, reckoning
from db.recounts import RecountReading, RecountWriting
from db.tables import offices, requests

_ONLY = 1


@dataclass(frozen=True, slots=True)
class Reached:
    """How far the reckoning is: the last inner id, how many requests were looked at, how many of them changed."""

    through: int = 0
    done: int = 0
    changed: int = 0


class ReckoningReading(RecountReading):
    """Reads how far it is, and what comes next."""

    def reached(self, version: int) -> Reached:
        """How far the reckoning by the rules of that version is; at the beginning where none is under way."""
        found = self._connection.execute(select(reckoning).where(reckoning.c.version == version)).one_or_none()
        return Reached() if found is None else Reached(found.through, found.done, found.changed)

    def count_requests(self) -> int:
        """How many requests the store has, of all offices."""
        return self._connection.scalar(select(func.count()).select_from(requests)) or 0

    def next_requests(self, after: int, limit: int) -> list[tuple[str, list[int]]]:
        """The inner ids of the next requests, in their order, by office."""
        wanted = select(offices.c.name, requests.c.id).join(offices, offices.c.id == requests.c.office_id)
        found = self._connection.execute(wanted.where(requests.c.id > after).order_by(requests.c.id).limit(limit)).all()
        return [(office, [row.id for row in rows]) for office, rows in groupby(found, key=lambda row: str(row.name))]


class ReckoningWriting(ReckoningReading, RecountWriting):
    """Keeps how far it is."""

    def put_reached(self, version: int, reached: Reached) -> None:
        """The reckoning is so far; until it is at its end the store counts as not reckoned."""
        self._connection.execute(delete(projection_state))
        self._connection.execute(delete(reckoning))
        values = {"through": reached.through, "done": reached.done, "changed": reached.changed}
        self._insert(reckoning, {"id": _ONLY, "version": version, **values})

    def end_reckoning(self, version: int) -> None:
        """All projections follow from the rules of that version."""
        self._connection.execute(delete(reckoning))
        self.put_projection_version(version)

    def mend_groups(self, rows: Sequence[int]) -> bool:
        """Give requests the numbers of their applicants and contents where they have others; whether one had."""
        return request_groups.mend_groups(self._connection, rows)

    def count_group_keys(self) -> None:
        """Count anew how many requests have the words of each key."""
        request_groups.count_keys(self._connection)
