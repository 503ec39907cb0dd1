"""Correcting the particulars of a request: slips in name, address, content. The old value stays visible.

Papers that were issued keep what is printed on them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from db.records import Changes, Event, Json, Request
from desktop.casework.cases import read_case
from desktop.casework.context import Context
from desktop.casework.event_words import SEPARATOR, event_words
from desktop.casework.masking import masked_identity, masked_name, masked_phone
from desktop.casework.settings import office_settings
from desktop.casework.steps import StepFactRefused, amendment_event, refuse_closed
from desktop.casework.views import ChoiceView, FieldType, StepField
from desktop.rules.particulars import (
    AGENT_NAME,
    CODED,
    NEVER_EMPTY,
    PARTICULARS,
    can_have,
    corrections,
    is_particular,
    particular,
    with_particular,
)
from desktop.rules.projection import project
from resources.messages import say
from resources.vocabulary import ApplicantKind, EventKind

BROUGHT_BY = 0
"""The event that brought the particulars: the first."""

_KEPT = NEVER_EMPTY | {AGENT_NAME}
"""What a correction never empties: with the name his papers would go too."""

_MASKED_IN_PART = frozenset({"applicant.phone", "applicant.fax"})
_HIDDEN = frozenset({"applicant.email", "applicant.address", "applicant.postcode"})


def particular_fields(request: Request) -> tuple[StepField, ...]:
    """The particulars that can be corrected, each with its present value."""
    return tuple(
        StepField(
            name=field,
            label=particular_label(field),
            type=FieldType.CHOICE if field in CODED else FieldType.TEXT,
            required=field in _KEPT,
            default=particular(request, field),
            choices=tuple(ChoiceView(code=code.value, label=code.label) for code in CODED.get(field, ())),
        )
        for field in PARTICULARS
        if can_have(request, field)
        and not (field == "applicant.legal_representative" and request.applicant.kind is ApplicantKind.NATURAL_PERSON)
    )


def particular_label(field: str) -> str:
    """申请人姓名（名称）, 地址, 申请内容."""
    return say(f"particulars.{field}")


def amend_particular(context: Context, number: str, field: str, new: Json, why: str) -> Changes:
    """Correct one of the particulars with an event that says who, when and why; the search follows.

    Raises ``StepFactRefused``, ``RequestNotFound``.
    """
    if not why.strip():
        raise StepFactRefused("why", say("casework.exchange_fault.missing"))
    with context.store.writing() as writing:
        case = read_case(context, writing, number)
        clerk = office_settings(writing, case.request.office).clerk
        event = particular_amendment(case.request, case.today, field, new, why, clerk)
        refuse_closed(case, event)
        changed = with_particular(case.request, field, event.text("new"))
        changed = replace(changed, events=(*changed.events, event))
        writing.amend_request(changed, project(changed, case.calendar))
    return Changes(requests=frozenset({number}))


def particular_amendment(request: Request, on: date, field: str, new: Json, why: str, clerk: str = "") -> Event:
    """The event that corrects ``field``. Raises ``StepFactRefused`` for what cannot be corrected so."""
    if not is_particular(field) or not can_have(request, field):
        raise StepFactRefused("field", say("casework.exchange_fault.no_such_event"))
    value = str(new).strip() if new is not None else None
    if not value and field in _KEPT:
        raise StepFactRefused(field, say("casework.exchange_fault.missing"))
    if field in CODED and value not in _labels(field):
        raise StepFactRefused(field, say("casework.exchange_fault.unknown_code", text=value))
    old = particular(request, field)
    if (value or None) == old:
        raise StepFactRefused(field, say("particulars.unchanged"))
    return amendment_event(on, BROUGHT_BY, field, old, value or None, why, clerk)


def shown_value(request: Request, field: str, value: str | None) -> str:
    """A particular as lists and timelines show it: what identifies a person is masked, a code has its name."""
    if value and field in CODED:
        return _labels(field).get(value, value)
    if not value:
        return say("casework.event.nothing")
    if field == AGENT_NAME:
        return masked_name(value, ApplicantKind.NATURAL_PERSON)
    if field == "agent.id_number":
        return masked_identity(value)
    if request.applicant.kind is not ApplicantKind.NATURAL_PERSON:
        return value
    if field in ("applicant.name", "applicant.contact_name"):
        return masked_name(value, request.applicant.kind)
    if field == "applicant.id_number":
        return masked_identity(value)
    if field in _MASKED_IN_PART:
        return masked_phone(value)
    return "*" * 3 if field in _HIDDEN else value


def words_on_screen(request: Request, event: Event) -> str:
    """What an event of ``request`` says where its names are masked; a particular by its label."""
    field = event.text("field") if event.kind is EventKind.AMENDED else None
    if field is None or not is_particular(field):
        return without_names(request, event_words(event, request.events))
    new = shown_value(request, field, event.text("new"))
    words = say("casework.event.amended", field=particular_label(field), new=new)
    return SEPARATOR.join(part for part in (words, without_names(request, event.text("why") or "")) if part)


def without_names(request: Request, words: str) -> str:
    """``words`` with the name of the applicant masked, as it is on the rest of the page."""
    applicant = request.applicant
    return words.replace(applicant.name, masked_name(applicant.name, applicant.kind))


def _labels(field: str) -> dict[str, str]:
    return {code.value: code.label for code in CODED[field]}


def earlier_values(request: Request) -> tuple[tuple[str, str], ...]:
    """What stood there before corrections, in full: (label, value), the latest correction first."""
    found = reversed([event for _, event in corrections(request.events)])
    return tuple(
        (say("particulars.earlier", label=particular_label(str(event.text("field")))), _in_full(event))
        for event in found
        if event.text("old")
    )


def _in_full(event: Event) -> str:
    field, old = str(event.text("field")), event.text("old") or ""
    return _labels(field).get(old, old) if field in CODED else old
