"""今日 says what is due beside replies: silent departments, the annual report; both limits after a late notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.records import Event, Json
from desktop.casework.casework import Casework
from desktop.casework.intake.intake_views import ContactEntry
from desktop.casework.letters.letter_views import LetterDraft, Service
from desktop.casework.requests.cases import read_case
from desktop.casework.requests.day_papers import day_paper
from desktop.casework.sending.service_warnings import warn_of_letter
from desktop.casework.steps.step_preview import preview_step
from desktop.casework.steps.steps import StepNotAllowed, append
from resources.vocabulary import Channel, Delivery, EventKind, LetterKind, Outcome, State, WayOfService
from tests.casework.conftest import SETTINGS, Clock, MakeDraft
from tests.casework.test_file_papers import text_of


def department_of(casework: Casework) -> tuple[str, str]:
    """Who works on the only open request, and what the list says of its answer."""
    (row,) = casework.worklist.rows()
    return row.department, row.department_note


def test_a_department_that_is_silent_after_its_inner_limit_is_named(
    casework: Casework, clock: Clock, registered: str
) -> None:
    casework.steps.record(registered, EventKind.HANDED_OVER, clock.day, {"to": "监管处", "due_on": "2026-03-06"})
    clock.move_to(3, 6)
    assert casework.worklist.today().reminders == ()
    assert department_of(casework) == ("监管处", "03-06 前反馈")
    clock.move_to(3, 9)
    (said,) = casework.worklist.today().reminders
    assert said == f"1 件已过内部期限，承办部门尚未反馈，请催办：{registered}"
    assert department_of(casework) == ("监管处", "03-06 未反馈")
    sheet = text_of(day_paper(casework.context).pdf)
    assert said in sheet
    assert "03-06 未反馈" in sheet
    assert [step.kind for step in casework.steps.commonest(registered)][1] is EventKind.REMINDED
    casework.steps.record(registered, EventKind.REMINDED, clock.day, {"to": "监管处"})
    assert casework.worklist.today().reminders == ()
    assert department_of(casework) == ("监管处", "已催办 03-09")
    assert casework.requests.view(registered).timeline[0].facts == "监管处"
    clock.move_to(3, 10)
    assert casework.worklist.today().reminders == (said,)
    casework.steps.record(registered, EventKind.DEPARTMENT_ANSWERED, clock.day, {"answer": "同意公开"})
    assert casework.worklist.today().reminders == ()
    assert department_of(casework) == ("监管处", "已反馈")
    kinds = [event.kind for event in casework.requests.case(registered).request.events[-3:]]
    assert kinds == [EventKind.HANDED_OVER, EventKind.REMINDED, EventKind.DEPARTMENT_ANSWERED]


def test_a_void_notice_waits_for_us_although_the_state_says_otherwise(casework: Casework, registered: str) -> None:
    facts: dict[str, Json] = {"items": ["所需信息的名称"], "guidance": "请写明名称"}
    draft = casework.letters.begin([registered], LetterKind.CORRECTION_NOTICE).draft
    notice = casework.letters.issue(replace(draft, values=facts)).letter
    assert casework.worklist.today().reminders == ()
    casework.letters.void(notice.id, "所列事项有误")
    assert casework.worklist.today().reminders == (f"1 件的告知书已作废，尚未重新告知：{registered}",)
    anew = casework.letters.begin([registered], LetterKind.CORRECTION_NOTICE).draft
    casework.letters.issue(anew)
    assert casework.worklist.today().reminders == ()


@pytest.mark.parametrize(("year", "day"), [(2026, "2026年1月30日"), (2025, "2025年1月27日"), (2024, "2024年1月31日")])
def test_the_annual_report_is_announced_in_january(casework: Casework, clock: Clock, year: int, day: str) -> None:
    # 31 January 2026 is a Saturday; 2025 it lies in the Spring Festival, from 28 January on; 2024 it is a Wednesday.
    clock.move_to(1, 5, year)
    (said,) = casework.worklist.today().reminders
    assert f"{year - 1}年度政府信息公开工作年度报告最迟{day}公布（条例第四十九条" in said
    clock.move_to(2, 2, year)
    assert casework.worklist.today().reminders == ()


def test_the_annual_report_is_announced_no_more_once_it_was_filed(casework: Casework, clock: Clock) -> None:
    clock.move_to(1, 5)
    assert len(casework.worklist.today().reminders) == 1
    casework.annual_reports.file(2025, "2021", by="何正", note="台账另行报送")
    assert casework.worklist.today().reminders == ()


def test_a_late_notice_of_correction_shows_both_limits(casework: Casework, clock: Clock, registered: str) -> None:
    clock.move_to(3, 20)
    with casework.context.store.writing() as writing:
        case = read_case(casework.context, writing, registered)
        asked = Event(kind=EventKind.CORRECTION_REQUESTED, on=date(2026, 3, 12), facts={"items": ["内容"]})
        given = Event(kind=EventKind.CORRECTED, on=date(2026, 3, 16))
        append(casework.context, writing, case, asked, given)
    limit = casework.requests.view(registered).limit
    # From 16 March 20 working days, 4-6 April are 清明: 17-20 (4), 23-27 (9), 30-3 (14), 7-10 (18), 13, 14 April.
    assert limit.due_on == date(2026, 4, 14)
    assert limit.cautious == "从严期限 2026年3月30日：补正告知晚于期限，另按原收到日掌握"


def test_an_earlier_limit_held_against_the_office_is_announced_when_it_is_near(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    number = casework.intake.register(make_draft(channel=Channel.WEB)).number
    clock.move_to(3, 9)
    preview = preview_step(casework.context, number, EventKind.CONFIRMED, clock.day)
    assert (preview.new_due, preview.cautious_due) == (date(2026, 4, 7), date(2026, 3, 31))
    casework.steps.record(number, EventKind.CONFIRMED, clock.day)
    clock.move_to(3, 23)
    assert casework.worklist.today().reminders == ()
    clock.move_to(3, 24)
    (said,) = casework.worklist.today().reminders
    assert said == f"1 件的从严期限临近或者已过，请按该日掌握：{number}（03-31）"


def test_an_ordinary_letter_is_confirmed_by_posting_one_after_three_vain_days(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    tried = tuple(ContactEntry(on=date(2026, 3, 2), how="电话", reached=False, at=at) for at in ("09:00", "15:00"))
    number = casework.intake.register(make_draft(channel=Channel.ORDINARY_MAIL, contacts=tried)).number
    clock.move_to(3, 3)
    by_letter: dict[str, Json] = {"by_letter": True}
    attempt: dict[str, Json] = {"how": "电话", "reached": False}
    casework.steps.record(number, EventKind.CONTACT_ATTEMPTED, clock.day, attempt)
    with pytest.raises(StepNotAllowed, match="不同的3日联系申请人未果，现有2日"):
        casework.steps.record(number, EventKind.CONFIRMED, clock.day, by_letter)
    clock.move_to(3, 4)
    casework.steps.record(number, EventKind.CONTACT_ATTEMPTED, clock.day, attempt)
    casework.steps.record(number, EventKind.CONFIRMED, clock.day, by_letter)
    case = casework.requests.case(number)
    assert (case.limits.receipt, str(case.limits.reply_due)) == (date(2026, 3, 4), "2026-04-01")
    assert "以发函之日为确认之日、收到之日" in case.limits.course.receipt.reason()
    assert "以发函之日为确认之日" in casework.requests.view(number).timeline[0].facts


def test_a_letter_confirms_no_request_of_the_web(casework: Casework, clock: Clock, make_draft: MakeDraft) -> None:
    number = casework.intake.register(make_draft(channel=Channel.WEB)).number
    assert casework.requests.view(number).state is State.AWAITING_CONFIRMATION
    with pytest.raises(StepNotAllowed, match="只用于平常信函"):
        casework.steps.record(number, EventKind.CONFIRMED, clock.day, {"by_letter": True})


def test_forwarding_inside_the_agency_does_not_move_the_receipt_day(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    clock.move_to(3, 5)
    draft = make_draft(
        channel=Channel.SIGNED_MAIL, arrived_on=None, signed_on=date(2026, 3, 2), forwarded_from="关税处"
    )
    assert "内部转办不改变收到日" in casework.intake.preview(draft).date_notes["signed_on"].sentence
    number = casework.intake.register(draft).number
    case = casework.requests.case(number)
    assert (case.limits.receipt, str(case.limits.reply_due)) == (date(2026, 3, 2), "2026-03-30")
    assert "由关税处转来" in casework.requests.view(number).timeline[-1].facts


def reply(casework: Casework, number: str) -> str:
    screen = casework.letters.begin([number], LetterKind.NONEXISTENCE_REPLY, Outcome.NONEXISTENT)
    values: dict[str, Json] = {
        "search_places": "档案管理系统",
        "search_terms": "“冷链”为关键词",
        "searched_on": "2026-03-02",
        "searched_by": "王五",
    }
    draft: LetterDraft = replace(screen.draft, values=values)
    return casework.letters.issue(draft).letter.id


def test_a_reply_that_goes_out_online_without_the_channel_is_warned_of(
    casework: Casework, make_draft: MakeDraft
) -> None:
    casework.settings.save(replace(SETTINGS, remedy_platform="行政复议服务平台"))
    plain = reply(casework, casework.intake.register(make_draft()).number)
    online = reply(casework, casework.intake.register(make_draft(delivery=Delivery.EMAIL, email="a@b.cn")).number)
    for way in (WayOfService.EMAIL, WayOfService.WEB):
        assert "行政复议法第二十二条第二款" in (warn_of_letter(casework.context, plain, way) or "")
        assert warn_of_letter(casework.context, online, way) is None
    assert warn_of_letter(casework.context, plain, WayOfService.POST) is None


def test_a_notice_that_was_written_but_not_sent_is_named(casework: Casework, clock: Clock, registered: str) -> None:
    """A correction notice is told within seven working days (条例 30): one in the drawer is not told."""
    draft = casework.letters.begin([registered], LetterKind.CORRECTION_NOTICE).draft
    values: dict[str, Json] = {"items": ["写明年份"], "guidance": "写明年份"}
    notice = casework.letters.issue(replace(draft, values=values)).letter
    assert casework.worklist.today().reminders == (), "it was written today"
    clock.move_to(3, 3)
    (said,) = casework.worklist.today().reminders
    assert said.endswith(f"：{registered} 补正告知书（最迟 03-11）")
    view = casework.requests.view(registered)
    assert view.unsent is not None
    assert view.unsent.id == notice.id
    assert [step.kind for step in view.steps if step.recommended] == [EventKind.SERVED]
    clock.move_to(4, 30)
    (lapse,) = [step for step in casework.steps.of(registered) if step.kind is EventKind.CORRECTION_LAPSED]
    assert not lapse.open
    assert "没有送达记录" in str(lapse.reason)
    posted = clock.move_to(3, 4)
    casework.letters.serve(notice.id, Service(way=WayOfService.POST, on=posted, posted_on=posted))
    assert casework.worklist.today().reminders == ()
    assert casework.requests.view(registered).unsent is None
