"""Who asks often, and what several ask for, counted by the numbers that outlive the words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, and_, func, select, true

from db.request_group_tables import request_groups
from db.tables import applicants, request_texts, requests
from db.transaction import ReadTransaction
from db.whose import of, once
from resources.vocabulary import ApplicantKind, Outcome, Table3Row


@dataclass(frozen=True, slots=True)
class Often:
    """An applicant with so many requests in a period; ``group``: its number, ``first``: the first of the requests.

    ``name`` None: destroyed.
    """

    group: int
    first: str
    count: int
    name: str | None
    kind: ApplicantKind


@dataclass(frozen=True, slots=True)
class Sought:
    """What so many applicants asked for in a period; ``group``: its number, ``first``: the first of the requests."""

    group: int
    first: str
    applicants: int


@dataclass(frozen=True, slots=True)
class Ended:
    """How so many requests for the same ended: outcome and row of table 三, None while they are open."""

    outcome: Outcome | None
    row: Table3Row | None
    count: int


class GroupReading(ReadTransaction):
    """Counts who asks and what is asked for. Days are inclusive."""

    def frequent_applicants(self, office: str, first: date, last: date, least: int) -> list[Often]:
        """Who asked at least so often in the period, most often first."""
        group, number = request_groups.c.applicant, func.min(requests.c.number)
        often = (
            select(group, number, func.count())
            .join_from(requests, request_groups)
            .where(*self._received(office, first, last))
            .group_by(group)
            .having(func.count() >= least)
        )
        found = self._connection.execute(often).all()
        return [self._often(row) for row in sorted(found, key=lambda row: (-row[2], row[1]))]

    def wanted_by_several(self, office: str, first: date, last: date, least: int) -> list[Sought]:
        """What at least so many applicants asked for in the period, most applicants first."""
        group, number = request_groups.c.information, func.min(requests.c.number)
        who = func.count(request_groups.c.applicant.distinct())
        several = (
            select(group, number, who)
            .join_from(requests, request_groups)
            .where(*self._received(office, first, last))
            .group_by(group)
            .having(who >= least)
        )
        found = (Sought(*row) for row in self._connection.execute(several))
        return sorted(found, key=lambda one: (-one.applicants, one.first))

    def ends_of_sought(self, office: str, first: date, last: date) -> dict[int, list[Ended]]:
        """How the requests of the period ended, by the number of what they ask for."""
        cells = (requests.c.outcome, requests.c.table_row)
        group = request_groups.c.information
        wanted = select(group, *cells, func.count()).join_from(requests, request_groups)
        wanted = wanted.where(*self._received(office, first, last)).group_by(group, *cells)
        found: defaultdict[int, list[Ended]] = defaultdict(list)
        for number, *cell in self._connection.execute(wanted):
            found[number].append(_ended(*cell))
        return found

    def words_of(self, group: int) -> str | None:
        """What is asked for under a number: document number, title or content; None when all of it is destroyed."""
        texts = request_texts.c
        told = func.coalesce(func.nullif(texts.document_number, ""), func.nullif(texts.document_title, ""))
        wanted = select(func.coalesce(told, texts.content)).join(
            request_groups, request_groups.c.request_id == texts.request_id
        )
        # In the order of the index: what very many asked for is not sorted first.
        in_order = (request_groups.c.applicant, request_groups.c.request_id)
        known = wanted.where(request_groups.c.information == group).order_by(*in_order).limit(1)
        words: str | None = self._connection.scalar(known)
        return words

    def _often(self, row: Any) -> Often:
        group, number, count = row
        of_group = and_(applicants.c.request_id == request_groups.c.request_id, applicants.c.place == 0)
        known = select(applicants.c.name).join(request_groups, of_group).where(request_groups.c.applicant == group)
        name = self._connection.scalar(known.order_by(request_groups.c.request_id.desc()).limit(1))
        asking = select(requests.c.applicant_kind).join(request_groups).where(request_groups.c.applicant == group)
        kind = self._connection.scalar(asking.order_by(request_groups.c.request_id.desc()).limit(1))
        return Often(group, number, count, name, ApplicantKind(str(kind)))

    def _received(self, office: str, first: date, last: date) -> list[ColumnElement[bool]]:
        rows, whose = requests.c, self._whose(office)
        return [
            of(rows.office_id, whose),
            *once(rows.id, whose),
            rows.received_on.between(first, last),
            rows.voided.is_not(true()),
        ]


def asked_by(groups: tuple[int, ...]) -> list[ColumnElement[bool]]:
    """Requests whose applicant has one of the numbers."""
    return _in_group(request_groups.c.applicant, groups)


def asked_for(groups: tuple[int, ...]) -> list[ColumnElement[bool]]:
    """Requests for information that has one of the numbers."""
    return _in_group(request_groups.c.information, groups)


def _in_group(column: Column[Any], groups: tuple[int, ...]) -> list[ColumnElement[bool]]:
    if not groups:
        return []
    here = select(request_groups.c.request_id).where(request_groups.c.request_id == requests.c.id)
    return [here.where(column.in_(groups)).exists()]


def _ended(outcome: str | None, row: str | None, count: int) -> Ended:
    return Ended(None if outcome is None else Outcome(outcome), None if row is None else Table3Row(row), count)
