"""申请: the list with its word filters, the page of one request, its steps and its proof, by real input events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.casework.intake_views import IntakeDraft
from desktop.casework.requests import Standing
from desktop.office import Office
from desktop.widgets.screen import OpenRequest, Place
from resources.vocabulary import Channel, Delivery, EventKind, Medium, State

if TYPE_CHECKING:
    from desktop.counter.main_window import MainWindow
    from desktop.counter.requests import Requests
    from tests.windows.conftest import Keyboard

Settled = Callable[[], None]

NAME = "罗敏霞"
LONG = "2025年天津关区高级认证企业名单。" * 30


def register(office: Office, arrived: date, content: str, channel: Channel = Channel.COUNTER) -> str:
    """A request that arrived on a day."""
    intake = office.casework.intake
    draft: IntakeDraft = replace(
        intake.new_draft(),
        channel=channel,
        arrived_on=arrived,
        name=NAME,
        id_number="120101197803140009",
        phone="13800000007",
        email="luo@example.cn",
        content=content,
        medium=Medium.PAPER,
        delivery=Delivery.PICKUP,
    )
    return intake.register(draft).number


@pytest.fixture
def numbers(office: Office) -> list[str]:
    """Calm, urgent and overdue; the most urgent was registered last."""
    days = (date(2026, 10, 15), date(2026, 9, 16), date(2026, 9, 10))
    return [register(office, day, f"第{place}件的内容") for place, day in enumerate(days, start=1)]


@pytest.fixture
def requests(numbers: list[str], window: MainWindow, settled: Settled) -> Requests:
    from desktop.counter.requests import Requests

    screen = window.open_place(Place.REQUESTS)
    assert isinstance(screen, Requests)
    settled()
    return screen


def listed(requests: Requests) -> list[str]:
    return [row.number for row in requests.list.model.rows()]


def events(office: Office, number: str) -> list[EventKind]:
    return [item.kind for item in reversed(office.casework.requests.view(number).timeline)]


def words_on(requests: Requests) -> str:
    """All that is written on the page."""
    return "\n".join(label.text() for label in requests.findChildren(QLabel) if label.isVisible())


def test_the_most_urgent_request_is_on_top_and_beside_the_list(requests: Requests, numbers: list[str]) -> None:
    assert listed(requests) == list(reversed(numbers))
    assert requests.page.number == numbers[2]


def test_arrow_keys_choose_and_the_page_follows(
    requests: Requests, keyboard: Keyboard, settled: Settled, numbers: list[str]
) -> None:
    keyboard.press("Down", "Down")
    settled()
    assert requests.page.number == numbers[0]
    assert requests.page.view is not None
    assert requests.page.view.content == "第1件的内容"


def test_a_word_filter_is_chosen_by_keyboard(
    requests: Requests, keyboard: Keyboard, settled: Settled, office: Office, numbers: list[str]
) -> None:
    office.casework.steps.record(numbers[1], EventKind.NOTED, date(2026, 10, 16), note="备查")
    requests.list.filters.standing.setFocus()
    keyboard.press("Return")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settled()
    assert requests.list.filters.chosen().standing is Standing.WAITING
    assert listed(requests) == []
    assert "没有符合条件的申请" in words_on(requests)


def test_a_request_outside_the_filters_is_shown_without_a_row(
    requests: Requests, window: MainWindow, settled: Settled, office: Office, numbers: list[str]
) -> None:
    void = office.casework.steps.void_registration
    window.operations.run_change(requests, lambda: void(numbers[0], "重复登记"))
    settled()
    assert numbers[0] not in listed(requests)
    window.show_destination(OpenRequest(numbers[0]))
    settled()
    assert requests.page.number == numbers[0]
    assert requests.list.chosen_number() is None


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


def test_a_number_finds_a_request_and_not_a_step_of_the_one_chosen(
    requests: Requests, keyboard: Keyboard, settled: Settled
) -> None:
    keyboard.press("Ctrl+K")
    keyboard.type("2026-000")
    settled()
    keyboard.press("Return")
    settled()
    assert requests.page.form is None


def test_a_wrong_entry_is_corrected_with_its_reason_and_stays_visible(
    requests: Requests, keyboard: Keyboard, settled: Settled, office: Office, numbers: list[str]
) -> None:
    number = numbers[0]
    due = office.casework.requests.view(number).limit.due_on
    requests.show_request(number)
    settled()
    keyboard.press("Ctrl+E")
    settled()
    keyboard.press("Alt+B", "Ctrl+A")
    keyboard.type("2026-10-14")
    settled()
    assert "→" in words_on(requests), "the old and the new limit stand there before anything is saved"
    keyboard.press("Ctrl+A")
    keyboard.type("2026-02-30")
    settled()
    assert "没有这一天" in words_on(requests)
    assert "→" not in words_on(requests)
    keyboard.press("Ctrl+A")
    keyboard.type("2026-10-14")
    settled()
    keyboard.press("Alt+C")
    keyboard.write("收件章为10月14日")
    keyboard.press("Ctrl+Return")
    settled()
    view = office.casework.requests.view(number)
    assert view.limit.due_on != due
    assert any(item.struck for item in view.timeline)


def test_a_double_registration_is_voided_after_one_more_question(
    requests: Requests, keyboard: Keyboard, settled: Settled, office: Office, numbers: list[str]
) -> None:
    number = numbers[2]
    keyboard.press("Ctrl+Shift+E")
    settled()
    keyboard.write("与第二件为同一申请")
    for answer, state in (("Escape", State.OPEN), ("Return", State.VOIDED)):
        keyboard.press("Ctrl+Return")
        settled()
        assert QApplication.activeModalWidget() is not None
        keyboard.press(answer)
        settled()
        assert QApplication.activeModalWidget() is None
        assert office.casework.requests.view(number).state is state


def test_the_proof_opens_by_key_and_by_click_and_goes_back(
    requests: Requests, keyboard: Keyboard, settled: Settled, numbers: list[str]
) -> None:
    from desktop.widgets.limit_cells import LimitCells

    keyboard.press("Ctrl+L")
    settled()
    assert requests.proof.isVisible()
    assert "20 个工作日" in words_on(requests)
    keyboard.press("Escape")
    settled()
    assert not requests.proof.isVisible()
    cells = requests.page.findChild(LimitCells)
    assert cells is not None
    QTest.mouseClick(cells, Qt.MouseButton.LeftButton, pos=QPoint(13, 16))
    settled()
    assert requests.proof.isVisible()
    assert requests.proof.number == numbers[2]


def test_the_reckoning_is_printed_by_key(
    requests: Requests, keyboard: Keyboard, settled: Settled, qtbot: QtBot, window: MainWindow
) -> None:
    told: list[str] = []
    requests.told.connect(told.append)
    keyboard.press("Ctrl+L")
    settled()
    keyboard.press("Ctrl+P")
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert ".pdf" in told[-1]


def test_the_applicant_is_masked_and_shown_only_while_the_key_is_held(
    requests: Requests, keyboard: Keyboard, settled: Settled, window: MainWindow
) -> None:
    assert NAME not in words_on(requests)
    QTest.keyPress(keyboard.focus, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert NAME in words_on(requests)
    assert "120101197803140009" in words_on(requests)
    QTest.keyRelease(keyboard.focus, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert NAME not in words_on(requests)


def test_the_whole_content_is_one_key_away(
    requests: Requests, keyboard: Keyboard, settled: Settled, office: Office, window: MainWindow
) -> None:
    from desktop.widgets.fields import TextArea

    number = register(office, date(2026, 10, 16), LONG)
    requests.show_request(number)
    settled()
    keyboard.press("Ctrl+J")
    settled()
    area = keyboard.focus
    assert isinstance(area, TextArea)
    assert area.toPlainText() == LONG
    keyboard.press("Escape")
    settled()
    assert requests.page.form is None


def test_a_mail_waits_for_its_confirmation_and_gets_a_limit_by_it(
    requests: Requests, keyboard: Keyboard, settled: Settled, office: Office
) -> None:
    number = register(office, date(2026, 10, 12), "平常信函的内容", Channel.ORDINARY_MAIL)
    assert office.casework.requests.view(number).limit.due_on is None
    requests.show_request(number)
    settled()
    keyboard.press("F11")
    settled()
    keyboard.press("Ctrl+Return")
    settled()
    assert office.casework.requests.view(number).limit.due_on == date(2026, 11, 13)


def test_another_change_of_the_request_reloads_the_page(
    requests: Requests, settled: Settled, office: Office, window: MainWindow, numbers: list[str]
) -> None:
    record = office.casework.steps.record
    window.operations.run_change(
        requests, lambda: record(numbers[2], EventKind.NOTED, date(2026, 10, 16), note="另一处记录的备注")
    )
    settled()
    assert "另一处记录的备注" in words_on(requests)


def test_every_limit_opens_its_calendar_and_its_days(
    requests: Requests, numbers: list[str], keyboard: Keyboard, settled: Settled
) -> None:
    requests.visit(OpenRequest(numbers[0]))
    settled()
    keyboard.press("Ctrl+L")
    settled()
    proof = requests.proof
    assert proof.limits.currentText().startswith("答复期限")
    keyboard.press("Ctrl+Down")
    settled()
    assert proof.limits.currentText() == "补正告知期限　2026-10-26"
    model = proof.lines.model()
    assert model is not None
    last = model.rowCount() - 1
    assert [model.index(last, column).data() for column in (0, 1, 3)] == ["10-26 周一", "7", "条例第三十条"]
    keyboard.press("Ctrl+Up")
    settled()
    assert proof.limits.currentText().startswith("答复期限")


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
