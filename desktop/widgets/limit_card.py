"""The limit of a request as a card: band, figures, one cell a working day, and the way to its proof."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop.casework.day_words import iso_weekday
from desktop.casework.views import LimitView
from desktop.widgets.badge import BandBadge
from desktop.widgets.buttons import secondary
from desktop.widgets.labels import Card, label
from desktop.widgets.limit_cells import LimitCells
from desktop.widgets.tokens import CARD_PADDING, GRID
from resources.vocabulary import Band

PROOF_KEY = "Ctrl+L"


class LimitCard(Card):
    """``proof_wanted``: the button, its key or a click on the cells."""

    proof_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(padding=CARD_PADDING, spacing=GRID)
        self.body.setContentsMargins(CARD_PADDING, 12, CARD_PADDING, GRID)
        self._badge = BandBadge(Band.GREEN, "", framed=True)
        self._used = _Figure("已用")
        self._stopped = _Figure("停止")
        self._left = _Figure("剩余")
        self._due = _Figure("答复期限")
        self._target = label("", second=True)
        self._sentence = label("", wrap=True)
        self._printed = label("", second=True, wrap=True)
        self._proof = secondary("逐日核算", PROOF_KEY)
        self._cells = LimitCells()
        head = QHBoxLayout()
        head.setSpacing(20)
        for part in (self._badge, self._used, self._stopped, self._left, self._due, self._target):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self._proof)
        self.body.addLayout(head)
        self.body.addWidget(self._sentence)
        self.body.addWidget(self._printed)
        self.body.addWidget(self._cells)
        self._proof.clicked.connect(self.proof_wanted)
        self._cells.activated.connect(self.proof_wanted)

    def show_limit(self, limit: LimitView, today: date) -> None:
        """Shows another limit; a figure that cannot be told is left out, and the sentence says why."""
        self._badge.show_band(limit.band, limit.badge)
        counted = bool(limit.cells)
        self._used.show_value(str(limit.used) if counted else None)
        self._stopped.show_value(str(limit.stopped) if limit.stopped else None)
        self._left.show_value(None if limit.left is None else str(max(0, limit.left)))
        self._due.show_value(None if limit.due_on is None else iso_weekday(limit.due_on))
        shown = limit.internal_target is not None and limit.band is not Band.DONE
        self._target.setText(f"内部目标 {_short(limit.internal_target, today)}" if shown else "")
        self._target.setVisible(shown)
        self._sentence.setText(limit.sentence or "")
        self._sentence.setVisible(bool(limit.sentence))
        remarks = "\n".join(
            filter(None, (limit.appointment, limit.cautious, limit.provisional, limit.settled, limit.printed))
        )
        self._printed.setText(remarks)
        self._printed.setVisible(bool(remarks))
        self._cells.show_cells(limit.cells, limit.band)


class _Figure(QWidget):
    """A word with its value in bold."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word
        self._value: QLabel = label("", bold=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(label(word))
        line.addWidget(self._value)

    def show_value(self, value: str | None) -> None:
        self.setVisible(value is not None)
        self._value.setText(value or "")
        self.setAccessibleName(f"{self._word} {value or ''}")


def _short(day: date | None, today: date) -> str:
    if day is None:
        return ""
    return f"{day:%m-%d}" if day.year == today.year else f"{day:%Y-%m-%d}"
