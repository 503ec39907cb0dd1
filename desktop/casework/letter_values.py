"""The facts of letters that the office's settings and the request's file already know, by name, as JSON values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from db.records import Json, Request
from desktop.casework.cases import Case
from desktop.casework.codes import code_of
from desktop.casework.intake_views import DraftAttachment
from desktop.casework.settings import OfficeSettings
from desktop.rules.history import history
from desktop.rules.remedies import RemedyClause, remedy_clause
from desktop.rules.timeline import time_limits
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.messages import say
from resources.vocabulary import ApplicantKind, Delivery, EventKind, LetterKind, Outcome, Party, WayOfService

_WAY_OF_DELIVERY = {
    Delivery.POST: WayOfService.POST,
    Delivery.EMAIL: WayOfService.EMAIL,
    Delivery.FAX: WayOfService.FAX,
}
"""How the reply will go out when the information was asked for in this way."""

Values = dict[str, Json]


def receipt_values(
    request: Request,
    settings: OfficeSettings,
    calendar: WorkingCalendar,
    attachments: Sequence[DraftAttachment],
    today: date,
) -> Values:
    """The facts of L01. Receipt day and limit only where they are certain."""
    limits = time_limits(request.channel, request.events, calendar, with_days=False)
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
        "attachment_count": len(attachments),
        "attachment_pages": sum(file.pages or 0 for file in attachments),
    }


def known_values(cases: Sequence[Case], settings: OfficeSettings, kind: LetterKind, outcome: Outcome | None) -> Values:
    """What is known for a letter of ``kind`` that answers ``cases`` (the first leads)."""
    first = cases[0]
    values: Values = {
        "addressee": addressee(first.request),
        "is_organisation": first.request.applicant.kind is not ApplicantKind.NATURAL_PERSON,
        "request_number": "、".join(case.number for case in cases),
        "content": "”、“".join(case.request.content for case in cases),
        "received_on": _iso(first.limits.receipt),
        "channel": first.request.channel.value,
        "submitted_on": _iso(first.limits.course.receipt.arrival),
        "due_on": _iso(first.limits.reply_due),
        **_office_values(settings, first.today),
        **_steps_before(first),
    }
    if kind is LetterKind.CORRECTION_NOTICE:
        values |= _correction_values(first, settings)
    if outcome is not None:
        values |= {"outcome": outcome.value} | _remedy_values(first, settings, outcome)
    return _present(values)


def clause_of(case: Case, outcome: Outcome) -> RemedyClause:
    """The remedy that goes with ``outcome`` today, served in the way the applicant chose."""
    return remedy_clause(outcome, case.today, _WAY_OF_DELIVERY.get(case.request.delivery))


def extended_due(case: Case, days: int) -> date | None:
    """The limit after an extension by ``days``; None where it cannot be told."""
    if case.limits.reply_due is None:
        return None
    try:
        return case.calendar.add(case.limits.reply_due, days)
    except CalendarMissing:
        return None


def addressee(request: Request) -> str:
    """Whom a letter addresses: the applicant, or the representative of several."""
    others = len(request.co_applicants)
    if not others:
        return request.applicant.name
    return say("casework.letter.addressee_of_several", name=request.applicant.name, count=others + 1)


def outcome_of(values: Mapping[str, Json], fallback: Outcome | None) -> Outcome | None:
    """The result that the typed values tell, otherwise ``fallback``."""
    typed = values.get("outcome")
    if isinstance(typed, str) and typed in [outcome.value for outcome in Outcome]:
        return code_of(Outcome, typed)
    return fallback


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


def _present(values: Mapping[str, Json]) -> Values:
    present: Values = {name: value for name, value in values.items() if value is not None}
    return present


def _steps_before(case: Case) -> Values:
    """The steps that the opening sentences of a letter mention."""
    course = case.limits.course
    events = {placed.place: placed.event for placed in history(case.request.events, case.today)}
    effective = [consultation for consultation in course.consultations if consultation.effective]
    values: Values = {}
    if course.corrected_on is not None and course.correction is not None:
        values |= {"corrected_on": _iso(course.corrected_on), "correction_noticed_on": _iso(course.correction.on)}
    if course.extension is not None:
        values["extension_noticed_on"] = _iso(events[course.extension].on)
    if effective:
        third = any(consultation.party is Party.THIRD_PARTY for consultation in effective)
        values["consulted"] = "third_party" if third else "agencies"
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


def _remedy_values(case: Case, settings: OfficeSettings, outcome: Outcome) -> Values:
    clause = clause_of(case, outcome)
    values: Values = {"remedy": clause.remedy.value, "served_online": clause.online}
    known: Values = {
        "remedy_body": settings.remedy_body,
        "remedy_court": settings.remedy_court,
        "remedy_platform": settings.remedy_platform,
    }
    return values | {name: value for name, value in known.items() if value}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
