"""The events of a request as they stand today: amendments folded in, oldest first.

A wrong entry is corrected by an ``amended`` event that names the place of the wrong one in the list; the entry itself
stays. Here the new value takes the place of the old one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from db.records import Event, Json
from desktop.rules.particulars import is_particular
from resources.vocabulary import EventKind

Code = TypeVar("Code", bound=StrEnum)

TAKEN_BACK = "taken_back"
"""The fact of a reopening that was recorded by mistake and amended away: nothing was taken up again."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An event with its place in the request's list (from 0), which never changes."""

    place: int
    event: Event

    @property
    def kind(self) -> EventKind:
        """The kind of the event."""
        return self.event.kind

    @property
    def on(self) -> date:
        """The day of the event."""
        return self.event.on


def history(events: Sequence[Event], until: date | None = None) -> tuple[Placed, ...]:
    """The events by day with amendments folded in, oldest first; events of one day keep their order in the list.

    ``until``: only what was recorded for days up to and including it, amendments too. ``amended`` events themselves
    are left out, and a reopening that was taken back. Raises ``ValueError`` for an amended value of the wrong form
    (casework checks it before).
    """
    placed = (Placed(place, event) for place, event in enumerate(_folded(events, until)) if _stands(event))
    return tuple(sorted((p for p in placed if until is None or p.on <= until), key=lambda p: p.on))


def known_by(events: Sequence[Event], day: date) -> tuple[Event, ...]:
    """The list as it was known on ``day``: later events left out, amendments by the places that their events have then.

    Raises ``ValueError`` as ``history``.
    """
    folded = _folded(events, day)
    kept = [place for place, event in enumerate(folded) if event.on <= day]
    kept = [place for place in kept if _changes_something(events[place], kept)]
    now = {place: index for index, place in enumerate(kept)}
    return tuple(_at_places(events[place], now) for place in kept)


def _changes_something(event: Event, kept: Sequence[int]) -> bool:
    """Whether an amendment's event is among those kept; a particular belongs to no event."""
    if event.kind is not EventKind.AMENDED or is_particular(event.text("field")):
        return True
    return event.number("event") in kept


def _at_places(event: Event, now: Mapping[int, int]) -> Event:
    place = event.number("event") if event.kind is EventKind.AMENDED else None
    if place is None or now.get(place, 0) == place:
        return event
    return replace(event, facts={**event.facts, "event": now.get(place, 0)})


def _folded(events: Sequence[Event], until: date | None) -> list[Event]:
    """Each event as amended, in its place."""
    current = list(events)
    for event in sorted(events, key=lambda event: event.on):
        if event.kind is EventKind.AMENDED and (until is None or event.on <= until):
            _amend(current, event)
    return current


def _stands(event: Event) -> bool:
    taken_back = event.kind is EventKind.REOPENED and event.facts.get(TAKEN_BACK) is True
    return event.kind is not EventKind.AMENDED and not taken_back


def as_amended(events: Sequence[Event], place: int) -> Event:
    """The event at ``place`` as it stands after all amendments."""
    return next((placed.event for placed in history(events) if placed.place == place), events[place])


def _amend(current: list[Event], amendment: Event) -> None:
    place, field = amendment.number("event"), amendment.text("field")
    if place is None or field is None or is_particular(field) or not 0 <= place < len(current):
        return
    new = amendment.facts.get("new")
    if field == "on" and new is None:
        # Its value went with a file that was destroyed; there is no event without a day.
        return
    current[place] = amended(current[place], field, new)


def amended(event: Event, field: str, new: Json) -> Event:
    """``event`` with one field changed; ``field`` is ``on``, ``note``, ``letter`` or the name of a fact.

    A null value removes a fact. Raises ``ValueError`` when ``on`` is not a date.
    """
    if field == "on":
        return replace(event, on=date.fromisoformat(str(new)))
    if field == "note":
        return replace(event, note=None if new is None else str(new))
    if field == "letter":
        return replace(event, letter=None if new is None else str(new))
    facts = {name: value for name, value in event.facts.items() if name != field}
    if new is not None:
        facts[field] = new
    return replace(event, facts=facts)


def code_in(event: Event, name: str, codes: type[Code], default: Code) -> Code:
    """The fact ``name`` as a code, ``default`` where it is missing. Raises ``ValueError`` for an unknown code."""
    text = event.text(name)
    return default if text is None else codes(text)
