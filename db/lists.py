"""Lists of requests: filters, keyset pages and sums over the projection columns, blind of the law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db.records import RequestRow
from resources.vocabulary import ApplicantKind, Channel, Matter, Outcome, Table3Column, Table3Row


class Order(StrEnum):
    """How a list is ordered."""

    NEWEST = "newest"
    """Latest day of registration first."""
    DUE = "due"
    """Earliest reply limit first; requests without one last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFilter:
    """Which requests a list or a sum takes; an empty tuple or None asks for nothing. Days are inclusive.

    ``open``: not voided, and not completed or still waiting for something (e.g. ``service``). ``uncompleted_on``: not
    completed on or before that day. ``applicant``: the exact name or identity number of an applicant.
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
