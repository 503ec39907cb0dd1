"""What stands behind a sum: steps, letters and disputes as keyset pages, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, Select, Subquery, and_, func, or_, select, tuple_

from db.disputes import DisputeReading
from db.figure_tables import counted_steps
from db.figures import answers_several, awaited_on, lapsed_in, pending_on
from db.kept_questions import Build, rows_of
from db.letters import LetterReading
from db.lists import ListReading, Order, PageKey, placed
from db.requests import PORTION
from db.row_filters import RowFilter
from db.tables import disputes, letter_requests, letters, request_texts, requests
from db.whose import Whose, of, once
from resources.vocabulary import DisputeKind, DisputeResult, EventKind, LetterKind


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
    """Which letters a list takes: valid ones of a period, of some kinds or titles, answering several requests."""

    first: date
    last: date
    kinds: tuple[LetterKind, ...] = ()
    titles: tuple[str, ...] = ()
    merged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeFilter:
    """Which disputes a list takes: filed or decided in a period, pending on a day, or either of them (its last day)."""

    kinds: tuple[DisputeKind, ...] = ()
    filed: tuple[date, date] | None = None
    decided: tuple[date, date] | None = None
    results: tuple[DisputeResult, ...] = ()
    pending: date | None = None
    decided_or_pending: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended: the day and the inner ids of its last entry."""

    day: date
    row: int
    part: int = 0


class StepRow(NamedTuple):
    """A step with number and content of its request; ``content`` None: destroyed."""

    office: str
    number: str
    content: str | None
    kind: EventKind
    on: date
    detail: str | None
    due_on: date | None


class BriefRow(NamedTuple):
    """The little that a list behind a figure shows of a request; ``content`` None: destroyed."""

    office: str
    number: str
    content: str | None
    completed_on: date | None
    outcome: str | None


class PaperRow(NamedTuple):
    """A letter with how many requests it answers, and the first of them."""

    office: str
    id: str
    number: str | None
    title: str
    on: date
    answered: int
    first_answered: str | None


class DisputeRow(NamedTuple):
    """A review or suit with number and content of its request; ``result`` None: pending."""

    office: str
    number: str
    content: str | None
    filed_on: date
    kind: DisputeKind
    result: DisputeResult | None


class FigureListReading(ListReading, LetterReading, DisputeReading):
    """Lists behind sums. Each gives its entries and where the next page begins, None on the last one."""

    def brief_rows(
        self, office: str, wanted: RowFilter, order: Order, after: PageKey | None, limit: int
    ) -> tuple[list[BriefRow], PageKey | None]:
        """A page of the list with little of each request, and where the next one begins."""
        found = self._rows_behind(_brief, office, wanted, after, limit, order)
        names = self._office_names()
        page = [BriefRow(names[row[2]], *row[3:]) for row in found[:limit]]
        return page, PageKey(*found[limit - 1][:2]) if len(found) > limit else None

    def brief_rows_of(self, office: str, numbers: Sequence[str]) -> dict[str, BriefRow]:
        """The same of single requests by number; one that is not there is left out."""
        found: dict[str, BriefRow] = {}
        row = requests.c
        for first in range(0, len(numbers), PORTION):
            some = numbers[first : first + PORTION]
            asked = select(*_SHOWN).outerjoin(request_texts)
            mine = asked.where(row.office_id == self._office_id(office), row.number.in_(some))
            found.update((one[0], BriefRow(office, *one)) for one in self._connection.execute(mine))
        return found

    def step_rows(
        self, office: str, wanted: StepFilter, after: Place | None, limit: int
    ) -> tuple[list[StepRow], Place | None]:
        """Steps, latest first."""
        found = self._rows_behind(_step_page, office, wanted, after, limit)
        names = self._office_names()
        steps = [StepRow(names[row[3]], row[4], row[5], wanted.kind, row[0], row[6], row[7]) for row in found[:limit]]
        return steps, Place(*found[limit - 1][:3]) if len(found) > limit else None

    def paper_rows(
        self, office: str, wanted: PaperFilter, after: Place | None, limit: int
    ) -> tuple[list[PaperRow], Place | None]:
        """Letters, latest first."""
        found = self._rows_behind(_paper_page, office, wanted, after, limit)
        names = self._office_names()
        papers = [PaperRow(names[row[2]], row[3], row[4], row[5], row[0], row[6], row[7]) for row in found[:limit]]
        return papers, Place(*found[limit - 1][:2]) if len(found) > limit else None

    def dispute_rows(
        self, office: str, wanted: DisputeFilter, after: Place | None, limit: int
    ) -> tuple[list[DisputeRow], Place | None]:
        """Reviews and suits, latest filed first."""
        found = self._rows_behind(_dispute_page, office, wanted, after, limit)
        names = self._office_names()
        page = [_dispute_row(row, names[row[2]]) for row in found[:limit]]
        return page, Place(*found[limit - 1][:2]) if len(found) > limit else None

    def _rows_behind(
        self, build: Build, office: str, wanted: object, after: PageKey | Place | None, limit: int, *fixed: object
    ) -> list[Any]:
        """A page and the row after it."""
        return rows_of(self._connection, build, (self._whose(office), wanted, after), (limit + 1, *fixed))


