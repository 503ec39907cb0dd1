"""Requests without what identifies people: for copies that leave the office (law 10.4, 10.5).

What limits and counts rest on stays, so that the figures of the copy are those of the original.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final

from db.records import DESTROYED_TEXT, HIDDEN_TEXT, NOTHING, Agent, Applicant, Dispute, Event, Json, Letter, Request
from desktop.casework.exchange.lasting_facts import lasting_facts
from desktop.casework.steps.event_facts import EVENT_FACTS, FactType
from desktop.rules.particulars import AGENT, CO_APPLICANTS
from desktop.rules.people import agent_in, applicant_in
from resources.vocabulary import ApplicantKind, EventKind, IdentityDocument

_PERSON: Final = "{}某某"
_NUMBERS: Final = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # e-mail addresses
    r"|(?<!\d)0\d{2,3}[-－—\s]?\d{7,8}(?!\d)"  # telephones with their area
    r"|(?<!\d)1\d{2}[-\s]\d{4}[-\s]\d{4}(?!\d)"  # mobile numbers in groups
    r"|(?<!\d)\d{4}(?:\s\d{4}){2,3}(?:\s\d{1,4})?(?!\d)"  # accounts in groups
    r"|(?<!\d)\d{6}\s\d{4}\s?\d{4}\s?\d{3}[\dXxＸｘ]"  # identity numbers in groups
    r"|\d{7,}[XxＸｘ]?"  # identity numbers, telephones, accounts, declarations
    r"|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·\s]?[A-Z0-9]{5,6}(?![A-Z0-9])"  # plates
    r"|(?:\d+|[一二三四五六七八九十百〇零]+)(?:号楼|栋|幢|单元|室)"  # within a street
)
"""What identifies somebody whoever it is. Names of people who are no party to the request cannot be known."""

_LEAST_KNOWN: Final = 4
"""So many characters a telephone number or address has at least that is looked for in the words of a request."""

Veil = Callable[[str], str]


def deidentified(request: Request) -> Request:
    """The request with names shortened to the surname, and without numbers, addresses, notes and free texts."""
    people = (request.applicant, *request.co_applicants, *_corrected_people(request.events))
    veil = _veil(people, request.agent, request.events)
    return replace(
        request,
        applicant=_applicant(request.applicant),
        co_applicants=tuple(_applicant(person) for person in request.co_applicants),
        agent=None if request.agent is None else Agent(name=_person(request.agent.name)),
        content=veil(request.content),
        document_title=None if request.document_title is None else veil(request.document_title),
        purpose=None,
        assistance=None,
        events=tuple(_event(event) for event in request.events),
        extra=NOTHING,
    )


def with_texts_of_destroyed(request: Request) -> Request:
    """A destroyed file in the form of an exchange file: where a text must stand, that it was destroyed."""
    if all(event.kind is not EventKind.DESTROYED for event in request.events):
        return request
    events = tuple(replace(event, facts=_filled(event, event.facts, DESTROYED_TEXT)) for event in request.events)
    return replace(request, events=events)


def deidentified_letter(letter: Letter) -> Letter:
    """The letter as a line of the register: what was printed stays in the office."""
    return replace(letter, void_reason=None if letter.void_reason is None else HIDDEN_TEXT, extra=NOTHING)


def deidentified_dispute(dispute: Dispute) -> Dispute:
    """The review or suit without what else came in with it; why it was voided may name somebody."""
    return replace(dispute, void_reason=None if dispute.void_reason is None else HIDDEN_TEXT, extra=NOTHING)


def _applicant(person: Applicant) -> Applicant:
    natural = person.kind is ApplicantKind.NATURAL_PERSON
    name = _person(person.name) if natural else person.name
    return Applicant(kind=person.kind, name=name, id_type=IdentityDocument.OTHER, id_number=HIDDEN_TEXT)


def _person(name: str) -> str:
    if name == DESTROYED_TEXT:
        return name
    return _PERSON.format(name[0]) if name else HIDDEN_TEXT


def _veil(people: tuple[Applicant, ...], agent: Agent | None, events: Sequence[Event]) -> Veil:
    """Hides in free text the people of the request, where they are found, and numbers that identify anybody."""
    names = {person.name: _person(person.name) for person in people if person.kind is ApplicantKind.NATURAL_PERSON}
    for person in people:
        for other in (person.contact_name, person.legal_representative):
            if other:
                names[other] = _person(other)
    if agent is not None:
        names[agent.name] = _person(agent.name)
    known = {text: told for text, told in names.items() if len(text) > 1}
    told = (*_where(people), None if agent is None else agent.id_number, *_corrected(events))
    known |= {text: HIDDEN_TEXT for text in told if text and len(text) >= _LEAST_KNOWN and text not in known}
    known |= {text: _person(text) for text in _corrected(events, "applicant.name", "agent.name") if len(text) > 1}
    longest = sorted(known, key=len, reverse=True)

    def hide(text: str) -> str:
        for one in longest:
            text = text.replace(one, known[one])
        return _NUMBERS.sub(HIDDEN_TEXT, text)

    return hide


def _where(people: tuple[Applicant, ...]) -> Iterator[str | None]:
    for person in people:
        yield from (person.id_number, person.phone, person.email, person.fax, person.address)


def _corrected(events: Sequence[Event], *fields: str) -> Iterator[str]:
    """What stood among the particulars before a correction, or stands there since."""
    wanted = fields or (
        "applicant.id_number",
        "applicant.phone",
        "applicant.email",
        "applicant.fax",
        "applicant.address",
        "agent.id_number",
    )
    for event in events:
        if event.kind is EventKind.AMENDED and event.facts.get("field") in wanted:
            yield from (str(event.facts[name]) for name in ("old", "new") if event.facts.get(name))


def _corrected_people(events: Sequence[Event]) -> Iterator[Applicant]:
    """Who stood among the further applicants, or as the agent, before a correction or stands there since."""
    for event in events:
        field = event.text("field") if event.kind is EventKind.AMENDED else None
        for value in (event.facts.get("old"), event.facts.get("new")):
            with suppress(ValueError):
                if field == CO_APPLICANTS and isinstance(value, list):
                    yield from [applicant_in(one) for one in value]
                elif field == AGENT and value is not None:
                    agent = agent_in(value)
                    yield Applicant(
                        kind=ApplicantKind.NATURAL_PERSON,
                        name=agent.name,
                        id_type=agent.id_type or IdentityDocument.OTHER,
                        id_number=agent.id_number or "",
                    )


def _event(event: Event) -> Event:
    """The event with the facts that limits and counts rest on; other facts that must be there are hidden."""
    facts = _filled(event, lasting_facts(event, HIDDEN_TEXT), HIDDEN_TEXT)
    if event.kind is EventKind.AMENDED:
        told = (name for name in ("old", "new") if event.facts.get(name) is not None)
        facts = {**dict.fromkeys(told, HIDDEN_TEXT), **facts}
    return replace(event, facts=facts, note=None)


def _filled(event: Event, facts: Mapping[str, Json], text: str) -> dict[str, Json]:
    """``facts`` with ``text`` where a text must stand and none does."""
    lacking = [fact for fact in EVENT_FACTS.get(event.kind, ()) if fact.required and fact.name not in facts]
    filled: dict[str, Json] = {fact.name: [text] if fact.written_as is FactType.TEXTS else text for fact in lacking}
    return {**facts, **filled}
