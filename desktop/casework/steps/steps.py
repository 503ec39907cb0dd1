"""The next steps of a request, and recording those that need no letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.records import NOTHING, SYSTEM_ACTOR, Changes, Event, Json
from db.store import Writing
from desktop.casework.context import Context
from desktop.casework.exchange.exchange_fields import ExchangeError, Fields
from desktop.casework.exchange.exchange_writing import event_object
from desktop.casework.office.settings import office_settings
from desktop.casework.requests.cases import Case, read_case
from desktop.casework.requests.late_entries import entered
from desktop.casework.steps.event_facts import fact_label, read_facts
from desktop.casework.steps.step_views import NOTE_FIELD, is_recorded, steps_of
from desktop.casework.views import StepView
from desktop.rules.history import amended, as_amended
from desktop.rules.order import new_disorder
from desktop.rules.possibility import impossible
from desktop.rules.projection import project
from desktop.rules.steps import refusal
from resources.messages import ShoubanError, say
from resources.vocabulary import EventKind

_COMMONEST = 3


class StepNotAllowed(ShoubanError):
    """The rules close a step; ``reason`` is their sentence, ``field`` the fact that is wrong where it is one."""

    key = "casework.step_not_allowed"

    def __init__(self, kind: EventKind, reason: str, field: str | None = None) -> None:
        super().__init__(step=say(f"casework.step.{kind}"), reason=reason)
        self.kind = kind
        self.reason = reason
        self.field = field


class StepFactRefused(ShoubanError):
    """A fact of a step is missing or cannot stand; ``field`` is its name, ``reason`` the sentence."""

    key = "casework.step_fact_refused"

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(field=fact_label(field), reason=reason)
        self.field = field
        self.reason = reason


@dataclass(frozen=True)
class Steps:
    """What may be done with a request now."""

    context: Context

    def of(self, number: str) -> tuple[StepView, ...]:
        """All steps that can concern the request, open ones first, the recommended one at the head."""
        with self.context.store.reading() as reading:
            return steps_of(read_case(self.context, reading, number))

    def commonest(self, number: str) -> tuple[StepView, ...]:
        """The three open steps for the action bar of lists."""
        return tuple(step for step in self.of(number) if step.open)[:_COMMONEST]

    def record(
        self,
        number: str,
        kind: EventKind,
        on: date,
        facts: Mapping[str, Json] = NOTHING,
        note: str | None = None,
        letter: str | None = None,
    ) -> Changes:
        """Record a step that writes no letter; a fact ``note`` is the event's note.

        Raises ``StepNotAllowed``, ``StepFactRefused``.
        """
        given = {name: value for name, value in facts.items() if name != NOTE_FIELD}
        note = (note or str(facts.get(NOTE_FIELD) or "")).strip() or None
        with self.context.store.writing() as writing:
            case = read_case(self.context, writing, number)
            if not is_recorded(kind, case) or kind is EventKind.AMENDED:
                raise StepNotAllowed(kind, say("casework.step_needs_letter"))
            if kind is EventKind.NOTED and note is None and not any(given.values()):
                raise StepFactRefused(NOTE_FIELD, say("casework.exchange_fault.missing"))
            event = Event(kind=kind, on=on, facts=checked_facts(kind, given), note=note, letter=letter)
            if kind is EventKind.SERVED and letter is None and case.limits.course.ending:
                event = replace(event, letter=case.limits.course.ending.letter)
            refuse_closed(case, event)
            append(self.context, writing, case, event)
        return Changes(requests=frozenset({number}))

    def amend(self, number: str, place: int, field: str, new: Json, why: str) -> Changes:
        """Correct ``field`` of the event at ``place``: an ``amended`` event with the old value and the reason.

        ``field``: ``on``, ``note``, ``letter`` or the name of a fact. Raises ``StepFactRefused``, ``StepNotAllowed``.
        """
        if not why.strip():
            raise StepFactRefused("why", say("casework.exchange_fault.missing"))
        with self.context.store.writing() as writing:
            case = read_case(self.context, writing, number)
            clerk = office_settings(writing, case.request.office).clerk
            amendment = _amendment(case, place, field, new, why, clerk)
            refuse_closed(case, amendment)
            append(self.context, writing, case, amendment)
        return Changes(requests=frozenset({number}))

    def void_registration(self, number: str, why: str) -> Changes:
        """Mark a double registration as void: the number stays and counts nowhere."""
        return self.record(number, EventKind.REGISTRATION_VOIDED, self.context.today(), {"why": why})


def refuse_closed(case: Case, event: Event) -> None:
    """Raises ``StepNotAllowed`` when the rules close the step that ``event`` would record."""
    reason = refusal(
        event.kind,
        event.on,
        event.facts,
        channel=case.request.channel,
        events=case.request.events,
        calendar=case.calendar,
        today=case.today,
        letter=event.letter,
        matter=case.request.matter,
    )
    if reason is not None:
        raise StepNotAllowed(event.kind, reason.sentence(), reason.field)


def append(context: Context, writing: Writing, case: Case, *events: Event) -> None:
    """Store further events of ``case`` with the projection that follows; those of an earlier day as entered late."""
    added = tuple(entered(event, case.today) for event in events)
    request = replace(case.request, events=(*case.request.events, *added))
    writing.append_events(request.office, request.number, added, project(request, context.calendar(writing)))


def checked_facts(kind: EventKind, facts: Mapping[str, Json]) -> dict[str, Json]:
    """``facts`` in the form of the exchange format, empty texts and the note left out. Raises ``StepFactRefused``."""
    given = {name: value for name, value in facts.items() if value not in ("", None) and name != NOTE_FIELD}
    try:
        return read_facts(kind, Fields(given, 0))
    except ExchangeError as error:
        raise StepFactRefused(error.field, error.reason()) from None


def _amendment(case: Case, place: int, field: str, new: Json, why: str, clerk: str) -> Event:
    """The ``amended`` event. Raises ``StepFactRefused`` when the event cannot be what it would become."""
    events = case.request.events
    if not 0 <= place < len(events) or events[place].kind is EventKind.AMENDED:
        raise StepFactRefused("event", say("casework.exchange_fault.no_such_event"))
    present = as_amended(events, place)
    old = event_object(present).get(field)
    changed = {name: value for name, value in event_object(present).items() if name not in ("kind", "on")}
    try:
        amended(present, field, new)
        checked_facts(events[place].kind, changed | ({} if field == "on" else {field: new}))
    except ValueError:
        raise StepFactRefused(field, say("casework.exchange_fault.not_a_date", text=new)) from None
    event = amendment_event(case.today, place, field, old, new, why, clerk)
    if reason := amendment_refusal(events, event, case.today):
        raise StepFactRefused(field, reason)
    return event


def amendment_refusal(events: Sequence[Event], amendment: Event, today: date) -> str | None:
    """Why an entry cannot be what ``amendment`` makes of it, None when it can.

    What came late or against a rule can have been so, and is shown; what cannot have happened is refused.
    """
    after = (*events, amendment)
    if fault := impossible(after, today):
        told = {name: fact_label(str(value)) if name == "item" else value for name, value in fault.facts.items()}
        return replace(fault, facts=told).sentence()
    disorder = new_disorder(events, after)
    return None if disorder is None else disorder.sentence()


def amendment_event(
    on: date, place: int, field: str, old: Json, new: Json, why: str, actor: str = SYSTEM_ACTOR
) -> Event:
    """The ``amended`` event that changes ``field`` of the event at ``place``; a null value is left out."""
    facts: dict[str, Json] = {"event": place, "field": field, "old": old, "new": new, "why": why}
    present = {name: value for name, value in facts.items() if value is not None}
    return Event(kind=EventKind.AMENDED, on=on, facts=present, actor=actor or SYSTEM_ACTOR)
