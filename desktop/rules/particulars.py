"""Particulars of a request that were written down wrong: who asks, how to reach him, who acts for him, for what.

An ``amended`` event whose ``field`` is one of these changes the request itself and no event of it; it names the first
event (``event`` 0), which brought the particulars. Old and new value stand in the event.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from db.records import Agent, Event, Request
from resources.vocabulary import ApplicantKind, Code, Delivery, EventKind, IdentityDocument, Medium

_APPLICANT = "applicant."
_AGENT = "agent."
AGENT_NAME = "agent.name"

PARTICULARS = (
    "applicant.kind",
    "applicant.name",
    "applicant.id_type",
    "applicant.id_number",
    "applicant.contact_name",
    "applicant.legal_representative",
    "applicant.phone",
    "applicant.email",
    "applicant.fax",
    "applicant.address",
    "applicant.postcode",
    AGENT_NAME,
    "agent.id_type",
    "agent.id_number",
    "agent.authority",
    "content",
    "document_title",
    "document_number",
    "medium",
    "delivery",
)
"""What can be corrected, in the order of the form."""

CODED: Mapping[str, type[Code]] = MappingProxyType(
    {
        "applicant.kind": ApplicantKind,
        "applicant.id_type": IdentityDocument,
        "agent.id_type": IdentityDocument,
        "medium": Medium,
        "delivery": Delivery,
    }
)
"""Those that are one of the codes of the vocabulary. The kind of applicant decides the column of table 三."""

NEVER_EMPTY = frozenset({"applicant.name", "applicant.id_number", "content", *CODED} - {"agent.id_type"})
"""Without these there is no request (条例 29(二))."""


def is_particular(field: str | None) -> bool:
    """Whether an ``amended`` event with this ``field`` changes the request itself."""
    return field in PARTICULARS


def particular(request: Request, field: str) -> str | None:
    """The present value of ``field``."""
    owner: object = request
    if field.startswith(_APPLICANT):
        owner = request.applicant
    elif field.startswith(_AGENT):
        owner = request.agent
    value = None if owner is None else getattr(owner, field.rpartition(".")[2])
    return None if value is None else str(value)


def can_have(request: Request, field: str) -> bool:
    """Whether ``field`` can stand in ``request``: an agent has papers once he has a name."""
    return request.agent is not None or field == AGENT_NAME or not field.startswith(_AGENT)


def with_particular(request: Request, field: str, value: str | None) -> Request:
    """``request`` with another value of ``field``.

    Raises ``ValueError`` when one that must be there is empty, and for an unknown code.
    """
    if field in NEVER_EMPTY and not value:
        raise ValueError(field)
    codes = CODED.get(field)
    worth = value if codes is None or value is None else codes(value)
    changed: dict[str, Any] = {field.rpartition(".")[2]: worth}
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


def before_corrections(request: Request, place: int) -> Request:
    """``request`` with its particulars as they were before its events from ``place`` on.

    An old value that must be there and that a file does not tell, or tells by an unknown code, stays as it is.
    """
    for at, event in reversed(list(corrections(request.events))):
        field, old = str(event.text("field")), event.text("old")
        if at >= place and _is_value(field, old) and can_have(request, field):
            request = with_particular(request, field, old)
    return request


def _is_value(field: str, value: str | None) -> bool:
    if not value:
        return field not in NEVER_EMPTY
    codes = CODED.get(field)
    return codes is None or value in [code.value for code in codes]
