"""Unsaved work that survives a kill."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select

from db import json_text
from db.records import Draft
from db.tables import drafts
from db.transaction import ReadTransaction, WriteTransaction


class DraftReading(ReadTransaction):
    """Reads drafts."""

    def drafts(self, purpose: str) -> list[Draft]:
        """Unsaved work of that purpose, latest first."""
        found = self._connection.execute(select(drafts).where(drafts.c.purpose == purpose))
        return sorted((_draft(row) for row in found), key=lambda draft: draft.saved_at, reverse=True)

    def draft(self, draft_id: str) -> Draft | None:
        """A draft; None when there is none of that id."""
        row = self._connection.execute(select(drafts).where(drafts.c.id == draft_id)).one_or_none()
        return None if row is None else _draft(row)


class DraftWriting(DraftReading, WriteTransaction):
    """Keeps drafts."""

    def put_draft(self, draft: Draft) -> None:
        """Store unsaved work, new or anew."""
        self.delete_draft(draft.id)
        self._insert(
            drafts,
            {
                "id": draft.id,
                "purpose": draft.purpose,
                "content": json_text.write(draft.content),
                "saved_at": draft.saved_at.isoformat(),
            },
        )

    def delete_draft(self, draft_id: str) -> None:
        """Forget a draft; nothing happens when there is none."""
        self._connection.execute(delete(drafts).where(drafts.c.id == draft_id))


def _draft(row: Row[Any]) -> Draft:
    return Draft(
        id=row.id,
        purpose=row.purpose,
        content=json_text.read_mapping(row.content),
        saved_at=datetime.fromisoformat(row.saved_at),
    )
