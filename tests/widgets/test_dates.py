"""How a clerk types days, and what they mean."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.widgets.dates import typed_day

TODAY = date(2026, 10, 16)


@pytest.mark.parametrize(
    "text",
    ["2026-10-14", "2026.10.14", "2026/10/14", "2026年10月14日", "20261014", "10-14", "1014", "10月14日", " 10 14 "],
)
def test_a_day_may_be_typed_in_the_usual_ways(text: str) -> None:
    assert typed_day(text, TODAY, finished=True) == date(2026, 10, 14)


@pytest.mark.parametrize("text", ["0001-01-01", "1899-12-31", "3000-01-01", "9999-12-31"])
def test_a_year_in_which_nobody_works_is_no_day(text: str) -> None:
    assert typed_day(text, TODAY, finished=True) is None


def test_month_and_day_mean_the_day_last_passed() -> None:
    assert typed_day("1016", TODAY, finished=True) == TODAY
    assert typed_day("1017", TODAY, finished=True) == date(2025, 10, 17)
    assert typed_day("0229", TODAY, finished=True) is None, "2026 and 2025 have no 29 February"


def test_month_and_day_mean_the_nearest_day_where_days_ahead_are_meant() -> None:
    assert typed_day("1120", TODAY, finished=True, ahead=True) == date(2026, 11, 20)
    assert typed_day("0105", date(2026, 12, 28), finished=True, ahead=True) == date(2027, 1, 5)


def test_a_day_of_the_month_counts_once_the_field_is_left() -> None:
    assert typed_day("14", TODAY, finished=False) is None
    assert typed_day("14", TODAY, finished=True) == date(2026, 10, 14)
    assert typed_day("30", TODAY, finished=True) == date(2026, 9, 30)


def test_half_a_date_is_no_date_while_it_is_typed() -> None:
    assert typed_day("2026-10-1", TODAY, finished=False) is None
    assert typed_day("2026-10-1", TODAY, finished=True) == date(2026, 10, 1)


@pytest.mark.parametrize("text", ["", "昨天", "2026-13-01", "2026-02-30", "99", "1332", "20261"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert typed_day(text, TODAY, finished=True) is None


def test_a_day_of_no_office_is_none() -> None:
    assert typed_day("1900-01-01", TODAY, finished=True) == date(1900, 1, 1)
    for text in ("0001-01-01", "18991231", "9999-12-31"):
        assert typed_day(text, TODAY, finished=True) is None
