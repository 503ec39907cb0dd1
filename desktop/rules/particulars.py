"""Particulars of a request that were written down wrong: how it came, who asks, who acts for him, for what.

An ``amended`` event whose ``field`` is one of these changes the request itself and no event of it; it names the first
event (``event`` 0), which brought the particulars. Old and new value stand in the event: texts, a yes or no, and of
people the objects of ``rules.people``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from db.records import Agent, Event, Json, Request
from desktop.rules.people import agent_in, applicant_in, as_json
from resources.vocabulary import ApplicantKind, Channel, Code, Delivery, EventKind, IdentityDocument, Matter, Medium

_APPLICANT = "applicant."
_AGENT = "agent."
AGENT_NAME = "agent.name"
ID_NUMBER = "applicant.id_number"
AGENT = "agent"
"""The agent with his papers, where somebody who acts for nobody is taken out."""
CO_APPLICANTS = "co_applicants"
ACCEPTS_OTHER_FORM = "accepts_other_form"
PURPOSE = "purpose"

CHANNEL = "channel"

PARTICULARS = (
    CHANNEL,
    "matter",
    "applicant.kind",
    "applicant.name",
    "applicant.id_type",
    ID_NUMBER,
    "applicant.contact_name",
    "applicant.legal_representative",
    "applicant.phone",
    "applicant.email",
    "applicant.fax",
    "applicant.address",
    "applicant.postcode",
    CO_APPLICANTS,
    "assistance",
    AGENT_NAME,
    "agent.id_type",
    "agent.id_number",
    "agent.authority",
    "content",
    "document_title",
    "document_number",
    PURPOSE,
    "subject",
    "medium",
    "delivery",
    ACCEPTS_OTHER_FORM,
)
"""What can be corrected, in the order of the form."""

CODED: Mapping[str, type[Code]] = MappingProxyType(
    {
        CHANNEL: Channel,
        "matter": Matter,
        "applicant.kind": ApplicantKind,
        "applicant.id_type": IdentityDocument,
        "agent.id_type": IdentityDocument,
        "medium": Medium,
        "delivery": Delivery,
    }
)
"""Those that are one of the codes of the vocabulary. The channel decides the receipt day (条例 31), the kind of
applicant the column of table 三."""

NEVER_EMPTY = frozenset({"applicant.name", ID_NUMBER, "content", *CODED} - {"agent.id_type"})
"""Without these there is no request (条例 29(二))."""


def is_particular(field: str | None) -> bool:
    """Whether an ``amended`` event with this ``field`` changes the request itself."""
    return field in PARTICULARS or field == AGENT


def particular(request: Request, field: str) -> Json:
    """The present value of ``field``: of people a list or an object, of a yes or no a bool, otherwise a text."""
    if field == CO_APPLICANTS:
        return [as_json(person) for person in request.co_applicants]
    if field == AGENT:
        return None if request.agent is None else as_json(request.agent)
    if field == ACCEPTS_OTHER_FORM:
        return request.accepts_other_form
    owner: object = request
    if field.startswith(_APPLICANT):
        owner = request.applicant
    elif field.startswith(_AGENT):
        owner = request.agent
    value = None if owner is None else getattr(owner, field.rpartition(".")[2])
    return None if value is None else str(value)


def can_have(request: Request, field: str) -> bool:
    """Whether ``field`` can stand in ``request``: an agent has papers once he has a name.

    The use belonged to the old Regulation; it is corrected where it was told (国务院令第492号 13).
    """
    if field == PURPOSE:
        return request.purpose is not None
    return request.agent is not None or field == AGENT_NAME or not field.startswith(_AGENT)


def with_particular(request: Request, field: str, value: Json) -> Request:
    """``request`` with another value of ``field``.

    Raises ``ValueError`` when one that must be there is empty, for an unknown code, and for what is nobody.
    """
    if field in NEVER_EMPTY and field != ID_NUMBER and not value:
        raise ValueError(field)
    if field == CO_APPLICANTS:
        people = value if isinstance(value, list) else []
        return replace(request, co_applicants=tuple(applicant_in(person) for person in people))
    if field == AGENT:
        return replace(request, agent=None if value is None else agent_in(value))
    if field == ACCEPTS_OTHER_FORM:
        return replace(request, accepts_other_form=value if isinstance(value, bool) else None)
    # It is empty where a correction was asked for: no proof of identity was there yet.
    empty = "" if field == ID_NUMBER else None
    codes, text = CODED.get(field), empty if value is None else str(value)
    changed: dict[str, Any] = {field.rpartition(".")[2]: text if codes is None or text is None else codes(text)}
    if field.startswith(_AGENT):
        return replace(request, agent=_agent_with(request.agent, changed))
    if field.startswith(_APPLICANT):
        return replace(request, applicant=replace(request.applicant, **changed))
    return replace(request, **changed)


def _agent_with(agent: Agent | None, changed: dict[str, Any]) -> Agent | None:
    """The agent with another value; nobody where the name goes that made him one."""
    if "name" in changed and not changed["name"]:
        return None
    return Agent(**changed) if agent is None else replace(agent, **changed)


def corrections(events: Sequence[Event]) -> Iterator[tuple[int, Event]]:
    """The events that corrected particulars, with their places."""
    for place, event in enumerate(events):
        if event.kind is EventKind.AMENDED and is_particular(event.text("field")):
            yield place, event


def as_of(request: Request, until: date | None) -> Request:
    """``request`` with its particulars as they were recorded up to and including ``until``; None: as they stand now."""
    if until is None:
        return request
    later = [event for _, event in corrections(request.events) if event.on > until]
    return _undone(request, sorted(later, key=lambda event: event.on))


def before_corrections(request: Request, place: int) -> Request:
    """``request`` with its particulars as they were before its events from ``place`` on."""
    return _undone(request, [event for at, event in corrections(request.events) if at >= place])


def _undone(request: Request, made: Sequence[Event]) -> Request:
    """``request`` without corrections, the last one undone first.

    An old value that must be there and that a file does not tell, or tells by an unknown code, stays as it is.
    """
    for event in reversed(made):
        field, old = str(event.text("field")), event.facts.get("old")
        if can_have(request, field):
            with suppress(ValueError):
                request = with_particular(request, field, old)
    return request
