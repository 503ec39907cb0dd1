"""Received and completed requests of consecutive months as bars, each with the requests behind it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip

from desktop.casework.figures.summary_views import Behind, MonthPair
from desktop.supervisor.chart_key import draw_hatched_bar
from desktop.supervisor.chart_marks import Key, MarkedChart
from desktop.widgets import theme
from desktop.widgets.drawing import painter_for
from desktop.widgets.tokens import NOTE

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


class MonthChart(MarkedChart):
    """Received and completed requests of consecutive months, two bars a month, the last month in bold.

    Left and Right walk over the months, Up and Down between received and completed.
    """

    BAR = 14.0
    GAP = 1.5
    AXIS = 28
    """The least room for the numbers beside the grid."""

    FOOT = 24
    HEAD = 16

    def __init__(self) -> None:
        super().__init__(self._area_of_mark)
        self._months: tuple[MonthPair, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_months(self, months: Sequence[MonthPair]) -> None:
        """Draws other months, oldest first."""
        self._months = tuple(months)
        self.setAccessibleName("新收与办结：" + "；".join(_in_words(pair) for pair in self._months))
        self.put_marks(
            {
                (row, column): (f"{name} {count} 件", f"{name}", behind)
                for column, pair in enumerate(self._months)
                for row, (name, count, behind) in enumerate(_series(pair))
            }
        )
        self.update()

    def first(self) -> Key | None:
        return max(self._marks, key=lambda key: (key[1], -key[0]), default=None)

    def _area_of_mark(self, key: Key) -> QRectF:
        """The column of a bar from its number down to the axis."""
        row, column = key
        bars = self._bars(column)
        high = max(bars[row].height(), 12.0)
        left, wide = bars[row].left() - 3, bars[row].width() + (4 if row == 0 else 6)
        return QRectF(left + (2 if row else 0), bars[row].bottom() - high - 3, wide, high + 6)

    def sizeHint(self) -> QSize:
        return QSize(604, 178)

    def minimumSizeHint(self) -> QSize:
        return QSize(400, 98)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._words_at(event.pos().x()), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._months:
            return
        painter = painter_for(self)
        step, steps = self._scale()
        self._paint_grid(painter, self._plot(), step, steps)
        for index in range(len(self._months)):
            self._paint_month(painter, index)
        painter.end()

    def _scale(self) -> tuple[int, int]:
        """The distance of the grid lines, and how many there are."""
        highest = max((max(pair.received, pair.completed) for pair in self._months), default=0)
        step = nice_step(highest)
        return step, max(1, -(-highest // step))

    def _axis(self) -> int:
        """As wide as the highest number beside the grid needs."""
        step, steps = self._scale()
        widest = QFontMetricsF(theme.font(NOTE)).horizontalAdvance(str(step * steps))
        return max(self.AXIS, math.ceil(widest) + 10)

    def _plot(self) -> QRectF:
        axis = self._axis()
        return QRectF(axis, self.HEAD, self.width() - axis, self.height() - self.FOOT - self.HEAD)

    def _bars(self, index: int) -> tuple[QRectF, QRectF]:
        """The two bars of a month."""
        pair, plot, (step, steps) = self._months[index], self._plot(), self._scale()
        per_request = plot.height() / (step * steps)
        bar = min(self.BAR, self._pitch() / 3)
        left = round(plot.left() + self._pitch() * (index + 0.5) - bar - self.GAP / 2)
        received = QRectF(left, plot.bottom(), bar, -round(pair.received * per_request)).normalized()
        completed = QRectF(left + bar + self.GAP, plot.bottom(), bar, -round(pair.completed * per_request)).normalized()
        return received, completed

    def _pitch(self) -> float:
        return self._plot().width() / max(1, len(self._months))

    def _words_at(self, x: int) -> str:
        index = int((x - self._axis()) // self._pitch())
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
            area = QRectF(0, y - 8, plot.left() - 8, 16)
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(number * step))

    def _paint_month(self, painter: QPainter, index: int) -> None:
        pair, plot = self._months[index], self._plot()
        received, completed = self._bars(index)
        palette = theme.colours()
        if pair.received:
            painter.fillRect(received, QColor(palette.primary))
        if pair.completed:
            draw_hatched_bar(painter, completed)
        is_last = index == len(self._months) - 1
        if index >= len(self._months) - self._labelled_months():
            self._paint_values(painter, index, bold=is_last)
        painter.setFont(theme.font(NOTE, bold=is_last))
        painter.setPen(QColor(palette.ink))
        foot = QRectF(plot.left() + self._pitch() * index - 12, plot.bottom() + 4, self._pitch() + 24, 18)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, self._month_label(index))

    def _labelled_months(self) -> int:
        """The last months whose numbers are written: only the last one where they would run into each other."""
        last = self._months[-_LABELLED_MONTHS:]
        fits = all(sum(_number_widths(pair, bold=True)) + 6 <= self._pitch() for pair in last)
        return _LABELLED_MONTHS if fits else 1

    def _paint_values(self, painter: QPainter, index: int, *, bold: bool) -> None:
        """The two numbers above their bars, pushed apart when they would touch, and never over the edge."""
        pair, (received, completed) = self._months[index], self._bars(index)
        painter.setPen(QColor(theme.colours().ink))
        wide = _number_widths(pair, bold=bold)
        pushes = [
            max(0.0, (width + 2 - bar.width()) / 2) for width, bar in zip(wide, (received, completed), strict=True)
        ]
        over = max(0.0, completed.center().x() + pushes[1] + wide[1] / 2 + 2 - self.width())
        left = received.center().x() - pushes[0] - over - wide[0] / 2 - 2
        # Moved aside, a number would stand on other bars: both then stand above the highest of those below them.
        below = [bar.top() for month in range(index + 1) for bar in self._bars(month) if bar.right() > left]
        is_aside = over > 0 or len(below) > len(wide)
        tops = [min(below)] * 2 if is_aside else [received.top(), completed.top()]
        values = ((received, -pushes[0], pair.received, bold), (completed, pushes[1], pair.completed, False))
        for (bar, push, value, strong), top, width in zip(values, tops, wide, strict=True):
            painter.setFont(theme.font(NOTE, bold=strong))
            area = QRectF(bar.center().x() + push - over - width / 2 - 1, top - 17, width + 2, 16)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(value))

    def _month_label(self, index: int) -> str:
        """The month; with its year where the list begins and in each January."""
        pair = self._months[index]
        return f"{pair.year % 100:02}.{pair.month}" if index == 0 or pair.month == 1 else f"{pair.month}月"


def _number_widths(pair: MonthPair, *, bold: bool) -> tuple[float, float]:
    """How wide the two numbers of a month are."""
    received, completed = QFontMetricsF(theme.font(NOTE, bold=bold)), QFontMetricsF(theme.font(NOTE))
    return received.horizontalAdvance(str(pair.received)), completed.horizontalAdvance(str(pair.completed))


def _series(pair: MonthPair) -> Iterator[tuple[str, int, Behind | None]]:
    """Name, count and what stands behind it, of what was received and of what was completed."""
    month = f"{pair.year}年{pair.month}月"
    counts = (("新收", pair.received), ("办结", pair.completed))
    for (name, count), behind in zip(counts, pair.behind, strict=False):
        yield f"{month}{name}", count, behind if count else None


def _in_words(pair: MonthPair) -> str:
    return f"{pair.year}年{pair.month}月新收 {pair.received} 件，办结 {pair.completed} 件"
