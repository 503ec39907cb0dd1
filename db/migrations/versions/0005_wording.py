"""The office's own wording, version after version; none of them is ever changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db import sqlite_guards

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store from the schema before to this one."""
    op.create_table(
        "wording_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("base", sa.String(), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wording_versions")),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_wording_versions_office_id")),
        sa.UniqueConstraint("office_id", "kind", "version", name=op.f("uq_wording_versions_office_id_kind_version")),
    )
    op.create_index(
        op.f("ix_wording_versions_office_id_effective_from"), "wording_versions", ["office_id", "effective_from"]
    )
    connection = op.get_bind()
    for guard in sqlite_guards.WORDING_GUARDS:
        connection.exec_driver_sql(guard)
