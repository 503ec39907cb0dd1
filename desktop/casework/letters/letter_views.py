"""What the letters screens show: facts, sentences, remedy, registers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from db.records import Changes, Json, Letter
from desktop.casework.views import ChoiceView, FieldType, Paper
from resources.vocabulary import Band, LetterKind, Outcome, WayOfService


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDraft:
    """A letter being written; change it with ``dataclasses.replace``.

    ``values``: fact name -> value as in ``shouban letter --facts`` (only what staff typed); ``edits``: sentence id ->
    the sentence as staff changed it. ``requests``: the numbers it answers, the first leads.
    """

    id: str
    kind: LetterKind
    requests: tuple[str, ...]
    outcome: Outcome | None = None
    values: Mapping[str, Json] = field(default_factory=dict)
    edits: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """A fact of the letter. ``shown``: its value in words; ``derived``: taken from the file, not typed.

    ``refusal``: why the typed value cannot stand.
    """

    name: str
    label: str
    type: FieldType
    value: Json
    shown: str
    missing: bool
    derived: bool
    choices: tuple[ChoiceView, ...] = ()
    hint: str = ""
    refusal: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceView:
    """A sentence of the letter, missing facts shown as 〔label〕. ``locked``: not to be edited in a letter.

    ``law``: what fixes it; empty for one that the office words for all its letters.
    """

    id: str
    text: str
    locked: bool
    edited: bool
    law: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyView:
    """The remedy that the law attaches. ``lines``: (what, words); ``why``: the reason. Empty lines: none is due."""

    code: str
    heading: str
    lines: tuple[tuple[str, str], ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterScreen:
    """All that stands beside the page of a letter draft.

    ``mergeable``: it may answer further requests; ``copies``: so many applicants get one of their own; ``closed``: why
    the step cannot be taken any more, empty while it can.
    """

    draft: LetterDraft
    title: str
    subtitle: str
    facts: tuple[FactView, ...]
    sentences: tuple[SentenceView, ...]
    remedy: RemedyView
    wording_version: str
    band: Band
    badge: str
    limit_sentence: str
    mergeable: bool = False
    copies: int = 1
    closed: str = ""

    @property
    def missing(self) -> tuple[FactView, ...]:
        """Facts without which the letter cannot be issued."""
        return tuple(fact for fact in self.facts if fact.missing or fact.refusal)

    @property
    def filled(self) -> tuple[FactView, ...]:
        """The other facts that have a value."""
        return tuple(fact for fact in self.facts if not (fact.missing or fact.refusal) and fact.value is not None)

    @property
    def optional(self) -> tuple[FactView, ...]:
        """Facts that may stay empty and are."""
        return tuple(fact for fact in self.facts if not (fact.missing or fact.refusal) and fact.value is None)

    @property
    def layout(self) -> str:
        """The format in which the letter is set, in words; empty for papers without one."""
        return next((fact.shown for fact in self.facts if fact.name == "layout"), "")

    @property
    def ready(self) -> bool:
        """Whether the letter may be issued."""
        return not self.missing and not self.closed


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterOnScreen:
    """A draft with its screen and its page; no page while a typed value cannot stand.

    ``stands_in_for``: the void letter from which a new draft took what staff had written, empty otherwise.
    """

    screen: LetterScreen
    paper: Paper | None
    stands_in_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A letter that is in the store, with its number and bytes."""

    letter: Letter
    paper: Paper
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCopy:
    """One applicant's copy of a letter; ``sha256`` None: the letter itself."""

    sha256: str | None
    requests: tuple[str, ...]
    addressee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDraftRow:
    """A saved letter draft in the list of drafts."""

    id: str
    title: str
    requests: tuple[str, ...]
    saved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """A line of the 发文登记簿. ``void_reason``: why it was voided; ``delivery``: how and when it went out."""

    letter_id: str
    number: str
    title: str
    kind: LetterKind
    on: date
    requests: tuple[str, ...]
    addressee: str
    delivery: str
    void_reason: str | None
    has_file: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceProof:
    """A file that proves a sending: the sent mail with its head, the page of the platform, the signed receipt."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """How a reply was served. ``posted_on`` decides by post, ``signed_on`` by hand or entrusted, ``on`` otherwise.

    ``entrusted_to``: the agency that serves it in our stead. ``note``: who took it for the addressee, or why and before
    whom it was left with him.
    """

    way: WayOfService
    on: date
    posted_on: date | None = None
    signed_on: date | None = None
    tracking_number: str = ""
    note: str = ""
    entrusted_to: str = ""
    proof: ServiceProof | None = None
