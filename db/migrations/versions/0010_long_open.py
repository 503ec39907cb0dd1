"""Marks requests that were open for long: sums of what was open on a day then need no pass over all."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_LONG_DAYS = 92


def upgrade() -> None:
    """Bring the store on; the mark follows from two columns that are there."""
    op.add_column("requests", sa.Column("long_open", sa.Boolean()))
    op.execute(
        f"UPDATE requests SET long_open = coalesce(julianday(completed_on) - julianday(received_on) > {_LONG_DAYS}, 0)"
    )
    op.create_index(
        "ix_requests_long_open",
        "requests",
        ["office_id", "completed_on", "received_on", "voided", "table_column", "due_on"],
        sqlite_where=sa.text("long_open IS 1"),
        postgresql_where=sa.text("long_open IS TRUE"),
    )
