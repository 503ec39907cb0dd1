"""The list of requests: rows of 64 pixels that come page by page, and the filters that are words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.casework.requests.requests import RequestFilter, Standing
from desktop.casework.views import WorkRow
from desktop.counter.batch_page import BATCH_KEY
from desktop.widgets import theme
from desktop.widgets.badge import SHAPE, draw_band, is_bold, word_colour
from desktop.widgets.buttons import small
from desktop.widgets.drawing import draw_text
from desktop.widgets.labels import note, plain_tip, row, rule
from desktop.widgets.overlay_scroll import OverlayScrollBar
from desktop.widgets.tokens import CARD_PADDING, REQUEST_ROW
from desktop.widgets.word_filter import WordFilter
from resources.vocabulary import Channel, Matter, Outcome

LIST_WIDTH = 344
_EDGE = 20
_RIGHT = 16
_APPLICANT = 139
_WORDS_GAP = 10
_YEARS_BACK = 3

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

STANDINGS = (
    ("未办结", Standing.UNFINISHED),
    ("我方待办", Standing.OURS),
    ("等待他方", Standing.WAITING),
    ("已办结", Standing.FINISHED),
    ("全部", Standing.ALL),
)


MATTERS = (("全部", None), ("公开申请", Matter.DISCLOSURE), ("更正申请", Matter.RECORD_CORRECTION))


class RequestListModel(QAbstractListModel):
    """The rows loaded so far; ``more_wanted`` asks for the next page when the view comes near the end."""

    more_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[WorkRow] = []
        self._more = False

    def rows(self) -> tuple[WorkRow, ...]:
        """The rows loaded so far."""
        return tuple(self._rows)

    def replace(self, rows: tuple[WorkRow, ...], *, more: bool) -> None:
        """Begins anew with the first page."""
        self.beginResetModel()
        self._rows = list(rows)
        self._more = more
        self.endResetModel()

    def append(self, rows: tuple[WorkRow, ...], *, more: bool) -> None:
        """Adds the next page."""
        self._more = more
        if not rows:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self._rows.extend(rows)
        self.endInsertRows()

    def place_of(self, number: str | None) -> int | None:
        """Where a request stands among the loaded rows."""
        return next((place for place, row_ in enumerate(self._rows) if row_.number == number), None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row_ = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row_
        if role == Qt.ItemDataRole.DisplayRole:
            return row_.number
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row_.number}，{row_.applicant}，{row_.content}，{row_.badge}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{row_.applicant}　{row_.content[:400]}")
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        self._more = False
        self.more_wanted.emit()


class RequestRowDelegate(QStyledItemDelegate):
    """Number, applicant and badge in the first line, the content in the second."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(LIST_WIDTH, REQUEST_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row_ = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row_, WorkRow):
            return
        area = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        palette = theme.colours()
        painter.save()
        painter.fillRect(area, QColor(palette.selected if selected else palette.paper))
        if selected:
            painter.fillRect(QRectF(area.left(), area.top(), 4, area.height()), QColor(palette.gold))
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), QColor(palette.row_line))
        self._paint_words(painter, area, row_, selected)
        painter.restore()

    def _paint_words(self, painter: QPainter, area: QRectF, row_: WorkRow, selected: bool) -> None:
        palette = theme.colours()
        first = QRectF(area.left() + _EDGE, area.top() + 9, area.width() - _EDGE - _RIGHT, 20)
        badge_left = _paint_badge(painter, first, row_, selected)
        painter.setFont(theme.font())
        number_width = QFontMetricsF(painter.font()).horizontalAdvance(row_.number)
        draw_text(painter, first, row_.number, QColor(palette.ink))
        left = first.left() + max(_APPLICANT - _EDGE, number_width + 14)
        _paint_elided(painter, QRectF(left, first.top(), badge_left - left - 8, 20), row_.applicant, palette.ink)
        second = QRectF(first.left(), area.top() + 34, first.width(), 20)
        _paint_elided(painter, second, row_.content, palette.ink_2)


def _paint_badge(painter: QPainter, line: QRectF, row_: WorkRow, selected: bool) -> float:
    """Paints shape and word at the right end of the line; where they begin."""
    painter.setFont(theme.font(bold=is_bold(row_.band)))
    width = QFontMetricsF(painter.font()).horizontalAdvance(row_.badge)
    ink = word_colour(row_.band, theme.colours(), tinted=selected)
    left = line.right() - width
    draw_text(painter, QRectF(left, line.top(), width + 1, line.height()), row_.badge, ink)
    shape = QRectF(left - _WORDS_GAP - SHAPE, line.top(), SHAPE, line.height())
    draw_band(painter, shape, row_.band)
    return shape.left()


def _paint_elided(painter: QPainter, area: QRectF, text: str, ink: str) -> None:
    line = " ".join(text.split())
    shown = QFontMetricsF(painter.font()).elidedText(line, Qt.TextElideMode.ElideRight, area.width())
    painter.setPen(QColor(ink))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)


