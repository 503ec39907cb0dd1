"""Dialogs for files: freed when they are closed, the keys back where they were, endings put on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.file_dialogs import ask_source, ask_target


def window_with_field(qtbot: QtBot) -> tuple[QWidget, QLineEdit]:
    window, field = QWidget(), QLineEdit()
    QVBoxLayout(window).addWidget(field)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return window, field


def test_escape_frees_the_dialog_and_gives_the_keys_back(qtbot: QtBot) -> None:
    window, field = window_with_field(qtbot)
    taken: list[Path] = []
    for ask in (
        lambda: ask_target(window, "存为", "汇总.pdf", "*.pdf", taken.append),
        lambda: ask_source(window, "导入", "表格 (*.csv)", taken.append),
    ):
        ask()
        [dialog] = window.findChildren(QFileDialog)
        qtbot.waitUntil(dialog.isActiveWindow)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not window.findChildren(QFileDialog))
        qtbot.waitUntil(field.hasFocus)
    assert taken == []


def test_a_target_gets_its_ending_and_keeps_its_name(qtbot: QtBot, tmp_path: Path) -> None:
    window, _field = window_with_field(qtbot)
    taken: list[Path] = []
    ask_target(window, "存为", "津关〔2026〕1号.pdf", "*.pdf", taken.append)
    [dialog] = window.findChildren(QFileDialog)
    assert [Path(path).name for path in dialog.selectedFiles()] == ["津关〔2026〕1号.pdf"]
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(str(tmp_path / "其他"))
    dialog.accept()
    qtbot.waitUntil(lambda: bool(taken))
    qtbot.waitUntil(lambda: not window.findChildren(QFileDialog))
    assert taken == [tmp_path / "其他.pdf"]
