"""Facts that cannot be: the only ones that an import refuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.records import Event
from resources.messages import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Impossible:
    """A fact that cannot be: the event in place ``event`` of the list, the field, and the sentence."""

    event: int
    field: str
    key: str
    facts: Mapping[str, object]

    def sentence(self, lang: str = "zh") -> str:
        """What cannot be, in one sentence."""
        return say(self.key, lang, **self.facts)


def impossible(events: Sequence[Event], today: date) -> Impossible | None:
    """The first fact that cannot be, None when all can.

    Impossible are: anything before the first arrival, a day after the office's ``today``, anything after an ending but
    what may follow one, an amendment of an event that is not in the list.
    """
    raise NotImplementedError
