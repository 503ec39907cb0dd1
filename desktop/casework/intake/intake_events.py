"""What a draft says happened: its events, and the request that registering makes of it."""

from __future__ import annotations

from datetime import date

from db.records import Agent, Applicant, Event, Json, Request
from desktop.casework.intake.intake_views import ContactEntry, IntakeDraft
from desktop.rules.receipt import TO_BE_CONFIRMED
from resources.vocabulary import Channel, Delivery, EventKind, Medium

EVIDENCE = "evidence"
"""The fact of the registration that tells by what a record is said to be wrong (条例 41)."""

FORWARDED_FROM = "forwarded_from"
"""The fact of an arrival that tells which department of the agency had the request first."""


def confirmed_on(draft: IntakeDraft) -> date | None:
    """The day of confirmation: as typed, otherwise that of the first contact in which the applicant was reached."""
    if draft.channel not in TO_BE_CONFIRMED:
        return None
    if draft.confirmed_on is not None:
        return draft.confirmed_on
    return min((contact.on for contact in draft.contacts if contact.reached), default=None)


def arrival_events(draft: IntakeDraft) -> tuple[Event, ...]:
    """The events up to the receipt, oldest first; empty while the draft does not say when it came."""
    events: list[Event] = []
    if draft.channel is Channel.SIGNED_MAIL:
        if draft.signed_on is not None:
            facts: dict[str, Json] = {"tracking_number": draft.tracking_number} if draft.tracking_number else {}
            events.append(Event(kind=EventKind.SIGNED, on=draft.signed_on, facts=facts | _forwarded(draft)))
    elif draft.arrived_on is not None:
        events.append(Event(kind=EventKind.SUBMITTED, on=draft.arrived_on, facts=_forwarded(draft)))
    if draft.channel in TO_BE_CONFIRMED:
        events += [_contact(contact) for contact in sorted(draft.contacts, key=lambda one: (one.on, one.at))]
        if (day := confirmed_on(draft)) is not None:
            events.append(Event(kind=EventKind.CONFIRMED, on=day, facts={"with": draft.name} if draft.name else {}))
    return tuple(sorted(events, key=lambda event: event.on))


def request_of(draft: IntakeDraft, office: str, number: str, events: tuple[Event, ...]) -> Request:
    """The request that ``draft`` becomes. The draft must be complete; see ``assumed_form`` for a form not asked for."""
    assert draft.channel is not None
    return Request(
        office=office,
        number=number,
        channel=draft.channel,
        applicant=_applicant(draft),
        co_applicants=tuple(
            Applicant(kind=other.kind, name=other.name, id_type=other.id_type, id_number=other.id_number)
            for other in draft.co_applicants
        ),
        agent=_agent(draft),
        content=draft.content,
        document_title=draft.document_title or None,
        document_number=draft.document_number or None,
        purpose=draft.purpose or None,
        matter=draft.matter,
        medium=draft.medium or Medium.PAPER,
        delivery=draft.delivery or _reachable_way(draft),
        accepts_other_form=draft.accepts_other_form,
        assistance=draft.assistance or None,
        subject=draft.subject or None,
        department=draft.department or None,
        events=events,
    )


def assumed_form(draft: IntakeDraft) -> tuple[str, ...]:
    """What is written down for a request that does not say in which form it wants the information (条例 29(三)).

    It must be registered all the same; the correction notice asks for it, and the entry can be corrected then.
    """
    assumed = [] if draft.medium is not None or draft.record_correction else [Medium.PAPER.label]
    return (*assumed, *(() if draft.delivery is not None else (_reachable_way(draft).label,)))


def _reachable_way(draft: IntakeDraft) -> Delivery:
    """A way on which the applicant can be reached by what is known of him."""
    if draft.address:
        return Delivery.POST
    if draft.email:
        return Delivery.EMAIL
    return Delivery.FAX if draft.fax else Delivery.PICKUP


def _forwarded(draft: IntakeDraft) -> dict[str, Json]:
    """Which department had the request first; the receipt day is the agency's, whoever had it (条例 31)."""
    return {FORWARDED_FROM: draft.forwarded_from.strip()} if draft.forwarded_from.strip() else {}


def _contact(contact: ContactEntry) -> Event:
    facts: dict[str, Json] = {"how": contact.how, "reached": contact.reached}
    facts |= {name: value for name, value in (("at", contact.at), ("by", contact.by)) if value}
    return Event(kind=EventKind.CONTACT_ATTEMPTED, on=contact.on, facts=facts, note=contact.note or None)


def _applicant(draft: IntakeDraft) -> Applicant:
    return Applicant(
        kind=draft.applicant_kind,
        name=draft.name.strip(),
        id_type=draft.id_type,
        id_number=draft.id_number.strip(),
        contact_name=draft.contact_name or None,
        legal_representative=draft.legal_representative or None,
        phone=draft.phone or None,
        email=draft.email or None,
        fax=draft.fax or None,
        address=draft.address or None,
        postcode=draft.postcode or None,
    )


def _agent(draft: IntakeDraft) -> Agent | None:
    if not draft.has_agent:
        return None
    return Agent(
        name=draft.agent_name,
        id_type=draft.agent_id_type,
        id_number=draft.agent_id_number or None,
        authority=draft.agent_authority or None,
    )
