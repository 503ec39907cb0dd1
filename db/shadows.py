"""The store as it stood on an earlier day: shadows of its tables, for the eyes of one reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from sqlalchemy import bindparam, exists, update

from db import sqlite
from db.complaint_tables import complaints
from db.counted_steps import insert_steps
from db.projections import PROJECTION_COLUMNS, columns
from db.records import Projection
from db.requests import RequestReading
from db.tables import disputes, events, letters, requests
from resources.vocabulary import EventKind

_SHADOWED = ("requests", "counted_steps", "disputes", "letters", "complaints")


class ShadowReading(RequestReading):
    """Lets sums and lists see another state than the stored one."""

    @contextmanager
    def seen_on(self, day: date, projected: Sequence[tuple[str, str, Projection]]) -> Iterator[None]:
        """Sums and lists see what was known on a day.

        ``projected``: all requests that had arrived by then (office, number, projection).
        """
        stood = [(self._office_id(office), self._request_id(office, number), one) for office, number, one in projected]
        try:
            for table in _SHADOWED:
                sqlite.shadow(self._connection, table)
            self._stand(stood)
            self._issue(day)
            self._dispute(day)
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

    def _issue(self, known: date) -> None:
        """Letters; one that was voided later was valid."""
        sqlite.copy_to_shadow(self._connection, "letters", "dated_on <= ?", (known.isoformat(),))
        rows = events.c
        void = letters.c.void_reason.is_not(None)
        voided_later = exists().where(
            rows.kind == EventKind.LETTER_VOIDED,
            rows.happened_on > known,
            rows.letter == letters.c.name,
            requests.c.id == rows.request_id,
            requests.c.office_id == letters.c.office_id,
        )
        self._connection.execute(update(letters).where(void, voided_later).values(void_reason=None))

    def _dispute(self, known: date) -> None:
        sqlite.copy_to_shadow(self._connection, "complaints", "received_on <= ?", (known.isoformat(),))
        for day, also in ((complaints.c.answered_on, {"result": None}), (complaints.c.closed_on, {})):
            later = update(complaints).where(day > known)
            self._connection.execute(later.values({day.name: None, **also}))
        sqlite.copy_to_shadow(self._connection, "disputes", "filed_on <= ?", (known.isoformat(),))
        undecided = update(disputes).where(disputes.c.decided_on > known)
        self._connection.execute(undecided.values(decided_on=None, decision_served_on=None, result=None))
