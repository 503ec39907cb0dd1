"""Buttons: their keys, that they act once, and their choices by digits and arrows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.buttons import Button, secondary
from desktop.widgets.choices import Choice, ChoiceTiles, Segmented
from desktop.widgets.focus_ring import FocusRing


class Presses:
    """Counts how often a button was pressed."""

    def __init__(self, button: QAbstractButton) -> None:
        self.count = 0
        button.clicked.connect(self._add)

    def _add(self) -> None:
        self.count += 1


def page_of(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    page = QWidget()
    line = QHBoxLayout(page)
    for widget in widgets:
        line.addWidget(widget)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    return page


def test_a_button_is_pressed_by_its_key_by_enter_and_by_space(qtbot: QtBot) -> None:
    button = secondary("登记", "Ctrl+Return")
    pressed = Presses(button)
    page = page_of(qtbot, button)
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page, Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert pressed.count == 4


def test_a_busy_button_does_not_act_again(qtbot: QtBot) -> None:
    button = secondary("登记", "Ctrl+R")
    pressed = Presses(button)
    button.clicked.connect(lambda: button.set_busy(True))
    page = page_of(qtbot, button)
    for _ in range(3):
        QTest.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed.count == 1
    button.set_busy(False)
    QTest.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert pressed.count == 2


def test_a_closed_button_says_why_and_cannot_be_pressed(qtbot: QtBot) -> None:
    button = Button("当场答复", "Alt+1")
    pressed = Presses(button)
    page = page_of(qtbot, button)
    button.set_reason("仅限当面、口头")
    QTest.keyClick(page, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert pressed.count == 0
    assert button.accessibleDescription() == "仅限当面、口头"


def test_enter_held_down_presses_once(qtbot: QtBot) -> None:
    button = secondary("登记")
    pressed = Presses(button)
    page = page_of(qtbot, button)
    button.setFocus()
    assert page.isActiveWindow()
    QTest.keyPress(button, Qt.Key.Key_Return)
    repeated = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True)
    QApplication.sendEvent(button, repeated)
    QTest.keyRelease(button, Qt.Key.Key_Return)
    assert pressed.count == 1


def test_a_digit_chooses_a_tile_and_tab_stops_there_once(qtbot: QtBot) -> None:
    tiles = ChoiceTiles("收到渠道", [Choice(name, name, digit=str(digit)) for digit, name in enumerate("甲乙丙", 1)])
    after = secondary("下一步")
    chosen: list[object] = []
    tiles.chosen.connect(lambda value: chosen.append(value))
    page = page_of(qtbot, tiles, after)
    tiles.focus_choice()
    QTest.keyClick(tiles, Qt.Key.Key_3)
    assert chosen == ["丙"]
    focused = page.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_arrows_choose_among_segments(qtbot: QtBot) -> None:
    verdict = Segmented("审查结论", [Choice(True, "齐备"), Choice(False, "需补正")])
    verdict.set_value(True)
    chosen: list[object] = []
    verdict.chosen.connect(lambda value: chosen.append(value))
    page = page_of(qtbot, verdict)
    verdict.focus_choice()
    focused = page.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Right)
    assert verdict.value() is False
    assert chosen == [False]


def test_the_gold_ring_frames_the_button_that_has_the_focus(qtbot: QtBot) -> None:
    first, second = secondary("上一步"), secondary("下一步")
    page = page_of(qtbot, first, second)
    for button in (second, first):
        button.setFocus()
        rings = [ring.geometry() for ring in page.findChildren(FocusRing) if ring.isVisible()]
        assert rings == [button.geometry().adjusted(-4, -4, 4, 4)]


def test_the_focus_comes_back_to_a_button_that_was_busy_unless_the_user_moved_it_on(qtbot: QtBot) -> None:
    first, second, third = secondary("备份"), secondary("导出"), secondary("导入")
    page = page_of(qtbot, first, second, third)
    for moved_on, expected in ((False, first), (True, third)):
        first.setFocus()
        first.set_busy(True)
        if moved_on:
            third.setFocus()
        first.set_busy(False)
        assert page.focusWidget() is expected


def test_a_second_enter_presses_no_other_button_while_the_first_works(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    line = QHBoxLayout(page)
    pressed: list[str] = []
    first, second = (Button(name) for name in ("打印", "作废"))
    for button in (first, second):
        button.clicked.connect(lambda _=False, button=button: pressed.append(button.text()))
        line.addWidget(button)
    first.clicked.connect(lambda: first.set_busy(True))
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    first.setFocus()
    for _ in range(2):
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Return)
    assert pressed == ["打印"]
    first.set_busy(False)
    assert page.focusWidget() is first
