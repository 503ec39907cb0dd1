"""A letter that is written anew after it was voided begins with what staff had written in the void one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from db.records import Letter
from db.store import Reading
from desktop.casework.letters.letter_views import LetterDraft
from forms.catalogue import form_of
from forms.facts import Origin, is_empty

_CHOSEN_ANEW = frozenset({"outcome", "date"})
"""What a new draft has of its own."""


def with_void_letter(reading: Reading, office: str, draft: LetterDraft) -> tuple[LetterDraft, str]:
    """The draft with the facts and sentences of the last letter of its kind for these requests, where that is void.

    The second value names the void letter, empty where there is none to take anything from.
    """
    letters = [letter for letter in reading.letters_of(office, draft.requests[0]) if letter.kind is draft.kind]
    last = max(letters, key=_when, default=None)
    if last is None or last.void_reason is None or last.requests != draft.requests:
        return draft, ""
    names = {field.name for field in form_of(draft.kind).fields if field.origin is Origin.STAFF} - _CHOSEN_ANEW
    values = {name: value for name, value in last.facts.items() if name in names and not is_empty(value)}
    edits = last.facts.get("edits")
    kept = {key: str(text) for key, text in edits.items()} if isinstance(edits, dict) else {}
    return replace(draft, values=values, edits=kept), last.number or last.title if values or kept else ""


def _when(letter: Letter) -> tuple[date, float]:
    return letter.date, letter.issued_at.timestamp() if letter.issued_at else 0.0
