"""Papers of the office without sentences: their facts are drawn, not worded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic

from forms.facts import AnyFacts, FactField, Facts, fields_of, missing, read
from forms.form import NO_EDITS, Mark, Rendered, Sentence
from resources.vocabulary import LetterKind
from resources.wording import Wording


@dataclass(frozen=True, slots=True)
class PlainForm(Generic[AnyFacts]):
    """A paper that ``draw`` makes of its facts; its wording has a title and no sentences."""

    kind: LetterKind
    facts_type: type[AnyFacts]
    draw: Callable[[AnyFacts, str], Rendered]

    @property
    def fields(self) -> tuple[FactField, ...]:
        """Every fact that the paper can use."""
        return fields_of(self.facts_type)

    @property
    def placeholders(self) -> Mapping[str, str]:
        """There are none."""
        return {}

    def missing(self, values: Mapping[str, object]) -> tuple[FactField, ...]:
        """The facts without which the paper cannot be made."""
        return missing(self.fields, values)

    def facts_from(self, values: Mapping[str, object]) -> AnyFacts:
        """The paper's facts. Raises ``FactsMissing`` and ``FactRefused``."""
        return read(self.facts_type, values)

    def sentences(
        self, values: Mapping[str, object], wording: Wording, edits: Mapping[str, str] = NO_EDITS
    ) -> tuple[Sentence, ...]:
        """There are none."""
        return ()

    def render(
        self, facts: Facts, wording: Wording, *, mark: Mark | None = None, edits: Mapping[str, str] = NO_EDITS
    ) -> Rendered:
        """The paper. A form to be filled in is no draft: it bears no mark but that of its office.

        Raises ``UnprintableCharacter``, ``TypeError`` for another paper's facts.
        """
        if not isinstance(facts, self.facts_type):
            raise TypeError(f"{self.kind} takes {self.facts_type.__name__}, not {type(facts).__name__}")
        return self.draw(facts, wording.titled({"record_correction": getattr(facts, "record_correction", False)}))

    def preview(self, values: Mapping[str, object], wording: Wording, edits: Mapping[str, str] = NO_EDITS) -> Rendered:
        """The paper. Raises as ``facts_from`` and ``render``."""
        return self.render(self.facts_from(values), wording)
