"""Many requests written at once end as if each had been written alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from db.check import check
from db.records import Event, Projection
from db.recounts import Recounted
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
        stored = writing.stored(OFFICE, writing.ids(OFFICE))
        writing.append_each(OFFICE, (Recounted(one, (redated(at),), moved) for at, one in enumerate(stored)))
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
        (stored,) = writing.stored(OFFICE, writing.ids(OFFICE))
        writing.append_each(OFFICE, [Recounted(stored, (), replace(projection, due_on=MOVED))])
    with store.reading() as reading:
        assert len(reading.request(OFFICE, request.number).events) == len(request.events)
        assert reading.projection(OFFICE, request.number).due_on == MOVED


def test_each_column_that_changes_is_written_and_no_other(
    store: Store, make_request: MakeRequest, make_projection: MakeProjection
) -> None:
    """Requests of which other things change stand in one portion."""
    changes: list[dict[str, Any]] = [
        {"due_on": MOVED},
        {"due_on": None, "error": "CALENDAR_MISSING_2027"},
        {"waits_for": "correction", "waits_until": MOVED, "close_from": MOVED},
        {"completed_on": MOVED, "late": True, "days_used": 22, "handler": "关税处", "extended": True},
        {},
    ]
    projection = make_projection()
    with store.writing() as writing:
        for place in range(len(changes)):
            writing.add_request(make_request(number=f"2026-{place:04}"), projection)
    with store.writing() as writing:
        each = zip(writing.stored(OFFICE, writing.ids(OFFICE)), changes, strict=True)
        writing.append_each(OFFICE, [Recounted(one, (), replace(projection, **change)) for one, change in each])
    with store.reading() as reading:
        for place, change in enumerate(changes):
            assert reading.projection(OFFICE, f"2026-{place:04}") == replace(projection, **change)


def test_what_is_read_to_be_counted_names_nobody(
    store: Store, make_request: MakeRequest, make_projection: MakeProjection
) -> None:
    request = make_request()
    with store.writing() as writing:
        writing.add_request(request, make_projection())
    with store.reading() as reading:
        (stored,) = reading.stored(OFFICE, reading.ids(OFFICE))
        assert reading.first_applicants([stored.row]) == {stored.row: request.applicant.name}
        assert [event.kind for event in stored.request.events] == [event.kind for event in request.events]
    assert (stored.request.applicant.name, stored.request.content) == ("", "")
