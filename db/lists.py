"""Lists of requests: keyset pages and sums over the projection columns, blind of the law."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, and_, extract, func, or_, select, true, tuple_, union

from db.projections import projection_of
from db.records import DESTROYED_TEXT, Json, RequestRow
from db.row_filters import ALL_ROWS, RowFilter, conditions
from db.tables import applicants, request_texts, requests
from db.transaction import ReadTransaction
from db.whose import of, once
from resources.vocabulary import (
    ApplicantKind,
    Channel,
    IdentityDocument,
    Matter,
)


class Order(StrEnum):
    """How a list is ordered."""

    NEWEST = "newest"
    """Latest day of registration first."""
    RECEIVED = "received"
    """Latest receipt day first; a request that has none is left out."""
    COMPLETED = "completed"
    """Latest day of completion first; an open request is left out."""
    DUE = "due"
    """Earliest reply limit first, requests without one last; meant for open requests."""


class Grouping(StrEnum):
    """A column by which sums are grouped; the value in the key is its code, number or None."""

    TABLE_ROW = "table_row"
    TABLE_COLUMN = "table_column"
    CHANNEL = "channel"
    OUTCOME = "outcome"
    APPLICANT_KIND = "applicant_kind"
    DEPARTMENT = "department"
    SUBJECT = "subject"
    LATE = "late"
    DAYS_USED = "days_used"
    RECEIVED_YEAR = "received_year"
    RECEIVED_MONTH = "received_month"
    COMPLETED_YEAR = "completed_year"
    COMPLETED_MONTH = "completed_month"


@dataclass(frozen=True, slots=True)
class PageKey:
    """Where a page ended: the sorting day and the inner id of its last row."""

    day: date
    row: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list. ``after`` leads to the next page; None on the last one."""

    rows: tuple[RequestRow, ...]
    after: PageKey | None


class ListReading(ReadTransaction):
    """Reads lists and sums."""

    def ids(self, office: str, wanted: RowFilter = ALL_ROWS) -> list[int]:
        """The inner ids of requests in the order in which they came into the store."""
        return list(
            self._connection.scalars(select(requests.c.id).where(*self._asked(office, wanted)).order_by(requests.c.id))
        )

    def rows(
        self,
        office: str,
        wanted: RowFilter = ALL_ROWS,
        order: Order = Order.NEWEST,
        after: PageKey | None = None,
        limit: int = 50,
    ) -> Page:
        """A page of the list; ``after`` is the ``after`` of the page before."""
        asked, day, ordering = placed(wanted, order, after)
        asked.append(requests.c.office_id == self._office_id(office))
        found = self._connection.execute(_LISTED.where(*asked).order_by(*ordering).limit(limit + 1)).all()
        page = tuple(_row(office, row) for row in found[:limit])
        if len(found) <= limit:
            return Page(page, None)
        last = found[limit - 1]
        return Page(page, PageKey(getattr(last, day.name), last.id))

    def most_urgent(self, office: str, today: date, limit: int) -> list[int]:
        """The inner ids of the open requests that wait for nobody's answer any more, earliest limit first.

        The limit is that of the reply, or the one that an answer has missed.
        """
        rows = requests.c
        wanted = select(rows.id).where(
            rows.office_id == self._office_id(office),
            rows.is_open.is_(true()),
            or_(rows.waits_until.is_(None), rows.waits_until < today),
        )
        urgency = func.coalesce(rows.due_on, rows.waits_until, date.max)
        return list(self._connection.scalars(wanted.order_by(urgency, rows.id).limit(limit)))

    def row(self, office: str, number: str) -> RequestRow:
        """The list row of one request. Raises ``RequestUnknown``."""
        return self._rows_of(office, [self._request_id(office, number)])[0]

    def rows_of_applicant(
        self,
        office: str,
        *,
        id_number: str | None = None,
        id_type: IdentityDocument | None = None,
        name: str | None = None,
        phone: str | None = None,
        limit: int = 50,
    ) -> list[RequestRow]:
        """Requests of whoever has that identity number or that name or that telephone number, newest first.

        ``id_type`` narrows the identity number; empty texts ask for nothing.
        """
        clues = []
        if id_number:
            of_type = () if id_type is None else (applicants.c.id_type == id_type,)
            clues.append((applicants.c.id_number == id_number, *of_type))
        if name:
            clues.append((applicants.c.name == name,))
        if phone:
            clues.append((applicants.c.phone == phone,))
        if not clues:
            return []
        known = union(*(select(applicants.c.request_id).where(*clue) for clue in clues))
        listed = _LISTED.where(requests.c.office_id == self._office_id(office), requests.c.id.in_(known))
        found = self._connection.execute(listed.order_by(requests.c.id.desc()).limit(limit))
        return [_row(office, row) for row in found]

    def departments(self, office: str) -> list[str]:
        """The departments that requests of the office name."""
        named = select(requests.c.department).where(
            requests.c.office_id == self._office_id(office), requests.c.department.is_not(None)
        )
        return list(self._connection.scalars(named.distinct().order_by(requests.c.department)))

    def count_cells(self, office: str, wanted: RowFilter, by: Sequence[Grouping] = ()) -> dict[tuple[Json, ...], int]:
        """How many requests fall into each group; without groups one sum under the key ``()``."""
        if not by and wanted.open is False:
            # Nearly all are finished: counted are all, along an index, less the few that are open.
            either, still_open = replace(wanted, open=None), replace(wanted, open=True)
            left = self._count(office, either) - self._count(office, still_open)
            return {(): left} if left else {}
        groups = [_GROUPS[grouping] for grouping in by]
        counted = select(*groups, func.count()).where(*self._asked(office, wanted)).group_by(*groups)
        return {tuple(row[:-1]): row[-1] for row in self._connection.execute(counted)}

    def _count(self, office: str, wanted: RowFilter) -> int:
        counted = select(func.count()).select_from(requests).where(*self._asked(office, wanted))
        return self._connection.scalar(counted) or 0

    def _asked(self, office: str, wanted: RowFilter) -> list[ColumnElement[bool]]:
        whose = self._whose(office)
        return [of(requests.c.office_id, whose), *once(requests.c.id, whose), *conditions(wanted)]

    def _rows_of(self, office: str, ids: Sequence[int]) -> list[RequestRow]:
        found = {row.id: row for row in self._connection.execute(_LISTED.where(requests.c.id.in_(ids)))}
        return [_row(office, found[row]) for row in ids]


