"""Figures of several offices together: a request that one handed over to another counts once, where it went to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from db.records import Event, Request
from db.store import Reading, Writing
from desktop.casework.context import Context
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


def counted_twice(context: Context, reading: Reading) -> CountedTwice:
    """Which requests stand in two offices' records; none unless figures are asked for all together."""
    if not context.together:
        return NOTHING_TWICE
    kept = reading.handed_over()
    left_out: set[tuple[str, str]] = set()
    notes: list[str] = []
    for office, request, handed in _transfers(context, reading):
        to = handed.text(GIVEN_TO) or ""
        if (office, request.number) in kept or _found_at(reading, office, request, handed) is not None:
            left_out.add((office, request.number))
        else:
            notes.append(say("reports.offices.not_found", office=office, number=request.number, to=to))
    return CountedTwice(left_out=frozenset(left_out), notes=tuple(notes))


def keep_links(context: Context, writing: Writing) -> None:
    """Keep which requests are the same while their words tell it: when these are destroyed, no figure may move."""
    kept = writing.handed_over()
    for office, request, handed in list(_transfers(context, writing)):
        number = None if (office, request.number) in kept else _found_at(writing, office, request, handed)
        if number is not None:
            writing.link_transfer(office, request.number, handed.text(GIVEN_TO) or "", number)


def _transfers(context: Context, reading: Reading) -> Iterator[tuple[str, Request, Event]]:
    """Requests that were handed over by the office's day, each with the last time."""
    for office in reading.offices():
        for number in reading.numbers_with(office, EventKind.TRANSFERRED, end=context.as_of):
            request = reading.request(office, number)
            handed = [event for event in request.events if event.kind is EventKind.TRANSFERRED]
            yield office, request, handed[-1]


def _found_at(reading: Reading, office: str, request: Request, handed: Event) -> str | None:
    """Its number at the other office: the one that the transfer names, or of one with the same applicant and words."""
    to, number = handed.text(GIVEN_TO) or "", handed.text(NUMBER_THERE)
    if to == office or to not in reading.offices():
        return None
    if number is not None:
        known = reading.request_exists(to, number) and not reading.projection(to, number).voided
        return number if known else None
    person = request.applicant
    rows = reading.rows_of_applicant(to, id_number=person.id_number, name=person.name, limit=_MOST_ROWS)
    same = (row.number for row in rows if row.content == request.content and not row.projection.voided)
    return next(same, None)
