"""A fee from the notice to payment or lapse: counted in the store, printed with its table, kept in the events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO

import pdfplumber
import pytest

from db.records import Json
from desktop.casework.casework import Casework
from desktop.casework.letters.letter_views import Issued, LetterScreen, Service
from desktop.casework.steps.steps import StepNotAllowed
from desktop.casework.views import StepView
from resources.vocabulary import EventKind, LetterKind, State, WayOfService
from tests.casework.conftest import Clock, MakeDraft

APPROVAL: Mapping[str, Json] = {
    "pay_way": "中央财政非税收入收缴系统",
    "approved_by": "何正",
    "approved_on": "2026-03-02",
}


def screen_with(casework: Casework, number: str, **values: Json) -> LetterScreen:
    draft = casework.letters.begin([number], LetterKind.FEE_NOTICE).draft
    return casework.letters.screen(replace(draft, values={**APPROVAL, **values}))


def fact(screen: LetterScreen, name: str) -> Json:
    return next(one.value for one in screen.facts if one.name == name)


def noticed(casework: Casework, clock: Clock, number: str) -> Issued:
    """A notice for 120 pages, posted on 2 March and received on 4 March."""
    issued = casework.letters.issue(screen_with(casework, number, basis="page", pages=120).draft)
    day = clock.day
    received = Service(way=WayOfService.POST, on=day, posted_on=day, signed_on=date(2026, 3, 4))
    clock.move_to(3, 4)
    casework.letters.serve(issued.letter.id, received)
    return issued


def step_of(casework: Casework, number: str, kind: EventKind) -> StepView:
    return next(step for step in casework.steps.of(number) if step.kind is kind)


def test_requests_of_the_month_are_counted_in_the_store(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    clock.move_to(2, 27)
    casework.intake.register(make_draft(content="上月的申请"))
    clock.move_to(3, 2)
    numbers = [casework.intake.register(make_draft(content=f"第{place}件")).number for place in range(1, 13)]
    casework.intake.register(make_draft(name="别人", id_number="120101198001010010"))
    screen = screen_with(casework, numbers[11], basis="item")
    assert (fact(screen, "month"), fact(screen, "month_count"), fact(screen, "item_place")) == ("2026年3月", 12, 12)
    assert fact(screen, "amount") == 100
    free = screen_with(casework, numbers[9], basis="item")
    assert [one.name for one in free.missing] == ["amount"], "the tenth costs nothing: there is nothing to notify"


def test_a_request_withdrawn_before_any_work_does_not_count(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    first = casework.intake.register(make_draft(content="第一件")).number
    worked = casework.intake.register(make_draft(content="第二件")).number
    last = casework.intake.register(make_draft(content="第三件")).number
    casework.steps.record(worked, EventKind.HANDED_OVER, clock.day, {"to": "关税处"})
    for number in (first, worked):
        draft = casework.letters.begin([number], LetterKind.TERMINATION_NOTICE).draft
        casework.letters.issue(replace(draft, values={"withdrawal_proof": "signed"}))
    assert fact(screen_with(casework, last, basis="item"), "month_count") == 2


def test_the_notice_asks_for_the_basis_first_and_computes_the_amount(casework: Casework, registered: str) -> None:
    screen = screen_with(casework, registered)
    assert [one.name for one in screen.missing] == ["basis"]
    screen = screen_with(casework, registered, basis="page", pages=120, amount=1)
    assert fact(screen, "amount") == 30 * 0 + 70 * 10 + 20 * 20, "what was typed for the amount does not count"
    assert screen.remedy.code == "none"


@pytest.mark.parametrize(("basis", "name"), [("item", "item_place"), ("page", "pages")])
def test_a_number_without_end_is_refused_and_nothing_is_reckoned_of_it(
    casework: Casework, registered: str, basis: str, name: str
) -> None:
    screen = screen_with(casework, registered, basis=basis, **{name: 10**12})
    refused = next(one for one in screen.facts if one.name == name)
    assert refused.refusal is not None
    assert "不能大于" in refused.refusal
    assert fact(screen, "amount") is None


def test_the_notice_prints_amount_capitals_and_table(casework: Casework, clock: Clock, registered: str) -> None:
    issued = noticed(casework, clock, registered)
    assert issued.letter.number == "津关公开费〔2026〕1号"
    with pdfplumber.open(BytesIO(issued.paper.pdf)) as paper:
        pages = [page.extract_text().replace("\n", "") for page in paper.pages]
    assert "应缴纳1100元（大写：壹仟壹佰元整）" in "".join(pages)
    assert "不能单独申请行政复议或者提起行政诉讼" in "".join(pages)
    assert pages[-1].startswith("附件信息处理费计算表")
    assert "第101至120页 20 20 400" in pages[-1]


def test_payment_starts_the_limit_anew(casework: Casework, clock: Clock, registered: str) -> None:
    noticed(casework, clock, registered)
    view = casework.requests.view(registered)
    assert (view.state, view.limit.due_on) == (State.AWAITING_PAYMENT, None)
    paid = step_of(casework, registered, EventKind.FEE_PAID)
    assert {field.name: field.default for field in paid.fields} == {"amount": 1100, "receipt_number": None}
    clock.move_to(3, 10)
    casework.steps.record(registered, EventKind.FEE_PAID, clock.day, {"amount": 1100, "receipt_number": "0012345"})
    assert casework.requests.view(registered).limit.due_on == date(2026, 4, 8)
    assert casework.safekeeping.check().ok


def test_a_notice_written_anew_stands_against_the_limit_before_the_fee(
    casework: Casework, clock: Clock, registered: str
) -> None:
    casework.letters.void(noticed(casework, clock, registered).letter.id, "页数有误")
    anew = casework.letters.begin([registered], LetterKind.FEE_NOTICE)
    assert anew.limit_sentence == "期限 03-30 周一，当日寄出即为按期"


def test_an_unpaid_fee_lapses_by_letter_after_twenty_working_days(
    casework: Casework, clock: Clock, registered: str
) -> None:
    notice = noticed(casework, clock, registered)
    clock.move_to(4, 1)
    assert casework.requests.case(registered).limits.fee_due == date(2026, 4, 1)
    assert not step_of(casework, registered, EventKind.FEE_LAPSED).open
    clock.move_to(4, 2)
    screen = casework.letters.begin([registered], LetterKind.LAPSE_NOTICE)
    assert screen.ready
    assert fact(screen, "notice_number") == notice.letter.number
    casework.letters.issue(screen.draft)
    assert casework.requests.view(registered).state is State.FINISHED


@pytest.mark.parametrize("kind", [EventKind.FEE_NOTICED, EventKind.FEE_LAPSED])
def test_fees_are_never_noticed_or_given_up_without_a_letter(
    casework: Casework, registered: str, kind: EventKind
) -> None:
    assert step_of(casework, registered, EventKind.FEE_NOTICED).letter is LetterKind.FEE_NOTICE
    with pytest.raises(StepNotAllowed, match="文书"):
        casework.steps.record(registered, kind, date(2026, 3, 2))
