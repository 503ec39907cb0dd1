from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pdfplumber
import pytest

from db.errors import LetterVoid
from db.records import Json, Letter
from desktop.casework.casework import Casework
from desktop.casework.drafts import DraftNotFound
from desktop.casework.letters.letter_errors import LetterNotFound
from desktop.casework.letters.letter_views import LetterDraft, Service
from desktop.casework.office.office_papers import AddressMissing
from desktop.casework.requests.cases import RequestNotFound
from desktop.casework.steps.steps import StepNotAllowed
from forms.facts import FactsMissing
from resources.vocabulary import Delivery, EventKind, LetterKind, Outcome, State, Table3Column, Table3Row, WayOfService
from tests.casework.conftest import Clock, MakeDraft

REFUSAL = {"internal_kind": "personnel", "reason": "公开会泄露个人考勤情况"}


def begun(casework: Casework, number: str, outcome: Outcome) -> LetterDraft:
    return casework.letters.begin([number], outcome.letter, outcome).draft


def replied(casework: Casework, number: str) -> str:
    """The id of the issued reply (已主动公开)."""
    values = {"published_title": "公告", "published_on": "2026-01-05", "published_at": "门户网站公告栏"}
    draft = replace(begun(casework, number, Outcome.ALREADY_PUBLIC), values=values)
    return casework.letters.issue(draft).letter.id


def text_of(pdf: bytes) -> str:
    with pdfplumber.open(BytesIO(pdf)) as paper:
        return "".join(page.extract_text() for page in paper.pages).replace("\n", "")


def test_missing_facts_stand_first_and_stop_the_letter(casework: Casework, registered: str) -> None:
    screen = casework.letters.begin([registered], LetterKind.REFUSAL, Outcome.THIRD_PARTY_RIGHTS)
    assert [fact.name for fact in screen.missing] == ["right_kind", "consultation_result", "reason"]
    assert screen.facts[0].missing
    assert "〔不予公开的理由〕" in "".join(sentence.text for sentence in screen.sentences)
    with pytest.raises(FactsMissing):
        casework.letters.issue(screen.draft)
    assert casework.letters.register()[0].kind is LetterKind.RECEIPT, "nothing was issued"


def test_a_refusal_goes_to_review_first_and_says_why(casework: Casework, registered: str) -> None:
    remedy = casework.letters.begin([registered], LetterKind.REFUSAL, Outcome.THIRD_PARTY_RIGHTS).remedy
    assert (remedy.code, remedy.heading) == ("RF", "不予公开：先复议后诉讼")
    assert "海关总署" in remedy.lines[0][1]
    assert "行政复议法" in remedy.why


def test_the_limit_beside_a_letter_does_not_promise_what_is_past(
    casework: Casework, clock: Clock, registered: str
) -> None:
    assert casework.letters.begin([registered], LetterKind.EXTENSION_NOTICE).limit_sentence == (
        "期限 03-30 周一，当日寄出即为按期"
    )
    clock.move_to(4, 1)
    late = casework.letters.begin([registered], LetterKind.REFUSAL, Outcome.THIRD_PARTY_RIGHTS)
    assert late.limit_sentence == "期限 03-30 周一，已过"


def test_a_notice_carries_no_remedy(casework: Casework, registered: str) -> None:
    remedy = casework.letters.begin([registered], LetterKind.CORRECTION_NOTICE).remedy
    assert (remedy.code, remedy.lines) == ("none", ())


def test_issuing_prints_the_number_that_the_register_keeps(casework: Casework, registered: str) -> None:
    draft = replace(begun(casework, registered, Outcome.INTERNAL_AFFAIRS), values=REFUSAL)
    issued = casework.letters.issue(draft)
    assert issued.letter.number == "津关公开答〔2026〕1号"
    text = text_of(issued.paper.pdf)
    assert "津关公开答〔2026〕1号" in text
    assert "公开会泄露个人考勤情况" in text
    assert "先向海关总署申请行政复议" in text
    stored = casework.letters.pdf(issued.letter.id)
    assert stored.pdf == issued.paper.pdf
    assert casework.requests.view(registered).state is State.AWAITING_SERVICE


