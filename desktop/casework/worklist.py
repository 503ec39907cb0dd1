"""What waits today."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.casework.context import Context
from desktop.casework.views import TodayView, WorkRow


@dataclass(frozen=True)
class Worklist:
    """Open requests, most urgent first."""

    context: Context

    def today(self) -> TodayView:
        """The screen 今日."""
        raise NotImplementedError

    def rows(self) -> tuple[WorkRow, ...]:
        """All open requests: ours by urgency, then those that wait for others."""
        raise NotImplementedError
