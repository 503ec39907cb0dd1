"""How long the file of a request is kept (law 10.1), and when its term has run out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

from resources.vocabulary import Code, Outcome

PERMANENT: Final = 0
"""The term of files that are kept for ever (永久)."""

ALLOWED_TERMS: Final = (10, 30, PERMANENT)
"""永久, 30年, 10年 (档案法实施条例 19; law 10.1)."""


class RetentionClass(Code):
    """What decides how long a file is kept."""

    DISPUTE = "dispute", "有复议、诉讼"
    REFUSAL = "refusal", "不予公开、部分公开"
    THIRD_PARTY = "third_party", "征求过第三方意见"
    OTHER = "other", "其余"


DEFAULT_TERMS: Final[Mapping[RetentionClass, int]] = MappingProxyType(
    {
        RetentionClass.DISPUTE: 30,
        RetentionClass.REFUSAL: 30,
        RetentionClass.THIRD_PARTY: 30,
        RetentionClass.OTHER: 10,
    }
)
"""Years; an office may set others."""

REFUSING_ROWS: Final = frozenset(
    outcome.row for outcome in Outcome if outcome.row is not None and outcome.row.startswith(("withheld", "partly"))
)
"""Rows of table 三 of replies that kept something back."""


@dataclass(frozen=True, slots=True)
class RetentionTerms:
    """Years by class; ``PERMANENT`` for files that stay."""

    years: Mapping[RetentionClass, int] = field(default_factory=lambda: DEFAULT_TERMS)

    def ended_through(self, kept: RetentionClass, today: date) -> date | None:
        """Files of a class that ended on or before this day have run out by ``today``; None: they never do.

        A term is reckoned from 1 January of the year after the end, so that a year's files run out together.
        """
        term = self.years[kept]
        return None if term == PERMANENT else date(today.year - term - 1, 12, 31)

    def decisive(self, classes: frozenset[RetentionClass]) -> RetentionClass:
        """The class of several whose term is longest; ``OTHER`` when there is none."""
        return max((*classes, RetentionClass.OTHER), key=lambda kept: (self.years[kept] == PERMANENT, self.years[kept]))


def kept_through(ended_on: date, years: int) -> date | None:
    """The last day of the term of a file that ended on ``ended_on``; None for ever."""
    return None if years == PERMANENT else date(ended_on.year + years, 12, 31)
