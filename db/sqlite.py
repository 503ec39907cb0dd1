"""All that only SQLite knows: the one door to the driver, guards, full-text search, checks and copies.

The driver is ``sqlcipher3`` (the same SQLite on every system). ``isolation_level=None`` leaves transactions to
SQLAlchemy's ``begin`` event, so that DDL is transactional too and a change begins IMMEDIATE.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, create_engine, event, func
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool
from sqlcipher3 import dbapi2 as driver

APPLICATION_ID = 0x53424E31
"""Marks the file as one of ours (``SBN1``)."""

_WAIT_MS = 20_000


class Mode(StrEnum):
    """How a file is opened; the value is that of SQLite's ``mode`` in the address."""

    CREATE = "rwc"
    WRITE = "rw"
    READ = "ro"


def connect(path: Path, mode: Mode) -> Any:
    """The one door: a driver connection to the file, with the settings that every connection has.

    Commits are durable when they return (WAL, ``synchronous=FULL``); deleted content is overwritten.
    """
    connection = driver.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    try:
        _set_up(connection, mode)
    except BaseException:
        # A damaged file that stays open cannot be replaced by a copy on Windows.
        connection.close()
        raise
    return connection


def _set_up(connection: Any, mode: Mode) -> None:
    connection.execute(f"PRAGMA busy_timeout={_WAIT_MS}")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA recursive_triggers=ON")
    if mode is Mode.READ:
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("PRAGMA query_only=ON")
        return
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA fullfsync=ON")
    connection.execute("PRAGMA secure_delete=ON")


def writer_engine(path: Path, mode: Mode) -> Engine:
    """An engine with exactly one connection, whose transactions begin IMMEDIATE."""
    engine = create_engine("sqlite://", creator=lambda: connect(path, mode), module=driver, poolclass=StaticPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def reader_engine(path: Path) -> Engine:
    """An engine of read-only connections; a transaction on one of them sees one state throughout."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, Mode.READ),
        module=driver,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=-1,
    )
    event.listen(engine, "begin", _begin_reading)
    return engine


def _begin_reading(connection: Connection) -> None:
    """At the driver itself: lists begin a reading each time, and take little longer than this."""
    reading: Any = connection.connection.dbapi_connection
    reading.execute("BEGIN")


DRIVER_ERROR: type[Exception] = driver.Error
"""Base class of the errors of a bare driver connection."""


# Full-text search: contentless, over terms that db.search cut.

FIRST_SEARCH_TABLES = ("requests_search", "letters_search")
"""The search indexes of schema 0001."""

SEARCH_TABLES = (*FIRST_SEARCH_TABLES, "catalogue_entries_search")
"""The search indexes; their rowids are the ids of ``requests``, ``letters`` and ``catalogue_entries``."""

_MERGE_PAGES = 200
_FORGET_PAGES = 2000

_STEPS_BETWEEN = 500_000
"""Steps of SQLite's machine between two calls, some hundredths of a second."""


def json_value(text: ColumnElement[Any], path: ColumnElement[Any] | str) -> ColumnElement[Any]:
    """What stands at a path of a JSON text; null where nothing does, or where there is no text."""
    return func.json_extract(text, path)


def create_search(connection: Connection, tables: Sequence[str] = FIRST_SEARCH_TABLES) -> None:
    """Create the search indexes. Merging is left to ``merge_search``: it would make single changes slow."""
    for table in tables:
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {table} USING fts5(terms, content='', contentless_delete=1, tokenize='ascii')"
        )
        connection.exec_driver_sql(f"INSERT INTO {table}({table}, rank) VALUES ('automerge', 0)")


def put_terms(connection: Connection, table: str, row: int, terms: str) -> None:
    """Index a row, new or anew."""
    connection.exec_driver_sql(f"INSERT OR REPLACE INTO {table}(rowid, terms) VALUES (?, ?)", (row, terms))


