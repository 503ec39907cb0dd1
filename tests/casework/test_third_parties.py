"""Letters to third parties and agencies in the office: what they know, record, and keep to themselves (条例 32-34)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.records import Event, Letter
from desktop.casework.casework import Casework
from desktop.casework.letters.letter_views import Issued, Service
from desktop.casework.office.office_papers import OutsideAddressMissing
from desktop.casework.steps.steps import StepNotAllowed
from desktop.casework.views import StepView
from resources.vocabulary import EventKind, LetterKind, Outcome, State, WayOfService
from tests.casework.conftest import Clock, MakeDraft
from tests.casework.test_letters import text_of

INQUIRY = {
    "addressee": "示例国际贸易有限公司",
    "information": "查验处置情况说明",
    "party_is_organisation": True,
    "right_kind": "trade_secret",
    "concerned": "成交价格",
}
AGENCY = {"addressee": "某市场监督管理局", "information": "联合处置方案", "party": "joint_agency"}
DECISION = {
    "information": "查验处置情况说明",
    "party_is_organisation": True,
    "ground": "public_interest",
    "reason": "涉及食品安全",
    "disclosed": "产品名称和批次",
}


def issued(casework: Casework, number: str, kind: LetterKind, **values: object) -> Issued:
    draft = casework.letters.begin([number], kind).draft
    return casework.letters.issue(replace(draft, values=values))


def last_event(casework: Casework, number: str, kind: EventKind) -> Event:
    return [event for event in casework.requests.case(number).request.events if event.kind is kind][-1]


def step(casework: Casework, number: str, kind: EventKind) -> StepView:
    return next(step for step in casework.steps.of(number) if step.kind is kind)


def asked(casework: Casework, number: str, **changed: object) -> Letter:
    return issued(casework, number, LetterKind.THIRD_PARTY_INQUIRY, **{**INQUIRY, **changed}).letter


def test_the_step_offers_whom_to_ask_and_then_to_tell_the_applicant(casework: Casework, registered: str) -> None:
    inquiries = (LetterKind.THIRD_PARTY_INQUIRY, LetterKind.AGENCY_INQUIRY)
    assert step(casework, registered, EventKind.CONSULTED).letters == inquiries
    asked(casework, registered)
    assert step(casework, registered, EventKind.CONSULTED).letters == (*inquiries, LetterKind.CONSULTATION_NOTICE)


def test_an_inquiry_stops_the_clock_under_its_own_number(casework: Casework, registered: str) -> None:
    letter = asked(casework, registered)
    assert letter.number == "津关公开征〔2026〕1号"
    event = last_event(casework, registered, EventKind.CONSULTED)
    assert event.letter == letter.id
    assert event.facts == {"ref": "1", "party": "third_party", "name": "示例国际贸易有限公司"}
    assert casework.requests.view(registered).state is State.CONSULTING
    asked(casework, registered, addressee="另一家公司")
    assert last_event(casework, registered, EventKind.CONSULTED).facts["ref"] == "2"
    assert casework.safekeeping.check().ok


def test_the_applicant_stays_unknown_to_the_third_party(casework: Casework, registered: str) -> None:
    paper = issued(casework, registered, LetterKind.THIRD_PARTY_INQUIRY, **INQUIRY)
    text = text_of(paper.paper.pdf)
    for secret in ("罗敏霞", "2025年关区跨境电商通关时效统计", "120101197803140009"):
        assert secret not in text
        assert secret not in str(paper.letter.facts)
    assert "第三方意见回执" in text
    row = next(row for row in casework.letters.register() if row.letter_id == paper.letter.id)
    assert row.addressee == "示例国际贸易有限公司"


def test_the_envelope_goes_to_the_third_party(casework: Casework, registered: str) -> None:
    without = asked(casework, registered)
    with pytest.raises(OutsideAddressMissing, match="示例国际贸易有限公司"):
        casework.letters.envelope(without.id)
    letter = asked(casework, registered, addressee_address="天津市滨海新区示例路9号", addressee_postcode="300450")
    text = text_of(casework.letters.envelope(letter.id).pdf)
    assert "滨海新区示例路9号" in text
    assert "和平区示例路8号" not in text


def test_its_fifteen_working_days_run_from_the_day_it_signed(casework: Casework, clock: Clock, registered: str) -> None:
    letter = asked(casework, registered)
    clock.move_to(3, 6)
    sent = Service(way=WayOfService.POST, on=date(2026, 3, 2), posted_on=date(2026, 3, 2), signed_on=clock.day)
    casework.letters.serve(letter.id, sent)
    (inquiry,) = casework.requests.case(registered).limits.course.consultations
    assert inquiry.received_on == date(2026, 3, 6)
    assert casework.requests.view(registered).state is State.CONSULTING


def test_a_voided_inquiry_no_longer_stops_the_clock(casework: Casework, clock: Clock, registered: str) -> None:
    due = casework.requests.case(registered).limits.reply_due
    letter = asked(casework, registered)
    assert casework.requests.view(registered).state is State.CONSULTING
    casework.letters.void(letter.id, "收件人写错")
    assert casework.requests.view(registered).state is State.OPEN
    clock.move_to(3, 9)
    assert casework.requests.case(registered).limits.reply_due == due
    told = casework.letters.begin([registered], LetterKind.REFUSAL, Outcome.THIRD_PARTY_RIGHTS)
    assert {"consulted", "consultation_result"}.isdisjoint(casework.letters.composition(told.draft).values)
    second = asked(casework, registered, addressee="另一家公司")
    assert second.facts["ref"] == "2"


@pytest.mark.parametrize(("sent", "stood_still"), [(False, 0), (True, 2)])
def test_a_voided_inquiry_that_never_went_out_excludes_no_day(
    casework: Casework, clock: Clock, registered: str, sent: bool, stood_still: int
) -> None:
    letter = asked(casework, registered)
    if sent:
        service = Service(way=WayOfService.POST, on=date(2026, 3, 2), posted_on=date(2026, 3, 2))
        casework.letters.serve(letter.id, service)
    clock.move_to(3, 4)
    casework.letters.void(letter.id, "称谓有误")
    assert casework.requests.case(registered).limits.excluded_working_days == stood_still
    ended = next(item for item in casework.requests.view(registered).timeline if item.kind is EventKind.RETURNED)
    assert ended.name == "不再征求意见", "nothing came back by mail"


def test_an_agency_is_asked_as_joint_maker_or_other_agency(casework: Casework, registered: str) -> None:
    letter = issued(casework, registered, LetterKind.AGENCY_INQUIRY, **AGENCY)
    assert "视为同意公开" in text_of(letter.paper.pdf)
    assert last_event(casework, registered, EventKind.CONSULTED).facts["party"] == "joint_agency"


def test_the_applicant_is_told_with_the_day_and_kind_of_the_inquiry(
    casework: Casework, clock: Clock, registered: str
) -> None:
    clock.move_to(3, 4)
    asked(casework, registered)
    paper = issued(casework, registered, LetterKind.CONSULTATION_NOTICE)
    text = text_of(paper.paper.pdf)
    assert "本机关已于2026年3月4日依法书面征求第三方意见" in text
    assert "示例国际贸易" not in text
    event = last_event(casework, registered, EventKind.NOTED)
    assert (event.letter, event.note) == (paper.letter.id, "已告知申请人征求意见情况")
    assert casework.requests.view(registered).state is State.CONSULTING


def test_a_decision_is_told_and_the_disclosure_waits_five_working_days(
    casework: Casework, clock: Clock, registered: str
) -> None:
    inquiry = asked(casework, registered, addressee_address="天津市滨海新区示例路9号")
    with pytest.raises(StepNotAllowed, match="意见尚未收到"):
        casework.letters.begin([registered], LetterKind.THIRD_PARTY_DECISION)
    clock.move_to(3, 10)
    casework.steps.record(registered, EventKind.OPINION_RECEIVED, clock.day, {"ref": "1", "opinion": "refuse"})
    closed = dict(step(casework, registered, EventKind.REPLIED).closed_outcomes)
    assert "应当先将内容和理由书面告知第三方" in closed[Outcome.PROVIDED]
    screen = casework.letters.begin([registered], LetterKind.THIRD_PARTY_DECISION)
    assert screen.remedy.code == "RT"
    facts = {fact.name: fact.value for fact in screen.facts}
    assert facts["disclosed_from"] == "2026-03-17"
    told_before = ("addressee", "information", "party_is_organisation", "addressee_address")
    assert {name: facts[name] for name in told_before} == {name: inquiry.facts.get(name) for name in told_before}
    paper = casework.letters.issue(replace(screen.draft, values=DECISION))
    assert paper.letter.facts["addressee"] == "示例国际贸易有限公司"
    assert "如贵单位对本机关公开上述信息的决定不服" in text_of(paper.paper.pdf)
    assert last_event(casework, registered, EventKind.THIRD_PARTY_TOLD).letter == paper.letter.id
    reasons = dict(step(casework, registered, EventKind.REPLIED).closed_outcomes)
    assert "最早2026年3月17日" in reasons[Outcome.PROVIDED]
    with pytest.raises(StepNotAllowed, match="3月17日"):
        casework.letters.begin([registered], LetterKind.DISCLOSURE_REPLY, Outcome.PROVIDED)
    later = casework.letters.begin([registered], LetterKind.DISCLOSURE_REPLY, Outcome.PROVIDED_LATER).draft
    screen = casework.letters.screen(replace(later, values={"provided_on": "2026-03-16"}))
    assert "最早2026年3月17日公开" in str({fact.name: fact.refusal for fact in screen.facts}["provided_on"])
    clock.move_to(3, 17)
    assert Outcome.PROVIDED in step(casework, registered, EventKind.REPLIED).outcomes


def test_nothing_is_disclosed_before_the_third_party_had_its_time(
    casework: Casework, clock: Clock, registered: str
) -> None:
    asked(casework, registered)
    shut = dict(step(casework, registered, EventKind.REPLIED).closed_outcomes)
    waits = "第三方意见尚未收到，期限也未届满，不能先作决定（条例第三十二条）。"
    assert shut[Outcome.PROVIDED] == shut[Outcome.PROVIDED_LATER] == waits
    assert Outcome.PARTLY_PROVIDED not in shut
    clock.move_to(3, 24)
    shut = dict(step(casework, registered, EventKind.REPLIED).closed_outcomes)
    assert Outcome.PROVIDED not in shut, "the 15th working day was 23 March"


def test_an_old_request_is_recorded_to_its_end_without_letters(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    clock.move_to(3, 5, 2018)
    number = casework.intake.register(make_draft()).number
    clock.move_to(3, 20, 2018)
    steps = casework.steps
    steps.record(number, EventKind.CORRECTION_REQUESTED, date(2018, 3, 8), {"items": ["明确名称"], "allowed_days": 10})
    steps.record(number, EventKind.CORRECTED, date(2018, 3, 12))
    steps.record(number, EventKind.EXTENDED, date(2018, 3, 20), {"days": 15, "approved_by": "何正"})
    reply = step(casework, number, EventKind.REPLIED)
    assert not reply.writes_letter
    assert "excessive" not in [choice.code for choice in reply.fields[0].choices]
    steps.record(
        number, EventKind.REPLIED, date(2018, 3, 20), {"outcome": "nonexistent", "note": "津关公开〔2018〕3号"}
    )
    case = casework.requests.case(number)
    assert (case.limits.reply_due, case.standing.state) == (date(2018, 4, 24), State.AWAITING_SERVICE)
    assert casework.safekeeping.check().ok


def test_under_the_old_edition_inquiries_and_decisions_are_recorded(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    clock.day = date(2018, 3, 5)
    number = casework.intake.register(make_draft(purpose="科研")).number
    consulted = step(casework, number, EventKind.CONSULTED)
    assert consulted.letters == ()
    assert [field.name for field in consulted.fields] == ["ref", "party", "name", "received_on"]
