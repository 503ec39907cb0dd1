"""One search box for everything that has a number."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from db.records import Letter, RequestRow
from desktop.casework.context import Context
from desktop.casework.masking import masked_name
from resources.messages import say


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
        wanted = text.strip()
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
            if not office or not wanted:
                return ()
            rows = reading.search(office, wanted, limit)
            letters = reading.search_letters(office, wanted, limit)
        hits = [_request_hit(row) for row in rows] + [_letter_hit(letter) for letter in letters]
        return tuple(sorted(hits, key=lambda hit: wanted not in hit.title)[:limit])


def _request_hit(row: RequestRow) -> Hit:
    applicant = masked_name(row.applicant_name, row.applicant_kind)
    outcome = row.projection.outcome
    standing = outcome.label if outcome else say("casework.search.open")
    return Hit(
        kind=HitKind.REQUEST,
        target=row.number,
        title=f"{row.number}　{applicant}",
        detail=f"{standing}・{row.content}",
    )


def _letter_hit(letter: Letter) -> Hit:
    return Hit(
        kind=HitKind.LETTER,
        target=letter.id,
        title=letter.number or letter.title,
        detail=f"{letter.kind.label}・{letter.date.isoformat()}・{'、'.join(letter.requests)}",
    )