def test_letters_of_the_demonstration_office_are_marked(casework: Casework, make_draft: MakeDraft) -> None:
    plain = casework.intake.register(make_draft()).receipt_letter
    casework.settings.save(replace(casework.settings.office(), demonstration=True))
    marked = casework.intake.register(make_draft()).receipt_letter
    shapes = []
    for letter in (plain, marked):
        with pdfplumber.open(BytesIO(casework.letters.pdf(letter).pdf)) as paper:
            shapes.append(bool(paper.pages[0].curves))
    assert shapes == [False, True]


def test_a_refused_value_stands_beside_its_field(casework: Casework, registered: str) -> None:
    draft = casework.letters.begin([registered], LetterKind.EXTENSION_NOTICE).draft
    screen = casework.letters.screen(replace(draft, values={"extension_days": 21, "reason": "检索量大"}))
    refused = {fact.name: fact.refusal for fact in screen.missing if fact.refusal}
    assert list(refused) == ["extension_days"]
    assert casework.letters.preview(screen.draft).pages >= 1


def test_an_extension_written_anew_stands_against_the_limit_without_the_void_one(
    casework: Casework, registered: str
) -> None:
    facts: dict[str, Json] = {
        "extension_days": 10,
        "reason": "检索量大",
        "approved_by": "吴敏",
        "approved_on": "2026-03-02",
    }
    draft = casework.letters.begin([registered], LetterKind.EXTENSION_NOTICE).draft
    void = casework.letters.issue(replace(draft, values=facts)).letter
    casework.letters.void(void.id, "批准人有误")
    anew = casework.letters.begin([registered], LetterKind.EXTENSION_NOTICE)
    assert anew.limit_sentence == "期限 03-30 周一，当日寄出即为按期"


def test_a_draft_whose_step_was_closed_by_another_letter_says_so_at_once(casework: Casework, registered: str) -> None:
    facts: dict[str, Json] = {
        "extension_days": 10,
        "reason": "检索量大",
        "approved_by": "吴敏",
        "approved_on": "2026-03-02",
    }
    extension = replace(casework.letters.begin([registered], LetterKind.EXTENSION_NOTICE).draft, values=facts)
    assert casework.letters.screen(extension).ready
    replied(casework, registered)
    screen = casework.letters.screen(extension)
    assert not screen.ready
    assert screen.closed == "申请已于2026年3月2日因“答复”结束。"


def test_an_approval_before_the_request_came_is_refused_at_its_field(casework: Casework, registered: str) -> None:
    draft = casework.letters.begin([registered], LetterKind.EXTENSION_NOTICE).draft
    facts: dict[str, Json] = {"extension_days": 10, "reason": "检索量大", "approved_by": "吴敏"}
    screen = casework.letters.screen(replace(draft, values=facts | {"approved_on": "2026-02-27"}))
    assert [fact.name for fact in screen.facts if fact.refusal] == ["approved_on"]
    assert not screen.ready


def test_the_new_limit_follows_from_the_days(casework: Casework, registered: str) -> None:
    draft = casework.letters.begin([registered], LetterKind.EXTENSION_NOTICE).draft
    screen = casework.letters.screen(replace(draft, values={"extension_days": 10}))
    due = next(fact for fact in screen.facts if fact.name == "new_due_on")
    assert (due.value, due.shown, due.derived) == ("2026-04-14", "2026年4月14日", True)


def test_each_kind_has_its_own_series(casework: Casework, make_draft: MakeDraft) -> None:
    for serial in (1, 2):
        number = casework.intake.register(make_draft()).number
        assert replied(casework, number) == f"津关公开答〔2026〕{serial}号"
    assert [row.number for row in casework.letters.register()] == [
        "津关公开答〔2026〕2号",
        "津关公开回〔2026〕2号",
        "津关公开答〔2026〕1号",
        "津关公开回〔2026〕1号",
    ]


