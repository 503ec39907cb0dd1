"""The published catalogue and its search index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db import sqlite

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store from 0006 to 0007."""
    op.create_table(
        "catalogue_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("index_number", sa.String(), nullable=False),
        sa.Column("category", sa.Text()),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("document_number", sa.Text()),
        sa.Column("formed_on", sa.Date()),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("validity", sa.Text()),
        sa.Column("publisher", sa.Text()),
        sa.Column("address", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_catalogue_entries_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_entries")),
        sa.UniqueConstraint("office_id", "index_number", name=op.f("uq_catalogue_entries_office_id_index_number")),
    )
    op.create_index(
        op.f("ix_catalogue_entries_office_id_published_on_id"),
        "catalogue_entries",
        ["office_id", "published_on", "id"],
    )
    sqlite.create_search(op.get_bind(), ("catalogue_entries_search",))
