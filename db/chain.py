"""The hash chain over all events of a store: an edit, an insertion or a loss inside it shows.

Hashed are codes, dates, numbers and salted hashes of private texts. The texts and their salts may be destroyed; the
chain stays valid. A cut tail shows only against an anchor outside (a backup's manifest, a printed summary).
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from db import json_text
from db.records import Event, Json

BEGINNING = "0" * 64
"""What the first event follows."""

PUBLIC_FACTS = frozenset(
    {
        "allowed_days",
        "amount",
        "approved_on",
        "basis",
        "days",
        "destruction",
        "due_on",
        "event",
        "field",
        "how",
        "opinion",
        "outcome",
        "party",
        "posted_on",
        "projection",
        "reached",
        "received_on",
        "ref",
        "served_on",
        "signed_on",
        "term",
        "until",
        "way",
    }
)
"""Facts that limits and counts rest on. They stay in the event itself as long as they are codes, dates or numbers."""

DAY_OR_CODE = re.compile(r"\d{4}-\d{2}-\d{2}|[a-z][a-z_.]{0,39}")
"""What tells of nobody: a day, or a code of the vocabulary."""
_MARK = re.compile(r"[A-Za-z0-9.-]{1,12}")
_MOST_DIGITS = 6
"""A mark with more digits may be a telephone or mail number, which tells of somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What the chain covers of one event, as it stands in its row. ``place`` counts from 1 through the store."""

    place: int
    office: str
    request: str
    position: int
    kind: str
    on: date
    facts: str
    letter: str | None
    letter_sha256: str | None
    actor: str
    recorded_at: str
    particulars: str | None
    texts_hash: str | None

    def hash(self, previous: str) -> str:
        """Hex SHA-256 of the event and the hash before it."""
        payload = json_text.write(
            [
                "shouban-event-1",
                previous,
                self.place,
                self.office,
                self.request,
                self.position,
                self.kind,
                self.on.isoformat(),
                self.facts,
                self.letter,
                self.letter_sha256,
                self.actor,
                self.recorded_at,
                self.particulars,
                self.texts_hash,
            ]
        )
        return hashlib.sha256(payload.encode()).hexdigest()


def new_salt() -> bytes:
    """A salt for one private text."""
    return secrets.token_bytes(16)


def salted_hash(salt: bytes, text: str) -> str:
    """Hex SHA-256 that nobody can guess the text from once the salt is destroyed."""
    return hashlib.sha256(salt + text.encode()).hexdigest()


def split(event: Event) -> tuple[Mapping[str, Json], str | None]:
    """The public facts of an event, and its private facts and note as one text (None when there are none)."""
    public = {name: value for name, value in event.facts.items() if _is_public(name, value)}
    private: dict[str, Json] = {name: value for name, value in event.facts.items() if name not in public}
    if not private and event.note is None:
        return public, None
    return public, json_text.write({"facts": private, "note": event.note})


def joined(public: str, private: str | None) -> tuple[Mapping[str, Json], str | None]:
    """Facts and note of an event from the two texts of ``split`` (the second is None also when it was destroyed)."""
    facts = json_text.read_mapping(public)
    if private is None:
        return facts, None
    body = json_text.read_mapping(private)
    hidden, note = body["facts"], body["note"]
    assert isinstance(hidden, dict)
    return {**facts, **hidden}, None if note is None else str(note)


def _is_public(name: str, value: Json) -> bool:
    if name not in PUBLIC_FACTS or isinstance(value, (list, dict)):
        return False
    return not isinstance(value, str) or _tells_nobody(value)


def _tells_nobody(text: str) -> bool:
    """Whether a text is a day, a code or a short mark."""
    if DAY_OR_CODE.fullmatch(text):
        return True
    return _MARK.fullmatch(text) is not None and sum(map(str.isdigit, text)) <= _MOST_DIGITS
