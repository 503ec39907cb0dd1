"""A real main window on a real store, worked by real input events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.casework.settings import OfficeSettings
from desktop.office import Office, open_office

if TYPE_CHECKING:
    from desktop.counter.main_window import MainWindow

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
def settled(window: MainWindow, qtbot: QtBot) -> Callable[[], None]:
    """Waits until what was typed is saved and everything asked for has been answered."""

    def wait() -> None:
        for _ in range(3):
            qtbot.wait(130)
            qtbot.waitUntil(lambda: window.operations.idle)

    return wait
