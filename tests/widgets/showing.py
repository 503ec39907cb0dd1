"""Puts a widget on a page that is shown."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget


def put(page: QWidget, widget: QWidget) -> None:
    """``widget`` alone on ``page``, which gets the keys."""
    layout = page.layout()
    assert layout is not None
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(widget)
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