def drop_terms(connection: Connection, table: str, row: int) -> None:
    """Take a row out of an index."""
    connection.exec_driver_sql(f"DELETE FROM {table} WHERE rowid = ?", (row,))


def newest_matches(connection: Connection, table: str, office_id: int, query: str, limit: int) -> list[int]:
    """Ids of the rows that match, newest first."""
    return _matches(connection, table, "hit.rowid DESC", (query, office_id, limit))


def best_matches(connection: Connection, table: str, office_id: int, query: str, limit: int) -> list[int]:
    """Ids of the rows that match, those with most and rarest terms first."""
    return _matches(connection, table, "hit.rank", (query, office_id, limit))


def _matches(connection: Connection, table: str, order: str, values: tuple[str, int, int]) -> list[int]:
    rows = table.removesuffix("_search")
    found = connection.exec_driver_sql(
        f"SELECT hit.rowid FROM {table} hit CROSS JOIN {rows} ON {rows}.id = hit.rowid "
        f"WHERE hit.{table} MATCH ? AND {rows}.office_id = ? ORDER BY {order} LIMIT ?",
        values,
    )
    return list(found.scalars())


def clear_terms(connection: Connection, table: str) -> None:
    """Empty an index."""
    connection.exec_driver_sql(f"INSERT INTO {table}({table}) VALUES ('delete-all')")


def merge_search(connection: Connection) -> None:
    """Merge a bounded part of what the indexes grew by (some milliseconds)."""
    for table in SEARCH_TABLES:
        connection.exec_driver_sql(f"INSERT INTO {table}({table}, rank) VALUES ('merge', {_MERGE_PAGES})")


def forget_terms(connection: Connection) -> bool:
    """Merge a part of the indexes as a whole; whether anything is left to merge.

    When nothing is, what was indexed before and replaced since is gone from the file.
    """
    left = [_merged(connection, table) for table in SEARCH_TABLES]
    return any(left)


def _merged(connection: Connection, table: str) -> bool:
    driven = connection.connection.driver_connection
    assert driven is not None
    before = driven.total_changes
    # Below nought: segments of all levels are merged into one.
    connection.exec_driver_sql(f"INSERT INTO {table}({table}, rank) VALUES ('merge', -{_FORGET_PAGES})")
    # The statement itself counts as one change (SQLite: FTS5, the merge command).
    return bool(driven.total_changes - before >= 2)


def unindexed(connection: Connection, table: str) -> list[int]:
    """Ids that the index lacks or has beyond the rows."""
    rows = table.removesuffix("_search")
    found = connection.exec_driver_sql(
        f"SELECT id FROM {rows} WHERE id NOT IN (SELECT id FROM {table}_docsize) "
        f"UNION SELECT id FROM {table}_docsize WHERE id NOT IN (SELECT id FROM {rows})"
    )
    return list(found.scalars())


def add_functions(connection: Connection, functions: Mapping[str, Callable[..., Any]]) -> None:
    """Let statements on this connection call functions of ours by name."""
    driven = connection.connection.driver_connection
    assert driven is not None
    for name, function in functions.items():
        driven.create_function(name, len(inspect.signature(function).parameters), function, deterministic=True)


@contextmanager
def followed(connection: Connection, call: Callable[[], None]) -> Iterator[None]:
    """While statements run, ``call`` is called again and again; what it raises stops them, and is raised."""
    driven = connection.connection.driver_connection
    assert driven is not None
    raised: list[BaseException] = []

    def ask() -> int:
        try:
            call()
        except BaseException as stopped:
            raised.append(stopped)
        return len(raised)

    driven.set_progress_handler(ask, _STEPS_BETWEEN)
    try:
        yield
    except (DBAPIError, DRIVER_ERROR):
        if raised:
            raise raised[0] from None
        raise
    finally:
        driven.set_progress_handler(None, 0)


# An earlier day


