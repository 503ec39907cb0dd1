"""设置 → 文书版面: which letters are set in 文件格式, by keyboard, and the letter that follows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from desktop.office import Office
from desktop.widgets.fields import CheckBox
from desktop.widgets.screen import Place
from resources.vocabulary import LetterKind

if TYPE_CHECKING:
    from desktop.counter.main_window import MainWindow
    from desktop.supervisor.settings import SettingsScreen
    from tests.windows.conftest import Keyboard

Settled = Callable[[], None]


@pytest.fixture
def screen(window: MainWindow, settled: Settled) -> SettingsScreen:
    """设置 at 文书版面."""
    from desktop.supervisor.settings import PAPER, SettingsScreen

    shown = window.open_place(Place.SETTINGS)
    assert isinstance(shown, SettingsScreen)
    shown.show_section(PAPER)
    settled()
    return shown


def test_a_kind_is_ticked_and_kept_by_keyboard(
    screen: SettingsScreen, keyboard: Keyboard, settled: Settled, office: Office
) -> None:
    focus = QApplication.focusWidget()
    assert isinstance(focus, CheckBox)
    assert "登记回执" in focus.text()
    keyboard.press("Tab", "Space")
    assert screen.paper.changed
    assert office.casework.layouts.documents() == frozenset()
    keyboard.press("Ctrl+S")
    settled()
    assert office.casework.layouts.documents() == {LetterKind.CORRECTION_NOTICE}
    assert not screen.paper.changed


def test_what_was_ticked_is_taken_back(
    screen: SettingsScreen, keyboard: Keyboard, settled: Settled, office: Office
) -> None:
    keyboard.press("Space", "Escape")
    settled()
    assert not screen.paper.changed
    assert screen.paper.layouts.documents() == frozenset()
    assert office.casework.layouts.documents() == frozenset()
