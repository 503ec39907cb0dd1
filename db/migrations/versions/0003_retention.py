"""Retention: appraisal, destruction, and the record that proves it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db import sqlite_guards

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables of retention and their guards."""
    op.create_table(
        "retention_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("keep_through", sa.Date()),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_retention_decisions_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_decisions")),
    )
    op.create_index(op.f("ix_retention_decisions_request_id"), "retention_decisions", ["request_id"])
    op.create_table(
        "destructions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("destroyed_on", sa.Date(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("first_witness", sa.String(), nullable=False),
        sa.Column("second_witness", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_destructions_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destructions")),
        sa.UniqueConstraint("office_id", "name", name=op.f("uq_destructions_office_id_name")),
    )
    op.create_table(
        "destroyed_files",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("destruction_id", sa.Integer(), nullable=False),
        sa.Column("term", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_destroyed_files_request_id")),
        sa.ForeignKeyConstraint(
            ["destruction_id"], ["destructions.id"], name=op.f("fk_destroyed_files_destruction_id")
        ),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_destroyed_files")),
    )
    op.create_index(op.f("ix_destroyed_files_destruction_id"), "destroyed_files", ["destruction_id"])
    for guard in sqlite_guards.RETENTION_GUARDS:
        op.get_bind().exec_driver_sql(guard)
