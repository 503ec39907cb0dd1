"""What is done once the user has paused."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def once_after(owner: QObject, milliseconds: int, act: Callable[[], object]) -> QTimer:
    """A timer that does ``act`` once each time it was started, so many milliseconds after its last start."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(act)
    return timer
