"""Letter drafts: as they are kept in the store, and with one thing changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from db.records import Draft, Json
from desktop.casework.codes import code_of
from desktop.casework.letters.letter_views import LetterDraft
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


def with_fact(draft: LetterDraft, name: str, value: Json) -> LetterDraft:
    """The draft with one fact typed; None: what is known by itself stands again."""
    return with_facts(draft, {name: value})


def with_facts(draft: LetterDraft, values: Mapping[str, Json]) -> LetterDraft:
    """The draft with several facts in place of what was typed for them."""
    kept = {name: value for name, value in draft.values.items() if name not in values}
    typed = {name: value for name, value in values.items() if value is not None}
    return replace(draft, values=kept | typed)


def with_sentence(draft: LetterDraft, sentence_id: str, text: str | None) -> LetterDraft:
    """The draft with one sentence reworded; None: the office's own wording stands again."""
    edits = {key: kept for key, kept in draft.edits.items() if key != sentence_id}
    return replace(draft, edits=edits if text is None else edits | {sentence_id: text})