_SHOWN = (requests.c.number, request_texts.c.content, requests.c.completed_on, requests.c.outcome)


def _brief(whose: Whose, wanted: RowFilter, after: PageKey | None, limit: int, order: Order) -> Select[Any]:
    asked, day, ordering = placed(wanted, order, after)
    listed = select(day, requests.c.id, requests.c.office_id, *_SHOWN).outerjoin(request_texts)
    listed = listed.where(of(requests.c.office_id, whose), *once(requests.c.id, whose), *asked)
    return listed.order_by(*ordering).limit(limit)


def _step_page(whose: Whose, wanted: StepFilter, after: Place | None, limit: int) -> Select[Any]:
    rows = counted_steps.c
    asked = [of(rows.office_id, whose), *once(rows.request_id, whose), rows.kind == wanted.kind, *_steps(wanted)]
    place = (rows.happened_on, rows.request_id, rows.place)
    if after is not None:
        asked.append(tuple_(*place) < tuple_(after.day, after.row, after.part))
    page = select(*place, rows.office_id, rows.detail, rows.due_on).where(*asked)
    page = page.order_by(*(column.desc() for column in place)).limit(limit)
    listed = page.subquery()
    return (
        select(*_place_of(listed), listed.c.office_id, *_SHOWN[:2], listed.c.detail, listed.c.due_on)
        .join(requests, requests.c.id == listed.c.request_id)
        .outerjoin(request_texts, request_texts.c.request_id == requests.c.id)
        .order_by(*(column.desc() for column in _place_of(listed)))
    )


def _paper_page(whose: Whose, wanted: PaperFilter, after: Place | None, limit: int) -> Select[Any]:
    rows, links = letters.c, letter_requests.c
    asked = [of(rows.office_id, whose), rows.void_reason.is_(None)]
    asked.append(rows.dated_on.between(wanted.first, wanted.last))
    if wanted.kinds:
        asked.append(rows.kind.in_(wanted.kinds))
    if wanted.titles:
        asked.append(rows.title.in_(wanted.titles))
    if wanted.merged:
        asked.append(answers_several())
    answered = select(func.count()).where(links.letter_id == rows.id).scalar_subquery()
    first = select(requests.c.number).join(letter_requests, links.request_id == requests.c.id)
    first_answered = first.where(links.letter_id == rows.id).order_by(links.place).limit(1).scalar_subquery()
    shown = (rows.dated_on, rows.id, rows.office_id, rows.name, rows.number, rows.title, answered, first_answered)
    return _newest(select(*shown).where(*asked), rows.dated_on, rows.id, after, limit)


def _dispute_page(whose: Whose, wanted: DisputeFilter, after: Place | None, limit: int) -> Select[Any]:
    rows = disputes.c
    shown = (rows.filed_on, rows.id, rows.office_id, *_SHOWN[:2], rows.kind, rows.result)
    known = select(*shown).join(requests, requests.c.id == rows.request_id)
    known = known.outerjoin(request_texts, request_texts.c.request_id == requests.c.id)
    asked = (of(rows.office_id, whose), rows.void_reason.is_(None), *_disputes(wanted))
    return _newest(known.where(*asked), rows.filed_on, rows.id, after, limit)


def _newest(listed: Select[Any], day: Column[Any], row: Column[Any], after: Place | None, limit: int) -> Select[Any]:
    if after is not None:
        listed = listed.where(tuple_(day, row) < tuple_(after.day, after.row))
    return listed.order_by(day.desc(), row.desc()).limit(limit)


def _dispute_row(row: Any, office: str) -> DisputeRow:
    result = None if row[6] is None else DisputeResult(row[6])
    return DisputeRow(office, row[3], row[4], row[0], DisputeKind(row[5]), result)


def _place_of(listed: Subquery) -> tuple[ColumnElement[Any], ...]:
    return listed.c.happened_on, listed.c.request_id, listed.c.place


def _steps(wanted: StepFilter) -> list[ColumnElement[bool]]:
    rows = counted_steps.c
    asked: list[ColumnElement[bool]] = []
    if wanted.first is not None and wanted.last is not None:
        asked.append(rows.happened_on.between(wanted.first, wanted.last))
    if wanted.details:
        among = rows.detail.in_([detail for detail in wanted.details if detail is not None])
        nameless = any(detail is None for detail in wanted.details)
        asked.append(among | rows.detail.is_(None) if nameless else among)
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
        asked.append(_decided(wanted.decided))
    if wanted.results:
        asked.append(rows.result.in_(wanted.results))
    if wanted.pending is not None:
        asked.append(pending_on(wanted.pending))
    if wanted.decided_or_pending is not None:
        asked.append(or_(_decided(wanted.decided_or_pending), pending_on(wanted.decided_or_pending[1])))
    return asked


def _decided(period: tuple[date, date]) -> ColumnElement[bool]:
    return and_(disputes.c.decided_on.between(*period), disputes.c.result.is_not(None))
