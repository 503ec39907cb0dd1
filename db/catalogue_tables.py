"""The table of the published catalogue (政府信息公开目录). It is the office's own and names no applicant."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from db.tables import metadata

catalogue_entries = Table(
    "catalogue_entries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("office_id", Integer, ForeignKey("offices.id"), nullable=False),
    Column("index_number", String, nullable=False),
    Column("category", Text),
    Column("title", Text, nullable=False),
    Column("document_number", Text),
    Column("formed_on", Date),
    Column("published_on", Date, nullable=False),
    Column("validity", Text),
    Column("publisher", Text),
    Column("address", Text, nullable=False),
    UniqueConstraint("office_id", "index_number"),
)
Index(
    None,
    catalogue_entries.c.office_id,
    catalogue_entries.c.published_on,
    catalogue_entries.c.id,
)
