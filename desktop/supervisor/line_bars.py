"""Values as lying bars, one a line, with those of the period before and of a year earlier beside them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from desktop.casework.figures.summary_views import ComparedLine
from desktop.supervisor.chart_marks import Key, MarkedChart
from desktop.supervisor.figure_cards import draw_dots
from desktop.widgets import theme
from desktop.widgets.drawing import painter_for
from desktop.widgets.tokens import BODY


class LineBars(MarkedChart):
    """A bar for each line with the value of the period before as a tick, and both comparisons as numbers.

    Up and Down walk over the lines, Left and Right over the numbers.
    """

    ROW = 30
    LABEL = 128
    """The least room for the names of the lines."""

    NUMBER = 54
    NUMBER_GAP = 8
    _BESIDE = 40
    """The least room for a number at the end of its bar."""

    _MOST_LABEL = 0.4
    """So much of the width may names take; longer ones end in dots and are told whole by the tool tip."""

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
        room = self.width() - self._label() - 2 * (self.NUMBER + self.NUMBER_GAP) - self._beside()
        return room / max(1, max((max(_counts(line)) for line in self._lines), default=0))

    def _label(self) -> int:
        """Room for the longest name before the bars."""
        metrics = QFontMetricsF(theme.font(BODY))
        widest = max((metrics.horizontalAdvance(line.words) for line in self._lines), default=0.0)
        return max(self.LABEL, min(math.ceil(widest) + 12, round(self.width() * self._MOST_LABEL)))

    def _beside(self) -> int:
        """Room for the widest number behind the longest bar."""
        metrics = QFontMetricsF(theme.font(BODY, bold=True))
        widest = max((metrics.horizontalAdvance(_number(line.value)) for line in self._lines), default=0.0)
        return max(self._BESIDE, math.ceil(widest) + 16)

    def _bar(self, row: int) -> QRectF:
        area = self._area(row)
        thick = min(14, area.height() - 8)
        wide = round(_counts(self._lines[row])[0] * self._per_request())
        return QRectF(self._label(), round(area.center().y() - thick / 2), wide, thick)

    def _tick(self, row: int) -> QPointF:
        """The upper end of the tick."""
        area = self._area(row)
        high = min(22, area.height() - 3)
        before = _counts(self._lines[row])[1]
        return QPointF(self._label() + round(before * self._per_request()), round(area.center().y() - high / 2))

    def _number_left(self, row: int) -> float:
        return max(self._bar(row).right(), self._tick(row).x()) + 8

    def _number_area(self, area: QRectF, place: int) -> QRectF:
        left = self.width() - (2 - place) * self.NUMBER - (1 - place) * self.NUMBER_GAP
        return QRectF(left, area.top(), self.NUMBER, area.height())

    def _paint_line(self, painter: QPainter, row: int) -> None:
        palette, line, area = theme.colours(), self._lines[row], self._area(row)
        painter.setFont(theme.font(BODY))
        painter.setPen(QColor(palette.ink))
        room = self._label() - 8
        name = QFontMetricsF(painter.font()).elidedText(line.words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(0, area.top(), room, area.height()), Qt.AlignmentFlag.AlignVCenter, name)
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


def _counts(line: ComparedLine) -> tuple[int, int]:
    """The values of the period and of the one before."""
    return round(line.value or 0), round(line.before or 0)


def _number(value: float | None) -> str:
    return str(round(value or 0))
