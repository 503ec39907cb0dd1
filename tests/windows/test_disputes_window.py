"""复议、诉讼 on the request page by keyboard: recorded, shown with its limit, and due in 今日."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from desktop.office import Office
from desktop.widgets.screen import OpenRequest, Place
from tests.windows.test_today import register

if TYPE_CHECKING:
    from desktop.counter.main_window import MainWindow
    from tests.windows.conftest import Keyboard

Settled = Callable[[], None]


def test_a_review_against_silence_is_recorded_by_keys_and_stands_in_today(
    office: Office, window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    from desktop.counter.dispute_form import DisputeForm
    from desktop.counter.requests import Requests
    from desktop.counter.today import Today

    number = register(office, date(2026, 9, 1))
    screen = window.open_place(Place.REQUESTS)
    assert isinstance(screen, Requests)
    screen.visit(OpenRequest(number, (number,)))
    settled()
    keyboard.press("Ctrl+R")
    settled()
    form = screen.page.form
    assert isinstance(form, DisputeForm)
    form.days["filed_on"].set_day(date(2026, 10, 12))
    form.days["copy_received_on"].set_day(date(2026, 10, 14))
    keyboard.press("Ctrl+Return")
    settled()
    today = window.open_place(Place.TODAY)
    assert isinstance(today, Today)
    settled()
    badges = [row.badge for row in today.ours.rows if row.content.startswith("复议答复")]
    assert badges == ["复议 余 8 天"]
