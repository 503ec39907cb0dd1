"""What the notice was called whose period lapsed: an office may name its letters otherwise than the program does."""

from __future__ import annotations

from db.records import Json
from db.store import Reading
from desktop.casework.letters.notice_values import likely_outcome
from desktop.casework.requests.cases import Case
from resources.vocabulary import LetterKind, Outcome


def lapsed_notice_values(reading: Reading, case: Case, kind: LetterKind, outcome: Outcome | None) -> dict[str, Json]:
    """The title of the notice as it was issued, for L26; empty where the letter did not come from this office."""
    if kind is not LetterKind.LAPSE_NOTICE:
        return {}
    course = case.limits.course
    lapsed = course.fee if (outcome or likely_outcome(kind, case)) is Outcome.FEE_LAPSED else course.correction
    letter = None if lapsed is None else case.request.events[lapsed.place].letter
    if letter is None or not reading.letter_exists(case.request.office, letter):
        return {}
    return {"notice_title": reading.letter(case.request.office, letter).title}
