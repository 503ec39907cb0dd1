"""The table of the office's own wording. A version is added and never changes: letters name the one they used."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from db.tables import metadata

wording_versions = Table(
    "wording_versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("office_id", Integer, ForeignKey("offices.id"), nullable=False),
    Column("kind", String, nullable=False),
    # 1, 2, 3 ... of the office and kind.
    Column("version", Integer, nullable=False),
    Column("effective_from", Date, nullable=False),
    # The version of the program's own wording that it was written over.
    Column("base", String, nullable=False),
    Column("texts", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("actor", String, nullable=False),
    Column("recorded_at", String, nullable=False),
    UniqueConstraint("office_id", "kind", "version"),
)
Index(None, wording_versions.c.office_id, wording_versions.c.effective_from)
