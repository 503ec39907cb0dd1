"""申请: steps of a request by real input events, and what is refused beside its field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from desktop.casework.letters.letter_views import Service
from desktop.casework.sending.sending import Sending
from desktop.office import Office
from desktop.widgets.screen import OpenRequest
from resources.vocabulary import Channel, EventKind, LetterKind, WayOfService
from tests.casework.test_letters import replied
from tests.windows.requests_by_keys import events, register, words_on

if TYPE_CHECKING:
    from desktop.counter.requests import Requests
    from tests.windows.conftest import Keyboard

Settled = Callable[[], None]


def test_a_common_step_is_one_key_and_one_confirmation_away(
    requests: Requests, keyboard: Keyboard, settled: Settled, office: Office, numbers: list[str]
) -> None:
    number = numbers[2]
    keyboard.press("Shift+F9")
    settled()
    keyboard.write("企业管理处")
    keyboard.press("Return")
    settled()
    assert events(office, number)[-1] is EventKind.HANDED_OVER
    keyboard.press("F6")
    settled()
    keyboard.press("Return")
    settled()
    assert events(office, number)[-1] is EventKind.REMINDED
    assert requests.page.form is None
    view = requests.page.view
    assert view is not None
    assert view.timeline[0].kind is EventKind.REMINDED


def test_a_confirmation_pressed_twice_records_once(
    requests: Requests, keyboard: Keyboard, settled: Settled, office: Office, numbers: list[str]
) -> None:
    keyboard.press("Ctrl+B")
    settled()
    keyboard.write("申请人来电询问进度")
    keyboard.press("Ctrl+Return", "Ctrl+Return", "Return")
    settled()
    assert events(office, numbers[2]).count(EventKind.NOTED) == 1


def test_a_step_says_what_it_does_to_the_limit_before_it_is_saved(
    requests: Requests, keyboard: Keyboard, settled: Settled, office: Office
) -> None:
    number = register(office, date(2026, 10, 12), "平常信函的内容", Channel.ORDINARY_MAIL)
    requests.show_request(number)
    settled()
    keyboard.press("F11")
    settled()
    assert "答复期限 2026-11-13 周五" in words_on(requests)
    keyboard.press("Escape")
    settled()
    assert requests.page.form is None
    assert EventKind.CONFIRMED not in events(office, number)


def test_a_day_in_the_future_is_refused_in_words_and_saves_nothing(
    requests: Requests, keyboard: Keyboard, settled: Settled, office: Office, numbers: list[str]
) -> None:
    before = events(office, numbers[2])
    keyboard.press("Shift+F9")
    settled()
    keyboard.write("企业管理处")
    keyboard.press("Shift+Tab")
    keyboard.press("Ctrl+A")
    keyboard.type("2026-10-19")
    settled()
    keyboard.press("Ctrl+Return")
    settled()
    assert events(office, numbers[2]) == before
    form = requests.page.form
    assert form is not None
    assert "今天" in words_on(requests) or "以后" in words_on(requests) or "尚未" in words_on(requests)


def test_an_incomplete_step_leads_to_what_is_missing(
    requests: Requests, keyboard: Keyboard, settled: Settled, office: Office, numbers: list[str]
) -> None:
    keyboard.press("Ctrl+B")
    settled()
    keyboard.press("Return")
    settled()
    assert keyboard.focus.accessibleName() != ""
    assert "请填写“备注”" in words_on(requests)
    assert EventKind.NOTED not in events(office, numbers[2])


def test_a_closed_step_says_why_in_words_and_in_its_tool_tip(
    requests: Requests, numbers: list[str], settled: Settled, office: Office
) -> None:
    requests.visit(OpenRequest(numbers[0]))
    settled()
    reasons = {step.reason for step in office.casework.steps.of(numbers[0]) if not step.open}
    words = {found.text() for found in requests.findChildren(QLabel)}
    tips = {found.toolTip() for found in requests.findChildren(QWidget)}
    assert reasons
    assert reasons <= words
    assert reasons <= tips


def test_the_key_of_a_closed_step_says_why_nothing_happens(
    requests: Requests, keyboard: Keyboard, settled: Settled, office: Office, numbers: list[str]
) -> None:
    before = events(office, numbers[2])
    closed = next(step for step in office.casework.steps.of(numbers[2]) if step.kind is EventKind.SERVED)
    told: list[str] = []
    requests.told.connect(told.append)
    keyboard.press("F12")
    settled()
    assert told == [f"{closed.name}：{closed.reason}"]
    assert requests.page.form is None
    assert events(office, numbers[2]) == before


def test_a_day_that_cannot_be_is_refused_at_its_field_in_the_words_of_the_rule(
    requests: Requests, numbers: list[str], keyboard: Keyboard, settled: Settled, office: Office
) -> None:
    from desktop.counter.step_form import StepForm

    requests.visit(OpenRequest(numbers[0]))
    settled()
    keyboard.press("Shift+F9")
    settled()
    form = requests.findChild(StepForm)
    assert form is not None
    form.day.set_day(date(2026, 10, 20))
    form.day.chosen.emit(date(2026, 10, 20))
    settled()
    assert form.day.refusal == "日期2026年10月20日晚于今天（2026年10月16日），尚未发生，不能登记。"
    form.day.set_day(date(2026, 10, 16))
    form.day.chosen.emit(date(2026, 10, 16))
    settled()
    assert form.day.refusal == ""
    before = events(office, numbers[0])
    keyboard.press("Alt+B")
    keyboard.write("企业管理处")
    keyboard.press("Tab")
    keyboard.type("2026-10-12")
    settled()
    form.day.edit.setFocus()
    keyboard.press("Ctrl+A")
    keyboard.write("昨天")
    settled()
    assert form.day.refusal == "没有这一天"
    assert "记录后" not in words_on(requests), "without a day nothing is told of the limit"
    keyboard.press("Ctrl+A")
    keyboard.type("2026-10-16")
    keyboard.press("Tab", "Tab")
    settled()
    refused = "内部期限不能早于转办之日（2026年10月16日）。"
    assert form.refusal_of("due_on") == refused
    assert words_on(requests).count(refused) == 1, "said once, beside its field"
    keyboard.press("Ctrl+Return")
    settled()
    assert events(office, numbers[0]) == before
    assert keyboard.focus.accessibleName() == "内部期限"
    keyboard.press("Ctrl+A")
    keyboard.type("2026-02-30")
    settled()
    keyboard.press("Ctrl+Return")
    settled()
    assert form.refusal_of("due_on") == "没有这一天", "what cannot be read is not left out silently"
    assert events(office, numbers[0]) == before
    keyboard.press("Ctrl+A")
    keyboard.type("2026-10-20")
    settled()
    assert form.refusal_of("due_on") == ""
    keyboard.press("Return")
    settled()
    assert events(office, numbers[0])[-1] is EventKind.HANDED_OVER


def test_the_signature_of_a_posted_reply_is_added_to_its_service(
    requests: Requests, keyboard: Keyboard, settled: Settled, office: Office, numbers: list[str]
) -> None:
    number = numbers[2]
    letter = replied(office.casework, number)
    requests.page.reload()
    settled()
    for keys in (("F12",), ("Alt+A", "Up"), ("Ctrl+Return",)):
        keyboard.press(*keys)
        settled()
    requests.show_request(number)
    keyboard.press("F12")
    settled()
    keyboard.type("1016")
    keyboard.press("Return")
    settled()
    (row,) = office.casework.letters.deliveries_of(letter)
    assert (row.posted_on, row.signed_on) == (date(2026, 10, 16), date(2026, 10, 16)), "one service, not two"


def test_a_notice_that_was_not_sent_is_the_next_step_of_its_request(
    requests: Requests, keyboard: Keyboard, settled: Settled, office: Office, numbers: list[str]
) -> None:
    number = numbers[2]
    letters = office.casework.letters
    draft = letters.begin([number], LetterKind.CORRECTION_NOTICE).draft
    notice = letters.issue(replace(draft, values={"items": ["写明年份"], "guidance": "写明年份"})).letter
    requests.page.reload()
    settled()
    view = requests.page.view
    assert view is not None
    assert (view.steps[0].kind, view.steps[0].recommended) == (EventKind.SERVED, True)
    keyboard.press("F12")
    settled()
    assert notice.number is not None
    assert notice.number in words_on(requests)
    keyboard.press("Ctrl+Return")
    settled()
    (row,) = letters.deliveries_of(notice.id)
    assert row.request == number
    assert office.casework.requests.view(number).unsent is None
    keyboard.press("F12")
    settled()
    assert requests.page.form is None, "there is nothing left to send"


def test_a_notice_that_came_back_is_sent_again_from_its_request(
    requests: Requests, keyboard: Keyboard, settled: Settled, office: Office, numbers: list[str]
) -> None:
    """The first sending decides whether it was told in time; the second is not measured against that limit."""
    number, letters, day = numbers[2], office.casework.letters, date(2026, 10, 16)
    draft = letters.begin([number], LetterKind.CORRECTION_NOTICE).draft
    notice = letters.issue(replace(draft, values={"items": ["写明年份"], "guidance": "写明年份"})).letter
    letters.serve(notice.id, Service(way=WayOfService.POST, on=day, posted_on=day))
    Sending(office.casework.context).returned(notice.id, day, "地址不详")
    requests.page.reload()
    settled()
    keyboard.press("F12")
    settled()
    assert "首次送出的日子（2026年10月16日）决定是否按期告知" in words_on(requests)
