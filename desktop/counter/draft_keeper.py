"""Keeps the draft of the intake: saved while it is typed, so that a kill loses nothing, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.records import CatalogueEntry, Changes
from desktop.casework.casework import Casework
from desktop.casework.intake.intake_views import DraftRow, EarlierRequest, IntakeDraft, IntakePreview, SameApplicant
from desktop.widgets.operations import Operations
from desktop.widgets.timers import once_after

SAVE_AFTER = 300
"""Milliseconds without a key after which the draft is saved; leaving a field saves at once."""
_PREVIEW_AFTER = 60
_EARLIER_AFTER = 250


class DraftKeeper(QObject):
    """Holds one draft. The screen edits it by field names; saving and asking run in the background."""

    previewed = Signal(object, object)
    """Draft and ``IntakePreview``, after each change."""
    earlier_found = Signal(object, object, object)
    """``SameApplicant`` or None, similar requests, and entries of the published catalogue."""
    saved = Signal(object)
    """The moment of a save."""
    others_found = Signal(object)
    """Other saved drafts."""
    loaded = Signal(object)
    """Another draft is being worked on."""

    def __init__(self, casework: Casework, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._intake = casework.intake
        self._clock = casework.context.clock
        self._operations = operations
        self.draft = self._intake.new_draft()
        self._kept = self.draft
        self._save_timer = once_after(self, SAVE_AFTER, self.save)
        self._preview_timer = once_after(self, _PREVIEW_AFTER, self.preview)
        self._earlier_timer = once_after(self, _EARLIER_AFTER, self._ask_earlier)

    @property
    def empty(self) -> bool:
        """Whether nothing was typed yet."""
        return self.draft == IntakeDraft(id=self.draft.id)

    def edit(self, values: Mapping[str, Any]) -> None:
        """Changes fields of the draft by name."""
        self.draft = replace(self.draft, **values)
        self._save_timer.start()
        self._preview_timer.start()
        self._earlier_timer.start()

    def save(self) -> None:
        """Saves now what was not saved yet."""
        self._save_timer.stop()
        draft = self.draft
        if draft == self._kept:
            return
        self._kept = draft
        self._operations.run_change(self, lambda: self._intake.save_draft(draft), self._note_saved)

    def begin(self) -> None:
        """Starts an empty draft; the one before stays among the saved ones."""
        self.save()
        self._load(self._intake.new_draft())

    def resume(self, draft_id: str) -> None:
        """Goes on with a saved draft."""
        self.save()
        self._operations.run_query(self, lambda: self._intake.draft(draft_id), self._load_saved, lane="intake.draft")

    def discard(self) -> None:
        """Throws the draft away and starts an empty one."""
        draft_id = self.draft.id
        self.forget()
        self._operations.run_change(self, lambda: self._intake.discard(draft_id))

    def forget(self) -> None:
        """Starts an empty draft without saving the one before, because it was registered or thrown away."""
        for timer in (self._save_timer, self._preview_timer, self._earlier_timer):
            timer.stop()
        self._load(self._intake.new_draft())

    def preview(self) -> None:
        """Asks what follows from the draft as it stands."""
        self._preview_timer.stop()
        draft = self.draft
        self._operations.run_query(
            self, lambda: self._intake.preview(draft), lambda found: self._show(draft, found), lane="intake.preview"
        )

    def ask_others(self) -> None:
        """Asks for the other saved drafts."""
        self._operations.run_query(self, self._intake.drafts, self._show_others, lane="intake.drafts")

    def refresh(self, changes: Changes) -> None:
        """Asks again for what ``changes`` touched."""
        if changes.drafts:
            self.ask_others()
        if changes.calendar or changes.settings:
            self.preview()

    def _load_saved(self, draft: IntakeDraft) -> None:
        self.save()  # what was typed since it was asked for
        self._load(draft)

    def _load(self, draft: IntakeDraft) -> None:
        self.draft = draft
        self._kept = draft
        self.loaded.emit(draft)
        self.preview()
        self._ask_earlier()

    def _ask_earlier(self) -> None:
        draft = self.draft

        def ask() -> tuple[SameApplicant | None, tuple[EarlierRequest, ...], tuple[CatalogueEntry, ...]]:
            return self._intake.same_applicant(draft), self._intake.similar(draft), self._intake.published(draft)

        self._operations.run_query(self, ask, lambda found: self.earlier_found.emit(*found), lane="intake.earlier")

    def _show(self, draft: IntakeDraft, preview: IntakePreview) -> None:
        # What was asked before the last key would take back what that key has shown; its own answer is on the way.
        if draft == self.draft:
            self.previewed.emit(draft, preview)

    def _show_others(self, drafts: tuple[DraftRow, ...]) -> None:
        self.others_found.emit(tuple(row for row in drafts if row.id != self.draft.id))

    def _note_saved(self, _changes: Changes) -> None:
        moment: datetime = self._clock()
        self.saved.emit(moment)
