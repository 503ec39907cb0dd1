"""Takes the private words of destroyed requests out of every table that holds some."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Select, delete, exists, select, update

from db import json_text, request_groups
from db.complaint_tables import complaints
from db.records import DESTROYED_TEXT
from db.tables import (
    agents,
    applicants,
    attachment_bytes,
    attachments,
    disputes,
    drafts,
    event_texts,
    events,
    letter_bytes,
    letter_requests,
    letter_texts,
    letters,
    request_texts,
)
from resources.vocabulary import EventKind


def delete_private(connection: Connection, destroyed: Mapping[str, int]) -> None:
    """Deletes what is private of requests (number -> inner id), whose event of destruction is written already.

    Days, codes and numbers stay: what counts, and the lines of registers.
    """
    rows = list(destroyed.values())
    request_groups.let_go(connection, rows)
    files = select(attachments.c.id).where(attachments.c.request_id.in_(rows))
    connection.execute(delete(attachment_bytes).where(attachment_bytes.c.attachment_id.in_(files)))
    for table in (attachments, request_texts, applicants, agents):
        connection.execute(delete(table).where(table.c.request_id.in_(rows)))
    told = select(events.c.id).where(events.c.request_id.in_(rows), events.c.kind != EventKind.DESTROYED)
    connection.execute(delete(event_texts).where(event_texts.c.event_id.in_(told)))
    _of_letters(connection, rows)
    _of_remedies(connection, rows)
    _of_drafts(connection, destroyed)


def _of_letters(connection: Connection, rows: Sequence[int]) -> None:
    """A letter goes with the last of the requests that it answers."""
    gone = _answering_only_destroyed(rows)
    for table in (letter_texts, letter_bytes):
        connection.execute(delete(table).where(table.c.letter_id.in_(gone)))
    void = letters.c.void_reason.is_not(None) & letters.c.id.in_(gone)
    connection.execute(update(letters).where(void).values(void_reason=DESTROYED_TEXT))


def _answering_only_destroyed(rows: Sequence[int]) -> Select[tuple[int]]:
    # The kind is hidden from its index: read are the events of the one request, not all destructions.
    gone = exists().where(
        events.c.request_id == letter_requests.c.request_id, events.c.kind.concat("") == EventKind.DESTROYED
    )
    answering = select(letter_requests.c.letter_id).where(letter_requests.c.request_id.in_(rows))
    others = select(letter_requests.c.letter_id).where(letter_requests.c.letter_id.in_(answering), ~gone)
    return answering.where(letter_requests.c.letter_id.not_in(others))


def _of_remedies(connection: Connection, rows: Sequence[int]) -> None:
    """Reviews and suits keep the body that decides; complaints their days, kind and result."""
    of_them = disputes.c.request_id.in_(rows)
    connection.execute(update(disputes).where(of_them).values(extra=None))
    void = disputes.c.void_reason.is_not(None)
    connection.execute(update(disputes).where(of_them, void).values(void_reason=DESTROYED_TEXT))
    words = {"complainant": None, "contact": None, "content": DESTROYED_TEXT}
    connection.execute(update(complaints).where(complaints.c.request_id.in_(rows)).values(words))
    for told in (complaints.c.answer, complaints.c.void_reason):
        known = complaints.c.request_id.in_(rows), told.is_not(None)
        connection.execute(update(complaints).where(*known).values({told.name: DESTROYED_TEXT}))


def _of_drafts(connection: Connection, destroyed: Mapping[str, int]) -> None:
    """Letters that were begun and never issued."""
    for row in connection.execute(select(drafts.c.id, drafts.c.content)).all():
        about = json_text.read_mapping(row.content).get("requests")
        if isinstance(about, list) and not destroyed.keys().isdisjoint(map(str, about)):
            connection.execute(delete(drafts).where(drafts.c.id == row.id))
