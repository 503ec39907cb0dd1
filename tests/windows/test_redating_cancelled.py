"""Re-dating that takes long shows how far it is, and the button in the status line leaves all as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.counter.main_window import MainWindow
from desktop.office import Office, open_office
from desktop.supervisor.calendar_page import CalendarPage
from desktop.supervisor.parts import CALENDAR
from desktop.supervisor.settings import SettingsScreen
from desktop.widgets.buttons import Button
from resources.vocabulary import EventKind
from tests.benchmarks import million
from tests.windows.conftest import Keyboard

TUESDAY = date(2026, 10, 20)

Settled = Callable[[], None]


@pytest.fixture
def office(store_file: Path) -> Iterator[Office]:
    """An office with many open requests."""
    store_file.parent.mkdir()
    opened = open_office(million.cached(store_file, 4100, 4000), clock=lambda: million.NOW)
    yield opened
    opened.close()


@pytest.fixture
def calendar(window: MainWindow, keyboard: Keyboard, settled: Settled) -> CalendarPage:
    """The page of the calendar, with a day under examination."""
    keyboard.press("Ctrl+Alt+6")
    settled()
    screen = window.screen_shown
    assert isinstance(screen, SettingsScreen)
    screen.show_section(CALENDAR)
    settled()
    screen.calendar.examine_day(TUESDAY, working=False, why="台风停工")
    settled()
    return screen.calendar


def cancel_button(window: MainWindow) -> Button | None:
    shown = (button for button in window.status.findChildren(Button) if button.text() == "取消" and button.isVisible())
    return next(shown, None)


def test_what_is_cancelled_by_the_button_changes_nothing(
    calendar: CalendarPage, window: MainWindow, keyboard: Keyboard, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    before = chain(office)
    keyboard.press("Ctrl+Return")
    qtbot.waitUntil(lambda: cancel_button(window) is not None, timeout=20_000)
    button = cancel_button(window)
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: window.operations.idle, timeout=60_000)
    settled()
    assert chain(office) == before, "no event was added"
    assert office.casework.calendars.day_kind(TUESDAY) == "工作日"
    assert calendar.isVisible()
    keyboard.press("Ctrl+Return")
    qtbot.waitUntil(lambda: window.operations.idle, timeout=60_000)
    settled()
    with office.casework.context.store.reading() as reading:
        moved = reading.numbers_with(million.OFFICE, EventKind.REDATED)
    assert len(moved) > 3000, "the change is still there to be confirmed"


def chain(office: Office) -> str | None:
    with office.casework.context.store.reading() as reading:
        return reading.chain_head().hash
