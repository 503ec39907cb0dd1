"""The figures of a period."""

from __future__ import annotations

from datetime import date

from desktop.casework.casework import Casework
from desktop.casework.statistics_views import Figure


def figure(casework: Casework, code: str) -> Figure:
    view = casework.statistics.summary(date(2026, 3, 1), date(2026, 3, 31))
    return next(figure for figure in view.figures if figure.code == code)


def test_where_nothing_was_completed_there_is_no_average(casework: Casework, registered: str) -> None:
    assert figure(casework, "received").value == 1
    assert figure(casework, "completed").value == 0
    assert figure(casework, "average_days").value is None