def test_a_void_letter_keeps_number_bytes_and_reason(casework: Casework, registered: str) -> None:
    letter = replied(casework, registered)
    casework.letters.void(letter, "内容有误")
    row = next(row for row in casework.letters.register() if row.letter_id == letter)
    assert (row.number, row.void_reason) == (letter, "内容有误")
    assert casework.letters.pdf(letter).pdf
    with pytest.raises((LetterVoid, StepNotAllowed)):
        casework.letters.void(letter, "再次")
    assert casework.safekeeping.check().ok


def test_a_reprint_is_the_stored_paper_and_is_logged(casework: Casework, registered: str) -> None:
    letter = replied(casework, registered)
    paper, changes = casework.letters.reprint(letter)
    assert paper.pdf == casework.letters.pdf(letter).pdf
    assert changes.requests == {registered}
    assert casework.requests.view(registered).timeline[0].kind is EventKind.REPRINTED


def test_one_letter_answers_several_requests(casework: Casework, make_draft: MakeDraft) -> None:
    first = casework.intake.register(make_draft(content="甲报告")).number
    second = casework.intake.register(make_draft(content="乙报告")).number
    draft = casework.letters.begin([first, second], LetterKind.OTHER_AGENCY_REPLY, Outcome.OTHER_AGENCY).draft
    issued = casework.letters.issue(replace(draft, values={"reason": "该信息由税务机关制作"}))
    assert issued.letter.requests == (first, second)
    assert "“甲报告”、“乙报告”" in text_of(issued.paper.pdf)
    day = date(2026, 3, 2)
    casework.letters.serve(issued.letter.id, Service(way=WayOfService.HAND, on=day, signed_on=day))
    assert {casework.requests.view(number).state for number in (first, second)} == {State.FINISHED}
    not_held = casework.statistics.annual(2026).cell(Table3Row.UNAVAILABLE_NOT_HELD, Table3Column.NATURAL_PERSON)
    assert not_held == 2


def test_later_proof_of_service_is_added_to_the_service(casework: Casework, clock: Clock, registered: str) -> None:
    letter = replied(casework, registered)
    sent = Service(way=WayOfService.POST, on=clock.day, posted_on=clock.day)
    casework.letters.serve(letter, sent)
    clock.move_to(3, 5)
    casework.letters.signed_for(letter, replace(sent, signed_on=clock.day, tracking_number="XA1234567"))
    (delivery,) = casework.letters.deliveries()
    assert (delivery.posted_on, delivery.signed_on) == (date(2026, 3, 2), date(2026, 3, 5))
    limits = casework.requests.case(registered).limits
    assert (limits.completed, limits.review_due) == (date(2026, 3, 2), date(2026, 5, 6))


def test_a_letter_draft_survives_and_goes_when_issued(casework: Casework, registered: str) -> None:
    draft = replace(begun(casework, registered, Outcome.INTERNAL_AFFAIRS), values=REFUSAL, edits={"none": "改过的话"})
    casework.letters.save_draft(draft)
    assert casework.letters.draft(draft.id) == draft
    assert [row.requests for row in casework.letters.drafts()] == [(registered,)]
    casework.letters.issue(replace(draft, edits={}))
    assert casework.letters.drafts() == ()
    with pytest.raises(DraftNotFound):
        casework.letters.draft(draft.id)


def test_an_answered_request_gets_no_second_reply(casework: Casework, registered: str) -> None:
    replied(casework, registered)
    with pytest.raises(StepNotAllowed):
        begun(casework, registered, Outcome.ALREADY_PUBLIC)


