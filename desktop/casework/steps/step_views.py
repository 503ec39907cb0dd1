"""The next steps of a request for its page: what each writes or asks for, in the order of the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from db.records import Json
from desktop.casework.requests.cases import Case
from desktop.casework.steps.event_facts import OUTCOMES_OF_EVENTS, fact_label
from desktop.casework.views import ChoiceView, FieldType, StepField, StepView
from desktop.rules.appointments import APPOINTED_ON, WHAT, AppointmentStep
from desktop.rules.consultations import Consultation
from desktop.rules.course import DEFAULT_CORRECTION_DAYS
from desktop.rules.editions import EDITION_711
from desktop.rules.history import as_amended
from desktop.rules.receipt import BY_LETTER
from desktop.rules.refusals import Refused
from desktop.rules.reply_outcomes import answers, closed_outcome
from desktop.rules.steps import Step, next_steps
from resources.messages import say
from resources.vocabulary import Channel, Delivery, EventKind, LetterKind, Opinion, Outcome, Party, WayOfService

LETTER_OF_STEP: Mapping[EventKind, LetterKind] = MappingProxyType(
    {
        EventKind.RECEIPT_ISSUED: LetterKind.RECEIPT,
        EventKind.CORRECTION_REQUESTED: LetterKind.CORRECTION_NOTICE,
        EventKind.EXTENDED: LetterKind.EXTENSION_NOTICE,
        EventKind.CORRECTION_LAPSED: LetterKind.LAPSE_NOTICE,
        EventKind.FEE_LAPSED: LetterKind.LAPSE_NOTICE,
        EventKind.WITHDRAWN: LetterKind.TERMINATION_NOTICE,
        EventKind.FEE_NOTICED: LetterKind.FEE_NOTICE,
        EventKind.REASONS_REQUESTED: LetterKind.REASONS_REQUEST,
        EventKind.DELAY_FIXED: LetterKind.DELAY_NOTICE,
        EventKind.THIRD_PARTY_TOLD: LetterKind.THIRD_PARTY_DECISION,
    }
)
"""Steps that write one certain letter. A reply writes the letter of its outcome."""

INQUIRIES = (LetterKind.THIRD_PARTY_INQUIRY, LetterKind.AGENCY_INQUIRY)
"""Letters of 征求意见: whom to ask is chosen first. An inquiry sent without them may be recorded."""

_RECORDED_ONLY_BEFORE_711 = frozenset(
    {
        EventKind.CORRECTION_REQUESTED,
        EventKind.CORRECTION_LAPSED,
        EventKind.EXTENDED,
        EventKind.FEE_LAPSED,
        EventKind.WITHDRAWN,
        EventKind.THIRD_PARTY_TOLD,
        EventKind.REPLIED,
    }
)
"""Steps that write a letter, but are recorded without one under 国务院令第492号, whose letters are not composed."""

_RECORDED = frozenset(
    {
        EventKind.CONTACT_ATTEMPTED,
        EventKind.CONFIRMED,
        EventKind.HANDED_OVER,
        EventKind.DEPARTMENT_ANSWERED,
        EventKind.REMINDED,
        EventKind.CORRECTED,
        EventKind.CONSULTED,
        EventKind.OPINION_RECEIVED,
        EventKind.REASONS_GIVEN,
        EventKind.FEE_PAID,
        EventKind.SERVED,
        EventKind.RETURNED,
        EventKind.NOTED,
        EventKind.AMENDED,
        EventKind.REGISTRATION_VOIDED,
        EventKind.CLOSED,
        EventKind.ARCHIVED,
    }
)
"""Steps that are recorded without a letter."""

NOTE_FIELD = "note"
"""The field of a step that becomes the event's note."""

REPLIES = tuple(outcome for outcome in Outcome if outcome not in OUTCOMES_OF_EVENTS)
"""Results that a reply tells."""


def steps_of(case: Case) -> tuple[StepView, ...]:
    """All steps that can concern ``case`` and that the office can take or record here."""
    request = case.request
    steps = next_steps(request.channel, request.events, case.limits, case.calendar, case.today, matter=request.matter)
    return tuple(_view(case, step) for step in steps if is_offered(step.kind))


