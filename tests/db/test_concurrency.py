"""Many threads, one change at a time, and readings that each see one state."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from db.check import check
from db.records import Projection, Request
from db.store import Store

OFFICE = "天津海关"
Make = Callable[..., Request]
Project = Callable[..., Projection]


def test_changes_from_many_threads_take_turns(store: Store, make_request: Make, make_projection: Project) -> None:
    def register(_: int) -> int:
        with store.writing() as writing:
            serial = writing.next_serial(OFFICE, "requests", 2026)
            writing.add_request(make_request(f"2026-{serial.value:04d}"), make_projection(), serial)
        return serial.value

    with ThreadPoolExecutor(8) as clerks:
        given = list(clerks.map(register, range(80)))
    assert sorted(given) == list(range(1, 81))
    assert check(store) == []


def test_readings_see_whole_changes_only(store: Store, make_request: Make, make_projection: Project) -> None:
    finished = threading.Event()
    torn: list[tuple[int, int]] = []

    def read() -> int:
        looks = 0
        while not finished.is_set():
            with store.reading() as reading:
                rows = len(reading.rows(OFFICE, limit=1000).rows)
                events = reading.chain_head().events
            looks += 1
            if events != 2 * rows or rows % 2:
                torn.append((rows, events))
        return looks

    with ThreadPoolExecutor(4) as readers:
        looking = [readers.submit(read) for _ in range(4)]
        for number in range(0, 60, 2):
            with store.writing() as writing:
                writing.add_request(make_request(f"R{number}"), make_projection())
                writing.add_request(make_request(f"R{number + 1}"), make_projection())
        finished.set()
        assert all(future.result() > 0 for future in looking)
    assert torn == []


def test_a_reading_keeps_its_state_while_a_change_commits(
    store: Store, make_request: Make, make_projection: Project
) -> None:
    with store.reading() as reading:
        assert not reading.request_exists(OFFICE, "2026-0001")
        with store.writing() as writing:
            writing.add_request(make_request(), make_projection())
            assert writing.request_exists(OFFICE, "2026-0001")
        assert not reading.request_exists(OFFICE, "2026-0001")
    with store.reading() as reading:
        assert reading.request_exists(OFFICE, "2026-0001")


def test_a_change_inside_a_change_is_an_error_not_a_standstill(store: Store) -> None:
    with store.writing(), pytest.raises(RuntimeError, match="inside"), store.writing():
        pass
    with store.writing() as writing:
        writing.put_setting(OFFICE, "after", True)


def test_closing_waits_for_a_running_change(store: Store) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def change() -> None:
        with store.writing() as writing:
            writing.put_setting(OFFICE, "kept", True)
            begun.set()
            go_on.wait(10)

    clerk = threading.Thread(target=change)
    clerk.start()
    begun.wait(10)
    closing = threading.Thread(target=store.close)
    closing.start()
    closing.join(0.2)
    assert closing.is_alive()
    go_on.set()
    clerk.join()
    closing.join(10)
    assert not closing.is_alive()
