"""Complaints and reports about requests for information: entered, answered, closed, counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select, update

from db.complaint_tables import complaints
from db.records import Complaint
from db.tables import requests
from db.transaction import ReadTransaction, WriteTransaction
from db.whose import of
from resources.vocabulary import Channel
from resources.vocabulary.complaints import ComplaintKind, ComplaintResult, ComplaintSource

_LISTED = select(complaints, requests.c.number.label("request_number")).outerjoin(
    requests, requests.c.id == complaints.c.request_id
)


class ComplaintReading(ReadTransaction):
    """Reads complaints."""

    def complaint(self, office: str, year: int, serial: int) -> Complaint | None:
        """The complaint of that number, None where there is none."""
        columns = complaints.c
        wanted = _LISTED.where(
            columns.office_id == self._office_id(office), columns.year == year, columns.serial == serial
        )
        row = self._connection.execute(wanted).one_or_none()
        return None if row is None else _complaint(office, row)

    def complaints_of_ids(self, office: str, ids: Sequence[int]) -> dict[int, Complaint]:
        """Complaints by inner id."""
        found = self._connection.execute(_LISTED.where(complaints.c.id.in_(ids)))
        return {row.id: _complaint(office, row) for row in found}

    def complaints_received(self, office: str, first: date, last: date) -> dict[ComplaintKind, int]:
        """How many came in the period (days inclusive), by kind."""
        columns = complaints.c
        counted = select(columns.kind, func.count()).where(
            *self._counting(office), columns.received_on.between(first, last)
        )
        return {ComplaintKind(kind): count for kind, count in self._connection.execute(counted.group_by(columns.kind))}

    def complaints_answered(self, office: str, first: date, last: date) -> dict[ComplaintResult, int]:
        """How many were answered in the period, by result."""
        columns = complaints.c
        counted = select(columns.result, func.count()).where(
            *self._counting(office),
            columns.answered_on.between(first, last),
            columns.result.is_not(None),
        )
        found = self._connection.execute(counted.group_by(columns.result))
        return {ComplaintResult(result): count for result, count in found}

    def complaints_open(self, office: str, day: date) -> int:
        """How many had come and were not closed at the end of a day."""
        columns = complaints.c
        counted = select(func.count()).where(
            *self._counting(office),
            columns.received_on <= day,
            or_(columns.closed_on.is_(None), columns.closed_on > day),
        )
        return self._connection.scalar(counted) or 0

    def complaints_late(self, office: str, first: date, last: date) -> int:
        """How many that were answered in the period had a day set and were answered after it."""
        columns = complaints.c
        counted = select(func.count()).where(
            *self._counting(office),
            columns.answered_on.between(first, last),
            and_(columns.due_on.is_not(None), columns.answered_on > columns.due_on),
        )
        return self._connection.scalar(counted) or 0

    def _counting(self, office: str) -> tuple[ColumnElement[bool], ...]:
        """Those of the office that were not entered by mistake."""
        return of(complaints.c.office_id, self._whose(office)), complaints.c.void_reason.is_(None)


class ComplaintWriting(ComplaintReading, WriteTransaction):
    """Stores complaints."""

    def add_complaint(self, complaint: Complaint) -> Complaint:
        """Store a new one under the next number of the year in which it came; returns it with its number."""
        columns = complaints.c
        year = complaint.received_on.year
        highest = select(func.max(columns.serial)).where(
            columns.office_id == self._office_id(complaint.office), columns.year == year
        )
        numbered = replace(complaint, year=year, serial=(self._connection.scalar(highest) or 0) + 1)
        self._insert(complaints, self._values(numbered))
        return numbered

    def put_complaint(self, complaint: Complaint) -> None:
        """Store a known one with later facts."""
        columns = complaints.c
        at = (
            columns.office_id == self._office_id(complaint.office),
            columns.year == complaint.year,
            columns.serial == complaint.serial,
        )
        self._connection.execute(update(complaints).where(*at).values(self._values(complaint)))

    def _values(self, complaint: Complaint) -> dict[str, Any]:
        request = complaint.request
        return {
            "office_id": self._office_id(complaint.office),
            "year": complaint.year,
            "serial": complaint.serial,
            "kind": complaint.kind,
            "source": complaint.source,
            "channel": complaint.channel,
            "received_on": complaint.received_on,
            "due_on": complaint.due_on,
            "complainant": complaint.complainant,
            "contact": complaint.contact,
            "request_id": None if request is None else self._request_id(complaint.office, request),
            "content": complaint.content,
            "department": complaint.department,
            "answered_on": complaint.answered_on,
            "answer": complaint.answer,
            "result": complaint.result,
            "closed_on": complaint.closed_on,
            "actor": complaint.actor,
            "void_reason": complaint.void_reason,
            "recorded_at": self._recorded_at.isoformat(),
        }


def _complaint(office: str, row: Row[Any]) -> Complaint:
    return Complaint(
        office=office,
        year=row.year,
        serial=row.serial,
        kind=ComplaintKind(row.kind),
        source=ComplaintSource(row.source),
        channel=Channel(row.channel),
        received_on=row.received_on,
        due_on=row.due_on,
        complainant=row.complainant,
        contact=row.contact,
        request=row.request_number,
        content=row.content,
        department=row.department,
        answered_on=row.answered_on,
        answer=row.answer,
        result=None if row.result is None else ComplaintResult(row.result),
        closed_on=row.closed_on,
        actor=row.actor,
        void_reason=row.void_reason,
    )
