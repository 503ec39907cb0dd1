"""拆分: one paper with several items becomes several requests, each with a number of its own (law 13(23))."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.casework.casework import Casework
from desktop.casework.intake.splitting import SplitRefused, Splitting
from desktop.casework.letters.letter_views import Service
from desktop.office import open_office
from resources.vocabulary import EventKind, LetterKind, Outcome, State, Table3Column, Table3Row, WayOfService
from tests.casework.conftest import Clock, MakeDraft
from tests.casework.test_letters import text_of


def split(casework: Casework, number: str, *parts: str) -> tuple[str, ...]:
    return Splitting(casework.context).split(number, parts).numbers


def test_the_parts_share_receipt_day_applicant_and_files(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    draft = make_draft(content="一、甲报告；二、乙报告")
    scan = casework.intake.attach(draft.id, "申请表.pdf", "application/pdf", b"%PDF-1.4 scan")
    number = casework.intake.register(replace(draft, attachments=(scan,))).number
    clock.move_to(3, 5)
    numbers = split(casework, number, "甲报告", "乙报告", "丙报告")
    assert numbers == (number, "0200-2026-0002", "0200-2026-0003")
    cases = [casework.requests.case(part) for part in numbers]
    assert [case.request.content for case in cases] == ["甲报告", "乙报告", "丙报告"]
    assert {case.limits.reply_due for case in cases} == {date(2026, 3, 30)}, "the receipt day does not move"
    assert {case.request.applicant.name for case in cases} == {"罗敏霞"}
    for part in numbers:
        assert casework.requests.attachment(part, scan.sha256)[2] == b"%PDF-1.4 scan"
    assert casework.safekeeping.check().ok


def test_the_words_of_the_whole_paper_stay_in_its_history(casework: Casework, registered: str) -> None:
    split(casework, registered, "甲报告", "乙报告")
    items = casework.requests.view(registered).timeline
    assert "2025年关区跨境电商通关时效统计" in [item.struck for item in items]
    assert any(item.kind is EventKind.SPLIT and "0200-2026-0002" in item.facts for item in items)
    part = casework.requests.view("0200-2026-0002").timeline
    assert any(item.kind is EventKind.SPLIT and registered in item.facts for item in part)


def test_each_new_part_has_a_receipt_with_its_number(casework: Casework, registered: str) -> None:
    (receipt,) = Splitting(casework.context).split(registered, ["甲报告", "乙报告"]).receipts
    text = text_of(casework.letters.pdf(receipt).pdf)
    assert "0200-2026-0002" in text
    assert "乙报告" in text


def test_a_receipt_that_cannot_be_printed_stops_no_split(casework: Casework, make_draft: MakeDraft) -> None:
    """As at registration: the receipt is issued later, when the font is there."""
    nowhere = chr(0x323B5)
    number = casework.intake.register(make_draft(name=f"罗{nowhere}")).number
    made = Splitting(casework.context).split(number, ["甲的内容", "乙的内容"])
    assert len(made.numbers) == 2
    assert made.receipts == ()
    assert nowhere in str(made.receipt_refusal)
    steps = {step.kind: step.open for step in casework.steps.of(made.numbers[1])}
    assert steps[EventKind.RECEIPT_ISSUED], "it is owed"


def test_a_correction_before_the_split_holds_for_each_part(casework: Casework, clock: Clock, registered: str) -> None:
    draft = casework.letters.begin([registered], LetterKind.CORRECTION_NOTICE).draft
    values = {"items": ["写明文号"], "guidance": "可以写明时间"}
    notice = casework.letters.issue(replace(draft, values=values)).letter
    clock.move_to(3, 9)
    casework.steps.record(registered, EventKind.CORRECTED, clock.day)
    numbers = split(casework, registered, "甲报告", "乙报告")
    limits = [casework.requests.case(part).limits for part in numbers]
    assert len({one.reply_due for one in limits}) == 1
    assert limits[1].course.corrected_on == date(2026, 3, 9)
    chips = [chip.target for item in casework.requests.view(numbers[1]).timeline for chip in item.chips]
    assert notice.id in chips


def extended(casework: Casework, number: str) -> str:
    """The id of the letter that told a request's applicant of ten days more."""
    draft = casework.letters.begin([number], LetterKind.EXTENSION_NOTICE).draft
    values = {"extension_days": 10, "reason": "检索量大", "approved_by": "吴敏", "approved_on": "2026-03-02"}
    return casework.letters.issue(replace(draft, values=values)).letter.id


def test_a_notice_before_the_split_is_the_notice_of_each_part(casework: Casework, registered: str) -> None:
    notice = extended(casework, registered)
    numbers = split(casework, registered, "甲报告", "乙报告")
    with casework.context.store.reading() as reading:
        assert reading.letter("天津海关", notice).requests == numbers
        assert notice in [letter.id for letter in reading.letters_of("天津海关", numbers[1])]
    casework.letters.serve(notice, Service(way=WayOfService.HAND, on=date(2026, 3, 2)))
    assert [casework.requests.case(number).limits.reply_due for number in numbers] == [date(2026, 4, 14)] * 2
    sent = [[item.kind for item in casework.requests.view(number).timeline] for number in numbers]
    assert all(EventKind.SERVED in kinds for kinds in sent)


