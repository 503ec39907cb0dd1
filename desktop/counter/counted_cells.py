"""In which cells of which report the request counts, line by line, each with its rule."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.casework.figures.request_cells import RequestCells
from desktop.widgets.buttons import secondary
from desktop.widgets.labels import Card, heading, label, plain_tip, row
from desktop.widgets.tokens import GRID

_HEADS = ("报表", "格", "依据")
_WIDTHS = (130, 360)
_ROW_HEIGHT = 32


class CountedCells(QWidget):
    """A table that the arrow keys walk over."""

    returned = Signal()

    def __init__(self, cells: RequestCells) -> None:
        super().__init__()
        back = secondary("返回", "Esc")
        back.clicked.connect(self.returned)
        self._table = QTableWidget(len(cells.lines), len(_HEADS))
        self._table.setAccessibleName(f"{cells.number} 计入的报表")
        self._dress()
        for place, line in enumerate(cells.lines):
            for column, text in enumerate((line.report, line.cell, line.why)):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(text))
                self._table.setItem(place, column, item)
        card = Card(spacing=GRID)
        card.body.addLayout(row(heading("计入报表"), None, back))
        if cells.nowhere is not None:
            card.body.addWidget(label(cells.nowhere, wrap=True))
        card.body.addWidget(self._table, 1)
        self._table.setVisible(bool(cells.lines))
        page = QVBoxLayout(self)
        page.setContentsMargins(4, GRID, 4, 0)
        page.addWidget(card)

    def focus_first(self) -> None:
        """Puts the keys on the first line."""
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._table.setCurrentCell(0, 0)

    def _dress(self) -> None:
        table = self._table
        table.setHorizontalHeaderLabels(_HEADS)
        table.verticalHeader().hide()
        table.verticalHeader().setMinimumSectionSize(_ROW_HEIGHT)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionsClickable(False)
        for column, width in enumerate(_WIDTHS):
            table.setColumnWidth(column, width)
        head.setSectionResizeMode(len(_WIDTHS), QHeaderView.ResizeMode.Stretch)
