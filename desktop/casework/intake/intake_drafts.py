"""Intake drafts as they lie in the store: JSON there and back. Unknown and missing keys do no harm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum

from db.records import Json
from desktop.casework.codes import CodeT, code_of
from desktop.casework.intake.intake_views import (
    ContactEntry,
    DraftAttachment,
    DraftPerson,
    IdentityProof,
    IntakeDraft,
)
from resources.vocabulary import ApplicantKind, Channel, Delivery, IdentityDocument, Medium

_TEXTS = tuple(field.name for field in fields(IntakeDraft) if field.type == "str" and field.name != "id")
_PERSON_TEXTS = ("name", "id_number")


def draft_as_json(draft: IntakeDraft) -> dict[str, Json]:
    """The draft's values by field name."""
    return {field.name: _json(getattr(draft, field.name)) for field in fields(draft) if field.name != "id"}


def draft_from_json(draft_id: str, values: Mapping[str, Json]) -> IntakeDraft:
    """The draft as it was saved."""
    read = _Values(values)
    return IntakeDraft(
        id=draft_id,
        **{name: read.text(name) for name in _TEXTS},
        channel=read.code("channel", Channel),
        arrived_on=read.day("arrived_on"),
        signed_on=read.day("signed_on"),
        confirmed_on=read.day("confirmed_on"),
        contacts=tuple(_contact(entry) for entry in read.objects("contacts")),
        attachments=tuple(_attachment(entry) for entry in read.objects("attachments")),
        applicant_kind=read.code("applicant_kind", ApplicantKind) or ApplicantKind.NATURAL_PERSON,
        id_type=read.code("id_type", IdentityDocument) or IdentityDocument.RESIDENT_ID,
        identity_proof=read.code("identity_proof", IdentityProof) or IdentityProof.COPY_ENCLOSED,
        has_agent=read.yes("has_agent"),
        agent_id_type=read.code("agent_id_type", IdentityDocument) or IdentityDocument.RESIDENT_ID,
        co_applicants=tuple(_person(entry) for entry in read.objects("co_applicants")),
        medium=read.code("medium", Medium),
        delivery=read.code("delivery", Delivery),
        accepts_other_form=read.yes_or_none("accepts_other_form"),
        needs_correction=read.mapping("needs_correction"),
        record_correction=read.yes("record_correction"),
    )


class _Values:
    """Typed reading of saved values; what is not of the type counts as missing."""

    def __init__(self, values: Mapping[str, Json]) -> None:
        self._values = values

    def text(self, name: str) -> str:
        value = self._values.get(name)
        return value if isinstance(value, str) else ""

    def day(self, name: str) -> date | None:
        text = self.text(name)
        return date.fromisoformat(text) if text else None

    def code(self, name: str, codes: type[CodeT]) -> CodeT | None:
        text = self.text(name)
        return code_of(codes, text) if text in [code.value for code in codes] else None

    def yes(self, name: str) -> bool:
        return self._values.get(name) is True

    def yes_or_none(self, name: str) -> bool | None:
        value = self._values.get(name)
        return value if isinstance(value, bool) else None

    def number(self, name: str) -> int | None:
        value = self._values.get(name)
        return value if isinstance(value, int) else None

    def objects(self, name: str) -> list[_Values]:
        value = self._values.get(name)
        return [_Values(entry) for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []

    def mapping(self, name: str) -> dict[str, str]:
        value = self._values.get(name)
        return {key: str(text) for key, text in value.items()} if isinstance(value, dict) else {}


def _contact(entry: _Values) -> ContactEntry:
    return ContactEntry(
        on=entry.day("on") or date.min,
        how=entry.text("how"),
        reached=entry.yes("reached"),
        at=entry.text("at"),
        by=entry.text("by"),
        note=entry.text("note"),
    )


def _attachment(entry: _Values) -> DraftAttachment:
    return DraftAttachment(
        draft_id=entry.text("draft_id"),
        name=entry.text("name"),
        media_type=entry.text("media_type"),
        sha256=entry.text("sha256"),
        size=entry.number("size") or 0,
        pages=entry.number("pages"),
        note=entry.text("note"),
    )


def _person(entry: _Values) -> DraftPerson:
    return DraftPerson(
        kind=entry.code("kind", ApplicantKind) or ApplicantKind.NATURAL_PERSON,
        **{name: entry.text(name) for name in _PERSON_TEXTS},
        id_type=entry.code("id_type", IdentityDocument) or IdentityDocument.RESIDENT_ID,
    )


def _json(value: object) -> Json:
    """A value of the draft as JSON: dates as text, codes as their value, records as objects."""
    match value:
        case StrEnum():
            return value.value
        case date():
            return value.isoformat()
        case tuple():
            return [_json(entry) for entry in value]
        case Mapping():
            return {str(key): _json(entry) for key, entry in value.items()}
        case ContactEntry() | DraftAttachment() | DraftPerson():
            return {field.name: _json(getattr(value, field.name)) for field in fields(value)}
        case str() | bool() | int() | None:
            return value
        case _:
            raise TypeError(type(value).__name__)
