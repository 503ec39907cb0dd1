"""Sums for summaries and yearly tables, each in one pass along an index, blind of what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true, union_all

from db.figure_tables import counted_steps
from db.projections import LONG_DAYS
from db.tables import disputes, letter_requests, letters, requests
from db.transaction import ReadTransaction
from db.whose import of, once
from resources.vocabulary import DisputeKind, DisputeResult, EventKind, LetterKind, Matter, Party


@dataclass(frozen=True, slots=True)
class ReceivedGroup:
    """Requests received in a period that have all this in common."""

    channel: str
    column: str
    applicant_kind: str
    subject: str | None
    handler: str | None
    count: int


@dataclass(frozen=True, slots=True)
class CompletedGroup:
    """Requests completed in a period that have all this in common. ``received``: on or before their completion."""

    row: str | None
    column: str
    applicant_kind: str
    outcome: str | None
    late: bool | None
    days_used: int | None
    extended: bool
    received: bool
    count: int


@dataclass(frozen=True, slots=True)
class StepGroup:
    """Steps of a period of one kind; ``fen``: their money."""

    kind: EventKind
    detail: str | None
    late: bool | None
    count: int
    fen: int


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """Requests open on a day that have something in common; ``since``: the earliest day of receipt among them."""

    count: int
    since: date


class FigureReading(ReadTransaction):
    """Counts. Days are inclusive."""

    def received_groups(self, office: str, first: date, last: date) -> list[ReceivedGroup]:
        """Requests received in the period."""
        rows = requests.c
        groups = (rows.channel, rows.table_column, rows.applicant_kind, rows.subject, rows.handler)
        wanted = self._of(office, rows.received_on.between(first, last), rows.voided.is_not(true()))
        found = self._connection.execute(select(*groups, func.count()).where(*wanted).group_by(*groups))
        return [ReceivedGroup(*row) for row in found]

    def completed_groups(self, office: str, first: date, last: date) -> list[CompletedGroup]:
        """Requests completed in the period, those too that stand in no row though they should."""
        rows = requests.c
        received = (rows.received_on <= rows.completed_on).label("received")
        cell = (rows.table_row, rows.table_column, rows.applicant_kind, rows.outcome)
        groups = (*cell, rows.late, rows.days_used, rows.extended, received)
        wanted = self._of(
            office,
            rows.completed_on.between(first, last),
            rows.voided.is_not(true()),
            rows.matter == Matter.DISCLOSURE,
        )
        found = self._connection.execute(select(*groups, func.count()).where(*wanted).group_by(*groups))
        return [_completed_group(row) for row in found]

    def received_span(self, office: str) -> tuple[date, date] | None:
        """The first and the last day on which a request was received; None where none was."""
        day, whose = requests.c.received_on, self._whose(office)
        known = select(day).where(of(requests.c.office_id, whose), day.is_not(None)).limit(1)
        first, last = (self._connection.scalar(known.order_by(end)) for end in (day, day.desc()))
        return None if first is None or last is None else (first, last)

    def received_by_day(self, office: str, first: date, last: date) -> dict[date, int]:
        """Requests received on each day of the period."""
        return self._by_day(requests.c.received_on, office, first, last)

    def completed_by_day(self, office: str, first: date, last: date) -> dict[date, int]:
        """Requests completed on each day of the period that stand in a row."""
        return self._by_day(requests.c.completed_on, office, first, last, requests.c.table_row.is_not(None))

    def _by_day(
        self, day: ColumnElement[Any], office: str, first: date, last: date, *narrowed: ColumnElement[bool]
    ) -> dict[date, int]:
        wanted = self._of(office, day.between(first, last), requests.c.voided.is_not(true()), *narrowed)
        found = self._connection.execute(select(day, func.count()).where(*wanted).group_by(day))
        return {row[0]: row[1] for row in found}

    def open_by_limit(self, office: str, day: date) -> dict[date | None, OpenGroup]:
        """Requests received by ``day`` and not completed on it, by the limit that is stored."""
        return self._open(office, day, requests.c.due_on)

    def open_by_column(self, office: str, day: date) -> dict[str, int]:
        """Requests received by ``day`` and not completed on it, by their column."""
        return {column: open.count for column, open in self._open(office, day, requests.c.table_column).items()}

    def _open(self, office: str, day: date, group: ColumnElement[Any]) -> dict[Any, OpenGroup]:
        """Along the index: those completed soon after, those that were open for long, those not completed yet."""
        rows = requests.c
        # Not a bound of the index: what was received by a day is nearly everything.
        received = func.coalesce(rows.received_on, date.max) <= day
        shared = self._of(office, received, rows.voided.is_not(true()))
        soon = day + timedelta(LONG_DAYS)
        listed = select(group.label("of"), rows.received_on.label("since")).where(*shared)
        parts = (
            listed.where(rows.completed_on > day, rows.completed_on <= soon),
            listed.where(rows.completed_on > soon, rows.long_open.is_(true())),
            listed.where(rows.completed_on.is_(None)),
        )
        both = union_all(*parts).subquery()
        found = self._connection.execute(select(both.c.of, func.count(), func.min(both.c.since)).group_by(both.c.of))
        return {row[0]: OpenGroup(row[1], row[2]) for row in found}

    def step_groups(self, office: str, first: date, last: date) -> list[StepGroup]:
        """Steps that happened in the period."""
        rows = counted_steps.c
        groups = (rows.kind, rows.detail, rows.late)
        sums = (func.count(), func.coalesce(func.sum(rows.fen), 0))
        wanted = (
            *self._steps_of_office(office),
            rows.kind.in_(_COUNTED_KINDS),
            rows.happened_on.between(first, last),
        )
        found = self._connection.execute(select(*groups, *sums).where(*wanted).group_by(*groups))
        return [StepGroup(EventKind(row[0]), row[1], row[2], row[3], row[4]) for row in found]

    def inquiries_lapsed(self, office: str, first: date, last: date) -> dict[Party, int]:
        """Inquiries whose limit ended in the period without an answer, by party."""
        return self._parties(*self._steps_of_office(office), lapsed_in(first, last))

    def inquiries_open(self, office: str, day: date, lapsed: date) -> dict[Party, int]:
        """Inquiries whose answer was awaited on ``day`` and whose limit ends after ``lapsed``, by party."""
        return self._parties(*self._steps_of_office(office), awaited_on(day, lapsed))

    def _parties(self, *wanted: ColumnElement[bool]) -> dict[Party, int]:
        party = counted_steps.c.detail
        found = self._connection.execute(select(party, func.count()).where(*wanted).group_by(party))
        return {Party(row[0]): row[1] for row in found}

    def paper_counts(self, office: str, first: date, last: date) -> dict[LetterKind, int]:
        """Letters dated in the period by kind; void ones do not count."""
        rows = letters.c
        counted = select(rows.kind, func.count()).where(*self._papers(office, first, last)).group_by(rows.kind)
        return {LetterKind(row[0]): row[1] for row in self._connection.execute(counted)}

    def merged_counts(self, office: str, first: date, last: date) -> dict[LetterKind, int]:
        """Those of them that answer several requests."""
        rows = letters.c
        counted = select(rows.kind, func.count()).where(*self._papers(office, first, last), answers_several())
        return {LetterKind(row[0]): row[1] for row in self._connection.execute(counted.group_by(rows.kind))}

    def _papers(self, office: str, first: date, last: date) -> tuple[ColumnElement[bool], ...]:
        rows = letters.c
        return (
            of(rows.office_id, self._whose(office)),
            rows.dated_on.between(first, last),
            rows.void_reason.is_(None),
        )

    def disputes_filed(self, office: str, first: date, last: date) -> dict[DisputeKind, int]:
        """Reviews and suits filed in the period."""
        return self._disputes(office, disputes.c.filed_on.between(first, last))

    def disputes_pending(self, office: str, day: date) -> dict[DisputeKind, int]:
        """Those filed by ``day`` and not decided on it."""
        return self._disputes(office, pending_on(day))

    def _disputes(self, office: str, asked: ColumnElement[bool]) -> dict[DisputeKind, int]:
        kind = disputes.c.kind
        wanted = (of(disputes.c.office_id, self._whose(office)), disputes.c.void_reason.is_(None), asked)
        found = self._connection.execute(select(kind, func.count()).where(*wanted).group_by(kind))
        return {DisputeKind(row[0]): row[1] for row in found}

    def disputes_decided(self, office: str, first: date, last: date) -> dict[tuple[DisputeKind, DisputeResult], int]:
        """Those decided in the period, by kind and result."""
        rows = disputes.c
        groups = (rows.kind, rows.result)
        valid = of(rows.office_id, self._whose(office)), rows.void_reason.is_(None)
        wanted = (*valid, rows.decided_on.between(first, last))
        found = self._connection.execute(
            select(*groups, func.count()).where(*wanted, rows.result.is_not(None)).group_by(*groups)
        )
        return {(DisputeKind(row[0]), DisputeResult(row[1])): row[2] for row in found}

    def _of(self, office: str, *asked: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
        whose = self._whose(office)
        return (of(requests.c.office_id, whose), *once(requests.c.id, whose), *asked)

    def _steps_of_office(self, office: str) -> tuple[ColumnElement[bool], ...]:
        whose = self._whose(office)
        return (of(counted_steps.c.office_id, whose), *once(counted_steps.c.request_id, whose))


def _completed_group(row: Any) -> CompletedGroup:
    cell, column, kind, outcome, late, days, extended, received, count = tuple(row)
    return CompletedGroup(cell, column, kind, outcome, late, days, bool(extended), bool(received), count)


_COUNTED_KINDS = (
    EventKind.CORRECTION_REQUESTED,
    EventKind.CORRECTED,
    EventKind.CORRECTION_LAPSED,
    EventKind.CONSULTED,
    EventKind.OPINION_RECEIVED,
    EventKind.EXTENDED,
    EventKind.FEE_NOTICED,
    EventKind.FEE_PAID,
    EventKind.FEE_LAPSED,
    EventKind.SERVED,
    EventKind.RETURNED,
    EventKind.REPLIED,
    EventKind.WITHDRAWN,
)


def lapsed_in(first: date, last: date) -> ColumnElement[bool]:
    """An inquiry whose limit ended in the period without an answer by then."""
    rows = counted_steps.c
    return and_(rows.due_on.between(first, last), or_(rows.ended_on.is_(None), rows.ended_on > rows.due_on))


def awaited_on(day: date, lapsed: date) -> ColumnElement[bool]:
    """An inquiry whose answer was awaited on ``day`` and whose limit ends after ``lapsed``."""
    rows = counted_steps.c
    return and_(rows.due_on > lapsed, rows.happened_on <= day, or_(rows.ended_on.is_(None), rows.ended_on > day))


def pending_on(day: date) -> ColumnElement[bool]:
    """A review or suit that was filed by ``day`` and not decided on it."""
    rows = disputes.c
    return and_(rows.filed_on <= day, or_(rows.decided_on.is_(None), rows.decided_on > day))


def answers_several() -> ColumnElement[bool]:
    """A letter that answers more than one request."""
    links = letter_requests.c
    return select(links.letter_id).where(links.letter_id == letters.c.id, links.place == 1).exists()
