"""The office's own wording: what may be worded, trying it, keeping it as a version from a day on, and all versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from db.lists import Order
from db.records import Changes, Letter, WordingVersion
from db.store import Reading, Writing
from desktop.casework.context import Context
from desktop.casework.drafts import discard_draft, keep_draft
from desktop.casework.letters.letters import Letters
from desktop.casework.office.settings import office_settings
from desktop.casework.views import Paper
from desktop.casework.wording.wording_faults import PartFault, WordingRefused, faults_of
from desktop.casework.wording.wording_pages import draft_from, draft_json, page_of, used_words
from desktop.casework.wording.wording_parts import WORDED, parts_of, stored, texts_of, wording_on
from desktop.casework.wording.wording_trial import WordingTrial
from desktop.casework.wording.wording_views import WordingDraft, WordingPage, WordingRow
from resources import wording
from resources.messages import ShoubanError, say
from resources.vocabulary import LetterKind

PURPOSE = "wording"


class VersionRefused(ShoubanError):
    """A version that cannot be kept; ``fault``: ``no_day``, ``past``, ``reason``, ``author`` or ``same``."""

    key = "wording.version_refused"

    def __init__(self, fault: str) -> None:
        super().__init__(fault=say(f"wording.version_fault.{fault}"))
        self.fault = fault


@dataclass(frozen=True)
class Wordings:
    """Wording the office's letters."""

    context: Context
    letters: Letters

    def rows(self) -> tuple[WordingRow, ...]:
        """The letters that may be worded, by their numbers."""
        today = self.context.today()
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
            versions = reading.wording_versions(office) if office else []
            drafted = {draft.id for draft in reading.drafts(PURPOSE)}
        rows = []
        for kind in sorted(WORDED, key=lambda kind: kind.paper_id):
            own = [version for version in versions if version.kind is kind]
            valid = in_force(own, today)
            coming = [version.effective_from for version in own if version.effective_from > today]
            rows.append(
                WordingRow(
                    kind=kind,
                    version=valid.version if valid else 0,
                    effective_from=valid.effective_from if valid else None,
                    coming=min(coming, default=None),
                    drafted=_draft_id(kind) in drafted,
                )
            )
        return tuple(rows)

    def page(self, kind: LetterKind) -> WordingPage:
        """One letter with its parts as they stand today, its versions, and what was left unsaved."""
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
            draft = reading.draft(_draft_id(kind))
            newest = reading.rows(office, order=Order.NEWEST, limit=1).rows if office else ()
            return page_of(
                kind,
                self.context.today(),
                wording_on(reading, office, kind, self.context.today()),
                reading.wording_versions(office, kind) if office else [],
                author=office_settings(reading, office).clerk,
                request=newest[0].number if newest else "",
                draft=None if draft is None else draft_from(kind, draft),
            )

    def faults(self, draft: WordingDraft) -> tuple[PartFault, ...]:
        """What is wrong with the words of a draft."""
        return faults_of(draft.kind, _stored(draft))

    def trial(self, draft: WordingDraft, number: str = "", part: str | None = None) -> Paper:
        """The letter in the words of the draft, filled in for a request; without a number for invented facts.

        ``part``: the one that is being worded, printed in any case. Raises ``WordingRefused``, ``RequestNotFound``,
        ``LettersOnlyRecorded``, ``FactsMissing``.
        """
        _refuse_faults(draft.kind, _stored(draft))
        return WordingTrial(self.letters).fill(draft.kind, _stored(draft), number.strip() or None, part)

    def save(self, draft: WordingDraft) -> Changes:
        """Keep the draft as the next version of its letter. Raises ``WordingRefused``, ``VersionRefused``."""
        texts = _stored(draft)
        _refuse_faults(draft.kind, texts)
        with self.context.store.writing() as writing:
            self.add(writing, draft, texts)
            writing.delete_draft(_draft_id(draft.kind))
        return Changes(wording=True, drafts=True)

    def add(self, writing: Writing, draft: WordingDraft, texts: Mapping[str, str]) -> WordingVersion:
        """Add a version within a change. Raises ``VersionRefused``, ``OfficeNotNamed``."""
        office = self.context.named_office_in(writing)
        day = self._day_of(draft)
        before = texts_of(draft.kind, wording_on(writing, office, draft.kind, day))
        if dict(texts) == before:
            raise VersionRefused("same")
        return writing.add_wording(
            WordingVersion(
                office=office,
                kind=draft.kind,
                effective_from=day,
                base=wording.load(draft.kind).version,
                texts=dict(texts),
                reason=draft.reason.strip(),
                actor=draft.author.strip(),
                recorded_at=self.context.clock(),
            )
        )

    def keep_draft(self, draft: WordingDraft) -> Changes:
        """Keep what was typed, whether it can stand or not."""
        return keep_draft(self.context, PURPOSE, _draft_id(draft.kind), draft_json(draft))

    def discard_draft(self, kind: LetterKind) -> Changes:
        """Throw away what was typed."""
        return discard_draft(self.context, _draft_id(kind))

    def used_by(self, letter: Letter) -> str:
        """The version of wording that a letter was written with, in words; empty when it is not known."""
        with self.context.store.reading() as reading:
            return used_words(letter, self._versions(reading, letter))

    def _versions(self, reading: Reading, letter: Letter) -> list[WordingVersion]:
        return reading.wording_versions(letter.office, letter.kind)

    def _day_of(self, draft: WordingDraft) -> date:
        """The day from which the draft is to be valid: letters that are dated already keep their words."""
        if draft.effective_from is None:
            raise VersionRefused("no_day")
        if draft.effective_from < self.context.today():
            raise VersionRefused("past")
        if not draft.reason.strip():
            raise VersionRefused("reason")
        if not draft.author.strip():
            raise VersionRefused("author")
        return draft.effective_from


def in_force(versions: list[WordingVersion], day: date) -> WordingVersion | None:
    """The version in force on ``day`` among those of one letter."""
    begun = [version for version in versions if version.effective_from <= day]
    return max(begun, key=lambda version: (version.effective_from, version.version), default=None)


def _refuse_faults(kind: LetterKind, texts: Mapping[str, str]) -> None:
    if faults := faults_of(kind, texts):
        raise WordingRefused(kind, faults)


def _stored(draft: WordingDraft) -> dict[str, str]:
    """The words of a draft as the store keeps them, without blanks around them."""
    names = {part.name for part in parts_of(draft.kind)}
    return {name: stored(draft.kind, text).strip() for name, text in draft.texts.items() if name in names}


def _draft_id(kind: LetterKind) -> str:
    return f"{PURPOSE} {kind}"
