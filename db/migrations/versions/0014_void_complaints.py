"""A complaint that was entered by mistake keeps its number with the reason."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store from 0013 to 0014."""
    op.add_column("complaints", sa.Column("void_reason", sa.Text()))
