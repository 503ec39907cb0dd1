"""The sentence that says why something cannot be done now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from resources.messages import say


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a step or a result cannot be taken: the key of its sentence and the facts."""

    key: str
    facts: Mapping[str, object]

    def sentence(self, lang: str = "zh") -> str:
        """The reason in the words of the rule."""
        return say(self.key, lang, **self.facts)


def no(name: str, **facts: object) -> Refused:
    """The refusal whose sentence is ``rules.refused.<name>``."""
    return Refused(f"rules.refused.{name}", facts)
