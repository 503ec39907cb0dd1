"""The register of complaints."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store from 0007 to 0008."""
    op.create_table(
        "complaints",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("complainant", sa.Text()),
        sa.Column("contact", sa.Text()),
        sa.Column("request_id", sa.Integer()),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("department", sa.Text()),
        sa.Column("answered_on", sa.Date()),
        sa.Column("answer", sa.Text()),
        sa.Column("result", sa.String()),
        sa.Column("closed_on", sa.Date()),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_complaints_office_id")),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_complaints_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaints")),
        sa.UniqueConstraint("office_id", "year", "serial", name=op.f("uq_complaints_office_id_year_serial")),
    )
    op.create_index(op.f("ix_complaints_office_id_received_on_id"), "complaints", ["office_id", "received_on", "id"])
    op.create_index(op.f("ix_complaints_request_id"), "complaints", ["request_id"])
