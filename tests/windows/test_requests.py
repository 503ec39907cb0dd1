"""申请: the list with its word filters, the page of one request, its steps and its proof, by real input events."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.casework.requests.requests import Standing
from desktop.office import Office
from desktop.widgets.screen import OpenRequest
from resources.vocabulary import Channel, EventKind, State
from tests.windows.requests_by_keys import LONG, NAME, listed, register, words_on

if TYPE_CHECKING:
    from desktop.counter.main_window import MainWindow
    from desktop.counter.requests import Requests
    from tests.windows.conftest import Keyboard

Settled = Callable[[], None]


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
    visited = []
    for _ in range(4):
        visited.append(keyboard.focus.accessibleName())
        keyboard.press("Tab")
    assert visited == ["更正哪一项", "更正什么", "更正为", "更正原因"], "Tab goes as one reads"
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
