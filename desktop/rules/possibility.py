"""Facts that cannot be: the only ones that an import refuses.

Everything else is taken as it happened; what came late or against a rule is shown as a fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from types import MappingProxyType

from db.records import Event, Json
from desktop.rules.history import Placed, history
from desktop.rules.particulars import CODED
from resources.messages import say
from resources.vocabulary import ENDINGS, EventKind, Opinion, Outcome, Party, WayOfService

AFTER_ENDING = frozenset(
    {
        EventKind.SERVED,
        EventKind.RETURNED,
        EventKind.THIRD_PARTY_TOLD,
        EventKind.REOPENED,
        EventKind.AMENDED,
        EventKind.LETTER_VOIDED,
        EventKind.REPRINTED,
        EventKind.REDATED,
        EventKind.CLOSED,
        EventKind.ARCHIVED,
        EventKind.DESTROYED,
        EventKind.NOTED,
    }
)
"""What may still happen after an ending."""

PAST_DAYS: Mapping[EventKind, tuple[str, ...]] = MappingProxyType(
    {
        EventKind.CORRECTION_REQUESTED: ("served_on",),
        EventKind.CONSULTED: ("received_on",),
        EventKind.EXTENDED: ("approved_on",),
        EventKind.FEE_NOTICED: ("received_on",),
        EventKind.SERVED: ("posted_on", "signed_on"),
        EventKind.REOPENED: ("received_on",),
    }
)
"""Facts that are days on which something happened: never before the arrival, never ahead of today.

An event of another kind may carry facts of these names: they are free, and mean nothing here.
"""

_READERS: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {
        **dict.fromkeys(("on", "until", "due_on", *chain.from_iterable(PAST_DAYS.values())), date.fromisoformat),
        **dict.fromkeys(("days", "allowed_days"), int),
        "party": lambda text: Party(text),
        "outcome": lambda text: Outcome(text),
        "opinion": lambda text: Opinion(text),
        "way": lambda text: WayOfService(text),
        **CODED,
    }
)
"""How the facts that rules read are written; an amended value must be readable too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Impossible:
    """A fact that cannot be: the event in place ``event`` of the list, the field, and the sentence."""

    event: int
    field: str
    key: str
    facts: Mapping[str, object]

    def sentence(self, lang: str = "zh") -> str:
        """What cannot be, in one sentence."""
        return say(self.key, lang, **self.facts)


def impossible(events: Sequence[Event], today: date) -> Impossible | None:
    """The first fact that cannot be, None when all can.

    Impossible are: anything before the first arrival, a day after the office's ``today``, anything after an ending but
    what may follow one, and an amendment of an event that is not in the list or to a value that cannot be read.
    """
    unreadable = next(_unreadable(events), None)
    if unreadable is not None:
        return unreadable
    placed = history(events)
    return next(_out_of_time(events, placed, today), None) or next(_after_ending(placed), None)


def _unreadable(events: Sequence[Event]) -> Iterator[Impossible]:
    for place, event in enumerate(events):
        if event.kind is not EventKind.AMENDED:
            continue
        target, field, new = event.number("event"), event.text("field"), event.facts.get("new")
        if target is None or not 0 <= target < len(events) or events[target].kind is EventKind.AMENDED:
            yield _impossible(place, "event", "amended_place")
        elif field in (None, "kind"):
            yield _impossible(place, "field", "amended_field")
        elif not _readable(str(field), new):
            yield _impossible(place, "new", "amended_value", item=field, value=new)


def _readable(field: str, new: Json) -> bool:
    reader = _READERS.get(field)
    if reader is None or (new is None and field != "on"):
        return True
    try:
        reader(str(new))
    except ValueError:
        return False
    return True


def _out_of_time(events: Sequence[Event], placed: Sequence[Placed], today: date) -> Iterator[Impossible]:
    """What lies before the first arrival or ahead of today."""
    arrivals = [each.on for each in placed if each.kind in (EventKind.SUBMITTED, EventKind.SIGNED)]
    arrival = min(arrivals) if arrivals else None
    days = list(_days(events, placed))
    # An arrival ahead of today makes every other day one before it: what is wrong then is the arrival.
    for place, _kind, field, day in days:
        if day > today:
            yield _impossible(place, field, "after_today", day=day, today=today)
    for place, kind, field, day in days:
        if arrival is not None and day < arrival:
            yield _impossible(place, field, "before_arrival", kind=kind, day=day, arrival=arrival)


def _days(events: Sequence[Event], placed: Sequence[Placed]) -> Iterator[tuple[int, EventKind, str, date]]:
    """Each day on which something happened, amendments folded in: place, kind, field, day."""
    for place, event in enumerate(events):
        if event.kind is EventKind.AMENDED:
            yield place, event.kind, "on", event.on
    for each in placed:
        yield each.place, each.kind, "on", each.on
        for field in PAST_DAYS.get(each.kind, ()):
            day = each.event.day(field)
            if day is not None:
                yield each.place, each.kind, field, day


def _after_ending(placed: Sequence[Placed]) -> Iterator[Impossible]:
    ending: Placed | None = None
    for each in placed:
        if ending is not None and each.kind not in AFTER_ENDING:
            yield _impossible(each.place, "kind", "after_ending", kind=each.kind, ending=ending.kind, day=ending.on)
        if each.kind in ENDINGS:
            ending = each
        elif each.kind is EventKind.REOPENED:
            ending = None


def _impossible(place: int, field: str, name: str, **facts: object) -> Impossible:
    return Impossible(event=place, field=field, key=f"rules.impossible.{name}", facts=facts)
