"""Requests: their particulars, their events, and the projection beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, select, update
from sqlalchemy.exc import IntegrityError

from db import events, json_text, request_groups, sqlite
from db.chain import new_salt
from db.counted_steps import StepReading, StepWriting
from db.errors import RequestExists
from db.numbers import NumberReading, NumberWriting, Serial
from db.particulars import covered
from db.projections import columns, projection_of
from db.records import DESTROYED_TEXT, Agent, Applicant, Event, Projection, Request
from db.row_filters import ALL_ROWS, RowFilter, conditions
from db.search import terms
from db.tables import agents, applicants, request_texts, requests
from resources.vocabulary import ApplicantKind, Channel, Delivery, EventKind, IdentityDocument, Matter, Medium

PORTION = 500
"""How many requests are read or written at once."""


class RequestReading(NumberReading, StepReading):
    """Reads whole requests."""

    def request(self, office: str, number: str) -> Request:
        """A request with all its events. Raises ``RequestUnknown``."""
        return self._load(office, [self._request_id(office, number)])[0]

    def request_exists(self, office: str, number: str) -> bool:
        """Whether the office has a request of that number."""
        return self._find_request(office, number) is not None

    def projection(self, office: str, number: str) -> Projection:
        """What is stored beside the request for lists. Raises ``RequestUnknown``."""
        return self._projections([self._request_id(office, number)])[0]

    def stored_projections(self, rows: Sequence[int]) -> dict[int, Projection]:
        """What is stored beside requests, by inner id."""
        return dict(zip(sorted(rows), self._projections(rows), strict=True))

    def requests(self, office: str, wanted: RowFilter = ALL_ROWS) -> Iterator[Request]:
        """Whole requests in the order in which they came into the store, read in portions."""
        for portion in self._portions(office, wanted):
            yield from self._load(office, portion)

    def projected(self, office: str, wanted: RowFilter = ALL_ROWS) -> Iterator[tuple[Request, Projection]]:
        """Whole requests with what is stored beside each, in the order in which they came into the store."""
        for portion in self._portions(office, wanted):
            yield from zip(self._load(office, portion), self._projections(portion), strict=True)

    def _projections(self, ids: Sequence[int]) -> list[Projection]:
        stored = select(requests).where(requests.c.id.in_(ids)).order_by(requests.c.id)
        steps = self._steps_of(ids)
        return [replace(projection_of(row), steps=steps[row.id]) for row in self._connection.execute(stored)]

    def _portions(self, office: str, wanted: RowFilter) -> Iterator[list[int]]:
        asked = (requests.c.office_id == self._office_id(office), *conditions(wanted))
        last = 0
        while portion := self._portion(asked, last):
            yield portion
            last = portion[-1]

    def _portion(self, asked: Sequence[ColumnElement[bool]], after: int) -> list[int]:
        wanted = select(requests.c.id).where(*asked, requests.c.id > after).order_by(requests.c.id).limit(PORTION)
        return list(self._connection.scalars(wanted))

    def _load(self, office: str, ids: Sequence[int]) -> list[Request]:
        wanted = select(requests, request_texts).outerjoin(request_texts).where(requests.c.id.in_(ids))
        people = self._applicants(ids)
        acting = {
            row.request_id: _agent(row)
            for row in self._connection.execute(select(agents).where(agents.c.request_id.in_(ids)))
        }
        happened = events.load(self._connection, ids)
        return [
            _request(office, row, people.get(row.id, ()), acting.get(row.id), happened[row.id])
            for row in self._connection.execute(wanted.order_by(requests.c.id))
        ]

    def _applicants(self, ids: Sequence[int]) -> Mapping[int, Sequence[Applicant]]:
        found: defaultdict[int, list[Applicant]] = defaultdict(list)
        wanted = select(applicants).where(applicants.c.request_id.in_(ids))
        for row in self._connection.execute(wanted.order_by(applicants.c.request_id, applicants.c.place)):
            found[row.request_id].append(_applicant(row))
        return found


class RequestWriting(RequestReading, NumberWriting, StepWriting):
    """Stores requests and their events."""

    def add_request(self, request: Request, projection: Projection, serial: Serial | None = None) -> None:
        """Store a request with its events. ``serial``: its number from an own series.

        Raises ``RequestExists``, ``ValueError`` without an event.
        """
        if not request.events:
            raise ValueError("a request begins with an event")
        office_id = self._office_id(request.office)
        values = {
            "office_id": office_id,
            "number": request.number,
            "registered_on": _registered_on(request),
            **self._use(office_id, serial),
            **_codes(request),
            **columns(projection),
        }
        try:
            row = self._insert_one(requests, values)
        except IntegrityError as error:
            raise RequestExists(request.office, request.number) from error
        self._put_particulars(row, request, request.events)
        request_groups.put_groups(self._connection, row, request)
        self._put_steps(office_id, {row: projection.steps}, known=False)

    def append_events(self, office: str, number: str, added: Sequence[Event], projection: Projection) -> None:
        """Add events at the end of a request's list. Raises ``RequestUnknown``."""
        row = self._request_id(office, number)
        if added:
            events.append(self._connection, row, (self._office_id(office), office), number, added, self._recorded_at)
        self._put_projection(office, row, projection)

    def amend_request(self, request: Request, projection: Projection) -> None:
        """Store changed particulars of a request (applicant, content ...) and the events that ``request`` has more.

        Nothing changes without an event: raises ``ValueError`` when ``request`` has no further event.
        """
        row = self._request_id(request.office, request.number)
        added = request.events[events.count(self._connection, row) :]
        if not added:
            raise ValueError("particulars change with an event that says why")
        words = request_groups.stored_keys(self._connection, row)
        for table in (request_texts, applicants, agents):
            self._connection.execute(delete(table).where(table.c.request_id == row))
        self._put_columns(row, _codes(request))
        self._put_projection(request.office, row, projection)
        self._put_particulars(row, request, added)
        request_groups.change_groups(self._connection, row, words, request)

    def _put_projection(self, office: str, row: int, projection: Projection) -> None:
        self._put_columns(row, columns(projection))
        self._put_steps(self._office_id(office), {row: projection.steps})

    def _put_columns(self, row: int, values: Mapping[str, Any]) -> None:
        self._connection.execute(update(requests).where(requests.c.id == row).values(dict(values)))

    def _put_particulars(self, row: int, request: Request, added: Sequence[Event]) -> None:
        salt = new_salt()
        self._insert(request_texts, {"request_id": row, "salt": salt, **_texts(request)})
        people = (request.applicant, *request.co_applicants)
        self._insert(
            applicants,
            *({"request_id": row, "place": place, **_columns(person)} for place, person in enumerate(people)),
        )
        if request.agent is not None:
            self._insert(agents, {"request_id": row, **_columns(request.agent)})
        office = (self._office_id(request.office), request.office)
        particulars = covered(request, salt)
        events.append(self._connection, row, office, request.number, added, self._recorded_at, particulars)
        sqlite.put_terms(self._connection, "requests_search", row, terms(searched_texts(request)))


