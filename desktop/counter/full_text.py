"""The applicant's words in full."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.widgets.buttons import secondary
from desktop.widgets.fields import TextArea
from desktop.widgets.labels import Card, heading, row
from desktop.widgets.tokens import GRID


class FullText(QWidget):
    """A text that is too long for a line; it can be marked and copied, not changed."""

    returned = Signal()

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        back = secondary("返回", "Esc")
        back.clicked.connect(self.returned)
        self._text = TextArea(title)
        self._text.setReadOnly(True)
        self._text.set_value(text)
        card = Card(spacing=GRID)
        card.body.addLayout(row(heading(title), None, back))
        card.body.addWidget(self._text, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(4, GRID, 4, 0)
        page.addWidget(card)

    def focus_first(self) -> None:
        """Puts the focus into the text, so that the arrow keys scroll it."""
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)
