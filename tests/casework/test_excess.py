"""Art 35: reasons are asked for with figures, a fixed day takes the place of the limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.casework.casework import Casework
from desktop.casework.steps.steps import StepNotAllowed
from forms.facts import FactRefused
from resources.vocabulary import EventKind, LetterKind
from tests.casework.conftest import Clock, MakeDraft


def ask_for_reasons(casework: Casework, number: str) -> None:
    draft = casework.letters.begin([number], LetterKind.REASONS_REQUEST).draft
    casework.letters.issue(replace(draft, values={"reasons_days": 10}))


def test_the_figures_are_those_of_the_store_and_of_the_typed_period(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    clock.move_to(1, 20)
    casework.intake.register(make_draft(content="一月的申请"))
    clock.move_to(3, 2)
    numbers = [casework.intake.register(make_draft(content=f"第{place}件")).number for place in range(1, 4)]
    casework.intake.register(make_draft(name="别人", id_number="120101198001010010"))
    screen = casework.letters.begin([numbers[2]], LetterKind.REASONS_REQUEST)
    known = {fact.name: fact.value for fact in screen.facts}
    assert (known["period_from"], known["period_to"], known["request_count"]) == ("2026-01-01", "2026-03-02", 4)
    assert [fact.name for fact in screen.missing] == ["reasons_days"]
    screen = casework.letters.screen(replace(screen.draft, values={"period_from": "2026-02-01"}))
    assert next(fact.value for fact in screen.facts if fact.name == "request_count") == 3


def test_the_limit_runs_on_until_a_delay_is_told(casework: Casework, clock: Clock, make_draft: MakeDraft) -> None:
    casework.intake.register(make_draft(content="第一件"))
    number = casework.intake.register(make_draft(content="第二件")).number
    due = casework.requests.view(number).limit.due_on
    ask_for_reasons(casework, number)
    assert casework.requests.view(number).limit.due_on == due
    with pytest.raises(StepNotAllowed):
        casework.letters.begin([number], LetterKind.DELAY_NOTICE)
    clock.move_to(3, 6)
    casework.steps.record(number, EventKind.REASONS_GIVEN, clock.day)
    screen = casework.letters.begin([number], LetterKind.DELAY_NOTICE)
    assert [fact.name for fact in screen.missing] == ["reason", "until"]
    values = {"reason": "所涉档案三百余卷", "until": "2026-06-30"}
    issued = casework.letters.issue(replace(screen.draft, values=values))
    assert issued.letter.facts["reasons_given_on"] == "2026-03-06"
    assert casework.requests.view(number).limit.due_on == date(2026, 6, 30)
    assert casework.safekeeping.check().ok


def test_a_delay_into_the_past_is_refused(casework: Casework, clock: Clock, make_draft: MakeDraft) -> None:
    casework.intake.register(make_draft(content="第一件"))
    number = casework.intake.register(make_draft(content="第二件")).number
    ask_for_reasons(casework, number)
    casework.steps.record(number, EventKind.REASONS_GIVEN, clock.day)
    draft = casework.letters.begin([number], LetterKind.DELAY_NOTICE).draft
    with pytest.raises(StepNotAllowed):
        casework.letters.issue(replace(draft, values={"reason": "档案多", "until": "2026-03-02"}))


def test_one_request_is_no_excess_but_may_be_drafted(casework: Casework, clock: Clock, make_draft: MakeDraft) -> None:
    number = casework.intake.register(make_draft(content="第一件")).number
    composed = casework.letters.compose(number, LetterKind.REASONS_REQUEST, {"reasons_days": 10})
    assert composed.paper is not None
    draft = casework.letters.begin([number], LetterKind.REASONS_REQUEST).draft
    with pytest.raises(FactRefused, match="只有1件"):
        casework.letters.issue(replace(draft, values={"reasons_days": 10}))


def test_what_is_free_is_charged_in_no_letter_but_may_be_drafted(casework: Casework, make_draft: MakeDraft) -> None:
    number = casework.intake.register(make_draft(content="第一件")).number
    values = {"basis": "item", "pay_way": "非税收入缴款书", "approved_by": "李", "approved_on": "2026-03-02"}
    composed = casework.letters.compose(number, LetterKind.FEE_NOTICE, values)
    assert composed.paper is not None
    draft = casework.letters.begin([number], LetterKind.FEE_NOTICE).draft
    with pytest.raises(FactRefused, match="不收费"):
        casework.letters.issue(replace(draft, values=values))
