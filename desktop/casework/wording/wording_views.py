"""What the wording screen shows: letters, the parts of one, its versions, what changed, what a file would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from desktop.casework.reports.differences import ChangedPiece
from resources.vocabulary import LetterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingDraft:
    """Words for a letter that are not kept yet; ``texts`` as typed, by part."""

    kind: LetterKind
    texts: Mapping[str, str]
    effective_from: date | None
    reason: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingRow:
    """A letter in the list. ``version``: the office's own in force, 0 the program's; ``coming``: the next begins."""

    kind: LetterKind
    version: int
    effective_from: date | None
    coming: date | None
    drafted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A part of a letter. ``why``: what fixes a locked one; ``placeholders``: what it may ask for, by label.

    ``standard``: the program's words; ``heading``: what the part is called.
    """

    name: str
    heading: str
    text: str
    locked: bool
    why: str = ""
    standard: str = ""
    placeholders: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed in one part."""

    heading: str
    pieces: tuple[ChangedPiece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """A version of a letter's words; ``version`` 0 is the program's own.

    ``standing``: in_force, coming, past, replaced; ``texts`` as screens show them; ``changes``: against the version
    whose place it takes.
    """

    version: int
    name: str
    standing: str
    effective_from: date | None
    author: str
    reason: str
    recorded_at: datetime | None
    texts: Mapping[str, str]
    changes: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingPage:
    """All that the screen shows of one letter. ``draft``: what was left unsaved; versions by their days,
    the last one first."""

    kind: LetterKind
    version: str
    parts: tuple[PartView, ...]
    versions: tuple[VersionView, ...]
    author: str
    request: str
    draft: WordingDraft | None = None

    @property
    def texts(self) -> Mapping[str, str]:
        """What stands in the open parts, as shown."""
        return {part.name: part.text for part in self.parts if not part.locked}


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterChanges:
    """What a file would change in one letter; ``texts`` as the store keeps them."""

    kind: LetterKind
    texts: Mapping[str, str]
    changes: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingSet:
    """A set of wording read from a file: whose it is, what it would change, how many letters stay as they are."""

    office: str
    letters: tuple[LetterChanges, ...] = field(default_factory=tuple)
    unchanged: int = 0
