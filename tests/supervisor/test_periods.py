"""The periods of a summary: calendar months, quarters and years up to today."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.supervisor.periods import last_month, periods

TODAY = date(2026, 10, 16)


def test_the_summary_that_is_due_is_that_of_the_month_before() -> None:
    due = last_month(TODAY)
    assert (due.name, due.first, due.last) == ("2026年9月", date(2026, 9, 1), date(2026, 9, 30))


def test_in_january_it_is_that_of_december() -> None:
    assert last_month(date(2027, 1, 4)).last == date(2026, 12, 31)


def test_quarters_are_named_by_their_number() -> None:
    offered = {period.name: period for period in periods(TODAY)}
    assert offered["2026年第四季度"].first == date(2026, 10, 1)
    assert offered["2025年第一季度"].last == date(2025, 3, 31)


def test_halves_are_named_and_whole() -> None:
    offered = {period.name: period for period in periods(TODAY)}
    assert (offered["2026年下半年"].first, offered["2026年下半年"].last) == (date(2026, 7, 1), date(2026, 12, 31))
    assert (offered["2024年上半年"].first, offered["2024年上半年"].last) == (date(2024, 1, 1), date(2024, 6, 30))


@given(st.dates(date(2010, 1, 1), date(2090, 12, 31)))
def test_months_quarters_halves_and_years_each_lie_end_to_end_and_the_newest_holds_today(today: date) -> None:
    offered = periods(today)
    for words in (("月",), ("季度",), ("上半年", "下半年"), tuple(f"{digit}年" for digit in range(10))):
        row = [period for period in offered if period.name.endswith(words)]
        assert row[0].first <= today <= row[0].last
        assert all(newer.first - timedelta(1) == older.last for newer, older in itertools.pairwise(row))