def _registered_on(request: Request) -> date:
    registered = (event.on for event in request.events if event.kind is EventKind.REGISTERED)
    return next(registered, request.events[0].on)


def searched_texts(request: Request) -> tuple[str | None, ...]:
    """What a request is found by: number, names, identity and telephone numbers, content and titles.

    That they were destroyed is no word of theirs.
    """
    people = (request.applicant, *request.co_applicants)
    texts = (
        request.number,
        *(person.name for person in people),
        *(person.id_number for person in people),
        *(person.phone for person in people),
        None if request.agent is None else request.agent.name,
        request.content,
        request.document_title,
        request.document_number,
    )
    return tuple(text for text in texts if text != DESTROYED_TEXT)


def _codes(request: Request) -> dict[str, Any]:
    return {
        "matter": request.matter,
        "channel": request.channel,
        "applicant_kind": request.applicant.kind,
        "medium": request.medium,
        "delivery": request.delivery,
        "accepts_other_form": request.accepts_other_form,
        "department": request.department,
        "subject": request.subject,
    }


def _texts(request: Request) -> dict[str, str | None]:
    return {
        "content": request.content,
        "document_title": request.document_title,
        "document_number": request.document_number,
        "purpose": request.purpose,
        "assistance": request.assistance,
        "extra": json_text.write_extra(request.extra),
    }


def _columns(person: Applicant | Agent) -> dict[str, Any]:
    values = {field.name: getattr(person, field.name) for field in fields(person)}
    return {**values, "extra": json_text.write_extra(person.extra)}


def _applicant(row: Row[Any]) -> Applicant:
    return Applicant(
        kind=ApplicantKind(row.kind),
        name=row.name,
        id_type=IdentityDocument(row.id_type),
        id_number=row.id_number,
        contact_name=row.contact_name,
        legal_representative=row.legal_representative,
        phone=row.phone,
        email=row.email,
        fax=row.fax,
        address=row.address,
        postcode=row.postcode,
        extra=json_text.read_mapping(row.extra),
    )


def _agent(row: Row[Any]) -> Agent:
    return Agent(
        name=row.name,
        id_type=None if row.id_type is None else IdentityDocument(row.id_type),
        id_number=row.id_number,
        authority=row.authority,
        extra=json_text.read_mapping(row.extra),
    )


def _destroyed_applicant(kind: ApplicantKind) -> Applicant:
    return Applicant(kind=kind, name=DESTROYED_TEXT, id_type=IdentityDocument.OTHER, id_number="")


def _request(
    office: str, row: Row[Any], people: Sequence[Applicant], agent: Agent | None, happened: tuple[Event, ...]
) -> Request:
    applicant = people[0] if people else _destroyed_applicant(ApplicantKind(row.applicant_kind))
    return Request(
        office=office,
        number=row.number,
        channel=Channel(row.channel),
        applicant=applicant,
        content=DESTROYED_TEXT if row.content is None else row.content,
        medium=Medium(row.medium),
        delivery=Delivery(row.delivery),
        events=happened,
        matter=Matter(row.matter),
        co_applicants=tuple(people[1:]),
        agent=agent,
        document_title=row.document_title,
        document_number=row.document_number,
        purpose=row.purpose,
        accepts_other_form=row.accepts_other_form,
        assistance=row.assistance,
        subject=row.subject,
        department=row.department,
        extra=json_text.read_mapping(row.extra),
    )
