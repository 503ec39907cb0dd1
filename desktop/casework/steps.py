"""The next steps of a request, and recording those that need no letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from db.records import NOTHING, Changes, Json
from desktop.casework.context import Context
from desktop.casework.views import StepView
from resources.vocabulary import EventKind


@dataclass(frozen=True)
class Steps:
    """What may be done with a request now."""

    context: Context

    def of(self, number: str) -> tuple[StepView, ...]:
        """All steps that can concern the request, open ones first, the recommended one at the head."""
        raise NotImplementedError

    def commonest(self, number: str) -> tuple[StepView, ...]:
        """The three open steps for the action bar of lists."""
        raise NotImplementedError

    def record(
        self,
        number: str,
        kind: EventKind,
        on: date,
        facts: Mapping[str, Json] = NOTHING,
        note: str | None = None,
        letter: str | None = None,
    ) -> Changes:
        """Record a step that writes no letter. Raises ``StepNotAllowed`` with the rule's sentence, ``FactRefused``."""
        raise NotImplementedError

    def amend(self, number: str, place: int, field: str, new: Json, why: str) -> Changes:
        """Correct ``field`` of the event at ``place``: an ``amended`` event with the old value and the reason."""
        raise NotImplementedError

    def void_registration(self, number: str, why: str) -> Changes:
        """Mark a double registration as void: the number stays and counts nowhere."""
        raise NotImplementedError
