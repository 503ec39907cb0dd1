"""The receipt day: the day from which the limit runs (条例 31), by channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db.records import Event
from desktop.rules.editions import edition_of, key_in
from desktop.rules.history import Placed, history
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.messages import say
from resources.vocabulary import Channel, EventKind

CONFIRMED_BY_BOTH = frozenset({Channel.WEB, Channel.EMAIL, Channel.FAX})
"""Channels whose receipt day is the day on which both sides confirmed (条例 31(三))."""

TO_BE_CONFIRMED = CONFIRMED_BY_BOTH | {Channel.ORDINARY_MAIL}
"""What came so is received on the day on which the applicant confirms it (条例 31(二)、(三))."""

ENOUGH_ATTEMPTS = 3
"""After so many days of vain attempts a letter may take the place of the confirmation (law: 1.3)."""

BY_LETTER = "by_letter"
"""The fact of a confirmation that is the posting of a letter to an applicant who could not be reached."""


class ReceiptGround(StrEnum):
    """Why a day is the receipt day; the sentence of each is ``rules.receipt.<ground>``."""

    HANDED_IN = "handed_in"
    WRITTEN_DOWN = "written_down"
    SIGNED = "signed"
    SIGNATURE_NOT_RECORDED = "signature_not_recorded"
    LETTER_CONFIRMED = "letter_confirmed"
    LETTER_UNCONFIRMED = "letter_unconfirmed"
    LETTER_ANSWERED = "letter_answered"
    CONFIRMED = "confirmed"
    CONFIRMED_LATE = "confirmed_late"
    PROVISIONAL = "provisional"
    CALENDAR_MISSING = "calendar_missing"
    NOT_ARRIVED = "not_arrived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The receipt day and why it is that day.

    ``day`` is None for an ordinary letter not yet confirmed, without any arrival, and where the calendar is missing
    (``missing``). ``cautious_from``: the provisional day where the confirmation came later than that.
    """

    channel: Channel
    arrival: date | None
    day: date | None
    ground: ReceiptGround
    cautious_from: date | None = None
    missing: CalendarMissing | None = None

    @property
    def provisional(self) -> bool:
        """Whether the day holds only until the applicant is reached."""
        return self.ground is ReceiptGround.PROVISIONAL

    def reason(self, lang: str = "zh") -> str:
        """Why this is the receipt day, in one sentence that cites the rule."""
        year = None if self.missing is None else self.missing.year
        facts = {"arrival": self.arrival, "day": self.day, "cautious_from": self.cautious_from, "year": year}
        first = self.day or self.arrival
        key = f"rules.receipt.{self.ground}"
        return say(key if first is None else key_in(edition_of(first), key), lang, **facts)


def receipt_day(
    channel: Channel, events: Sequence[Event], calendar: WorkingCalendar, until: date | None = None
) -> Receipt:
    """The receipt day of a request that came in by ``channel``; ``until``: by what was known on that day."""
    return receipt_in(channel, history(events, until), calendar)


def receipt_in(channel: Channel, placed: Sequence[Placed], calendar: WorkingCalendar) -> Receipt:
    """The receipt day by a history (oldest first)."""
    arrival = _first(placed, EventKind.SUBMITTED, EventKind.SIGNED)
    confirmed = _first(placed, EventKind.CONFIRMED)
    if channel in CONFIRMED_BY_BOTH:
        return _confirmed_by_both(channel, arrival, confirmed, calendar)
    if channel is Channel.ORDINARY_MAIL:
        first = next((each for each in placed if each.kind is EventKind.CONFIRMED), None)
        by_letter = first is not None and first.event.facts.get(BY_LETTER) is True
        return _ordinary_letter(channel, arrival, confirmed, by_letter=by_letter)
    signed = _first(placed, EventKind.SIGNED)
    if channel is Channel.SIGNED_MAIL and signed is not None:
        return Receipt(channel=channel, arrival=arrival, day=signed, ground=ReceiptGround.SIGNED)
    day = arrival or confirmed
    ground = _HANDED_OVER_GROUNDS[channel] if day is not None else ReceiptGround.NOT_ARRIVED
    return Receipt(channel=channel, arrival=arrival, day=day, ground=ground)


_HANDED_OVER_GROUNDS = {
    Channel.COUNTER: ReceiptGround.HANDED_IN,
    Channel.ORAL: ReceiptGround.WRITTEN_DOWN,
    # The earlier day is the careful one where the signature itself was not recorded.
    Channel.SIGNED_MAIL: ReceiptGround.SIGNATURE_NOT_RECORDED,
}


def _ordinary_letter(channel: Channel, arrival: date | None, confirmed: date | None, *, by_letter: bool) -> Receipt:
    if confirmed is not None and by_letter:
        ground = ReceiptGround.LETTER_ANSWERED
    elif confirmed is not None:
        ground = ReceiptGround.LETTER_CONFIRMED
    elif arrival is not None:
        ground = ReceiptGround.LETTER_UNCONFIRMED
    else:
        ground = ReceiptGround.NOT_ARRIVED
    return Receipt(channel=channel, arrival=arrival, day=confirmed, ground=ground)


def _confirmed_by_both(
    channel: Channel, arrival: date | None, confirmed: date | None, calendar: WorkingCalendar
) -> Receipt:
    if arrival is None:
        ground = ReceiptGround.NOT_ARRIVED if confirmed is None else ReceiptGround.CONFIRMED
        return Receipt(channel=channel, arrival=None, day=confirmed, ground=ground)
    # 条例 31(三): the office must not delay by not confirming; one working day is what confirming may take.
    try:
        provisional = calendar.add(arrival, 1)
    except CalendarMissing as missing:
        if confirmed is None:
            return Receipt(
                channel=channel,
                arrival=arrival,
                day=None,
                ground=ReceiptGround.CALENDAR_MISSING,
                missing=missing,
            )
        return Receipt(channel=channel, arrival=arrival, day=confirmed, ground=ReceiptGround.CONFIRMED)
    if confirmed is None:
        return Receipt(channel=channel, arrival=arrival, day=provisional, ground=ReceiptGround.PROVISIONAL)
    if confirmed <= provisional:
        return Receipt(channel=channel, arrival=arrival, day=confirmed, ground=ReceiptGround.CONFIRMED)
    return Receipt(
        channel=channel,
        arrival=arrival,
        day=confirmed,
        ground=ReceiptGround.CONFIRMED_LATE,
        cautious_from=provisional,
    )


def _first(placed: Sequence[Placed], *kinds: EventKind) -> date | None:
    return next((p.on for p in placed if p.kind in kinds), None)
