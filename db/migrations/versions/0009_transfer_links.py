"""Which request of one office is the same as one of another."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db import sqlite_guards

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the links and their guards."""
    op.create_table(
        "transfer_links",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_transfer_links_request_id")),
        sa.ForeignKeyConstraint(["other_id"], ["requests.id"], name=op.f("fk_transfer_links_other_id")),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_transfer_links")),
    )
    for guard in sqlite_guards.TRANSFER_GUARDS:
        op.get_bind().exec_driver_sql(guard)
