"""Lists of lines under named columns: rows of 40 pixels, the chosen one with a gold edge, further pages on demand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.widgets import theme
from desktop.widgets.labels import Card, plain_tip
from desktop.widgets.list_table import dress_as_list, paint_ground, set_widths
from desktop.widgets.table_head import HEAD, TableHead
from desktop.widgets.tokens import LIST_ROW

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_PADDING = 16
_GAP = 8


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, width at 1366 pixels (0: what is left), and whether it may end in …. ``right``: numbers.

    ``tail``: where there is no room the end is shown, as that of a document number.
    """

    name: str
    width: int
    elided: bool = False
    right: bool = False
    tail: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row: what it opens, its cells, and whether it is struck (void)."""

    target: str
    cells: tuple[str, ...]
    struck: bool = False


class _LineModel(QAbstractTableModel):
    more_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.columns: Sequence[Column] = ()
        self.lines: list[Line] = []
        self._more = False

    def replace(self, columns: Sequence[Column], lines: Sequence[Line], *, more: bool) -> None:
        self.beginResetModel()
        self.columns = columns
        self.lines = list(lines)
        self._more = more
        self.endResetModel()

    def append(self, lines: Sequence[Line], *, more: bool) -> None:
        self._more = more
        if lines:
            first = len(self.lines)
            self.beginInsertRows(QModelIndex(), first, first + len(lines) - 1)
            self.lines.extend(lines)
            self.endInsertRows()

    def canFetchMore(self, parent: Index) -> bool:
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        self._more = False
        self.more_wanted.emit()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self.columns[section].name
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(line.cells[index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "，".join(cell for cell in line.cells if cell)
        return None


class _LineDelegate(QStyledItemDelegate):
    """Rows of 40 pixels; void lines are struck through, their last column is not."""

    def __init__(self, table: LineTable, padding: int) -> None:
        super().__init__(table)
        self._table = table
        self._padding = padding

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, LIST_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(line, Line):
            return
        palette = theme.colours()
        area = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        edge = palette.gold if self._table.hasFocus() else palette.field
        paint_ground(painter, area, chosen=chosen, edge=None if index.column() else edge)
        font = theme.font()
        font.setStrikeOut(line.struck and index.column() < len(line.cells) - 1)
        painter.setFont(font)
        painter.setPen(QColor(palette.ink_2 if line.struck else palette.ink))
        column = self._table.columns()[index.column()]
        inside = area.adjusted(_PADDING if index.column() == 0 else self._padding, 0, -_GAP, 0)
        text = line.cells[index.column()]
        cut = Qt.TextElideMode.ElideLeft if column.tail else Qt.TextElideMode.ElideRight
        shown = QFontMetricsF(font).elidedText(text, cut, inside.width())
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inside, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
        painter.restore()


class WholeRows(Card):
    """As many rows as are seen whole; what is left of the height stays free below them."""

    def __init__(self) -> None:
        super().__init__(padding=1, spacing=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        spare = max(0, self.height() - 2 - HEAD) % LIST_ROW
        self.body.setContentsMargins(1, 1, 1, 1 + spare)


class LineTable(QTableView):
    """Up, Down, Home and End choose, Enter opens, Delete is told. ``more_wanted`` asks for the next page near the end.

    ``padding``: before the text of each column but the first.
    """

    entered_row = Signal()
    delete_pressed = Signal()
    more_wanted = Signal()

    def __init__(self, name: str, padding: int = _PADDING) -> None:
        super().__init__()
        self._model = _LineModel()
        self._model.more_wanted.connect(self.more_wanted)
        self.setModel(self._model)
        self.setItemDelegate(_LineDelegate(self, padding))
        dress_as_list(self, name, TableHead(self, padding=padding))
        self.doubleClicked.connect(lambda _: self.entered_row.emit())

    def columns(self) -> Sequence[Column]:
        """The columns that are shown."""
        return self._model.columns

    def show_lines(self, columns: Sequence[Column], lines: Sequence[Line], *, more: bool = False) -> None:
        """Shows other rows; the row that was chosen stays chosen. ``more``: there are further pages."""
        kept = self.target()
        self._model.replace(columns, lines, more=more)
        set_widths(self.horizontalHeader(), [column.width for column in columns])
        place = next((place for place, line in enumerate(lines) if line.target == kept), 0)
        if lines:
            self.selectRow(place)

    def append_lines(self, lines: Sequence[Line], *, more: bool) -> None:
        """Adds the next page."""
        self._model.append(lines, more=more)

    def lines(self) -> Sequence[Line]:
        """The rows loaded so far."""
        return tuple(self._model.lines)

    def target(self) -> str:
        """What the chosen row opens."""
        place = self.currentIndex().row()
        return self._model.lines[place].target if 0 <= place < len(self._model.lines) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act: Callable[[], object] | None = {
            Qt.Key.Key_Return: self.entered_row.emit,
            Qt.Key.Key_Enter: self.entered_row.emit,
            Qt.Key.Key_Delete: self.delete_pressed.emit,
            Qt.Key.Key_Home: lambda: self.selectRow(0),
            Qt.Key.Key_End: lambda: self.selectRow(len(self._model.lines) - 1),
        }.get(Qt.Key(event.key()))
        if act is not None and not event.modifiers() & _CONTROL:
            act()
            return
        super().keyPressEvent(event)


_CONTROL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
