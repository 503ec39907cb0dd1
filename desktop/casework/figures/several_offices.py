"""Figures of several offices together: a request that one handed over to another counts once, where it went to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from db.records import Event, Request
from db.store import Reading, Writing
from desktop.casework.context import Context
from desktop.rules.history import history
from resources.messages import say
from resources.vocabulary import EventKind

GIVEN_TO = "to"
"""The fact of ``transferred`` that names the office it went to."""

NUMBER_THERE = "id"
"""The fact of ``transferred`` that tells the request's number there, where it is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedTwice:
    """``left_out``: requests (office, number) that count at another office; ``notes``: those not found there."""

    left_out: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    notes: tuple[str, ...] = ()


NOTHING_TWICE = CountedTwice()
_MOST_ROWS = 500
Key = tuple[str, str]
"""A request by its office and its number."""


@dataclass(frozen=True, slots=True)
class _Transfer:
    """The last time that a request was handed over."""

    here: Key
    request: Request
    handed: Event

    @property
    def to(self) -> str:
        """The office it went to."""
        return self.handed.text(GIVEN_TO) or ""

    @property
    def arrived(self) -> date:
        """The day on which the request came to the office that handed it over."""
        return min(event.on for event in self.request.events)


def counted_twice(context: Context, reading: Reading) -> CountedTwice:
    """Which requests stand in two offices' records; none unless figures are asked for all together."""
    if not context.together:
        return NOTHING_TWICE
    transfers = _transfers(context, reading)
    there = _found(reading, transfers)
    notes = tuple(_note(one, there) for one in transfers if one.here not in there)
    return CountedTwice(left_out=_passed_on(transfers, there), notes=notes)


def _note(one: _Transfer, there: Mapping[Key, Key]) -> str:
    """Why a request that was handed over still counts where it was."""
    number = one.handed.text(NUMBER_THERE)
    others = [here for here, taker in there.items() if taker == (one.to, number)]
    office, own = one.here
    if others:
        other = " ".join(others[0])
        return say("reports.offices.same_number", office=office, number=own, to=one.to, there=number, other=other)
    return say("reports.offices.not_found", office=office, number=own, to=one.to)


def keep_links(context: Context, writing: Writing) -> None:
    """Keep which requests are the same while their words tell it: when these are destroyed, no figure may move."""
    kept = writing.handed_over()
    for here, there in _found(writing, _transfers(context, writing)).items():
        if here not in kept:
            writing.link_transfer(*here, *there)


def _transfers(context: Context, reading: Reading) -> list[_Transfer]:
    """Requests that count and were handed over by the office's day, in the order of the days."""
    found = []
    for office in reading.offices():
        for number in reading.numbers_with(office, EventKind.TRANSFERRED, end=context.as_of):
            request = reading.request(office, number)
            told = (placed.event for placed in history(request.events, context.as_of))
            handed = [event for event in told if event.kind is EventKind.TRANSFERRED]
            if handed and not reading.projection(office, number).voided:
                found.append(_Transfer((office, number), request, handed[-1]))
    return sorted(found, key=lambda one: one.handed.on)


def _found(reading: Reading, transfers: Sequence[_Transfer]) -> dict[Key, Key]:
    """Which request of another office each one is; those that are not found are left out."""
    kept = reading.handed_over()
    # What is kept may tell of an earlier time that it was handed over; of a destroyed request nothing else does.
    found: dict[Key, Key] = {}
    for one in transfers:
        if one.here in kept and one.to in ("", kept[one.here][0]) and kept[one.here] not in found.values():
            found[one.here] = kept[one.here]
    # Of two that name one registration there, that of the same words is it; it stands for no second one.
    for one in sorted(transfers, key=lambda one: not _names_its_words(reading, one)):
        there = None if one.here in found else _found_at(reading, one, found)
        if there is not None and there not in found.values():
            found[one.here] = there
    return found


def _names_its_words(reading: Reading, one: _Transfer) -> bool:
    """Whether the registration that a transfer names has the applicant and the words of the request."""
    number = one.handed.text(NUMBER_THERE)
    if number is None or one.to not in reading.offices() or not reading.request_exists(one.to, number):
        return False
    there, here = reading.request(one.to, number), one.request
    return (there.applicant.name, there.content) == (here.applicant.name, here.content)


def _found_at(reading: Reading, one: _Transfer, found: Mapping[Key, Key]) -> Key | None:
    """The request at the other office: the one that the transfer names, that came from there, or of the same words."""
    number = one.handed.text(NUMBER_THERE)
    if one.to == one.here[0] or one.to not in reading.offices():
        return None
    if number is not None:
        known = reading.request_exists(one.to, number) and not reading.projection(one.to, number).voided
        return (one.to, number) if known else None
    came_from = (giver for giver, taker in found.items() if taker == one.here and giver[0] == one.to)
    return next(came_from, None) or _of_same_words(reading, one, frozenset(found.values()))


def _of_same_words(reading: Reading, one: _Transfer, taken: frozenset[Key]) -> Key | None:
    """A request of the same applicant and words that came no earlier; none stands for two that were handed over."""
    person = one.request.applicant
    rows = reading.rows_of_applicant(one.to, id_number=person.id_number, name=person.name, limit=_MOST_ROWS)
    same = (
        (one.to, row.number)
        for row in reversed(rows)
        if row.content == one.request.content and row.registered_on >= one.arrived and not row.projection.voided
    )
    return next((key for key in same if key not in taken), None)


def _passed_on(transfers: Sequence[_Transfer], there: Mapping[Key, Key]) -> frozenset[Key]:
    """Those that count elsewhere. Where a request came back, the latest transfer says where it is."""
    goes_to: dict[Key, Key] = {}
    for one in reversed(transfers):
        end = there.get(one.here)
        if end is None:
            continue
        while end in goes_to:
            end = goes_to[end]
        if end != one.here:
            goes_to[one.here] = there[one.here]
    return frozenset(goes_to)
