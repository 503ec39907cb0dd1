"""Every change of the calendar stays in the record, with the event after which it came.

Finished requests are reckoned by the calendar as it was known when they ended.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_LAST_BEFORE = "(SELECT coalesce(max(id), 0) FROM events WHERE julianday(recorded_at) <= julianday({moment}))"


def upgrade() -> None:
    """Bring the store on. Days that were taken back before left no trace."""
    op.add_column("calendar_notices", sa.Column("after_event", sa.Integer(), nullable=False, server_default="0"))
    op.execute(f"UPDATE calendar_notices SET after_event = {_LAST_BEFORE.format(moment='loaded_at')}")
    op.create_table(
        "changed_days",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("working", sa.Boolean()),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("why", sa.Text()),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("changed_at", sa.String()),
        sa.Column("after_event", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changed_days")),
    )
    op.execute(
        "INSERT INTO changed_days (day, working, name, why, actor, changed_at, after_event)"
        f" SELECT day, working, name, why, actor, changed_at, {_LAST_BEFORE.format(moment='changed_at')}"
        " FROM day_changes ORDER BY changed_at, day"
    )
    op.drop_table("day_changes")
