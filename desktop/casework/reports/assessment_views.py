"""The assessment sheet: what the record proves for each point, and which requests fall short (law 11.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources.messages import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """A request that falls short and why; ``number`` empty: it concerns the office as a whole."""

    number: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentPoint:
    """A point of assessment. ``proved``: what the record shows in figures; ``checked``: how many were looked at.

    ``unrecorded``: of how many the record says nothing, which is no shortfall.
    """

    code: str
    proved: str
    checked: int
    short: tuple[Shortfall, ...]
    unrecorded: int = 0

    @property
    def label(self) -> str:
        """渠道畅通, 法定期限 ..."""
        return say(f"assessment.point.{self.code}")

    @property
    def tested(self) -> str:
        """What is tested, and by which rule."""
        return say(f"assessment.tested.{self.code}")

    @property
    def short_count(self) -> int:
        """How many requests fall short, each once."""
        return len({short.number for short in self.short})

    @property
    def counted_short(self) -> int | None:
        """The same; None where nothing could be judged."""
        return self.short_count if self.checked > self.unrecorded else None

    @property
    def verdict(self) -> str:
        """没有这种情形, 均符合, 3 件不足."""
        if not self.checked:
            return say("assessment.none")
        if self.unrecorded and not self.short:
            partly = self.unrecorded < self.checked
            return say("assessment.partly_unrecorded" if partly else "assessment.unrecorded", count=self.unrecorded)
        if not self.short:
            return say("assessment.all")
        return say("assessment.short", count=self.short_count)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentSheet:
    """All points of a period of an office. ``chain_head``: the hash of the last event that it knows."""

    office: str
    first: date
    last: date
    points: tuple[AssessmentPoint, ...]
    chain_head: str
