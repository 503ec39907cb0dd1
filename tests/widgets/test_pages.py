"""Pages: keys always go to something on show."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.pages import Pages


def page_of(*parts: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    for part in parts:
        column.addWidget(part)
    return page


def test_a_field_that_was_put_away_meanwhile_gets_no_focus_back(qtbot: QtBot) -> None:
    first, second, elsewhere = QLineEdit(), QLineEdit(), QLineEdit()
    part = page_of(second)
    pages, page, other = Pages(), page_of(first, part), page_of(elsewhere)
    qtbot.addWidget(pages)
    pages.addWidget(page)
    pages.addWidget(other)
    with qtbot.waitActive(pages):
        pages.show()
        pages.activateWindow()
    second.setFocus()
    pages.setCurrentWidget(other)
    elsewhere.setFocus()
    pages.setCurrentWidget(page)
    assert QApplication.focusWidget() is second
    pages.setCurrentWidget(other)
    elsewhere.setFocus()
    part.hide()
    pages.setCurrentWidget(page)
    assert QApplication.focusWidget() is first
