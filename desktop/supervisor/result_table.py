"""Figures of a section beside those of other periods: cells that the arrow keys walk over, Enter opens the requests."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.casework.figures.summary_views import Behind, ComparedLine, Section
from desktop.supervisor.figure_cards import draw_dots, number
from desktop.widgets import theme
from desktop.widgets.tokens import BODY, NOTE

ROW_HEIGHT = 28
_LEAST_ROW = 20
_NUMBER_WIDTH = 78
_THIS = 1
"""The column of the period itself."""
_INDENT = 16
Index = QModelIndex | QPersistentModelIndex


class _ResultModel(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self._section = Section(code="", label="", lines=())
        self.names = ("项目", "本月", "上月", "去年同月", "本年累计")

    def show_section(self, section: Section, names: tuple[str, str, str]) -> None:
        self.beginResetModel()
        self._section = section
        self.names = ("项目", *names, "本年累计")
        self.endResetModel()

    @property
    def lines(self) -> tuple[ComparedLine, ...]:
        return self._section.lines

    def rowCount(self, parent: Index | None = None) -> int:
        closing = self._section.summed and bool(self.lines)
        return 0 if parent is not None and parent.isValid() else len(self.lines) + closing

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = self.names[index.column()]
            return f"{self.text(index.row(), 0)}，{name} {self.text(index.row(), index.column())}"
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 0:
            return self.text(index.row(), 0)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.names[section]
        return None

    def is_total(self, row: int) -> bool:
        return row == len(self.lines)

    def is_part(self, row: int) -> bool:
        return not self.is_total(row) and self.lines[row].part

    def text(self, row: int, column: int) -> str:
        if self.is_total(row):
            return "合计" if column == 0 else number(self._section.sums[column - 1])
        line = self.lines[row]
        if column:
            return number(line.values[column - 1])
        return line.words if line.unit == "件" else f"{line.words}（{line.unit}）"

    def behind(self, row: int, column: int) -> Behind | None:
        if column == 0:
            return None
        behind = self._section.behind if self.is_total(row) else self.lines[row].behind
        return behind[column - 1] if column <= len(behind) else None

    def opens(self, row: int, column: int) -> bool:
        return self.behind(row, column) is not None


class _ResultDelegate(QStyledItemDelegate):
    def __init__(self, view: QTableView, model: _ResultModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette = theme.colours()
        area = QRectF(option.rect)
        row, column = index.row(), index.column()
        current = self._view.currentIndex()
        is_current = row == current.row()
        painter.save()
        if is_current:
            painter.fillRect(area, QColor(palette.selected))
            if column == 0 and self._view.hasFocus():
                painter.fillRect(QRectF(area.left(), area.top(), 4, area.height()), QColor(palette.gold))
            if column and column == current.column() and self._view.hasFocus():
                painter.setPen(QPen(QColor(palette.primary), 2))
                painter.drawRect(area.adjusted(1, 1, -1, -2))
        painter.setFont(theme.font(BODY, bold=self._model.is_total(row) or column == _THIS))
        painter.setPen(QColor(palette.ink))
        text = self._model.text(row, column)
        if column == 0:
            left = (8 if is_current else 0) + (_INDENT if self._model.is_part(row) else 0)
            inside = area.adjusted(left, 0, 0, 0)
            metrics = QFontMetricsF(painter.font())
            fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inside.width() - 4)
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, fitting)
        else:
            inside = area.adjusted(0, 0, -8, 0)
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        if self._model.opens(row, column):
            draw_dots(painter, area.right() - 8, min(area.center().y() + 9.5, area.bottom() - 2), text)
        if not self._model.is_total(row):
            painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), QColor(palette.row_line))
        painter.restore()


class _Head(QHeaderView):
    """Column names at the side of their figures."""

    def paintSection(self, painter: QPainter, rect: object, logical: int) -> None:
        palette = theme.colours()
        area = QRectF(rect)  # type: ignore[call-overload]
        painter.save()
        painter.fillRect(area, QColor(palette.paper))
        painter.setFont(theme.font(NOTE))
        painter.setPen(QColor(palette.ink_2))
        side = Qt.AlignmentFlag.AlignRight if logical else Qt.AlignmentFlag.AlignLeft
        text = self.model().headerData(logical, Qt.Orientation.Horizontal)
        painter.drawText(area.adjusted(0, 0, -8 if logical else 0, 0), side | Qt.AlignmentFlag.AlignVCenter, str(text))
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), QColor(palette.line))
        painter.restore()


class ResultTable(QTableView):
    """``chosen`` tells the name of a figure and what stands behind it."""

    chosen = Signal(str, object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._model = _ResultModel()
        self.setModel(self._model)
        self.setItemDelegate(_ResultDelegate(self, self._model))
        self.setHorizontalHeader(_Head(Qt.Orientation.Horizontal, self))
        self.horizontalHeader().setSectionsClickable(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(lambda index: self._open(index.row(), index.column()))
        self._fit_columns()

    def show_section(self, section: Section, names: tuple[str, str, str]) -> None:
        """Shows another section; ``names`` are those of the period, the one before and that of a year earlier.

        The cell under the keys stays where it was, as far as the section has it.
        """
        before = self.currentIndex()
        self._model.show_section(section, names)
        if before.isValid() or self.hasFocus():
            self._go_to(max(0, before.row()), max(_THIS, before.column()))
        self._fit_columns()
        self._fit_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    def sizeHint(self) -> QSize:
        return QSize(600, ROW_HEIGHT * 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(480, ROW_HEIGHT * 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._open(self.currentIndex().row(), self.currentIndex().column())
            return
        super().keyPressEvent(event)

    def _fit_rows(self) -> None:
        """Lowers the rows in a low window, so that the sum stays in sight."""
        rows = self._model.rowCount()
        height = max(_LEAST_ROW, min(ROW_HEIGHT, self.height() // (rows + 1)))
        self.horizontalHeader().setFixedHeight(height)
        for row in range(rows):
            self.setRowHeight(row, height)

    def _fit_columns(self) -> None:
        head = self.horizontalHeader()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, self._model.columnCount()):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, _NUMBER_WIDTH)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self._go_to(0, _THIS)

    def _go_to(self, row: int, column: int) -> None:
        rows = self._model.rowCount()
        if rows:
            self.setCurrentIndex(self._model.index(min(row, rows - 1), column))

    def _open(self, row: int, column: int) -> None:
        """Enter on the name of a line opens the period itself."""
        if row < 0:
            return
        behind = self._model.behind(row, column or _THIS)
        if behind is not None:
            name = self._model.text(row, 0).strip()
            self.chosen.emit(f"{name} · {self._model.names[column or _THIS]}", behind)
