"""A real main window on a real store, worked by real input events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.casework.intake.intake_views import IntakeDraft
from desktop.casework.office.settings import OfficeSettings
from desktop.office import Office, open_office
from desktop.widgets.screen import OpenRequest, Place
from tests.counter_drafts import counter_draft, fetched_draft
from tests.windows.requests_by_keys import register

if TYPE_CHECKING:
    from desktop.counter.intake import Intake
    from desktop.counter.letters import Letters
    from desktop.counter.main_window import MainWindow
    from desktop.counter.requests import Requests
    from desktop.widgets.operations import Operations

Settled = Callable[[], None]

CHINA = timezone(timedelta(hours=8))


class Clock:
    """Tells the moment that a test wants it to be."""

    def __init__(self) -> None:
        self.now = datetime(2026, 10, 16, 9, 42, tzinfo=CHINA)

    def __call__(self) -> datetime:
        return self.now


class Keyboard:
    """Presses keys where the focus is, and counts them. Chinese text comes from the clipboard."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.presses = 0
        """Keys pressed, without the letters of what was typed."""

    @property
    def focus(self) -> QWidget:
        """Where keys go."""
        return QApplication.focusWidget() or self._window

    def press(self, *keys: str) -> None:
        """Presses keys one after the other: ``press("Ctrl+N", "3", "Tab")``."""
        for key in keys:
            self.presses += 1
            self._send(key)

    def type(self, text: str) -> None:
        """Types ASCII."""
        QTest.keyClicks(self.focus, text)

    def write(self, text: str) -> None:
        """Brings in Chinese text."""
        QGuiApplication.clipboard().setText(text)
        self._send("Ctrl+V")

    def _send(self, key: str) -> None:
        *modifiers, name = key.split("+")
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= _MODIFIERS[modifier]
        QTest.keyClick(self.focus, getattr(Qt.Key, f"Key_{name}"), held)


_MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}


def press(
    window: QWidget, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1
) -> None:
    """Keys pressed one after the other where the focus is."""
    for key in keys * times:
        QTest.keyClick(QApplication.focusWidget() or window, key, held)


def settle(qtbot: QtBot, operations: Operations, rest: int = 200, times: int = 1) -> None:
    """Waits until keys have rested long enough and nothing is under way."""
    for _ in range(times):
        qtbot.wait(rest)
        qtbot.waitUntil(lambda: operations.idle, timeout=20_000)


def texts(widget: QWidget) -> set[str]:
    """The labels that can be seen."""
    return {found.text() for found in widget.findChildren(QLabel) if found.isVisible() and found.text()}


@pytest.fixture(autouse=True)
def _quiet(qt_is_quiet: None) -> None:
    """Any warning of Qt fails the test."""


@pytest.fixture(autouse=True)
def _documents(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Papers that no printer takes are kept in the test's folder, on a computer without a printer."""
    monkeypatch.setattr("desktop.widgets.printing.print_folder", lambda: tmp_path / "papers")
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
    monkeypatch.setattr("desktop.widgets.workplace.workplace_file", lambda: tmp_path / "workplace.json")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    return tmp_path / "store" / "shouban.db"


@pytest.fixture
def office(store_file: Path, clock: Clock) -> Iterator[Office]:
    """天津海关 with an empty store."""
    opened = open_office(store_file, clock=clock)
    opened.casework.settings.save(
        OfficeSettings(
            name="天津海关",
            full_name="中华人民共和国天津海关",
            code="0200",
            remedy_body="海关总署",
            remedy_court="天津市第三中级人民法院",
            contact_office="办公室",
            contact_phone="022-00000000",
            address="天津市和平区示例路1号",
            postcode="300040",
            short_form="津关",
            clerk="周宁",
            window="一号窗口",
        )
    )
    yield opened
    opened.close()


@pytest.fixture
def window(office: Office, qtbot: QtBot) -> Iterator[MainWindow]:
    """The main window, at the front and loaded."""
    from desktop.app import open_main_window

    shown = open_main_window(office)
    QTest.qWaitForWindowActive(shown)
    qtbot.waitUntil(lambda: shown.operations.idle)
    yield shown
    shown.close()
    shown.deleteLater()


@pytest.fixture
def keyboard(window: MainWindow) -> Keyboard:
    return Keyboard(window)


@pytest.fixture
def settled(window: MainWindow, qtbot: QtBot) -> Settled:
    """Waits until what was typed is saved and everything asked for has been answered."""

    return partial(settle, qtbot, window.operations, rest=130, times=3)


@pytest.fixture
def intake(window: MainWindow, keyboard: Keyboard, settled: Settled) -> Intake:
    """The intake, opened by its key."""
    from desktop.counter.intake import Intake

    keyboard.press("Ctrl+N")
    settled()
    screen = window.screen_shown
    assert isinstance(screen, Intake)
    return screen


@pytest.fixture
def number(office: Office) -> str:
    """A request of a person with a rare name, by post."""
    intake = office.casework.intake
    draft: IntakeDraft = counter_draft(
        office.casework,
        arrived_on=date(2026, 10, 12),
        name="王䶮",
        address="天津市和平区示例路10号",
        content="2025年天津关区高级认证企业名单",
    )
    return intake.register(draft).number


@pytest.fixture
def number_today(office: Office) -> str:
    """A request handed in at the counter today, to be fetched there."""
    intake = office.casework.intake
    draft = fetched_draft(office.casework, name="王䶮", content="2025年天津关区高级认证企业名单")
    return intake.register(draft).number


@pytest.fixture
def letters(number: str, window: MainWindow, settled: Settled) -> Letters:
    """The place of the papers, with the request at the front of its own place."""
    from desktop.counter.letters import Letters

    screen = window.open_place(Place.LETTERS)
    assert isinstance(screen, Letters)
    settled()
    window.show_destination(OpenRequest(number))
    settled()
    return screen


@pytest.fixture
def composed(letters: Letters, window: MainWindow, qtbot: QtBot) -> Settled:
    """Waits until what was typed is composed and saved."""

    def wait() -> None:
        qtbot.wait(30)
        qtbot.waitUntil(lambda: letters.letter.at_rest and window.operations.idle, timeout=20_000)
        qtbot.wait(30)

    return wait


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
