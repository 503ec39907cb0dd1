"""Days that cannot have followed each other so: an answer before its question, a signature before the posting.

A step with such a day is refused, and so is an amendment that would bring one about. Import takes facts as told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from db.records import Event
from desktop.rules.history import Placed, history
from desktop.rules.refusals import Refused, at, no
from desktop.rules.sendings import BY_HAND
from resources.vocabulary import EventKind, WayOfService


@dataclass(frozen=True, slots=True)
class Disorder:
    """That the event in place ``place`` of the list cannot have its day or one of its facts."""

    place: int
    refused: Refused


def own_disorder(event: Event) -> Refused | None:
    """Why the days of one event contradict each other, None when they do not."""
    for fact, name in _NOT_BEFORE_EVENT.get(event.kind, {}).items():
        day = event.day(fact)
        if day is not None and day < event.on:
            return at(fact, no(name, earliest=event.on))
    return _extension(event) or _delay(event) or _service(event)


def disorders(events: Sequence[Event]) -> tuple[Disorder, ...]:
    """All that cannot be in the order in which it stands, amendments folded in."""
    placed = history(events)
    return tuple(Disorder(each.place, refused) for each in placed if (refused := _disorder(each, placed)))


def disorder_of_last(events: Sequence[Event]) -> Refused | None:
    """Why the last event of the list cannot lie where it does; what is odd about the others is not asked."""
    return next((each.refused for each in disorders(events) if each.place == len(events) - 1), None)


def new_disorder(before: Sequence[Event], after: Sequence[Event]) -> Refused | None:
    """What cannot be in ``after`` and was not so in ``before``: the first of it."""
    known = {(each.place, each.refused.key) for each in disorders(before)}
    return next((each.refused for each in disorders(after) if (each.place, each.refused.key) not in known), None)


_NOT_BEFORE_EVENT: Mapping[EventKind, Mapping[str, str]] = MappingProxyType(
    {
        EventKind.CORRECTION_REQUESTED: {"served_on": "served_before_notice"},
        EventKind.CONSULTED: {"received_on": "received_before_sent"},
        EventKind.FEE_NOTICED: {"received_on": "received_before_sent"},
        EventKind.HANDED_OVER: {"due_on": "inner_limit_in_past"},
    }
)
"""Facts that are days not before that of their event, each with the sentence that refuses them."""


def _extension(event: Event) -> Refused | None:
    if event.kind is not EventKind.EXTENDED:
        return None
    approved_on = event.day("approved_on")
    if approved_on is not None and approved_on > event.on:
        return at("approved_on", no("approved_after_telling", approved_on=approved_on))
    return None


def _delay(event: Event) -> Refused | None:
    until = event.day("until") if event.kind is EventKind.DELAY_FIXED else None
    return at("until", no("delay_into_past", earliest=event.on)) if until is not None and until <= event.on else None


def _service(event: Event) -> Refused | None:
    if event.kind is not EventKind.SERVED:
        return None
    way, signed = event.text("way"), event.day("signed_on")
    if signed is None or way is None or way in BY_HAND:
        return None
    by_post = way == WayOfService.POST
    sent = event.day("posted_on") or event.on if by_post else event.on
    name = "signed_before_posted" if by_post else "arrived_before_sent"
    return at("signed_on", no(name, earliest=sent)) if signed < sent else None


def _disorder(each: Placed, placed: Sequence[Placed]) -> Refused | None:
    return own_disorder(each.event) or (_AMONG[each.kind](each, placed) if each.kind in _AMONG else None)


def _after_first(kind: EventKind, name: str) -> Callable[[Placed, Sequence[Placed]], Refused | None]:
    """Refuses what lies before the first event of ``kind``, where there is one."""

    def refused(each: Placed, placed: Sequence[Placed]) -> Refused | None:
        return _before(each.on, (other.on for other in placed if other.kind is kind), name)

    return refused


def _before(day: date, first: Iterator[date], name: str) -> Refused | None:
    earliest = min(first, default=None)
    return at("on", no(name, earliest=earliest)) if earliest is not None and day < earliest else None


def _answer(each: Placed, placed: Sequence[Placed]) -> Refused | None:
    ref = each.event.text("ref")
    if ref is None:
        return None
    sent = [other.on for other in placed if other.kind is EventKind.CONSULTED and other.event.text("ref") == ref]
    return _before(each.on, iter(sent), "before_inquiry") if sent else at("ref", no("answer_without_inquiry"))


def _sending(each: Placed, placed: Sequence[Placed]) -> Refused | None:
    """A letter is sent after it was made; a service that names none is that of the reply."""
    letter = each.event.letter
    made = [other.on for other in placed if _made(other, letter)]
    days = (each.on, each.event.day("posted_on"), each.event.day("signed_on"))
    earliest = min(made, default=None)
    if earliest is not None and any(day is not None and day < earliest for day in days):
        return at("on", no("served_before_reply" if letter is None else "sent_before_made", earliest=earliest))
    return None


def _made(other: Placed, letter: str | None) -> bool:
    """Whether the event made the letter that was sent."""
    if letter is None:
        return other.kind is EventKind.REPLIED
    return other.event.letter == letter and other.kind not in _NOT_MAKING


def _return(each: Placed, placed: Sequence[Placed]) -> Refused | None:
    if each.event.text("ref") is not None:
        return _answer(each, placed)
    letter = each.event.letter
    sent = (other.on for other in placed if other.kind is EventKind.SERVED and other.event.letter == letter)
    return _before(each.on, sent, "returned_before_sent")


_NOT_MAKING = frozenset({EventKind.SERVED, EventKind.RETURNED, EventKind.LETTER_VOIDED, EventKind.REPRINTED})

_AMONG: Mapping[EventKind, Callable[[Placed, Sequence[Placed]], Refused | None]] = MappingProxyType(
    {
        EventKind.CORRECTED: _after_first(EventKind.CORRECTION_REQUESTED, "before_correction_notice"),
        EventKind.FEE_PAID: _after_first(EventKind.FEE_NOTICED, "before_fee_notice"),
        EventKind.REASONS_GIVEN: _after_first(EventKind.REASONS_REQUESTED, "before_reasons_request"),
        EventKind.DEPARTMENT_ANSWERED: _after_first(EventKind.HANDED_OVER, "before_hand_over"),
        EventKind.REMINDED: _after_first(EventKind.HANDED_OVER, "before_hand_over"),
        EventKind.OPINION_RECEIVED: _answer,
        EventKind.RETURNED: _return,
        EventKind.SERVED: _sending,
    }
)
"""What must lie behind another event of the request."""
