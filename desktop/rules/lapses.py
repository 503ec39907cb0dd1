"""When the lapse of a correction or a payment cannot be recorded (条例 30; 国办函〔2020〕109号 6)."""

from __future__ import annotations

from desktop.rules.proposal import Proposal
from desktop.rules.refusals import Refused, no
from desktop.rules.working_days import CalendarMissing
from resources.vocabulary import EventKind


def lapse_of_correction(proposal: Proposal) -> Refused | None:
    """Why the lapse of a correction cannot be recorded, None when it can."""
    course = proposal.course
    if course.correction is None or not course.correction_open:
        return no("no_correction_open")
    return _lapse_of(proposal, EventKind.CORRECTION_REQUESTED, void=course.correction.void)


def lapse_of_fee(proposal: Proposal) -> Refused | None:
    """Why the lapse of a payment cannot be recorded, None when it can."""
    course = proposal.course
    if course.fee is None or not course.fee_open:
        return no("no_fee_open")
    return _lapse_of(proposal, EventKind.FEE_NOTICED, void=course.fee.void)


def _lapse_of(proposal: Proposal, notice: EventKind, *, void: bool) -> Refused | None:
    """Nobody misses a limit that he was not told, and a limit must be one that the loaded calendar tells."""
    if void:
        return no("lapse_of_void_notice")
    if any(unsent.kind is notice for unsent in proposal.course.unsent):
        return no("lapse_of_unsent_notice")
    try:
        proposal.course.close_from(proposal.calendar)
    except CalendarMissing as missing:
        return no("lapse_calendar_missing", year=missing.year)
    return None
