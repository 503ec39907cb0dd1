"""Files of requests after their end: which may be due for appraisal, and how they are destroyed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, exists, func, literal, or_, select, true, tuple_, union_all

from db import events, sqlite
from db.complaint_tables import complaints
from db.destroyed_words import delete_private
from db.lists import PageKey
from db.records import Event
from db.retention_records import Destruction, EndedFile, RetentionDecision
from db.retention_tables import destroyed_files, destructions, retention_decisions
from db.search import terms
from db.tables import disputes, requests
from db.tables import events as event_rows
from db.transaction import ReadTransaction, WriteTransaction
from resources.vocabulary import EventKind, Outcome, Party, Table3Row

_PORTION = 500
_ENDED_ON = func.coalesce(requests.c.completed_on, requests.c.registered_on)
_DISPUTED = exists().where(disputes.c.request_id == requests.c.id, disputes.c.void_reason.is_(None))
_UNDECIDED = _DISPUTED.where(disputes.c.decided_on.is_(None))
_COMPLAINED = exists().where(
    complaints.c.request_id == requests.c.id, complaints.c.closed_on.is_(None), complaints.c.void_reason.is_(None)
)
_CONSULTED = exists().where(
    event_rows.c.request_id == requests.c.id,
    # Read by the request: through the index of kinds all inquiries of the office would be read for each file.
    event_rows.c.kind.concat("") == EventKind.CONSULTED,
    event_rows.c.facts.contains(Party.THIRD_PARTY.value),
)
_DESTROYED = exists().where(destroyed_files.c.request_id == requests.c.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFilter:
    """Which files are due: those that ended on or before ``through``, are not destroyed and not kept on on ``today``.

    ``longer``: for ``dispute``, ``refusal`` and ``third_party`` the day through which such files must have ended; None:
    they never fall due. Files with an undecided dispute or an open complaint never do.
    """

    through: date
    longer: Mapping[str, date | None]
    refusing: Sequence[Table3Row]
    today: date


class RetentionReading(ReadTransaction):
    """Reads what may be due for appraisal, and what was destroyed."""

    def ended_files(
        self, office: str, due: DueFilter, *, after: PageKey | None = None, limit: int = 100
    ) -> list[EndedFile]:
        """Files that are due, earliest end first; ``after``: the ``key`` of the last one of the page before."""
        parts = (self._part(office, due, *part, after).limit(limit) for part in _PARTS)
        both = union_all(*(select(part.subquery()) for part in parts)).subquery()
        wanted = select(both).order_by(both.c.ended_on, both.c.id).limit(limit)
        return [_ended_file(row) for row in self._connection.execute(wanted)]

    def count_ended_files(self, office: str, due: DueFilter, first: date, last: date) -> int:
        """How many files that ended in these days are due."""
        counts = (
            select(func.count())
            .select_from(requests)
            .where(*self._due(office, due), *kind, day.between(first, min(last, due.through)))
            for day, kind in _PARTS
        )
        return sum(self._connection.scalar(count) or 0 for count in counts)

    def first_end(self, office: str) -> date | None:
        """The earliest day on which a file ended; None where none did."""
        office_id = self._office_id(office)
        days = [
            self._connection.scalar(select(func.min(day)).where(requests.c.office_id == office_id, *kind))
            for day, kind in _PARTS
        ]
        return min((day for day in days if day is not None), default=None)

    def due_among(self, office: str, due: DueFilter, numbers: Sequence[str]) -> list[EndedFile]:
        """Those of some requests whose files are due, in the order of the numbers."""
        some = requests.c.number.in_(numbers)
        found = {
            row.number: _ended_file(row)
            for day, kind in _PARTS
            for row in self._connection.execute(self._part(office, due, day, kind, None).where(some))
        }
        return [found[number] for number in numbers if number in found]

    def retention_decisions(self, office: str, number: str) -> list[RetentionDecision]:
        """What was decided about keeping the file of a request, oldest first. Raises ``RequestUnknown``."""
        wanted = select(retention_decisions).where(retention_decisions.c.request_id == self._request_id(office, number))
        return [
            RetentionDecision(
                request=number, keep_through=row.keep_through, why=row.why, decided_on=row.decided_on, actor=row.actor
            )
            for row in self._connection.execute(wanted.order_by(retention_decisions.c.id))
        ]

    def destructions(self, office: str) -> list[Destruction]:
        """The records of destruction, newest first."""
        wanted = _LISTED.where(destructions.c.office_id == self._office_id(office))
        return [_destruction(row) for row in self._connection.execute(wanted.order_by(destructions.c.id.desc()))]

    def destruction_of(self, office: str, number: str) -> tuple[Destruction, int] | None:
        """The record by which the file of a request was destroyed, with its term in years; None when it is kept."""
        row_id = self._find_request(office, number)
        found = self._connection.execute(
            _LISTED.add_columns(destroyed_files.c.term)
            .join(destroyed_files, destroyed_files.c.destruction_id == destructions.c.id)
            .where(destroyed_files.c.request_id == row_id)
        ).one_or_none()
        return None if found is None else (_destruction(found), found.term)

    def destruction_list(self, office: str, name: str) -> bytes | None:
        """The printed list of a destruction; None when there is none of that name."""
        wanted = select(destructions.c.pdf).where(
            destructions.c.office_id == self._office_id(office), destructions.c.name == name
        )
        return self._connection.scalar(wanted)

    def _part(
        self,
        office: str,
        due: DueFilter,
        day: ColumnElement[Any],
        kind: Sequence[ColumnElement[bool]],
        after: PageKey | None,
    ) -> Select[Any]:
        """Files by the day on which they ended, along an index."""
        asked = [*self._due(office, due), *kind, day <= due.through]
        if after is not None:
            asked += [day >= after.day, tuple_(day, requests.c.id) > tuple_(after.day, after.row)]
        listed = select(
            requests.c.id,
            requests.c.number,
            requests.c.received_on,
            day.label("ended_on"),
            requests.c.outcome,
            requests.c.table_row,
            requests.c.voided,
            _DISPUTED.label("disputed"),
            _CONSULTED.label("consulted"),
        )
        return listed.where(*asked).order_by(day, requests.c.id)

    def _due(self, office: str, due: DueFilter) -> list[ColumnElement[bool]]:
        classes = {
            "dispute": _DISPUTED,
            "refusal": func.coalesce(requests.c.table_row.in_(due.refusing), literal(False)),
            "third_party": _CONSULTED,
        }
        kept_on = exists().where(
            retention_decisions.c.request_id == requests.c.id,
            or_(retention_decisions.c.keep_through.is_(None), retention_decisions.c.keep_through >= due.today),
        )
        asked: list[ColumnElement[bool]] = [
            requests.c.office_id == self._office_id(office),
            requests.c.is_open.is_not(true()),
            ~_UNDECIDED,
            ~_COMPLAINED,
            ~_DESTROYED,
            ~kept_on,
        ]
        for name, condition in classes.items():
            last = due.longer[name]
            asked.append(~condition if last is None else or_(~condition, last >= _ENDED_ON))
        return asked


class RetentionWriting(RetentionReading, WriteTransaction):
    """Keeps files on, and destroys them."""

    def keep_file(self, office: str, decision: RetentionDecision) -> None:
        """Record that a file stays. Raises ``RequestUnknown``."""
        self._insert(
            retention_decisions,
            {
                "request_id": self._request_id(office, decision.request),
                "keep_through": decision.keep_through,
                "why": decision.why,
                "decided_on": decision.decided_on,
                "actor": decision.actor,
            },
        )

    def destroy_files(self, office: str, destroyed: Sequence[tuple[str, Event]]) -> None:
        """Delete the private texts, files and letters' bytes of requests: number, and the event of each.

        Rows, events and what counts stay. A letter goes with the last of the requests that it answers.
        ``record_destruction`` must follow in the same change. Raises ``RequestUnknown``.
        """
        rows = self._rows_by_number(office, [number for number, _ in destroyed])
        known = events.counts(self._connection, rows.values())
        added = [
            events.Added(request_id=rows[number], number=number, position=known[rows[number]], events=(event,))
            for number, event in destroyed
        ]
        events.append_each(self._connection, (self._office_id(office), office), added, self._recorded_at)
        delete_private(self._connection, rows)
        for number, row in rows.items():
            sqlite.put_terms(self._connection, "requests_search", row, terms((number,)))

    def record_destruction(
        self, office: str, destruction: Destruction, pdf: bytes, terms_of: Mapping[str, int]
    ) -> None:
        """Keep who destroyed what, with the printed list: term in years by number. Raises ``RequestUnknown``."""
        record = self._insert_one(
            destructions,
            {
                "office_id": self._office_id(office),
                "name": destruction.name,
                "destroyed_on": destruction.destroyed_on,
                "approved_by": destruction.approved_by,
                "first_witness": destruction.first_witness,
                "second_witness": destruction.second_witness,
                "why": destruction.why,
                "recorded_at": self._recorded_at.isoformat(),
                "sha256": hashlib.sha256(pdf).hexdigest(),
                "pdf": pdf,
            },
        )
        numbers = list(terms_of)
        for start in range(0, len(numbers), _PORTION):
            rows = self._rows_by_number(office, numbers[start : start + _PORTION])
            self._insert(
                destroyed_files,
                *(
                    {"request_id": row, "destruction_id": record, "term": terms_of[number]}
                    for number, row in rows.items()
                ),
            )

    def forget_search(self) -> bool:
        """Take a part of what was replaced out of the search index; whether there is more of it."""
        return sqlite.forget_terms(self._connection)


# Void registrations are found by the index of the completion: by that of the registration all requests would be read.
_VOIDED_ON = func.coalesce(requests.c.registered_on, date.max)
_PARTS: tuple[tuple[ColumnElement[Any], tuple[ColumnElement[bool], ...]], ...] = (
    (requests.c.completed_on, ()),
    (_VOIDED_ON, (requests.c.completed_on.is_(None), requests.c.voided.is_(true()))),
)
"""The day on which a file ended: of its request's completion, or of the registration that was voided."""

_COUNTED = destroyed_files.alias()
_FILES = select(func.count()).select_from(_COUNTED).where(_COUNTED.c.destruction_id == destructions.c.id)
_LISTED = select(destructions, _FILES.correlate(destructions).scalar_subquery().label("files"))


def _ended_file(row: Row[Any]) -> EndedFile:
    return EndedFile(
        key=PageKey(row.ended_on, row.id),
        number=row.number,
        received_on=row.received_on,
        ended_on=row.ended_on,
        outcome=None if row.outcome is None else Outcome(row.outcome),
        table_row=None if row.table_row is None else Table3Row(row.table_row),
        voided=row.voided,
        disputed=bool(row.disputed),
        third_party_consulted=bool(row.consulted),
    )


def _destruction(row: Row[Any]) -> Destruction:
    return Destruction(
        name=row.name,
        destroyed_on=row.destroyed_on,
        approved_by=row.approved_by,
        first_witness=row.first_witness,
        second_witness=row.second_witness,
        why=row.why,
        recorded_at=datetime.fromisoformat(row.recorded_at),
        sha256=row.sha256,
        files=row.files,
    )
