"""A review or suit that was recorded by mistake stays with the reason, and counts nowhere."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store from 0015 to 0016."""
    op.add_column("disputes", sa.Column("void_reason", sa.Text()))
