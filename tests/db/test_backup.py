"""Copies are whole, are known to be, and lead back."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db import sqlite
from db.backup import Keep, backup, examined, kept, manifest_of, restore
from db.check import check
from db.copies import sha256_of
from db.errors import BackupAltered, BackupDamaged, NotAStore, StoreMissing, StoreTooNew, StoreUnwritable
from db.lock import StoreInUse
from db.records import Projection, Request
from db.schema import CURRENT
from db.sqlite import Mode, connect
from db.store import Store, open_store

OFFICE = "天津海关"
Clock = Callable[[], datetime]
Make = Callable[..., Request]
Project = Callable[..., Projection]

_HELD = Path("/proc/self/fd")


def test_a_copy_is_one_whole_file_with_a_manifest(filled: Store, tmp_path: Path) -> None:
    made = backup(filled, tmp_path / "copies")
    copy = Path(made.path)
    with filled.reading() as reading:
        head = reading.chain_head()
        assert reading.last_backup() == made
    assert (made.events, made.requests, made.letters, made.chain_head) == (3, 1, 1, head.hash)
    assert (made.size, made.sha256) == (copy.stat().st_size, sha256_of(copy))
    assert json.loads(manifest_of(copy).read_text()) == {
        "format": "shouban-backup",
        "version": 1,
        "file": copy.name,
        "schema": CURRENT.version,
        "made_at": made.made_at.isoformat(),
        "size": made.size,
        "sha256": made.sha256,
        "events": 3,
        "requests": 1,
        "letters": 1,
        "chain_head": head.hash,
    }
    assert sorted(path.name for path in copy.parent.iterdir()) == [copy.name, manifest_of(copy).name]


def test_a_copy_holds_what_was_committed_a_moment_ago(
    filled: Store, make_request: Make, make_projection: Project, tmp_path: Path, clock: Clock
) -> None:
    with filled.writing() as writing:
        writing.add_request(make_request("2026-0002"), make_projection())
    made = backup(filled)
    with open_store(made.path, clock=clock, read_only=True) as copy, copy.reading() as reading:
        assert reading.request_exists(OFFICE, "2026-0002")
        assert check(copy) == []


def test_copies_of_one_second_do_not_write_over_each_other(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = filled.clock()
    monkeypatch.setattr(filled, "clock", lambda: now)
    with ThreadPoolExecutor(4) as hands:
        made = list(hands.map(lambda _hand: backup(filled, tmp_path / "copies"), range(4)))
    assert len({copy.path for copy in made}) == 4
    assert [examined(Path(copy.path)).sha256 for copy in made] == [copy.sha256 for copy in made]
    assert len(list((tmp_path / "copies").iterdir())) == 8, "each with its manifest, and nothing else"


def test_copies_are_made_while_requests_come_in(
    filled: Store, make_request: Make, make_projection: Project, clock: Clock
) -> None:
    finished = threading.Event()

    def register() -> None:
        number = 0
        while not finished.is_set():
            number += 1
            with filled.writing() as writing:
                writing.add_request(make_request(f"W{number}"), make_projection())

    clerk = threading.Thread(target=register)
    clerk.start()
    copies = [backup(filled) for _ in range(3)]
    finished.set()
    clerk.join()
    for made in copies:
        with open_store(made.path, clock=clock, read_only=True) as copy:
            assert check(copy) == []
    assert check(filled) == []


def test_a_copy_whose_manifest_cannot_be_written_does_not_stay(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    monkeypatch.setattr(filled, "clock", lambda: now)
    folder = tmp_path / "copies"
    (folder / "shouban-20260302-090000.json.partial").mkdir(parents=True)
    with pytest.raises(StoreUnwritable):
        backup(filled, folder)
    assert not list(folder.glob("*.db"))


def test_a_read_only_store_can_be_copied_but_notes_nothing(filled: Store, location: Path, clock: Clock) -> None:
    with open_store(location, clock=clock, read_only=True) as beside:
        made = backup(beside)
    assert Path(made.path).parent == location.parent / "backups"
    with filled.reading() as reading:
        assert reading.last_backup() is None


def test_the_way_back(
    filled: Store, location: Path, clock: Clock, make_request: Make, make_projection: Project
) -> None:
    made = backup(filled)
    with filled.writing() as writing:
        writing.add_request(make_request("2026-0002"), make_projection())
    filled.close()
    restored = restore(Path(made.path), location, now=clock())
    assert (restored.path, restored.sha256, restored.size) == (location, made.sha256, made.size)
    with open_store(location, clock=clock) as store, store.reading() as reading:
        assert not reading.request_exists(OFFICE, "2026-0002")
        assert check(store) == []
    assert restored.put_aside is not None
    with open_store(restored.put_aside, clock=clock) as aside, aside.reading() as reading:
        assert reading.request_exists(OFFICE, "2026-0002")


def test_the_way_back_to_an_empty_place(filled: Store, tmp_path: Path, clock: Clock) -> None:
    made = backup(filled)
    new = tmp_path / "new computer" / "shouban.db"
    assert restore(Path(made.path), new, now=clock()).put_aside is None
    with open_store(new, clock=clock) as store:
        assert check(store) == []


def test_the_way_back_from_a_damaged_store(filled: Store, location: Path, clock: Clock) -> None:
    made = backup(filled)
    filled.close()
    location.write_bytes(b"\xff" * 9000)
    restored = restore(Path(made.path), location, now=clock())
    assert restored.put_aside is not None
    assert restored.put_aside.read_bytes() == b"\xff" * 9000
    with open_store(location, clock=clock) as store:
        assert check(store) == []


@pytest.mark.skipif(not _HELD.is_dir(), reason="this system does not list the files a program holds")
def test_a_store_that_cannot_be_opened_is_not_held_open(tmp_path: Path) -> None:
    """Windows replaces no file that somebody holds: a damaged store could not be restored."""
    damaged = tmp_path / "shouban.db"
    damaged.write_bytes(b"\xff" * 9000)
    with pytest.raises(sqlite.driver.DatabaseError) as refused:
        connect(damaged, Mode.WRITE)
    held = [file.readlink() for file in _HELD.iterdir() if file.is_symlink()]
    assert damaged not in held, refused.value


def test_what_a_killed_program_left_in_the_log_is_put_aside_too(
    filled: Store, location: Path, clock: Clock, make_request: Make, make_projection: Project, tmp_path: Path
) -> None:
    made = backup(filled)
    with filled.writing() as writing:
        writing.add_request(make_request("2026-0002"), make_projection())
    killed = tmp_path / "killed" / "shouban.db"
    killed.parent.mkdir()
    for suffix in ("", "-wal"):
        Path(f"{killed}{suffix}").write_bytes(Path(f"{location}{suffix}").read_bytes())
    restored = restore(Path(made.path), killed, now=clock())
    assert restored.put_aside is not None
    with open_store(restored.put_aside, clock=clock) as aside, aside.reading() as reading:
        assert reading.request_exists(OFFICE, "2026-0002")
    with open_store(killed, clock=clock) as store, store.reading() as reading:
        assert not reading.request_exists(OFFICE, "2026-0002")


def test_a_store_in_use_is_not_replaced(filled: Store, location: Path, clock: Clock) -> None:
    made = backup(filled)
    with pytest.raises(StoreInUse):
        restore(Path(made.path), location, now=clock())


def test_altered_copies_lead_nowhere(filled: Store, location: Path, clock: Clock, tmp_path: Path) -> None:
    made = backup(filled)
    filled.close()
    before = location.read_bytes()
    copy = Path(made.path)
    stranger = connect(copy, Mode.WRITE)
    stranger.execute("PRAGMA journal_mode=DELETE")
    stranger.execute("INSERT INTO offices (name) VALUES ('别处')")
    stranger.close()
    with pytest.raises(BackupAltered):
        restore(copy, location, now=clock())
    manifest_of(copy).write_text("{")
    with pytest.raises(BackupAltered):
        restore(copy, location, now=clock())
    copy.write_bytes(copy.read_bytes()[:5000])
    manifest_of(copy).unlink()
    with pytest.raises(BackupDamaged, match=r"备份 .* 已损坏.*现在的办公数据没有改动"):
        restore(copy, location, now=clock())
    (tmp_path / "text").write_text("文" * 999, encoding="utf-8")
    with pytest.raises(NotAStore):
        restore(tmp_path / "text", location, now=clock())
    with pytest.raises(StoreMissing):
        restore(tmp_path / "nothing", location, now=clock())
    assert location.read_bytes() == before


def test_a_copy_of_a_newer_program_leads_nowhere(filled: Store, location: Path, clock: Clock) -> None:
    made = backup(filled)
    filled.close()
    manifest_of(Path(made.path)).unlink()
    stranger = connect(Path(made.path), Mode.WRITE)
    stranger.execute("UPDATE alembic_version SET version_num = '9999'")
    stranger.close()
    with pytest.raises(StoreTooNew):
        restore(Path(made.path), location, now=clock())


def test_with_age_fewer_copies_stay() -> None:
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    twice_a_day = [noon - timedelta(hours=12 * n) for n in range(800)]
    staying = sorted(kept(twice_a_day, Keep(hours=13, days=3, weeks=2, months=4)), reverse=True)
    assert [f"{moment:%m-%d %H}" for moment in staying] == [
        "11-20 12",
        "11-20 00",
        "11-19 12",
        "11-18 12",
        "11-15 12",  # the last of the week before
        "10-31 12",
        "09-30 12",
        "08-31 12",
    ]


def test_the_newest_copy_always_stays() -> None:
    moment = datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert kept([moment], Keep(hours=0, days=0, weeks=0, months=0)) == {moment}
    assert kept([], Keep()) == set()


def test_thinning_touches_only_copies_with_a_manifest(filled: Store, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    foreign = [folder / name for name in ("notes.db", "shouban-20200101-000000.db", "shouban-old.db")]
    no_moment = folder / "shouban-20269999-000000.db"
    foreign += [no_moment, manifest_of(no_moment)]
    for file in foreign:
        file.write_text("mine")
    only_newest = Keep(hours=0, days=1, weeks=1, months=1)
    old, new = backup(filled, folder, only_newest), backup(filled, folder, only_newest)
    assert all(file.exists() for file in foreign)
    assert not Path(old.path).exists()
    assert not manifest_of(Path(old.path)).exists()
    assert Path(new.path).exists()
    assert replace(new, path="") != replace(old, path="")
