"""The part of the check that walks the event chain and compares it with what it covers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, select

from db import events
from db.chain import BEGINNING, Link, salted_hash
from db.findings import Finding, Words
from db.particulars import codes_of, covered
from db.records import Request
from db.requests import RequestReading
from db.tables import backups, letters, offices, request_texts, requests
from db.tables import events as rows
from resources.vocabulary import EventKind

_PORTION = 500

DESTROYED = select(rows.c.request_id).where(rows.c.kind == EventKind.DESTROYED)
"""Inner ids of the requests whose files were destroyed after their retention."""


def check_chain(connection: Connection, words: Words) -> Iterator[Finding]:
    """Every event is where it was, says what it said, and its private texts are those of its hash."""
    destroyed = frozenset(connection.scalars(DESTROYED))
    letter_hashes = _letter_hashes(connection)
    anchors = _anchors(connection)
    positions: Counter[int] = Counter()
    place, previous = 0, BEGINNING
    for row in _walk(connection):
        subject = f"{row.office} {row.number} #{row.position}"
        if row.id != place + 1 or row.position != positions[row.request_id]:
            yield words.finding("event_missing", subject)
        if _link(row).hash(previous) != row.hash:
            yield words.finding("event_altered", subject)
        if not _texts_hold(row, row.request_id in destroyed):
            yield words.finding("text_altered", subject)
        if row.letter_sha256 is not None and letter_hashes.get((row.office_id, row.letter)) != row.letter_sha256:
            yield words.finding("letter_altered", f"{row.office} {row.letter}")
        if anchors.get(row.id, row.hash) != row.hash:
            yield words.finding("anchor_differs", subject)
        positions[row.request_id] += 1
        place, previous = row.id, row.hash
    if max(anchors, default=0) > place:
        yield words.finding("chain_cut", str(place), known=max(anchors))


class ParticularsCheck(RequestReading):
    """Compares what requests say with what their events cover."""

    def findings(self, words: Words, looked_at: Callable[[int], None]) -> Iterator[Finding]:
        """Requests that cannot be read or say something else. ``looked_at`` is told how many were looked at."""
        destroyed = frozenset(self._connection.scalars(DESTROYED))
        last, done = 0, 0
        while portion := self._portion_after(last):
            looked_at(done)
            last, done = portion[-1].id, done + len(portion)
            for office, listed in groupby(portion, lambda row: str(row.office)):
                yield from self._compare(office, list(listed), destroyed, words)

    def _portion_after(self, last: int) -> Sequence[Row[int, str, str, bytes]]:
        wanted = (
            select(requests.c.id, requests.c.number, offices.c.name.label("office"), request_texts.c.salt)
            .join(offices, offices.c.id == requests.c.office_id)
            .outerjoin(request_texts, request_texts.c.request_id == requests.c.id)
            .where(requests.c.id > last)
        )
        return self._connection.execute(wanted.order_by(requests.c.id).limit(_PORTION)).all()

    def _compare(
        self, office: str, listed: Sequence[Row[int, str, str, bytes]], destroyed: frozenset[int], words: Words
    ) -> Iterator[Finding]:
        expected = self._covered([row.id for row in listed])
        for row, request in zip(listed, self._readable(office, [row.id for row in listed]), strict=True):
            subject = f"{office} {row.number}"
            if request is None:
                yield words.finding("request_unreadable", subject)
            elif not _same(request, row.salt, expected.get(row.id, "{}"), row.id in destroyed):
                yield words.finding("particulars_altered", subject)

    def _readable(self, office: str, ids: Sequence[int]) -> Sequence[Request | None]:
        """The requests; None in the place of one with a code or date that nobody knows."""
        try:
            return self._load(office, ids)
        except (ValueError, KeyError):
            if len(ids) == 1:
                return [None]
            return [request for row in ids for request in self._readable(office, [row])]

    def _covered(self, ids: Sequence[int]) -> Mapping[int, str]:
        wanted = select(rows.c.request_id, rows.c.particulars).where(
            rows.c.request_id.in_(ids), rows.c.particulars.is_not(None)
        )
        return {row.request_id: row.particulars for row in self._connection.execute(wanted.order_by(rows.c.id))}


def _same(request: Request, salt: bytes | None, expected: str, destroyed: bool) -> bool:
    if salt is None:
        return destroyed and codes_of(covered(request, b"")) == codes_of(expected)
    return covered(request, salt) == expected


def _walk(connection: Connection) -> Iterator[Row[Any]]:
    wanted = (
        events.with_texts()
        .add_columns(requests.c.number, requests.c.office_id, offices.c.name.label("office"))
        .join(requests, requests.c.id == rows.c.request_id)
        .join(offices, offices.c.id == requests.c.office_id)
        .order_by(rows.c.id)
    )
    yield from connection.execute(wanted.execution_options(yield_per=_PORTION))


def _link(row: Row[Any]) -> Link:
    return Link(
        place=row.id,
        office=row.office,
        request=row.number,
        position=row.position,
        kind=row.kind,
        on=row.happened_on,
        facts=row.facts,
        letter=row.letter,
        letter_sha256=row.letter_sha256,
        actor=row.actor,
        recorded_at=row.recorded_at,
        particulars=row.particulars,
        texts_hash=row.texts_hash,
    )


def _texts_hold(row: Row[Any], destroyed: bool) -> bool:
    if row.body is None:
        return row.texts_hash is None or destroyed
    return bool(row.texts_hash == salted_hash(row.salt, row.body))


def _letter_hashes(connection: Connection) -> Mapping[tuple[int, str], str | None]:
    wanted = select(letters.c.office_id, letters.c.name, letters.c.sha256)
    return {(row.office_id, row.name): row.sha256 for row in connection.execute(wanted)}


def _anchors(connection: Connection) -> Mapping[int, str]:
    """Ends of the chain that copies of the store carried: place and hash."""
    wanted = select(backups.c.events, backups.c.chain_head).where(backups.c.chain_head.is_not(None))
    return {row.events: row.chain_head for row in connection.execute(wanted)}
