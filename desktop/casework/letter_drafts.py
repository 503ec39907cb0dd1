"""Letter drafts as they are kept in the store."""

from __future__ import annotations

from db.records import Draft, Json
from desktop.casework.codes import code_of
from desktop.casework.letter_views import LetterDraft
from resources.vocabulary import LetterKind, Outcome


def draft_as_json(draft: LetterDraft) -> dict[str, Json]:
    """What is kept of a draft."""
    return {
        "kind": draft.kind.value,
        "requests": list(draft.requests),
        "outcome": None if draft.outcome is None else draft.outcome.value,
        "values": dict(draft.values),
        "edits": dict(draft.edits),
    }


def draft_from_json(saved: Draft) -> LetterDraft:
    """The draft as it was kept."""
    content = saved.content
    outcome, requests = content.get("outcome"), content.get("requests")
    values, edits = content.get("values"), content.get("edits")
    return LetterDraft(
        id=saved.id,
        kind=code_of(LetterKind, str(content["kind"])),
        requests=tuple(str(number) for number in requests) if isinstance(requests, list) else (),
        outcome=None if outcome is None else code_of(Outcome, str(outcome)),
        values=values if isinstance(values, dict) else {},
        edits={key: str(text) for key, text in edits.items()} if isinstance(edits, dict) else {},
    )
