"""Requests told in the words of the exchange format, and the bundled calendar."""

from __future__ import annotations

from datetime import date

from db.records import Applicant, Dispute, Event, Json, Request
from desktop.rules.steps import refusal
from desktop.rules.timeline import TimeLimits, time_limits
from desktop.rules.working_days import WorkingCalendar
from resources import calendars
from resources.vocabulary import ApplicantKind, Channel, Delivery, EventKind, IdentityDocument, Medium

CALENDAR = WorkingCalendar(calendars.load(year) for year in calendars.years())


def day(text: str) -> date:
    """``2026-03-02``."""
    return date.fromisoformat(text)


def happened(kind: str, on: str, *, note: str | None = None, letter: str | None = None, **facts: Json) -> Event:
    """``happened("extended", "2026-03-27", days=20)``: an event as an exchange file would give it."""
    return Event(kind=EventKind(kind), on=day(on), facts=facts, note=note, letter=letter)


def limits_of(
    channel: str,
    *events: Event,
    today: str | None = None,
    disputes: tuple[Dispute, ...] = (),
    calendar: WorkingCalendar = CALENDAR,
) -> TimeLimits:
    """All limits of a request by the bundled calendar."""
    return time_limits(Channel(channel), events, calendar, None if today is None else day(today), disputes)


def refusal_of(kind: EventKind, on: str, events: tuple[Event, ...], **facts: Json) -> str | None:
    """Why a step of a request handed in at the counter cannot be taken on that day, in words; None when it can."""
    found = refusal(kind, day(on), facts, channel=Channel.COUNTER, events=events, calendar=CALENDAR, today=day(on))
    return found and found.sentence()


def faults_of(limits: TimeLimits) -> list[str]:
    """The codes of its faults."""
    return [fault.code.value for fault in limits.faults]


def request_of(channel: str, events: tuple[Event, ...]) -> Request:
    """A natural person's request with these events."""
    applicant = Applicant(kind=ApplicantKind.NATURAL_PERSON, name="罗某", id_type=IdentityDocument.OTHER, id_number="1")
    return Request(
        office="天津海关",
        number="1",
        channel=Channel(channel),
        applicant=applicant,
        content="某文件",
        medium=Medium.PAPER,
        delivery=Delivery.POST,
        events=events,
    )
