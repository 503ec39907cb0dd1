"""Dialogs that ask for a file or a folder; each is freed when it is closed and gives the keyboard back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.widgets.printing import documents_folder


def ask_source(
    asking: QWidget, title: str, kinds: str, take: Callable[[Path], None], folder: Path | None = None
) -> None:
    """Asks for a file that is there; ``kinds``: what can be chosen, as Qt writes it: 表格 (*.xlsx *.csv)."""
    asked = QFileDialog(asking.window(), title, str(folder or documents_folder()), kinds)
    asked.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(asked, asking, take)


def ask_target(asking: QWidget, title: str, name: str, kinds: str, take: Callable[[Path], None]) -> None:
    """Asks where to write a file that is called ``name`` unless the user calls it otherwise; its ending is put on."""
    asked = QFileDialog(asking.window(), title, str(documents_folder()), kinds)
    asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    asked.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    asked.selectFile(name)
    _open(asked, asking, take)


def ask_folder(asking: QWidget, title: str, take: Callable[[Path], None]) -> None:
    """Asks for a folder."""
    asked = QFileDialog(asking.window(), title, str(documents_folder()))
    asked.setFileMode(QFileDialog.FileMode.Directory)
    _open(asked, asking, take)


def _open(asked: QFileDialog, asking: QWidget, take: Callable[[Path], None]) -> None:
    """Opens it; where no window manager gives the keyboard back, it goes to the window below all the same."""
    below = asking.window()
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asked.finished.connect(lambda _result: below.activateWindow())
    asked.fileSelected.connect(lambda path: take(Path(path)))
    asked.open()
