"""A request shows by a key in which cells of which report it counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QTableWidget

from desktop.counter.main_window import MainWindow
from desktop.counter.requests import Requests
from desktop.office import Office
from desktop.widgets.screen import OpenRequest
from resources.vocabulary import Channel, Delivery, Medium
from tests.windows.conftest import Clock, Keyboard

Settled = Callable[[], None]


@pytest.fixture
def number(office: Office, clock: Clock) -> str:
    """A request handed in at the counter today."""
    intake = office.casework.intake
    draft = replace(
        intake.new_draft(),
        channel=Channel.COUNTER,
        arrived_on=clock.now.date(),
        name="王䶮",
        id_number="120101197803140009",
        phone="13800000007",
        content="2025年天津关区高级认证企业名单",
        medium=Medium.PAPER,
        delivery=Delivery.PICKUP,
    )
    return intake.register(draft).number


def test_the_cells_of_a_request_are_one_key_away(
    window: MainWindow, keyboard: Keyboard, settled: Settled, number: str
) -> None:
    window.show_destination(OpenRequest(number))
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
