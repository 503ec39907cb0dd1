"""Writes records as the lines of an exchange file. Unknown keys that came in go out again."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from db.records import Attachment, Dispute, Event, Json, Letter, Request
from desktop.rules.people import as_json
from resources.vocabulary import Matter

FORMAT = "shouban-exchange"
VERSION = 1

ARRIVED = ("arrived_from", "arrived_through")
"""Keys of the header of an excerpt: the days between which its requests arrived (beyond the exchange format)."""

Days = tuple[date | None, date | None]
ALL_DAYS: Days = (None, None)

Line = dict[str, Json]


def line_of(values: Line) -> str:
    """One line of the file, without its end."""
    return json.dumps(values, ensure_ascii=False)


def header_line(office: str, made_on: date, extra: Mapping[str, Json], arrived: Days = ALL_DAYS) -> Line:
    """The first line of a file; that of an excerpt tells which days it is limited to."""
    header: Line = {"type": "header", "format": FORMAT, "version": VERSION, "office": office}
    limits = {key: day.isoformat() for key, day in zip(ARRIVED, arrived, strict=True) if day is not None}
    return header | {"made_on": made_on.isoformat()} | limits | dict(extra)


def request_line(request: Request) -> Line:
    """The line of a request with all its events."""
    return _filled(
        {
            "type": "request",
            "id": request.number,
            "matter": None if request.matter is Matter.DISCLOSURE else request.matter.value,
            "channel": request.channel.value,
            "applicant": as_json(request.applicant),
            "co_applicants": [as_json(other) for other in request.co_applicants] or None,
            "agent": None if request.agent is None else as_json(request.agent),
            "content": request.content,
            "document_title": request.document_title,
            "document_number": request.document_number,
            "purpose": request.purpose,
            "medium": request.medium.value,
            "delivery": request.delivery.value,
            "accepts_other_form": request.accepts_other_form,
            "assistance": request.assistance,
            "subject": request.subject,
            "department": request.department,
            "events": [event_object(event) for event in request.events],
        },
        request.extra,
    )


def event_object(event: Event) -> Line:
    """An event as it stands in a file; two events that are the same here are the same."""
    known: Line = {"kind": event.kind.value, "on": event.on.isoformat()}
    return _filled(known | dict(event.facts) | {"note": event.note, "letter": event.letter}, {}, keep=event.facts)


def letter_line(letter: Letter, pdf: bytes | None) -> Line:
    """The line of a letter, with its bytes where there are any."""
    return _filled(
        {
            "type": "letter",
            "id": letter.id,
            "kind": letter.kind.value,
            "title": letter.title,
            "number": letter.number,
            "date": letter.date.isoformat(),
            "requests": list(letter.requests),
            "void_reason": letter.void_reason,
            "sha256": letter.sha256,
            "pdf": _base64(pdf),
        },
        letter.extra,
    )


def attachment_line(attachment: Attachment, data: bytes | None) -> Line:
    """The line of a file of a request, with its bytes where there are any."""
    return _filled(
        {
            "type": "attachment",
            "request": attachment.request,
            "name": attachment.name,
            "media_type": attachment.media_type,
            "pages": attachment.pages,
            "sha256": attachment.sha256,
            "bytes": _base64(data),
        },
        attachment.extra,
    )


def dispute_line(dispute: Dispute) -> Line:
    """The line of a review or suit."""
    return _filled(
        {
            "type": "dispute",
            "id": dispute.id,
            "request": dispute.request,
            "kind": dispute.kind.value,
            "letter": dispute.letter,
            "body": dispute.body,
            "filed_on": dispute.filed_on.isoformat(),
            "copy_received_on": _iso(dispute.copy_received_on),
            "decided_on": _iso(dispute.decided_on),
            "decision_served_on": _iso(dispute.decision_served_on),
            "result": _code(dispute.result),
            "void_reason": dispute.void_reason,
        },
        dispute.extra,
    )


def _filled(known: Line, extra: Mapping[str, Json], keep: Mapping[str, Json] | None = None) -> Line:
    """The fields that have a value (or stand in ``keep``), then the unknown ones as they came in."""
    kept = keep or {}
    return {name: value for name, value in known.items() if value is not None or name in kept} | dict(extra)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _code(code: StrEnum | None) -> str | None:
    return None if code is None else code.value


def _base64(data: bytes | None) -> str | None:
    return None if data is None else base64.b64encode(data).decode("ascii")
