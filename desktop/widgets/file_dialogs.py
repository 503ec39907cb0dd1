"""Dialogs that ask for a file or a folder; each is freed when it is closed and gives the keyboard back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.widgets.printing import documents_folder

_WORDS = {
    QFileDialog.DialogLabel.LookIn: "位置：",
    QFileDialog.DialogLabel.FileName: "名称(&N)：",
    QFileDialog.DialogLabel.FileType: "类型：",
    QFileDialog.DialogLabel.Reject: "取消",
}


def ask_source(
    asking: QWidget, title: str, kinds: str, take: Callable[[Path], None], folder: Path | None = None
) -> None:
    """Asks for a file that is there; ``kinds``: what can be chosen, as Qt writes it: 表格 (*.xlsx *.csv)."""
    asked = QFileDialog(asking.window(), title, _start(folder), kinds)
    asked.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(asked, asking, take)


def ask_target(asking: QWidget, title: str, name: str, kinds: str, take: Callable[[Path], None]) -> None:
    """Asks where to write a file that is called ``name`` unless the user calls it otherwise; its ending is put on."""
    asked = QFileDialog(asking.window(), title, _start(), kinds)
    asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    asked.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    asked.selectFile(name)
    _open(asked, asking, take)


def ask_folder(asking: QWidget, title: str, take: Callable[[Path], None]) -> None:
    """Asks for a folder."""
    asked = QFileDialog(asking.window(), title, _start())
    asked.setFileMode(QFileDialog.FileMode.Directory)
    _open(asked, asking, take)


def _start(folder: Path | None = None) -> str:
    """Where a dialog begins: a folder that is not there would be taken for a name that was typed."""
    wanted = folder or documents_folder()
    return str(wanted if wanted.is_dir() else Path.home())


def _open(asked: QFileDialog, asking: QWidget, take: Callable[[Path], None]) -> None:
    """Opens it; where no window manager gives the keyboard back, it goes to the window below all the same."""
    below = asking.window()
    # Qt's own translation leaves some of its words in English.
    for part, words in _WORDS.items():
        asked.setLabelText(part, words)
    is_target = asked.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    asked.setLabelText(QFileDialog.DialogLabel.Accept, "保存(&S)" if is_target else "选定(&O)")
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asked.finished.connect(lambda _result: below.activateWindow())
    asked.fileSelected.connect(lambda path: take(Path(path)))
    asked.open()
