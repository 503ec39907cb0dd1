"""What was known of a request, its letters, its reviews and suits on an earlier day (``--as-of``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from db.records import Dispute, Event, Letter, Request
from desktop.rules.history import known_by
from desktop.rules.particulars import as_of
from resources.vocabulary import EventKind


def request_then(request: Request, day: date | None) -> Request:
    """The request with its particulars and events by ``day``; None: as it stands now."""
    if day is None:
        return request
    return replace(as_of(request, day), events=known_by(request.events, day))


def letters_then(letters: Iterable[Letter], events: Sequence[Event], day: date | None) -> list[Letter]:
    """The letters of a request by ``day``; one that was voided later was valid. ``events``: all of the request."""
    if day is None:
        return list(letters)
    later = {event.letter for event in events if event.kind is EventKind.LETTER_VOIDED and event.on > day}
    return [
        replace(letter, void_reason=None) if letter.id in later else letter for letter in letters if letter.date <= day
    ]


def disputes_then(disputes: Iterable[Dispute], day: date | None) -> list[Dispute]:
    """The reviews and suits filed by ``day``, with what was known of them."""
    if day is None:
        return list(disputes)
    return [_dispute_then(dispute, day) for dispute in disputes if dispute.filed_on <= day]


def _dispute_then(dispute: Dispute, day: date) -> Dispute:
    def by_then(known: date | None) -> date | None:
        return known if known is not None and known <= day else None

    decided = by_then(dispute.decided_on)
    return replace(
        dispute,
        copy_received_on=by_then(dispute.copy_received_on),
        decided_on=decided,
        decision_served_on=by_then(dispute.decision_served_on),
        result=dispute.result if decided == dispute.decided_on else None,
    )
