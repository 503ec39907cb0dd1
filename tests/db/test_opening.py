"""A store is opened in an order that never harms it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from db.check import check
from db.copies import inspected, version_of
from db.errors import (
    LocationRefused,
    MigrationFailed,
    NotAStore,
    StoreDamaged,
    StoreMissing,
    StoreTooNew,
    StoreTooOld,
    StoreUnwritable,
)
from db.opening import located
from db.schema import CURRENT, Schema
from db.sqlite import Mode, connect
from db.store import Store, open_store
from db.tables import metadata

Clock = Callable[[], datetime]

OFFICE = "天津海关"
FOLLOWING = f"{int(CURRENT.version) + 1:04}"
NEXT = f'''
"""The next schema, for this test."""
from alembic import op
import sqlalchemy as sa
from db.errors import StoreFull
revision, down_revision, branch_labels, depends_on = "{FOLLOWING}", "{CURRENT.version}", None, None

def upgrade() -> None:
    with op.batch_alter_table("drafts") as drafts:
        drafts.add_column(sa.Column("colour", sa.String()))
    op.execute("UPDATE offices SET name = '改名'")
'''


@pytest.fixture
def next_schema(tmp_path: Path) -> Schema:
    """A version after the present one."""
    scripts = tmp_path / "migrations"
    shutil.copytree(CURRENT.scripts, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / f"{FOLLOWING}_next.py").write_text(NEXT)
    return Schema(FOLLOWING, scripts)


def dumped(location: Path) -> list[str]:
    reading = connect(location, Mode.READ)
    lines = [f"{row}" for row in reading.execute("SELECT name, sql FROM sqlite_master")]
    lines += [f"{row}" for row in reading.execute("SELECT * FROM offices")]
    reading.close()
    return lines


def test_the_schema_is_what_the_tables_say(store: Store) -> None:
    with store.connection() as connection:
        options = {"include_name": lambda name, kind, parents: kind != "table" or "_search" not in str(name)}
        context = MigrationContext.configure(connection, opts={"target_metadata": metadata, **options})
        assert compare_metadata(context, metadata) == []


def test_the_newest_migration_is_the_version_of_the_program() -> None:
    config = Config()
    config.set_main_option("script_location", str(CURRENT.scripts))
    assert ScriptDirectory.from_config(config).get_heads() == [CURRENT.version]


def test_every_connection_is_durable_and_keeps_references(location: Path, store: Store) -> None:
    connection = connect(location, Mode.WRITE)
    pragmas = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "secure_delete")
    }
    connection.close()
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "secure_delete": 1,
    }


def test_a_newer_store_is_refused_untouched(store: Store, location: Path, clock: Clock, next_schema: Schema) -> None:
    store.close()
    open_store(location, clock=clock, schema=next_schema).close()
    before = location.read_bytes()
    for read_only in (False, True):
        with pytest.raises(StoreTooNew, match=FOLLOWING):
            open_store(location, clock=clock, read_only=read_only)
    assert location.read_bytes() == before


def test_an_older_store_is_copied_and_migrated(
    filled: Store, location: Path, clock: Clock, next_schema: Schema
) -> None:
    filled.close()
    with open_store(location, clock=clock, schema=next_schema) as migrated, migrated.reading() as reading:
        assert reading.offices() == ("改名",)
    copy = next(location.parent.glob(f"shouban-{CURRENT.version}-*.db"))
    assert inspected(copy).requests == 1
    assert version_of(copy) == CURRENT.version
    assert version_of(location) == FOLLOWING


def test_an_older_store_is_not_migrated_by_reading(
    store: Store, location: Path, clock: Clock, next_schema: Schema
) -> None:
    store.close()
    with pytest.raises(StoreTooOld):
        open_store(location, clock=clock, schema=next_schema, read_only=True)
    assert version_of(location) == CURRENT.version


@pytest.mark.parametrize(
    "fault",
    [
        "    op.execute('SELECT * FROM nowhere')",
        "    op.execute('PRAGMA defer_foreign_keys=ON'); op.execute('INSERT INTO settings VALUES (99, 1, 1)')",
    ],
    ids=["an error half-way", "a reference to nothing at the end"],
)
def test_a_failed_migration_leaves_the_store_as_it_was(
    filled: Store, location: Path, clock: Clock, next_schema: Schema, fault: str
) -> None:
    filled.close()
    (next_schema.scripts / "versions" / f"{FOLLOWING}_next.py").write_text(f"{NEXT}{fault}\n")
    before = dumped(location)
    with pytest.raises(MigrationFailed) as failed:
        open_store(location, clock=clock, schema=next_schema)
    assert dumped(location) == before
    copy = next(location.parent.glob(f"shouban-{CURRENT.version}-*.db"))
    assert str(copy) in failed.value.sentence()
    with open_store(location, clock=clock) as again:
        assert check(again) == []


def test_a_creation_that_was_cut_off_begins_anew(location: Path, clock: Clock) -> None:
    location.parent.mkdir()
    connect(location, Mode.CREATE).close()
    with open_store(location, clock=clock) as store:
        assert check(store) == []


def test_a_missing_store_is_created_only_when_asked(location: Path, clock: Clock) -> None:
    with pytest.raises(StoreMissing):
        open_store(location, clock=clock, create=False)
    with pytest.raises(StoreMissing):
        open_store(location, clock=clock, read_only=True)
    assert not location.parent.exists()


def test_files_of_others_are_refused_untouched(tmp_path: Path, clock: Clock) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("备忘" * 1000)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
    connection.close()
    for file in (text, other):
        before = file.read_bytes()
        for read_only in (False, True):
            with pytest.raises(NotAStore):
                open_store(file, clock=clock, read_only=read_only)
        assert file.read_bytes() == before


def test_after_a_crash_a_damaged_file_is_refused(filled: Store, location: Path, clock: Clock) -> None:
    filled.close()
    with location.open("r+b") as file:
        size = file.seek(0, 2)
        for page in range(3, size // 4096):
            file.seek(page * 4096)
            file.write(b"\xff" * 64)
    location.with_name("shouban.db.lock").write_text("left by a crash")
    with pytest.raises(StoreDamaged):
        open_store(location, clock=clock)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnwritable):
        open_store(tmp_path / "file" / "shouban.db", clock=clock)


@pytest.mark.parametrize("ways", [{}, {"read_only": True}, {"beside": True}])
def test_a_folder_is_no_store_and_gets_no_lock_beside_it(tmp_path: Path, clock: Clock, ways: dict[str, bool]) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(NotAStore):
        open_store(folder, clock=clock, **ways)
    assert list(tmp_path.iterdir()) == [folder]


def test_addresses(tmp_path: Path) -> None:
    assert located("sqlite:////srv/office.db") == Path("/srv/office.db")
    assert located("office.db") == Path("office.db")
    assert located(tmp_path) == tmp_path
    assert located(None).name == "shouban.db"
    with pytest.raises(LocationRefused):
        located("postgresql+psycopg://office")


def test_a_store_lies_under_a_chinese_path_with_blanks(tmp_path: Path, clock: Clock) -> None:
    location = tmp_path / "天津 海关#1%20?" / "办公 数据.db"
    with open_store(str(location), clock=clock) as store, store.writing() as writing:
        writing.add_office(OFFICE)
    with open_store(location, clock=clock, read_only=True) as store, store.reading() as reading:
        assert reading.offices() == (OFFICE,)
