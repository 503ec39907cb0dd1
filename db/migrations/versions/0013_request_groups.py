"""Who asked and what for as numbers that outlive the words, so that destroyed files count where they counted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db import request_groups, sqlite_guards

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the numbers, and draw them for what is there."""
    op.create_table(
        "request_groups",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("applicant", sa.BigInteger(), nullable=False),
        sa.Column("information", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_request_groups_request_id")),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_request_groups")),
    )
    op.create_table(
        "group_keys",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_group_keys")),
        sqlite_with_rowid=False,
    )
    connection = op.get_bind()
    request_groups.draw_all(connection)
    op.create_index(op.f("ix_request_groups_applicant"), "request_groups", ["applicant"])
    op.create_index(op.f("ix_request_groups_information_applicant"), "request_groups", ["information", "applicant"])
    for guard in sqlite_guards.GROUP_GUARDS:
        connection.exec_driver_sql(guard)
