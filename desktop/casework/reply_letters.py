"""The letters by which requests are answered."""

from __future__ import annotations

from resources.vocabulary import LetterKind, Outcome

REPLIES = tuple(kind for kind in LetterKind if kind in {outcome.letter for outcome in Outcome})
