"""设置 → 文书版面: which letters are set in 文件格式, by keyboard, and the letter that follows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from desktop.office import Office
from desktop.widgets.fields import CheckBox
from desktop.widgets.screen import Place
from forms.fonts import typeface
from resources.vocabulary import LetterKind
from tests.forms.stand_in_fonts import stand_in

if TYPE_CHECKING:
    from desktop.counter.main_window import MainWindow
    from desktop.supervisor.settings import SettingsScreen
    from tests.windows.conftest import Keyboard

Settled = Callable[[], None]


@pytest.fixture
def screen(window: MainWindow, settled: Settled) -> SettingsScreen:
    """设置 at 文书版面."""
    from desktop.supervisor.parts import PAPER
    from desktop.supervisor.settings import SettingsScreen

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
    assert screen.paper.changed, "asked first"
    keyboard.press("Return")
    settled()
    assert not screen.paper.changed
    assert screen.paper.layouts.documents() == frozenset()
    assert office.casework.layouts.documents() == frozenset()


def test_the_offices_fonts_are_taken_from_a_folder_and_given_up_again(
    screen: SettingsScreen, settled: Settled, office: Office, tmp_path: Path
) -> None:
    """A bad file is named on the card; the next letter is printed with the good one."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    stand_in(folder / "fang.ttf", "仿宋_GB2312")
    (folder / "bad.ttf").write_bytes(b"no font")
    screen.paper.choose_folder(folder)
    settled()
    said = [label.text() for label in screen.paper.fonts.findChildren(QLabel)]
    assert "仿宋_GB2312（fang.ttf）" in said
    assert any("bad.ttf" in text and "没有采用" in text for text in said)
    assert typeface("body").glyph("海").face.path.name == "fang.ttf"
    assert office.casework.fonts.view().folder == str(folder)
    screen.paper.fonts.leave.click()
    settled()
    assert typeface("body").glyph("海").face.name == "FandolFang-Regular"
    assert office.casework.fonts.view().folder == ""


def test_a_folder_that_is_no_folder_is_refused(screen: SettingsScreen, settled: Settled, tmp_path: Path) -> None:
    screen.paper.choose_folder(tmp_path / "gone")
    settled()
    assert any("字体文件夹" in label.text() for label in screen.paper.fonts.findChildren(QLabel))
