"""Composing, issuing, printing again and voiding letters, and their registers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.records import Changes, Letter
from desktop.casework.context import Context
from desktop.casework.letter_views import (
    DeliveryRow,
    Issued,
    LetterDraft,
    LetterDraftRow,
    LetterScreen,
    RegisterRow,
    Service,
)
from desktop.casework.views import Paper
from resources.vocabulary import LetterKind, Outcome


@dataclass(frozen=True)
class Letters:
    """The office's papers."""

    context: Context

    def built(self, kind: LetterKind) -> bool:
        """Whether the paper of ``kind`` can be composed."""
        raise NotImplementedError

    def begin(self, numbers: Sequence[str], kind: LetterKind, outcome: Outcome | None = None) -> LetterScreen:
        """A new draft with everything known filled in. Raises ``StepNotAllowed`` when the step is closed."""
        raise NotImplementedError

    def screen(self, draft: LetterDraft) -> LetterScreen:
        """The screen of ``draft`` as it stands: call it after each change."""
        raise NotImplementedError

    def preview(self, draft: LetterDraft) -> Paper:
        """The letter as it would be printed, with the draft mark; missing facts stand as 〔label〕."""
        raise NotImplementedError

    def save_draft(self, draft: LetterDraft) -> Changes:
        """Keep ``draft`` as it stands."""
        raise NotImplementedError

    def drafts(self) -> tuple[LetterDraftRow, ...]:
        """Saved letter drafts, newest first."""
        raise NotImplementedError

    def draft(self, draft_id: str) -> LetterDraft:
        """A saved draft. Raises ``DraftNotFound``."""
        raise NotImplementedError

    def discard(self, draft_id: str) -> Changes:
        """Throw a draft away."""
        raise NotImplementedError

    def issue(self, draft: LetterDraft) -> Issued:
        """Number, bytes and events in one transaction. Raises ``FactsMissing``, ``FactRefused``, ``StepNotAllowed``."""
        raise NotImplementedError

    def letter(self, letter_id: str) -> Letter:
        """An issued or imported letter. Raises ``LetterNotFound``."""
        raise NotImplementedError

    def pdf(self, letter_id: str) -> Paper:
        """The stored bytes. Raises ``LetterNotFound``, ``LetterWithoutFile``."""
        raise NotImplementedError

    def reprint(self, letter_id: str) -> tuple[Paper, Changes]:
        """The stored bytes again; the reprint is logged on every request that the letter answers."""
        raise NotImplementedError

    def void(self, letter_id: str, reason: str) -> Changes:
        """Void a letter; its number stays in the register with the reason."""
        raise NotImplementedError

    def envelope(self, letter_id: str) -> Paper:
        """The envelope for a letter (L34). Raises ``AddressMissing``."""
        raise NotImplementedError

    def serve(self, letter_id: str, service: Service) -> Changes:
        """Record how a letter that answers was sent, on every request that it answers."""
        raise NotImplementedError

    def signed_for(self, letter_id: str, service: Service) -> Changes:
        """Add the day of signature or the mail number to a service that is recorded already."""
        raise NotImplementedError

    def register(self, year: int | None = None, limit: int = 200) -> tuple[RegisterRow, ...]:
        """The 发文登记簿, newest first; void letters keep their line."""
        raise NotImplementedError

    def deliveries(self, limit: int = 200) -> tuple[DeliveryRow, ...]:
        """The 送达登记, newest first."""
        raise NotImplementedError
