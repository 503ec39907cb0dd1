"""The two charts of the summary. The second series is hatched or a tick, so that a black-and-white printer keeps it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.casework.summary_views import ComparedLine, MonthPair
from desktop.widgets import theme
from desktop.widgets.drawing import painter_for
from desktop.widgets.limit_bar import draw_hatch
from desktop.widgets.tokens import BODY, NOTE

_MOST_STEPS = 4
_LABELLED_MONTHS = 3


def nice_step(highest: int) -> int:
    """The distance of the grid lines: 1, 2 or 5 times a power of ten, at most four steps up to ``highest``."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            if factor * size * _MOST_STEPS >= highest:
                return factor * size
        size *= 10


def draw_hatched_bar(painter: QPainter, area: QRectF) -> None:
    """A bar of the second series: paper, strokes and a navy edge."""
    palette = theme.colours()
    painter.fillRect(area, QColor(palette.paper))
    draw_hatch(painter, area, QColor(palette.primary), 5)
    painter.setPen(QPen(QColor(palette.primary), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))


class MonthChart(QWidget):
    """Received and completed requests of consecutive months, two bars a month, the last month in bold."""

    BAR = 14.0
    GAP = 1.5
    AXIS = 28
    FOOT = 24
    HEAD = 16

    def __init__(self) -> None:
        super().__init__()
        self._months: tuple[MonthPair, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_months(self, months: Sequence[MonthPair]) -> None:
        """Draws other months, oldest first."""
        self._months = tuple(months)
        self.setAccessibleName("新收与办结：" + "；".join(_in_words(pair) for pair in self._months))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(604, 178)

    def minimumSizeHint(self) -> QSize:
        return QSize(400, 120)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._words_at(event.pos().x()), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._months:
            return
        painter = painter_for(self)
        highest = max(max(pair.received, pair.completed) for pair in self._months)
        step = nice_step(highest)
        steps = max(1, -(-highest // step))
        plot = QRectF(self.AXIS, self.HEAD, self.width() - self.AXIS, self.height() - self.FOOT - self.HEAD)
        self._paint_grid(painter, plot, step, steps)
        for index in range(len(self._months)):
            self._paint_month(painter, plot, index, plot.height() / (step * steps))
        painter.end()

    def _pitch(self) -> float:
        return (self.width() - self.AXIS) / max(1, len(self._months))

    def _words_at(self, x: int) -> str:
        index = int((x - self.AXIS) // self._pitch())
        return _in_words(self._months[index]) if 0 <= index < len(self._months) else ""

    def _paint_grid(self, painter: QPainter, plot: QRectF, step: int, steps: int) -> None:
        palette = theme.colours()
        painter.setFont(theme.font(NOTE))
        for number in range(steps + 1):
            y = round(plot.bottom() - plot.height() * number / steps)
            painter.fillRect(
                QRectF(plot.left(), y, plot.width(), 1), QColor(palette.row_line if number else palette.field)
            )
            painter.setPen(QColor(palette.ink_2))
            area = QRectF(0, y - 8, self.AXIS - 8, 16)
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(number * step))

    def _paint_month(self, painter: QPainter, plot: QRectF, index: int, per_request: float) -> None:
        pair = self._months[index]
        bar = min(self.BAR, self._pitch() / 3)
        left = round(plot.left() + self._pitch() * (index + 0.5) - bar - self.GAP / 2)
        received = QRectF(left, plot.bottom(), bar, -round(pair.received * per_request)).normalized()
        completed = QRectF(left + bar + self.GAP, plot.bottom(), bar, -round(pair.completed * per_request)).normalized()
        palette = theme.colours()
        if pair.received:
            painter.fillRect(received, QColor(palette.primary))
        if pair.completed:
            draw_hatched_bar(painter, completed)
        is_last = index == len(self._months) - 1
        if index >= len(self._months) - _LABELLED_MONTHS:
            self._paint_values(painter, received, completed, pair, bold=is_last)
        painter.setFont(theme.font(NOTE, bold=is_last))
        painter.setPen(QColor(palette.ink))
        foot = QRectF(plot.left() + self._pitch() * index - 12, plot.bottom() + 4, self._pitch() + 24, 18)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, self._month_label(index))

    def _paint_values(
        self, painter: QPainter, received: QRectF, completed: QRectF, pair: MonthPair, *, bold: bool
    ) -> None:
        """The two numbers above their bars, pushed apart when they would touch."""
        painter.setPen(QColor(theme.colours().ink))
        for bar, value, side, strong in ((received, pair.received, -1, bold), (completed, pair.completed, 1, False)):
            painter.setFont(theme.font(NOTE, bold=strong))
            width = QFontMetricsF(painter.font()).horizontalAdvance(str(value))
            push = side * max(0.0, (width + 2 - bar.width()) / 2)
            area = QRectF(bar.center().x() - 24 + push, bar.top() - 17, 48, 16)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(value))

    def _month_label(self, index: int) -> str:
        """The month; with its year where the list begins and in each January."""
        pair = self._months[index]
        return f"{pair.year % 100:02}.{pair.month}" if index == 0 or pair.month == 1 else f"{pair.month}月"


class ChannelBars(QWidget):
    """A bar for each channel with the value of the period before as a tick, and both comparisons as numbers."""

    ROW = 30
    LABEL = 128
    NUMBER = 54
    NUMBER_GAP = 8

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[ComparedLine, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_lines(self, lines: Sequence[ComparedLine]) -> None:
        """Draws other lines, in their order."""
        self._lines = tuple(lines)
        self.setAccessibleName(
            "按渠道："
            + "；".join(
                f"{line.label} {line.value} 件，上期 {line.before}，去年同期 {line.year_before}" for line in lines
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(556, 6 * self.ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(360, 6 * 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        room = self.width() - self.LABEL - 2 * (self.NUMBER + self.NUMBER_GAP) - 40
        highest = max((max(_counts(line)) for line in self._lines), default=0)
        pitch = min(self.ROW, self.height() / max(1, len(self._lines)))
        for index, line in enumerate(self._lines):
            self._paint_line(painter, line, QRectF(0, index * pitch, self.width(), pitch), room / max(1, highest))
        painter.end()

    def _paint_line(self, painter: QPainter, line: ComparedLine, area: QRectF, per_request: float) -> None:
        palette = theme.colours()
        value, before = _counts(line)
        middle = area.center().y()
        painter.setFont(theme.font(BODY))
        painter.setPen(QColor(palette.ink))
        painter.drawText(QRectF(0, area.top(), self.LABEL, area.height()), Qt.AlignmentFlag.AlignVCenter, line.label)
        thick = min(14, area.height() - 8)
        bar = QRectF(self.LABEL, round(middle - thick / 2), round(value * per_request), thick)
        if value:
            painter.fillRect(bar, QColor(palette.primary))
        high = min(22, area.height() - 3)
        tick = QPointF(self.LABEL + round(before * per_request), round(middle - high / 2))
        painter.fillRect(QRectF(tick.x() - 3, tick.y(), 6, high), QColor(palette.paper))
        painter.fillRect(QRectF(tick.x() - 1.5, tick.y(), 3, high), QColor(palette.ink))
        painter.setFont(theme.font(BODY, bold=True))
        end = max(bar.right(), tick.x()) + 8
        painter.drawText(QRectF(end, area.top(), 60, area.height()), Qt.AlignmentFlag.AlignVCenter, str(value))
        painter.setFont(theme.font(BODY))
        painter.setPen(QColor(palette.ink_2))
        for place, other in enumerate((before, round(line.year_before or 0))):
            left = self.width() - (2 - place) * self.NUMBER - (1 - place) * self.NUMBER_GAP
            number = QRectF(left, area.top(), self.NUMBER, area.height())
            painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(other))


class SeriesKey(QWidget):
    """The key of a chart: a small sample with the name of its series. ``sample``: filled, hatched or tick."""

    def __init__(self, sample: str, name: str) -> None:
        super().__init__()
        self._sample = sample
        self._name = ""
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Calls the series by another name."""
        self._name = name
        self.setAccessibleName(name)
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(18 + QFontMetricsF(theme.font(NOTE)).horizontalAdvance(self._name)) + 2, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = painter_for(self)
        sample = QRectF(0, 4, 12, 12)
        if self._sample == "filled":
            painter.fillRect(sample, QColor(palette.primary))
        elif self._sample == "hatched":
            draw_hatched_bar(painter, sample)
        else:
            painter.fillRect(QRectF(5, 3, 2, 14), QColor(palette.ink))
        painter.setFont(theme.font(NOTE))
        painter.setPen(QColor(palette.ink_2))
        painter.drawText(QRectF(18, 0, self.width() - 18, 20), Qt.AlignmentFlag.AlignVCenter, self._name)
        painter.end()


def _counts(line: ComparedLine) -> tuple[int, int]:
    """The values of the period and of the one before."""
    return round(line.value or 0), round(line.before or 0)


def _in_words(pair: MonthPair) -> str:
    return f"{pair.year}年{pair.month}月新收 {pair.received} 件，办结 {pair.completed} 件"
