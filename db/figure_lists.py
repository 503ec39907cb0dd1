"""What stands behind a sum: steps, letters and disputes as keyset pages, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Select, select, tuple_

from db.disputes import DisputeReading
from db.figure_tables import counted_steps
from db.figures import answers_several, awaited_on, lapsed_in, pending_on
from db.letters import LetterReading
from db.lists import ListReading, Order, PageKey, RowFilter
from db.records import Dispute, Letter
from db.tables import disputes, letters, request_texts, requests
from resources.vocabulary import DisputeKind, DisputeResult, EventKind, LetterKind

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFilter:
    """Which steps a list takes; empty or None asks for nothing. Days are inclusive.

    ``lapsed``: inquiries whose limit ended unanswered in these days. ``awaited``: those whose answer was awaited on the
    first day and whose limit ends after the second.
    """

    kind: EventKind
    first: date | None = None
    last: date | None = None
    details: tuple[str | None, ...] = ()
    late: bool | None = None
    lapsed: tuple[date, date] | None = None
    awaited: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFilter:
    """Which letters a list takes: valid ones dated in the period, of some kinds, answering several requests."""

    first: date
    last: date
    kinds: tuple[LetterKind, ...] = ()
    merged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeFilter:
    """Which disputes a list takes: filed or decided in a period, or pending on a day."""

    kinds: tuple[DisputeKind, ...] = ()
    filed: tuple[date, date] | None = None
    decided: tuple[date, date] | None = None
    results: tuple[DisputeResult, ...] = ()
    pending: date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended: the day and the inner ids of its last entry."""

    day: date
    row: int
    part: int = 0


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step with number and content of its request; ``content`` None: destroyed."""

    number: str
    content: str | None
    kind: EventKind
    on: date
    detail: str | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class BriefRow:
    """The little that a list behind a figure shows of a request; ``content`` None: destroyed."""

    number: str
    content: str | None
    completed_on: date | None
    outcome: str | None


class FigureListReading(ListReading, LetterReading, DisputeReading):
    """Lists behind sums. Each gives its entries and where the next page begins, None on the last one."""

    def brief_rows(
        self, office: str, wanted: RowFilter, order: Order, after: PageKey | None, limit: int
    ) -> tuple[list[BriefRow], PageKey | None]:
        """A page of the list with little of each request, and where the next one begins."""
        asked, day, ordering = self._placed(office, wanted, order, after)
        listed = _BRIEF.add_columns(requests.c.id, day).where(*asked).order_by(*ordering).limit(limit + 1)
        found = self._connection.execute(listed).all()
        page = [BriefRow(row[0], row[1], row[2], row[3]) for row in found[:limit]]
        return page, PageKey(found[limit - 1][5], found[limit - 1][4]) if len(found) > limit else None

    def step_rows(
        self, office: str, wanted: StepFilter, after: Place | None, limit: int
    ) -> tuple[list[StepRow], Place | None]:
        """Steps, latest first."""
        rows = counted_steps.c
        asked = [rows.office_id == self._office_id(office), rows.kind == wanted.kind, *_steps(wanted)]
        place = (rows.happened_on, rows.request_id, rows.place)
        if after is not None:
            asked.append(tuple_(*place) < tuple_(after.day, after.row, after.part))
        found, going_on = self._page(select(counted_steps).where(*asked), place, limit)
        named = select(requests.c.id, requests.c.number, request_texts.c.content).outerjoin(request_texts)
        ids = [row.request_id for row in found]
        known = {row[0]: row for row in self._connection.execute(named.where(requests.c.id.in_(ids)))}
        steps = [
            StepRow(known[row[0]][1], known[row[0]][2], EventKind(row.kind), row.happened_on, row.detail, row.due_on)
            for row in found
        ]
        last = found[-1] if going_on else None
        return steps, None if last is None else Place(last.happened_on, last.request_id, last.place)

    def paper_rows(
        self, office: str, wanted: PaperFilter, after: Place | None, limit: int
    ) -> tuple[list[Letter], Place | None]:
        """Letters, latest first."""
        rows = letters.c
        asked = [rows.office_id == self._office_id(office), rows.void_reason.is_(None)]
        asked.append(rows.dated_on.between(wanted.first, wanted.last))
        if wanted.kinds:
            asked.append(rows.kind.in_(wanted.kinds))
        if wanted.merged:
            asked.append(answers_several())
        found, last = self._day_page(
            select(rows.id, rows.dated_on.label("day")), rows.dated_on, rows.id, asked, after, limit
        )
        return self._letters_of_ids(office, found), last

    def dispute_rows(
        self, office: str, wanted: DisputeFilter, after: Place | None, limit: int
    ) -> tuple[list[Dispute], Place | None]:
        """Reviews and suits, latest filed first."""
        rows = disputes.c
        asked = [rows.office_id == self._office_id(office), *_disputes(wanted)]
        found, last = self._day_page(
            select(rows.id, rows.filed_on.label("day")), rows.filed_on, rows.id, asked, after, limit
        )
        known = self._disputes_of_ids(office, found)
        return [known[row] for row in found], last

    def _day_page(
        self,
        listed: Select[Any],
        day: Column[Any],
        row: Column[Any],
        asked: list[ColumnElement[bool]],
        after: Place | None,
        limit: int,
    ) -> tuple[list[int], Place | None]:
        if after is not None:
            asked = [*asked, tuple_(day, row) < tuple_(after.day, after.row)]
        found, going_on = self._page(listed.where(*asked), (day, row), limit)
        return [one.id for one in found], Place(found[-1].day, found[-1].id) if going_on else None

    def _page(self, listed: Select[Any], place: tuple[Column[Any], ...], limit: int) -> tuple[list[Any], bool]:
        ordered = listed.order_by(*(column.desc() for column in place)).limit(limit + 1)
        found = list(self._connection.execute(ordered).all())
        return found[:limit], len(found) > limit


_BRIEF = select(requests.c.number, request_texts.c.content, requests.c.completed_on, requests.c.outcome).outerjoin(
    request_texts
)


def _steps(wanted: StepFilter) -> list[ColumnElement[bool]]:
    rows = counted_steps.c
    asked: list[ColumnElement[bool]] = []
    if wanted.first is not None and wanted.last is not None:
        asked.append(rows.happened_on.between(wanted.first, wanted.last))
    if wanted.details:
        among = rows.detail.in_([detail for detail in wanted.details if detail is not None])
        asked.append(among | rows.detail.is_(None) if None in wanted.details else among)
    if wanted.late is not None:
        asked.append(rows.late.is_(wanted.late))
    if wanted.lapsed is not None:
        asked.append(lapsed_in(*wanted.lapsed))
    if wanted.awaited is not None:
        asked.append(awaited_on(*wanted.awaited))
    return asked


def _disputes(wanted: DisputeFilter) -> list[ColumnElement[bool]]:
    rows = disputes.c
    asked: list[ColumnElement[bool]] = []
    if wanted.kinds:
        asked.append(rows.kind.in_(wanted.kinds))
    if wanted.filed is not None:
        asked.append(rows.filed_on.between(*wanted.filed))
    if wanted.decided is not None:
        asked += [rows.decided_on.between(*wanted.decided), rows.result.is_not(None)]
    if wanted.results:
        asked.append(rows.result.in_(wanted.results))
    if wanted.pending is not None:
        asked.append(pending_on(wanted.pending))
    return asked
