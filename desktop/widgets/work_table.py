"""Lists of requests: number, applicant, content, department, state, limit, days left and the bar of used days.

Rows of 40 pixels; the selected one has a 4-pixel gold edge. Only names and contents may end in ….
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.casework.day_words import short_weekday
from desktop.casework.views import WorkRow
from desktop.widgets import theme
from desktop.widgets.badge import SHAPE, draw_band, is_bold, word_colour
from desktop.widgets.labels import plain_tip
from desktop.widgets.limit_bar import HEIGHT as BAR_HEIGHT
from desktop.widgets.limit_bar import WIDTH as BAR_WIDTH
from desktop.widgets.limit_bar import draw_limit_bar
from desktop.widgets.list_table import dress_as_list, paint_ground
from desktop.widgets.table_head import HEAD, TableHead
from desktop.widgets.tokens import BODY, LIST_ROW, NOTE

Index = QModelIndex | QPersistentModelIndex

_PADDING = 16


class Column(IntEnum):
    """The columns of the list, with their widths at 1366 pixels."""

    NUMBER = 0
    APPLICANT = 1
    CONTENT = 2
    DEPARTMENT = 3
    STATE = 4
    DUE = 5
    BADGE = 6
    BAR = 7


_WIDTHS = {
    Column.NUMBER: 152,
    Column.APPLICANT: 184,
    Column.CONTENT: 268,
    Column.DEPARTMENT: 104,
    Column.STATE: 96,
    Column.DUE: 104,
    Column.BADGE: 120,
    Column.BAR: 224,
}

_ELIDED = (Column.APPLICANT, Column.CONTENT, Column.DEPARTMENT)


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads that differ from list to list. ``title`` stands bold at the left with the number of rows."""

    title: str
    due: str
    badge: str
    bar: str


