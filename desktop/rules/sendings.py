"""What is recorded of the sendings of letters: when each went out, arrived, came back and went out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from desktop.rules.history import Placed
from resources.vocabulary import EventKind, WayOfService

BY_HAND = frozenset({WayOfService.HAND, WayOfService.ENTRUSTED})
"""Ways of service by signature: the day of signing is the day of service (国办公开办函〔2016〕235号)."""


def service_day(way: str | None, on: date, posted_on: date | None, signed_on: date | None) -> date:
    """The day of service that counts: posting by post, signature by hand or entrusted, else the day it was sent."""
    if way == WayOfService.POST:
        return posted_on or on
    return signed_on or on if way in BY_HAND else on


def sent_on(notice: Placed, first_sent: Mapping[str, date]) -> date:
    """The day on which a notice left: that of its event, or of the first sending of its letter if that was later."""
    return max(notice.on, first_sent.get(notice.event.letter or "", notice.on))


def sendings(placed: Sequence[Placed]) -> dict[str, date]:
    """By letter, the day on which it was first sent."""
    days: dict[str, date] = {}
    for each in placed:
        event = each.event
        if each.kind is EventKind.SERVED and event.letter is not None:
            sent = service_day(event.text("way"), event.on, event.day("posted_on"), event.day("signed_on"))
            days.setdefault(event.letter, sent)
    return days


def deliveries(placed: Sequence[Placed]) -> dict[str, date]:
    """By letter, the first day on which it is known to have arrived: signed for, or sent by electronic way.

    An electronic sending that came back did not arrive.
    """
    days: dict[str, date] = {}
    signed: set[str] = set()
    for each in placed:
        event, letter = each.event, each.event.letter
        if letter is None:
            continue
        if each.kind is EventKind.RETURNED and letter not in signed:
            days.pop(letter, None)
        if each.kind is not EventKind.SERVED:
            continue
        arrived = event.day("signed_on")
        if arrived is not None:
            signed.add(letter)
        elif event.text("way") != WayOfService.POST:
            arrived = event.on
        if arrived is not None:
            days.setdefault(letter, arrived)
    return days


def sent_again(placed: Sequence[Placed]) -> dict[str, date]:
    """By letter that came back, the day on which it was last sent since."""
    days: dict[str, date] = {}
    came_back: set[str] = set()
    for each in placed:
        event, letter = each.event, each.event.letter
        if letter is not None and each.kind is EventKind.RETURNED:
            came_back.add(letter)
        elif letter in came_back and each.kind is EventKind.SERVED:
            days[letter] = service_day(event.text("way"), event.on, event.day("posted_on"), event.day("signed_on"))
    return days


def letters_out(placed: Sequence[Placed]) -> frozenset[str]:
    """The letters that were sent and did not come back."""
    out: set[str] = set()
    for each in placed:
        letter = each.event.letter
        if letter is None:
            continue
        if each.kind is EventKind.SERVED:
            out.add(letter)
        elif each.kind is EventKind.RETURNED:
            out.discard(letter)
    return frozenset(out)
