"""A window lives through more calls of Qt than Python 3.11 has references to None (PySide6 6.12.0)."""

from __future__ import annotations

import subprocess
import sys

import pytest

MANY_CALLS = """
{first}
from PySide6.QtCore import QObject, QTimer, Signal

class Bell(QObject):
    rung = Signal(object)

bell, timer = Bell(), QTimer()
bell.rung.connect(lambda _: None)
for _ in range(60_000):
    timer.setInterval(5)
    bell.rung.emit(None)
"""


def run(first: str) -> subprocess.CompletedProcess[str]:
    """Many calls of Qt in a process of their own, after the statement ``first``."""
    return subprocess.run(
        [sys.executable, "-c", MANY_CALLS.format(first=first)], capture_output=True, text=True, check=False
    )


def test_many_calls_of_qt_leave_none_and_true_alive() -> None:
    ended = run("import desktop.widgets")
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal")
def test_without_the_remedy_python_aborts() -> None:
    assert "dealloc" in run("").stderr, "this PySide6 counts right: desktop/widgets/singletons.py can go"
