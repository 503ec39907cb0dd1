"""Reads the lines of an exchange file into records. Nothing is looked up and nothing is stored here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NoReturn

from db.records import Agent, Applicant, Attachment, Dispute, Event, Json, Letter, Request
from desktop.casework.exchange.exchange_fields import ExchangeError, Fields
from desktop.casework.exchange.exchange_writing import ALL_DAYS, ARRIVED, FORMAT, VERSION, Days, event_object
from desktop.casework.steps.event_facts import read_facts
from desktop.rules.possibility import impossible
from resources.json_objects import KeyTwice, once
from resources.vocabulary import (
    ApplicantKind,
    Channel,
    Delivery,
    DisputeKind,
    DisputeResult,
    EventKind,
    IdentityDocument,
    LetterKind,
    Matter,
    Medium,
)


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request and the line on which it stands (from 1)."""

    line: int
    request: Request


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter, its bytes where the file has them, and its line."""

    line: int
    letter: Letter
    pdf: bytes | None


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """A file of a request, its bytes where the exchange file has them, and its line."""

    line: int
    attachment: Attachment
    data: bytes | None


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """A review or suit and its line."""

    line: int
    dispute: Dispute


@dataclass(slots=True)
class ExchangeFile:
    """All that stands in a file, in its order. ``header``: unknown keys of the first line; ``made_on``: its day.

    ``arrived``: the days between which the requests of an excerpt arrived; (None, None) for a file with all of them.
    """

    office: str
    header: dict[str, Json]
    made_on: date | None = None
    arrived: Days = ALL_DAYS
    requests: list[RequestLine] = field(default_factory=list)
    letters: list[LetterLine] = field(default_factory=list)
    attachments: list[AttachmentLine] = field(default_factory=list)
    disputes: list[DisputeLine] = field(default_factory=list)


def read_exchange_lines(lines: Iterable[bytes], today: date) -> ExchangeFile:
    """Read the lines of a file (UTF-8, a BOM is tolerated); nothing can have happened after ``today``.

    Raises ``ExchangeError`` for the first fault.
    """
    numbered = ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    number, first = next(numbered, (1, b""))
    file = _read_header(_object(first.removeprefix(b"\xef\xbb\xbf"), number))
    reader = _Reader(file, today)
    for number, line in numbered:
        reader.take(_object(line, number))
    return file


def told_through(file: ExchangeFile) -> date | None:
    """The last day on which something happened in the file."""
    events = (event.on for line in file.requests for event in line.request.events)
    letters = (line.letter.date for line in file.letters)
    return max((*events, *letters), default=None)


def _object(line: bytes, number: int) -> Fields:
    """The JSON object on a line."""
    try:
        value = json.loads(line.decode("utf-8"), parse_constant=_refuse_constant, object_pairs_hook=once)
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8")
    except UnicodeDecodeError:
        raise ExchangeError(number, "", "not_utf8") from None
    except UnicodeEncodeError:
        raise ExchangeError(number, "", "half_character") from None
    except KeyTwice as twice:
        raise ExchangeError(number, twice.key, "key_twice") from None
    except (ValueError, RecursionError):
        raise ExchangeError(number, "", "not_json") from None
    if not isinstance(value, dict):
        raise ExchangeError(number, "", "not_an_object")
    return Fields(value, number)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _read_header(fields: Fields) -> ExchangeFile:
    if fields.text("type") != "header":
        raise fields.fault("type", "no_header")
    if (form := fields.text("format")) != FORMAT:
        raise fields.fault("format", "unknown_format", text=form)
    if (version := fields.whole_number("version")) != VERSION:
        raise fields.fault("version", "unknown_version", version=version)
    office = fields.text("office").strip()
    if not office:
        raise fields.fault("office", "missing")
    made_on = fields.day_or_none("made_on")
    first, last = (fields.day_or_none(key) for key in ARRIVED)
    return ExchangeFile(office, fields.unread(), made_on, (first, last))


class _Reader:
    """Reads lines into a file and sees that no id stands in it twice."""

    def __init__(self, file: ExchangeFile, today: date) -> None:
        self._file = file
        self._today = today
        self._ids: dict[tuple[str, str], int] = {}

    def take(self, fields: Fields) -> None:
        """Read one line."""
        match fields.text("type"):
            case "request":
                self._file.requests.append(RequestLine(fields.line, self._request(fields)))
            case "letter":
                self._take_letter(fields)
            case "attachment":
                self._take_attachment(fields)
            case "dispute":
                self._file.disputes.append(DisputeLine(fields.line, self._dispute(fields)))
            case unknown:
                raise fields.fault("type", "unknown_type", text=unknown)

    def _id(self, fields: Fields, kind: str) -> str:
        """The id of a line, new in this file."""
        text = fields.text("id")
        if not text.strip():
            raise fields.fault("id", "missing")
        if first := self._ids.get((kind, text)):
            raise fields.fault("id", "twice", text=text, first=first)
        self._ids[kind, text] = fields.line
        return text

    def _past(self, fields: Fields, name: str) -> date:
        """A date that is not after today."""
        day = fields.day(name)
        if day > self._today:
            raise fields.fault(name, "after_today", day=day, today=self._today)
        return day

    def _past_or_none(self, fields: Fields, name: str) -> date | None:
        return self._past(fields, name) if fields.has(name) else None

    def _request(self, fields: Fields) -> Request:
        number = self._id(fields, "request")
        return Request(
            office=self._file.office,
            number=number,
            matter=fields.code_or_none("matter", Matter) or Matter.DISCLOSURE,
            channel=fields.code("channel", Channel),
            applicant=_applicant(fields.child("applicant")),
            co_applicants=tuple(_applicant(other) for other in fields.children_or_none("co_applicants")),
            agent=_agent(fields.child_or_none("agent")),
            content=fields.text("content"),
            document_title=fields.text_or_none("document_title"),
            document_number=fields.text_or_none("document_number"),
            purpose=fields.text_or_none("purpose"),
            medium=fields.code("medium", Medium),
            delivery=fields.code("delivery", Delivery),
            accepts_other_form=fields.yes_no_or_none("accepts_other_form"),
            assistance=fields.text_or_none("assistance"),
            subject=fields.text_or_none("subject"),
            department=fields.text_or_none("department"),
            events=self._events(fields),
            extra=fields.unread(),
        )

    def _events(self, fields: Fields) -> tuple[Event, ...]:
        """The events of a request in the order of the file, none of which is impossible."""
        lines = fields.children("events")
        if not lines:
            raise fields.fault("events", "missing")
        events = tuple(_event(line) for line in lines)
        if fault := impossible(events, self._today):
            raise lines[fault.event].fault(fault.field, fault.key, **fault.facts)
        for line, event in zip(lines, events, strict=True):
            if event.kind is EventKind.AMENDED:
                _check_amendment(line, event, events)
        return events

    def _take_letter(self, fields: Fields) -> None:
        letter_id = self._id(fields, "letter")
        pdf = fields.content("pdf")
        letter = Letter(
            office=self._file.office,
            id=letter_id,
            kind=fields.code("kind", LetterKind),
            title=fields.text("title"),
            number=fields.text_or_none("number"),
            date=self._past(fields, "date"),
            requests=tuple(dict.fromkeys(fields.texts("requests"))),
            sha256=_checked_hash(fields, pdf),
            void_reason=fields.text_or_none("void_reason"),
            extra=fields.unread(),
        )
        self._file.letters.append(LetterLine(fields.line, letter, pdf))

    def _take_attachment(self, fields: Fields) -> None:
        data = fields.content("bytes")
        sha256 = _checked_hash(fields, data)
        if sha256 is None:
            raise fields.fault("sha256", "missing")
        attachment = Attachment(
            office=self._file.office,
            request=fields.text("request"),
            name=fields.text("name"),
            media_type=fields.text("media_type"),
            pages=fields.pages_or_none("pages"),
            sha256=sha256,
            size=None if data is None else len(data),
            extra=fields.unread(),
        )
        self._file.attachments.append(AttachmentLine(fields.line, attachment, data))

    def _dispute(self, fields: Fields) -> Dispute:
        return Dispute(
            office=self._file.office,
            id=self._id(fields, "dispute"),
            request=fields.text("request"),
            kind=fields.code("kind", DisputeKind),
            letter=fields.text_or_none("letter"),
            body=fields.text_or_none("body"),
            filed_on=self._past(fields, "filed_on"),
            copy_received_on=self._past_or_none(fields, "copy_received_on"),
            decided_on=self._past_or_none(fields, "decided_on"),
            decision_served_on=self._past_or_none(fields, "decision_served_on"),
            result=fields.code_or_none("result", DisputeResult),
            void_reason=fields.text_or_none("void_reason"),
            extra=fields.unread(),
        )


def _applicant(fields: Fields) -> Applicant:
    return Applicant(
        kind=fields.code("kind", ApplicantKind),
        name=fields.text("name"),
        id_type=fields.code("id_type", IdentityDocument),
        id_number=fields.text("id_number"),
        contact_name=fields.text_or_none("contact_name"),
        legal_representative=fields.text_or_none("legal_representative"),
        phone=fields.text_or_none("phone"),
        email=fields.text_or_none("email"),
        fax=fields.text_or_none("fax"),
        address=fields.text_or_none("address"),
        postcode=fields.text_or_none("postcode"),
        extra=fields.unread(),
    )


def _agent(fields: Fields | None) -> Agent | None:
    if fields is None:
        return None
    return Agent(
        name=fields.text("name"),
        id_type=fields.code_or_none("id_type", IdentityDocument),
        id_number=fields.text_or_none("id_number"),
        authority=fields.text_or_none("authority"),
        extra=fields.unread(),
    )


def _checked_hash(fields: Fields, data: bytes | None) -> str | None:
    """The hash that a line states, or that of its bytes. Raises when they differ."""
    stated = fields.text_or_none("sha256")
    if stated is not None and (len(stated) != 64 or not set(stated.lower()) <= set("0123456789abcdef")):
        raise fields.fault("sha256", "not_a_hash")
    if data is None:
        return stated and stated.lower()
    actual = hashlib.sha256(data).hexdigest()
    if stated is not None and stated.lower() != actual:
        raise fields.fault("sha256", "hash_differs")
    return actual


def _event(fields: Fields) -> Event:
    kind = fields.code("kind", EventKind)
    on = fields.day("on")
    note, letter = fields.text_or_none("note"), fields.text_or_none("letter")
    return Event(kind=kind, on=on, facts=read_facts(kind, fields), note=note, letter=letter)


def _check_amendment(fields: Fields, amendment: Event, events: tuple[Event, ...]) -> None:
    """The amended event must be readable with its new value."""
    amended = event_object(events[int(str(amendment.facts["event"]))])
    amended[str(amendment.facts["field"])] = amendment.facts.get("new")
    try:
        _event(Fields(amended, fields.line))
    except ExchangeError as error:
        raise fields.fault("new", error.fault, **error.fault_facts) from None
