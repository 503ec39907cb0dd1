"""The limit that stands printed in an issued letter, where the calendar gives another day by now.

Issued bytes never change: the letter keeps its day, and the page of the request names both.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from db.records import Letter
from desktop.casework.limits.timeline_views import letter_label
from desktop.casework.requests.cases import Case
from desktop.rules.timeline import time_limits
from resources.messages import say
from resources.vocabulary import EventKind, LetterKind

_FACT_OF_LIMIT = {LetterKind.RECEIPT: "due_on", LetterKind.EXTENSION_NOTICE: "new_due_on"}
_ISSUING = (EventKind.RECEIPT_ISSUED, EventKind.EXTENDED)


def printed_limit(case: Case, letters: Mapping[str, Letter]) -> str | None:
    """A sentence with both days; None where the last letter that names the limit still holds.

    What happened after the letter (a correction, a consultation) is no matter of the calendar and is left out: the
    printed day is compared with what the events up to the letter give today.
    """
    found = _last(case, letters)
    if found is None:
        return None
    place, letter = found
    printed = _printed_day(letter)
    events = case.request.events[: place + 1]
    present = time_limits(case.request.channel, events, case.limits.calendar).reply_due
    if printed is None or present is None or printed == present:
        return None
    return say("casework.limit.printed", letter=letter_label(letter), printed=printed, present=present)


def _last(case: Case, letters: Mapping[str, Letter]) -> tuple[int, Letter] | None:
    """The last letter up to the day that is not void and names the limit, with the place of its event."""
    for place, event in reversed(tuple(enumerate(case.request.events))):
        letter = letters.get(event.letter or "") if event.kind in _ISSUING and event.on <= case.today else None
        if letter is not None and letter.void_reason is None and _printed_day(letter) is not None:
            return place, letter
    return None


def _printed_day(letter: Letter) -> date | None:
    fact = letter.facts.get(_FACT_OF_LIMIT.get(letter.kind, ""))
    return date.fromisoformat(fact) if isinstance(fact, str) else None
