"""Complaints and reports about the office's handling of requests (条例 47(2), 51): entered, answered, closed, counted.

They are no requests and count in no table; the summary names their figures (law 11.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from db.records import Changes, Complaint, Event
from db.store import Reading, Writing
from desktop.casework.context import Context
from desktop.casework.office.settings import office_settings
from desktop.casework.requests.cases import read_case
from desktop.casework.steps.steps import append
from resources.messages import ShoubanError, say
from resources.vocabulary import Channel, EventKind
from resources.vocabulary.complaints import ComplaintKind, ComplaintResult, ComplaintSource


class ComplaintRefused(ShoubanError):
    """A complaint that cannot be as it was entered; ``faults`` by field."""

    key = "complaints.refused"

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(faults="；".join(faults.values()))
        self.faults = faults


class ComplaintUnknown(ShoubanError):
    """The office has no complaint of that number."""

    key = "complaints.unknown"

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class ComplaintVoid(ShoubanError):
    """A complaint that was voided can be neither changed nor voided again."""

    key = "complaints.void"

    def __init__(self, number: str, why: str) -> None:
        super().__init__(number=number, why=why)


class VoidWithoutReason(ShoubanError):
    """A complaint is voided without saying why."""

    key = "complaints.void_without_reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintEntry:
    """What the form says; None where it is not known yet. ``void_reason``: why it was entered by mistake."""

    kind: ComplaintKind = ComplaintKind.COMPLAINT
    source: ComplaintSource = ComplaintSource.DIRECT
    channel: Channel = Channel.COUNTER
    received_on: date | None = None
    due_on: date | None = None
    complainant: str = ""
    contact: str = ""
    request: str = ""
    content: str = ""
    department: str = ""
    answered_on: date | None = None
    answer: str = ""
    result: ComplaintResult | None = None
    closed_on: date | None = None
    void_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintCounts:
    """The figures of a period for the summary. ``open``: at its end; ``late``: answered after the day that was set."""

    received: Mapping[ComplaintKind, int]
    answered: Mapping[ComplaintResult, int]
    late: int
    open: int


def complaint_counts(reading: Reading, office: str, first: date, last: date) -> ComplaintCounts:
    """Complaints and reports of a period, both days counted."""
    return ComplaintCounts(
        received=reading.complaints_received(office, first, last),
        answered=reading.complaints_answered(office, first, last),
        late=reading.complaints_late(office, first, last),
        open=reading.complaints_open(office, last),
    )


def complaint_number(complaint: Complaint) -> str:
    """``投诉2026-0007``, ``举报2026-0008``: one series a year, so that the kind can be corrected."""
    return f"{complaint.kind.label}{complaint.year}-{complaint.serial:04}"


@dataclass(frozen=True)
class Complaints:
    """The register of complaints."""

    context: Context

    def entry(self, number: str) -> ComplaintEntry:
        """What is known of one. Raises ``ComplaintUnknown``."""
        with self.context.store.reading() as reading:
            return _entry(_known(reading, self.context.office_in(reading), number))

    def counts(self, first: date, last: date) -> ComplaintCounts:
        """The figures of a period."""
        with self.context.store.reading() as reading:
            return complaint_counts(reading, self.context.named_office_in(reading), first, last)

    def add(self, entry: ComplaintEntry) -> tuple[str, Changes]:
        """Enter a new one; its number. Raises ``ComplaintRefused``."""
        with self.context.store.writing() as writing:
            office = self.context.named_office_in(writing)
            complaint = self._checked(writing, office, entry)
            stored = writing.add_complaint(complaint)
            self._note(writing, stored, "entered")
        return complaint_number(stored), _changes(stored)

    def save(self, number: str, entry: ComplaintEntry) -> Changes:
        """Keep what became known of one. Raises ``ComplaintRefused``, ``ComplaintUnknown``, ``ComplaintVoid``."""
        with self.context.store.writing() as writing:
            office = self.context.named_office_in(writing)
            known = _standing(writing, office, number)
            changed = replace(self._checked(writing, office, entry), year=known.year, serial=known.serial)
            writing.put_complaint(changed)
            if changed.request != known.request:
                self._note(writing, known, "detached")
                self._note(writing, changed, "entered")
            elif complaint_number(changed) != complaint_number(known):
                self._note(writing, changed, "renamed", before=complaint_number(known))
            if changed.answered_on is not None and known.answered_on is None:
                self._note(writing, changed, "answered")
            elif (changed.answered_on, changed.result) != (known.answered_on, known.result):
                self._note(writing, changed, "mended" if changed.answered_on is not None else "unanswered")
        return _changes(known, changed)

    def void(self, number: str, why: str) -> Changes:
        """One that was entered by mistake: its number stays with the reason, and it counts nowhere (law 5.4).

        Raises ``ComplaintUnknown``, ``ComplaintVoid``, ``VoidWithoutReason``.
        """
        if not why.strip():
            raise VoidWithoutReason
        with self.context.store.writing() as writing:
            known = _standing(writing, self.context.named_office_in(writing), number)
            voided = replace(known, void_reason=why.strip())
            writing.put_complaint(voided)
            self._note(writing, voided, "voided")
        return _changes(voided)

    def _checked(self, writing: Writing, office: str, entry: ComplaintEntry) -> Complaint:
        """The complaint. Raises ``ComplaintRefused``."""
        faults = entry_faults(entry, self.context.today())
        request = entry.request.strip()
        if request and not writing.request_exists(office, request):
            faults["request"] = say("complaints.fault.no_request", number=request)
        if faults or entry.received_on is None:
            raise ComplaintRefused(faults)
        return Complaint(
            office=office,
            year=0,
            serial=0,
            kind=entry.kind,
            source=entry.source,
            channel=entry.channel,
            received_on=entry.received_on,
            due_on=entry.due_on,
            complainant=entry.complainant.strip() or None,
            contact=entry.contact.strip() or None,
            request=request or None,
            content=entry.content.strip(),
            department=entry.department.strip() or None,
            answered_on=entry.answered_on,
            answer=entry.answer.strip() or None,
            result=entry.result,
            closed_on=entry.closed_on,
            actor=office_settings(writing, office).clerk,
        )

    def _note(self, writing: Writing, complaint: Complaint, what: str, **facts: str) -> None:
        """The history of the request that it concerns says so."""
        if complaint.request is None:
            return
        case = read_case(self.context, writing, complaint.request)
        result = complaint.result.label if complaint.result else ""
        note = say(f"complaints.note_{what}", number=complaint_number(complaint), result=result, **facts)
        append(self.context, writing, case, Event(kind=EventKind.NOTED, on=case.today, note=note))


def entry_faults(entry: ComplaintEntry, today: date) -> dict[str, str]:
    """What cannot be, by field: days ahead of today or out of order, an answer without result."""
    faults: dict[str, str] = {}
    if entry.received_on is None:
        faults["received_on"] = say("complaints.fault.no_day")
    if not entry.content.strip():
        faults["content"] = say("complaints.fault.no_content")
    for field, after in (("received_on", None), ("answered_on", "received_on"), ("closed_on", "answered_on")):
        day = getattr(entry, field)
        before = None if after is None else getattr(entry, after)
        if day is not None and day > today:
            faults[field] = say("complaints.fault.future")
        elif day is not None and before is not None and day < before:
            faults[field] = say("complaints.fault.order")
    if (entry.answered_on is None) != (entry.result is None):
        faults["result" if entry.result is None else "answered_on"] = say("complaints.fault.answer_and_result")
    if entry.closed_on is not None and entry.result is None:
        faults["closed_on"] = say("complaints.fault.closed_unanswered")
    if entry.due_on is not None and entry.received_on is not None and entry.due_on < entry.received_on:
        faults["due_on"] = say("complaints.fault.order")
    return faults


def _standing(reading: Reading, office: str, number: str) -> Complaint:
    """One that was not voided."""
    found = _known(reading, office, number)
    if found.void_reason is not None:
        raise ComplaintVoid(number, found.void_reason)
    return found


def _known(reading: Reading, office: str, number: str) -> Complaint:
    year, _, serial = number[2:].partition("-")
    found = None
    if office and year.isdecimal() and serial.isdecimal():
        found = reading.complaint(office, int(year), int(serial))
    if found is None:
        raise ComplaintUnknown(number)
    return found


def _entry(known: Complaint) -> ComplaintEntry:
    return ComplaintEntry(
        kind=known.kind,
        source=known.source,
        channel=known.channel,
        received_on=known.received_on,
        due_on=known.due_on,
        complainant=known.complainant or "",
        contact=known.contact or "",
        request=known.request or "",
        content=known.content,
        department=known.department or "",
        answered_on=known.answered_on,
        answer=known.answer or "",
        result=known.result,
        closed_on=known.closed_on,
        void_reason=known.void_reason,
    )


def _changes(*complaints: Complaint) -> Changes:
    concerned = {complaint.request for complaint in complaints if complaint.request}
    return Changes(complaints=True, requests=frozenset(concerned))
