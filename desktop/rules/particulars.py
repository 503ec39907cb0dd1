"""Particulars of a request that were written down wrong: who asks, how to reach him, for what.

An ``amended`` event whose ``field`` is one of these changes the request itself and no event of it; it names the first
event (``event`` 0), which brought the particulars. Old and new value stand in the event.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from db.records import Event, Request
from resources.vocabulary import ApplicantKind, Code, Delivery, EventKind, IdentityDocument, Medium

_APPLICANT = "applicant."

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
        "medium": Medium,
        "delivery": Delivery,
    }
)
"""Those that are one of the codes of the vocabulary. The kind of applicant decides the column of table 三."""

NEVER_EMPTY = frozenset({"applicant.name", "applicant.id_number", "content", *CODED})
"""Without these there is no request (条例 29(二))."""


def is_particular(field: str | None) -> bool:
    """Whether an ``amended`` event with this ``field`` changes the request itself."""
    return field in PARTICULARS


def particular(request: Request, field: str) -> str | None:
    """The present value of ``field``."""
    owner = request.applicant if field.startswith(_APPLICANT) else request
    value = getattr(owner, field.removeprefix(_APPLICANT))
    return None if value is None else str(value)


def with_particular(request: Request, field: str, value: str | None) -> Request:
    """``request`` with another value of ``field``.

    Raises ``ValueError`` when one that must be there is empty, and for an unknown code.
    """
    if field in NEVER_EMPTY and not value:
        raise ValueError(field)
    codes = CODED.get(field)
    changed: dict[str, Any] = {field.removeprefix(_APPLICANT): value if codes is None else codes(str(value))}
    if field.startswith(_APPLICANT):
        return replace(request, applicant=replace(request.applicant, **changed))
    return replace(request, **changed)


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
        if at >= place and _is_value(field, old):
            request = with_particular(request, field, old)
    return request


def _is_value(field: str, value: str | None) -> bool:
    codes = CODED.get(field)
    return value in [code.value for code in codes] if codes else bool(value) or field not in NEVER_EMPTY
