"""A statutory form as a table: merged label cells, number cells that the arrow keys walk over and Enter opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.widgets import theme
from desktop.widgets.overlay_scroll import OverlayScrollBar
from desktop.widgets.tokens import DAY_MARK, NOTE

_LEAST_ROW = 16
_HEAD_GIVES = 3
"""What each row of the head gives up where even the lowest rows of the body do not fit."""

Index = QModelIndex | QPersistentModelIndex


class CellRole(Enum):
    """What a cell of the form is."""

    HEAD = auto()
    LABEL = auto()
    NUMBER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCell:
    """One cell. ``name``: how it is read aloud; ``key``: what ``chosen`` tells, for number cells."""

    text: str
    role: CellRole
    rows: int = 1
    columns: int = 1
    bold: bool = False
    centred: bool = False
    small: bool = False
    tinted: bool = False
    name: str = ""
    key: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormGrid:
    """A form: heights and widths in pixels, and its cells by the place of their top left corner.

    The rows from ``body`` on may be drawn lower, so that the form stands whole in a low window.
    """

    heights: tuple[int, ...]
    widths: tuple[int, ...]
    body: int = 0
    cells: Mapping[tuple[int, int], FormCell] = field(default_factory=dict)

    @property
    def size(self) -> QSize:
        """Width and height of the whole form."""
        return QSize(sum(self.widths), sum(self.heights))

    def numbers(self) -> list[tuple[int, int]]:
        """The places of the number cells, row by row."""
        return sorted(place for place, cell in self.cells.items() if cell.role is CellRole.NUMBER)


class _FormModel(QAbstractTableModel):
    def __init__(self, grid: FormGrid) -> None:
        super().__init__()
        self._grid = grid

    def show_grid(self, grid: FormGrid) -> None:
        self.beginResetModel()
        self._grid = grid
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._grid.heights)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._grid.widths)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self._grid.cells.get((index.row(), index.column()))
        if cell is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.name or cell.text
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        cell = self._grid.cells.get((index.row(), index.column()))
        if cell is None or cell.role is not CellRole.NUMBER:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _FormDelegate(QStyledItemDelegate):
    def __init__(self, view: FormTable) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = self._view.cell_at(index)
        if cell is None:
            return
        area = QRectF(_area(option))
        is_current = cell.role is CellRole.NUMBER and index == self._view.currentIndex()
        painter.save()
        _paint_ground(painter, area, cell, is_current)
        _paint_text(painter, area, cell)
        if is_current:
            painter.setPen(QPen(QColor(theme.colours().gold), 2))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        painter.restore()


class FormTable(QTableView):
    """Shows a form in its exact shape. ``moved`` tells the cell under the keys, ``chosen`` that it was opened."""

    moved = Signal(str, str)
    chosen = Signal(str, str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = FormGrid(heights=(), widths=())
        self._model = _FormModel(self._grid)
        self.setModel(self._model)
        self.setItemDelegate(_FormDelegate(self))
        self.setAccessibleName(name)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(8)
        self.verticalHeader().setMinimumSectionSize(8)
        self.setShowGrid(False)
        self.setStyleSheet("QTableView { background: transparent; }")
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        OverlayScrollBar(self)
        self.selectionModel().currentChanged.connect(self._tell_moved)
        self.clicked.connect(self._open)

    def show_grid(self, grid: FormGrid) -> None:
        """Shows another form; the cell under the keys stays where it was when the new form has it."""
        before = (self.currentIndex().row(), self.currentIndex().column())
        self._grid = grid
        self._model.show_grid(grid)
        self.clearSpans()
        self._fit_rows()
        for column, width in enumerate(grid.widths):
            self.setColumnWidth(column, width)
        for (row, column), cell in grid.cells.items():
            if cell.rows > 1 or cell.columns > 1:
                self.setSpan(row, column, cell.rows, cell.columns)
        self.setFixedWidth(grid.size.width())
        self.setMaximumHeight(grid.size.height())
        numbers = grid.numbers()
        if numbers:
            place = before if before in numbers else numbers[0]
            self.setCurrentIndex(self._model.index(*place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()
        # As much of the head as there is room for beside the cell under the keys.
        self.scrollToTop()
        self.scrollTo(self.currentIndex())

    def sizeHint(self) -> QSize:
        return self._grid.size

    def minimumSizeHint(self) -> QSize:
        return QSize(self._grid.size.width(), min(200, self._grid.size.height()))

    def cell_at(self, index: Index) -> FormCell | None:
        """The cell whose top left corner is at ``index``."""
        return self._grid.cells.get((index.row(), index.column()))

    def go_to(self, key: tuple[str, str]) -> None:
        """Puts the keys on the number cell with this key."""
        for place in self._grid.numbers():
            if self._grid.cells[place].key == key:
                self.setCurrentIndex(self._model.index(*place))
                return

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The next number cell in the direction of the key; labels are passed over."""
        current = (self.currentIndex().row(), self.currentIndex().column())
        return self._model.index(*self._neighbour(current, action))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _fit_rows(self) -> None:
        """Lowers the rows of the body as far as the window asks for it and reading allows."""
        heights, body = self._grid.heights, self._grid.body
        rows = len(heights) - body
        lowered = (self.height() - sum(heights[:body])) // rows if rows else 0
        given = _HEAD_GIVES if lowered <= _LEAST_ROW else 0
        for row, height in enumerate(heights):
            fitting = height - given if row < body else max(min(height, _LEAST_ROW), min(height, lowered))
            self.setRowHeight(row, fitting)

    def _neighbour(self, place: tuple[int, int], action: QAbstractItemView.CursorAction) -> tuple[int, int]:
        numbers = self._grid.numbers()
        if place not in numbers:
            return numbers[0] if numbers else place
        row, column = place
        moves = QAbstractItemView.CursorAction
        in_column = [found for found in numbers if found[1] == column]
        in_row = [found for found in numbers if found[0] == row]
        ways = {
            moves.MoveUp: (in_column, -1),
            moves.MoveDown: (in_column, 1),
            moves.MoveLeft: (in_row, -1),
            moves.MoveRight: (in_row, 1),
        }
        if action in ways:
            line, by = ways[action]
            return line[max(0, min(len(line) - 1, line.index(place) + by))]
        ends = {moves.MoveHome: in_row[0], moves.MoveEnd: in_row[-1]}
        pages = {moves.MovePageUp: in_column[0], moves.MovePageDown: in_column[-1]}
        return {**ends, **pages}.get(action, place)

    def _tell_moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        cell = self.cell_at(current)
        if cell is not None and cell.key is not None:
            self.moved.emit(*cell.key)

    def _open(self, index: QModelIndex) -> None:
        cell = self.cell_at(index)
        if cell is not None and cell.key is not None:
            self.chosen.emit(*cell.key)


