"""A list of names beside what they stand for: rows of one line, the chosen one with an edge, gold with the keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.widgets import theme
from desktop.widgets.labels import plain_tip
from desktop.widgets.list_table import paint_ground
from desktop.widgets.overlay_scroll import OverlayScrollBar
from desktop.widgets.tokens import LIST_ROW

Index = QModelIndex | QPersistentModelIndex
_PADDING = 16


class _NameDelegate(QStyledItemDelegate):
    def __init__(self, view: NameList, height: int) -> None:
        super().__init__(view)
        self._view = view
        self._height = height

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette = theme.colours()
        area = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint_ground(painter, area, chosen=chosen, edge=palette.gold if self._view.hasFocus() else palette.field)
        inside = area.adjusted(_PADDING, 0, -_PADDING, 0)
        font = theme.font()
        shown = QFontMetricsF(font).elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)), self._view.textElideMode(), inside.width()
        )
        painter.setFont(font)
        painter.setPen(QColor(palette.ink))
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
        painter.restore()


class NameList(QListWidget):
    """Up and Down choose (``currentRowChanged``); ``opened`` tells Enter and a double click. ``height``: of a row."""

    opened = Signal()

    def __init__(self, name: str, height: int = LIST_ROW) -> None:
        super().__init__()
        self._height = height
        self.setItemDelegate(_NameDelegate(self, height))
        self.setAccessibleName(name)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        OverlayScrollBar(self)
        self.itemDoubleClicked.connect(lambda _item: self.opened.emit())

    def show_names(self, names: Sequence[str], chosen: int = 0) -> None:
        """Shows other names, the one at ``chosen`` in front; a name that is cut off stands whole in its tool tip."""
        self.clear()
        for name in names:
            item = QListWidgetItem(name)
            item.setToolTip(plain_tip(name))
            self.addItem(item)
        self.setCurrentRow(max(0, min(chosen, len(names) - 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A row that does not fit wholly is not begun."""
        self.setViewportMargins(0, 0, 0, self.height() % self._height)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.opened.emit()
            return
        super().keyPressEvent(event)
