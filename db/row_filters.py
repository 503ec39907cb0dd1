"""Which requests a list or a sum takes, as conditions on the projection columns; blind of the law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, false, func, or_, select, true, union

from db.figure_tables import counted_steps
from db.group_figures import asked_by, asked_for
from db.tables import applicants, requests
from resources.vocabulary import ApplicantKind, Channel, Matter, Outcome, Table3Column, Table3Row


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
        *_between(rows.days_used, wanted.days_from, wanted.days_through),
    ]


def _among(column: Column[Any], values: Sequence[str | None]) -> list[ColumnElement[bool]]:
    if not values:
        return []
    among = column.in_([value for value in values if value is not None])
    return [or_(among, column.is_(None)) if any(value is None for value in values) else among]


def _known(column: Column[Any], known: bool | None) -> list[ColumnElement[bool]]:
    return [] if known is None else [column.is_not(None) if known else column.is_(None)]


def _given(column: Column[Any], value: str | None) -> list[ColumnElement[bool]]:
    return [] if value is None else [column == value]


def _yes_or_no(column: Column[Any], value: bool | None) -> list[ColumnElement[bool]]:
    # Written as a literal, so that SQLite sees that a partial index fits.
    return [] if value is None else [column.is_(true() if value else false())]


def _between(
    column: ColumnElement[Any], first: date | int | None, last: date | int | None
) -> list[ColumnElement[bool]]:
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