def placed(
    wanted: RowFilter, order: Order, after: PageKey | None
) -> tuple[list[ColumnElement[bool]], Column[Any], tuple[ColumnElement[Any], ...]]:
    """What a page asks for, the day by which it is ordered, and the order."""
    asked = conditions(wanted)
    day, newest = _DAYS[order], order is not Order.DUE
    if order in (Order.RECEIVED, Order.COMPLETED):
        asked.append(day.is_not(None))
    if after is not None:
        place, here = tuple_(day, requests.c.id), tuple_(after.day, after.row)
        asked.append(place < here if newest else place > here)
    ordering = (day.desc(), requests.c.id.desc()) if newest else (day, requests.c.id)
    return asked, day, ordering


_DAYS: Mapping[Order, Column[Any]] = {
    Order.NEWEST: requests.c.registered_on,
    Order.RECEIVED: requests.c.received_on,
    Order.COMPLETED: requests.c.completed_on,
    Order.DUE: requests.c.list_due,
}

_GROUPS: Mapping[Grouping, ColumnElement[Any]] = {
    Grouping.TABLE_ROW: requests.c.table_row,
    Grouping.TABLE_COLUMN: requests.c.table_column,
    Grouping.CHANNEL: requests.c.channel,
    Grouping.OUTCOME: requests.c.outcome,
    Grouping.APPLICANT_KIND: requests.c.applicant_kind,
    Grouping.DEPARTMENT: requests.c.department,
    Grouping.SUBJECT: requests.c.subject,
    Grouping.LATE: requests.c.late,
    Grouping.DAYS_USED: requests.c.days_used,
    Grouping.RECEIVED_YEAR: extract("year", requests.c.received_on),
    Grouping.RECEIVED_MONTH: extract("month", requests.c.received_on),
    Grouping.COMPLETED_YEAR: extract("year", requests.c.completed_on),
    Grouping.COMPLETED_MONTH: extract("month", requests.c.completed_on),
}

# The applicant's name and the content are null once they were destroyed.
_LISTED = (
    select(
        requests,
        request_texts.c.content.label("content"),
        applicants.c.name.label("applicant_name"),
    )
    .outerjoin(request_texts)
    .outerjoin(applicants, and_(applicants.c.request_id == requests.c.id, applicants.c.place == 0))
)


def _row(office: str, row: Row[Any]) -> RequestRow:
    return RequestRow(
        office=office,
        number=row.number,
        channel=Channel(row.channel),
        applicant_kind=ApplicantKind(row.applicant_kind),
        applicant_name=DESTROYED_TEXT if row.applicant_name is None else row.applicant_name,
        content=DESTROYED_TEXT if row.content is None else row.content,
        department=row.department,
        subject=row.subject,
        registered_on=row.registered_on,
        projection=projection_of(row),
        matter=Matter(row.matter),
    )
