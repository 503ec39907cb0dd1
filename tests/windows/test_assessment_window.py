"""统计 → 自查 by keys: the points, the requests that fall short, one of them opened; the sheet as a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pytestqt.qtbot import QtBot

from desktop.office import Office
from desktop.widgets.screen import Place
from tests.windows.test_today import register

if TYPE_CHECKING:
    from desktop.counter.main_window import MainWindow
    from tests.windows.conftest import Keyboard

Settled = Callable[[], None]


def test_a_point_opens_the_requests_that_fall_short(
    office: Office, window: MainWindow, keyboard: Keyboard, settled: Settled, tmp_path: Path, qtbot: QtBot
) -> None:
    from desktop.counter.requests import Requests
    from desktop.supervisor.parts import ASSESSMENT
    from desktop.supervisor.statistics import StatisticsScreen

    number = register(office, date(2026, 9, 1))
    screen = window.open_place(Place.STATISTICS)
    assert isinstance(screen, StatisticsScreen)
    screen.show_part(ASSESSMENT)
    settled()
    assert screen.assessment.sheet is not None
    screen.save_as(tmp_path / "自查.pdf")
    qtbot.waitUntil(lambda: window.operations.idle, timeout=20_000)
    assert (tmp_path / "自查.pdf").read_bytes().startswith(b"%PDF")
    screen.assessment.period.show_period(date(2026, 9, 2), date(2026, 9, 1))
    screen.save_as(tmp_path / "反.pdf")
    assert not (tmp_path / "反.pdf").exists(), "not what is shown under the name of other days"
    screen.assessment.focus_first()
    keyboard.press("Down", "Down", "Down", "Return", "Return")
    settled()
    assert isinstance(window.screen_shown, Requests)
    assert window.screen_shown.page.number == number
