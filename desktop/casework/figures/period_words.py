"""What the period of a summary and those it is compared with are called."""

from __future__ import annotations

from datetime import date

from desktop.casework.figures.periods import Period


def names_of_comparison(first: date, last: date) -> tuple[str, str, str]:
    """What the period itself, the one before and that of a year earlier are called: 本月, 上月, 去年同月."""
    return ("本月", "上月", "去年同月") if Period(first, last).months == 1 else ("本期", "上期", "去年同期")
