"""The facts of letters that the office's settings and the request's file already know, by name, as JSON values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from db.records import NOTHING, Attachment, Event, Json, Request
from desktop.casework.intake.intake_views import DraftAttachment
from desktop.casework.letters.addressees import and_others
from desktop.casework.office.settings import OfficeSettings
from desktop.casework.requests.cases import Case
from desktop.casework.steps.third_party import told_answer
from desktop.rules.history import history
from desktop.rules.remedies import RemedyClause, remedy_clause
from desktop.rules.timeline import time_limits
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.messages import say
from resources.vocabulary import ApplicantKind, Delivery, EventKind, LetterKind, Matter, Outcome, Party, WayOfService

_WAY_OF_DELIVERY = {
    Delivery.POST: WayOfService.POST,
    Delivery.EMAIL: WayOfService.EMAIL,
    Delivery.FAX: WayOfService.FAX,
}
"""How the reply will go out when the information was asked for in this way."""

_ARRIVAL = frozenset(
    {EventKind.SUBMITTED, EventKind.SIGNED, EventKind.CONTACT_ATTEMPTED, EventKind.CONFIRMED, EventKind.AMENDED}
)
"""Events that decide the receipt day (条例 31)."""

_LONGEST_ADDRESS = 6 * 28
"""Characters of six lines: with more names in the address the first page would show no text (GB/T 9704 7.3.3)."""

_NAMED_OF_MANY = 3

Values = dict[str, Json]


def receipt_values(
    request: Request,
    settings: OfficeSettings,
    calendar: WorkingCalendar,
    attachments: Sequence[DraftAttachment | Attachment],
    today: date,
) -> Values:
    """The facts of L01, also of a later copy. Receipt day and first limit only where they are certain."""
    limits = time_limits(request.channel, _arrival(request.events), calendar, today)
    certain = not limits.receipt_provisional
    return _office_values(settings, today) | {
        "addressee": addressee(request),
        "is_organisation": request.applicant.kind is not ApplicantKind.NATURAL_PERSON,
        "request_number": request.number,
        "content": request.content,
        "received_on": _iso(limits.receipt) if certain else None,
        "due_on": _iso(limits.reply_due) if certain else None,
        "submitted_on": _iso(limits.course.receipt.arrival),
        "channel": request.channel.value,
        **matter_values(request),
        **attachment_values(attachments),
    }


def matter_values(request: Request) -> Values:
    """That a record correction is answered (条例 41); nothing for a request for disclosure."""
    return {"record_correction": True} if request.matter is Matter.RECORD_CORRECTION else {}


def attachment_values(attachments: Sequence[DraftAttachment | Attachment]) -> Values:
    """How many files came with a request, and their pages."""
    return {
        "attachment_count": len(attachments),
        "attachment_pages": sum(file.pages or 0 for file in attachments),
    }


def known_values(
    cases: Sequence[Case], settings: OfficeSettings, kind: LetterKind, outcome: Outcome | None, dated_on: date
) -> Values:
    """What is known for a letter of ``kind`` that answers ``cases`` (the first leads) and is dated ``dated_on``."""
    first = cases[0]
    if kind is LetterKind.RECEIPT:
        return _present(receipt_values(first.request, settings, first.calendar, (), first.today))
    values: Values = {
        "addressee": addressee(first.request),
        "is_organisation": first.request.applicant.kind is not ApplicantKind.NATURAL_PERSON,
        "request_number": "、".join(case.number for case in cases),
        "content": "”、“".join(case.request.content.strip() for case in cases),
        "received_on": _iso(first.limits.receipt),
        **matter_values(first.request),
        **_office_values(settings, first.today),
        **steps_before(first),
    }
    if kind is LetterKind.CORRECTION_NOTICE:
        values |= _correction_values(first, settings)
    if outcome is Outcome.THIRD_PARTY_RIGHTS:
        values["consultation_result"] = told_answer(first)
    if outcome is not None:
        values |= {"outcome": outcome.value} | _remedy_values(first, settings, outcome, dated_on)
    return _present(values)


def clause_of(case: Case, outcome: Outcome, dated_on: date) -> RemedyClause:
    """The remedy that goes with ``outcome`` in a letter of that date, served in the way the applicant chose."""
    return remedy_clause(outcome, dated_on, _WAY_OF_DELIVERY.get(case.request.delivery))


def extended_due(case: Case, days: int) -> date | None:
    """The limit after an extension by ``days``; None where it cannot be told."""
    before = case.limits.extension_notice_due
    if before is None:
        return None
    try:
        return case.calendar.add(before, days)
    except CalendarMissing:
        return None


def addressee(request: Request) -> str:
    """Whom a letter addresses: every applicant by name, the first ones of a crowd; the representative leads."""
    people = (request.applicant, *request.co_applicants)
    names = [applicant.name for applicant in people]
    everybody = "、".join(names)
    if len(names) == 1 or len(everybody) <= _LONGEST_ADDRESS:
        return everybody
    return and_others("、".join(names[:_NAMED_OF_MANY]), people)


def dated_on(values: Mapping[str, Json], today: date) -> date:
    """The date of a letter with these values; ``today`` where none, or none that can be read, was typed."""
    return typed_day(values.get("date")) or today


def typed_day(value: Json) -> date | None:
    """A fact that is a day as it was typed; None where it is none, or none that can be read."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _office_values(settings: OfficeSettings, today: date) -> Values:
    values: Values = {
        "agency": settings.full_name,
        "contact_office": settings.contact_office,
        "contact_phone": settings.contact_phone,
        "contact_address": settings.address,
        "clerk": settings.clerk,
    }
    present: Values = {name: value for name, value in values.items() if value}
    return present | {"date": today.isoformat()}


