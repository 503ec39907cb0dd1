"""How a store is opened, in an order that never harms it.

Lock, read the version without writing, refuse a newer store, quick check (after a crash and before a migration: it
reads the whole file), verified copy before a migration, migrate in one transaction, verify. A read-only opening takes
no lock and changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import platformdirs
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from db import copies, refusals, sqlite
from db.errors import (
    LocationRefused,
    MigrationFailed,
    NotAStore,
    StoreDamaged,
    StoreMissing,
    StoreTooNew,
    StoreTooOld,
)
from db.lock import StoreInUse, StoreLock, lock_beside
from db.schema import Schema, is_newer, migrate, version_of
from db.sqlite import Mode

_TURN = 30.0
"""Seconds for which a command waits for another one."""

FILE_NAME = "shouban.db"
"""The store's file in the user's data folder."""

_SQLITE = "sqlite:///"


@dataclass(frozen=True)
class Connections:
    """What an open store works with; without a lock and a writer it is read-only."""

    location: Path
    readers: Engine
    writer: Engine | None = None
    lock: StoreLock | None = None


def located(location: Path | str | None) -> Path:
    """The file of a store: a path, ``sqlite:///path``, or None for the one in the user's data folder.

    Raises ``LocationRefused`` for addresses of other databases.
    """
    if location is None:
        return platformdirs.user_data_path("shouban", appauthor=False) / FILE_NAME
    if isinstance(location, Path):
        return location
    if location.startswith(_SQLITE):
        return Path(location.removeprefix(_SQLITE))
    if "://" in location:
        raise LocationRefused(location)
    return Path(location)


def refuse_folder(path: Path) -> None:
    """Raises ``NotAStore`` for a folder, beside which not even a lock is to be laid."""
    if path.is_dir():
        raise NotAStore(path)


def open_read_only(path: Path, schema: Schema) -> Connections:
    """Open for reading, also beside an open window.

    Raises ``StoreMissing``, ``NotAStore``, ``StoreTooNew``, ``StoreTooOld``.
    """
    refuse_folder(path)
    if not path.exists():
        raise StoreMissing(path)
    found = _known_version(path, schema)
    if found is None:
        raise NotAStore(path)
    if found != schema.version:
        raise StoreTooOld(path, found, schema.version)
    return Connections(path, sqlite.reader_engine(path))


def open_for_writing(path: Path, schema: Schema, *, create: bool, now: datetime) -> Connections:
    """Open for changes, create or migrate where needed.

    Raises ``StoreInUse``, ``StoreMissing``, ``NotAStore``, ``StoreTooNew``, ``StoreDamaged``, ``MigrationFailed``.
    """
    refuse_folder(path)
    if not create and not path.exists():
        raise StoreMissing(path)
    lock = StoreLock(path)
    with refusals.of_files(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.take()
    try:
        return _open_locked(path, schema, lock, now)
    except BaseException:
        lock.release()
        raise


def open_beside(path: Path, schema: Schema, *, create: bool, now: datetime) -> Connections:
    """Open for changes, beside an open window where there is one; several such commands take turns.

    Raises what ``open_for_writing`` raises; ``StoreInUse`` only where another command stays too long. ``StoreTooOld``:
    the window that has it open is of an older program.
    """
    try:
        return open_for_writing(path, schema, create=create, now=now)
    except StoreInUse:
        lock = lock_beside(path)
    lock.take_within(_TURN)
    try:
        # The window that has the store open has brought it up to date already.
        found = _known_version(path, schema)
        if found != schema.version:
            raise StoreTooOld(path, found or "", schema.version)
        return Connections(path, sqlite.reader_engine(path), sqlite.writer_engine(path, Mode.WRITE), lock)
    except BaseException:
        lock.release()
        raise


def _open_locked(path: Path, schema: Schema, lock: StoreLock, now: datetime) -> Connections:
    found = _known_version(path, schema) if path.exists() else None
    if found is not None and (lock.left_by_crash or found != schema.version):
        copies.inspected(path)
    if found != schema.version:
        with lock_beside(path).held():
            _bring_up_to_date(path, schema, found, now)
    writer = sqlite.writer_engine(path, Mode.WRITE)
    return Connections(path, sqlite.reader_engine(path), writer, lock)


def _known_version(path: Path, schema: Schema) -> str | None:
    found = copies.version_of(path)
    if found is not None and is_newer(found, schema.version):
        raise StoreTooNew(path, found, schema.version)
    return found


def _bring_up_to_date(path: Path, schema: Schema, found: str | None, now: datetime) -> None:
    copy = path.with_name(f"{path.stem}-{found}-{now:%Y%m%d-%H%M%S}{path.suffix}")
    if found is not None:
        copies.copy_inspected(path, copy)
    writer = sqlite.writer_engine(path, Mode.CREATE)
    try:
        with refusals.of_database(path), sqlite.unlinked(writer):
            _migrate(writer, path, schema)
    except (SQLAlchemyError, StoreDamaged) as error:
        if found is None:
            raise
        raise MigrationFailed(found, schema.version, copy) from error
    finally:
        writer.dispose()


def _migrate(writer: Engine, path: Path, schema: Schema) -> None:
    """Migrate and verify in one transaction: what does not hold together afterwards is undone."""
    with writer.begin() as connection:
        migrate(connection, schema)
        faults = [*sqlite.quick_check(connection), *(table for table, _ in sqlite.dangling(connection))]
        if faults or version_of(connection) != schema.version:
            raise StoreDamaged(path, "; ".join(faults))
