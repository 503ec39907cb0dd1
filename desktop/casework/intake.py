"""Registering a request: drafts that survive, what follows from them, and the one transaction that registers."""

from __future__ import annotations

from dataclasses import dataclass

from db.records import Changes
from desktop.casework.context import Context
from desktop.casework.intake_views import (
    DraftAttachment,
    DraftRow,
    EarlierRequest,
    IntakeDraft,
    IntakePreview,
    Registered,
    SameApplicant,
)


@dataclass(frozen=True)
class Intake:
    """The counter's intake."""

    context: Context

    def new_draft(self) -> IntakeDraft:
        """An empty draft with an id of its own; nothing is stored before ``save_draft``."""
        raise NotImplementedError

    def save_draft(self, draft: IntakeDraft) -> Changes:
        """Keep ``draft`` as it stands."""
        raise NotImplementedError

    def drafts(self) -> tuple[DraftRow, ...]:
        """Saved drafts, newest first."""
        raise NotImplementedError

    def draft(self, draft_id: str) -> IntakeDraft:
        """A saved draft. Raises ``DraftNotFound``."""
        raise NotImplementedError

    def discard(self, draft_id: str) -> Changes:
        """Throw a draft and its files away."""
        raise NotImplementedError

    def attach(self, draft_id: str, name: str, media_type: str, data: bytes, *, note: str = "") -> DraftAttachment:
        """Keep a file for a draft; the pages of PDFs and pictures are counted. Add the result to ``attachments``."""
        raise NotImplementedError

    def attachment_bytes(self, attachment: DraftAttachment) -> bytes:
        """The bytes of a draft's file. Raises ``AttachmentNotFound``."""
        raise NotImplementedError

    def preview(self, draft: IntakeDraft) -> IntakePreview:
        """What follows from ``draft``: receipt day, limits, check list, summary, faults."""
        raise NotImplementedError

    def same_applicant(self, draft: IntakeDraft) -> SameApplicant | None:
        """Earlier requests of the same applicant; None while the draft does not say who asks."""
        raise NotImplementedError

    def similar(self, draft: IntakeDraft, limit: int = 5) -> tuple[EarlierRequest, ...]:
        """Earlier requests with similar content, most similar first."""
        raise NotImplementedError

    def register(self, draft: IntakeDraft) -> Registered:
        """Register ``draft`` with its receipt in one transaction. Raises ``IntakeIncomplete(faults)``."""
        raise NotImplementedError
