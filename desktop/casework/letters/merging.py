"""Merged replies (合并答复): which requests one letter can answer, and who gets which copy of it.

One letter, one 发文字号, one text; but each applicant gets a copy that names him alone, because who else asked is
nobody's business (个人信息保护法 10, 条例 15). Requests of the same people share a copy.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from db.records import Applicant
from desktop.casework.context import Context
from desktop.casework.letters.letter_errors import MergeRefused
from desktop.casework.letters.letter_events import STEP_OF_OUTCOME, step_of
from desktop.casework.letters.letter_values import steps_before
from desktop.casework.letters.letter_views import LetterDraft
from desktop.casework.masking import masked_name
from desktop.casework.requests.cases import Case, open_cases, read_case
from desktop.casework.requests.work_rows import badge_text
from desktop.rules.reply_outcomes import answers, closed_outcome
from desktop.rules.steps import next_steps
from resources.messages import say
from resources.vocabulary import Band, Delivery, LetterKind, Outcome

REPLY_LETTERS = frozenset(outcome.letter for outcome in Outcome if outcome not in STEP_OF_OUTCOME)
"""Letters that answer; only they can answer several requests at once."""

MOST_STRANGERS = 200
"""So many requests of other people about other things are listed; they can never be chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeCandidate:
    """An open request beside a letter. ``reason``: why the letter cannot answer it, None when it can."""

    number: str
    applicant: str
    content: str
    band: Band
    badge: str
    same_people: bool
    chosen: bool
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeList:
    """The candidates, those that can be chosen first; ``left_out`` strangers are not listed."""

    candidates: tuple[MergeCandidate, ...]
    left_out: int


@dataclass(frozen=True)
class Merging:
    """Choosing the requests that a letter answers."""

    context: Context

    def candidates(self, draft: LetterDraft) -> MergeList:
        """All open requests besides the first of ``draft``. Raises ``RequestNotFound``."""
        with self.context.store.reading() as reading:
            chosen = [read_case(self.context, reading, number) for number in draft.requests]
            others = {case.number: case for case in chosen[1:]}
            others |= {case.number: case for case in open_cases(self.context, reading) if case.number not in others}
        others.pop(chosen[0].number, None)
        found = [_candidate(draft, chosen, case) for case in others.values()]
        ordered = sorted(found, key=lambda one: (not one.chosen, one.reason is not None, not one.same_people))
        shown = [one for one in ordered if one.chosen or one.reason is None or one.same_people]
        strangers = [one for one in ordered if one not in shown]
        return MergeList(
            candidates=(*shown, *strangers[:MOST_STRANGERS]), left_out=max(0, len(strangers) - MOST_STRANGERS)
        )


def _candidate(draft: LetterDraft, chosen: Sequence[Case], case: Case) -> MergeCandidate:
    others = [one for one in chosen if one.number != case.number]
    applicant = case.request.applicant
    return MergeCandidate(
        number=case.number,
        applicant=masked_name(applicant.name, applicant.kind),
        content=case.request.content,
        band=case.standing.band,
        badge=badge_text(case.standing),
        same_people=people_of(case) == people_of(chosen[0]),
        chosen=len(others) < len(chosen),
        reason=merge_refusal(others, case) or closed_reason(case, draft.kind, draft.outcome),
    )


def refuse_merge(kind: LetterKind, cases: Sequence[Case]) -> None:
    """Raises ``MergeRefused`` unless one letter of ``kind`` can answer all ``cases``."""
    if len(cases) > 1 and kind not in REPLY_LETTERS:
        raise MergeRefused(cases[1].number, say("merging.no_reply"))
    for place, case in enumerate(cases):
        if reason := merge_refusal(cases[:place], case):
            raise MergeRefused(case.number, reason)


def merge_refusal(others: Sequence[Case], case: Case) -> str | None:
    """Why a letter that answers ``others`` cannot answer ``case`` as well; None when it can."""
    return next((reason for other in others if (reason := _difference(other, case))), None)


def closed_reason(case: Case, kind: LetterKind, outcome: Outcome | None) -> str | None:
    """Why the step that writes the letter, or its result, is closed for ``case`` today; None when both are open."""
    request, wanted = case.request, step_of(kind, outcome)
    steps = next_steps(request.channel, request.events, case.limits, case.calendar, case.today, matter=request.matter)
    step = next((step for step in steps if step.kind is wanted), None)
    if step is None or not step.open:
        return (step and step.reason) or say("casework.step_closed")
    told = [outcome] if outcome else [one for one in Outcome if one.letter is kind and not answers(one, request.matter)]
    if not told:
        return None
    closed = closed_outcome(told[0], case.limits.course, case.today, case.calendar, request.matter)
    return closed.sentence() if closed else None


def shares_of(cases: Sequence[Case]) -> tuple[tuple[Case, ...], ...]:
    """The cases by the people who asked, the first ones first: each share gets a copy of its own."""
    shares: dict[object, list[Case]] = {}
    for case in cases:
        shares.setdefault(people_of(case), []).append(case)
    return tuple(tuple(share) for share in shares.values())


def people_of(case: Case) -> tuple[object, ...]:
    """Who asks: applicants and agent, known by their papers, without one by name and telephone number."""
    request = case.request
    return (
        *(_person(applicant) for applicant in (request.applicant, *request.co_applicants)),
        request.agent and request.agent.name,
    )


def _person(applicant: Applicant) -> tuple[str, ...]:
    known = applicant.id_number.strip().upper() or applicant.phone or ""
    return applicant.kind.value, applicant.name.strip(), known


def _difference(first: Case, other: Case) -> str | None:
    """What keeps two requests out of one letter."""
    same_people = people_of(first) == people_of(other)
    if first.request.matter is not other.request.matter:
        return say("merging.matter")
    if first.request.delivery is not other.request.delivery:
        return say("merging.delivery", way=other.request.delivery)
    if not same_people:
        return None if same_content(first, other) else say("merging.strangers")
    if _address(first) != _address(other):
        return say("merging.address")
    if first.limits.receipt != other.limits.receipt:
        return say("merging.receipt") if other.limits.receipt is None else _received(other)
    if steps_before(first) != steps_before(other):
        return say("merging.steps")
    return None


def _received(other: Case) -> str:
    return say("merging.received_on", day=other.limits.receipt)


def same_content(first: Case, other: Case) -> bool:
    """Whether two requests ask for the same: the same words, whatever their spaces and punctuation."""
    one, two = first.request, other.request
    return (
        _words(one.content) == _words(two.content)
        and _words(one.document_title or "") == _words(two.document_title or "")
        and _words(one.document_number or "") == _words(two.document_number or "")
    )


def _words(text: str) -> str:
    return "".join(character for character in text if unicodedata.category(character)[0] in "LNS").casefold()


def _address(case: Case) -> object:
    """Where the letter goes: one copy has one envelope."""
    applicant = case.request.applicant
    match case.request.delivery:
        case Delivery.POST:
            return applicant.address, applicant.postcode
        case Delivery.EMAIL:
            return applicant.email
        case Delivery.FAX:
            return applicant.fax
        case _:
            return None
