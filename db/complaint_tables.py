"""The table of complaints and reports about requests for information (条例 47(2), 51). It is the office's own."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from db.tables import metadata

complaints = Table(
    "complaints",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("office_id", Integer, ForeignKey("offices.id"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("source", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("due_on", Date),
    Column("complainant", Text),
    Column("contact", Text),
    Column("request_id", Integer, ForeignKey("requests.id")),
    Column("content", Text, nullable=False),
    Column("department", Text),
    Column("answered_on", Date),
    Column("answer", Text),
    Column("result", String),
    Column("closed_on", Date),
    Column("actor", String, nullable=False),
    Column("recorded_at", String, nullable=False),
    Column("void_reason", Text),
    UniqueConstraint("office_id", "year", "serial"),
)
Index(None, complaints.c.office_id, complaints.c.received_on, complaints.c.id)
Index(None, complaints.c.request_id)