class RequestListView(QListView):
    """Up and Down choose, Enter goes on to the request."""

    entered_row = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("申请列表")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(RequestRowDelegate(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self._scroll = OverlayScrollBar(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _CONTROL:
            self.entered_row.emit()
            return
        super().keyPressEvent(event)


_CONTROL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class RequestFilters(QWidget):
    """状态 渠道 结果 期间 承办部门, in two rows. ``changed`` tells each choice by the user."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self.standing = WordFilter("状态", STANDINGS, Standing.ALL)
        self.channel = WordFilter("渠道", [("全部", None), *((code.label, code) for code in Channel)])
        self.outcome = WordFilter("结果", [("全部", None), *((code.label, code) for code in Outcome)])
        self.period = WordFilter("期间", _periods(today))
        self.department = WordFilter("承办部门", [("全部", None)])
        self.matter = WordFilter("事项", MATTERS)
        column = QVBoxLayout(self)
        column.setContentsMargins(CARD_PADDING, 12, CARD_PADDING, 12)
        column.setSpacing(8)
        column.addLayout(row(self.standing, self.channel, self.outcome, None))
        column.addLayout(row(self.period, self.matter, self.department, None))
        for word in (self.standing, self.channel, self.outcome, self.period, self.matter, self.department):
            word.chosen.connect(lambda _: self.changed.emit())

    def set_today(self, today: date) -> None:
        """Another day has begun, perhaps another month or year."""
        self.period.set_words(_periods(today))

    def show_departments(self, departments: tuple[str, ...]) -> None:
        """Offers the departments that occur."""
        self.department.set_words([("全部", None), *((name, name) for name in departments)])

    def chosen(self) -> RequestFilter:
        """The filter that the words make."""
        period = self.period.value()
        first, last = period if isinstance(period, tuple) else (None, None)
        standing, channel, outcome = self.standing.value(), self.channel.value(), self.outcome.value()
        department, matter = self.department.value(), self.matter.value()
        return RequestFilter(
            standing=standing if isinstance(standing, Standing) else Standing.ALL,
            channel=channel if isinstance(channel, Channel) else None,
            outcome=outcome if isinstance(outcome, Outcome) else None,
            first=first,
            last=last,
            department=None if department is None else str(department),
            matter=matter if isinstance(matter, Matter) else None,
        )


class RequestList(QFrame):
    """Filters, the number of requests, the rows."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.setFixedWidth(LIST_WIDTH)
        self.setProperty("side", "left")
        self.filters = RequestFilters(today)
        self.view = RequestListView()
        self.model = RequestListModel(self)
        self.view.setModel(self.model)
        self._total = note()
        self.batch = small("成批", BATCH_KEY)
        self.batch.setAccessibleName("成批办理清单里的申请")
        head = QHBoxLayout()
        head.setContentsMargins(_EDGE, 4, _RIGHT, 4)
        head.setSpacing(12)
        head.addWidget(self._total)
        head.addStretch(1)
        head.addWidget(self.batch)
        self._empty = note("没有符合条件的申请，可以改选上面的条件", wrap=True)
        self._empty.setContentsMargins(_EDGE, 16, _RIGHT, 16)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        for part in (self.filters, rule(), head, rule(), self._empty, self.view):
            if isinstance(part, QHBoxLayout):
                column.addLayout(part)
            else:
                column.addWidget(part)
        column.setStretchFactor(self.view, 1)
        column.addStretch(0)
        self._empty.hide()

    def show_total(self, total: int, standing: Standing) -> None:
        """Writes how many requests there are and how they are sorted."""
        urgent = standing in (Standing.UNFINISHED, Standing.OURS, Standing.WAITING)
        self._total.setText(f"{total} 件，{'期限最急的' if urgent else '最新登记的'}在前")
        self._empty.setVisible(total == 0)

    def chosen_number(self) -> str | None:
        """The number of the selected row."""
        chosen = self.view.selectionModel().selectedIndexes()
        return str(chosen[0].data()) if chosen else None

    def select(self, number: str | None) -> bool:
        """Selects a row without moving the focus; False when it is not loaded."""
        place = self.model.place_of(number)
        if place is None:
            return False
        self.view.setCurrentIndex(self.model.index(place))
        return True

    def on_chosen(self, act: Callable[[str | None], None]) -> None:
        """Calls ``act`` with the number whenever another row is selected."""
        selection = self.view.selectionModel()
        selection.selectionChanged.connect(lambda *_: act(self.chosen_number()))


def _periods(today: date) -> list[tuple[str, object]]:
    """全部, this month, and the last years, each as first and last day of registration."""
    words: list[tuple[str, object]] = [("全部", None), ("本月", (today.replace(day=1), today))]
    for year in range(today.year, today.year - _YEARS_BACK - 1, -1):
        words.append((f"{year}年", (date(year, 1, 1), date(year, 12, 31))))
    return words
