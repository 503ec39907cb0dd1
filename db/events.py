"""Events of requests as rows of the chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select

from db import json_text
from db.chain import BEGINNING, Link, joined, new_salt, salted_hash, split
from db.records import Event, Json
from db.tables import event_texts, events, letters
from resources.vocabulary import EventKind

KEPT_FACTS = "kept"
"""The fact of ``destroyed`` that holds what limits and figures rest on, by the place of its event."""


def last_link(connection: Connection) -> tuple[int, str]:
    """Place and hash of the last event of the store; 0 and what the first event follows when there is none."""
    row = connection.execute(select(events.c.id, events.c.hash).order_by(events.c.id.desc()).limit(1)).one_or_none()
    return (0, BEGINNING) if row is None else (row.id, row.hash)


def count(connection: Connection, request_id: int) -> int:
    """How many events a request has."""
    return connection.scalar(select(func.count()).where(events.c.request_id == request_id)) or 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """Events to be added at the end of a request's list, which has ``position`` events so far.

    ``particulars`` (``db.particulars``) goes with the first of the events.
    """

    request_id: int
    number: str
    position: int
    events: Sequence[Event]
    particulars: str | None = None


def append(
    connection: Connection,
    request_id: int,
    office: tuple[int, str],
    number: str,
    added: Sequence[Event],
    recorded_at: datetime,
    particulars: str | None = None,
) -> None:
    """Add events at the end of a request's list and of the chain. ``office`` is its inner id and name."""
    position = count(connection, request_id)
    one = Added(request_id=request_id, number=number, position=position, events=added, particulars=particulars)
    append_each(connection, office, [one], recorded_at)


def append_each(connection: Connection, office: tuple[int, str], added: Sequence[Added], recorded_at: datetime) -> None:
    """Add events to several requests, which follow each other in the chain as given."""
    place, previous = last_link(connection)
    hashes = _letter_hashes(connection, office[0], [event for one in added for event in one.events])
    rows: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    for one in added:
        for offset, event in enumerate(one.events):
            place += 1
            public, private = split(event)
            salt = new_salt()
            link = Link(
                place=place,
                office=office[1],
                request=one.number,
                position=one.position + offset,
                kind=event.kind.value,
                on=event.on,
                facts=json_text.write(public),
                letter=event.letter,
                letter_sha256=hashes.get(event.letter or ""),
                actor=event.actor,
                recorded_at=recorded_at.isoformat(),
                particulars=one.particulars if offset == 0 else None,
                texts_hash=None if private is None else salted_hash(salt, private),
            )
            previous = link.hash(previous)
            rows.append(_row(link, one.request_id, previous))
            if private is not None:
                texts.append({"event_id": place, "salt": salt, "body": private})
    if rows:
        connection.execute(insert(events), rows)
    if texts:
        connection.execute(insert(event_texts), texts)


def counts(connection: Connection, request_ids: Iterable[int]) -> dict[int, int]:
    """How many events each request has, by inner id."""
    wanted = select(events.c.request_id, func.count().label("number")).where(events.c.request_id.in_(list(request_ids)))
    found = connection.execute(wanted.group_by(events.c.request_id))
    return {row.request_id: row.number for row in found}


def load(connection: Connection, request_ids: Iterable[int]) -> dict[int, tuple[Event, ...]]:
    """The events of requests, oldest first, by inner id."""
    found: defaultdict[int, list[Event]] = defaultdict(list)
    wanted = _READ.where(events.c.request_id.in_(list(request_ids)))
    for request_id, *event in connection.execute(wanted.order_by(events.c.request_id, events.c.position)).all():
        found[request_id].append(_event(*event))
    return {request_id: _with_kept_facts(listed) for request_id, listed in found.items()}


def _with_kept_facts(listed: Sequence[Event]) -> tuple[Event, ...]:
    """Events of a destroyed request have the facts again that its destruction carried on."""
    kept = next((event.facts.get(KEPT_FACTS) for event in listed if event.kind is EventKind.DESTROYED), None)
    if not isinstance(kept, dict):
        return tuple(listed)
    return tuple(_with_facts(event, kept.get(str(place))) for place, event in enumerate(listed))


def _with_facts(event: Event, facts: Json) -> Event:
    return replace(event, facts={**event.facts, **facts}) if isinstance(facts, dict) else event


_READ = select(
    events.c.request_id,
    events.c.id,
    events.c.kind,
    events.c.happened_on,
    events.c.facts,
    event_texts.c.body,
    events.c.letter,
    events.c.actor,
    events.c.recorded_at,
).outerjoin_from(events, event_texts)
"""What of an event a record needs, the hashes of the chain left aside."""


def with_texts() -> Select[Any]:
    """Events with their private texts, which are null where there are none or they were destroyed."""
    return select(events, event_texts.c.salt, event_texts.c.body).outerjoin(event_texts)


def _letter_hashes(connection: Connection, office_id: int, added: Sequence[Event]) -> Mapping[str, str | None]:
    names = {event.letter for event in added if event.letter is not None}
    if not names:
        return {}
    wanted = select(letters.c.name, letters.c.sha256).where(letters.c.office_id == office_id, letters.c.name.in_(names))
    return {row.name: row.sha256 for row in connection.execute(wanted)}


def _row(link: Link, request_id: int, hashed: str) -> dict[str, Any]:
    return {
        "id": link.place,
        "request_id": request_id,
        "position": link.position,
        "kind": link.kind,
        "happened_on": link.on,
        "facts": link.facts,
        "letter": link.letter,
        "letter_sha256": link.letter_sha256,
        "actor": link.actor,
        "recorded_at": link.recorded_at,
        "particulars": link.particulars,
        "texts_hash": link.texts_hash,
        "hash": hashed,
    }


def _event(
    chain_place: int,
    kind: str,
    on: date,
    public: str,
    private: str | None,
    letter: str | None,
    actor: str,
    recorded_at: str,
) -> Event:
    facts, note = joined(public, private)
    return Event(
        kind=EventKind(kind),
        on=on,
        facts=facts,
        note=note,
        letter=letter,
        actor=actor,
        recorded_at=datetime.fromisoformat(recorded_at),
        chain_place=chain_place,
    )
