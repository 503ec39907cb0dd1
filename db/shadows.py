"""The store as it stood on an earlier day, or as one office: shadows of its tables, for the eyes of one reading."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from sqlalchemy import bindparam, delete, update

from db import sqlite
from db.complaint_tables import complaints
from db.counted_steps import insert_steps
from db.figure_tables import counted_steps
from db.projections import PROJECTION_COLUMNS, columns
from db.records import Projection
from db.requests import RequestReading
from db.tables import disputes, letters, requests

_SHADOWED = ("requests", "counted_steps", "disputes", "letters", "complaints")


class ShadowReading(RequestReading):
    """Lets sums and lists see another state than the stored one."""

    @contextmanager
    def seen_as(
        self,
        on: date | None,
        projected: Sequence[tuple[str, str, Projection]] | None,
        together: str | None = None,
        left_out: Collection[tuple[str, str]] = (),
    ) -> Iterator[None]:
        """Sums and lists see what was known on a day, and all offices as the one of the name ``together``.

        ``projected``: all requests that had arrived by then (office, number, projection); None: as they are stored.
        ``left_out``: requests (office, number) that count at another office.
        """
        stood = [
            (self._office_id(office), self._request_id(office, number), one) for office, number, one in projected or ()
        ]
        gone = [self._request_id(office, number) for office, number in left_out]
        try:
            for table in _SHADOWED:
                sqlite.shadow(self._connection, table)
            sqlite.copy_to_shadow(self._connection, "letters", "?", (1,))
            if projected is None:
                sqlite.copy_to_shadow(self._connection, "requests", "?", (1,))
                sqlite.copy_to_shadow(self._connection, "counted_steps", "?", (1,))
            else:
                self._stand(stood)
            self._dispute(on)
            if together is not None:
                self._put_together(self._office_id(together), gone)
            self.is_shadowed = True
            yield
        finally:
            self.is_shadowed = False
            sqlite.unshadow(self._connection, *_SHADOWED)

    def _stand(self, stood: list[tuple[int, int, Projection]]) -> None:
        sqlite.copy_to_shadow(self._connection, "requests", "id = ?", *((row,) for _, row, _ in stood))
        sqlite.shadow_key(self._connection, "requests", "id")
        if not stood:
            return
        put = update(requests).where(requests.c.id == bindparam("row"))
        stored = [
            {"row": row, **{f"new_{name}": value for name, value in columns(one).items()}} for _, row, one in stood
        ]
        self._connection.execute(put.values({name: bindparam(f"new_{name}") for name in PROJECTION_COLUMNS}), stored)
        for office, row, one in stood:
            insert_steps(self._connection, office, {row: one.steps})

    def _dispute(self, on: date | None) -> None:
        known = on or date.max
        sqlite.copy_to_shadow(self._connection, "complaints", "received_on <= ?", (known.isoformat(),))
        for day, also in ((complaints.c.answered_on, {"result": None}), (complaints.c.closed_on, {})):
            later = update(complaints).where(day > known)
            self._connection.execute(later.values({day.name: None, **also}))
        sqlite.copy_to_shadow(self._connection, "disputes", "filed_on <= ?", (known.isoformat(),))
        undecided = update(disputes).where(disputes.c.decided_on > known)
        self._connection.execute(undecided.values(decided_on=None, decision_served_on=None, result=None))

    def _put_together(self, office: int, gone: list[int]) -> None:
        self._connection.execute(delete(counted_steps).where(counted_steps.c.request_id.in_(gone)))
        self._connection.execute(delete(requests).where(requests.c.id.in_(gone)))
        for table in (requests, counted_steps, disputes, letters, complaints):
            self._connection.execute(update(table).values(office_id=office))
