"""Voiding a letter: its number stays, and what rested on it comes undone."""

from __future__ import annotations

from db.records import Changes, Event
from desktop.casework.context import Context
from desktop.casework.letters.kept_letters import letter_of, standing_requests
from desktop.casework.requests.cases import Case, read_case
from desktop.casework.steps.steps import StepNotAllowed, append, refuse_closed
from resources.messages import say
from resources.vocabulary import EventKind


def void_letter(context: Context, letter_id: str, reason: str) -> Changes:
    """Void a letter with its reason (``Letters.void``). Raises ``StepNotAllowed``, ``LetterNotFound``."""
    if not reason.strip():
        raise StepNotAllowed(EventKind.LETTER_VOIDED, say("casework.letter.void_without_reason"))
    today = context.today()
    voided = Event(kind=EventKind.LETTER_VOIDED, on=today, facts={"why": reason}, letter=letter_id)
    with context.store.writing() as writing:
        letter = letter_of(context, writing, letter_id)
        writing.void_letter(letter.office, letter_id, reason)
        for number in standing_requests(writing, letter):
            case = read_case(context, writing, number)
            refuse_closed(case, voided)
            ending = case.limits.course.ending
            was_reply = ending is not None and ending.letter == letter_id
            reopened = (Event(kind=EventKind.REOPENED, on=today, facts={"why": reason}),) if was_reply else ()
            append(context, writing, case, voided, *_inquiry_ends(case, letter_id, reason), *reopened)
    return Changes(requests=frozenset(letter.requests), letters=frozenset({letter_id}))


def _inquiry_ends(case: Case, letter_id: str, reason: str) -> tuple[Event, ...]:
    """A voided inquiry that awaits an answer counts as come back today: the clock no longer stands still for it.

    One that never went out comes back on its own day: the clock never stood still.
    """
    waiting = [inquiry for inquiry in case.limits.course.consultations if inquiry.ended_on is None]
    asked = [inquiry for inquiry in waiting if inquiry.letter == letter_id]
    went_out = all(notice.letter != letter_id for notice in case.limits.course.unsent)
    return tuple(
        Event(
            kind=EventKind.RETURNED,
            on=case.today if went_out else inquiry.sent,
            facts={"ref": inquiry.ref, "reason": reason},
        )
        for inquiry in asked
    )
