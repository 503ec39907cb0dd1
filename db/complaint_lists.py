"""Complaints behind a sum, as keyset pages, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select, tuple_

from db.complaint_tables import complaints
from db.complaints import ComplaintReading
from db.figure_lists import Place
from db.records import Complaint
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


class ComplaintListReading(ComplaintReading):
    """Lists complaints."""

    def complaint_rows(
        self, office: str, wanted: ComplaintFilter, after: Place | None, limit: int
    ) -> tuple[list[Complaint], Place | None]:
        """Complaints, latest received first, and where the next page begins."""
        rows = complaints.c
        asked = [rows.office_id == self._office_id(office), *_asked(wanted)]
        if after is not None:
            asked.append(tuple_(rows.received_on, rows.id) < tuple_(after.day, after.row))
        listed = select(rows.id, rows.received_on).where(*asked)
        ordered = listed.order_by(rows.received_on.desc(), rows.id.desc()).limit(limit + 1)
        found = self._connection.execute(ordered).all()
        known = self.complaints_of_ids(office, [row.id for row in found[:limit]])
        last = found[limit - 1] if len(found) > limit else None
        page = [known[row.id] for row in found[:limit]]
        return page, None if last is None else Place(last.received_on, last.id)


def _asked(wanted: ComplaintFilter) -> list[ColumnElement[bool]]:
    rows = complaints.c
    asked: list[ColumnElement[bool]] = []
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
