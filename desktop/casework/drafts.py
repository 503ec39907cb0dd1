"""What was typed and is not finished: kept as JSON under the purpose of the screen that goes on with it."""

from __future__ import annotations

from collections.abc import Mapping

from db.records import Changes, Draft, Json
from desktop.casework.context import Context
from resources.messages import ShoubanError


class DraftNotFound(ShoubanError):
    """The draft was finished or discarded meanwhile."""

    key = "casework.draft_not_found"


def keep_draft(context: Context, purpose: str, draft_id: str, content: Mapping[str, Json]) -> Changes:
    """Keeps a draft as it stands, in the place of what was kept under its id."""
    draft = Draft(id=draft_id, purpose=purpose, content=dict(content), saved_at=context.clock())
    with context.store.writing() as writing:
        writing.put_draft(draft)
    return Changes(drafts=True)


def kept_draft(context: Context, draft_id: str) -> Draft:
    """A draft. Raises ``DraftNotFound``."""
    with context.store.reading() as reading:
        found = reading.draft(draft_id)
    if found is None:
        raise DraftNotFound
    return found


def discard_draft(context: Context, draft_id: str) -> Changes:
    """Throws a draft away; one that is gone already is none."""
    with context.store.writing() as writing:
        writing.delete_draft(draft_id)
    return Changes(drafts=True)
