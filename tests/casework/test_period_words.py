"""What a period and those it is compared with are called."""

from __future__ import annotations

from datetime import date

from desktop.casework.figures.period_words import names_of_comparison


def test_a_whole_month_is_compared_with_months_any_other_span_with_spans() -> None:
    assert names_of_comparison(date(2026, 2, 1), date(2026, 2, 28)) == ("本月", "上月", "去年同月")
    assert names_of_comparison(date(2026, 2, 1), date(2026, 2, 27)) == ("本期", "上期", "去年同期")
    assert names_of_comparison(date(2026, 1, 1), date(2026, 3, 31)) == ("本期", "上期", "去年同期")
