"""The one dialog: asked before what cannot be taken back is done, such as issuing a letter or restoring a copy."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.widgets.buttons import Button, ButtonKind, secondary
from desktop.widgets.labels import label, row
from desktop.widgets.tokens import CARD_GAP, CONTENT, FORM_PADDING

_WIDTH = 480


class OverWindow(QDialog):
    """A dialog that gives the keyboard back to the window below, also where no window manager does."""

    def done(self, result: int) -> None:
        super().done(result)
        if (below := self.parentWidget()) is not None:
            below.activateWindow()


class ConfirmDialog(OverWindow):
    """What will happen, line by line, and two buttons. Enter confirms, wherever the focus is; Esc returns."""

    def __init__(self, window: QWidget, title: str, lines: tuple[str, ...], confirm: str) -> None:
        super().__init__(window)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(FORM_PADDING, FORM_PADDING, FORM_PADDING, FORM_PADDING)
        column.setSpacing(8)
        column.addWidget(label(title, CONTENT, bold=True))
        for line in lines:
            column.addWidget(label(line, wrap=True))
        self.confirm_button = Button(confirm, "Enter", kind=ButtonKind.PRIMARY, bound=False)
        self.back_button = secondary("返回", "Esc")
        self.confirm_button.clicked.connect(self.accept)
        self.back_button.clicked.connect(self.reject)
        column.addSpacing(CARD_GAP)
        column.addLayout(row(self.back_button, None, self.confirm_button))
        self.confirm_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
            return
        # A second Ctrl+Enter of the one that asked for it is no answer.
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.confirm_button.click()
            return
        super().keyPressEvent(event)


def ask_to_drop(asking: QWidget, what: str, drop: Callable[[], None]) -> None:
    """Asks before what was typed and is kept nowhere is thrown away; ``what`` says in a sentence what it is."""
    dialog = ConfirmDialog(asking.window(), "放弃没有保存的改动？", (what,), "放弃")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(drop)
    dialog.open()
