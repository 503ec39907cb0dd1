"""The period before a period, and the same a year earlier."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """``first`` to ``last``, both counted."""

    first: date
    last: date

    @property
    def months(self) -> int | None:
        """How many whole calendar months it is; None when it is not."""
        if self.first.day != 1 or self.last.day != monthrange(self.last.year, self.last.month)[1]:
            return None
        return _months(self.last) - _months(self.first) + 1

    def before(self) -> Period:
        """As many whole months, or else as many days, that end on the day before."""
        last = self.first - timedelta(1)
        if self.months is not None:
            return Period(_month_start(_months(self.first) - self.months), last)
        return Period(last - (self.last - self.first), last)

    def year_before(self) -> Period:
        """The same days a year earlier; whole months stay whole."""
        if self.months is not None:
            start = _months(self.first) - 12
            return Period(_month_start(start), _month_start(start + self.months) - timedelta(1))
        return Period(_a_year_earlier(self.first), _a_year_earlier(self.last))

    def year_to_date(self) -> Period:
        """From 1 January of its last day's year."""
        return Period(date(self.last.year, 1, 1), self.last)

    def calendar_months(self) -> tuple[Period, ...]:
        """Its days month by month; the first and the last month may be parts."""
        months = (month_period(number) for number in range(_months(self.first), _months(self.last) + 1))
        return tuple(Period(max(month.first, self.first), min(month.last, self.last)) for month in months)

    def trend(self, months: int) -> tuple[Period, ...]:
        """So many calendar months, oldest first, the last of them that of the period's last day."""
        end = _months(self.last)
        return tuple(month_period(start) for start in range(end - months + 1, end + 1))


def month_period(months: int) -> Period:
    """The calendar month with that number since the year 0."""
    return Period(_month_start(months), _month_start(months + 1) - timedelta(1))


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month_start(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


def _a_year_earlier(day: date) -> date:
    """29 February becomes 28 February."""
    return day.replace(year=day.year - 1, day=min(day.day, monthrange(day.year - 1, day.month)[1]))
