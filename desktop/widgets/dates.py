"""Days as they are typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from resources.calendars import YEARS

_WHOLE = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
_IN_YEAR = re.compile(r"(\d{1,2})[-./月](\d{1,2})日?|(\d{2})(\d{2})")
_HALF_TYPED = re.compile(r"(?:^|\D)\d$")
_IN_MONTH = re.compile(r"(\d{1,2})日?")


def typed_day(text: str, today: date, *, finished: bool, ahead: bool = False) -> date | None:
    """The day that a text means, None when it means none.

    A whole date in the usual spellings; ``1014`` or ``10-14``: that day last passed, or when days ``ahead`` are meant
    too, the nearest; once ``finished`` also ``14``: the 14th, in the same way.
    """
    text = re.sub(r"\s", "", text)
    if not finished and _HALF_TYPED.search(text):
        return None
    if found := _WHOLE.fullmatch(text):
        year, month, day = (int(part) for part in found.groups() if part is not None)
        return _day(year, month, day)
    if found := _IN_YEAR.fullmatch(text):
        month, day = (int(part) for part in found.groups() if part is not None)
        return _nearest((_day(today.year + years, month, day) for years in (0, -1, 1)), today, ahead=ahead)
    if finished and (found := _IN_MONTH.fullmatch(text)):
        month_ends = (today.replace(day=1) - timedelta(1), today, today.replace(day=28) + timedelta(4))
        return _nearest((_day(end.year, end.month, int(found[1])) for end in month_ends), today, ahead=ahead)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def _nearest(days: Iterable[date | None], today: date, *, ahead: bool) -> date | None:
    possible = [day for day in days if day is not None and (ahead or day <= today)]
    return min(possible, key=lambda day: abs(day - today), default=None)
