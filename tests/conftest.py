"""What all tests of windows share: the dressed application, and that Qt has nothing to complain about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

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
