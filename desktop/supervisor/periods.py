"""The periods that supervisors choose from: months, quarters and years up to today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = 24
QUARTERS = 8
HALVES = 6
YEARS = 8
FIRST_YEAR = 2008
"""The year in which the first edition of the Regulation came into force (2008-05-01)."""


@dataclass(frozen=True, slots=True)
class Period:
    """``first`` to ``last``, both counted."""

    name: str
    first: date
    last: date


def month_of(day: date) -> Period:
    """The calendar month of a day."""
    first = day.replace(day=1)
    return Period(f"{day.year}年{day.month}月", first, _month_end(first))


def last_month(today: date) -> Period:
    """The month before today's, of which a summary is due."""
    return month_of(today.replace(day=1) - timedelta(1))


def year_of(day: date) -> Period:
    """The calendar year of a day."""
    return Period(f"{day.year}年", date(day.year, 1, 1), date(day.year, 12, 31))


def periods(today: date) -> tuple[Period, ...]:
    """Today's month and those before it, then quarters, halves of years and years, each newest first."""
    months = [month_of(today)]
    while len(months) < MONTHS:
        months.append(last_month(months[-1].first))
    quarters: list[Period] = []
    last = today
    while len(quarters) < QUARTERS:
        quarters.append(_quarter_of(last))
        last = quarters[-1].first - timedelta(1)
    years = [year_of(date(year, 1, 1)) for year in range(today.year, today.year - YEARS, -1)]
    return (*months, *quarters, *_halves(today), *years)


def _halves(today: date) -> tuple[Period, ...]:
    """Halves of years, that of today first."""
    newest = 2 * today.year + (today.month > 6)
    return tuple(_half(number) for number in range(newest, newest - HALVES, -1))


def _half(number: int) -> Period:
    """The half with that number since the year 0."""
    year, second = divmod(number, 2)
    first = date(year, 7 if second else 1, 1)
    return Period(f"{year}年{'下' if second else '上'}半年", first, _month_end(first.replace(month=first.month + 5)))


def _quarter_of(day: date) -> Period:
    number = (day.month - 1) // 3
    first = date(day.year, 3 * number + 1, 1)
    return Period(f"{day.year}年第{'一二三四'[number]}季度", first, _month_end(date(day.year, 3 * number + 3, 1)))


def _month_end(first: date) -> date:
    """The last day of the month that begins on ``first``."""
    return (first.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
