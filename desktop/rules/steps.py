"""The next steps of a request: which are open today, what each does to the limit, and why the others are closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.records import NOTHING, Event, Json
from desktop.rules.timeline import TimeLimits
from desktop.rules.working_days import WorkingCalendar
from resources.vocabulary import Channel, EventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step. ``reason``: why it is closed, in the words of the rule; ``effect``: one line with limit or effect."""

    kind: EventKind
    open: bool
    reason: str | None
    effect: str
    recommended: bool = False


def next_steps(
    channel: Channel,
    events: Sequence[Event],
    limits: TimeLimits,
    calendar: WorkingCalendar,
    today: date,
    lang: str = "zh",
) -> list[Step]:
    """All steps that can concern the request, open ones first and the recommended one at their head."""
    raise NotImplementedError


def refusal(
    kind: EventKind,
    on: date,
    facts: Mapping[str, Json] = NOTHING,
    *,
    channel: Channel,
    events: Sequence[Event],
    calendar: WorkingCalendar,
    today: date,
    lang: str = "zh",
) -> str | None:
    """Why a step that a clerk proposes cannot be taken on ``on`` with ``facts``; None when it can.

    Not for import, which takes facts as they happened (``impossible`` is).
    """
    raise NotImplementedError
