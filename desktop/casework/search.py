"""One search box for everything that has a number."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.casework.context import Context


class HitKind(StrEnum):
    """What was found."""

    REQUEST = "request"
    LETTER = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A find. ``target``: request number or letter id; ``detail``: state, applicant (masked), date."""

    kind: HitKind
    target: str
    title: str
    detail: str


@dataclass(frozen=True)
class Search:
    """Finding requests and letters by number, name, ID number, content or 文号."""

    context: Context

    def find(self, text: str, limit: int = 20) -> tuple[Hit, ...]:
        """Finds for ``text``, numbers first, then newest first; nothing for empty text."""
        raise NotImplementedError
