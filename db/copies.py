"""Copies of a store that were opened and looked through before anybody relies on them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, select

from db import refusals, schema, sqlite
from db.backup_log import ChainHead
from db.errors import BackupAltered, NotAStore, StoreDamaged
from db.events import last_link
from db.tables import events, letters, requests


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a store file holds: its version, how many events, requests and letters, and the end of its chain."""

    version: str
    events: int
    requests: int
    letters: int
    chain_head: str | None


def version_of(path: Path) -> str | None:
    """The version of a store file, read without writing; None without tables. Raises ``NotAStore``."""
    with opened(path) as connection:
        return _version(connection, path)


def inspected(path: Path) -> Contents:
    """What a store file holds, after SQLite's quick check. Raises ``NotAStore``, ``StoreDamaged``."""
    with opened(path) as connection:
        version = _version(connection, path)
        if version is None:
            raise NotAStore(path)
        if faults := sqlite.quick_check(connection):
            raise StoreDamaged(path, faults[0])
        head = _head(connection)
        return Contents(
            version=version,
            events=head.events,
            requests=connection.scalar(select(func.count(requests.c.id))) or 0,
            letters=connection.scalar(select(func.count(letters.c.id))) or 0,
            chain_head=head.hash,
        )


def copy_inspected(source: Path, target: Path) -> Contents:
    """Copy a store that may be in use, inspect the copy, and only then give it its name.

    Raises ``StoreFull``, ``StoreUnwritable``, ``BackupAltered`` when the copy lacks an event that was there before.
    """
    with opened(source) as connection:
        known = _head(connection)
    partial = target.with_name(f"{target.name}.partial")
    try:
        with refusals.of_database(target), refusals.of_files(target):
            partial.unlink(missing_ok=True)
            sqlite.copy(source, partial)
            contents = inspected(partial)
            if not _holds(partial, known):
                raise BackupAltered(target)
            make_durable(partial)
            partial.replace(target)
            make_durable(target.parent)
    finally:
        partial.unlink(missing_ok=True)
    return contents


def sha256_of(path: Path) -> str:
    """Hex SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def make_durable(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    if path.is_dir() and os.name == "nt":  # Windows keeps no handle on a folder
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def opened(path: Path) -> Iterator[Connection]:
    """A new read-only connection in one state of the store.

    Checks need a new one: on a connection that has looked before, SQLite 3.53 reports a sound FTS5 index as corrupt
    once another connection has merged it.
    """
    engine = sqlite.reader_engine(path)
    try:
        with refusals.of_database(path), engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _version(connection: Connection, path: Path) -> str | None:
    try:
        return schema.version_of(connection)
    except ValueError as error:
        raise NotAStore(path) from error


def _head(connection: Connection) -> ChainHead:
    place, hashed = last_link(connection)
    return ChainHead(place, hashed if place else None)


def _holds(path: Path, head: ChainHead) -> bool:
    with opened(path) as connection:
        found = connection.scalar(select(events.c.hash).where(events.c.id == head.events))
    return found == head.hash
