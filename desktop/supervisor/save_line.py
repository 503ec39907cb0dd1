"""The foot of a page of settings that keeps nothing before 保存: what changed, the way back, the button."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.widgets.buttons import primary, secondary
from desktop.widgets.confirm_dialog import ask_to_drop
from desktop.widgets.labels import note, row


class SaveLine(QWidget):
    """``save`` is pressed to keep what was changed; ``dropped``: what is kept shall be shown again.

    ``what_is_lost`` is the sentence that asks before that.
    """

    dropped = Signal()

    def __init__(self, what_is_lost: str) -> None:
        super().__init__()
        self.save = primary("保存", "Ctrl+S")
        self._state = note()
        self._undo = secondary("恢复已存", "Esc")
        self._undo.clicked.connect(lambda: ask_to_drop(self, what_is_lost, self.dropped.emit))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(row(self._state, None, self._undo, self.save))
        self.show_changed(changed=False)

    def show_changed(self, *, changed: bool) -> None:
        """Says whether something is not kept yet."""
        self._state.setText("有改动尚未保存" if changed else "")
        self._undo.setVisible(changed)
        self.save.setEnabled(changed)

    def refuse(self, sentence: str) -> None:
        """Says why nothing was kept."""
        self._state.setText(sentence)