def test_a_partial_reply_is_issued_with_the_split_remedy(casework: Casework, registered: str) -> None:
    screen = casework.letters.begin([registered], LetterKind.PARTIAL_REPLY, Outcome.PARTLY_PROVIDED)
    assert screen.remedy.code == "RP"
    values: dict[str, Json] = {
        "open_parts": ["统计表"],
        "provided_as": "纸质复印件邮寄的方式",
        "pages": 3,
        "attachments": ["统计表"],
        "closed_part_1": "讨论记录",
        "closed_ground_1": "discussion",
        "closed_reason_1": "属于尚未形成决定的内部意见",
    }
    issued = casework.letters.issue(replace(screen.draft, values=values))
    text = text_of(issued.paper.pdf)
    assert "对本答复中不予公开的部分不服" in text
    assert casework.requests.view(registered).state is State.AWAITING_SERVICE
    row = casework.statistics.annual(2026).cell(Table3Row.PARTLY_DISCLOSED, Table3Column.NATURAL_PERSON)
    assert row == 1


def test_envelope_and_reckoning_are_printed(casework: Casework, registered: str) -> None:
    letter = replied(casework, registered)
    assert "天津市和平区示例路8号" in text_of(casework.letters.envelope(letter).pdf)
    assert registered in text_of(casework.requests.proof_paper(registered).pdf)


def test_an_envelope_needs_an_address(casework: Casework, make_draft: MakeDraft) -> None:
    number = casework.intake.register(make_draft(address="", delivery=Delivery.PICKUP)).number
    with pytest.raises(AddressMissing):
        casework.letters.envelope(replied(casework, number))


def test_unknown_letters_are_named(casework: Casework, registered: str) -> None:
    with pytest.raises(RequestNotFound):
        casework.letters.begin(["0200-2026-9999"], LetterKind.CORRECTION_NOTICE)
    with pytest.raises(LetterNotFound, match="没有"):
        casework.letters.pdf("没有")


def test_a_request_whose_reply_is_voided_is_taken_up_again(casework: Casework, registered: str) -> None:
    first = replied(casework, registered)
    casework.letters.void(first, "内容有误")
    assert casework.requests.view(registered).state is State.OPEN
    assert replied(casework, registered) == "津关公开答〔2026〕2号", "the void number is not given out again"


def test_what_staff_wrote_in_a_void_letter_stands_in_the_one_written_anew(casework: Casework, registered: str) -> None:
    begun = casework.letters.begin([registered], LetterKind.REFUSAL, Outcome.INTERNAL_AFFAIRS).draft
    written: dict[str, Json] = {"internal_kind": "personnel", "reason": "所涉内容为内部岗位调整"}
    first = casework.letters.issue(replace(begun, values=written)).letter
    casework.letters.void(first.id, "引用条款有误")
    anew = casework.letters.opened([registered], LetterKind.REFUSAL, Outcome.INTERNAL_AFFAIRS)
    assert anew.stands_in_for == first.number
    assert anew.screen.draft.values == written
    assert anew.screen.ready
    second = casework.letters.issue(anew.screen.draft).letter
    assert (second.number, second.facts["letter_number"]) == ("津关公开答〔2026〕2号", "津关公开答〔2026〕2号")


def test_a_notice_that_was_voided_is_written_anew(casework: Casework, clock: Clock, registered: str) -> None:
    clock.move_to(3, 20)
    facts: dict[str, Json] = {"reason": "检索量大", "approved_by": "吴敏", "approved_on": "2026-03-19"}

    def extension(days: int) -> Letter:
        draft = casework.letters.begin([registered], LetterKind.EXTENSION_NOTICE).draft
        return casework.letters.issue(replace(draft, values=facts | {"extension_days": days})).letter

    wrong = extension(20)
    casework.letters.void(wrong.id, "天数写错")
    assert "重新制作" in "".join(casework.requests.view(registered).faults)
    right = extension(10)
    assert right.facts["new_due_on"] == "2026-04-14", "counted from the limit without the void extension"
    assert casework.requests.case(registered).limits.reply_due == date(2026, 4, 14)
    assert casework.requests.view(registered).faults == ()
    with pytest.raises(StepNotAllowed):
        extension(5)
