"""Python's collector never runs in a worker thread, where it would meet widgets that Qt is taking apart."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.operations import Operations


class Circle:
    """Unreachable as soon as it is dropped, and only the collector can tell; it notes in which thread it ended."""

    ended_in: ClassVar[list[str]] = []

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        Circle.ended_in.append(threading.current_thread().name)


@pytest.fixture
def operations(qapp: QApplication) -> Iterator[Operations]:
    gc.collect()
    Circle.ended_in.clear()
    made = Operations()
    yield made
    made.close()


def leave_circles() -> None:
    """Drops circles and allocates so much that the collector wants to run many times."""
    for _ in range(200):
        Circle()
    kept = [[number] for number in range(50_000)]
    del kept


def test_circles_of_a_worker_end_in_the_thread_of_the_window(operations: Operations, qtbot: QtBot) -> None:
    owner = QObject()
    for _ in range(6):
        operations.run_query(owner, leave_circles, lambda _nothing: None)
    qtbot.waitUntil(lambda: operations.idle)
    gc.collect()
    assert len(Circle.ended_in) == 1200
    assert set(Circle.ended_in) == {threading.main_thread().name}


def test_the_collector_is_back_when_the_workers_rest(operations: Operations, qtbot: QtBot) -> None:
    operations.run_query(QObject(), leave_circles, lambda _nothing: None)
    qtbot.waitUntil(lambda: operations.idle)
    assert gc.isenabled()


def test_long_work_does_not_gather_what_is_unreachable(operations: Operations, qtbot: QtBot) -> None:
    released = threading.Event()

    def work() -> None:
        leave_circles()
        released.wait(10)

    operations.run_query(QObject(), work, lambda _nothing: None)
    qtbot.waitUntil(lambda: len(Circle.ended_in) == 200, timeout=8000)
    assert not gc.isenabled()
    released.set()
    qtbot.waitUntil(lambda: operations.idle)


def test_a_window_that_is_closed_while_work_is_under_way_gives_the_collector_back(operations: Operations) -> None:
    operations.run_query(QObject(), leave_circles, lambda _nothing: None)
    operations.close()
    assert gc.isenabled()
