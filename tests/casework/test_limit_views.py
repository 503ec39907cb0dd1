"""The cells of a limit: what is used, what stands still, what is left, and what lies beyond."""

from __future__ import annotations

from desktop.casework.casework import Casework
from desktop.casework.views import CellKind


def test_while_a_correction_is_outstanding_only_used_days_are_shown(demonstration: Casework) -> None:
    """No limit runs then (条例 30), so none can be exceeded."""
    limit = demonstration.requests.view("0200-2026-0126").limit
    assert limit.due_on is None
    assert [(cell.kind, cell.text) for cell in limit.cells] == [
        (CellKind.USED, str(place)) for place in range(1, limit.used + 1)
    ]


def test_days_beyond_an_exceeded_limit_are_counted_up(demonstration: Casework) -> None:
    limit = demonstration.requests.view("0200-2026-0111").limit
    beyond = [cell.text for cell in limit.cells if cell.kind is CellKind.OVER]
    assert beyond == ["+1", "+2"]
    assert limit.cells[-1].is_today
