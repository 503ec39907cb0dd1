"""Dialogs for files: freed when they are closed, the keys back where they were, endings put on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
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


def test_escape_frees_the_dialog_and_gives_the_keys_back(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.widgets.file_dialogs.documents_folder", lambda: tmp_path / "nowhere")
    window, field = window_with_field(qtbot)
    taken: list[Path] = []
    for ask in (
        lambda: ask_target(window, "存为", "汇总.pdf", "*.pdf", taken.append),
        lambda: ask_source(window, "导入", "表格 (*.csv)", taken.append),
    ):
        ask()
        [dialog] = window.findChildren(QFileDialog)
        qtbot.waitUntil(dialog.isActiveWindow)
        said = " ".join(part.text() for part in dialog.findChildren(QLabel) + dialog.findChildren(QPushButton))
        assert "Look in" not in said
        assert "type" not in said
        named = dialog.findChild(QLineEdit)
        assert named is not None
        assert named.text() in ("", "汇总.pdf"), "a folder that is not there is no name"
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
