"""Lists of requests: filters, keyset pages and sums over the projection columns, blind of the law."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, and_, extract, false, func, or_, select, true, tuple_, union

from db.figure_tables import counted_steps
from db.group_figures import asked_by, asked_for
from db.projections import projection_of
from db.records import DESTROYED_TEXT, Json, RequestRow
from db.tables import applicants, request_texts, requests
from db.transaction import ReadTransaction
from db.whose import of, once
from resources.vocabulary import (
    ApplicantKind,
    Channel,
    IdentityDocument,
    Matter,
    Outcome,
    Table3Column,
    Table3Row,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFilter:
    """Which requests a list or a sum takes; an empty tuple or None asks for nothing. Days are inclusive.

    ``open``: not voided, and not completed or still waiting for something (e.g. ``service``). ``uncompleted_on``: not
    completed on or before that day. ``reckoned_from``: what is stored beside the request was reckoned with a day on or
    after that one, or could not be reckoned; open requests always are. ``applicant``: the exact name or identity
    number of an applicant; ``applicants``, ``information``: the numbers of who asks and of what is asked for
    (``db.group_figures``). ``subjects`` and ``handlers``: None stands for those without one.
    ``counted``: stands in a row of table 三. ``received``: has a day of receipt that counts.
    """

    channels: tuple[Channel, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    departments: tuple[str, ...] = ()
    applicant_kinds: tuple[ApplicantKind, ...] = ()
    waits_for: tuple[str, ...] = ()
    table_rows: tuple[Table3Row, ...] = ()
    table_columns: tuple[Table3Column, ...] = ()
    matter: Matter | None = None
    applicant: str | None = None
    open: bool | None = None
    voided: bool | None = None
    late: bool | None = None
    registered_from: date | None = None
    registered_through: date | None = None
    received_from: date | None = None
    received_through: date | None = None
    completed_from: date | None = None
    completed_through: date | None = None
    due_from: date | None = None
    due_through: date | None = None
    uncompleted_on: date | None = None
    reckoned_from: date | None = None
    subjects: tuple[str | None, ...] = ()
    handlers: tuple[str | None, ...] = ()
    applicants: tuple[int, ...] = ()
    information: tuple[int, ...] = ()
    counted: bool | None = None
    received: bool | None = None
    extended: bool | None = None
    late_untold: bool | None = None
    due_untold: bool | None = None
    days_from: int | None = None
    days_through: int | None = None


ALL_ROWS = RowFilter()
"""Every request of the office, voided registrations too."""


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
            clues.append((applicants.c.id_number == id_number, *_given(applicants.c.id_type, id_type)))
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


def conditions(wanted: RowFilter) -> list[ColumnElement[bool]]:
    """The filter as conditions on ``requests``."""
    rows = requests.c
    return [
        *_among(rows.channel, wanted.channels),
        *_among(rows.outcome, wanted.outcomes),
        *_among(rows.department, wanted.departments),
        *_among(rows.applicant_kind, wanted.applicant_kinds),
        *_among(rows.waits_for, wanted.waits_for),
        *_among(rows.table_row, wanted.table_rows),
        *_among(rows.table_column, wanted.table_columns),
        *_given(rows.matter, wanted.matter),
        *_yes_or_no(rows.is_open, wanted.open),
        *_yes_or_no(rows.voided, wanted.voided),
        *_yes_or_no(rows.late, wanted.late),
        *_registered(wanted),
        *_between(rows.received_on, wanted.received_from, wanted.received_through),
        *_between(rows.completed_on, wanted.completed_from, wanted.completed_through),
        *_between(rows.due_on, wanted.due_from, wanted.due_through),
        *_uncompleted(wanted.uncompleted_on),
        *_reckoned(wanted.reckoned_from),
        *_of_applicant(wanted.applicant),
        *asked_by(wanted.applicants),
        *asked_for(wanted.information),
        *_among(rows.subject, wanted.subjects),
        *_among(rows.handler, wanted.handlers),
        *_known(rows.table_row, wanted.counted),
        *_known(rows.received_on, wanted.received),
        *_yes_or_no(rows.extended, wanted.extended),
        *_known(rows.late, None if wanted.late_untold is None else not wanted.late_untold),
        *_known(rows.due_on, None if wanted.due_untold is None else not wanted.due_untold),
        *_from_to(rows.days_used, wanted.days_from, wanted.days_through),
    ]


def _among(column: Column[Any], values: Sequence[str | None]) -> list[ColumnElement[bool]]:
    if not values:
        return []
    among = column.in_([value for value in values if value is not None])
    return [or_(among, column.is_(None)) if any(value is None for value in values) else among]


def _known(column: Column[Any], known: bool | None) -> list[ColumnElement[bool]]:
    return [] if known is None else [column.is_not(None) if known else column.is_(None)]


def _from_to(column: Column[Any], first: int | None, last: int | None) -> list[ColumnElement[bool]]:
    bounds = [] if first is None else [column >= first]
    return bounds if last is None else [*bounds, column <= last]


def _given(column: Column[Any], value: str | None) -> list[ColumnElement[bool]]:
    return [] if value is None else [column == value]


def _yes_or_no(column: Column[Any], value: bool | None) -> list[ColumnElement[bool]]:
    # Written as a literal, so that SQLite sees that a partial index fits.
    return [] if value is None else [column.is_(true() if value else false())]


def _between(column: ColumnElement[Any], first: date | None, last: date | None) -> list[ColumnElement[bool]]:
    bounds = [] if first is None else [column >= first]
    return bounds if last is None else [*bounds, column <= last]


def _registered(wanted: RowFilter) -> list[ColumnElement[bool]]:
    """Few have no day of receipt: then the days of registration are no bound of an index."""
    day: ColumnElement[Any] = requests.c.registered_on
    if wanted.received is False:
        day = func.coalesce(day, date.max)
    return _between(day, wanted.registered_from, wanted.registered_through)


def _uncompleted(day: date | None) -> list[ColumnElement[bool]]:
    completed = requests.c.completed_on
    return [] if day is None else [or_(completed.is_(None), completed > day)]


_LONGEST_INQUIRY = timedelta(days=120)
"""No limit for an answer is as long."""


def _reckoned(day: date | None) -> list[ColumnElement[bool]]:
    if day is None:
        return []
    # Reckoned with here: no place for a value (``kept_questions``).
    assert isinstance(day, date)
    rows = requests.c
    step = counted_steps.c
    # An answer may be due after the request has ended; where its limit is not known, the inquiry was not long ago.
    recent = or_(step.due_on < date.max, step.ended_on >= day - _LONGEST_INQUIRY)
    inquiries = select(step.request_id).where(step.due_on >= day, recent)
    uncertain = (rows.is_open.is_(true()), rows.error.is_not(None), rows.completed_on.is_(None))
    return [or_(*uncertain, rows.completed_on >= day, rows.due_on >= day, rows.id.in_(inquiries))]


def _of_applicant(clue: str | None) -> list[ColumnElement[bool]]:
    if clue is None:
        return []
    named = select(applicants.c.request_id).where(applicants.c.name == clue)
    numbered = select(applicants.c.request_id).where(applicants.c.id_number == clue)
    return [requests.c.id.in_(union(named, numbered))]


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