def test_a_notice_that_is_voided_is_void_for_each_part(casework: Casework, registered: str) -> None:
    notice = extended(casework, registered)
    numbers = split(casework, registered, "甲报告", "乙报告")
    casework.letters.void(notice, "误发")
    told = [[item.kind for item in casework.requests.view(number).timeline] for number in numbers]
    assert all(EventKind.LETTER_VOIDED in kinds for kinds in told)
    assert casework.safekeeping.check().ok


def test_a_voided_part_does_not_keep_its_notice_from_being_sent(
    casework: Casework, registered: str, clock: Clock
) -> None:
    notice = extended(casework, registered)
    part = split(casework, registered, "甲报告", "乙报告")[1]
    casework.steps.record(part, EventKind.REGISTRATION_VOIDED, clock.day, {"why": "重复拆分"})
    casework.letters.serve(notice, Service(way=WayOfService.HAND, on=clock.day))
    assert [item.kind for item in casework.requests.view(registered).timeline].count(EventKind.SERVED) == 1


def test_a_voided_part_does_not_keep_its_notice_from_being_voided(
    casework: Casework, registered: str, clock: Clock
) -> None:
    notice = extended(casework, registered)
    part = split(casework, registered, "甲报告", "乙报告")[1]
    casework.steps.record(part, EventKind.REGISTRATION_VOIDED, clock.day, {"why": "重复拆分"})
    casework.letters.void(notice, "误发")
    assert casework.letters.letter(notice).void_reason == "误发"


def test_a_notice_of_the_parts_travels_and_an_older_copy_of_it_still_agrees(
    casework: Casework, registered: str, tmp_path: Path, clock: Clock
) -> None:
    notice = extended(casework, registered)
    before, after = tmp_path / "before.jsonl", tmp_path / "after.jsonl"
    casework.exchange.write(before)
    numbers = split(casework, registered, "甲报告", "乙报告")
    casework.exchange.write(after)
    assert casework.exchange.read(before)[0].skipped == 1
    other = open_office(tmp_path / "other.db", clock=clock)
    try:
        other.casework.exchange.read(before)
        other.casework.exchange.read(after)
        with other.casework.context.store.reading() as reading:
            assert reading.letter("天津海关", notice).requests == numbers
        assert other.casework.exchange.read(after)[0].updated == 0
    finally:
        other.close()


def test_each_part_counts_once_and_one_letter_may_answer_all(casework: Casework, registered: str) -> None:
    numbers = split(casework, registered, "甲报告", "乙报告", "丙报告")
    draft = casework.letters.begin(numbers, LetterKind.OTHER_AGENCY_REPLY, Outcome.OTHER_AGENCY).draft
    letter = casework.letters.issue(replace(draft, values={"reason": "该信息由税务机关制作"})).letter
    assert letter.requests == numbers
    annual = casework.statistics.annual(2026)
    assert annual.cell(Table3Row.RECEIVED, Table3Column.NATURAL_PERSON) == 3
    assert annual.cell(Table3Row.UNAVAILABLE_NOT_HELD, Table3Column.NATURAL_PERSON) == 3


def test_the_parts_count_as_items_for_the_fee(casework: Casework, registered: str) -> None:
    """国办函〔2020〕109号 4: 以合理的最小单位拆分计算件数."""
    numbers = split(casework, registered, *(f"报告{place}" for place in range(11)))
    draft = casework.letters.begin([numbers[-1]], LetterKind.FEE_NOTICE).draft
    screen = casework.letters.screen(replace(draft, values={"basis": "item"}))
    assert next(fact for fact in screen.facts if fact.name == "amount").value == 100


@pytest.mark.parametrize("parts", [("甲报告",), ("甲报告", " "), ("甲报告", "甲报告"), ()])
def test_fewer_than_two_different_parts_are_refused(
    casework: Casework, registered: str, parts: tuple[str, ...]
) -> None:
    with pytest.raises(SplitRefused):
        split(casework, registered, *parts)
    assert casework.requests.case(registered).request.content == "2025年关区跨境电商通关时效统计"


def test_only_an_open_request_is_split(casework: Casework, clock: Clock, registered: str) -> None:
    assert Splitting(casework.context).closed(registered) is None
    draft = casework.letters.begin([registered], LetterKind.OTHER_AGENCY_REPLY, Outcome.OTHER_AGENCY).draft
    casework.letters.issue(replace(draft, values={"reason": "该信息由税务机关制作"}))
    assert casework.requests.view(registered).state is State.AWAITING_SERVICE
    reason = Splitting(casework.context).closed(registered)
    assert reason is not None
    assert "待送达" in reason
    with pytest.raises(SplitRefused):
        split(casework, registered, "甲报告", "乙报告")


def test_parts_travel_in_exchange_files(casework: Casework, registered: str, tmp_path: Path, clock: Clock) -> None:
    before, after = tmp_path / "before.jsonl", tmp_path / "after.jsonl"
    casework.exchange.write(before)
    numbers = split(casework, registered, "甲报告", "乙报告")
    casework.exchange.write(after)
    other = open_office(tmp_path / "other.db", clock=clock)
    try:
        other.casework.exchange.read(before)
        counts, _ = other.casework.exchange.read(after)
        assert (counts.requests, counts.updated) == (1, 1)
        contents = [other.casework.requests.case(number).request.content for number in numbers]
        assert contents == ["甲报告", "乙报告"]
        assert other.casework.safekeeping.check().ok
    finally:
        other.close()
