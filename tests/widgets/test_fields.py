"""Text fields, the masked field, lists to choose from, and dates, used with real input events."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.casework.masking import masked_identity
from desktop.widgets.code_entry import character_by_code
from desktop.widgets.date_field import DateField
from desktop.widgets.editors import NumberEditor
from desktop.widgets.fields import Combo, MaskedField, TextArea, TextField

TODAY = date(2026, 10, 16)


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """A window to stand in, with a field to leave to."""
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    return made


def put(page: QWidget, *fields: QWidget) -> None:
    for field in fields:
        layout = page.layout()
        assert layout is not None
        layout.addWidget(field)
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)


def paste(field: QWidget, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def wheel(widget: QWidget, notches: int = -1) -> None:
    """Turns the mouse wheel over a widget."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(middle.toPoint())),
        QPoint(0, 0),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_a_rare_name_is_entered_by_code(page: QWidget) -> None:
    name = TextField("姓名")
    put(page, name)
    told: list[str] = []
    name.edited.connect(told.append)
    paste(name, "王")
    QTest.keyClicks(name, "U+2CC56")
    QTest.keyClick(name, Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    assert name.value() == "王𬱖"
    assert told[-1] == "王𬱖"


def test_a_rare_character_is_entered_by_code_into_several_lines_too(page: QWidget) -> None:
    words = TextArea("内容")
    put(page, words)
    paste(words, "第一行\n第二行")
    QTest.keyClicks(words, "U+4DAE")
    QTest.keyClick(words, Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    assert words.value() == "第一行\n第二行䶮"


@pytest.mark.parametrize("text", ["", "王", "U+", "U+D800", "U+110000", "abc", "U+0007"])
def test_what_is_no_code_stays_as_it_is(text: str) -> None:
    assert character_by_code(text) is None


def test_an_identity_number_is_masked_once_the_field_is_left(page: QWidget) -> None:
    number, other = MaskedField("证件号码", masked_identity), TextField("其他")
    put(page, number, other)
    number.setFocus()
    QTest.keyClicks(number, "120101197803140009")
    assert number.text() == "120101197803140009", "what is typed is shown while it is typed"
    QTest.keyClick(number, Qt.Key.Key_Tab)
    assert number.text() == "120101********0009"
    assert number.value() == "120101197803140009"
    number.setFocus()
    assert number.text() == "120101197803140009"


def test_undo_does_not_bring_a_masked_number_into_the_value(page: QWidget) -> None:
    number, other = MaskedField("证件号码", masked_identity), TextField("其他")
    put(page, number, other)
    number.setFocus()
    QTest.keyClicks(number, "120101197803140009")
    QTest.keyClick(number, Qt.Key.Key_Tab)
    number.setFocus()
    QTest.keyClick(number, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "*" not in number.value()


def test_the_wheel_changes_neither_a_choice_nor_a_date(page: QWidget) -> None:
    combo, day = Combo("证件"), DateField("到达日", TODAY)
    combo.addItem("居民身份证", 1)
    combo.addItem("护照", 2)
    day.set_day(TODAY)
    put(page, combo, day)
    for widget in (combo, day.edit):
        widget.setFocus()
        wheel(widget)
        wheel(widget, 1)
    assert combo.currentData() == 1
    assert day.day() == TODAY


def test_up_and_down_change_the_day_that_has_the_focus(page: QWidget) -> None:
    day = DateField("到达日", TODAY)
    put(page, day)
    day.edit.setFocus()
    QTest.keyClick(day.edit, Qt.Key.Key_Down)
    assert day.day() == TODAY, "an empty field begins at today"
    QTest.keyClick(day.edit, Qt.Key.Key_Down)
    assert day.day() == date(2026, 10, 15)
    QTest.keyClick(day.edit, Qt.Key.Key_Up)
    assert day.day() == TODAY


def test_a_typed_day_is_written_out_once_the_field_is_left(page: QWidget) -> None:
    day, other = DateField("到达日", TODAY), TextField("其他")
    put(page, day, other)
    told: list[date | None] = []
    day.chosen.connect(told.append)
    day.edit.setFocus()
    QTest.keyClicks(day.edit, "1014")
    assert told == [date(2026, 10, 14)]
    other.setFocus()
    assert day.edit.text() == "2026-10-14"
    assert told == [date(2026, 10, 14)]


def test_text_that_is_no_day_stays_to_be_mended(page: QWidget) -> None:
    day, other = DateField("到达日", TODAY), TextField("其他")
    put(page, day, other)
    day.edit.setFocus()
    QTest.keyClicks(day.edit, "2026-02-30")
    other.setFocus()
    assert day.day() is None
    assert day.edit.malformed
    assert day.edit.text() == "2026-02-30"


def test_the_month_is_opened_and_left_by_keys(page: QWidget, qtbot: QtBot) -> None:
    day = DateField("到达日", TODAY)
    day.set_day(TODAY)
    put(page, day)
    day.edit.setFocus()
    QTest.keyClick(day.edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Left)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert day.day() == date(2026, 10, 15)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def test_a_number_may_have_a_fraction_and_what_is_none_is_handed_on(page: QWidget) -> None:
    editor = NumberEditor("金额")
    put(page, editor)
    values = []
    for text in ("60", "62.5", "62.505", "１２", "1e30", ""):
        editor.set_value(text)
        values.append(editor.value())
    assert values == [60, 62.5, "62.505", "１２", "1e30", None]
