"""A copy is brought back at 备份与自查: looked through, confirmed, and shown in a window that is opened anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.app import OfficeWindow
from desktop.casework.office.settings import OfficeSettings
from desktop.office import Office, open_office
from desktop.supervisor.parts import SAFEKEEPING
from desktop.supervisor.settings import SettingsScreen
from desktop.widgets.confirm_dialog import ConfirmDialog
from desktop.widgets.screen import Place
from tests.windows.conftest import CHINA

CLOCK = datetime(2026, 10, 16, 9, 42, tzinfo=CHINA)


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Iterator[OfficeWindow]:
    """An office whose name was changed after its last copy."""
    office = open_office(tmp_path / "store.db", clock=lambda: CLOCK)
    office.casework.settings.save(OfficeSettings(name="天津海关", clerk="周宁"))
    office.casework.safekeeping.backup(tmp_path / "copies")
    office.casework.settings.save(OfficeSettings(name="天津海关", clerk="何正"))
    made = OfficeWindow(office)
    made.open()
    settle(qtbot, made)
    yield made
    made.close()


def settle(qtbot: QtBot, shown: OfficeWindow) -> None:
    qtbot.wait(100)
    qtbot.waitUntil(lambda: shown.window is not None and shown.window.operations.idle)


def settings_of(shown: OfficeWindow) -> SettingsScreen:
    assert shown.window is not None
    screen = shown.window.open_place(Place.SETTINGS)
    assert isinstance(screen, SettingsScreen)
    screen.show_section(SAFEKEEPING)
    return screen


def ask(qtbot: QtBot, shown: OfficeWindow, copy: Path) -> SettingsScreen:
    screen = settings_of(shown)
    screen.safekeeping.examine_copy(copy)
    settle(qtbot, shown)
    return screen


def clerk(office: Office) -> str:
    return office.casework.settings.office().clerk


def copy_in(folder: Path) -> Path:
    return next((folder / "copies").glob("*.db"))


def test_a_copy_comes_back_in_a_new_window_and_the_old_store_is_kept(
    qtbot: QtBot, shown: OfficeWindow, tmp_path: Path
) -> None:
    screen = ask(qtbot, shown, copy_in(tmp_path))
    before = shown.window
    (dialog,) = screen.window().findChildren(ConfirmDialog)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "0 件申请、0 份文书，校验无误" in said
    QTest.keyClick(dialog.confirm_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown.window is not None and shown.window is not before)
    settle(qtbot, shown)
    assert shown.window is not None
    assert clerk(shown.office) == "周宁"
    (aside,) = tmp_path.glob("store-replaced-*.db")
    assert aside.name in shown.window.status.message
    assert isinstance(shown.window.screen_shown, SettingsScreen)
    kept = open_office(aside, clock=lambda: CLOCK, read_only=True)
    assert clerk(kept) == "何正"
    kept.close()


def test_nothing_happens_before_it_is_confirmed(qtbot: QtBot, shown: OfficeWindow, tmp_path: Path) -> None:
    screen = ask(qtbot, shown, copy_in(tmp_path))
    (dialog,) = screen.window().findChildren(ConfirmDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle(qtbot, shown)
    assert clerk(shown.office) == "何正"
    assert list(tmp_path.glob("store-replaced-*.db")) == []


def test_an_altered_copy_is_refused_in_a_sentence(qtbot: QtBot, shown: OfficeWindow, tmp_path: Path) -> None:
    copy = copy_in(tmp_path)
    manifest = copy.with_suffix(".json")
    manifest.write_text(json.dumps(json.loads(manifest.read_text("utf-8")) | {"sha256": "0"}), "utf-8")
    screen = ask(qtbot, shown, copy)
    assert screen.window().findChildren(ConfirmDialog) == []
    assert any(copy.name in label.text() for label in screen.findChildren(QLabel) if label.isVisible())
    assert clerk(shown.office) == "何正"


def test_the_folder_for_copies_can_be_chosen(qtbot: QtBot, shown: OfficeWindow, tmp_path: Path) -> None:
    screen = settings_of(shown)
    screen.safekeeping.choose_folder(tmp_path / "elsewhere")
    settle(qtbot, shown)
    screen.safekeeping.make_backup()
    settle(qtbot, shown)
    assert list((tmp_path / "elsewhere").glob("shouban-*.db"))
    assert QApplication.activeWindow() is not None
