"""The bundled calendar, and requests told in the words of the exchange format."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from db.records import Dispute, Event, Json
from desktop.rules.timeline import TimeLimits, time_limits
from desktop.rules.working_days import WorkingCalendar
from resources import calendars
from resources.vocabulary import Channel, EventKind

Happened = Callable[..., Event]
LimitsOf = Callable[..., TimeLimits]


@pytest.fixture(scope="session")
def calendar() -> WorkingCalendar:
    return WorkingCalendar(calendars.load(year) for year in calendars.years())


@pytest.fixture(scope="session")
def happened() -> Happened:
    """``happened("extended", "2026-03-27", days=20)``: an event as an exchange file would give it."""

    def event(kind: str, on: str, *, note: str | None = None, letter: str | None = None, **facts: Json) -> Event:
        return Event(kind=EventKind(kind), on=date.fromisoformat(on), facts=facts, note=note, letter=letter)

    return event


@pytest.fixture(scope="session")
def limits_of(calendar: WorkingCalendar) -> LimitsOf:
    """``limits_of("counter", event, event)``: all limits by the bundled calendar."""

    def limits(
        channel: str, *events: Event, today: str | None = None, disputes: tuple[Dispute, ...] = ()
    ) -> TimeLimits:
        day = None if today is None else date.fromisoformat(today)
        return time_limits(Channel(channel), events, calendar, day, disputes)

    return limits
