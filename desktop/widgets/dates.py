"""Days as they are typed and as they are shown."""

from __future__ import annotations

import re
from datetime import date, timedelta

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")

_WHOLE = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
_IN_YEAR = re.compile(r"(\d{1,2})[-./月](\d{1,2})日?|(\d{2})(\d{2})")
_HALF_TYPED = re.compile(r"(?:^|\D)\d$")
_IN_MONTH = re.compile(r"(\d{1,2})日?")


def weekday(day: date) -> str:
    """周三."""
    return WEEKDAYS[day.weekday()]


def short_day(day: date) -> str:
    """10-14 周三, for lists."""
    return f"{day:%m-%d} {weekday(day)}"


def long_day(day: date) -> str:
    """2026-10-14 周三, for forms."""
    return f"{day:%Y-%m-%d} {weekday(day)}"


def spoken_day(day: date) -> str:
    """2026年10月16日, for sentences."""
    return f"{day.year}年{day.month}月{day.day}日"


def typed_day(text: str, today: date, *, finished: bool) -> date | None:
    """The day that a text means, None when it means none.

    A whole date in the usual spellings; ``1014`` or ``10-14``: that day last passed; once ``finished`` also ``14``: the
    14th last passed.
    """
    text = re.sub(r"\s", "", text)
    if not finished and _HALF_TYPED.search(text):
        return None
    if found := _WHOLE.fullmatch(text):
        year, month, day = (int(part) for part in found.groups() if part is not None)
        return _day(year, month, day)
    if found := _IN_YEAR.fullmatch(text):
        month, day = (int(part) for part in found.groups() if part is not None)
        made = _day(today.year, month, day)
        return _day(today.year - 1, month, day) if made is None or made > today else made
    if finished and (found := _IN_MONTH.fullmatch(text)):
        return _last_passed(int(found[1]), today)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last_passed(day_of_month: int, today: date) -> date | None:
    day = today
    for _ in range(62):
        if day.day == day_of_month:
            return day
        day -= timedelta(1)
    return None
