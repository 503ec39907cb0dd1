"""Complaints behind a sum, as keyset pages, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, or_, select, tuple_

from db.complaint_tables import complaints
from db.complaints import ComplaintReading
from db.figure_lists import Place
from db.kept_questions import rows_of
from db.tables import requests
from db.whose import Whose, of
from resources.vocabulary.complaints import ComplaintKind, ComplaintResult


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintFilter:
    """Which complaints a list takes: received or answered in a period, or open on a day; days are inclusive."""

    kinds: tuple[ComplaintKind, ...] = ()
    received: tuple[date, date] | None = None
    answered: tuple[date, date] | None = None
    results: tuple[ComplaintResult, ...] = ()
    late: bool = False
    open_on: date | None = None


class ComplaintRow(NamedTuple):
    """A complaint with the number of the request that it is about; ``result`` None: not answered."""

    office: str
    year: int
    serial: int
    request: str | None
    content: str
    received_on: date
    kind: ComplaintKind
    result: ComplaintResult | None


class ComplaintListReading(ComplaintReading):
    """Lists complaints."""

    def complaint_rows(
        self, office: str, wanted: ComplaintFilter, after: Place | None, limit: int
    ) -> tuple[list[ComplaintRow], Place | None]:
        """Complaints, latest received first, and where the next page begins."""
        found = rows_of(self._connection, _page, (self._whose(office), wanted, after), (limit + 1,))
        names = self._office_names()
        page = [_row(row, names[row[2]]) for row in found[:limit]]
        return page, Place(*found[limit - 1][:2]) if len(found) > limit else None


def _page(whose: Whose, wanted: ComplaintFilter, after: Place | None, limit: int) -> Select[Any]:
    rows = complaints.c
    shown = (rows.received_on, rows.id, rows.office_id, rows.year, rows.serial, requests.c.number, rows.content)
    asked = [of(rows.office_id, whose), *_asked(wanted)]
    if after is not None:
        asked.append(tuple_(rows.received_on, rows.id) < tuple_(after.day, after.row))
    listed = select(*shown, rows.kind, rows.result).outerjoin(requests, requests.c.id == rows.request_id).where(*asked)
    return listed.order_by(rows.received_on.desc(), rows.id.desc()).limit(limit)


def _row(row: Any, office: str) -> ComplaintRow:
    return ComplaintRow(
        office=office,
        year=row[3],
        serial=row[4],
        request=row[5],
        content=row[6],
        received_on=row[0],
        kind=ComplaintKind(row[7]),
        result=None if row[8] is None else ComplaintResult(row[8]),
    )


def _asked(wanted: ComplaintFilter) -> list[ColumnElement[bool]]:
    rows = complaints.c
    asked: list[ColumnElement[bool]] = [rows.void_reason.is_(None)]
    if wanted.kinds:
        asked.append(rows.kind.in_(wanted.kinds))
    if wanted.received is not None:
        asked.append(rows.received_on.between(*wanted.received))
    if wanted.answered is not None:
        asked += [rows.answered_on.between(*wanted.answered), rows.result.is_not(None)]
    if wanted.results:
        asked.append(rows.result.in_(wanted.results))
    if wanted.late:
        asked.append(and_(rows.due_on.is_not(None), rows.answered_on > rows.due_on))
    if wanted.open_on is not None:
        day = wanted.open_on
        asked += [rows.received_on <= day, or_(rows.closed_on.is_(None), rows.closed_on > day)]
    return asked
