"""In which cells of which report the request counts, line by line, each with its rule."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.casework.figures.request_cells import RequestCells
from desktop.widgets import theme
from desktop.widgets.buttons import secondary
from desktop.widgets.labels import Card, heading, label, plain_tip, row
from desktop.widgets.list_table import dress_as_list, paint_ground, set_widths
from desktop.widgets.table_head import TableHead
from desktop.widgets.tokens import CARD_PADDING, GRID

Index = QModelIndex | QPersistentModelIndex
_HEADS = ("报表", "格", "依据")
_WIDTHS = (146, 360, 0)
_ROW_HEIGHT = 32
_WRAPPED = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)


class _WrappedDelegate(QStyledItemDelegate):
    """A cell with all its words: a rule is never cut off, so that rows are as high as they need."""

    def __init__(self, table: QTableWidget) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._table.columnWidth(index.column()) - self._left(index) - GRID
        words = QFontMetrics(theme.font()).boundingRect(0, 0, width, 10_000, _WRAPPED, str(index.data()))
        return QSize(width, max(_ROW_HEIGHT, words.height() + 2 * 6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette = theme.colours()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        edge = palette.gold if self._table.hasFocus() else palette.field
        painter.save()
        paint_ground(painter, QRectF(option.rect), chosen=chosen, edge=None if index.column() else edge)
        painter.setFont(theme.font())
        painter.setPen(QColor(palette.ink))
        painter.drawText(QRectF(option.rect).adjusted(self._left(index), 0, -GRID, 0), _WRAPPED, str(index.data()))
        painter.restore()

    @staticmethod
    def _left(index: Index) -> int:
        return GRID if index.column() else CARD_PADDING


class CountedCells(QWidget):
    """A table that the arrow keys walk over."""

    returned = Signal()

    def __init__(self, cells: RequestCells) -> None:
        super().__init__()
        back = secondary("返回", "Esc")
        back.clicked.connect(self.returned)
        self._table = QTableWidget(len(cells.lines), len(_HEADS))
        self._table.setHorizontalHeaderLabels(_HEADS)
        self._table.setItemDelegate(_WrappedDelegate(self._table))
        dress_as_list(self._table, f"{cells.number} 计入的报表", TableHead(self._table), _ROW_HEIGHT)
        set_widths(self._table.horizontalHeader(), _WIDTHS)
        self._table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for place, line in enumerate(cells.lines):
            for column, text in enumerate((line.report, line.cell, line.why)):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(text))
                self._table.setItem(place, column, item)
        card = Card(padding=1, spacing=0)
        head = row(heading("计入报表"), None, back)
        head.setContentsMargins(CARD_PADDING, GRID, CARD_PADDING, GRID)
        card.body.addLayout(head)
        if cells.nowhere is not None:
            nowhere = label(cells.nowhere, wrap=True)
            nowhere.setContentsMargins(CARD_PADDING, 0, CARD_PADDING, GRID)
            card.body.addWidget(nowhere)
        card.body.addWidget(self._table, 1)
        card.body.addStretch(0)
        self._table.setVisible(bool(cells.lines))
        page = QVBoxLayout(self)
        page.setContentsMargins(4, GRID, 4, 0)
        page.addWidget(card)

    def focus_first(self) -> None:
        """Puts the keys on the first line."""
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._table.setCurrentCell(0, 0)
