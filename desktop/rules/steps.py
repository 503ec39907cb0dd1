"""The next steps of a request: which are open today, what each does to the limit, and why the others are closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from db.records import NOTHING, Event, Json
from desktop.rules.appointments import appointment_is_open
from desktop.rules.course import Course
from desktop.rules.editions import EDITION_711
from desktop.rules.history import known_by
from desktop.rules.preconditions import refused
from desktop.rules.receipt import TO_BE_CONFIRMED
from desktop.rules.refusals import Refused
from desktop.rules.step_effects import Effect, effect_of
from desktop.rules.timeline import TimeLimits
from desktop.rules.working_days import WorkingCalendar
from resources.vocabulary import Channel, EventKind, Matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step. ``reason``: why it is closed, in the words of the rule; ``effect``: one line with limit or effect."""

    kind: EventKind
    open: bool
    reason: str | None
    effect: str
    recommended: bool = False


def next_steps(
    channel: Channel,
    events: Sequence[Event],
    limits: TimeLimits,
    calendar: WorkingCalendar,
    today: date,
    lang: str = "zh",
    matter: Matter = Matter.DISCLOSURE,
) -> list[Step]:
    """All steps that can concern the request, open ones first, the recommended one at their head.

    A reminder to a department that is silent after its inner limit comes next; a correction notice that would come
    late stands last of them.
    ``events`` and ``limits`` are of the same day: with ``limits`` of an earlier day only its events count here too.
    """
    course = limits.course
    known = known_by(events, today)
    recommended = _recommended(limits, known, calendar, today, matter)
    steps = []
    for kind in _ORDER:
        if not _concerns(kind, course, channel) or (
            kind is EventKind.RECEIPT_ISSUED and not _owes_receipt(course, known)
        ):
            continue
        letter = _letter_to_serve(course) if kind is EventKind.SERVED else None
        proposed = Event(kind=kind, on=today, facts=_least_facts(kind, course), letter=letter)
        why_not = refused(proposed, channel, known, calendar, today, matter)
        steps.append(
            Step(
                kind=kind,
                open=why_not is None,
                reason=None if why_not is None else why_not.sentence(lang),
                effect=_effect(kind, limits, known, today).line(lang),
                recommended=why_not is None and kind is recommended,
            )
        )
    notice_due = limits.correction_notice_due
    outdated = EventKind.CORRECTION_REQUESTED if notice_due is not None and today > notice_due else None
    urged = EventKind.REMINDED if _is_silent(course, today) else None
    return sorted(
        steps,
        key=lambda step: (not step.open, not step.recommended, step.kind is not urged, step.kind is outdated),
    )


def refusal(
    kind: EventKind,
    on: date,
    facts: Mapping[str, Json] = NOTHING,
    *,
    channel: Channel,
    events: Sequence[Event],
    calendar: WorkingCalendar,
    today: date,
    letter: str | None = None,
    matter: Matter = Matter.DISCLOSURE,
) -> Refused | None:
    """Why a step that a clerk proposes cannot be taken on ``on`` with ``facts``; None when it can.

    ``letter``: id of the letter that is served or came back, when it is not the reply. Not for import, which takes
    facts as they happened (``desktop.rules.possibility``).
    """
    proposed = Event(kind=kind, on=on, facts=facts, letter=letter)
    return refused(proposed, channel, tuple(events), calendar, today, matter)


def _effect(kind: EventKind, limits: TimeLimits, known: Sequence[Event], today: date) -> Effect:
    if kind is EventKind.NOTED and appointment_is_open(known, today):
        return Effect("rules.effect.appointment", {})
    return effect_of(kind, limits, today)


_ORDER = (
    EventKind.RECEIPT_ISSUED,
    EventKind.CONFIRMED,
    EventKind.CONTACT_ATTEMPTED,
    EventKind.SERVED,
    EventKind.CORRECTED,
    EventKind.CORRECTION_LAPSED,
    EventKind.FEE_PAID,
    EventKind.FEE_LAPSED,
    EventKind.OPINION_RECEIVED,
    EventKind.THIRD_PARTY_TOLD,
    EventKind.REPLIED,
    EventKind.EXTENDED,
    EventKind.DEPARTMENT_ANSWERED,
    EventKind.REMINDED,
    EventKind.CORRECTION_REQUESTED,
    EventKind.HANDED_OVER,
    EventKind.CONSULTED,
    EventKind.FEE_NOTICED,
    EventKind.REASONS_REQUESTED,
    EventKind.REASONS_GIVEN,
    EventKind.DELAY_FIXED,
    EventKind.RETURNED,
    EventKind.WITHDRAWN,
    EventKind.CLOSED,
    EventKind.ARCHIVED,
    EventKind.REOPENED,
    EventKind.AMENDED,
    EventKind.NOTED,
    EventKind.REGISTRATION_VOIDED,
)
"""All steps, the commoner ones first."""


def _least_facts(kind: EventKind, course: Course) -> Mapping[str, Json]:
    """The facts without which a step is refused whatever day it is."""
    if kind is EventKind.EXTENDED:
        return {"days": 1, "approved_by": "-"}
    if kind is EventKind.AMENDED:
        return {"event": 0, "field": "note"}
    if kind is EventKind.OPINION_RECEIVED:
        return {"ref": next((inquiry.ref for inquiry in course.consultations if inquiry.answerable), None)}
    if kind is EventKind.RETURNED and course.ending is None:
        return {"ref": next((inquiry.ref for inquiry in course.consultations if inquiry.ended_on is None), None)}
    return NOTHING