def _arrival(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events without what followed the arrival; each keeps its place, to which corrections refer."""
    return tuple(
        event if event.kind in _ARRIVAL else Event(kind=EventKind.NOTED, on=event.on, facts=NOTHING) for event in events
    )


def _present(values: Mapping[str, Json]) -> Values:
    present: Values = {name: value for name, value in values.items() if value is not None}
    return present


def steps_before(case: Case) -> Values:
    """The steps that the opening sentences of a letter mention."""
    course = case.limits.course
    events = {placed.place: placed.event for placed in history(case.request.events, case.today)}
    values: Values = {}
    if course.corrected_on is not None and course.correction is not None:
        values |= {"corrected_on": _iso(course.corrected_on), "correction_noticed_on": _iso(course.correction.on)}
    if course.extension is not None:
        values["extension_noticed_on"] = _iso(events[course.extension].on)
    parties = {inquiry.party for inquiry in course.consultations if not inquiry.void}
    asked = {"third_party" if party is Party.THIRD_PARTY else "agencies" for party in parties}
    if asked:
        values["consulted"] = "both" if len(asked) > 1 else asked.pop()
    decisions = [event.text("decision") for event in events.values() if event.kind is EventKind.REOPENED]
    if course.taken_up_on is not None and decisions and decisions[-1]:
        values["taken_up"] = decisions[-1]
    return values


def _correction_values(case: Case, settings: OfficeSettings) -> Values:
    """The period of the office, how to send, and what the check at registration found missing."""
    values: Values = {"allowed_days": settings.correction_days}
    registered = (event for event in case.request.events if event.kind is EventKind.REGISTERED)
    needs = next((event.facts.get("needs") for event in registered), None)
    if isinstance(needs, list) and needs:
        values["items"] = needs
    if settings.address and settings.contact_office:
        values["how_to_send"] = say(
            "casework.letter.how_to_send", address=settings.address, office=settings.contact_office
        )
    return values


def _remedy_values(case: Case, settings: OfficeSettings, outcome: Outcome, dated_on: date) -> Values:
    clause = clause_of(case, outcome, dated_on)
    values: Values = {"remedy": clause.remedy.value, "served_online": clause.online}
    known: Values = {
        "remedy_body": settings.remedy_body,
        "remedy_court": settings.remedy_court,
        "remedy_platform": settings.remedy_platform,
    }
    return values | {name: value for name, value in known.items() if value}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
