"""The head of a request: number, state, who asks for what, and the keys of what lies behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.views import IdentityView, RequestView
from desktop.widgets.buttons import Button, small
from desktop.widgets.labels import ElidedLabel, label, pill
from desktop.widgets.tokens import CONTENT, PAGE_TITLE

REVEAL_KEY = "Ctrl+U"
PAPERS_KEY = "Ctrl+G"
CELLS_KEY = "Ctrl+Y"
EDGE_RING = 4
"""Pixels of room for the ring around a button at the edge."""


class RequestHead(QWidget):
    """Number, state and who asks for what; the whole content one key away."""

    full_text_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._number = label("", PAGE_TITLE, bold=True)
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._number.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._state = pill()
        self._subtitle = ElidedLabel(second=True)
        self._content = ElidedLabel(size=CONTENT)
        self._identity = label("", CONTENT, wrap=True)
        self._waiting = False
        self.papers = Button("案卷", PAPERS_KEY, icon="file")
        self.cells = Button("计入", CELLS_KEY, icon="statistics")
        self.reveal = Button("显示身份", REVEAL_KEY, icon="eye", bound=False)
        self._full_text = small("全文", "Ctrl+J")
        first = QHBoxLayout()
        first.setSpacing(12)
        for part in (self._number, self._state):
            first.addWidget(part)
        first.addWidget(self._subtitle, 1)
        first.addWidget(self.cells)
        first.addWidget(self.papers)
        first.addWidget(self.reveal)
        second = QHBoxLayout()
        second.setSpacing(12)
        second.addWidget(self._content, 1)
        second.addWidget(self._identity, 1)
        second.addWidget(self._full_text)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE_RING, 0, EDGE_RING, 0)
        column.setSpacing(3)
        column.addLayout(first)
        column.addLayout(second)
        self._identity.hide()
        self._full_text.clicked.connect(self.full_text_wanted)

    def show_request(self, view: RequestView) -> None:
        """Shows another request, its applicant masked."""
        self._number.setText(view.number)
        self._state.setText(view.state.label)
        self._subtitle.set_whole(view.subtitle)
        self._content.set_whole(view.content)
        self._full_text.setVisible(len(view.content) > 40 or "\n" in view.content)

    def await_identity(self) -> None:
        """The key is held: show who it is as soon as it is known."""
        self._waiting = True

    def show_identity(self, identity: IdentityView) -> None:
        """Shows the applicant in full, unless the key was let go meanwhile."""
        if not self._waiting:
            return
        parts = [identity.name, f"{identity.id_type} {identity.id_number}"]
        parts += [f"{name} {value}" for name, value in identity.contact]
        self._identity.setText("　".join(part for part in parts if part.strip()))
        self._content.hide()
        self._identity.show()

    def hide_identity(self) -> None:
        """Masks the applicant again."""
        self._waiting = False
        self._identity.setText("")
        self._identity.hide()
        self._content.show()
