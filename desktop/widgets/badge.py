"""The band of a limit as a shape and a word: colour is never alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.widgets import theme
from desktop.widgets.drawing import draw_frame, draw_text, painter_for, shown_width
from desktop.widgets.tokens import BODY, Colours
from resources.vocabulary import Band

SHAPE = 11
"""Width and height of a band's shape in pixels."""


def band_colour(band: Band, palette: Colours) -> QColor:
    """The colour of the shape of a band."""
    if band in (Band.OVERDUE, Band.DUE_TODAY, Band.RED):
        return QColor(palette.red)
    if band is Band.AMBER:
        return QColor(palette.amber)
    if band is Band.GREEN:
        return QColor(palette.ink)
    return QColor(palette.ink_2)


def word_colour(band: Band, palette: Colours, *, tinted: bool = False) -> QColor:
    """The colour of the word beside the shape; on a selected row amber turns to ink, for 4.5:1."""
    if band is Band.AMBER and tinted:
        return QColor(palette.ink)
    return band_colour(band, palette)


def is_bold(band: Band) -> bool:
    """Whether the word of a band is bold."""
    return band in (Band.OVERDUE, Band.DUE_TODAY)


def draw_band(painter: QPainter, area: QRectF, band: Band) -> None:
    """Draws the shape of a band, centred in ``area``."""
    palette = theme.colours()
    colour = band_colour(band, palette)
    box = QRectF(0, 0, SHAPE, SHAPE)
    box.moveCenter(area.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _SHAPES[band](painter, box, colour)
    painter.restore()


def _filled(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)


def _stroked(painter: QPainter, colour: QColor, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:
    painter.setPen(QPen(colour, 1.6, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _triangle(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _filled(painter, colour)
    painter.drawPolygon(QPolygonF([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()]))
    painter.setPen(QPen(QColor(theme.colours().paper), 1.4))
    middle = box.center().x()
    painter.drawLine(QPointF(middle, box.top() + 4), QPointF(middle, box.top() + 7))
    painter.drawPoint(QPointF(middle, box.bottom() - 1.6))


def _diamond(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _filled(painter, colour)
    x, y = box.center().x(), box.center().y()
    half = SHAPE / 2
    corners = [QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y)]
    painter.drawPolygon(QPolygonF(corners))


def _disc(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _filled(painter, colour)
    painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))


def _half_disc(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _stroked(painter, colour)
    inner = box.adjusted(0.8, 0.8, -0.8, -0.8)
    painter.drawEllipse(inner)
    _filled(painter, colour)
    painter.drawPie(inner, 90 * 16, 180 * 16)


def _ring(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _stroked(painter, colour)
    painter.drawEllipse(box.adjusted(0.8, 0.8, -0.8, -0.8))


def _two_bars(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _filled(painter, colour)
    painter.drawRect(QRectF(box.left() + 1.5, box.top() + 1, 2.6, 9))
    painter.drawRect(QRectF(box.left() + 6.9, box.top() + 1, 2.6, 9))


def _dashed_square(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _stroked(painter, colour, Qt.PenStyle.DotLine)
    painter.drawRect(box.adjusted(1, 1, -1, -1))


def _tick(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _stroked(painter, colour)
    corner = box.topLeft()
    painter.drawPolyline([corner + QPointF(*at) for at in ((1, 6), (4.2, 9.2), (10, 2))])


_SHAPES = {
    Band.OVERDUE: _triangle,
    Band.DUE_TODAY: _diamond,
    Band.RED: _disc,
    Band.AMBER: _half_disc,
    Band.GREEN: _ring,
    Band.WAITING: _two_bars,
    Band.UNKNOWN: _dashed_square,
    Band.DONE: _tick,
}


class BandBadge(QWidget):
    """Shape and word of a band; ``framed`` puts them into a small box."""

    def __init__(self, band: Band | None = None, word: str = "", *, framed: bool = False, size: int = BODY) -> None:
        super().__init__()
        self._band = band
        self._word = word
        self._framed = framed
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(word)

    def show_band(self, band: Band, word: str) -> None:
        """Shows another band."""
        self._band = band
        self._word = word
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        text = shown_width(QFontMetricsF(self._type()), self._word)
        padding = 8 if self._framed else 1
        return QSize(round(2 * padding + SHAPE + 8 + text + 1), 24 if self._framed else 20)

    def _type(self) -> QFont:
        bold = self._band is not None and is_bold(self._band)
        return theme.font(self._size, bold=bold)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._band is None:
            return
        palette = theme.colours()
        painter = painter_for(self)
        area = QRectF(self.rect())
        left = 1.0
        if self._framed:
            limit = self._band in (Band.OVERDUE, Band.DUE_TODAY, Band.RED, Band.AMBER)
            ground = palette.gold_tint if self._band is Band.AMBER else palette.paper
            edge = band_colour(self._band, palette) if limit else QColor(palette.field)
            draw_frame(painter, area, QColor(ground), edge, radius=3)
            left = 8.0
        draw_band(painter, QRectF(left, 0, SHAPE, area.height()), self._band)
        painter.setFont(self._type())
        ink = word_colour(self._band, palette, tinted=self._framed)
        draw_text(painter, QRectF(left + SHAPE + 8, 0, area.width(), area.height()), self._word, ink)
        painter.end()
