"""Where a request stands today: state, band, working days left, and for whom it waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.rules.timeline import TimeLimits
from desktop.rules.working_days import WorkingCalendar
from resources.vocabulary import Band, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Up to how many working days left a limit is red or amber."""

    red: int = 3
    amber: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a request stands.

    ``due_on``: our limit, or ``correction_due``/``fee_due`` while that is outstanding. ``working_days_left``: to
    ``due_on``, negative when overdue, None without a day. ``waits_for``: as in ``Projection``; ``waits_until``: the
    other side's limit. ``ours``: it waits for us.
    """

    state: State
    band: Band
    due_on: date | None
    working_days_left: int | None
    waits_for: str | None
    waits_until: date | None
    ours: bool


def standing(
    limits: TimeLimits, today: date, calendar: WorkingCalendar, thresholds: Thresholds | None = None
) -> Standing:
    """Where the request stands on ``today``."""
    raise NotImplementedError
