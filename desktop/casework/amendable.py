"""Which entries of a request can be corrected, and what a correction would do to its limit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from db.records import Event, Json
from desktop.casework.cases import case_of, read_case
from desktop.casework.context import Context
from desktop.casework.event_facts import EVENT_FACTS, EventFact, FactType
from desktop.casework.step_preview import StepPreview, compared
from desktop.casework.views import ChoiceView, FieldType, StepField
from desktop.rules.history import history
from desktop.rules.possibility import impossible
from resources.messages import say
from resources.vocabulary import EventKind

DAY_FIELD = "on"
NOTE_FIELD = "note"

_NEVER = frozenset({EventKind.AMENDED, EventKind.REGISTERED, EventKind.RECEIPT_ISSUED, EventKind.REDATED})
"""What the program itself wrote down."""

_LETTERS_SAY = frozenset({EventKind.REPLIED, EventKind.EXTENDED, EventKind.CORRECTION_REQUESTED})
"""Their facts stand in an issued letter, which is voided and written anew instead; only their day can be wrong."""

_TYPES = {
    FactType.TEXT: FieldType.TEXT,
    FactType.TEXTS: FieldType.TEXTS,
    FactType.PAST_DAY: FieldType.DATE,
    FactType.FUTURE_DAY: FieldType.DATE,
    FactType.WHOLE_NUMBER: FieldType.NUMBER,
    FactType.AMOUNT: FieldType.TEXT,
    FactType.YES_NO: FieldType.YES_NO,
    FactType.CODE: FieldType.CHOICE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendableEvent:
    """An entry with the fields that may be wrong; ``default`` of each is its present value."""

    place: int
    on: date
    name: str
    fields: tuple[StepField, ...]


def amendable_events(context: Context, number: str) -> tuple[AmendableEvent, ...]:
    """The entries of a request that can be corrected, newest first. Raises ``RequestNotFound``."""
    with context.store.reading() as reading:
        case = read_case(context, reading, number)
    return tuple(
        AmendableEvent(place=placed.place, on=placed.on, name=placed.event.kind.label, fields=_fields(placed.event))
        for placed in reversed(history(case.request.events, case.today))
        if placed.kind not in _NEVER
    )


def preview_amendment(context: Context, number: str, place: int, field: str, new: Json) -> StepPreview:
    """What correcting ``field`` of the entry at ``place`` would do. Raises ``RequestNotFound``."""
    with context.store.reading() as reading:
        case = read_case(context, reading, number)
        facts: dict[str, Json] = {"event": place, "field": field, "new": new}
        events = (*case.request.events, Event(kind=EventKind.AMENDED, on=case.today, facts=facts))
        if fault := impossible(events, case.today):
            return StepPreview(refusal=fault.sentence(), old_due=case.limits.reply_due)
        return compared(case, case_of(context, reading, replace(case.request, events=events)))


def _fields(event: Event) -> tuple[StepField, ...]:
    day = StepField(
        name=DAY_FIELD, label=_label(DAY_FIELD), type=FieldType.DATE, required=True, default=event.on.isoformat()
    )
    known = () if event.kind in _LETTERS_SAY else EVENT_FACTS.get(event.kind, ())
    note = StepField(name=NOTE_FIELD, label=_label(NOTE_FIELD), type=FieldType.TEXT, required=False, default=event.note)
    return (day, *(_field(event, fact) for fact in known if fact.written_as in _TYPES), note)


def _field(event: Event, fact: EventFact) -> StepField:
    codes = fact.codes or ()
    return StepField(
        name=fact.name,
        label=_label(fact.name),
        type=_TYPES[fact.written_as],
        required=fact.required,
        default=event.facts.get(fact.name),
        choices=tuple(ChoiceView(code=code.value, label=getattr(code, "label", code.value)) for code in codes),
    )


def _label(name: str) -> str:
    return say(f"casework.step_field.{name}")
