"""Where a request counts in the annual tables (law: 国办公开办函〔2021〕30号)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.records import Event
from desktop.rules.timeline import TimeLimits
from resources.vocabulary import ApplicantKind, Channel, Matter, Outcome, Table3Column, Table3Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """``received_on`` and ``completed_on`` give the years; ``row``, ``late``, ``days_used`` once completed.

    All is None but ``column`` for a voided registration and for a record correction (条例 41), which count nowhere.
    """

    received_on: date | None
    completed_on: date | None
    outcome: Outcome | None
    row: Table3Row | None
    column: Table3Column
    late: bool | None
    days_used: int | None


def counted(
    channel: Channel,
    applicant_kind: ApplicantKind,
    events: Sequence[Event],
    limits: TimeLimits,
    matter: Matter = Matter.DISCLOSURE,
) -> Counted:
    """Where the request counts."""
    raise NotImplementedError
