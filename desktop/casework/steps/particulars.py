"""Correcting the particulars of a request: slips in channel, name, address, content. The old value stays visible.

Papers that were issued keep what is printed on them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from db.records import Changes, Event, Json, Request
from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.intake.intake_checks import CONTACT_OF_DELIVERY, CONTACTS
from desktop.casework.office.settings import office_settings
from desktop.casework.requests.cases import Case, case_of, read_case
from desktop.casework.steps.particular_words import particular_label
from desktop.casework.steps.steps import StepFactRefused, amendment_event, refuse_closed
from desktop.casework.views import ChoiceView, FieldType, StepField
from desktop.rules.entered_text import half_width, identity_number, is_mail_address, one_line, plain_text
from desktop.rules.history import history
from desktop.rules.particulars import (
    ACCEPTS_OTHER_FORM,
    AGENT,
    AGENT_NAME,
    CHANNEL,
    CO_APPLICANTS,
    CODED,
    ID_NUMBER,
    NEVER_EMPTY,
    PARTICULARS,
    can_have,
    particular,
    with_particular,
)
from desktop.rules.people import applicant_in, as_json
from desktop.rules.preconditions import ONLY_FOR_DISCLOSURE
from desktop.rules.projection import project
from desktop.rules.reply_outcomes import answers
from resources.messages import say
from resources.vocabulary import ApplicantKind, EventKind, Matter, Outcome

BROUGHT_BY = 0
"""The event that brought the particulars: the first."""

_KEPT_AS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        ID_NUMBER: identity_number,
        "agent.id_number": identity_number,
        "applicant.phone": half_width,
        "applicant.email": half_width,
        "applicant.fax": half_width,
        "applicant.postcode": half_width,
        "content": plain_text,
    }
)
"""What is not one line of words."""


def particular_fields(request: Request) -> tuple[StepField, ...]:
    """The particulars that can be corrected, each with its present value."""
    return tuple(
        StepField(
            name=field,
            label=say("particulars.agent_or_none")
            if field == AGENT_NAME and request.agent
            else particular_label(field),
            type=_type_of(field),
            required=field in NEVER_EMPTY,
            default=particular(request, field),
            choices=tuple(ChoiceView(code=code.value, label=code.label) for code in CODED.get(field, ())),
        )
        for field in PARTICULARS
        if can_have(request, field)
        and not (field == "applicant.legal_representative" and request.applicant.kind is ApplicantKind.NATURAL_PERSON)
        and not (field == ACCEPTS_OTHER_FORM and request.matter is Matter.RECORD_CORRECTION)
    )


def _type_of(field: str) -> FieldType:
    own = {CO_APPLICANTS: FieldType.PEOPLE, ACCEPTS_OTHER_FORM: FieldType.YES_NO}
    return own.get(field, FieldType.CHOICE if field in CODED else FieldType.TEXT)


def amend_particular(context: Context, number: str, field: str, new: Json, why: str) -> Changes:
    """Correct one of the particulars with an event that says who, when and why; the search follows.

    Raises ``StepFactRefused``, ``RequestNotFound``.
    """
    if not why.strip():
        raise StepFactRefused("why", say("casework.exchange_fault.missing"))
    with context.store.writing() as writing:
        case = read_case(context, writing, number)
        clerk = office_settings(writing, case.request.office).clerk
        event, after = corrected(context, writing, case, field, new, why.strip(), clerk)
        refuse_closed(case, event)
        writing.amend_request(after.request, project(after.request, case.calendar))
    return Changes(requests=frozenset({number}))


def corrected(
    context: Context, reading: Reading, case: Case, field: str, new: Json, why: str, clerk: str = ""
) -> tuple[Event, Case]:
    """The event that corrects ``field``, and the request after it. Raises ``StepFactRefused``."""
    event = particular_amendment(case.request, case.today, field, new, why, clerk)
    changed = with_particular(case.request, str(event.text("field")), event.facts.get("new"))
    after = case_of(context, reading, replace(changed, events=(*changed.events, event)))
    if field == CHANNEL and after.limits.receipt is None and case.limits.course.ending is not None:
        raise StepFactRefused(field, say("particulars.channel_without_receipt", channel=changed.channel.label))
    return event, after


def particular_amendment(request: Request, on: date, field: str, new: Json, why: str, clerk: str = "") -> Event:
    """The event that corrects ``field``. Raises ``StepFactRefused`` for what cannot be corrected so."""
    if field not in PARTICULARS or not can_have(request, field):
        raise StepFactRefused("field", say("casework.exchange_fault.no_such_event"))
    value, old = _entered(field, new), particular(request, field)
    if field in NEVER_EMPTY and not value:
        raise StepFactRefused(field, say("casework.exchange_fault.missing"))
    if field in CODED and value not in _labels(field):
        raise StepFactRefused(field, say("casework.exchange_fault.unknown_code", text=value))
    if value == old:
        raise StepFactRefused(field, say("particulars.unchanged"))
    if reason := _unfit(request, field, value):
        raise StepFactRefused(field, reason)
    if field == AGENT_NAME and value is None:
        # With the name his papers go too: the event keeps them all.
        field, old = AGENT, particular(request, AGENT)
    return amendment_event(on, BROUGHT_BY, field, old, value, why, clerk)


def _entered(field: str, new: Json) -> Json:
    """The value as it is kept, None where nothing was entered. Raises ``StepFactRefused`` for people without a name."""
    if field == ACCEPTS_OTHER_FORM:
        return new if isinstance(new, bool) else None
    if field == CO_APPLICANTS:
        try:
            return [_person(one) for one in new] if isinstance(new, list) else []
        except ValueError:
            raise StepFactRefused(field, say("casework.intake.fault_co_applicants")) from None
    if new is None:
        return None
    return _KEPT_AS.get(field, one_line)(str(new)).strip() or None


def _person(entered: Json) -> Json:
    person = applicant_in(entered)
    name, known_by = one_line(person.name).strip(), identity_number(person.id_number)
    if not name:
        raise ValueError(entered)
    return as_json(replace(person, name=name, id_number=known_by))


def _unfit(request: Request, field: str, value: Json) -> str | None:
    """Why ``value`` does not fit the rest of ``request``, None when it does."""
    if field == "applicant.email" and value and not is_mail_address(str(value)):
        return say("particulars.no_mail_address")
    if field == "matter":
        return _unfit_matter(request, Matter(str(value)))
    changed = with_particular(request, field, value)
    way, reach = changed.delivery, changed.applicant
    for name in CONTACT_OF_DELIVERY.get(way, ()):
        # What was missing before is asked for where it is asked for: in a correction notice.
        if field in ("delivery", f"applicant.{name}") and not getattr(reach, name):
            return say(f"casework.intake.fault_delivery_{name}")
    emptied = field.removeprefix("applicant.") in CONTACTS and not value
    return (
        say("casework.intake.fault_contact") if emptied and not any(getattr(reach, one) for one in CONTACTS) else None
    )


def _unfit_matter(request: Request, matter: Matter) -> str | None:
    """A record correction has no steps of 条例 30-35 and 42, and the results of the one are none of the other."""
    for placed in history(request.events):
        outcome = placed.event.text("outcome") if placed.kind is EventKind.REPLIED else None
        foreign = outcome is not None and not answers(Outcome(outcome), matter)
        if foreign or (matter is Matter.RECORD_CORRECTION and placed.kind in ONLY_FOR_DISCLOSURE):
            return say("particulars.matter_of_steps", step=placed.kind.label, matter=matter.label)
    return None


def _labels(field: str) -> dict[str, str]:
    return {code.value: code.label for code in CODED[field]}
