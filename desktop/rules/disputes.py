"""Reviews and suits: when one can be recorded, which facts cannot be, and what the office still owes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from db.records import Dispute
from desktop.rules.timeline import TimeLimits
from resources.vocabulary import DisputeResult


@dataclass(frozen=True, slots=True)
class DisputeFault:
    """The fact that cannot be, and what is wrong with it."""

    field: str
    name: str


def may_be_disputed(limits: TimeLimits, today: date) -> bool:
    """Whether a review or suit is possible: against a result, or against silence after the limit (条例 51).

    The result of an earlier round may still be sued while the request is answered anew (行政诉讼法 45).
    """
    if limits.course.voided:
        return False
    return limits.course.ending is not None or limits.course.first_result is not None or is_silent(limits, today)


def is_silent(limits: TimeLimits, today: date) -> bool:
    """Whether no reply is in force though its limit has passed."""
    return limits.course.ending is None and limits.reply_due is not None and today > limits.reply_due


def filing_fault(dispute: Dispute, limits: TimeLimits) -> DisputeFault | None:
    """That it was filed before there was anything to attack, a result or silence after the limit (条例 51)."""
    course, due = limits.course, limits.reply_due
    endings = (course.ending, course.first_result.ending if course.first_result is not None else None)
    days = [ending.on for ending in endings if ending is not None]
    if due is not None:
        days.append(due + timedelta(days=1))
    earliest = min(days, default=None)
    too_early = earliest is not None and dispute.filed_on < earliest
    return DisputeFault("filed_on", "before_reply") if too_early else None


def answered_on(dispute: Dispute) -> date | None:
    """The day on which the office sent its answer, None where it is not told."""
    value = dispute.extra.get("answered_on")
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        # The fact is not one of the exchange format: a file may hold anything under its name.
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenUp:
    """That a decision has a request answered anew. ``received_on``: it reached the office; ``until``: the day it sets.

    Without such a day the whole reply limit runs anew (no rule says how long; docs/law-choices.md).
    """

    received_on: date
    until: date | None = None


def taking_up_fault(taken: TakenUp, dispute: Dispute, limits: TimeLimits, today: date) -> DisputeFault | None:
    """Why a request cannot be taken up again so; None when it can."""
    if dispute.result is not DisputeResult.CORRECTED or dispute.decided_on is None:
        return DisputeFault("result", "not_corrected")
    if limits.course.ending is None or limits.course.voided:
        return DisputeFault("received_on", "not_ended")
    if taken.received_on > today:
        return DisputeFault("received_on", "future")
    if taken.received_on < dispute.decided_on:
        return DisputeFault("received_on", "before_decided")
    if taken.until is not None and taken.until < taken.received_on:
        return DisputeFault("until", "until_before")
    return None


def dispute_fault(dispute: Dispute, today: date) -> DisputeFault | None:
    """The first fact that cannot be: a day ahead of today or before the one it follows, a decision without result."""
    copy, answered, decided = dispute.copy_received_on, answered_on(dispute), dispute.decided_on
    served = dispute.decision_served_on
    days = {"filed_on": dispute.filed_on, "copy_received_on": copy, "answered_on": answered}
    days |= {"decided_on": decided, "decision_served_on": served}
    for field, day in days.items():
        if day is not None and day > today:
            return DisputeFault(field, "future")
        if day is not None and day < dispute.filed_on:
            return DisputeFault(field, "before_filing")
    if answered is not None and (copy is None or answered < copy):
        return DisputeFault("answered_on", "before_copy")
    if served is not None and (decided is None or served < decided):
        return DisputeFault("decision_served_on", "before_decision")
    if (decided is None) != (dispute.result is None):
        return DisputeFault("result" if dispute.result is None else "decided_on", "decision_and_result")
    return None
