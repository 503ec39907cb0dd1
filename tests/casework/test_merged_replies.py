"""合并答复: one letter, one number, several requests; each applicant gets a copy that names nobody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from db.records import Json
from desktop.casework.casework import Casework
from desktop.casework.letters.letter_errors import CopyNamesAnother, MergeRefused
from desktop.casework.letters.letter_views import Issued, Service
from desktop.casework.letters.merging import Merging
from desktop.casework.wording.wording_views import WordingDraft
from desktop.office import open_office
from resources.vocabulary import Delivery, EventKind, LetterKind, Outcome, State, Table3Column, Table3Row, WayOfService
from tests.casework.conftest import Clock, MakeDraft
from tests.casework.test_letters import text_of

CHEN = {"name": "陈涛", "id_number": "120101198001010011", "address": "天津市河西区示例路9号", "phone": "13900000009"}
REASON: Mapping[str, Json] = {"reason": "该信息由税务机关制作"}


def answered(casework: Casework, *numbers: str, values: Mapping[str, Json] = REASON) -> Issued:
    draft = casework.letters.begin(numbers, LetterKind.OTHER_AGENCY_REPLY, Outcome.OTHER_AGENCY).draft
    return casework.letters.issue(replace(draft, values=values))


@pytest.fixture
def two(casework: Casework, make_draft: MakeDraft) -> tuple[str, str]:
    """Two people ask for the same, in the same words."""
    first = casework.intake.register(make_draft()).number
    return first, casework.intake.register(make_draft(**CHEN)).number


def test_each_applicant_gets_a_copy_that_names_nobody_else(casework: Casework, two: tuple[str, str]) -> None:
    letter = answered(casework, *two).letter
    own, other = (text_of(casework.letters.pdf(letter.id, number).pdf) for number in two)
    assert letter.requests == two
    for text, name, number in ((own, "罗敏霞：", two[0]), (other, "陈涛：", two[1])):
        assert name in text
        assert f"登记编号：{number}" in text
        assert "津关公开答〔2026〕1号" in text
    for secret in ("陈涛", two[1]):
        assert secret not in own
    for secret in ("罗敏霞", two[0]):
        assert secret not in other
    assert "陈涛" not in str(letter.facts)


def test_every_copy_has_the_words_of_the_office(casework: Casework, two: tuple[str, str]) -> None:
    kind = LetterKind.OTHER_AGENCY_REPLY
    texts = {**casework.wordings.page(kind).texts, "title": "政府信息公开申请答复决定书", "own_name": "本决定书"}
    day = casework.context.today()
    casework.wordings.save(WordingDraft(kind=kind, texts=texts, effective_from=day, reason="统一名称", author="周宁"))
    letter = answered(casework, *two).letter
    for number in two:
        text = text_of(casework.letters.pdf(letter.id, number).pdf)
        assert "政府信息公开申请答复决定书" in text
        assert "自收到本决定书之日起60日内" in text


def test_each_copy_is_seen_before_it_is_issued(casework: Casework, two: tuple[str, str]) -> None:
    draft = replace(casework.letters.begin(two, LetterKind.OTHER_AGENCY_REPLY).draft, values=REASON)
    shown = casework.letters.shown(draft)
    assert shown.screen.copies == 2
    assert shown.paper is not None
    assert shown.paper.pages == casework.letters.preview(draft).pages == 2
    text = text_of(shown.paper.pdf)
    assert "罗敏霞：" in text
    assert "陈涛：" in text


def test_requests_and_letters_are_counted_apart(casework: Casework, two: tuple[str, str]) -> None:
    letter = answered(casework, *two).letter
    day = date(2026, 3, 2)
    casework.letters.serve(letter.id, Service(way=WayOfService.HAND, on=day, signed_on=day))
    not_held = casework.statistics.annual(2026).cell(Table3Row.UNAVAILABLE_NOT_HELD, Table3Column.NATURAL_PERSON)
    assert not_held == 2
    summary = casework.statistics.summary(day, day)
    completed = next(figure for figure in summary.figures if figure.code == "completed")
    assert completed.value == 2
    papers = next(line for line in summary.process if line.code == "papers")
    assert papers.value == 3, "two receipts, one reply"
    assert "1" in papers.note


def test_each_copy_is_sent_and_signed_for_on_its_own(casework: Casework, two: tuple[str, str]) -> None:
    letter = answered(casework, *two).letter
    posted = date(2026, 3, 2)
    casework.letters.serve(letter.id, Service(way=WayOfService.POST, on=posted, posted_on=posted), two[1:])
    states = [casework.requests.view(number).state for number in two]
    assert states == [State.AWAITING_SERVICE, State.FINISHED]
    assert "陈涛（收）" in text_of(casework.letters.envelope(letter.id, two[1]).pdf)
    assert [copy.requests for copy in casework.letters.copies(letter.id)] == [two[:1], two[1:]]
    paper, changes = casework.letters.reprint(letter.id, two[1:])
    assert changes.requests == {two[1]}
    assert paper.pdf == casework.letters.pdf(letter.id, two[1]).pdf


def test_a_copy_is_no_file_that_the_applicant_brought(casework: Casework, two: tuple[str, str]) -> None:
    answered(casework, *two)
    assert casework.requests.attachments(two[1]) == ()
    assert casework.safekeeping.check().ok


def test_the_chain_holds_the_hash_of_the_copy(casework: Casework, two: tuple[str, str]) -> None:
    letter = answered(casework, *two).letter
    copy = casework.letters.copies(letter.id)[1]
    replied = [event for event in casework.requests.case(two[1]).request.events if event.kind is EventKind.REPLIED]
    assert replied[0].facts["copy_sha256"] == copy.sha256


def test_what_staff_wrote_may_not_tell_one_applicant_of_the_other(casework: Casework, two: tuple[str, str]) -> None:
    for secret in ("陈涛", two[0], "13900000009"):
        with pytest.raises(CopyNamesAnother):
            answered(casework, *two, values={"reason": f"该信息已向{secret}提供"})


def test_people_who_ask_for_something_else_are_not_answered_together(casework: Casework, make_draft: MakeDraft) -> None:
    first = casework.intake.register(make_draft()).number
    other = casework.intake.register(make_draft(**CHEN, content="另一份报告")).number
    with pytest.raises(MergeRefused) as refused:
        casework.letters.begin([first, other], LetterKind.OTHER_AGENCY_REPLY)
    assert other in refused.value.sentence()


def test_nobody_is_told_of_what_another_asked_besides(casework: Casework, make_draft: MakeDraft) -> None:
    """A asks for X and Y, B for X: one letter over all three would tell B of Y."""
    both = [casework.intake.register(make_draft(content=content)).number for content in ("甲报告", "乙报告")]
    other = casework.intake.register(make_draft(**CHEN, content="甲报告")).number
    for order in ((*both, other), (other, *both)):
        with pytest.raises(MergeRefused):
            casework.letters.begin(order, LetterKind.OTHER_AGENCY_REPLY)


def test_the_candidates_say_why_not(casework: Casework, make_draft: MakeDraft) -> None:
    first = casework.intake.register(make_draft()).number
    more = casework.intake.register(make_draft(content="乙报告")).number
    same = casework.intake.register(make_draft(**CHEN, content="2025年关区跨境电商通关时效统计。")).number
    mailed = casework.intake.register(make_draft(delivery=Delivery.EMAIL, email="a@example.cn")).number
    stranger = casework.intake.register(make_draft(**CHEN, content="丙报告")).number
    draft = casework.letters.begin([first], LetterKind.OTHER_AGENCY_REPLY).draft
    found = {one.number: one for one in Merging(casework.context).candidates(draft).candidates}
    assert first not in found
    assert {number for number, one in found.items() if one.reason is None} == {more, same}
    assert "电子邮件" in (found[mailed].reason or "")
    assert found[stranger].reason is not None
    chosen = Merging(casework.context).candidates(replace(draft, requests=(first, more)))
    again = {one.number: one for one in chosen.candidates}
    assert again[more].chosen
    assert again[same].reason is not None, "its applicant would learn of the second request"


def test_a_request_answered_meanwhile_is_named(casework: Casework, two: tuple[str, str]) -> None:
    draft = casework.letters.begin(two, LetterKind.OTHER_AGENCY_REPLY, Outcome.OTHER_AGENCY).draft
    answered(casework, two[1])
    with pytest.raises(MergeRefused) as refused:
        casework.letters.issue(replace(draft, values=REASON))
    assert two[1] in refused.value.sentence()
    assert casework.requests.view(two[0]).state is State.OPEN, "nothing was issued"


def test_copies_travel_in_exchange_files(
    casework: Casework, two: tuple[str, str], tmp_path: Path, clock: Clock
) -> None:
    letter = answered(casework, *two).letter
    file = tmp_path / "out.jsonl"
    casework.exchange.write(file)
    other = open_office(tmp_path / "other.db", clock=clock)
    try:
        other.casework.exchange.read(file)
        taken = other.casework.letters
        assert taken.letter(letter.id).requests == two
        assert taken.pdf(letter.id, two[1]).pdf == casework.letters.pdf(letter.id, two[1]).pdf
        assert [copy.requests for copy in taken.copies(letter.id)] == [two[:1], two[1:]]
        assert other.casework.safekeeping.check().ok
        again = tmp_path / "again.jsonl"
        other.casework.exchange.write(again)
        assert set(again.read_text("utf-8").splitlines()) == set(file.read_text("utf-8").splitlines())
    finally:
        other.close()
