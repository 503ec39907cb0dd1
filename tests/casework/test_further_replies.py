"""The replies L15 to L20, L22, L24 in the office: which can be chosen, what they know, what they record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.casework.casework import Casework
from desktop.casework.letters.letter_views import LetterDraft
from desktop.casework.steps.steps import StepNotAllowed
from desktop.casework.views import StepView
from resources.vocabulary import EventKind, LetterKind, Outcome, State, Table3Column, Table3Row
from tests.casework.conftest import Clock, MakeDraft

CORRECTION = {"items": ["写明文件名称"], "guidance": "可以查询目录"}
PUBLISHED = {"published_title": "公告", "published_on": "2026-01-05", "published_at": "门户网站公告栏"}


def reply_step(casework: Casework, number: str) -> StepView:
    return next(step for step in casework.steps.of(number) if step.kind is EventKind.REPLIED)


def begun(casework: Casework, number: str, outcome: Outcome) -> LetterDraft:
    return casework.letters.begin([number], outcome.letter, outcome).draft


@pytest.mark.parametrize(
    ("outcome", "values", "row"),
    [
        (Outcome.NEEDS_CREATION, {"reason": "须重新汇总"}, Table3Row.UNAVAILABLE_NEEDS_CREATION),
        (
            Outcome.ADMINISTRATIVE_INQUIRY,
            {"information": "登记资料", "access_law": "《某条例》第一条", "inquiry_office": "登记中心"},
            Table3Row.WITHHELD_ADMINISTRATIVE_INQUIRY,
        ),
        (
            Outcome.PETITION,
            {"petition_kind": "report", "reason": "要求查处", "right_channel": "12360海关热线"},
            Table3Row.NOT_PROCESSED_PETITION,
        ),
        (
            Outcome.NOT_GOVERNMENT_INFORMATION,
            {"question_kind": "business", "reason": "询问办理流程", "right_channel": "12360海关热线"},
            Table3Row.OTHER_OTHER,
        ),
        (
            Outcome.PUBLICATION,
            {"publication": "《统计年鉴》", "publication_source": "公共图书馆"},
            Table3Row.NOT_PROCESSED_PUBLICATION,
        ),
        (
            Outcome.RECONFIRMATION,
            {"demand": "confirm", "earlier_on": "2025-11-06", "earlier_way": "邮寄方式"},
            Table3Row.NOT_PROCESSED_RECONFIRMATION,
        ),
    ],
)
def test_a_result_is_chosen_issued_and_counted_in_its_row(
    casework: Casework, registered: str, outcome: Outcome, values: dict[str, str], row: Table3Row
) -> None:
    assert outcome in reply_step(casework, registered).outcomes
    screen = casework.letters.begin([registered], outcome.letter, outcome)
    assert screen.remedy.code == "RA"
    assert {fact.name for fact in screen.missing} == set(values)
    casework.letters.issue(replace(screen.draft, values=values))
    assert casework.requests.view(registered).state is State.AWAITING_SERVICE
    assert casework.statistics.annual(2026).cell(row, Table3Column.NATURAL_PERSON) == 1


def test_still_unclear_is_closed_with_its_reason_until_the_correction_came(
    casework: Casework, clock: Clock, registered: str
) -> None:
    closed = dict(reply_step(casework, registered).closed_outcomes)
    assert "应当先告知补正（条例第三十条）" in closed[Outcome.STILL_UNCLEAR]
    with pytest.raises(StepNotAllowed, match="补正"):
        begun(casework, registered, Outcome.STILL_UNCLEAR)
    notice = casework.letters.begin([registered], LetterKind.CORRECTION_NOTICE).draft
    casework.letters.issue(replace(notice, values=CORRECTION))
    casework.steps.record(registered, EventKind.CORRECTED, clock.move_to(3, 5))
    assert Outcome.STILL_UNCLEAR in reply_step(casework, registered).outcomes
    draft = replace(begun(casework, registered, Outcome.STILL_UNCLEAR), values={"reason": "未写明形成时间"})
    issued = casework.letters.issue(draft)
    assert issued.letter.facts["corrected_on"] == "2026-03-05"


def test_excessive_is_closed_until_reasons_came(casework: Casework, registered: str) -> None:
    step = reply_step(casework, registered)
    assert Outcome.EXCESSIVE not in step.outcomes
    assert "说明理由" in dict(step.closed_outcomes)[Outcome.EXCESSIVE]


def test_the_reply_to_the_same_earlier_request_is_proposed(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    first = casework.intake.register(make_draft()).number
    reply = casework.letters.issue(replace(begun(casework, first, Outcome.ALREADY_PUBLIC), values=PUBLISHED)).letter
    clock.move_to(4, 1)
    again = casework.intake.register(make_draft()).number
    screen = casework.letters.begin([again], LetterKind.REPEAT_NOTICE, Outcome.REPEATED)
    assert screen.ready
    found = {fact.name: fact.value for fact in screen.facts}
    assert (found["earlier_number"], found["earlier_on"]) == (reply.number, "2026-03-02")
    assert found["earlier_title"] == "政府信息公开申请答复书"


def test_requests_of_others_and_other_requests_are_not_proposed(casework: Casework, make_draft: MakeDraft) -> None:
    answered = [make_draft(name="陈涛", id_number="1"), make_draft(content="关区人员编制情况")]
    for draft in answered:
        number = casework.intake.register(draft).number
        casework.letters.issue(replace(begun(casework, number, Outcome.ALREADY_PUBLIC), values=PUBLISHED))
    number = casework.intake.register(make_draft()).number
    screen = casework.letters.begin([number], LetterKind.REPEAT_NOTICE, Outcome.REPEATED)
    assert {fact.name for fact in screen.missing} == {"earlier_title", "earlier_number", "earlier_on"}


def test_a_void_reply_is_no_earlier_reply(casework: Casework, clock: Clock, make_draft: MakeDraft) -> None:
    first = casework.intake.register(make_draft()).number
    draft = replace(begun(casework, first, Outcome.ALREADY_PUBLIC), values=PUBLISHED)
    casework.letters.void(casework.letters.issue(draft).letter.id, "内容有误")
    again = casework.intake.register(make_draft(arrived_on=date(2026, 3, 2))).number
    assert not casework.letters.begin([again], LetterKind.REPEAT_NOTICE, Outcome.REPEATED).ready
