"""A request shows by a key in which cells of which report it counts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QTableWidget

from desktop.counter.main_window import MainWindow
from desktop.counter.requests import Requests
from desktop.widgets.screen import OpenRequest
from tests.windows.conftest import Keyboard

Settled = Callable[[], None]


def test_the_cells_of_a_request_are_one_key_away(
    window: MainWindow, keyboard: Keyboard, settled: Settled, number_today: str
) -> None:
    window.show_destination(OpenRequest(number_today))
    settled()
    screen = window.screen_shown
    assert isinstance(screen, Requests)
    keyboard.press("Ctrl+Y")
    settled()
    (table,) = [found for found in screen.findChildren(QTableWidget) if found.isVisible()]
    first = [table.item(0, column) for column in range(3)]
    assert [item.text() for item in first if item is not None][:2] == [
        "2026年度报告",
        "表三 一、本年新收政府信息公开申请数量 / 自然人、总计",
    ]
    assert table.hasFocus()
    keyboard.press("Escape")
    settled()
    assert not [found for found in screen.findChildren(QTableWidget) if found.isVisible()]