def _area(option: QStyleOptionViewItem) -> QRectF:
    return QRectF(option.rect)


def _paint_ground(painter: QPainter, area: QRectF, cell: FormCell, is_current: bool) -> None:
    palette = theme.colours()
    ground = palette.gold_tint if is_current else palette.desk if cell.tinted else palette.paper
    painter.fillRect(area, QColor(ground))
    line = QColor(palette.field)
    painter.fillRect(QRectF(area.right() - 1, area.top(), 1, area.height()), line)
    painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), line)
    if area.left() <= 0:
        painter.fillRect(QRectF(area.left(), area.top(), 1, area.height()), line)
    if area.top() <= 0:
        painter.fillRect(QRectF(area.left(), area.top(), area.width(), 1), line)


def _paint_text(painter: QPainter, area: QRectF, cell: FormCell) -> None:
    palette = theme.colours()
    is_nothing = cell.role is CellRole.NUMBER and cell.text == "0"
    painter.setFont(theme.font(DAY_MARK if cell.small else NOTE, bold=cell.bold))
    painter.setPen(QColor(palette.ink_2 if is_nothing else palette.ink))
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
    if cell.role is CellRole.NUMBER:
        flags |= Qt.AlignmentFlag.AlignRight
    elif cell.centred:
        flags |= Qt.AlignmentFlag.AlignHCenter
    painter.drawText(area.adjusted(4, 0, -8 if cell.role is CellRole.NUMBER else -4, 0), int(flags), cell.text)