def _letter_to_serve(course: Course) -> str | None:
    """The notice that is to be sent next; None: the reply."""
    return course.unsent[0].letter if course.unsent else None


def _concerns(kind: EventKind, course: Course, channel: Channel) -> bool:
    """Whether the step can concern the request at all: an answer, for instance, only where something was asked."""
    concerns = _CONCERNS.get(kind)
    return concerns is None or concerns(course, channel)


def _third_party_asked(course: Course, channel: Channel) -> bool:
    return course.ending is None and bool(course.third_parties)


def _asked_and_unanswered(course: Course, channel: Channel) -> bool:
    return any(inquiry.ended_on is None for inquiry in course.consultations)


_CONCERNS: Mapping[EventKind, Callable[[Course, Channel], bool]] = MappingProxyType(
    {
        EventKind.CONFIRMED: lambda course, channel: channel in TO_BE_CONFIRMED,
        EventKind.CONTACT_ATTEMPTED: lambda course, channel: channel in TO_BE_CONFIRMED,
        EventKind.CORRECTED: lambda course, channel: course.correction is not None,
        EventKind.CORRECTION_LAPSED: lambda course, channel: course.correction_open,
        EventKind.FEE_PAID: lambda course, channel: course.fee is not None,
        EventKind.FEE_LAPSED: lambda course, channel: course.fee_open,
        EventKind.OPINION_RECEIVED: lambda course, _: any(inquiry.answerable for inquiry in course.consultations),
        EventKind.THIRD_PARTY_TOLD: _third_party_asked,
        EventKind.RETURNED: lambda course, channel: bool(course.services) or _asked_and_unanswered(course, channel),
        EventKind.ARCHIVED: lambda course, channel: course.closed,
        EventKind.REASONS_GIVEN: lambda course, channel: course.reasons_requested,
        EventKind.DELAY_FIXED: lambda course, channel: course.reasons_requested,
        EventKind.DEPARTMENT_ANSWERED: lambda course, channel: course.hand_over is not None,
        EventKind.REMINDED: lambda course, channel: course.hand_over is not None,
        EventKind.REOPENED: lambda course, channel: course.ending is not None,
    }
)
"""When a step can concern a request; the others always can."""


def _recommended(
    limits: TimeLimits, known: Sequence[Event], calendar: WorkingCalendar, today: date, matter: Matter
) -> EventKind | None:
    """The step that the request waits for."""
    course = limits.course
    if course.voided:
        return None
    if course.finished:
        return _after_the_end(course, known, today)
    if course.ending is not None or course.unsent:
        return EventKind.SERVED
    if limits.receipt is None or limits.receipt_provisional:
        return EventKind.CONFIRMED
    if course.correction_open or course.fee_open:
        return _answer_or_lapse(limits, today)
    if matter is Matter.DISCLOSURE and _lacks_something(known):
        return EventKind.CORRECTION_REQUESTED
    if any(inquiry.is_open(today, course.edition, calendar) for inquiry in course.consultations):
        return EventKind.OPINION_RECEIVED
    if course.hand_over is not None and not course.hand_over.answered:
        return EventKind.DEPARTMENT_ANSWERED
    return EventKind.REPLIED


def _after_the_end(course: Course, known: Sequence[Event], today: date) -> EventKind | None:
    """The letter that ended a request without a reply (L26, L27) is still to be sent; an appointment to be kept."""
    ending = course.ending
    if ending is not None and ending.letter is not None and not course.services and not course.closed:
        return EventKind.SERVED
    return EventKind.NOTED if appointment_is_open(known, today) else None


def _is_silent(course: Course, today: date) -> bool:
    """Whether the department has not answered although its inner limit has passed."""
    hand_over = course.hand_over
    if course.ending is not None or hand_over is None or hand_over.answered:
        return False
    return hand_over.due_on is not None and hand_over.due_on < today


def _owes_receipt(course: Course, known: Sequence[Event]) -> bool:
    """Whether the request was registered here without a receipt that stands; one of the old Regulation gets none."""
    if course.edition is not EDITION_711:
        return False
    void = {event.letter for event in known if event.kind is EventKind.LETTER_VOIDED}
    registered = any(event.kind is EventKind.REGISTERED for event in known)
    issued = (event for event in known if event.kind is EventKind.RECEIPT_ISSUED)
    return registered and all(event.letter is not None and event.letter in void for event in issued)


def _lacks_something(known: Sequence[Event]) -> bool:
    """Whether the check at registration found something missing (``needs``) that was not asked for yet (条例 30)."""
    if any(event.kind is EventKind.CORRECTION_REQUESTED for event in known):
        return False
    return any(event.kind is EventKind.REGISTERED and event.facts.get("needs") for event in known)


def _answer_or_lapse(limits: TimeLimits, today: date) -> EventKind:
    lapsed, course = limits.close_from is not None and today >= limits.close_from, limits.course
    if course.correction_open:
        if course.correction is not None and course.correction.void:
            return EventKind.CORRECTION_REQUESTED
        return EventKind.CORRECTION_LAPSED if lapsed else EventKind.CORRECTED
    if course.fee is not None and course.fee.void:
        return EventKind.FEE_NOTICED
    return EventKind.FEE_LAPSED if lapsed else EventKind.FEE_PAID
