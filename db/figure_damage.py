"""Finds by name what contradicts itself among the counted rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, and_, func, or_, select, true, tuple_

from db.figure_tables import counted_steps
from db.figures import CompletedGroup
from db.tables import disputes, events, letter_requests, letters, requests
from db.transaction import ReadTransaction
from resources.vocabulary import ENDINGS, LetterKind, Matter

_MOST = 100


class DamageReading(ReadTransaction):
    """Numbers of damaged records, at most a hundred of each kind."""

    def contradicts_itself(self, office: str, first: date, last: date, cells: Sequence[tuple[str, str]]) -> bool:
        """Whether a request received or completed in the period does; ``cells``: outcome and row that go together."""
        rows = requests.c
        mine = (rows.office_id == self._office_id(office), rows.voided.is_not(true()))
        other_column = rows.table_column != rows.applicant_kind
        received = select(rows.id).where(*mine, rows.received_on.between(first, last), other_column)
        faulty = or_(
            rows.table_row.is_(None),
            rows.received_on.is_(None),
            rows.received_on > rows.completed_on,
            tuple_(rows.outcome, rows.table_row).not_in(cells),
            rows.outcome.is_(None),
        )
        completed = select(rows.id).where(
            *mine, rows.completed_on.between(first, last), rows.matter == Matter.DISCLOSURE, faulty
        )
        return any(self._connection.scalar(one.limit(1)) is not None for one in (received, completed))

    def received_in(self, office: str, first: date, last: date, column: str, kind: str) -> list[str]:
        """Requests received in the period with that column and that kind of applicant."""
        rows = requests.c
        return self._numbers(
            office,
            rows.received_on.between(first, last),
            rows.voided.is_not(true()),
            rows.table_column == column,
            rows.applicant_kind == kind,
        )

    def completed_in(self, office: str, first: date, last: date, group: CompletedGroup) -> list[str]:
        """Requests completed in the period that belong to the group."""
        rows = requests.c
        on_time = rows.received_on <= rows.completed_on
        received = on_time if group.received else on_time.is_not(true())
        return self._numbers(
            office,
            rows.completed_on.between(first, last),
            rows.voided.is_not(true()),
            rows.matter == Matter.DISCLOSURE,
            _is(rows.table_row, group.row),
            _is(rows.outcome, group.outcome),
            _is(rows.days_used, group.days_used),
            rows.late.is_(group.late),
            rows.table_column == group.column,
            received,
        )

    def _numbers(self, office: str, *asked: ColumnElement[bool]) -> list[str]:
        wanted = select(requests.c.number).where(requests.c.office_id == self._office_id(office), *asked)
        return list(self._connection.scalars(wanted.order_by(requests.c.id).limit(_MOST)))

    def steps_with(self, office: str, detail: str, first: date, last: date) -> list[str]:
        """Requests with an ending of that detail in the period."""
        rows = counted_steps.c
        wanted = (
            select(requests.c.number)
            .join(counted_steps)
            .where(
                rows.office_id == self._office_id(office),
                rows.kind.in_(ENDINGS),
                rows.happened_on.between(first, last),
                rows.detail == detail,
            )
        )
        return list(self._connection.scalars(wanted.order_by(requests.c.id).limit(_MOST)))

    def loose_letters(self, office: str, kinds: Sequence[LetterKind], first: date, last: date) -> list[str]:
        """Valid letters of these kinds dated in the period that answer no request."""
        rows = letters.c
        answered = select(letter_requests.c.letter_id).where(letter_requests.c.letter_id == rows.id).exists()
        wanted = select(rows.name).where(
            rows.office_id == self._office_id(office),
            rows.dated_on.between(first, last),
            rows.void_reason.is_(None),
            rows.kind.in_(kinds),
            ~answered,
        )
        return list(self._connection.scalars(wanted.order_by(rows.id).limit(_MOST)))

    def half_decided(self, office: str, first: date, last: date) -> list[str]:
        """Requests with a review or suit that has a day of decision in the period and no result, or only a result."""
        rows = disputes.c
        without_result = and_(rows.decided_on.between(first, last), rows.result.is_(None))
        without_day = and_(rows.filed_on.between(first, last), rows.decided_on.is_(None), rows.result.is_not(None))
        wanted = (
            select(requests.c.number)
            .join(disputes)
            .where(
                rows.office_id == self._office_id(office), rows.void_reason.is_(None), or_(without_result, without_day)
            )
        )
        return list(self._connection.scalars(wanted.order_by(requests.c.id).limit(_MOST)))

    def _requests_are_gone(self) -> bool:
        """Whether rows of requests may be missing: their inner ids run without gaps, and events know the last one."""
        # Asked one by one: together they would read the whole table.
        last = self._connection.scalar(select(func.max(requests.c.id))) or 0
        named = self._connection.scalar(select(func.max(events.c.request_id))) or 0
        return bool(named > last or self._connection.scalar(select(func.count()).select_from(requests)) != last)

    def loose_events(self, first: date, last: date) -> list[str]:
        """Endings of the period whose request is gone: their place in the chain."""
        if self.is_shadowed or not self._requests_are_gone():
            return []
        rows = events.c
        known = select(requests.c.id).where(requests.c.id == rows.request_id).exists()
        wanted = select(rows.id).where(rows.kind.in_(ENDINGS), rows.happened_on.between(first, last), ~known)
        return [str(place) for place in self._connection.scalars(wanted.order_by(rows.id).limit(_MOST))]


def _is(column: Column[Any], value: str | int | None) -> ColumnElement[bool]:
    return column.is_(None) if value is None else column == value
