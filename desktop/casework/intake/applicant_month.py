"""How many requests an applicant made: in the calendar month of receipt for fees, in a period for Art 35."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.records import RequestRow
from db.store import Reading
from desktop.casework.requests.cases import Case
from resources.vocabulary import EventKind, Outcome

_MOST = 10_000
_NO_WORK = frozenset(
    {
        EventKind.SUBMITTED,
        EventKind.SIGNED,
        EventKind.CONTACT_ATTEMPTED,
        EventKind.CONFIRMED,
        EventKind.REGISTERED,
        EventKind.RECEIPT_ISSUED,
        EventKind.WITHDRAWN,
        EventKind.SERVED,
        EventKind.CLOSED,
        EventKind.NOTED,
        EventKind.AMENDED,
        EventKind.REPRINTED,
        EventKind.SPLIT,
    }
)
"""What happens to a request that is withdrawn before anybody worked on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantMonth:
    """``count`` requests were received in the month; the one asked for is the ``place``-th of them."""

    year: int
    month: int
    count: int
    place: int


def applicant_month(reading: Reading, case: Case) -> ApplicantMonth | None:
    """The requests of the applicant of ``case`` in the month of its receipt (国办函〔2020〕109号 4).

    None before the receipt day. A request that was withdrawn before work began does not count.
    """
    received = case.limits.receipt
    if received is None:
        return None
    days = received_days(reading, case)
    days[case.number] = received
    inside = sorted(
        (day, number) for number, day in days.items() if (day.year, day.month) == (received.year, received.month)
    )
    place = inside.index((received, case.number)) + 1
    return ApplicantMonth(year=received.year, month=received.month, count=len(inside), place=place)


def received_days(reading: Reading, case: Case) -> dict[str, date]:
    """Number -> receipt day of every request of the applicant that counts; known by identity number or by contact."""
    return {
        row.number: row.projection.received_on or row.registered_on
        for row in _rows(reading, case)
        if not row.projection.voided and not _withdrawn_unworked(reading, row)
    }


def _rows(reading: Reading, case: Case) -> list[RequestRow]:
    """Requests under the identity number, otherwise under name and telephone number together."""
    office, applicant = case.request.office, case.request.applicant
    if applicant.id_number:
        return reading.rows_of_applicant(office, id_number=applicant.id_number, id_type=applicant.id_type, limit=_MOST)
    if not applicant.phone:
        return []
    called = {row.number for row in reading.rows_of_applicant(office, phone=applicant.phone, limit=_MOST)}
    named = reading.rows_of_applicant(office, name=applicant.name, limit=_MOST)
    return [row for row in named if row.number in called]


def _withdrawn_unworked(reading: Reading, row: RequestRow) -> bool:
    if row.projection.outcome is not Outcome.WITHDRAWN:
        return False
    return all(event.kind in _NO_WORK for event in reading.request(row.office, row.number).events)