def is_offered(kind: EventKind) -> bool:
    """Whether the step can be taken here: it is recorded, or it writes a letter."""
    return kind in _RECORDED or kind is EventKind.REPLIED or kind in LETTER_OF_STEP


def is_recorded(kind: EventKind, case: Case) -> bool:
    """Whether the step of ``case`` is recorded without a letter."""
    return kind in _RECORDED or (kind in _RECORDED_ONLY_BEFORE_711 and case.limits.edition is not EDITION_711)


def _view(case: Case, step: Step) -> StepView:
    recorded = is_recorded(step.kind, case)
    fields = _FIELDS.get(step.kind) if recorded else None
    replies = _replies(case) if step.kind is EventKind.REPLIED else ()
    closed = closed_replies(case) if replies else {}
    return StepView(
        kind=step.kind,
        name=say(f"casework.step.{step.kind}"),
        open=step.open,
        effect=step.effect,
        reason=step.reason,
        recommended=step.recommended,
        letter=None if recorded else LETTER_OF_STEP.get(step.kind),
        outcomes=() if recorded else tuple(outcome for outcome in replies if outcome not in closed),
        letters=_inquiries(case) if step.kind is EventKind.CONSULTED else (),
        closed_outcomes=tuple((outcome, reason.sentence()) for outcome, reason in closed.items()),
        fields=fields(case) if fields else (),
    )


def closed_replies(case: Case) -> dict[Outcome, Refused]:
    """The results that a reply may not have now, each with the reason."""
    return {outcome: reason for outcome in _replies(case) if (reason := _closed(case, outcome))}


def _replies(case: Case) -> tuple[Outcome, ...]:
    return tuple(outcome for outcome in REPLIES if answers(outcome, case.request.matter))


def _closed(case: Case, outcome: Outcome) -> Refused | None:
    return closed_outcome(outcome, case.limits.course, case.today, case.calendar, case.request.matter)


def _inquiries(case: Case) -> tuple[LetterKind, ...]:
    """The letters that ask for opinions; after an inquiry also the one that tells the applicant of it."""
    if case.limits.edition is not EDITION_711:
        return ()
    asked = any(not inquiry.void for inquiry in case.limits.course.consultations)
    return (*INQUIRIES, LetterKind.CONSULTATION_NOTICE) if asked else INQUIRIES


def _choices(codes: type[StrEnum]) -> tuple[ChoiceView, ...]:
    return tuple(ChoiceView(code=code.value, label=getattr(code, "label", code.value)) for code in codes)


def _text(name: str, required: bool = False, default: str | None = None) -> StepField:
    return StepField(name=name, label=fact_label(name), type=FieldType.TEXT, required=required, default=default)


def _date(name: str, required: bool = False) -> StepField:
    return StepField(name=name, label=fact_label(name), type=FieldType.DATE, required=required)


def _number(name: str, default: Json = None, required: bool = False) -> StepField:
    return StepField(name=name, label=fact_label(name), type=FieldType.NUMBER, required=required, default=default)


def _choice(name: str, choices: tuple[ChoiceView, ...], required: bool = True) -> StepField:
    only = choices[0].code if required and len(choices) == 1 else None
    return StepField(
        name=name, label=fact_label(name), type=FieldType.CHOICE, required=required, choices=choices, default=only
    )


def _contact(case: Case) -> tuple[StepField, ...]:
    how = say("casework.step_default.how")
    reached = StepField(
        name="reached", label=fact_label("reached"), type=FieldType.YES_NO, required=True, default=False
    )
    return _text("how", required=True, default=how), reached


def _confirmed(case: Case) -> tuple[StepField, ...]:
    who = _text("with", default=case.request.applicant.name)
    if case.request.channel is not Channel.ORDINARY_MAIL:
        return (who,)
    by_letter = StepField(
        name=BY_LETTER, label=fact_label(BY_LETTER), type=FieldType.YES_NO, required=False, default=False
    )
    return who, by_letter


def _handed_over(case: Case) -> tuple[StepField, ...]:
    return _text("to", required=True, default=case.department), _date("due_on")


def _correction_requested(case: Case) -> tuple[StepField, ...]:
    items = StepField(name="items", label=fact_label("items"), type=FieldType.TEXTS, required=True)
    return items, _number("allowed_days", DEFAULT_CORRECTION_DAYS), _date("served_on"), _text(NOTE_FIELD)


