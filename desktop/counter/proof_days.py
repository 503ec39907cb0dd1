"""The days of a limit as a list: each with its number or the reason why it does not count, and the rule."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desktop.casework.day_words import weekday
from desktop.casework.office.reckoning import ProofLine
from desktop.widgets import theme
from desktop.widgets.list_table import dress_as_list, paint_ground
from desktop.widgets.table_head import TableHead
from desktop.widgets.tokens import NOTE, SIDE

_LIST_ROW = 24
_HEADS = ("日期", "第几天", "原因", "依据")
_DATE_WIDTH, _COUNT_WIDTH, _RULE_WIDTH = 84, 44, 150
_REASON, _RULE = 2, 3
_TEXT_LEFT = 8
_TEXT_RIGHT = 2
_SECOND_LINE = 18

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class _DayModel(QAbstractTableModel):
    """Each calendar day of the limit."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[ProofLine, ...] = ()

    def replace(self, lines: tuple[ProofLine, ...]) -> None:
        """Shows other days."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def lines(self) -> tuple[ProofLine, ...]:
        """The days in their order."""
        return self._lines

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _HEADS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return (f"{line.day:%m-%d} {weekday(line.day)}", line.count, line.why, line.rule)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.day:%Y-%m-%d}，{line.count}，{line.why}，{line.rule}"
        return None


class _DayDelegate(QStyledItemDelegate):
    """Rows of 24 pixels: number and 停 bold, days that do not count in second ink, the rule small."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, _LIST_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(line, ProofLine):
            return
        palette = theme.colours()
        area = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint_ground(painter, area, chosen=chosen, edge=None if index.column() else palette.gold)
        counts = line.count.isdigit() or line.count == "停"
        column = index.column()
        size = NOTE if column == len(_HEADS) - 1 else SIDE
        painter.setFont(theme.font(size, bold=column == 1 and counts))
        quiet = column == len(_HEADS) - 1 or not counts
        painter.setPen(QColor(palette.ink_2 if quiet else palette.ink))
        align = Qt.AlignmentFlag.AlignHCenter if column == 1 else Qt.AlignmentFlag.AlignLeft
        left = 0 if column == 1 else 16 if column == 0 else _TEXT_LEFT
        inside = area.adjusted(left, 0, 0 if column == 1 else -_TEXT_RIGHT, 0)
        flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWrapAnywhere
        painter.drawText(inside, int(flags), str(index.data()))
        painter.restore()


class DayList(QTableView):
    """The days; Up and Down move, Home and End jump."""

    def __init__(self) -> None:
        super().__init__()
        self._model = _DayModel()
        self.setModel(self._model)
        self.setItemDelegate(_DayDelegate(self))
        dress_as_list(self, "逐日核算", TableHead(self, centred=frozenset({1})), _LIST_ROW)
        self._dress_head()

    def show_lines(self, lines: tuple[ProofLine, ...]) -> None:
        """Shows other days, from the first."""
        self._model.replace(lines)
        self._fit_rows()
        self.scrollToTop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """A reason or rule that is wider than its column takes two lines."""
        reasons, rules = QFontMetricsF(theme.font(SIDE)), QFontMetricsF(theme.font(NOTE))
        beside = _TEXT_LEFT + _TEXT_RIGHT
        for place, line in enumerate(self._model.lines()):
            fits = reasons.horizontalAdvance(line.why) <= self.columnWidth(_REASON) - beside
            fits = fits and rules.horizontalAdvance(line.rule) <= self.columnWidth(_RULE) - beside
            self.setRowHeight(place, _LIST_ROW if fits else _LIST_ROW + _SECOND_LINE)

    def _dress_head(self) -> None:
        """The reason takes the room that dates, numbers and rules leave."""
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(_REASON, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, _DATE_WIDTH), (1, _COUNT_WIDTH), (_RULE, _RULE_WIDTH)):
            head.resizeSection(column, width)
