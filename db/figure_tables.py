"""What figures are counted from: the steps of requests, the state of the projections, and indexes to count along."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, true

from db.tables import disputes, metadata, requests

counted_steps = Table(
    "counted_steps",
    metadata,
    Column("request_id", Integer, ForeignKey("requests.id"), primary_key=True, nullable=False),
    # The place of the event in the request's list.
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("office_id", Integer, ForeignKey("offices.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("happened_on", Date, nullable=False),
    Column("detail", String),
    Column("late", Boolean),
    Column("fen", Integer),
    Column("due_on", Date),
    Column("ended_on", Date),
    sqlite_with_rowid=False,
)
Index(
    "ix_counted_steps_happened",
    counted_steps.c.office_id,
    counted_steps.c.kind,
    counted_steps.c.happened_on,
    counted_steps.c.request_id,
    counted_steps.c.detail,
    counted_steps.c.late,
    counted_steps.c.fen,
)
Index(
    "ix_counted_steps_due",
    counted_steps.c.office_id,
    counted_steps.c.due_on,
    counted_steps.c.happened_on,
    counted_steps.c.ended_on,
    counted_steps.c.detail,
    sqlite_where=counted_steps.c.due_on.is_not(None),
    postgresql_where=counted_steps.c.due_on.is_not(None),
)

projection_state = Table(
    "projection_state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    # The version of the rules by which the projections were reckoned.
    Column("version", Integer, nullable=False),
)

reckoning = Table(
    "reckoning",
    metadata,
    # One row while projections are reckoned anew, none otherwise.
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    # The inner id of the last request that was reckoned, how many were, and how many of them changed.
    Column("through", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
)

# Summaries count along these two without touching the rows.
Index(
    "ix_requests_received",
    requests.c.office_id,
    requests.c.received_on,
    requests.c.voided,
    requests.c.matter,
    requests.c.completed_on,
    requests.c.table_column,
    requests.c.applicant_kind,
    requests.c.channel,
    requests.c.subject,
    requests.c.handler,
    requests.c.due_on,
)
Index(
    "ix_requests_completed",
    requests.c.office_id,
    requests.c.completed_on,
    requests.c.voided,
    requests.c.matter,
    requests.c.table_row,
    requests.c.table_column,
    requests.c.applicant_kind,
    requests.c.outcome,
    requests.c.late,
    requests.c.days_used,
    requests.c.extended,
    requests.c.received_on,
    requests.c.due_on,
)
Index(
    "ix_requests_long_open",
    requests.c.office_id,
    requests.c.completed_on,
    requests.c.received_on,
    requests.c.voided,
    requests.c.table_column,
    requests.c.due_on,
    sqlite_where=requests.c.long_open.is_(true()),
    postgresql_where=requests.c.long_open.is_(true()),
)
Index("ix_requests_cell", requests.c.office_id, requests.c.table_row, requests.c.completed_on, requests.c.id)
Index(None, disputes.c.office_id, disputes.c.decided_on)
