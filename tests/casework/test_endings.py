"""Requests that end without a reply: lapsed corrections, withdrawals; each by its letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.casework.casework import Casework
from desktop.casework.letters.letter_views import Issued, LetterDraft, Service
from desktop.casework.steps.steps import StepNotAllowed
from desktop.casework.views import StepView, TodayGroup
from desktop.casework.wording.wording_views import WordingDraft
from resources.vocabulary import EventKind, LetterKind, Outcome, State, Table3Column, Table3Row, WayOfService
from tests.casework.conftest import Clock


def step_of(casework: Casework, number: str, kind: EventKind) -> StepView:
    return next(step for step in casework.steps.of(number) if step.kind is kind)


def asked_to_correct(casework: Casework, clock: Clock, number: str) -> Issued:
    """A correction notice of 4 March, signed for on 5 March: ten working days end on 19 March."""
    clock.move_to(3, 4)
    draft = casework.letters.begin([number], LetterKind.CORRECTION_NOTICE).draft
    notice = casework.letters.issue(replace(draft, values={"items": ["写明年份"], "guidance": "写明年份和企业范围"}))
    posted = Service(way=WayOfService.POST, on=clock.day, posted_on=clock.day, signed_on=date(2026, 3, 5))
    clock.move_to(3, 5)
    casework.letters.serve(notice.letter.id, posted)
    return notice


def facts_of(casework: Casework, draft: LetterDraft) -> dict[str, object]:
    return {fact.name: fact.value for fact in casework.letters.screen(draft).filled}


def test_a_lapse_is_proposed_on_the_working_day_after_the_limit_and_writes_its_letter(
    casework: Casework, clock: Clock, registered: str
) -> None:
    notice = asked_to_correct(casework, clock, registered)
    clock.move_to(3, 19)
    assert not step_of(casework, registered, EventKind.CORRECTION_LAPSED).open, "the last day is the applicant's"
    clock.move_to(3, 20)
    step = step_of(casework, registered, EventKind.CORRECTION_LAPSED)
    assert (step.open, step.recommended, step.letter) == (True, True, LetterKind.LAPSE_NOTICE)
    screen = casework.letters.begin([registered], LetterKind.LAPSE_NOTICE)
    assert screen.ready
    assert screen.remedy.code == "RA"
    known = facts_of(casework, screen.draft)
    assert (known["notice_number"], known["allowed_days"]) == (notice.letter.number, 10)
    assert (known["notice_served_on"], known["limit_on"]) == ("2026-03-05", "2026-03-19")
    issued = casework.letters.issue(screen.draft)
    ended = casework.requests.case(registered).limits.course.ending
    assert ended is not None
    assert (ended.kind, ended.letter) == (EventKind.CORRECTION_LAPSED, issued.letter.id)
    assert casework.requests.view(registered).state is State.FINISHED
    casework.letters.serve(issued.letter.id, Service(way=WayOfService.POST, on=clock.day, posted_on=clock.day))
    annual = casework.statistics.annual(2026)
    assert annual.cell(Table3Row.OTHER_CORRECTION_LAPSED, Table3Column.NATURAL_PERSON) == 1
    assert casework.safekeeping.check().ok


def test_the_lapse_names_the_notice_by_the_title_it_was_issued_under(
    casework: Casework, clock: Clock, registered: str
) -> None:
    wordings = casework.wordings
    texts = {**wordings.page(LetterKind.CORRECTION_NOTICE).texts, "title": "补正申请通知", "own_name": "本通知"}
    draft = WordingDraft(
        kind=LetterKind.CORRECTION_NOTICE, texts=texts, effective_from=clock.day, reason="统一名称", author="周宁"
    )
    wordings.save(draft)
    notice = asked_to_correct(casework, clock, registered)
    clock.move_to(3, 20)
    screen = casework.letters.begin([registered], LetterKind.LAPSE_NOTICE)
    said = "".join(sentence.text for sentence in screen.sentences)
    assert f"向您送达《补正申请通知》（{notice.letter.number}）" in said


def test_a_lapsed_correction_is_told_in_words_and_is_no_limit_of_the_next_days(
    casework: Casework, clock: Clock, registered: str
) -> None:
    asked_to_correct(casework, clock, registered)
    clock.move_to(3, 24)
    today = casework.worklist.today()
    assert [row.badge for row in today.ours] == ["补正期满"]
    assert casework.requests.view(registered).limit.badge == "补正期满"
    figures = {count.group: count.figure for count in today.counts}
    assert (figures[TodayGroup.SOON], figures[TodayGroup.AWAITING_CORRECTION]) == (0, 1)


def test_a_lapse_is_never_recorded_without_its_letter(casework: Casework, clock: Clock, registered: str) -> None:
    asked_to_correct(casework, clock, registered)
    clock.move_to(3, 20)
    with pytest.raises(StepNotAllowed, match="文书"):
        casework.steps.record(registered, EventKind.CORRECTION_LAPSED, clock.day)


def test_a_lapse_letter_waits_for_the_limit(casework: Casework, clock: Clock, registered: str) -> None:
    asked_to_correct(casework, clock, registered)
    with pytest.raises(StepNotAllowed):
        casework.letters.begin([registered], LetterKind.LAPSE_NOTICE)


def test_a_withdrawal_ends_the_request_on_its_day_without_remedy(
    casework: Casework, clock: Clock, registered: str
) -> None:
    clock.move_to(3, 6)
    assert step_of(casework, registered, EventKind.WITHDRAWN).letter is LetterKind.TERMINATION_NOTICE
    screen = casework.letters.begin([registered], LetterKind.TERMINATION_NOTICE)
    assert [fact.name for fact in screen.missing] == ["withdrawal_proof"]
    assert screen.remedy.code == "none"
    values = {"withdrawn_on": "2026-03-05", "withdrawal_proof": "signed"}
    issued = casework.letters.issue(replace(screen.draft, values=values))
    ended = casework.requests.case(registered).limits.course.ending
    assert ended is not None
    assert (ended.kind, ended.on, issued.letter.date) == (EventKind.WITHDRAWN, date(2026, 3, 5), clock.day)


def test_a_request_that_ends_for_another_reason_is_answered_with_the_remedy(
    casework: Casework, registered: str
) -> None:
    assert Outcome.OTHER in step_of(casework, registered, EventKind.REPLIED).outcomes
    assert Outcome.WITHDRAWN not in step_of(casework, registered, EventKind.REPLIED).outcomes
    screen = casework.letters.begin([registered], LetterKind.TERMINATION_NOTICE, Outcome.OTHER)
    assert [fact.name for fact in screen.missing] == ["reason"]
    assert screen.remedy.code == "RA"
    casework.letters.issue(replace(screen.draft, values={"reason": "申请人已经死亡"}))
    assert casework.requests.view(registered).state is State.AWAITING_SERVICE
