"""What stands behind a sum: steps, letters and disputes as keyset pages, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Select, Subquery, select, tuple_

from db.disputes import DisputeReading
from db.figure_tables import counted_steps
from db.figures import answers_several, awaited_on, lapsed_in, pending_on
from db.letters import LetterReading
from db.lists import ListReading, Order, PageKey, RowFilter, placed
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
        found = self._connection.execute(_brief(self._office_id(office), wanted, order, after, limit + 1)).all()
        page = [BriefRow(row[0], row[1], row[2], row[3]) for row in found[:limit]]
        return page, PageKey(found[limit - 1][5], found[limit - 1][4]) if len(found) > limit else None

    def step_rows(
        self, office: str, wanted: StepFilter, after: Place | None, limit: int
    ) -> tuple[list[StepRow], Place | None]:
        """Steps, latest first."""
        asked = _step_page(self._office_id(office), wanted, after, limit + 1)
        found = self._connection.execute(asked).all()
        steps = [StepRow(row[3], row[4], wanted.kind, row[0], row[5], row[6]) for row in found[:limit]]
        return steps, Place(*found[limit - 1][:3]) if len(found) > limit else None

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


@lru_cache(maxsize=256)
def _brief(office_id: int, wanted: RowFilter, order: Order, after: PageKey | None, limit: int) -> Select[Any]:
    """The question for a page; kept, because a figure is opened again and again."""
    asked, day, ordering = placed(wanted, order, after)
    listed = _BRIEF.add_columns(requests.c.id, day).where(requests.c.office_id == office_id, *asked)
    return listed.order_by(*ordering).limit(limit)


@lru_cache(maxsize=256)
def _step_page(office_id: int, wanted: StepFilter, after: Place | None, limit: int) -> Select[Any]:
    """The question for a page of steps; kept like that of ``_brief``."""
    rows = counted_steps.c
    asked = [rows.office_id == office_id, rows.kind == wanted.kind, *_steps(wanted)]
    place = (rows.happened_on, rows.request_id, rows.place)
    if after is not None:
        asked.append(tuple_(*place) < tuple_(after.day, after.row, after.part))
    page = select(*place, rows.detail, rows.due_on).where(*asked)
    page = page.order_by(*(column.desc() for column in place)).limit(limit)
    listed = page.subquery()
    return (
        select(*_place_of(listed), requests.c.number, request_texts.c.content, listed.c.detail, listed.c.due_on)
        .join(requests, requests.c.id == listed.c.request_id)
        .outerjoin(request_texts, request_texts.c.request_id == requests.c.id)
        .order_by(*(column.desc() for column in _place_of(listed)))
    )


def _place_of(listed: Subquery) -> tuple[ColumnElement[Any], ...]:
    return listed.c.happened_on, listed.c.request_id, listed.c.place


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