def _extended(case: Case) -> tuple[StepField, ...]:
    approval = (_text("approved_by", required=True), _date("approved_on"))
    return _number("days", required=True), *approval, _text(NOTE_FIELD)


def _replied(case: Case) -> tuple[StepField, ...]:
    """The result of a reply that was written elsewhere; its number and title go into the note."""
    outcomes = (outcome for outcome in _replies(case) if _closed(case, outcome) is None)
    choices = tuple(ChoiceView(code=outcome.value, label=outcome.label) for outcome in outcomes)
    return _choice("outcome", choices), _text(NOTE_FIELD)


def _consulted(case: Case) -> tuple[StepField, ...]:
    ref = str(len(case.limits.course.consultations) + 1)
    return (
        _text("ref", required=True, default=ref),
        _choice("party", _choices(Party)),
        _text("name"),
        _date("received_on"),
    )


def _opinion(case: Case) -> tuple[StepField, ...]:
    answerable = [inquiry for inquiry in case.limits.course.consultations if inquiry.answerable]
    return _choice("ref", _named(answerable)), _choice("opinion", _choices(Opinion))


def _returned(case: Case) -> tuple[StepField, ...]:
    """Before the end only an inquiry can come back; which one decides how long the clock stood still."""
    out = [inquiry for inquiry in case.limits.course.consultations if inquiry.ended_on is None]
    which = () if case.limits.course.ending is not None else (_choice("ref", _named(out)),)
    return *which, _text("reason")


def _named(among: Iterable[Consultation]) -> tuple[ChoiceView, ...]:
    return tuple(
        ChoiceView(code=inquiry.ref, label=" ".join(filter(None, (inquiry.ref, inquiry.party.label, inquiry.name))))
        for inquiry in among
        if inquiry.ref is not None
    )


def _served(case: Case) -> tuple[StepField, ...]:
    return (
        _choice("way", _choices(WayOfService)),
        _date("posted_on"),
        _date("signed_on"),
        _text("tracking_number"),
    )


def _paid(case: Case) -> tuple[StepField, ...]:
    fee = case.limits.course.fee
    noticed = None if fee is None else as_amended(case.request.events, fee.place).facts.get("amount")
    return _number("amount", default=noticed), _text("receipt_number")


def _note(case: Case) -> tuple[StepField, ...]:
    """A note; after a reply that provides later or by inspection also the appointment for it."""
    ending = case.limits.course.ending
    replied = ending is not None and ending.kind is EventKind.REPLIED
    if not replied or not _provides_apart(case):
        return (_text(NOTE_FIELD, required=True),)
    steps = tuple(ChoiceView(code=step.value, label=say(f"appointments.{step}")) for step in AppointmentStep)
    return _choice(WHAT, steps, required=False), _date(APPOINTED_ON), _text(NOTE_FIELD)


def _provides_apart(case: Case) -> bool:
    ending = case.limits.course.ending
    later = ending is not None and ending.outcome is Outcome.PROVIDED_LATER
    return later or case.request.delivery is Delivery.INSPECTION


_FIELDS: Mapping[EventKind, Callable[[Case], tuple[StepField, ...]]] = MappingProxyType(
    {
        EventKind.CONTACT_ATTEMPTED: _contact,
        EventKind.CONFIRMED: _confirmed,
        EventKind.HANDED_OVER: _handed_over,
        EventKind.CORRECTION_REQUESTED: _correction_requested,
        EventKind.EXTENDED: _extended,
        EventKind.REPLIED: _replied,
        EventKind.DEPARTMENT_ANSWERED: lambda case: (_text("answer", required=True),),
        EventKind.REMINDED: lambda case: (_text("to", default=case.department),),
        EventKind.ARCHIVED: lambda case: (_text("file_number"),),
        EventKind.CONSULTED: _consulted,
        EventKind.OPINION_RECEIVED: _opinion,
        EventKind.THIRD_PARTY_TOLD: lambda case: (_text("name"),),
        EventKind.SERVED: _served,
        EventKind.FEE_PAID: _paid,
        EventKind.RETURNED: _returned,
        EventKind.NOTED: _note,
        EventKind.REGISTRATION_VOIDED: lambda case: (_text("why", required=True),),
    }
)
