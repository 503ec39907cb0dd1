"""How the series of a chart are told apart: filled, hatched or a tick, so that a black-and-white printer keeps them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.widgets import theme
from desktop.widgets.drawing import painter_for
from desktop.widgets.limit_bar import draw_hatch
from desktop.widgets.tokens import NOTE


def draw_hatched_bar(painter: QPainter, area: QRectF) -> None:
    """A bar of the second series: paper, strokes and a navy edge."""
    palette = theme.colours()
    painter.fillRect(area, QColor(palette.paper))
    draw_hatch(painter, area, QColor(palette.primary), 5)
    painter.setPen(QPen(QColor(palette.primary), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))


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
