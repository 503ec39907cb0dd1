"""A line that says whether something holds: a tick, or a cross and the word."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel

from desktop.widgets import theme
from desktop.widgets.icons import icon_pixmap
from desktop.widgets.labels import ElidedLabel, label, row


def check_line(
    text: str, *, holds: bool, bold: bool = False, word: str = "不符：", elided: bool = False
) -> QHBoxLayout:
    """A line with a tick, or with a cross and ``word``. ``elided``: one line, whose end the tool tip tells."""
    mark = QLabel()
    mark.setPixmap(icon_pixmap("check" if holds else "close", theme.colour(lambda c: c.ink), 16, 2))
    mark.setFixedSize(16, 20)
    told, heavy = text if holds else f"{word}{text}", bold or not holds
    words = ElidedLabel(told, bold=heavy) if elided else label(told, bold=heavy, wrap=True)
    line = row(mark, spacing=8)
    line.addWidget(words, 1)
    line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    return line
