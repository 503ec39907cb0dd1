"""What a letter says follows from the file: result and clause, third parties, earlier steps, names, days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from db.records import Json
from desktop.casework.casework import Casework
from desktop.casework.intake.intake_views import DraftPerson
from desktop.casework.letters.letter_errors import MergeRefused
from desktop.casework.letters.letter_views import FactView, Issued
from forms.facts import FactRefused
from resources.vocabulary import ApplicantKind, Channel, Delivery, EventKind, LetterKind, Outcome
from tests.casework.conftest import Clock, MakeDraft
from tests.casework.test_letters import text_of

SECRET: Mapping[str, Json] = {"secrecy_level": "secret", "reason": "载明布控参数"}
RIGHTS: Mapping[str, Json] = {"right_kind": "trade_secret", "reason": "公开会泄露成交价格"}
OTHER_AGENCY: Mapping[str, Json] = {"reason": "该信息由税务机关制作"}
PUBLIC: Mapping[str, Json] = {"published_title": "公告", "published_on": "2026-01-05", "published_at": "门户网站公告栏"}
DESTROYED: Mapping[str, Json] = {
    "search_places": "档案管理系统",
    "search_terms": "“冷链”为关键词",
    "searched_on": "2026-03-02",
    "searched_by": "王五",
    "destroyed_on": "2023-05-06",
    "retention_period": "10年",
    "destruction_record": "《销毁清册》第2号",
}


def issued(casework: Casework, number: str, outcome: Outcome, values: Mapping[str, Json]) -> Issued:
    draft = casework.letters.begin([number], outcome.letter, outcome).draft
    return casework.letters.issue(replace(draft, values=values))


def fact(casework: Casework, number: str, outcome: Outcome, name: str, values: Mapping[str, Json]) -> FactView:
    draft = casework.letters.begin([number], outcome.letter, outcome).draft
    screen = casework.letters.screen(replace(draft, values=values))
    return next(one for one in screen.facts if one.name == name)


def consult(
    casework: Casework, clock: Clock, number: str, opinion: str | None = None, party: str = "third_party"
) -> None:
    """Asks a third party today; ``opinion``: what it says on the same day."""
    facts: dict[str, Json] = {"ref": party, "party": party, "received_on": clock.day.isoformat()}
    casework.steps.record(number, EventKind.CONSULTED, clock.day, facts)
    if opinion is not None:
        answer: dict[str, Json] = {"ref": party, "opinion": opinion}
        casework.steps.record(number, EventKind.OPINION_RECEIVED, clock.day, answer)


def test_a_letter_tells_only_a_result_of_its_own(casework: Casework, registered: str) -> None:
    """Typed or chosen: a letter about another agency cannot record a state secret nor carry its clause."""
    draft = casework.letters.begin([registered], LetterKind.OTHER_AGENCY_REPLY, Outcome.STATE_SECRET).draft
    result = casework.letters.issue(replace(draft, values={**OTHER_AGENCY, "outcome": "state_secret"}))
    assert "或者自收到本答复书之日起6个月内" in text_of(result.paper.pdf)
    ending = casework.requests.case(registered).limits.course.ending
    assert ending is not None
    assert ending.outcome is Outcome.OTHER_AGENCY


def test_nobody_types_the_clause(casework: Casework, registered: str) -> None:
    result = issued(casework, registered, Outcome.STATE_SECRET, {**SECRET, "remedy": "RA"})
    assert "先向海关总署申请行政复议" in text_of(result.paper.pdf)


def test_all_applicants_are_named_and_the_envelope_goes_to_the_representative(
    casework: Casework, make_draft: MakeDraft
) -> None:
    company = DraftPerson(name="天津某公司", kind=ApplicantKind.BUSINESS)
    number = casework.intake.register(make_draft(co_applicants=(DraftPerson(name="陈涛"), company))).number
    letter = issued(casework, number, Outcome.STATE_SECRET, SECRET)
    assert "罗敏霞、陈涛、天津某公司：" in text_of(letter.paper.pdf)
    envelope = text_of(casework.letters.envelope(letter.letter.id).pdf)
    assert "罗敏霞（收）" in envelope
    assert "陈涛" not in envelope
    assert casework.letters.register()[0].addressee == "罗**、陈**、天津某公司"


def test_a_crowd_is_named_by_its_first(casework: Casework, make_draft: MakeDraft) -> None:
    others = tuple(DraftPerson(name=f"某某{place}") for place in range(60))
    number = casework.intake.register(make_draft(co_applicants=others)).number
    text = text_of(issued(casework, number, Outcome.STATE_SECRET, SECRET).paper.pdf)
    assert "罗敏霞、某某0、某某1等61人：" in text
    assert casework.letters.register()[0].addressee == "罗**、某**、某**等61人"


def test_a_crowd_with_an_organisation_is_not_so_many_persons(casework: Casework, make_draft: MakeDraft) -> None:
    others = tuple(DraftPerson(name=f"某某{place}") for place in range(60))
    company = make_draft(name="天津示例公司", applicant_kind=ApplicantKind.BUSINESS, co_applicants=others)
    number = casework.intake.register(company).number
    text = text_of(issued(casework, number, Outcome.STATE_SECRET, SECRET).paper.pdf)
    assert "天津示例公司、某某0、某某1等61名申请人：" in text


@pytest.mark.parametrize(
    ("opinions", "words"),
    [
        ({"third_party": "refuse"}, "本机关依法书面征求了第三方意见。"),
        ({"other_agency": "consent"}, "本机关依法书面征求了相关行政机关意见。"),
        ({"third_party": "refuse", "joint_agency": "consent"}, "本机关依法书面征求了第三方和相关行政机关意见。"),
    ],
)
def test_all_who_were_asked_are_mentioned(
    casework: Casework, clock: Clock, registered: str, opinions: dict[str, str], words: str
) -> None:
    for party, opinion in opinions.items():
        consult(casework, clock, registered, opinion, party)
    assert words in text_of(issued(casework, registered, Outcome.STATE_SECRET, SECRET).paper.pdf)


def test_rights_of_third_parties_need_a_consultation_on_file(casework: Casework, registered: str) -> None:
    """条例 32: 应当书面征求第三方的意见. The letter says that it was done, so the file must show it."""
    told = fact(casework, registered, Outcome.THIRD_PARTY_RIGHTS, "consultation_result", {**RIGHTS})
    assert told.missing
    typed = {**RIGHTS, "consultation_result": "refused"}
    refused = fact(casework, registered, Outcome.THIRD_PARTY_RIGHTS, "consultation_result", typed)
    assert refused.refusal is not None
    assert "第三十二条" in refused.refusal
    with pytest.raises(FactRefused):
        issued(casework, registered, Outcome.THIRD_PARTY_RIGHTS, typed)
    assert casework.letters.compose(registered, LetterKind.REFUSAL, {**typed, "outcome": "third_party_rights"}).paper, (
        "a draft may always be composed"
    )


def test_a_part_closed_for_a_third_party_needs_the_consultation_too(casework: Casework, registered: str) -> None:
    part: Mapping[str, Json] = {"closed_part_1": "成交价格", "closed_ground_1": "trade_secret"}
    typed = {**part, "closed_consultation_1": "refused"}
    assert fact(casework, registered, Outcome.PARTLY_PROVIDED, "closed_consultation_1", typed).refusal


@pytest.mark.parametrize("opinion", ["refuse", "partial"])
def test_the_third_partys_refusal_is_taken_from_the_file(
    casework: Casework, clock: Clock, registered: str, opinion: str
) -> None:
    consult(casework, clock, registered, opinion)
    letter = issued(casework, registered, Outcome.THIRD_PARTY_RIGHTS, RIGHTS)
    assert "第三方不同意公开且理由合理" in text_of(letter.paper.pdf)


def test_a_third_party_that_consents_is_no_ground(casework: Casework, clock: Clock, registered: str) -> None:
    consult(casework, clock, registered, "consent")
    for result in ("refused", "silent", "returned"):
        with pytest.raises(FactRefused):
            issued(casework, registered, Outcome.THIRD_PARTY_RIGHTS, {**RIGHTS, "consultation_result": result})


def test_silence_counts_after_15_working_days(casework: Casework, clock: Clock, registered: str) -> None:
    consult(casework, clock, registered)
    silent = {**RIGHTS, "consultation_result": "silent"}
    assert fact(casework, registered, Outcome.THIRD_PARTY_RIGHTS, "consultation_result", silent).refusal
    clock.move_to(3, 24)
    letter = issued(casework, registered, Outcome.THIRD_PARTY_RIGHTS, RIGHTS)
    assert "第三方逾期未提出意见" in text_of(letter.paper.pdf)


def test_an_inquiry_that_came_back_is_told_as_such(casework: Casework, clock: Clock, registered: str) -> None:
    consult(casework, clock, registered)
    clock.move_to(3, 9)
    casework.steps.record(registered, EventKind.RETURNED, clock.day, {"ref": "third_party"})
    letter = issued(casework, registered, Outcome.THIRD_PARTY_RIGHTS, RIGHTS)
    assert "未能送达第三方" in text_of(letter.paper.pdf)


@pytest.mark.parametrize(
    ("name", "day"),
    [("searched_on", "2026-03-03"), ("searched_on", "2026-02-27"), ("destroyed_on", "2026-03-03")],
)
def test_a_search_lies_between_request_and_letter(casework: Casework, registered: str, name: str, day: str) -> None:
    values = {**DESTROYED, name: day}
    assert fact(casework, registered, Outcome.DESTROYED, name, values).refusal
    with pytest.raises(FactRefused):
        issued(casework, registered, Outcome.DESTROYED, values)


def test_publication_lies_before_the_letter_and_later_provision_behind_it(casework: Casework, registered: str) -> None:
    public = {**PUBLIC, "published_on": "2026-03-03"}
    assert fact(casework, registered, Outcome.ALREADY_PUBLIC, "published_on", public).refusal
    later = {"provided_as": "纸质复印件", "provided_through": "邮寄", "provided_on": "2026-03-01"}
    assert fact(casework, registered, Outcome.PROVIDED_LATER, "provided_on", later).refusal


@pytest.mark.parametrize(
    ("outcome", "name", "day"),
    [
        (Outcome.WITHDRAWN, "withdrawn_on", "2026-03-03"),
        (Outcome.WITHDRAWN, "withdrawn_on", "2026-02-27"),
        (Outcome.PROVIDED, "corrected_on", "2026-03-03"),
        (Outcome.PROVIDED, "extension_noticed_on", "2026-03-03"),
        (Outcome.PROVIDED, "received_on", "2026-03-03"),
    ],
)
def test_a_letter_tells_nothing_that_had_not_happened(
    casework: Casework, registered: str, outcome: Outcome, name: str, day: str
) -> None:
    assert fact(casework, registered, outcome, name, {name: day}).refusal


def test_a_period_that_is_counted_begins_before_it_ends(casework: Casework, registered: str) -> None:
    draft = casework.letters.begin([registered], LetterKind.REASONS_REQUEST).draft
    values: dict[str, Json] = {"period_from": "2026-02-03", "period_to": "2026-02-02"}
    refused = {one.name for one in casework.letters.screen(replace(draft, values=values)).facts if one.refusal}
    assert "period_from" in refused
    assert "period_to" not in refused


@pytest.mark.parametrize(
    ("place", "stands"),
    [
        ("http://tianjin.customs.gov.cn", False),
        ("https://www.customs.gov.cn/index.html", False),
        ("tianjin.customs.gov.cn/", False),
        ("http://tianjin.customs.gov.cn/427875/427916/index.html", True),
        ("天津海关门户网站“统计信息”栏目（http://tianjin.customs.gov.cn/）", True),
        ("《中华人民共和国海关总署文告》2026年第3期", True),
    ],
)
def test_published_information_is_found_by_more_than_a_home_page(
    casework: Casework, registered: str, place: str, stands: bool
) -> None:
    """条例 36(一); law 6.4 L10: the exact address, not the home page."""
    told = fact(casework, registered, Outcome.ALREADY_PUBLIC, "published_at", {**PUBLIC, "published_at": place})
    assert (told.refusal is None) is stands


def test_a_receipt_composed_later_names_the_limit_of_the_registration(
    casework: Casework, make_draft: MakeDraft
) -> None:
    draft = make_draft()
    scan = casework.intake.attach(draft.id, "申请表.pdf", "application/pdf", b"%PDF-1.4 scan")
    number = casework.intake.register(replace(draft, attachments=(replace(scan, pages=3),))).number
    notice = casework.letters.begin([number], LetterKind.EXTENSION_NOTICE).draft
    facts: Mapping[str, Json] = {
        "reason": "检索量大",
        "extension_days": 10,
        "approved_by": "何正",
        "approved_on": "2026-03-02",
    }
    casework.letters.issue(replace(notice, values=facts))
    receipt = casework.letters.compose(number, LetterKind.RECEIPT, {}).paper
    assert receipt is not None
    text = text_of(receipt.pdf)
    assert "20个工作日内（期限届满日为2026年3月30日）" in text
    assert "随附材料1份3页" in text


def test_a_receipt_composed_before_confirmation_names_no_receipt_day(casework: Casework, make_draft: MakeDraft) -> None:
    number = casework.intake.register(make_draft(channel=Channel.WEB)).number
    receipt = casework.letters.compose(number, LetterKind.RECEIPT, {}).paper
    assert receipt is not None
    assert "于2026年3月2日到达本机关" in text_of(receipt.pdf)
    assert "届满日" not in text_of(receipt.pdf)


def test_only_requests_of_the_same_people_and_steps_are_answered_together(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    first = casework.intake.register(make_draft(content="甲报告")).number
    joint = casework.intake.register(make_draft(content="乙报告", co_applicants=(DraftPerson(name="陈涛"),))).number
    asked = casework.intake.register(make_draft(content="丙报告")).number
    consult(casework, clock, asked, "refuse")
    for other in (joint, asked):
        with pytest.raises(MergeRefused):
            casework.letters.begin([first, other], LetterKind.OTHER_AGENCY_REPLY)


def test_staff_say_that_a_reply_goes_out_over_the_internet(casework: Casework, make_draft: MakeDraft) -> None:
    """The applicant asked for post, but the reply is served on the web platform: 行政复议法 22(2)."""
    casework.settings.save(replace(casework.settings.office(), remedy_platform="掌上复议小程序"))
    posted = casework.intake.register(make_draft()).number
    shown = fact(casework, posted, Outcome.STATE_SECRET, "served_online", SECRET)
    assert (shown.value, shown.derived) == (False, True)
    letter = issued(casework, posted, Outcome.STATE_SECRET, {**SECRET, "served_online": True})
    assert "互联网渠道提交行政复议申请书：掌上复议小程序。" in text_of(letter.paper.pdf)
    mailed = casework.intake.register(make_draft(delivery=Delivery.EMAIL, email="a@example.cn")).number
    assert "互联网渠道" in text_of(issued(casework, mailed, Outcome.STATE_SECRET, SECRET).paper.pdf)


def test_the_clause_is_that_of_the_letters_date(casework: Casework, clock: Clock, make_draft: MakeDraft) -> None:
    clock.move_to(12, 28, 2023)
    number = casework.intake.register(make_draft()).number
    clock.move_to(1, 3, 2024)
    dated = {**SECRET, "date": "2023-12-29"}
    assert fact(casework, number, Outcome.STATE_SECRET, "date", dated).value == "2023-12-29"
    draft = casework.letters.begin([number], LetterKind.REFUSAL, Outcome.STATE_SECRET).draft
    assert casework.letters.screen(replace(draft, values=dated)).remedy.code == "RA"
    letter = casework.letters.issue(replace(draft, values=dated))
    assert letter.letter.date == date(2023, 12, 29)
    assert "或者自收到本答复书之日起6个月内" in text_of(letter.paper.pdf)
