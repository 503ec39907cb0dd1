"""A start that takes long: the window shows how far it is, and can be stopped; a quick start never shows it."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desktop.widgets.opening_window import OpeningWindow
from desktop.widgets.operations import Progress
from resources.messages import ShoubanError


class RefusedError(ShoubanError):
    key = "casework.office_not_named"


def slowly(progress: Progress) -> str:
    for done in range(200):
        progress.report(done, 200)
        time.sleep(0.01)
    return "opened"


def test_a_quick_start_shows_nothing(qtbot: QtBot) -> None:
    window = OpeningWindow(lambda _: "opened")
    shown: list[bool] = []
    QTimer.singleShot(0, lambda: shown.append(window.isVisible()))
    assert window.outcome() == "opened"
    assert shown in ([], [False])
    window.deleteLater()


def test_a_long_start_says_how_far_it_is(qtbot: QtBot) -> None:
    window = OpeningWindow(slowly)
    seen: list[tuple[bool, str, bool]] = []
    QTimer.singleShot(800, lambda: seen.append((window.isVisible(), window.told, window.stop.isEnabled())))
    assert window.outcome() == "opened"
    visible, told, can_stop = seen[0]
    assert (visible, can_stop) == (True, True)
    assert told.endswith("/ 200 件")
    assert not window.isVisible()
    window.deleteLater()


def test_a_start_that_is_stopped_opens_nothing(qtbot: QtBot) -> None:
    window = OpeningWindow(slowly)
    QTimer.singleShot(700, window.stop.click)
    assert window.outcome() is None
    window.deleteLater()


def test_closing_the_window_stops_the_start(qtbot: QtBot) -> None:
    window = OpeningWindow(slowly)
    QTimer.singleShot(700, window.close)
    assert window.outcome() is None
    window.deleteLater()


def test_why_a_store_cannot_be_opened_is_raised(qtbot: QtBot) -> None:
    def refuse(_progress: Progress) -> str:
        raise RefusedError

    window = OpeningWindow(refuse)
    with pytest.raises(RefusedError):
        window.outcome()
    window.deleteLater()
