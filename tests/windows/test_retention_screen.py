"""档案保管 in the main window: a file is kept on, the others are destroyed, by keys and two dialogs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.casework.office.settings import OfficeSettings
from desktop.counter.main_window import MainWindow
from desktop.office import Office, open_office
from desktop.rules.retention import RetentionClass
from desktop.supervisor.parts import RETENTION
from desktop.supervisor.retention_page import RetentionPage
from desktop.supervisor.settings import SettingsScreen
from desktop.widgets.confirm_dialog import ConfirmDialog
from desktop.widgets.fields import Combo
from tests.windows.conftest import press, settle

SCENARIO = Path(__file__).parents[1] / "acceptance" / "data" / "scenarios" / "tianjin-2017.jsonl"
CLOCK = datetime(2028, 1, 4, 9, 0, tzinfo=timezone(timedelta(hours=8)))


class Now:
    """The day that the office takes for today."""

    day = CLOCK


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def office(tmp_path: Path, now: Now) -> Iterator[Office]:
    opened = open_office(tmp_path / "store.db", clock=lambda: now.day)
    opened.casework.exchange.read(SCENARIO)
    opened.casework.settings.save(OfficeSettings(name="天津海关", clerk="周宁"))
    yield opened
    opened.close()


@pytest.fixture
def window(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The main window at 设置, opened by its key."""
    press(window, Qt.Key.Key_6, held=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    settle(qtbot, window.operations)
    return window


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> RetentionPage:
    screen = window.screen_shown
    assert isinstance(screen, SettingsScreen)
    screen.show_section(RETENTION)
    settle(qtbot, window.operations)
    return screen.retention


def test_one_is_kept_on_and_the_others_are_destroyed(
    qtbot: QtBot, window: MainWindow, page: RetentionPage, office: Office, now: Now
) -> None:
    due = office.casework.retention.due_numbers()
    assert (page.due.total, page.due.lines.hasFocus()) == (len(due), True)
    press(window, Qt.Key.Key_Return)
    until = QApplication.focusWidget()
    assert isinstance(until, Combo)
    assert until.itemText(0) == "2029年底"
    page.keeping.confirm_button.click()
    settle(qtbot, window.operations)
    # What is missing is told, and the keys are there; the reason outlives loading the page anew on another day.
    QApplication.clipboard().setText("有参考价值")
    press(window, Qt.Key.Key_V, held=Qt.KeyboardModifier.ControlModifier)
    now.day = CLOCK.replace(year=2029)
    page.load()
    settle(qtbot, window.operations)
    assert until.itemText(0) == "2030年底"
    now.day = CLOCK
    page.keeping.confirm_button.setFocus()
    press(window, Qt.Key.Key_Space)
    settle(qtbot, window.operations)
    assert office.casework.retention.due_numbers() == due[1:]
    assert page.destroying.confirm_button.text().startswith(f"销毁所列 {len(due) - 1} 件")

    page.destroying.confirm_button.click()
    assert page.destroying.fault
    for name, text in (("approved_by", "王主任"), ("second_witness", "李一"), ("why", "期满")):
        page.destroying.field(name).set_value(text)
    page.destroying.confirm_button.click()
    dialog = window.findChild(ConfirmDialog)
    assert dialog is not None
    press(window, Qt.Key.Key_Escape)
    assert office.casework.retention.destructions() == ()
    settle(qtbot, window.operations)
    page.destroying.confirm_button.click()
    dialog = next(found for found in window.findChildren(ConfirmDialog) if found.isVisible())
    QTest.keyClick(dialog.confirm_button, Qt.Key.Key_Return)
    settle(qtbot, window.operations)
    assert office.casework.retention.destructions()[0].files == len(due) - 1
    assert page.due.total == 0
    assert page.records.lines.lines[0].target == "2028-1"
    assert office.casework.safekeeping.check().ok


def test_the_same_person_twice_is_refused_in_one_sentence(
    qtbot: QtBot, window: MainWindow, page: RetentionPage, office: Office
) -> None:
    for name, text in (("approved_by", "周宁"), ("second_witness", "李一"), ("why", "期满")):
        page.destroying.field(name).set_value(text)
    page.destroying.confirm_button.click()
    assert window.findChild(ConfirmDialog) is None, "what would be refused is not asked"
    assert "三个不同的人" in page.destroying.fault
    assert office.casework.retention.destructions() == ()


def test_terms_are_changed_and_the_list_follows(
    qtbot: QtBot, window: MainWindow, page: RetentionPage, office: Office
) -> None:
    page.terms.choice(RetentionClass.OTHER).choose(30)
    page.terms.save.click()
    settle(qtbot, window.operations)
    assert office.casework.retention.terms().years[RetentionClass.OTHER] == 30
    assert page.due.total == 0
