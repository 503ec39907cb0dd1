"""The tables of retention: what was appraised and kept on, what was destroyed, and the record that proves it."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from db.tables import metadata

retention_decisions = Table(
    "retention_decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("request_id", Integer, ForeignKey("requests.id"), nullable=False),
    # Null: for ever.
    Column("keep_through", Date),
    Column("why", Text, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("actor", String, nullable=False),
)
Index(None, retention_decisions.c.request_id)

destructions = Table(
    "destructions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("office_id", Integer, ForeignKey("offices.id"), nullable=False),
    Column("name", String, nullable=False),
    Column("destroyed_on", Date, nullable=False),
    Column("approved_by", String, nullable=False),
    Column("first_witness", String, nullable=False),
    Column("second_witness", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("recorded_at", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("pdf", LargeBinary, nullable=False),
    UniqueConstraint("office_id", "name"),
)

destroyed_files = Table(
    "destroyed_files",
    metadata,
    Column("request_id", Integer, ForeignKey("requests.id"), primary_key=True),
    Column("destruction_id", Integer, ForeignKey("destructions.id"), nullable=False),
    Column("term", Integer, nullable=False),
)
Index(None, destroyed_files.c.destruction_id)
