"""The charts of the summary. The second series is hatched or a tick, so that a black-and-white printer keeps it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.casework.summary_views import Behind, ComparedLine, MonthPair
from desktop.supervisor.chart_marks import Key, MarkedChart
from desktop.supervisor.figure_cards import draw_dots
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
            self._paint_values(painter, received, completed, pair, bold=is_last)
        painter.setFont(theme.font(NOTE, bold=is_last))
        painter.setPen(QColor(palette.ink))
        foot = QRectF(plot.left() + self._pitch() * index - 12, plot.bottom() + 4, self._pitch() + 24, 18)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, self._month_label(index))

    def _labelled_months(self) -> int:
        """The last months whose numbers are written: only the last one where they would run into each other."""
        last = self._months[-_LABELLED_MONTHS:]
        fits = all(sum(_number_widths(pair, bold=True)) + 6 <= self._pitch() for pair in last)
        return _LABELLED_MONTHS if fits else 1

    def _paint_values(
        self, painter: QPainter, received: QRectF, completed: QRectF, pair: MonthPair, *, bold: bool
    ) -> None:
        """The two numbers above their bars, pushed apart when they would touch, and never over the edge."""
        painter.setPen(QColor(theme.colours().ink))
        wide = _number_widths(pair, bold=bold)
        pushes = [
            max(0.0, (width + 2 - bar.width()) / 2) for width, bar in zip(wide, (received, completed), strict=True)
        ]
        over = max(0.0, completed.center().x() + pushes[1] + wide[1] / 2 + 2 - self.width())
        # Moved aside, a number would stand on the other bar: both then stand above the higher one.
        tops = [min(received.top(), completed.top())] * 2 if over else [received.top(), completed.top()]
        values = ((received, -pushes[0], pair.received, bold), (completed, pushes[1], pair.completed, False))
        for (bar, push, value, strong), top, width in zip(values, tops, wide, strict=True):
            painter.setFont(theme.font(NOTE, bold=strong))
            area = QRectF(bar.center().x() + push - over - width / 2 - 1, top - 17, width + 2, 16)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(value))

    def _month_label(self, index: int) -> str:
        """The month; with its year where the list begins and in each January."""
        pair = self._months[index]
        return f"{pair.year % 100:02}.{pair.month}" if index == 0 or pair.month == 1 else f"{pair.month}月"


class LineBars(MarkedChart):
    """A bar for each line with the value of the period before as a tick, and both comparisons as numbers.

    Up and Down walk over the lines, Left and Right over the numbers.
    """

    ROW = 30
    LABEL = 128
    NUMBER = 54
    NUMBER_GAP = 8
    _BESIDE = 40
    """The least room for a number at the end of its bar."""

    def __init__(self) -> None:
        super().__init__(self._area_of_mark)
        self._lines: tuple[ComparedLine, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_lines(self, title: str, lines: Sequence[ComparedLine], names: tuple[str, str, str]) -> None:
        """Draws other lines, in their order; ``names`` are those of the three periods."""
        self._lines = tuple(lines)
        told = (
            "，".join(f"{name} {_number(value)} 件" for name, value in zip(names, line.values, strict=False))
            for line in lines
        )
        pairs = zip(lines, told, strict=True)
        self.setAccessibleName(f"{title}：" + "；".join(f"{line.words} {words}" for line, words in pairs))
        self.put_marks(
            {
                (row, column): (f"{line.words} {name} {_number(value)} 件", f"{line.words} · {name}", behind)
                for row, line in enumerate(self._lines)
                for column, (name, value, behind) in enumerate(zip(names, line.values, line.behind, strict=False))
            }
        )
        self.update()

    def _area_of_mark(self, key: Key) -> QRectF:
        """The bar with its number, or one of the numbers beside it."""
        row, column = key
        area = self._area(row)
        if column == 0:
            bar = self._bar(row)
            end = self._number_left(row) + self._beside()
            return QRectF(bar.left() - 3, area.top(), end - bar.left() + 3, area.height())
        return self._number_area(area, column - 1)

    def sizeHint(self) -> QSize:
        return QSize(556, 6 * self.ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(360, 7 * 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        for row in range(len(self._lines)):
            self._paint_line(painter, row)
        painter.end()

    def _area(self, row: int) -> QRectF:
        pitch = min(self.ROW, self.height() / max(1, len(self._lines)))
        return QRectF(0, row * pitch, self.width(), pitch)

    def _per_request(self) -> float:
        room = self.width() - self.LABEL - 2 * (self.NUMBER + self.NUMBER_GAP) - self._beside()
        return room / max(1, max((max(_counts(line)) for line in self._lines), default=0))

    def _beside(self) -> int:
        """Room for the widest number behind the longest bar."""
        metrics = QFontMetricsF(theme.font(BODY, bold=True))
        widest = max((metrics.horizontalAdvance(_number(line.value)) for line in self._lines), default=0.0)
        return max(self._BESIDE, math.ceil(widest) + 16)

    def _bar(self, row: int) -> QRectF:
        area = self._area(row)
        thick = min(14, area.height() - 8)
        wide = round(_counts(self._lines[row])[0] * self._per_request())
        return QRectF(self.LABEL, round(area.center().y() - thick / 2), wide, thick)

    def _tick(self, row: int) -> QPointF:
        """The upper end of the tick."""
        area = self._area(row)
        high = min(22, area.height() - 3)
        before = _counts(self._lines[row])[1]
        return QPointF(self.LABEL + round(before * self._per_request()), round(area.center().y() - high / 2))

    def _number_left(self, row: int) -> float:
        return max(self._bar(row).right(), self._tick(row).x()) + 8

    def _number_area(self, area: QRectF, place: int) -> QRectF:
        left = self.width() - (2 - place) * self.NUMBER - (1 - place) * self.NUMBER_GAP
        return QRectF(left, area.top(), self.NUMBER, area.height())

    def _paint_line(self, painter: QPainter, row: int) -> None:
        palette, line, area = theme.colours(), self._lines[row], self._area(row)
        painter.setFont(theme.font(BODY))
        painter.setPen(QColor(palette.ink))
        painter.drawText(QRectF(0, area.top(), self.LABEL, area.height()), Qt.AlignmentFlag.AlignVCenter, line.words)
        if line.value:
            painter.fillRect(self._bar(row), QColor(palette.primary))
        tick, high = self._tick(row), min(22, area.height() - 3)
        painter.fillRect(QRectF(tick.x() - 3, tick.y(), 6, high), QColor(palette.paper))
        painter.fillRect(QRectF(tick.x() - 1.5, tick.y(), 3, high), QColor(palette.ink))
        painter.setFont(theme.font(BODY, bold=True))
        text = _number(line.value)
        wide = QFontMetricsF(painter.font()).horizontalAdvance(text)
        number = QRectF(self._number_left(row), area.top(), self._beside(), area.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter, text)
        self._dot(painter, (row, 0), number.left() + wide, text)
        painter.setFont(theme.font(BODY))
        for place, other in enumerate((line.before, line.year_before)):
            text, beside = _number(other), self._number_area(area, place)
            wide = QFontMetricsF(painter.font()).horizontalAdvance(text)
            painter.setPen(QColor(palette.ink_2))
            painter.drawText(beside, Qt.AlignmentFlag.AlignCenter, text)
            self._dot(painter, (row, place + 1), beside.center().x() + wide / 2, text)

    def _dot(self, painter: QPainter, key: Key, right: float, text: str) -> None:
        if key in self._marks:
            draw_dots(painter, right, self._area(key[0]).center().y() + 9, text)


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


def _number(value: float | None) -> str:
    return str(round(value or 0))


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
