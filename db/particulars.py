"""A request's own particulars (who asks, for what, how) as the chain covers them: codes, and one salted hash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from db import json_text
from db.chain import salted_hash
from db.records import Agent, Applicant, Json, Request


def covered(request: Request, salt: bytes) -> str:
    """The text that stands in the event which brought or changed the particulars."""
    codes: dict[str, Json] = {
        "matter": request.matter.value,
        "channel": request.channel.value,
        "applicant_kind": request.applicant.kind.value,
        "medium": request.medium.value,
        "delivery": request.delivery.value,
        "accepts_other_form": request.accepts_other_form,
        "department": request.department,
        "subject": request.subject,
        "private": salted_hash(salt, _private(request)),
    }
    return json_text.write(codes)


def codes_of(text: str) -> Mapping[str, Json]:
    """The codes of a covered text: what is left to compare once the private texts were destroyed."""
    return {name: value for name, value in json_text.read_mapping(text).items() if name != "private"}


def _private(request: Request) -> str:
    return json_text.write(
        {
            "applicant": _plain(request.applicant),
            "co_applicants": [_plain(applicant) for applicant in request.co_applicants],
            "agent": None if request.agent is None else _plain(request.agent),
            "content": request.content,
            "document_title": request.document_title,
            "document_number": request.document_number,
            "purpose": request.purpose,
            "assistance": request.assistance,
            "extra": dict(request.extra),
        }
    )


def _plain(record: Applicant | Agent) -> Json:
    values = {field.name: getattr(record, field.name) for field in fields(record)}
    return {name: dict(value) if isinstance(value, Mapping) else value for name, value in values.items()}
