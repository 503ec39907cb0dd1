"""The store as it stood on an earlier day: shadows of its tables, for the eyes of one reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, exists, update

from db import sqlite
from db.complaint_tables import complaints
from db.counted_steps import insert_steps
from db.projections import PROJECTION_COLUMNS, columns
from db.records import Projection, Request
from db.requests import RequestReading
from db.tables import disputes, events, letters, requests
from resources.vocabulary import ApplicantKind, Channel, EventKind, Matter

_SHADOWED = ("requests", "counted_steps", "disputes", "letters", "complaints")

_CODES = ("matter", "channel", "applicant_kind", "subject")
"""Columns of the particulars that figures are counted by: a correction changes them."""


@dataclass(frozen=True, slots=True)
class Stood:
    """A request as it was known on a day: its projection, and the particulars that figures are counted by."""

    office: str
    number: str
    projection: Projection
    matter: Matter
    channel: Channel
    applicant_kind: ApplicantKind
    subject: str | None

    @classmethod
    def of(cls, request: Request, projection: Projection) -> Stood:
        """``request`` with its particulars of the day."""
        codes = (request.matter, request.channel, request.applicant.kind, request.subject)
        return cls(request.office, request.number, projection, *codes)


class ShadowReading(RequestReading):
    """Lets sums and lists see another state than the stored one."""

    @contextmanager
    def seen_on(self, day: date, known: Sequence[Stood]) -> Iterator[None]:
        """Sums and lists see what was known on a day.

        ``known``: all requests that had arrived by then.
        """
        stood = [(self._office_id(one.office), self._request_id(one.office, one.number), one) for one in known]
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

    def _stand(self, stood: list[tuple[int, int, Stood]]) -> None:
        sqlite.copy_to_shadow(self._connection, "requests", "id = ?", *((row,) for _, row, _ in stood))
        sqlite.shadow_key(self._connection, "requests", "id")
        if not stood:
            return
        put = update(requests).where(requests.c.id == bindparam("row"))
        stored = [{"row": row, **{f"new_{name}": value for name, value in _values(one)}} for _, row, one in stood]
        names = (*PROJECTION_COLUMNS, *_CODES)
        self._connection.execute(put.values({name: bindparam(f"new_{name}") for name in names}), stored)
        for office, row, one in stood:
            insert_steps(self._connection, office, {row: one.projection.steps})

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


def _values(one: Stood) -> Iterator[tuple[str, Any]]:
    """The columns of a request on the day."""
    yield from columns(one.projection).items()
    yield from ((name, getattr(one, name)) for name in _CODES)
