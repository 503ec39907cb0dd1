"""For whom a request waits, and until when: what events and calendar decide, whatever day it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.rules.timeline import TimeLimits

CONFIRMATION = "applicant_confirmation"
CORRECTION = "correction"
PAYMENT = "payment"
REASONS = "reasons"
REVIEW = "review"
SERVICE = "service"
RETURNED = "returned"
"""The reply was sent and came back: it is to be sent again, but its first sending decided about time."""
AGAIN = "second_reply"
"""Nobody but us: a decision of review or court had a request that was completed taken up again."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """``waits_for``: one of the names of this module, a code of ``Party``, or None; ``until``: the other's limit."""

    waits_for: str | None
    until: date | None = None


def waiting(limits: TimeLimits) -> Waiting:
    """For whom the request waits after its last event."""
    course = limits.course
    if course.voided or course.finished:
        return Waiting(None)
    if course.ending is not None:
        return Waiting(RETURNED if course.services else SERVICE)
    again = course.first_result is not None
    if limits.receipt is None and not again:
        return Waiting(CONFIRMATION)
    if course.correction_open:
        return Waiting(CORRECTION, limits.correction_due)
    if course.fee_open:
        return Waiting(PAYMENT, limits.fee_due)
    consulted = _consulted(limits)
    if consulted is not None:
        return consulted
    if course.in_review:
        return Waiting(REVIEW)
    if course.reasons_open:
        return Waiting(REASONS)
    if again:
        return Waiting(AGAIN)
    return Waiting(CONFIRMATION if limits.receipt_provisional else None)


def _consulted(limits: TimeLimits) -> Waiting | None:
    """The party with the latest limit whose answer the clock waits for; a fixed delay waits for nobody."""
    course = limits.course
    if course.clock is None or course.clock.delay_until is not None:
        return None
    due = limits.consult_due or (None,) * len(course.consultations)
    asked = [
        (day, consultation.party)
        for day, consultation in zip(due, course.consultations, strict=True)
        if consultation.effective and consultation.ended_on is None
    ]
    if not asked:
        return None
    # A limit that cannot be told lies beyond all that can.
    day, party = max(asked, key=lambda each: each[0] or date.max)
    return Waiting(party.value, day)
