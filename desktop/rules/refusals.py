"""The sentence that says why something cannot be done now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop.rules.editions import Edition, key_in
from resources.messages import say


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a step or a result cannot be taken: the key of its sentence and the facts.

    ``field``: the fact of the step that is wrong (``on``: its day), None where the step as a whole is closed.
    """

    key: str
    facts: Mapping[str, object]
    field: str | None = None

    def sentence(self, lang: str = "zh") -> str:
        """The reason in the words of the rule."""
        return say(self.key, lang, **self.facts)


def no(name: str, **facts: object) -> Refused:
    """The refusal whose sentence is ``rules.refused.<name>``."""
    return Refused(f"rules.refused.{name}", facts)


def at(field: str | None, refused: Refused) -> Refused:
    """``refused`` because of one field of the step."""
    return replace(refused, field=field)


def in_words_of(edition: Edition, refused: Refused) -> Refused:
    """``refused`` with the articles of the edition by which the request is handled."""
    return replace(refused, key=key_in(edition, refused.key))
