"""How long the office keeps its files: its own setting, or the careful default (law 10.1)."""

from __future__ import annotations

from db.store import Reading
from desktop.rules.retention import DEFAULT_TERMS, PERMANENT, RetentionClass, RetentionTerms
from resources.messages import say

TERMS_SETTING = "retention_terms"


def retention_terms(reading: Reading, office: str) -> RetentionTerms:
    """The terms of ``office``."""
    stored = reading.setting(office, TERMS_SETTING) if office else None
    if not isinstance(stored, dict):
        return RetentionTerms()
    chosen = {kept: stored.get(kept.value) for kept in RetentionClass}
    return RetentionTerms(
        {kept: term if isinstance(term, int) else DEFAULT_TERMS[kept] for kept, term in chosen.items()}
    )


def term_in_words(years: int) -> str:
    """30年, 永久."""
    return say("retention.for_ever") if years == PERMANENT else say("retention.years", years=years)
