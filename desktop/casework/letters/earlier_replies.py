"""The reply that an applicant already has to the same request, as the facts of L19 (条例 36(六))."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rapidfuzz import fuzz

from db.records import Json, Letter, Request, RequestRow
from db.store import Reading
from desktop.casework.letters.reply_letters import REPLIES
from resources.vocabulary import LetterKind

_MOST: Final = 200
_SAME: Final = 90
"""From this likeness (of 100) two contents count as the same request."""


def earlier_reply_values(reading: Reading, request: Request, kind: LetterKind) -> dict[str, Json]:
    """Title, number and day of the newest reply to the same request of the same applicant; empty without one."""
    if kind is not LetterKind.REPEAT_NOTICE:
        return {}
    letter = next(_earlier_replies(reading, request), None)
    if letter is None:
        return {}
    return {"earlier_title": letter.title, "earlier_number": letter.number, "earlier_on": letter.date.isoformat()}


def _earlier_replies(reading: Reading, request: Request) -> Iterator[Letter]:
    """Valid replies with a number, newest first, of requests that the applicant made before with the same content."""
    for row in _same_applicant(reading, request):
        if row.number == request.number or row.projection.completed_on is None or row.projection.voided:
            continue
        if fuzz.ratio(row.content, request.content) < _SAME:
            continue
        for letter in reversed(reading.letters_of(request.office, row.number)):
            if letter.kind in REPLIES and letter.number and letter.void_reason is None:
                yield letter


def _same_applicant(reading: Reading, request: Request) -> list[RequestRow]:
    applicant = request.applicant
    if applicant.id_number:
        return reading.rows_of_applicant(
            request.office, id_number=applicant.id_number, id_type=applicant.id_type, limit=_MOST
        )
    return reading.rows_of_applicant(request.office, name=applicant.name, limit=_MOST)
