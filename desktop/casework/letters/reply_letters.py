"""The letters by which requests are answered, and the others that are sent."""

from __future__ import annotations

from resources.vocabulary import LetterKind, Outcome

REPLIES = tuple(kind for kind in LetterKind if kind in {outcome.letter for outcome in Outcome})

SENT_NOTICES = frozenset(
    {
        LetterKind.CORRECTION_NOTICE,
        LetterKind.EXTENSION_NOTICE,
        LetterKind.THIRD_PARTY_INQUIRY,
        LetterKind.CONSULTATION_NOTICE,
        LetterKind.AGENCY_INQUIRY,
        LetterKind.THIRD_PARTY_DECISION,
        LetterKind.REASONS_REQUEST,
        LetterKind.DELAY_NOTICE,
        LetterKind.FEE_NOTICE,
    }
)
"""Notices and inquiries: from their receipt the time to correct, to pay or to answer runs (law: 1.4)."""
