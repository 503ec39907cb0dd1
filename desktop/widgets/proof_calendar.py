"""The months of a proof: every day with its number in the limit, or with the reason why it has none."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.casework.office.reckoning import ProofDay, ProofMark, ProofMonth
from desktop.widgets import theme
from desktop.widgets.drawing import draw_frame, painter_for
from desktop.widgets.labels import heading, note
from desktop.widgets.limit_bar import draw_hatch
from desktop.widgets.limit_cells import hatch_colour
from desktop.widgets.tokens import CONTENT, DAY_MARK, NOTE, PAGE_TITLE
from resources.weekdays import WEEKDAYS

CELL_WIDTH = 48
CELL_HEIGHT = 64
_LOWEST_CELL = 44
_LOW_CELL = 50
_HEAD_HEIGHT = 24
_NOTE_LINE = 13
_GROUNDS = {
    ProofMark.USED: "selected",
    ProofMark.LEFT: "paper",
    ProofMark.START: "paper",
    ProofMark.STOPPED: "paper",
    ProofMark.LAST: "primary",
    ProofMark.NOT_COUNTED: "desk",
    ProofMark.OUTSIDE: "desk",
}


class ProofMonthGrid(QWidget):
    """One month, Monday first, in ``weeks`` rows of cells of 48 by 64 pixels, lower ones on a low screen."""

    def __init__(self, month: ProofMonth, weeks: int) -> None:
        super().__init__()
        self._month = month
        self._weeks = weeks
        self._offset = month.days[0].day.weekday()
        self.setFixedWidth(7 * CELL_WIDTH + 1)
        self.setMinimumHeight(self._height_with(_LOWEST_CELL))
        self.setMaximumHeight(self._height_with(CELL_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(f"{month.year}年{month.month}月")

    def sizeHint(self) -> QSize:
        return QSize(7 * CELL_WIDTH + 1, self._height_with(CELL_HEIGHT))

    def day_area(self, day: ProofDay) -> QRectF:
        """Where a day of the month is drawn."""
        row, column = divmod(self._offset + day.day.day - 1, 7)
        return self._cell(row, column).adjusted(0, 0, 1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = painter_for(self)
        painter.setFont(theme.font(NOTE))
        painter.setPen(QColor(palette.ink_2))
        for column, name in enumerate(WEEKDAYS):
            area = QRectF(column * CELL_WIDTH, 0, CELL_WIDTH, _HEAD_HEIGHT)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, name)
        for place in range(self._weeks * 7):
            self._paint_ground(painter, self._cell(*divmod(place, 7)))
        for day in self._month.days:
            paint_proof_day(painter, self.day_area(day), day)
        painter.end()

    def _height_with(self, cell: int) -> int:
        return _HEAD_HEIGHT + self._weeks * cell + 1

    def _cell(self, row: int, column: int) -> QRectF:
        height = (self.height() - _HEAD_HEIGHT - 1) // self._weeks
        return QRectF(column * CELL_WIDTH, _HEAD_HEIGHT + row * height, CELL_WIDTH, height)

    @staticmethod
    def _paint_ground(painter: QPainter, area: QRectF) -> None:
        palette = theme.colours()
        painter.fillRect(area, QColor(palette.desk))
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(0.5, 0.5, 0.5, 0.5))


def weeks_of(month: ProofMonth) -> int:
    """How many rows of weeks a month needs, Monday first."""
    return -(-(month.days[0].day.weekday() + len(month.days)) // 7)


def paint_proof_day(painter: QPainter, area: QRectF, day: ProofDay) -> None:
    """Paints a day: its date, its number or 停, the mark 休 or 班, and what it is."""
    palette = theme.colours()
    inside = area.adjusted(1, 1, -1, -1)
    painter.fillRect(inside, QColor(getattr(palette, _GROUNDS[day.mark])))
    if day.mark is ProofMark.STOPPED:
        draw_hatch(painter, inside, hatch_colour(), 6)
    last = day.mark is ProofMark.LAST
    painter.setFont(theme.font(NOTE))
    painter.setPen(QColor(palette.on_navy if last else palette.ink_2))
    painter.drawText(inside.adjusted(6, 3, 0, 0), int(Qt.AlignmentFlag.AlignLeft), str(day.day.day))
    _paint_count(painter, inside, day, QColor(palette.on_navy if last else palette.ink))
    if day.corner is not None:
        _paint_corner(painter, inside, day.corner)
    if day.note is not None:
        _paint_note(painter, inside, day, day.note)
    if day.is_today:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(palette.ink), 2, j=Qt.PenJoinStyle.MiterJoin))
        painter.drawRect(area.adjusted(1, 1, -1, -1))


def _paint_count(painter: QPainter, area: QRectF, day: ProofDay, ink: QColor) -> None:
    if not day.text:
        return
    number = day.text.isdigit()
    low = area.height() < _LOW_CELL
    painter.setFont(theme.font(CONTENT if low or not number else PAGE_TITLE, bold=number))
    painter.setPen(ink)
    if low:
        # Beside the date, not upon it.
        line = QRectF(area.left(), area.bottom() - 24, area.width() - 6, 20)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, day.text)
        return
    painter.drawText(QRectF(area.left(), area.bottom() - 35, area.width(), 32), Qt.AlignmentFlag.AlignCenter, day.text)


def _paint_corner(painter: QPainter, area: QRectF, word: str) -> None:
    """休 or 班 in a small frame at the top right."""
    palette = theme.colours()
    frame = QRectF(area.right() - 21, area.top() + 2, 18, 18)
    draw_frame(painter, frame, QColor(palette.paper), QColor(palette.field), radius=3)
    painter.setFont(theme.font(DAY_MARK))
    painter.setPen(QColor(palette.ink))
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, word)


def _paint_note(painter: QPainter, area: QRectF, day: ProofDay, words: str) -> None:
    """What the day is, at its foot; two holidays on one day stand one above the other."""
    palette = theme.colours()
    start = day.mark is ProofMark.START
    painter.setFont(theme.font(DAY_MARK))
    painter.setPen(QColor(palette.ink if start else palette.ink_2))
    bottom = area.bottom() - (6 if start else 3)
    metrics = QFontMetricsF(painter.font())
    for place, part in enumerate(reversed(words.split("、") if not day.text else ())):
        line = QRectF(area.left(), bottom - 16 - place * _NOTE_LINE, area.width(), 16)
        shown = metrics.elidedText(part, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, shown)
    if start:
        painter.fillRect(QRectF(area.left(), area.bottom() - 3, area.width(), 4), QColor(palette.gold))


class LegendSwatch(QWidget):
    """The ground of a mark with its word, or a small frame with 休 or 班."""

    def __init__(self, mark: ProofMark | None, word: str, corner: str | None = None) -> None:
        super().__init__()
        self._mark = mark
        self._corner = corner
        inside = QHBoxLayout(self)
        inside.setContentsMargins((18 if corner else 24) + 8, 0, 0, 0)
        inside.addWidget(note(word))
        self.setFixedHeight(24)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = painter_for(self)
        if self._corner is not None:
            _paint_corner(painter, QRectF(-1, 1, 22, 22), self._corner)
        elif self._mark is not None:
            box = QRectF(0.5, 2.5, 23, 19)
            painter.fillRect(box, QColor(getattr(palette, _GROUNDS[self._mark])))
            if self._mark is ProofMark.STOPPED:
                draw_hatch(painter, box, hatch_colour(), 6)
            painter.setPen(QPen(QColor(palette.line), 1))
            painter.drawRect(box)
        painter.end()


def legend() -> QHBoxLayout:
    """What the grounds and marks of the months mean."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(16)
    for mark, word in (
        (ProofMark.USED, "已用"),
        (ProofMark.LEFT, "未用"),
        (ProofMark.STOPPED, "停止计算"),
        (ProofMark.NOT_COUNTED, "不计入"),
        (ProofMark.LAST, "最后一日"),
    ):
        line.addWidget(LegendSwatch(mark, word))
    line.addWidget(LegendSwatch(None, "放假", "休"))
    line.addWidget(LegendSwatch(None, "调休上班", "班"))
    line.addStretch(1)
    line.addWidget(note("粗框：今日"))
    return line


def month_column(month: ProofMonth, weeks: int) -> QVBoxLayout:
    """A month with its name above."""
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    name = heading(f"{month.year}年{month.month}月")
    name.setFixedHeight(32)
    column.addWidget(name)
    column.addWidget(ProofMonthGrid(month, weeks), 1)
    return column
