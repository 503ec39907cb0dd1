"""Indexes by which the registers of late requests and of disputes are read page by page."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store from 0003 to 0004."""
    op.create_index(
        "ix_requests_late",
        "requests",
        ["office_id", "list_due", "id"],
        sqlite_where=sa.text("late IS 1"),
        postgresql_where=sa.text("late IS TRUE"),
    )
    op.create_index(op.f("ix_disputes_office_id_filed_on_id"), "disputes", ["office_id", "filed_on", "id"])
