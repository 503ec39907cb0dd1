"""What is stored beside the requests is reckoned anew in portions; half of it never counts as the whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest

from db.sqlite import Mode, connect
from desktop.casework.office import rebuilding
from desktop.office import Office, open_office
from desktop.rules.projection import VERSION
from tests.casework.conftest import Clock
from tests.casework.figure_recount import TODAY, random_office
from tests.casework.test_figures_after_destruction import lines_file

REQUESTS = 60


class StoppedError(Exception):
    """The user has seen enough."""


@pytest.fixture
def store(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store that older rules reckoned wrongly: nothing is late, every request stands in one column."""
    monkeypatch.setattr(rebuilding, "_PORTION", 10)
    clock.day = TODAY
    opened = open_office(tmp_path / "old.db", clock=clock)
    opened.casework.exchange.read(lines_file(tmp_path, random_office(Random(4), REQUESTS)))
    opened.close()
    as_older_rules_left_it(tmp_path / "old.db")
    return tmp_path / "old.db"


def as_older_rules_left_it(path: Path) -> None:
    stranger = connect(path, Mode.WRITE)
    stranger.execute("UPDATE requests SET late = 0, table_column = 'natural_person', days_used = 1")
    stranger.execute("DELETE FROM counted_steps")
    stranger.execute("UPDATE projection_state SET version = ?", (VERSION - 1,))
    stranger.close()


def stop_after(portions: int) -> Iterator[None]:
    for _ in range(portions):
        yield
    raise StoppedError


def opened_until(path: Path, clock: Clock, portions: int) -> None:
    turns = stop_after(portions)
    with pytest.raises(StoppedError):
        open_office(path, clock=clock, report=lambda _done, _total: next(turns))


def version_of(path: Path) -> list[tuple[int, ...]]:
    reader = connect(path, Mode.READ)
    try:
        return list(reader.execute("SELECT version FROM projection_state").fetchall())
    finally:
        reader.close()


def test_a_store_of_older_rules_is_reckoned_before_it_is_used(store: Path, clock: Clock) -> None:
    told: list[tuple[int, int]] = []
    opened = open_office(store, clock=clock, report=lambda done, total: told.append((done, total)))
    assert told == [(done, REQUESTS) for done in range(0, REQUESTS + 1, 10)]
    assert opened.casework.safekeeping.check().findings == ()
    opened.close()
    again: list[int] = []
    open_office(store, clock=clock, report=lambda done, _total: again.append(done)).close()
    assert again == []


def test_an_interrupted_reckoning_goes_on_where_it_stopped_and_counts_as_none_until_then(
    store: Path, clock: Clock
) -> None:
    opened_until(store, clock, 3)
    assert version_of(store) == []
    opened_until(store, clock, 1)
    told: list[int] = []
    opened = open_office(store, clock=clock, report=lambda done, _total: told.append(done))
    assert told == [40, 50, 60]
    assert version_of(store) == [(VERSION,)]
    assert opened.casework.safekeeping.check().findings == ()
    opened.close()


def test_half_reckoned_by_other_rules_is_no_beginning(
    store: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_until(store, clock, 4)
    monkeypatch.setattr(rebuilding, "VERSION", VERSION + 1)
    told: list[int] = []
    open_office(store, clock=clock, report=lambda done, _total: told.append(done)).close()
    assert told[0] == 0
    assert version_of(store) == [(VERSION + 1,)]


def test_a_rebuilding_that_was_stopped_goes_on_at_the_next_start(store: Path, clock: Clock) -> None:
    opened = open_office(store, clock=clock)
    turns = stop_after(2)
    with pytest.raises(StoppedError):
        opened.casework.safekeeping.rebuild(lambda _done, _total: next(turns))
    opened.close()
    told: list[int] = []
    open_office(store, clock=clock, report=lambda done, _total: told.append(done)).close()
    assert told[0] == 20


def test_the_numbers_of_applicants_and_contents_are_mended_too(store: Path, clock: Clock) -> None:
    opened = open_office(store, clock=clock)
    stranger = connect(store, Mode.WRITE)
    stranger.execute("UPDATE request_groups SET applicant = 1 WHERE request_id IN (3, 4)")
    stranger.execute("UPDATE group_keys SET requests = requests + 1 WHERE key IN (SELECT key FROM group_keys LIMIT 5)")
    stranger.close()
    found = opened.casework.safekeeping.check().findings
    assert [finding.code for finding in found] == ["group_stale"] * 2
    opened.casework.safekeeping.rebuild()
    assert opened.casework.safekeeping.check().findings == ()
    reader = connect(store, Mode.READ)
    wrong = """SELECT count(*) FROM group_keys k WHERE requests <>
        (SELECT count(*) FROM request_groups WHERE k.number IN (applicant, information))"""
    assert reader.execute(wrong).fetchone() == (0,)
    reader.close()
    opened.close()


def test_figures_of_a_rebuilt_store_are_those_of_one_that_never_was_wrong(
    store: Path, clock: Clock, tmp_path: Path
) -> None:
    clean = open_office(tmp_path / "clean.db", clock=clock)
    clean.casework.exchange.read(tmp_path / "lines.jsonl")
    opened = open_office(store, clock=clock)
    days = date(2025, 1, 1), date(2026, 12, 31)
    assert figures_of(opened, *days) == figures_of(clean, *days)
    opened.close()
    clean.close()


def figures_of(office: Office, first: date, last: date) -> list[tuple[str, object]]:
    view = office.casework.statistics.summary(first, last)
    return [(line.code, line.values) for section in view.sections for line in section.lines]


def test_an_index_that_lacks_a_request_is_written_anew_with_the_rest(store: Path, clock: Clock) -> None:
    opened = open_office(store, clock=clock)
    casework = opened.casework
    casework.safekeeping.rebuild()
    stranger = connect(store, Mode.WRITE)
    stranger.execute("DELETE FROM requests_search WHERE rowid = 3")
    stranger.close()
    (found,) = casework.safekeeping.check().findings
    assert (found.code, "重建列表数据" in found.sentence) == ("search_incomplete", True)
    assert casework.safekeeping.rebuild() == 0
    assert casework.safekeeping.check().findings == ()
    opened.close()


def test_keys_are_counted_right_when_it_was_stopped_after_groups_were_mended(store: Path, clock: Clock) -> None:
    def keys() -> list[tuple[bytes, int]]:
        reader = connect(store, Mode.READ)
        found = reader.execute("SELECT key, requests FROM group_keys ORDER BY key").fetchall()
        reader.close()
        return found

    before = keys()
    stranger = connect(store, Mode.WRITE)
    stranger.execute("UPDATE request_groups SET applicant = 7, information = 7 WHERE request_id = 3")
    stranger.close()
    opened_until(store, clock, 3)
    opened = open_office(store, clock=clock)
    assert opened.casework.safekeeping.check().findings == ()
    opened.close()
    assert keys() == before
