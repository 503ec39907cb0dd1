"""What a letter says follows from the file: result and clause, third parties, earlier steps, names, days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from db.records import Json
from desktop.casework.casework import Casework
from desktop.casework.intake_views import DraftPerson
from desktop.casework.letter_views import FactView, Issued
from resources.vocabulary import ApplicantKind, Channel, EventKind, LetterKind, Outcome
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
    others = tuple(DraftPerson(name=f"某{place}") for place in range(30))
    number = casework.intake.register(make_draft(co_applicants=others)).number
    text = text_of(issued(casework, number, Outcome.STATE_SECRET, SECRET).paper.pdf)
    assert "罗敏霞、某0、某1等31人：" in text
    assert casework.letters.register()[0].addressee == "罗**、某**、某**等31人"


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


@pytest.mark.parametrize("opinion", ["refuse", "partial"])
def test_the_third_partys_refusal_is_taken_from_the_file(
    casework: Casework, clock: Clock, registered: str, opinion: str
) -> None:
    consult(casework, clock, registered, opinion)
    letter = issued(casework, registered, Outcome.THIRD_PARTY_RIGHTS, RIGHTS)
    assert "第三方不同意公开且理由合理" in text_of(letter.paper.pdf)


def test_an_inquiry_that_came_back_is_told_as_such(casework: Casework, clock: Clock, registered: str) -> None:
    consult(casework, clock, registered)
    clock.move_to(3, 9)
    casework.steps.record(registered, EventKind.RETURNED, clock.day, {"ref": "third_party"})
    letter = issued(casework, registered, Outcome.THIRD_PARTY_RIGHTS, RIGHTS)
    assert "未能送达第三方" in text_of(letter.paper.pdf)


def test_a_receipt_composed_before_confirmation_names_no_receipt_day(casework: Casework, make_draft: MakeDraft) -> None:
    number = casework.intake.register(make_draft(channel=Channel.WEB)).number
    receipt = casework.letters.compose(number, LetterKind.RECEIPT, {}).paper
    assert receipt is not None
    assert "于2026年3月2日到达本机关" in text_of(receipt.pdf)
    assert "届满日" not in text_of(receipt.pdf)
