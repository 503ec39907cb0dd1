"""Particulars of a request and their corrections in words: masked where lists and timelines show them."""

from __future__ import annotations

from collections.abc import Iterator

from db.records import Event, Json, Request
from desktop.casework.masking import masked_identity, masked_name, masked_phone
from desktop.casework.steps.event_words import SEPARATOR, event_words, value_words
from desktop.rules.particulars import (
    AGENT,
    AGENT_NAME,
    CO_APPLICANTS,
    CODED,
    ID_NUMBER,
    corrections,
    is_particular,
    particular,
)
from resources.messages import say
from resources.vocabulary import ApplicantKind, EventKind

_PEOPLE = (AGENT, CO_APPLICANTS)
_WHO = (
    "applicant.legal_representative",
    "applicant.contact_name",
    "applicant.phone",
    "applicant.email",
    "applicant.address",
    "applicant.postcode",
    "applicant.fax",
    CO_APPLICANTS,
    AGENT,
    "agent.authority",
    "assistance",
)
_MASKED_IN_PART = frozenset({"applicant.phone", "applicant.fax"})
_HIDDEN = frozenset({"applicant.email", "applicant.address", "applicant.postcode"})


def particular_label(field: str) -> str:
    """申请人姓名（名称）, 地址, 申请内容."""
    return say(f"particulars.{field}")


def shown_value(request: Request, field: str, value: Json) -> str:
    """A particular as lists and timelines show it: what identifies a person is masked, a code has its name."""
    if field in _PEOPLE:
        return "、".join(_masked_people(value)) or say("casework.event.nothing")
    if not isinstance(value, str) or not value:
        return value_words(field, value if isinstance(value, bool) else None)
    if field in CODED:
        return _label(field, value)
    if field == AGENT_NAME:
        return masked_name(value, ApplicantKind.NATURAL_PERSON)
    if field == "agent.id_number":
        return masked_identity(value)
    if request.applicant.kind is not ApplicantKind.NATURAL_PERSON:
        return value
    if field in ("applicant.name", "applicant.contact_name"):
        return masked_name(value, request.applicant.kind)
    if field == ID_NUMBER:
        return masked_identity(value)
    if field in _MASKED_IN_PART:
        return masked_phone(value)
    return "*" * 3 if field in _HIDDEN else value


def words_on_screen(request: Request, event: Event) -> str:
    """What an event of ``request`` says where its names are masked; a particular by its label."""
    field = event.text("field") if event.kind is EventKind.AMENDED else None
    if field is None or not is_particular(field):
        return without_names(request, event_words(event, request.events))
    new = shown_value(request, field, event.facts.get("new"))
    words = say("casework.event.amended", field=particular_label(field), new=new)
    return SEPARATOR.join(part for part in (words, without_names(request, event.text("why") or "")) if part)


def without_names(request: Request, words: str) -> str:
    """``words`` with the name of the applicant masked, as it is on the rest of the page."""
    applicant = request.applicant
    return words.replace(applicant.name, masked_name(applicant.name, applicant.kind))


def people_in_full(request: Request) -> tuple[tuple[str, str], ...]:
    """How the applicant is reached, who asks with him and who acts for them: (label, value), what is known."""
    found = ((field, _told_in_full(field, particular(request, field))) for field in _WHO)
    return tuple((particular_label(field), told) for field, told in found if told)


def earlier_values(request: Request) -> tuple[tuple[str, str], ...]:
    """What stood there before corrections, in full: (label, value), the latest correction first."""
    found = reversed([event for _, event in corrections(request.events)])
    return tuple(
        (
            say("particulars.earlier", label=particular_label(str(event.text("field")))),
            _told_in_full(str(event.text("field")), event.facts.get("old")),
        )
        for event in found
        if event.facts.get("old") not in (None, "", [])
    )


def _told_in_full(field: str, value: Json) -> str:
    if field in _PEOPLE:
        return "、".join(" ".join((name, number)).strip() for name, _, number in _people(value))
    if not isinstance(value, str):
        return "" if value is None else value_words(field, value)
    return _label(field, value) if field in CODED else value


def _label(field: str, value: str) -> str:
    return next((code.label for code in CODED[field] if code.value == value), value)


def _masked_people(value: Json) -> Iterator[str]:
    for name, kind, number in _people(value):
        yield f"{masked_name(name, kind)} {masked_identity(number)}".strip()


def _people(value: Json) -> Iterator[tuple[str, ApplicantKind, str]]:
    """Name, kind and number of one person or of several; what a file tells otherwise is passed over."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and isinstance(one.get("name"), str):
            kind = one.get("kind")
            known = ApplicantKind(kind) if kind in set(ApplicantKind) else ApplicantKind.NATURAL_PERSON
            yield str(one["name"]), known, str(one.get("id_number") or "")
