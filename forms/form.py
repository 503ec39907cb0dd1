"""What every paper offers: its facts, its sentences, and its PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Protocol

from forms.facts import FactField, Facts
from resources.vocabulary import LetterKind
from resources.wording import Wording

NO_EDITS: Final[Mapping[str, str]] = MappingProxyType({})


class Mark(StrEnum):
    """What a paper is, when it is not the real one: a draft, or a letter of the demonstration office."""

    DRAFT = "草稿"
    DEMONSTRATION = "演示"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a letter as it would be printed, missing facts as 〔label〕. ``law``: what fixes a locked one."""

    id: str
    text: str
    locked: bool
    edited: bool
    law: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished paper."""

    pdf: bytes
    pages: int


class Form(Protocol):
    """One kind of paper.

    ``values`` are facts as JSON values by name (dates ``YYYY-MM-DD``); names the paper does not know are ignored.
    ``edits`` are sentence id -> the sentence as staff changed it; 〔label〕 and ``{name}`` in it are filled as in the
    standard text. The same facts, wording and edits give the same bytes.
    """

    @property
    def kind(self) -> LetterKind:
        """The paper's kind."""

    @property
    def fields(self) -> tuple[FactField, ...]:
        """Every fact that the paper can use, in the order in which people are asked."""

    @property
    def placeholders(self) -> Mapping[str, str]:
        """Everything that the paper's sentences may ask for: name -> what it is called on screens."""

    def missing(self, values: Mapping[str, object]) -> tuple[FactField, ...]:
        """The facts without which the paper cannot be issued."""

    def facts_from(self, values: Mapping[str, object]) -> Facts:
        """The paper's facts. Raises ``FactsMissing`` and ``FactRefused``."""

    def sentences(
        self, values: Mapping[str, object], wording: Wording, edits: Mapping[str, str] = NO_EDITS
    ) -> tuple[Sentence, ...]:
        """The sentences in printed order; works with missing facts. Raises ``FactRefused``, ``SentenceLocked``."""

    def render(
        self, facts: Facts, wording: Wording, *, mark: Mark | None = None, edits: Mapping[str, str] = NO_EDITS
    ) -> Rendered:
        """The paper, ``mark`` across its pages. Raises ``UnprintableCharacter``, ``SentenceLocked``."""

    def preview(self, values: Mapping[str, object], wording: Wording, edits: Mapping[str, str] = NO_EDITS) -> Rendered:
        """The draft, missing facts tinted as 〔label〕. Raises as ``render``, and ``FactRefused``."""
