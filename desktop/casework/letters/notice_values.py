"""The facts of notices that follow from the steps before them: lapse, withdrawal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from db.records import Json
from desktop.casework.intake.intake_events import EVIDENCE
from desktop.casework.requests.cases import Case
from desktop.casework.steps.outside_values import consultation_values
from desktop.rules.history import history
from resources.vocabulary import EventKind, LetterKind, Outcome

Values = dict[str, Json]


def likely_outcome(kind: LetterKind, case: Case) -> Outcome | None:
    """The result that a letter of ``kind`` tells unless another one is chosen: what the applicant let lapse."""
    if kind is LetterKind.TERMINATION_NOTICE:
        return Outcome.WITHDRAWN
    if kind is not LetterKind.LAPSE_NOTICE:
        return None
    course = case.limits.course
    if course.correction_open:
        return Outcome.CORRECTION_LAPSED
    if course.fee_open:
        return Outcome.FEE_LAPSED
    ended = course.ending.outcome if course.ending else None
    return ended if ended in (Outcome.CORRECTION_LAPSED, Outcome.FEE_LAPSED) else None


def notice_values(kind: LetterKind, case: Case, outcome: Outcome | None) -> Values:
    """What is known for a notice of ``kind`` beside the facts that all letters share."""
    values = _VALUES.get(kind)
    return values(case, outcome) if values else {}


def _lapse(case: Case, outcome: Outcome | None) -> Values:
    course, limits = case.limits.course, case.limits
    if outcome is Outcome.CORRECTION_LAPSED and course.correction is not None:
        return {
            "notice_number": _letter_of(case, course.correction.place),
            "notice_served_on": _iso(course.correction.served_on),
            "allowed_days": course.correction.allowed_days,
            "limit_on": _iso(limits.correction_due),
        }
    if outcome is Outcome.FEE_LAPSED and course.fee is not None:
        return {
            "notice_number": _letter_of(case, course.fee.place),
            "notice_served_on": _iso(course.fee.received_on),
            "limit_on": _iso(limits.fee_due),
        }
    return {}


def _termination(case: Case, outcome: Outcome | None) -> Values:
    return {"withdrawn_on": case.today.isoformat()} if outcome is Outcome.WITHDRAWN else {}


def _excessive(case: Case, outcome: Outcome | None) -> Values:
    return {
        "reasons_requested_on": _last_day(case, EventKind.REASONS_REQUESTED),
        "reasons_given_on": _last_day(case, EventKind.REASONS_GIVEN),
    }


def _delay(case: Case, outcome: Outcome | None) -> Values:
    return {"reasons_given_on": _last_day(case, EventKind.REASONS_GIVEN)}


def _record_correction(case: Case, outcome: Outcome | None) -> Values:
    registered = (event for event in case.request.events if event.kind is EventKind.REGISTERED)
    evidence = next((event.text(EVIDENCE) for event in registered), None)
    return {"record": case.request.document_title, "evidence": evidence}


def _consultation(case: Case, outcome: Outcome | None) -> Values:
    return consultation_values(case)


def _last_day(case: Case, kind: EventKind) -> str | None:
    """The day of the last event of ``kind``, amendments folded in."""
    days = [placed.on for placed in history(case.request.events, case.today) if placed.kind is kind]
    return _iso(days[-1] if days else None)


def _letter_of(case: Case, place: int) -> str | None:
    """The letter of the event at ``place``, by its id: its 发文字号 unless it came in from elsewhere."""
    return case.request.events[place].letter


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


_VALUES: Mapping[LetterKind, Callable[[Case, Outcome | None], Values]] = MappingProxyType(
    {
        LetterKind.DELAY_NOTICE: _delay,
        LetterKind.CONSULTATION_NOTICE: _consultation,
        LetterKind.LAPSE_NOTICE: _lapse,
        LetterKind.TERMINATION_NOTICE: _termination,
        LetterKind.EXCESSIVE_NOTICE: _excessive,
        LetterKind.RECORD_CORRECTION_REPLY: _record_correction,
    }
)
