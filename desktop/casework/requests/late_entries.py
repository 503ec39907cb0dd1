"""补记: what is recorded on a later day than it happened says so, in the list and in every file it goes out with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from db.records import Event

ENTERED_ON = "entered_on"
"""The fact that tells the day of a late entry; missing where an event was recorded on its own day."""


def entered(event: Event, today: date) -> Event:
    """``event`` as it is recorded on ``today``."""
    if event.on >= today:
        return event
    return replace(event, facts={**event.facts, ENTERED_ON: today.isoformat()})


def entered_late_on(event: Event) -> date | None:
    """The later day on which ``event`` was recorded, None where it was its own or a file does not tell."""
    try:
        day = event.day(ENTERED_ON)
    except ValueError:
        # The fact is not one of the exchange format: a file may hold anything under its name.
        return None
    return day if day is not None and day > event.on else None
