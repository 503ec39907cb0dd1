"""What all tests of windows share: the dressed application, that Qt has nothing to complain about, a print server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.widgets.print_server import NotHere, PrintServer, print_server

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType
    from PySide6.QtWidgets import QApplication

_OFFSCREEN_ONLY = "This plugin does not support "


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as users see it: theme, bundled fonts, focus ring."""
    from desktop.app import application

    return application()


@pytest.fixture
def qt_is_quiet(qapp: QApplication) -> Iterator[None]:
    """Any warning of Qt fails the test."""
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler

    said: list[str] = []

    def note(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not message.startswith(_OFFSCREEN_ONLY):
            said.append(message)

    before = qInstallMessageHandler(note)
    yield
    qInstallMessageHandler(before)
    assert said == []


@pytest.fixture(scope="session")
def served() -> Iterator[PrintServer]:
    """A print server without any queue yet."""
    try:
        with print_server() as server:
            yield server
    except NotHere as missing:
        print(f"no print server in this test: {missing}")
        pytest.skip(str(missing))


@pytest.fixture
def online(served: PrintServer, monkeypatch: pytest.MonkeyPatch) -> PrintServer:
    """The print server of this workplace."""
    monkeypatch.setenv("CUPS_SERVER", served.address)
    return served
