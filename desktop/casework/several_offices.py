"""Figures of several offices together: a request that one handed over to another counts once, where it went to."""

from __future__ import annotations

from dataclasses import dataclass, field

from db.records import Event, Request
from db.store import Reading
from desktop.casework.context import Context
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


def counted_twice(context: Context, reading: Reading) -> CountedTwice:
    """Which requests stand in two offices' records; none unless figures are asked for all together."""
    if not context.together:
        return NOTHING_TWICE
    offices = reading.offices()
    left_out: set[tuple[str, str]] = set()
    notes: list[str] = []
    for office in offices:
        for number in reading.numbers_with(office, EventKind.TRANSFERRED):
            request = reading.request(office, number)
            handed = _last_transfer(request)
            to = handed.text(GIVEN_TO) or ""
            if to in offices and to != office and _arrived_at(reading, to, request, handed):
                left_out.add((office, number))
            else:
                notes.append(f"{office} {number} 移交{to or '其他关'}，对方的登记中没有找到，仍计在{office}")
    return CountedTwice(left_out=frozenset(left_out), notes=tuple(notes))


def _last_transfer(request: Request) -> Event:
    return [event for event in request.events if event.kind is EventKind.TRANSFERRED][-1]


def _arrived_at(reading: Reading, office: str, request: Request, handed: Event) -> bool:
    """Whether the other office registered it: under the number that the transfer names, or the same in its words."""
    number = handed.text(NUMBER_THERE)
    if number is not None:
        return reading.request_exists(office, number) and not reading.projection(office, number).voided
    person = request.applicant
    known = reading.rows_of_applicant(office, id_number=person.id_number, name=person.name, limit=500)
    return any(row.content == request.content and not row.projection.voided for row in known)
