"""The lines of each register, from what the store keeps of its requests, letters, events and disputes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from db.records import DESTROYED_TEXT, Applicant, Complaint, Dispute, Letter, Request, RequestRow
from db.register_records import Narrowed, Register, RegisterKey
from db.store import Reading
from desktop.casework.codes import code_of
from desktop.casework.letters.addressees import addressee_of, names_of, people_of, shown_name
from desktop.casework.registers.fee_standing import fee_standing
from desktop.casework.registers.register_views import RegisterLine, RegisterWanted, Value, columns_of
from desktop.casework.registers.returns import came_back_on
from desktop.casework.registers.standing_words import (
    attacked_without_letter,
    complaint_result,
    dispute_result,
    standing,
    taken_up_again,
)
from desktop.casework.steps.complaints import complaint_number
from desktop.rules import waiting as waits
from desktop.rules.counting import counted_due
from desktop.rules.disputes import answered_on
from desktop.rules.history import Placed, history
from desktop.rules.sendings import deliveries
from desktop.rules.timeline import TimeLimits, dispute_limits, time_limits
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.messages import say
from resources.vocabulary import ApplicantKind, EventKind, FeeBasis, State, WayOfService

Values = Mapping[str, Value]


@dataclass(frozen=True)
class Pages:
    """Turns the keys of a page into lines; a line that does not stand in the state asked for is left out."""

    reading: Reading
    office: str
    calendar: WorkingCalendar
    today: date
    wanted: RegisterWanted

    def lines(self, keys: Sequence[RegisterKey]) -> list[RegisterLine]:
        """The lines of these rows, in their order."""
        made = _MAKERS[self.wanted.which](self, keys) if keys else []
        return [line for line in made if line is not None]

    def line(
        self, values: Values, *, letter: str | None = None, complaint: str | None = None, void: bool = False
    ) -> RegisterLine:
        """The values in the order of the columns."""
        columns = columns_of(self.wanted.which, identities=self.wanted.identities)
        cells = tuple(values.get(column.code) for column in columns)
        request = values.get("request")
        return RegisterLine(
            cells=cells, request=str(request or "").split("、")[0], letter=letter, complaint=complaint, void=void
        )

    def rows(self, keys: Sequence[RegisterKey]) -> dict[int, RequestRow]:
        """The list rows of the requests of a page."""
        return self.reading.request_rows(self.office, _requests_in(keys))

    def wholes(self, keys: Sequence[RegisterKey]) -> dict[int, Request]:
        """The requests of a page with their events."""
        return self.reading.whole_requests(self.office, _requests_in(keys))

    def people(self, keys: Sequence[RegisterKey]) -> Mapping[int, Sequence[Applicant]]:
        """All applicants of the requests of a page."""
        return self.reading.people_of(_requests_in(keys))

    def who(self, people: Sequence[Applicant]) -> dict[str, Value]:
        """Who asks: the names, and the identity numbers for files that are asked for with identities."""
        return {
            "applicant": self.names(people) if people else DESTROYED_TEXT,
            "id_number": "、".join(dict.fromkeys(one.id_number for one in people if one.id_number)) or None,
        }

    def names(self, people: Sequence[Applicant]) -> str:
        """Names in a line."""
        return names_of(people, in_full=self.wanted.identities)


def _requests_in(keys: Sequence[RegisterKey]) -> list[int]:
    return list(dict.fromkeys(key.request for key in keys if key.request is not None))


def _request_lines(pages: Pages, keys: Sequence[RegisterKey]) -> list[RegisterLine | None]:
    return [pages.line(values, void=row.projection.voided) for row, values in _requests(pages, keys)]


def _requests(pages: Pages, keys: Sequence[RegisterKey]) -> Iterator[tuple[RequestRow, dict[str, Value]]]:
    """Each request of a page with its values."""
    rows, people = pages.rows(keys), pages.people(keys)
    again = pages.reading.taken_up_again(_requests_in(keys))
    told = pages.wholes([key for key in keys if rows[key.row].projection.voided or key.row in again])
    for key in keys:
        row = rows[key.row]
        values = {**_request(pages, row), **pages.who(people.get(key.row, ()))}
        yield row, {**values, **(_told(pages, row, told[key.row]) if key.row in told else {})}


def _request(pages: Pages, row: RequestRow) -> dict[str, Value]:
    projection = row.projection
    return {
        "request": row.number,
        "registered_on": row.registered_on,
        "received_on": projection.received_on,
        "channel": row.channel.label,
        "content": row.content,
        "department": projection.handler,
        "due_on": projection.due_on,
        "completed_on": projection.completed_on,
        "standing": standing(row, pages.today, pages.calendar),
    }


def _told(pages: Pages, row: RequestRow, request: Request) -> Values:
    """What only the events of a request tell."""
    limits = time_limits(request.channel, request.events, pages.calendar)
    return _voided(request, limits) if row.projection.voided else taken_up_again(limits) or {}


def _voided(request: Request, limits: TimeLimits) -> Values:
    """The number stays in the book with the reason why it counts no more (law 5.4)."""
    events = [placed.event for placed in history(request.events)]
    why = next((event.text("why") or event.note for event in events if event.kind is EventKind.REGISTRATION_VOIDED), "")
    words = say("registers.voided", why=why) if why else State.VOIDED.label
    return {"received_on": limits.receipt, "due_on": None, "standing": words}


def _late_lines(pages: Pages, keys: Sequence[RegisterKey]) -> list[RegisterLine | None]:
    wholes = pages.wholes(keys)
    return [
        pages.line({**values, **_lateness(pages, row, wholes[key.row])})
        for key, (row, values) in zip(keys, _requests(pages, keys), strict=True)
    ]


_OVER = frozenset({None, waits.RETURNED})
"""Nothing is left to do in time: a reply that waits to be sent is not completed, sending decides (law: 1.4.3)."""


def _lateness(pages: Pages, row: RequestRow, request: Request) -> dict[str, Value]:
    """The limit that was missed, and how many working days passed from it to the completion, or to today.

    Where a decision had the request taken up again, the first result was late, or the new reply is overdue.
    """
    projection = row.projection
    limits = time_limits(request.channel, request.events, pages.calendar)
    due, calendar = limits.reply_due, limits.calendar
    overdue = projection.waits_for not in _OVER
    if overdue and projection.late and (due is None or due >= pages.today):
        overdue = projection.waits_for == waits.SERVICE
    if not overdue:
        due = counted_due(limits)
        calendar = calendar if limits.course.first_result is None else limits.first_calendar
    completed = None if overdue else projection.completed_on
    values: dict[str, Value] = {"due_on": due, "completed_on": completed, "late_days": None}
    if due is not None:
        with contextlib.suppress(CalendarMissing):
            values["late_days"] = calendar.count(due, completed or pages.today)
    return values


def _letter_lines(pages: Pages, keys: Sequence[RegisterKey]) -> list[RegisterLine | None]:
    ids = [key.row for key in keys]
    letters, answered = pages.reading.registered_letters(pages.office, ids), pages.reading.answered_by(ids)
    people = pages.reading.people_of(list({row for rows in answered.values() for row in rows}))
    return [
        _letter_line(pages, letters[row], [one for each in answered.get(row, ()) for one in people.get(each, ())])
        for row in ids
    ]


def _letter_line(pages: Pages, letter: Letter, people: Sequence[Applicant]) -> RegisterLine:
    values: dict[str, Value] = {
        "document_number": letter.number or say("registers.no_number"),
        "dated_on": letter.date,
        "title": letter.title,
        "request": "、".join(letter.requests),
        "addressee": addressee_of(letter, people, in_full=pages.wanted.identities),
        "pages": letter.pages,
        "sha256": letter.sha256,
        "void_reason": letter.void_reason,
    }
    return pages.line(values, letter=letter.id, void=letter.void_reason is not None)


def _event_at(request: Request, key: RegisterKey) -> tuple[Placed, tuple[Placed, ...]] | None:
    """The event of a row as amended, and all of its request; None once another day or fact took it away."""
    placed = history(request.events)
    found = next((each for each in placed if each.place == key.position), None)
    return None if found is None else (found, placed)


def _service_lines(pages: Pages, keys: Sequence[RegisterKey]) -> list[RegisterLine | None]:
    requests = pages.wholes(keys)
    found = [(requests[key.request or 0], _event_at(requests[key.request or 0], key)) for key in keys]
    names = [each[0].event.letter for _, each in found if each is not None and each[0].event.letter]
    letters = pages.reading.letters_named(pages.office, list(dict.fromkeys(names)))
    return [None if each is None else _service_line(pages, request, *each, letters) for request, each in found]


def _service_line(
    pages: Pages, request: Request, served: Placed, placed: Sequence[Placed], letters: Mapping[str, Letter]
) -> RegisterLine | None:
    event = served.event
    letter = letters.get(event.letter or "")
    returned = came_back_on(placed, served)
    posted, signed, way = event.day("posted_on"), event.day("signed_on"), event.text("way")
    states = {
        Narrowed.SIGNED: signed is not None,
        Narrowed.UNSIGNED: way == WayOfService.POST and signed is None and returned is None,
        Narrowed.RETURNED: returned is not None,
    }
    if pages.wanted.state is not None and not states[pages.wanted.state]:
        return None
    people = people_of(request)
    values: dict[str, Value] = {
        "sent_on": event.on,
        "request": request.number,
        "letter": (letter.number or letter.title) if letter else say("registers.reply"),
        "addressee": addressee_of(letter, people, in_full=pages.wanted.identities) if letter else pages.names(people),
        "way": code_of(WayOfService, way).label if way else None,
        "posted_on": posted,
        "tracking_number": event.text("tracking_number"),
        "signed_on": signed,
        "returned_on": returned,
    }
    return pages.line(values, letter=letter.id if letter else None)


def _fee_lines(pages: Pages, keys: Sequence[RegisterKey]) -> list[RegisterLine | None]:
    requests = pages.wholes(keys)
    found = [(requests[key.request or 0], _event_at(requests[key.request or 0], key)) for key in keys]
    return [None if each is None else _fee_line(pages, request, *each) for request, each in found]


def _fee_line(pages: Pages, request: Request, noticed: Placed, placed: Sequence[Placed]) -> RegisterLine | None:
    """A notice with what followed it: the payment, or that nothing was paid in time (国办函〔2020〕109号 6).

    A further notice while it is unpaid takes its place: the payment is that of the last one.
    """
    fee = fee_standing(noticed, placed)
    states = {Narrowed.PAID: bool(fee.paid), Narrowed.UNPAID: fee.is_open}
    if pages.wanted.state is not None and not states[pages.wanted.state]:
        return None
    limits = time_limits(request.channel, request.events, pages.calendar)
    own = limits.course.fee is not None and limits.course.fee.place == noticed.place
    basis = noticed.event.text("basis")
    values: dict[str, Value] = {
        "noticed_on": noticed.on,
        "request": request.number,
        **pages.who(people_of(request)),
        "basis": code_of(FeeBasis, basis).label if basis else None,
        "amount_due": fee.due,
        "notice_received_on": noticed.event.day("received_on") or deliveries(placed).get(noticed.event.letter or ""),
        "fee_due": limits.fee_due if own and not fee.void else None,
        "paid_on": fee.paid[-1].on if fee.paid else None,
        "amount_paid": fee.amount_paid,
        "receipt_number": fee.receipts,
        "fee_standing": fee.words,
    }
    return pages.line(values, void=fee.void)


def _dispute_lines(pages: Pages, keys: Sequence[RegisterKey]) -> list[RegisterLine | None]:
    rows, people = pages.rows(keys), pages.people(keys)
    known = pages.reading.registered_disputes(pages.office, [key.row for key in keys])
    names = [dispute.letter for dispute in known.values() if dispute.letter]
    letters = pages.reading.letters_named(pages.office, names)
    return [
        _dispute_line(pages, known[key.row], rows[key.request or 0], people.get(key.request or 0, ()), letters)
        for key in keys
    ]


def _dispute_line(
    pages: Pages, dispute: Dispute, row: RequestRow, people: Sequence[Applicant], letters: Mapping[str, Letter]
) -> RegisterLine:
    letter = letters.get(dispute.letter or "")
    values: dict[str, Value] = {
        "filed_on": dispute.filed_on,
        "dispute": dispute.kind.label,
        "request": dispute.request,
        **pages.who(people),
        "attacked": (letter.number or letter.title) if letter else attacked_without_letter(dispute, row),
        "body": dispute.body,
        "copy_received_on": dispute.copy_received_on,
        "answer_due": dispute_limits(dispute, pages.calendar).answer_due,
        "answered_on": answered_on(dispute),
        "decided_on": dispute.decided_on,
        "result": dispute_result(dispute),
    }
    return pages.line(values, void=dispute.void_reason is not None)


def _complaint_lines(pages: Pages, keys: Sequence[RegisterKey]) -> list[RegisterLine | None]:
    known = pages.reading.complaints_of_ids(pages.office, [key.row for key in keys])
    return [_complaint_line(pages, known[key.row]) for key in keys]


def _complaint_line(pages: Pages, complaint: Complaint) -> RegisterLine:
    full, number = pages.wanted.identities, complaint_number(complaint)
    values: dict[str, Value] = {
        "complaint": number,
        "complaint_received_on": complaint.received_on,
        "source": complaint.source.label,
        "complainant": shown_name(complaint.complainant or "", ApplicantKind.NATURAL_PERSON, in_full=full),
        "contact": complaint.contact,
        "complaint_content": complaint.content,
        "request": complaint.request,
        "department": complaint.department,
        "complaint_due_on": complaint.due_on,
        "complaint_answered_on": complaint.answered_on,
        "complaint_result": complaint_result(complaint),
        "closed_on": complaint.closed_on,
    }
    return pages.line(values, complaint=number, void=complaint.void_reason is not None)


_MAKERS: Mapping[Register, Callable[[Pages, Sequence[RegisterKey]], list[RegisterLine | None]]] = MappingProxyType(
    {
        Register.REQUESTS: _request_lines,
        Register.LETTERS: _letter_lines,
        Register.SERVICES: _service_lines,
        Register.FEES: _fee_lines,
        Register.DISPUTES: _dispute_lines,
        Register.COMPLAINTS: _complaint_lines,
        Register.LATE: _late_lines,
    }
)
