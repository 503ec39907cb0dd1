"""Why a letter was voided goes with the last of its requests that is destroyed; it may name somebody."""

from __future__ import annotations

from alembic import op

from db.records import DESTROYED_TEXT

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_GUARD = (
    "CREATE TRIGGER letters_void_once BEFORE UPDATE OF void_reason ON letters WHEN OLD.void_reason IS NOT NULL AND "
    f"(NEW.void_reason IS NOT '{DESTROYED_TEXT}' OR NOT EXISTS "
    "(SELECT 1 FROM letter_requests WHERE letter_id = OLD.id) OR EXISTS "
    "(SELECT 1 FROM letter_requests link WHERE link.letter_id = OLD.id AND NOT EXISTS "
    "(SELECT 1 FROM events WHERE events.request_id = link.request_id AND kind = 'destroyed'))) "
    "BEGIN SELECT RAISE(ABORT, 'a void letter stays void'); END"
)


def upgrade() -> None:
    """Put the guard in the place of the one that never gives way."""
    connection = op.get_bind()
    connection.exec_driver_sql("DROP TRIGGER letters_void_once")
    connection.exec_driver_sql(_GUARD)
