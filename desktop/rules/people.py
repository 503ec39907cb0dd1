"""Applicants and agents as JSON objects, as exchange files write them and corrections keep them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any

from db.records import Agent, Applicant, Json
from resources.vocabulary import ApplicantKind, IdentityDocument

_EXTRA = "extra"
_CODES: Mapping[str, type[StrEnum]] = {"kind": ApplicantKind, "id_type": IdentityDocument}


def as_json(person: Applicant | Agent) -> dict[str, Json]:
    """What is known of a person, then what else came in with him; what is not known is left out."""
    values = {field.name: getattr(person, field.name) for field in fields(person) if field.name != _EXTRA}
    known = {name: str(value) for name, value in values.items() if value is not None}
    return {**known, **person.extra}


def applicant_in(value: Json) -> Applicant:
    """The applicant that ``as_json`` wrote. Raises ``ValueError`` for what is none."""
    known, extra = _read(value, Applicant)
    if not {"kind", "name", "id_type", "id_number"} <= known.keys():
        raise ValueError(value)
    return Applicant(**known, extra=extra)


def agent_in(value: Json) -> Agent:
    """The agent that ``as_json`` wrote. Raises ``ValueError`` for what is none."""
    known, extra = _read(value, Agent)
    if not known.get("name"):
        raise ValueError(value)
    return Agent(**known, extra=extra)


def _read(value: Json, record: type[Applicant | Agent]) -> tuple[dict[str, Any], dict[str, Json]]:
    if not isinstance(value, dict):
        raise ValueError(value)
    names = {field.name for field in fields(record)} - {_EXTRA}
    known: dict[str, Any] = {}
    for name, one in value.items():
        if name in names and one is not None:
            if not isinstance(one, str):
                raise ValueError(one)
            known[name] = _CODES[name](one) if name in _CODES else one
    return known, {name: one for name, one in value.items() if name not in names}