def shadow(connection: Connection, table: str) -> None:
    """An empty table of this connection alone that stands before the one of the same name."""
    connection.exec_driver_sql("PRAGMA query_only=OFF")
    connection.exec_driver_sql(f"CREATE TEMP TABLE {table} AS SELECT * FROM main.{table} WHERE 0")


def copy_to_shadow(connection: Connection, table: str, condition: str, *values: tuple[object, ...]) -> None:
    """Rows of the table itself that fulfil the condition with one of the values."""
    if values:
        copied = f"INSERT INTO temp.{table} SELECT * FROM main.{table} WHERE {condition}"
        connection.exec_driver_sql(copied, list(values))


def shadow_key(connection: Connection, table: str, column: str) -> None:
    """Find the rows of a shadow by a column."""
    connection.exec_driver_sql(f"CREATE INDEX temp.{table}_{column} ON {table} ({column})")


def unshadow(connection: Connection, *tables: str) -> None:
    """The tables themselves stand there again."""
    for table in tables:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS temp.{table}")
    connection.exec_driver_sql("PRAGMA query_only=ON")


# Checks and copies


def mark_as_ours(connection: Connection) -> None:
    """Write our mark into the header of the file."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")


def is_ours(connection: Connection) -> bool:
    """Whether the header of the file bears our mark."""
    return connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID


def quick_check(connection: Connection) -> list[str]:
    """SQLite's quick findings about the file; none when sound."""
    return _findings(connection.exec_driver_sql("PRAGMA quick_check(20)").scalars().all())


def full_check(connection: Connection) -> list[str]:
    """All of SQLite's findings, indexes and full-text indexes included; none when sound."""
    return _findings(connection.exec_driver_sql("PRAGMA integrity_check(100)").scalars().all())


def _findings(lines: Sequence[Any]) -> list[str]:
    return [] if list(lines) == ["ok"] else [str(line) for line in lines]


def dangling(connection: Connection) -> list[tuple[str, int]]:
    """Rows that refer to nothing: table and rowid."""
    return [(str(row[0]), int(row[1] or 0)) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]


def structure(connection: Connection) -> dict[str, str]:
    """Tables, indexes and triggers of the file: name to definition."""
    rows = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
    )
    return {str(name): " ".join(str(sql).split()) for name, sql in rows}


@contextmanager
def unlinked(engine: Engine) -> Iterator[None]:
    """References are not enforced meanwhile: a migration may rebuild a table that others refer to."""
    connection = _bare(engine)
    connection.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        connection.execute("PRAGMA foreign_keys=ON")


def data_version(engine: Engine) -> int:
    """A number that becomes another one when another connection than the engine's only one has changed the file."""
    return int(_bare(engine).execute("PRAGMA data_version").fetchone()[0])


def settle(engine: Engine) -> None:
    """Bring everything committed into the main file, so that the last one to close leaves one file."""
    # No PRAGMA optimize: its statistics would keep samples of names and identity numbers.
    _bare(engine).execute("PRAGMA wal_checkpoint(TRUNCATE)")


def settle_file(path: Path) -> None:
    """Bring everything committed of a closed store into its main file."""
    connection = connect(path, Mode.WRITE)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _bare(engine: Engine) -> Any:
    """The driver connection of an engine that has only one."""
    return engine.raw_connection().driver_connection


def memory_engine() -> Engine:
    """An empty store that lives as long as the engine, to compare with."""
    return create_engine(
        "sqlite://",
        creator=lambda: driver.connect(":memory:", isolation_level=None),
        module=driver,
        poolclass=StaticPool,
    )


def copy(source: Path, target: Path) -> None:
    """A copy of a store that may be in use, as one file without a log beside it."""
    reading = connect(source, Mode.READ)
    try:
        writing = driver.connect(str(target), isolation_level=None)
        try:
            reading.backup(writing)
            writing.execute("PRAGMA journal_mode=DELETE")
        finally:
            writing.close()
    finally:
        reading.close()
