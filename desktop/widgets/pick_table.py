"""A list from which several rows are picked: a box before each row, and the reason where a row cannot be picked.

Space picks, Ctrl+A picks all that can be, Ctrl+Shift+A lets all go, Enter goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.widgets import theme
from desktop.widgets.drawing import draw_tick_box
from desktop.widgets.labels import plain_tip
from desktop.widgets.list_table import dress_as_list, paint_ground, set_widths
from desktop.widgets.table_head import TableHead
from desktop.widgets.tokens import LIST_ROW
from resources.messages import say

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_PADDING = 12
_BOX = 16
_BOX_COLUMN = 40
_CONTROL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True, slots=True)
class PickColumn:
    """A column: its name and width (0: what is left)."""

    name: str
    width: int


@dataclass(frozen=True, slots=True)
class PickLine:
    """A row. ``reason``: why it cannot be picked; it stands in the last column."""

    key: str
    cells: tuple[str, ...]
    reason: str | None = None


class PickTable(QTableView):
    """``picked_changed`` tells each change by the user, ``entered`` that Enter was pressed."""

    picked_changed = Signal()
    entered = Signal()

    def __init__(self, name: str, columns: Sequence[PickColumn]) -> None:
        super().__init__()
        self._model = _Model(columns)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        dress_as_list(self, name, TableHead(self, padding=_PADDING))
        set_widths(self.horizontalHeader(), (_BOX_COLUMN, *(column.width for column in columns)))

    def show_lines(self, lines: Sequence[PickLine], picked: Sequence[str] = ()) -> None:
        """Shows other rows with those of ``picked`` picked; the row that was current stays so."""
        place = max(0, self.currentIndex().row())
        kept = self._model.lines[place].key if place < len(self._model.lines) else ""
        self._model.replace(lines, set(picked))
        if lines:
            self.selectRow(next((place for place, line in enumerate(lines) if line.key == kept), 0))

    def picked(self) -> tuple[str, ...]:
        """The keys of the picked rows, in the order of the rows."""
        return tuple(line.key for line in self._model.lines if line.key in self._model.picked)

    def pickable(self) -> int:
        """How many rows can be picked."""
        return sum(line.reason is None for line in self._model.lines)

    def pick(self, key: str) -> None:
        """Picks a row, or lets a picked one go."""
        self._model.toggle(key)
        self.picked_changed.emit()

    def pick_all(self) -> None:
        """Picks every row that can be."""
        self._model.pick(line.key for line in self._model.lines if line.reason is None)
        self.picked_changed.emit()

    def pick_none(self) -> None:
        """Lets all picked rows go."""
        self._model.pick(())
        self.picked_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & _CONTROL
        if event.key() == Qt.Key.Key_Space and plain:
            self._pick_row(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.pick_none if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else self.pick_all)()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid() and index.column() == 0:
            self._pick_row(index.row())

    def _pick_row(self, place: int) -> None:
        if 0 <= place < len(self._model.lines) and self._model.lines[place].reason is None:
            self.pick(self._model.lines[place].key)


class _Model(QAbstractTableModel):
    def __init__(self, columns: Sequence[PickColumn]) -> None:
        super().__init__()
        self._columns = columns
        self.lines: Sequence[PickLine] = ()
        self.picked: set[str] = set()

    def replace(self, lines: Sequence[PickLine], picked: set[str]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.picked = picked & {line.key for line in lines}
        self.endResetModel()

    def toggle(self, key: str) -> None:
        self.picked ^= {key}
        self._changed()

    def pick(self, keys: Iterable[str]) -> None:
        self.picked = set(keys)
        self._changed()

    def _changed(self) -> None:
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, 0))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._columns[section - 1].name if section else ""
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role == Qt.ItemDataRole.CheckStateRole and column == 0 and line.reason is None:
            return Qt.CheckState.Checked if line.key in self.picked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole and column:
            return line.cells[column - 1]
        if role == Qt.ItemDataRole.ToolTipRole and column:
            return plain_tip(line.cells[column - 1])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = say("widgets.picked") if line.key in self.picked else ""
            return "，".join(part for part in (state, *line.cells) if part)
        return None


class _Delegate(QStyledItemDelegate):
    """Rows of 40 pixels; those that cannot be picked in second ink and without a box."""

    def __init__(self, table: PickTable) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_BOX_COLUMN, LIST_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(line, PickLine):
            return
        palette = theme.colours()
        area = QRectF(option.rect)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        edge = palette.gold if self._table.hasFocus() else palette.field
        paint_ground(painter, area, chosen=current, edge=None if index.column() else edge)
        if index.column():
            self._paint_cell(painter, area, line, index.column() - 1)
        else:
            if line.reason is None:
                box = QRectF(area.left() + 14, area.center().y() - _BOX / 2, _BOX, _BOX)
                draw_tick_box(painter, box, index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked)
        painter.restore()

    def _paint_cell(self, painter: QPainter, area: QRectF, line: PickLine, column: int) -> None:
        palette = theme.colours()
        painter.setFont(theme.font())
        painter.setPen(QColor(palette.ink if line.reason is None else palette.ink_2))
        inside = area.adjusted(_PADDING, 0, -8, 0)
        text = " ".join(line.cells[column].split())
        shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
