"""What third parties said to the disclosure of a request, as the file shows it (条例 32)."""

from __future__ import annotations

from enum import StrEnum

from desktop.casework.requests.cases import Case
from desktop.rules.consultations import Consultation
from desktop.rules.history import Placed, history
from resources.messages import say
from resources.vocabulary import EventKind, Opinion


class ThirdPartyAnswer(StrEnum):
    """What an inquiry led to; letters tell the first three."""

    REFUSED = "refused"
    SILENT = "silent"
    RETURNED = "returned"
    CONSENTED = "consented"
    UNTOLD = "untold"
    AWAITED = "awaited"


def answers(case: Case) -> tuple[ThirdPartyAnswer, ...]:
    """What each inquiry to a third party led to, in the order of sending; empty when none was asked."""
    opinions = [each for each in history(case.request.events, case.today) if each.kind is EventKind.OPINION_RECEIVED]
    return tuple(_answer(case, inquiry, opinions) for inquiry in case.limits.course.third_parties)


def told_answer(case: Case) -> ThirdPartyAnswer | None:
    """The answer that a refusal for the sake of third parties tells: an objection before silence before a return."""
    given = answers(case)
    return next((answer for answer in _TOLD if answer in given), None)


def contradiction(case: Case, told: str) -> str | None:
    """Why a letter may not tell the answer ``told``; None when the file shows it."""
    given = answers(case)
    if not given:
        return say("letter_faults.nobody_asked")
    if told in given or (told == ThirdPartyAnswer.REFUSED and ThirdPartyAnswer.UNTOLD in given):
        return None
    if ThirdPartyAnswer.AWAITED in given:
        return say("letter_faults.still_awaited")
    recorded = "、".join(say(f"letter_faults.answer_{answer}") for answer in dict.fromkeys(given))
    return say("letter_faults.other_answer", recorded=recorded)


_TOLD = (ThirdPartyAnswer.REFUSED, ThirdPartyAnswer.SILENT, ThirdPartyAnswer.RETURNED)

_OF_OPINION = {
    Opinion.REFUSE.value: ThirdPartyAnswer.REFUSED,
    Opinion.PARTIAL.value: ThirdPartyAnswer.REFUSED,
    Opinion.CONSENT.value: ThirdPartyAnswer.CONSENTED,
}


def _answer(case: Case, inquiry: Consultation, opinions: list[Placed]) -> ThirdPartyAnswer:
    """An opinion counts whenever it came; silence only after the party's own limit (条例 32)."""
    said = [each.event for each in opinions if each.event.text("ref") == inquiry.ref and each.on >= inquiry.sent]
    if said:
        return _OF_OPINION.get(said[-1].text("opinion") or "", ThirdPartyAnswer.UNTOLD)
    if inquiry.ended_on is not None:
        return ThirdPartyAnswer.RETURNED
    if inquiry.is_open(case.today, case.limits.edition, case.limits.calendar):
        return ThirdPartyAnswer.AWAITED
    return ThirdPartyAnswer.SILENT
