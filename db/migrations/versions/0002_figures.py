"""Steps that summaries count, who works on a request, and indexes to count along."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store on; what the new columns hold is reckoned when the office opens."""
    op.add_column("requests", sa.Column("extended", sa.Boolean()))
    op.add_column("requests", sa.Column("handler", sa.String()))
    _steps()
    _indexes()
    op.create_table(
        "projection_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projection_state")),
    )


def _steps() -> None:
    op.create_table(
        "counted_steps",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("detail", sa.String()),
        sa.Column("late", sa.Boolean()),
        sa.Column("fen", sa.Integer()),
        sa.Column("due_on", sa.Date()),
        sa.Column("ended_on", sa.Date()),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_counted_steps_request_id")),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_counted_steps_office_id")),
        sa.PrimaryKeyConstraint("request_id", "place", name=op.f("pk_counted_steps")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_counted_steps_happened",
        "counted_steps",
        ["office_id", "kind", "happened_on", "request_id", "detail", "late", "fen"],
    )
    op.create_index(
        "ix_counted_steps_due",
        "counted_steps",
        ["office_id", "due_on", "happened_on", "ended_on", "detail"],
        sqlite_where=sa.text("due_on IS NOT NULL"),
        postgresql_where=sa.text("due_on IS NOT NULL"),
    )


def _indexes() -> None:
    op.drop_index("ix_requests_received", "requests")
    op.drop_index("ix_requests_completed", "requests")
    counted = ["office_id", "received_on", "voided", "matter", "completed_on", "table_column", "applicant_kind"]
    op.create_index("ix_requests_received", "requests", [*counted, "channel", "subject", "handler", "due_on"])
    counted = ["office_id", "completed_on", "voided", "matter", "table_row", "table_column", "applicant_kind"]
    rest = ["outcome", "late", "days_used", "extended", "received_on", "due_on"]
    op.create_index("ix_requests_completed", "requests", [*counted, *rest])
    op.create_index("ix_requests_cell", "requests", ["office_id", "table_row", "completed_on", "id"])
    op.create_index(op.f("ix_disputes_office_id_decided_on"), "disputes", ["office_id", "decided_on"])
