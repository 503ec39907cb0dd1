"""What the timeline says of an event, in one line of Chinese."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from db.records import Event, Json
from desktop.casework.codes import code_of
from desktop.casework.day_words import full_day, month_day
from desktop.casework.intake.intake_events import FORWARDED_FROM
from desktop.casework.masking import masked_tail
from desktop.casework.retention.retention_terms import term_in_words
from desktop.casework.sending.delivery_views import PROOF_HASH
from desktop.casework.steps.event_facts import fact_label
from desktop.rules.appointments import APPOINTED_ON, PROVIDE_ON, WHAT, AppointmentStep
from desktop.rules.particulars import is_particular
from desktop.rules.receipt import BY_LETTER
from resources.messages import say
from resources.vocabulary import EventKind, FeeBasis, Opinion, Outcome, Party, WayOfService

SEPARATOR = "；"
_HASH_SHOWN = 12
_CODES: Mapping[str, type[Outcome | WayOfService | Opinion | Party | FeeBasis]] = {
    "outcome": Outcome,
    "way": WayOfService,
    "opinion": Opinion,
    "party": Party,
    "basis": FeeBasis,
}
"""The facts of events that are codes."""


def event_words(event: Event, among: Sequence[Event] = ()) -> str:
    """The facts of ``event`` that people look for; empty where its name says all.

    ``among``: the events of its request, of which an amendment names one.
    """
    if event.kind is EventKind.AMENDED:
        return SEPARATOR.join(part for part in _amended(event, among) if part)
    writer = _WRITERS.get(event.kind)
    return SEPARATOR.join(part for part in writer(event) if part) if writer else ""


def day_word(value: date | None) -> str | None:
    """``10月16日``, None for a missing day."""
    return None if value is None else month_day(value)


def _phrase(key: str, **facts: object) -> str | None:
    """The phrase with its facts, None when one of them is missing."""
    if any(value is None or value == "" for value in facts.values()):
        return None
    return say(f"casework.event.{key}", **facts)


def _arrival(event: Event) -> list[str | None]:
    forwarded = event.text(FORWARDED_FROM)
    return [
        _phrase("tracking", number=masked_tail(event.text("tracking_number") or "")),
        say("receipts.forwarded", department=forwarded) if forwarded else None,
    ]


def _contact(event: Event) -> list[str | None]:
    reached = event.facts.get("reached")
    answer = None if reached is None else say(f"casework.event.{'reached' if reached else 'not_reached'}")
    return [event.text("how"), answer]


def _confirmed(event: Event) -> list[str | None]:
    if event.facts.get(BY_LETTER) is True:
        return [say("receipts.by_letter")]
    return [_phrase("with", name=event.text("with"))]


def _handed_over(event: Event) -> list[str | None]:
    return [event.text("to"), _phrase("inner_due", day=day_word(event.day("due_on")))]


def _answered(event: Event) -> list[str | None]:
    return [event.text("by"), event.text("answer")]


def _correction(event: Event) -> list[str | None]:
    items = event.facts.get("items")
    listed = [str(item) for item in items] if isinstance(items, list) else []
    return [
        _phrase("items", items="、".join(listed)),
        _phrase("allowed_days", days=event.number("allowed_days")),
        _phrase("served_on", day=day_word(event.day("served_on"))),
    ]


def _consulted(event: Event) -> list[str | None]:
    party = event.text("party")
    return [
        code_of(Party, party).label if party else None,
        event.text("name"),
        _phrase("signed_on", day=day_word(event.day("received_on"))),
    ]


def _opinion(event: Event) -> list[str | None]:
    opinion = event.text("opinion")
    return [code_of(Opinion, opinion).label if opinion else None]


def _extended(event: Event) -> list[str | None]:
    return [
        _phrase("days", days=event.number("days")),
        _phrase("approved_by", name=event.text("approved_by"), day=day_word(event.day("approved_on") or event.on)),
    ]


def _delay(event: Event) -> list[str | None]:
    return [_phrase("until", day=day_word(event.day("until")))]


def _fee(event: Event) -> list[str | None]:
    return [
        _phrase("amount", amount=event.facts.get("amount")),
        _phrase("signed_on", day=day_word(event.day("received_on"))),
        _phrase("receipt_number", number=event.text("receipt_number")),
    ]


def _replied(event: Event) -> list[str | None]:
    outcome = event.text("outcome")
    spot = say("on_the_spot.reply") if event.facts.get("on_the_spot") is True else None
    later = say("appointments.provide_on", day=event.text(PROVIDE_ON)) if event.text(PROVIDE_ON) else None
    return [code_of(Outcome, outcome).label if outcome else None, spot, later]


def _served(event: Event) -> list[str | None]:
    way = event.text("way")
    return [
        code_of(WayOfService, way).label if way else None,
        say("sending.entrusted", name=event.text("entrusted_to")) if event.text("entrusted_to") else None,
        _phrase("posted_on", day=day_word(event.day("posted_on"))),
        _phrase("tracking", number=masked_tail(event.text("tracking_number") or "")),
        _phrase("signed_on", day=day_word(event.day("signed_on"))),
    ]


def _amended(event: Event, among: Sequence[Event]) -> list[str | None]:
    field, new, place = event.text("field"), event.facts.get("new"), event.number("event")
    kind = among[place].kind if place is not None and 0 <= place < len(among) else None
    label = None if field is None else fact_label(field, kind)
    if label is not None and kind is not None and not is_particular(field):
        label = say("casework.event.of_entry", entry=kind.label, field=label)
    return [_phrase("amended", field=label, new=value_words(field, new)), event.text("why")]


def value_words(field: str | None, value: Json) -> str:
    """One fact as people read it: a code by its name, the end of a mail number, the head of a hash, a list in a row."""
    if value is None:
        return say("casework.event.nothing")
    if isinstance(value, bool):
        return say("casework.letter.yes" if value else "casework.letter.no")
    if isinstance(value, list):
        return "、".join(value_words(None, part) for part in value) or say("casework.event.nothing")
    if isinstance(value, dict):
        return str(value.get("name") or "")
    codes = _CODES.get(field or "")
    if codes is not None and value in set(codes):
        return codes(value).label
    if field == PROOF_HASH:
        return say("casework.event.hash", hash=str(value)[:_HASH_SHOWN])
    return masked_tail(str(value)) if field == "tracking_number" else str(value)


def _redated(event: Event) -> list[str | None]:
    days = [event.day(name) for name in ("old", "new")]
    # Around New Year a month and a day alone would leave the year open.
    worded = full_day if any(day is not None and day.year != event.on.year for day in days) else month_day
    old, new = (say("casework.event.unknown_day") if day is None else worded(day) for day in days)
    return [_phrase("redated", old=old, new=new), event.text("notice")]


def _split(event: Event) -> list[str | None]:
    origin, into = event.text("from"), event.facts.get("into")
    numbers = "、".join(str(number) for number in into) if isinstance(into, list) else ""
    return [
        say("splitting.into", numbers=numbers) if numbers else None,
        say("splitting.from", number=origin) if origin else None,
    ]


def _why(event: Event) -> list[str | None]:
    return [event.text("why") or event.text("reason")]


def _noted(event: Event) -> list[str | None]:
    step, day = event.text(WHAT), event.text(APPOINTED_ON)
    known = step in [each.value for each in AppointmentStep]
    return [say(f"appointments.{step}") if known else None, day if known else None]


def _taken_up(event: Event) -> list[str | None]:
    arrived, until = event.day("received_on"), event.day("until")
    return [
        event.text("why"),
        say("disputes.arrived", day=arrived) if arrived else None,
        say("disputes.until", day=until) if until else None,
    ]


def _registered(event: Event) -> list[str | None]:
    clerk, window = event.text("clerk"), event.text("window")
    assumed, evidence = event.facts.get("assumed_form"), event.text("evidence")
    form = "、".join(str(one) for one in assumed) if isinstance(assumed, list) else ""
    return [
        " ".join(part for part in (window, clerk) if part) or None,
        event.text("checked"),
        say("record_corrections.form_assumed", assumed=form) if form else None,
        say("record_corrections.evidence", evidence=evidence) if evidence else None,
    ]


def _destroyed(event: Event) -> list[str | None]:
    name, term = event.text("destruction"), event.number("term")
    return [
        say("retention.list", name=name) if name else None,
        say("retention.event_term", term=term_in_words(term)) if term is not None else None,
    ]


_WRITERS: Mapping[EventKind, Callable[[Event], list[str | None]]] = {
    EventKind.SUBMITTED: _arrival,
    EventKind.SIGNED: _arrival,
    EventKind.CONTACT_ATTEMPTED: _contact,
    EventKind.CONFIRMED: _confirmed,
    EventKind.REGISTERED: _registered,
    EventKind.NOTED: _noted,
    EventKind.HANDED_OVER: _handed_over,
    EventKind.DEPARTMENT_ANSWERED: _answered,
    EventKind.REMINDED: lambda event: [event.text("to")],
    EventKind.CORRECTION_REQUESTED: _correction,
    EventKind.CONSULTED: _consulted,
    EventKind.OPINION_RECEIVED: _opinion,
    EventKind.THIRD_PARTY_TOLD: lambda event: [event.text("name")],
    EventKind.EXTENDED: _extended,
    EventKind.DELAY_FIXED: _delay,
    EventKind.FEE_NOTICED: _fee,
    EventKind.FEE_PAID: _fee,
    EventKind.REPLIED: _replied,
    EventKind.SERVED: _served,
    EventKind.RETURNED: _why,
    EventKind.REDATED: _redated,
    EventKind.SPLIT: _split,
    EventKind.ARCHIVED: lambda event: [_phrase("file_number", number=event.text("file_number"))],
    EventKind.DESTROYED: _destroyed,
    EventKind.LETTER_VOIDED: _why,
    EventKind.REGISTRATION_VOIDED: _why,
    EventKind.REOPENED: _taken_up,
}
