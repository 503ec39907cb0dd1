"""Many requests written at once end as if each had been written alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from db.check import check
from db.errors import RequestUnknown
from db.records import Event, Projection
from db.store import Store
from resources.vocabulary import EventKind
from tests.db.conftest import MakeRequest

MakeProjection = Callable[..., Projection]

OFFICE = "天津海关"
MOVED = date(2026, 10, 9)


def redated(place: int) -> Event:
    return Event(kind=EventKind.REDATED, on=date(2026, 9, 1), facts={"new": MOVED.isoformat(), "notice": str(place)})


def test_each_request_has_its_events_its_projection_and_its_place_in_the_chain(
    store: Store, make_request: MakeRequest, make_projection: MakeProjection
) -> None:
    projection = make_projection()
    numbers = [f"2026-{place:04}" for place in range(450)]
    with store.writing() as writing:
        for number in numbers:
            writing.add_request(make_request(number=number), projection)
    moved = replace(projection, due_on=MOVED)
    with store.writing() as writing:
        writing.append_each(OFFICE, ((number, (redated(at),), moved) for at, number in enumerate(numbers)))
    with store.reading() as reading:
        for at, number in enumerate(numbers):
            request = reading.request(OFFICE, number)
            assert request.events[-1].facts["notice"] == str(at)
            assert len(request.events) == len(make_request(number=number).events) + 1
            assert reading.projection(OFFICE, number) == moved
    assert list(check(store)) == []


def test_without_an_event_only_the_projection_changes(
    store: Store, make_request: MakeRequest, make_projection: MakeProjection
) -> None:
    projection, request = make_projection(), make_request()
    with store.writing() as writing:
        writing.add_request(request, projection)
        writing.append_each(OFFICE, [(request.number, (), replace(projection, due_on=MOVED))])
    with store.reading() as reading:
        assert len(reading.request(OFFICE, request.number).events) == len(request.events)
        assert reading.projection(OFFICE, request.number).due_on == MOVED


def test_an_unknown_number_leaves_all_as_it_was(
    store: Store, make_request: MakeRequest, make_projection: MakeProjection
) -> None:
    projection, request = make_projection(), make_request()
    with store.writing() as writing:
        writing.add_request(request, projection)
    with pytest.raises(RequestUnknown), store.writing() as writing:
        writing.append_each(OFFICE, [(number, (redated(0),), projection) for number in (request.number, "2026-9999")])
    with store.reading() as reading:
        assert len(reading.request(OFFICE, request.number).events) == len(request.events)
