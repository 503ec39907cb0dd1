"""What happened to a request: one row an event, newest on top, letters and files as chips at the right."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.casework.views import Chip, Mark, TimelineItem
from desktop.widgets import theme
from desktop.widgets.chips import ChipButton
from desktop.widgets.drawing import draw_frame, painter_for
from desktop.widgets.icon_mark import IconMark
from desktop.widgets.labels import clear, label
from desktop.widgets.limit_bar import draw_hatch
from desktop.widgets.overlay_scroll import OverlayScrollBar
from desktop.widgets.tokens import LIST_ROW

_DAY_WIDTH = 64
_WHOLE_DAY_WIDTH = 84
_MARK_COLUMN = 40
_MARK_MIDDLE = LIST_ROW / 2
_LINE_PADDING = 9
_SCROLL_ROOM = 12


class Timeline(QScrollArea):
    """The events of one request. The list scrolls; the page does not."""

    chip_chosen = Signal(Chip)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("经过")
        self.setProperty("reads", "true")
        inside = QWidget()
        inside.setProperty("page", "true")
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.setWidget(inside)
        self.setMinimumHeight(2 * LIST_ROW)
        self._scroll = OverlayScrollBar(self)
        self.verticalScrollBar().rangeChanged.connect(self._make_room)
        self._items: tuple[TimelineItem, ...] = ()

    def items(self) -> tuple[TimelineItem, ...]:
        """The events shown, newest first."""
        return self._items

    def show_items(self, items: tuple[TimelineItem, ...], today: date) -> None:
        """Draws the events anew; when one lies in another year than today, all days are written in full."""
        if items == self._items:
            return
        self._items = items
        clear(self._rows)
        whole = any(item.on.year != today.year for item in items)
        for index, item in enumerate(items):
            row = _TimelineRow(item, whole=whole, first=index == 0, last=index == len(items) - 1)
            row.chip_chosen.connect(self.chip_chosen)
            self._rows.addWidget(row)
        self._rows.addStretch(1)
        before: QWidget = self
        for chip in self.findChildren(ChipButton):
            QWidget.setTabOrder(before, chip)
            before = chip
        self.verticalScrollBar().setValue(0)

    def _make_room(self, first: int, last: int) -> None:
        """Keeps the chips clear of the scroll bar."""
        self._rows.setContentsMargins(0, 0, _SCROLL_ROOM if last > first else 0, 0)


class _TimelineRow(QWidget):
    """Date, mark, name in bold, facts, chips; a struck old value, a note and a fault below where there are any."""

    chip_chosen = Signal(Chip)

    def __init__(self, item: TimelineItem, *, whole: bool, first: bool, last: bool) -> None:
        super().__init__()
        self._item = item
        self._day_width = _WHOLE_DAY_WIDTH if whole else _DAY_WIDTH
        self._first = first
        self._last = last
        self.setMinimumHeight(LIST_ROW)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        day = label(f"{item.on:%Y-%m-%d}" if whole else f"{item.on:%m-%d}")
        day.setFixedSize(self._day_width, LIST_ROW)
        day.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(day, alignment=Qt.AlignmentFlag.AlignTop)
        line.addSpacing(_MARK_COLUMN - 4)
        line.addLayout(self._words(), 1)
        line.addLayout(self._chips())
        self.setAccessibleName(_in_words(item))

    def _words(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, _LINE_PADDING, 16, _LINE_PADDING)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        head.addWidget(label(self._item.name, bold=True), alignment=top)
        if self._item.struck is not None:
            head.addWidget(_struck(self._item.struck), alignment=top)
        head.addWidget(label(self._item.facts, second=True, wrap=True), 1)
        column.addLayout(head)
        if self._item.note:
            column.addWidget(label(self._item.note, second=True, wrap=True))
        if self._item.fault:
            column.addLayout(_fault_line(self._item.fault))
        return column

    def _chips(self) -> QHBoxLayout:
        chips = QHBoxLayout()
        chips.setContentsMargins(0, 8, 0, 8)
        chips.setSpacing(8)
        for chip in self._item.chips:
            button = ChipButton(chip)
            button.chosen.connect(self.chip_chosen)
            chips.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        return chips

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = painter_for(self)
        middle = QPointF(self._day_width + 20.5, _MARK_MIDDLE + 0.5)
        painter.setPen(QPen(QColor(palette.field), 1))
        if not self._first:
            painter.drawLine(QPointF(middle.x(), 0), QPointF(middle.x(), middle.y() - 6))
        if not self._last:
            painter.drawLine(QPointF(middle.x(), middle.y() + 6), QPointF(middle.x(), self.height()))
            left = self._day_width + 32
            painter.fillRect(QRectF(left, self.height() - 1, self.width() - left, 1), QColor(palette.row_line))
        self._paint_mark(painter, middle)
        painter.end()

    def _paint_mark(self, painter: QPainter, middle: QPointF) -> None:
        palette = theme.colours()
        area = QRectF(middle.x() - 5, middle.y() - 5, 10, 10)
        ink = QColor(palette.link if palette.dark else palette.navy)
        if self._item.mark is Mark.DISC:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(area)
        elif self._item.mark is Mark.RING:
            painter.setPen(QPen(QColor(palette.ink_2), 2))
            painter.setBrush(QColor(palette.desk))
            painter.drawEllipse(area.adjusted(1, 1, -1, -1))
        else:
            draw_frame(painter, area, QColor(palette.paper), QColor(palette.ink_2), width=1.5, radius=1)
            draw_hatch(painter, area.adjusted(1, 1, -1, -1), QColor(palette.ink_2), 3)


def _struck(text: str) -> QLabel:
    made = label(text, second=True)
    font = made.font()
    font.setStrikeOut(True)
    made.setFont(font)
    made.setAccessibleName(f"原为 {text}")
    return made


def _fault_line(sentence: str) -> QHBoxLayout:
    """The amber mark and the sentence: only for faults that touch a limit."""
    line = QHBoxLayout()
    line.setSpacing(8)
    mark = IconMark("warning", "注意", ink=lambda palette: palette.amber)
    line.addWidget(mark, alignment=Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(sentence, wrap=True), 1)
    return line


def _in_words(item: TimelineItem) -> str:
    parts = (f"{item.on:%Y-%m-%d}", item.name, item.facts, item.note or "", item.fault or "")
    return "，".join(part for part in parts if part)