class WorkModel(QAbstractTableModel):
    """Requests as a table; texts for reading aloud, the delegate paints."""

    def __init__(self, heads: Heads) -> None:
        super().__init__()
        self.rows: Sequence[WorkRow] = ()
        self._heads = heads

    def show_rows(self, rows: Sequence[WorkRow]) -> None:
        """Shows other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in _ELIDED:
            return plain_tip(row.content if column is Column.CONTENT else _text(row, column))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = {
            Column.NUMBER: f"{self._heads.title} {len(self.rows)}",
            Column.APPLICANT: "申请人",
            Column.CONTENT: "申请内容",
            Column.DEPARTMENT: "承办部门",
            Column.STATE: "状态",
            Column.DUE: self._heads.due,
            Column.BADGE: self._heads.badge,
            Column.BAR: self._heads.bar,
        }
        return names[Column(section)]


def _text(row: WorkRow, column: Column) -> str:
    texts = {
        Column.NUMBER: row.number,
        Column.APPLICANT: row.applicant,
        Column.CONTENT: " ".join(row.content.split()),
        Column.DEPARTMENT: " ".join(filter(None, (row.department, row.department_note))),
        Column.STATE: row.state.label,
        Column.DUE: short_weekday(row.due_on) if row.due_on is not None else "—",
        Column.BADGE: row.badge,
        Column.BAR: row.bar.label if row.bar is not None else "",
    }
    return texts[column]


class _WorkDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_WIDTHS[Column(index.column())], LIST_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, WorkModel):
            return
        row = model.rows[index.row()]
        column = Column(index.column())
        palette = theme.colours()
        area = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint_ground(painter, area, chosen=chosen, edge=palette.gold if column is Column.NUMBER else None)
        if column is Column.BADGE:
            _paint_badge(painter, area, row, chosen=chosen)
        elif column is Column.BAR:
            _paint_bar(painter, area, row, QColor(palette.selected if chosen else palette.paper))
        elif column is Column.DEPARTMENT and row.department_note:
            _paint_text(painter, area.adjusted(0, 3, 0, -area.height() / 2), row.department, column)
            _paint_note(painter, area.adjusted(0, area.height() / 2, 0, -3), row.department_note)
        else:
            _paint_text(painter, area, _text(row, column), column)
        painter.restore()


def _paint_text(painter: QPainter, area: QRectF, text: str, column: Column) -> None:
    painter.setFont(theme.font(BODY))
    painter.setPen(QColor(theme.colours().ink))
    left = _PADDING if column is Column.NUMBER else 0
    inside = area.adjusted(left, 0, -8 if column in _ELIDED else 0, 0)
    if column in _ELIDED:
        metrics = QFontMetricsF(theme.font(BODY))
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def _paint_note(painter: QPainter, area: QRectF, text: str) -> None:
    painter.setFont(theme.font(NOTE))
    painter.setPen(QColor(theme.colours().ink_2))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def _paint_badge(painter: QPainter, area: QRectF, row: WorkRow, *, chosen: bool) -> None:
    draw_band(painter, QRectF(area.left(), area.top(), SHAPE + 1, area.height()), row.band)
    painter.setFont(theme.font(BODY, bold=is_bold(row.band)))
    painter.setPen(word_colour(row.band, theme.colours(), tinted=chosen))
    inside = area.adjusted(SHAPE + 9, 0, 0, 0)
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, row.badge)


def _paint_bar(painter: QPainter, area: QRectF, row: WorkRow, ground: QColor) -> None:
    if row.bar is None:
        return
    top = area.center().y() - BAR_HEIGHT / 2
    draw_limit_bar(painter, QRectF(area.left(), top, BAR_WIDTH, BAR_HEIGHT), row.bar, row.band, ground=ground)
    painter.setFont(theme.font(NOTE))
    painter.setPen(QColor(theme.colours().ink_2))
    inside = area.adjusted(BAR_WIDTH, 0, -_PADDING, 0)
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.bar.label)


class WorkTable(QTableView):
    """A list of requests. ``chosen`` tells which one is selected, ``opened`` which one was opened by Enter."""

    chosen = Signal(object)
    opened = Signal(str)

    def __init__(self, heads: Heads) -> None:
        super().__init__()
        self._model = WorkModel(heads)
        self.setModel(self._model)
        self.setItemDelegate(_WorkDelegate(self))
        dress_as_list(self, heads.title, TableHead(self, padding=0, first=_PADDING, title=Column.NUMBER))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        self.horizontalHeader().setSectionResizeMode(Column.CONTENT, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().selectionChanged.connect(self._tell)
        self.doubleClicked.connect(lambda _index: self._open())

    @property
    def rows(self) -> Sequence[WorkRow]:
        """The rows that are shown."""
        return self._model.rows

    @staticmethod
    def height_of(rows: int) -> int:
        """The height in which so many rows stand whole, with the head."""
        return HEAD + rows * LIST_ROW

    def row_chosen(self) -> WorkRow | None:
        """The selected row."""
        index = self.currentIndex()
        return self._model.rows[index.row()] if index.isValid() and self.selectedIndexes() else None

    def show_rows(self, rows: Sequence[WorkRow]) -> None:
        """Shows other rows and keeps the selected request selected if it is among them."""
        before = self.row_chosen()
        self._model.show_rows(rows)
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 0)
        if before is not None and not self._select(lambda row: row.key == before.key):
            self.choose(before.number)

    def choose(self, number: str) -> bool:
        """Selects a request by its first row; False when it is not in the list."""
        return self._select(lambda row: row.number == number)

    def _select(self, wanted: Callable[[WorkRow], bool]) -> bool:
        place = next((place for place, row in enumerate(self._model.rows) if wanted(row)), None)
        if place is not None:
            self.selectRow(place)
        return place is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._open()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._model.rows:
            self.selectRow(max(self.currentIndex().row(), 0))
        self._tell()

    def _tell(self, *_indexes: object) -> None:
        if (row := self.row_chosen()) is not None:
            self.chosen.emit(row)

    def _open(self) -> None:
        if (row := self.row_chosen()) is not None:
            self.opened.emit(row.number)
