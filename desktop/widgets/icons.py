"""The line-drawn icons of the program, drawn in any colour and size."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources.icons import icon as icon_source


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    source = icon_source(name).replace(b"currentColor", colour.encode("ascii"))
    return QSvgRenderer(QByteArray(source))


def paint_icon(painter: QPainter, name: str, area: QRectF, colour: QColor) -> None:
    """Draws the icon ``name`` into ``area``."""
    _renderer(name, colour.name()).render(painter, area)


def icon_pixmap(name: str, colour: QColor, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """The icon as a pixmap of ``size`` device-independent pixels for a screen of that pixel ratio."""
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_icon(painter, name, QRectF(0, 0, size, size), colour)
    painter.end()
    return pixmap
