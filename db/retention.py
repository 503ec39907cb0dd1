"""Files of requests after their end: which may be due for appraisal, and how they are destroyed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, func, literal, or_, select, true

from db import events, sqlite
from db.complaint_tables import complaints
from db.destroyed_words import delete_private
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
_DISPUTED = exists().where(disputes.c.request_id == requests.c.id)
_UNDECIDED = exists().where(disputes.c.request_id == requests.c.id, disputes.c.decided_on.is_(None))
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


class RetentionReading(ReadTransaction):
    """Reads what may be due for appraisal, and what was destroyed."""

    def ended_files(
        self,
        office: str,
        *,
        through: date,
        longer: Mapping[str, date | None],
        refusing: Sequence[Table3Row],
        today: date,
        after: int = 0,
        limit: int = 100,
    ) -> list[EndedFile]:
        """Files that ended on or before ``through`` and are neither destroyed nor kept on by a decision.

        ``longer``: for ``dispute``, ``refusal`` and ``third_party`` the day through which such files must have ended;
        None: they never fall due. Files with an undecided dispute or an open
        complaint never do. ``after``: the ``row`` of the page before.
        """
        asked = self._due(office, through, longer, refusing, today)
        wanted = (
            select(
                requests.c.id,
                requests.c.number,
                requests.c.received_on,
                _ENDED_ON.label("ended_on"),
                requests.c.outcome,
                requests.c.table_row,
                requests.c.voided,
                _DISPUTED.label("disputed"),
                _CONSULTED.label("consulted"),
            )
            .where(*asked, requests.c.id > after)
            .order_by(requests.c.id)
            .limit(limit)
        )
        return [_ended_file(row) for row in self._connection.execute(wanted)]

    def count_ended_files(
        self,
        office: str,
        *,
        through: date,
        longer: Mapping[str, date | None],
        refusing: Sequence[Table3Row],
        today: date,
    ) -> int:
        """How many files ``ended_files`` lists."""
        asked = self._due(office, through, longer, refusing, today)
        return self._connection.scalar(select(func.count()).select_from(requests).where(*asked)) or 0

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

    def _due(
        self,
        office: str,
        through: date,
        longer: Mapping[str, date | None],
        refusing: Sequence[Table3Row],
        today: date,
    ) -> list[ColumnElement[bool]]:
        classes = {
            "dispute": _DISPUTED,
            "refusal": func.coalesce(requests.c.table_row.in_(refusing), literal(False)),
            "third_party": _CONSULTED,
        }
        kept_on = exists().where(
            retention_decisions.c.request_id == requests.c.id,
            or_(retention_decisions.c.keep_through.is_(None), retention_decisions.c.keep_through >= today),
        )
        asked: list[ColumnElement[bool]] = [
            requests.c.office_id == self._office_id(office),
            requests.c.is_open.is_not(true()),
            or_(
                requests.c.completed_on <= through,
                and_(requests.c.voided.is_(true()), requests.c.registered_on <= through),
            ),
            ~_UNDECIDED,
            ~_COMPLAINED,
            ~_DESTROYED,
            ~kept_on,
        ]
        for name, condition in classes.items():
            last = longer[name]
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

    def destroy_files(
        self, office: str, destruction: Destruction, pdf: bytes, destroyed: Sequence[tuple[str, int, Event]]
    ) -> None:
        """Delete the private texts, files and letters' bytes of requests: number, term in years, and the event of each.

        Rows, events and what counts stay. A letter goes with the last of the requests that it answers.
        Raises ``RequestUnknown``.
        """
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
        for start in range(0, len(destroyed), _PORTION):
            portion = destroyed[start : start + _PORTION]
            rows = {number: self._request_id(office, number) for number, _, _ in portion}
            known = events.counts(self._connection, rows.values())
            added = [
                events.Added(request_id=rows[number], number=number, position=known[rows[number]], events=(event,))
                for number, _, event in portion
            ]
            events.append_each(self._connection, (self._office_id(office), office), added, self._recorded_at)
            delete_private(self._connection, rows)
            for number, row in rows.items():
                sqlite.put_terms(self._connection, "requests_search", row, terms((number,)))
            self._insert(
                destroyed_files,
                *({"request_id": rows[number], "destruction_id": record, "term": term} for number, term, _ in portion),
            )

    def forget_search(self) -> None:
        """Take what was replaced out of the search index wholly; takes long in a large store."""
        sqlite.forget_terms(self._connection)


_COUNTED = destroyed_files.alias()
_FILES = select(func.count()).select_from(_COUNTED).where(_COUNTED.c.destruction_id == destructions.c.id)
_LISTED = select(destructions, _FILES.correlate(destructions).scalar_subquery().label("files"))


def _ended_file(row: Row[Any]) -> EndedFile:
    return EndedFile(
        row=row.id,
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
