"""复议、诉讼 of a request: one line each with its limits; our open duty carries a badge of its own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.steps.dispute_views import DisputesView, DisputeView
from desktop.widgets.badge import BandBadge
from desktop.widgets.buttons import small
from desktop.widgets.labels import clear, heading, label, note, row
from desktop.widgets.tokens import FIELD_GAP

FILE_KEY = "Ctrl+R"
GO_ON_KEY = "Ctrl+H"


class DisputePanel(QWidget):
    """Hidden while the request can have no review or suit."""

    filing = Signal()
    going_on = Signal(object)
    """The ``DisputeView`` whose progress is to be recorded."""

    def __init__(self) -> None:
        super().__init__()
        self.file_button = small("登记复议、诉讼", FILE_KEY)
        self.file_button.clicked.connect(self.filing)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(FIELD_GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(FIELD_GAP)
        column.addLayout(row(heading("复议、诉讼"), note("期限由收到副本、决定送达之日计算"), None, self.file_button))
        column.addLayout(self._lines)
        self.hide()

    def show_disputes(self, view: DisputesView) -> None:
        """Shows those of another request, or the same ones anew."""
        clear(self._lines)
        self.setVisible(bool(view.disputes) or view.closed is None)
        self.file_button.setVisible(view.closed is None)
        standing = [one for one in view.disputes if not one.void]
        undecided = [one for one in standing if one.entry.decided_on is None]
        keyed = undecided[:1] or standing[-1:]
        for dispute in view.disputes:
            key = GO_ON_KEY if keyed == [dispute] else None
            self._lines.addLayout(self._line(dispute, key))

    def _line(self, dispute: DisputeView, key: str | None) -> QHBoxLayout:
        go_on = small("进展", key)
        go_on.setAccessibleName(f"{dispute.title} 进展")
        go_on.clicked.connect(partial(self.going_on.emit, dispute))
        badge = [] if dispute.band is None else [BandBadge(dispute.band, dispute.badge, framed=True)]
        line = row(*badge, label(dispute.title, bold=True))
        line.addWidget(label(dispute.line, second=True, wrap=True), 1)
        if dispute.void:
            go_on.deleteLater()
        else:
            line.addWidget(go_on)
        return line
