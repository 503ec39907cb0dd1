"""Issued letters that were printed with a day which a correction has overtaken: they keep it, and staff must know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from db.records import Event, Json, Letter
from desktop.rules.timeline import TimeLimits

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LIMITS = ("receipt", "clock_start", "correction_due", "fee_due", "reply_due")
"""Limits that letters print."""

_DATED_BY = "date"
"""The fact that dates the letter itself."""


def overtaken_days(before: TimeLimits, after: TimeLimits, amendment: Event) -> frozenset[str]:
    """The days that held before ``amendment`` and hold no longer, as ``YYYY-MM-DD``: its old value and limits."""
    pairs = ((getattr(before, name), getattr(after, name)) for name in _LIMITS)
    gone = {old.isoformat() for old, new in pairs if old is not None and old != new}
    value = amendment.text("old")
    return frozenset(gone | ({value} if value and _DAY.fullmatch(value) else set()))


def printed_with(letters: Iterable[Letter], days: frozenset[str]) -> tuple[Letter, ...]:
    """The letters issued here whose facts hold one of ``days``; void ones are left out."""
    return tuple(
        letter
        for letter in letters
        if letter.void_reason is None
        and any(not days.isdisjoint(_texts(value)) for name, value in letter.facts.items() if name != _DATED_BY)
    )


def _texts(value: Json) -> Iterator[str]:
    """Every text inside ``value``."""
    match value:
        case str():
            yield value
        case list():
            for part in value:
                yield from _texts(part)
        case dict():
            for part in value.values():
                yield from _texts(part)
