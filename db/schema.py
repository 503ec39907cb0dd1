"""The version of the store's tables, and the way from one version to the next."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, text

from db import sqlite


@dataclass(frozen=True, slots=True)
class Schema:
    """A version of the tables and the folder of the migrations that lead to it."""

    version: str
    scripts: Path


CURRENT = Schema("0016", Path(__file__).parent / "migrations")
"""What this version of the program reads and writes."""


def version_of(connection: Connection) -> str | None:
    """The version of a store; None for a file without any table. Raises ``ValueError`` for the tables of another."""
    names = sqlite.structure(connection)
    if not names:
        return None
    if "alembic_version" not in names or not sqlite.is_ours(connection):
        raise ValueError("tables of another program")
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def is_newer(found: str, known: str) -> bool:
    """Whether ``found`` is a version after ``known``; versions are numbers of four digits."""
    return not found.isdecimal() or int(found) > int(known)


def migrate(connection: Connection, schema: Schema) -> None:
    """Bring the store to the version of ``schema``, in the transaction that runs on the connection."""
    # Imported here: a tenth of a second that only the first start and an update need.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(schema.scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, schema.version)
