"""Numbers of a series follow each other without a gap, and none is given twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from db.check import check
from db.numbers import Serial
from db.records import Letter, Projection, Request
from db.sqlite import Mode, connect
from db.store import Store

OFFICE = "天津海关"
Make = Callable[..., Request]
Project = Callable[..., Projection]


def register(store: Store, make_request: Make, make_projection: Project, year: int = 2026) -> int:
    with store.writing() as writing:
        serial = writing.next_serial(OFFICE, "requests", year)
        writing.add_request(make_request(f"{year}-{serial.value:04d}"), make_projection(), serial)
    return serial.value


def test_numbers_count_from_one_in_each_year(store: Store, make_request: Make, make_projection: Project) -> None:
    given = [register(store, make_request, make_projection, year) for year in (2026, 2026, 2027, 2026)]
    assert given == [1, 2, 1, 3]
    assert check(store) == []


def test_a_number_of_a_failed_change_is_given_again(store: Store, make_request: Make, make_projection: Project) -> None:
    register(store, make_request, make_projection)
    with store.writing() as writing:
        writing.add_request(make_request("2026-0002"), make_projection())
    with pytest.raises(Exception, match="2026-0002"):
        register(store, make_request, make_projection)
    with store.reading() as reading:
        assert reading.last_serial(OFFICE, "requests", 2026) == 1


def test_a_number_that_is_not_used_fails_the_change(store: Store) -> None:
    with pytest.raises(RuntimeError, match="not used"), store.writing() as writing:
        writing.next_serial(OFFICE, "requests", 2026)
    with store.reading() as reading:
        assert reading.last_serial(OFFICE, "requests", 2026) == 0


def test_only_a_number_that_was_taken_can_be_used(store: Store, make_request: Make, make_projection: Project) -> None:
    invented = Serial(series="requests", year=2026, value=1)
    with pytest.raises(RuntimeError, match="not taken"), store.writing() as writing:
        writing.add_request(make_request(), make_projection(), invented)


def test_a_series_goes_on_after_the_highest_id_that_came_in(
    store: Store, make_request: Make, make_projection: Project
) -> None:
    register(store, make_request, make_projection)
    with store.writing() as writing:
        for number in (31, 7):
            writing.add_request(make_request(f"2026-{number:04d}"), make_projection())
            writing.pass_over(OFFICE, "requests", 2026, number)
    assert register(store, make_request, make_projection) == 32
    assert register(store, make_request, make_projection) == 33
    assert check(store) == []


def test_letters_have_series_of_their_own(filled: Store, make_letter: Callable[..., Letter]) -> None:
    with filled.writing() as writing:
        first = writing.next_serial(OFFICE, "答", 2026)
        writing.add_letter(make_letter("L2", sha256=None), b"a", first)
        second = writing.next_serial(OFFICE, "告", 2026)
        writing.add_letter(make_letter("L3", sha256=None), b"b", second)
    assert (first.value, second.value) == (1, 2)
    assert check(filled) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE number_series SET last = 2 WHERE name = 'requests'",
        "DELETE FROM number_series WHERE name = 'requests'",
        "INSERT INTO passed_over VALUES (1, 'requests', 2026, 1, 1)",
    ],
)
def test_a_gap_or_a_number_twice_is_found(filled: Store, location: Path, statement: str) -> None:
    stranger = connect(location, Mode.WRITE)
    stranger.execute(statement)
    stranger.close()
    assert [finding.code for finding in check(filled)] == ["numbers_broken"]
