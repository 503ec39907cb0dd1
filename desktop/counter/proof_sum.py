"""The sum of a limit in one line."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.office.reckoning import ProofView, Quantity
from desktop.widgets.badge import BandBadge
from desktop.widgets.labels import Card, clear, label, note, rule
from desktop.widgets.tokens import PAGE_TITLE


class SumLine(Card):
    """收到日 + 法定期限 + 停止计算 = the last day; at the right how it stands today."""

    def __init__(self) -> None:
        super().__init__()
        self.body.setContentsMargins(24, 8, 24, 8)
        self.setMinimumHeight(64)
        self._line = QHBoxLayout()
        self._line.setSpacing(20)
        self.body.addLayout(self._line)

    def show_proof(self, view: ProofView) -> None:
        """Writes the sum; where there is none, the reason why."""
        clear(self._line)
        for place, term in enumerate(view.terms):
            if place:
                self._line.addWidget(_sign(term.sign))
            self._line.addWidget(_quantity(term))
        if view.result is not None:
            self._line.addWidget(_sign("="))
            self._line.addWidget(_quantity(view.result))
        if view.error is not None:
            self._line.addWidget(label(view.error, wrap=True), 1)
        else:
            self._line.addStretch(1)
        upright = rule("upright")
        upright.setFixedHeight(32)
        self._line.addWidget(upright)
        self._line.addWidget(_quantity(view.standing))
        self._line.addWidget(BandBadge(view.band, view.badge, framed=True))


def _quantity(quantity: Quantity) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(note(quantity.label))
    column.addWidget(label(quantity.value, PAGE_TITLE, bold=True))
    made.setAccessibleName(f"{quantity.label} {quantity.value}")
    return made


def _sign(sign: str) -> QWidget:
    made = label(sign, PAGE_TITLE, second=True)
    made.setContentsMargins(0, 12, 0, 0)
    return made
