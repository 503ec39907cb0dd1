"""Which facts an event of each kind carries, beside ``kind``, ``on``, ``note`` and ``letter``.

Imported events and steps recorded at the window are read by the same table. Kinds without an entry carry free facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from db.records import Json
from desktop.casework.exchange.exchange_fields import Fields
from desktop.rules.possibility import PAST_DAYS
from resources.messages import say, sentences
from resources.vocabulary import EventKind, FeeBasis, Opinion, Outcome, Party, WayOfService


class FactType(StrEnum):
    """What a fact of an event is written as."""

    TEXT = "text"
    TEXTS = "texts"
    PAST_DAY = "past_day"
    FUTURE_DAY = "future_day"
    WHOLE_NUMBER = "whole_number"
    PLACE = "place"
    AMOUNT = "amount"
    YES_NO = "yes_no"
    CODE = "code"
    ANYTHING = "anything"


@dataclass(frozen=True, slots=True)
class EventFact:
    """A known fact: its name in the exchange format, its type, its codes, and whether it must be there.

    A ``PAST_DAY`` lies between the first arrival and today, a ``FUTURE_DAY`` may lie ahead.
    """

    name: str
    written_as: FactType
    required: bool = False
    codes: type[StrEnum] | None = None


def _past_days(kind: EventKind) -> tuple[EventFact, ...]:
    return tuple(EventFact(name, FactType.PAST_DAY) for name in PAST_DAYS[kind])


def _text(name: str, required: bool = False) -> EventFact:
    return EventFact(name, FactType.TEXT, required)


def _code(name: str, codes: type[StrEnum], required: bool = True) -> EventFact:
    return EventFact(name, FactType.CODE, required, codes)


EVENT_FACTS: Mapping[EventKind, tuple[EventFact, ...]] = MappingProxyType(
    {
        EventKind.SIGNED: (_text("tracking_number"),),
        EventKind.CONTACT_ATTEMPTED: (_text("how", True), EventFact("reached", FactType.YES_NO)),
        EventKind.CONFIRMED: (_text("with"),),
        EventKind.CORRECTION_REQUESTED: (
            *_past_days(EventKind.CORRECTION_REQUESTED),
            EventFact("items", FactType.TEXTS, required=True),
            EventFact("allowed_days", FactType.WHOLE_NUMBER),
        ),
        EventKind.CONSULTED: (
            _text("ref", True),
            _code("party", Party),
            _text("name"),
            *_past_days(EventKind.CONSULTED),
        ),
        EventKind.OPINION_RECEIVED: (_text("ref", True), _code("opinion", Opinion, required=False)),
        EventKind.EXTENDED: (
            EventFact("days", FactType.WHOLE_NUMBER, required=True),
            _text("approved_by", True),
            *_past_days(EventKind.EXTENDED),
        ),
        EventKind.DELAY_FIXED: (EventFact("until", FactType.FUTURE_DAY, required=True),),
        EventKind.FEE_NOTICED: (
            *_past_days(EventKind.FEE_NOTICED),
            EventFact("amount", FactType.AMOUNT),
            _code("basis", FeeBasis, required=False),
        ),
        EventKind.REOPENED: (
            _text("why"),
            _text("dispute"),
            _text("decision"),
            *_past_days(EventKind.REOPENED),
            EventFact("until", FactType.FUTURE_DAY),
        ),
        EventKind.FEE_PAID: (EventFact("amount", FactType.AMOUNT), _text("receipt_number")),
        EventKind.REPLIED: (_code("outcome", Outcome),),
        EventKind.SERVED: (
            _code("way", WayOfService),
            *_past_days(EventKind.SERVED),
            _text("tracking_number"),
        ),
        EventKind.RETURNED: (_text("ref"),),
        EventKind.HANDED_OVER: (_text("to", True), EventFact("due_on", FactType.FUTURE_DAY)),
        EventKind.AMENDED: (
            EventFact("event", FactType.PLACE, required=True),
            _text("field", True),
            EventFact("old", FactType.ANYTHING),
            EventFact("new", FactType.ANYTHING),
            _text("why", True),
        ),
    }
)

OUTCOMES_OF_EVENTS = frozenset({Outcome.WITHDRAWN, Outcome.CORRECTION_LAPSED, Outcome.FEE_LAPSED})
"""Results that come from an event of their own and never stand in ``replied``."""


def fact_label(name: str, kind: EventKind | None = None) -> str:
    """What a fact is called on screens; events of some kinds call it by a name of their own. Unknown ones stay."""
    names = (f"casework.step_field.{kind}.{name}", f"casework.step_field.{name}")
    return next((say(key) for key in names if key in sentences("zh")), name)


def read_facts(kind: EventKind, fields: Fields) -> dict[str, Json]:
    """The facts of an event, checked; unknown ones are kept. Known ones that are null count as missing.

    Raises ``ExchangeError`` naming the field.
    """
    facts: dict[str, Json] = {}
    for fact in EVENT_FACTS.get(kind, ()):
        value = _read(fact, fields)
        if value is not None:
            facts[fact.name] = value
    if kind is EventKind.REPLIED and facts["outcome"] in OUTCOMES_OF_EVENTS:
        raise fields.fault("outcome", "outcome_is_event", text=facts["outcome"])
    return facts | fields.unread()


def _read(fact: EventFact, fields: Fields) -> Json:
    """The value of ``fact`` as it is stored, None where an optional one is missing."""
    if not fact.required and not fields.has(fact.name):
        return None
    match fact.written_as:
        case FactType.TEXT:
            return fields.text(fact.name)
        case FactType.TEXTS:
            return list(fields.texts(fact.name))
        case FactType.PAST_DAY | FactType.FUTURE_DAY:
            return fields.day(fact.name).isoformat()
        case FactType.WHOLE_NUMBER:
            return fields.whole_number(fact.name, least=1)
        case FactType.PLACE:
            return fields.whole_number(fact.name)
        case FactType.AMOUNT:
            return fields.amount(fact.name)
        case FactType.YES_NO:
            return fields.yes_no(fact.name)
        case FactType.CODE:
            assert fact.codes is not None
            return fields.code(fact.name, fact.codes).value
        case FactType.ANYTHING:
            return fields.anything(fact.name)
