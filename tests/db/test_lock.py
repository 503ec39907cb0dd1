"""One program at a time changes the store; a crash does not lock it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from db.errors import StoreReadOnly
from db.lock import Holder, StoreInUse, StoreLock
from db.records import Projection, Request
from db.store import Store, open_store

OFFICE = "天津海关"
HOLD = """
import sys, time
from pathlib import Path
from db.lock import StoreLock
lock = StoreLock(Path(sys.argv[1]))
lock.take()
print("held", flush=True)
time.sleep(60)
"""


def hold(location: Path) -> subprocess.Popen[str]:
    """Another process that has the lock."""
    other = subprocess.Popen([sys.executable, "-c", HOLD, str(location)], stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other


def kill(other: subprocess.Popen[str]) -> None:
    other.kill()
    other.communicate()


def test_the_holder_is_named(store: Store, location: Path, clock: Callable[[], datetime]) -> None:
    store.close()
    other = hold(location)
    try:
        with pytest.raises(StoreInUse) as refused:
            open_store(location, clock=clock)
    finally:
        kill(other)
    assert refused.value.holder.pid == other.pid
    assert f"进程 {other.pid}" in refused.value.sentence()
    assert refused.value.holder.host in refused.value.sentence("en")


def test_a_killed_holder_does_not_lock_out(store: Store, location: Path, clock: Callable[[], datetime]) -> None:
    store.close()
    other = hold(location)
    kill(other)
    with open_store(location, clock=clock) as again, again.reading() as reading:
        assert reading.offices() == (OFFICE,)


def test_a_crash_is_known_by_what_it_left(tmp_path: Path) -> None:
    store = tmp_path / "shouban.db"
    kill(hold(store))
    first = StoreLock(store)
    first.take()
    assert first.left_by_crash
    first.release()
    second = StoreLock(store)
    second.take()
    assert not second.left_by_crash
    second.release()


def test_the_same_process_cannot_open_twice(store: Store, location: Path, clock: Callable[[], datetime]) -> None:
    with pytest.raises(StoreInUse) as refused:
        open_store(location, clock=clock)
    assert refused.value.holder.pid == os.getpid()


def test_an_unreadable_holder_still_locks(store: Store, location: Path, clock: Callable[[], datetime]) -> None:
    location.with_name("shouban.db.lock").write_bytes(b"\xff{")
    with pytest.raises(StoreInUse) as refused:
        open_store(location, clock=clock)
    assert refused.value.holder == Holder(pid=0, host="?", user="?", program="?")


def test_a_failed_opening_lets_go_of_the_lock(tmp_path: Path, clock: Callable[[], datetime]) -> None:
    location = tmp_path / "shouban.db"
    location.write_text("something else entirely, longer than a header of SQLite, " * 40)
    for _ in range(2):
        with pytest.raises(Exception, match="不是首办的办公数据"):
            open_store(location, clock=clock)


def test_the_lock_names_program_and_user(store: Store, location: Path) -> None:
    holder = json.loads(location.with_name("shouban.db.lock").read_text())
    assert holder == {
        "pid": os.getpid(),
        "host": Holder.this_process().host,
        "user": Holder.this_process().user,
        "program": Holder.this_process().program,
    }


def test_reading_works_beside_an_open_window(
    store: Store,
    location: Path,
    clock: Callable[[], datetime],
    make_request: Callable[..., Request],
    make_projection: Callable[..., Projection],
) -> None:
    with open_store(location, clock=clock, read_only=True) as beside:
        with store.writing() as writing:
            writing.add_request(make_request(), make_projection())
        with beside.reading() as reading:
            assert reading.request_exists(OFFICE, "2026-0001")
        assert beside.read_only
        with pytest.raises(StoreReadOnly), beside.writing():
            pass
        beside.tidy()
    with store.reading() as reading:
        assert reading.request_exists(OFFICE, "2026-0001")


def test_reading_works_from_another_process_beside_an_open_window(filled: Store, location: Path) -> None:
    script = (
        "import sys; from datetime import datetime, UTC; from db.store import open_store\n"
        "with open_store(sys.argv[1], clock=lambda: datetime.now(UTC), read_only=True) as store:\n"
        "    with store.reading() as reading: print(reading.row('天津海关', '2026-0001').number)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(location)], capture_output=True, text=True, check=True)
    assert done.stdout == "2026-0001\n"
