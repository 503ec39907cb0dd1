"""The few strokes that several self-painting widgets share: frames, key caps, text with a mnemonic."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop.widgets import theme
from desktop.widgets.tokens import KEY_RADIUS, NOTE, RADIUS

KEY_CAP_HEIGHT = 18
_KEY_CAP_PADDING = 5


def painter_for(widget: QWidget) -> QPainter:
    """A painter on a widget with smooth edges and the widget's own font."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(widget.font())
    return painter


def draw_frame(
    painter: QPainter, area: QRectF, ground: QColor, edge: QColor, width: float = 1, radius: float = RADIUS
) -> None:
    """A filled rectangle with round corners whose edge lies wholly inside ``area``."""
    inset = width / 2
    painter.setPen(QPen(edge, width) if width else Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)


def key_label(key: str) -> str:
    """How a key is written on its cap: ``Ctrl+Return`` as ``Ctrl+Enter``."""
    return key.replace("Return", "Enter")


def key_cap_size(key: str) -> QSizeF:
    """The size of a key cap."""
    metrics = QFontMetricsF(theme.font(NOTE))
    return QSizeF(metrics.horizontalAdvance(key_label(key)) + 2 * _KEY_CAP_PADDING + 1, KEY_CAP_HEIGHT)


def draw_key_cap(painter: QPainter, corner: QPointF, key: str, *, on_navy: bool = False) -> None:
    """Draws a key cap with its top left corner at ``corner``."""
    palette = theme.colours()
    area = QRectF(corner, key_cap_size(key))
    edge = QColor(palette.on_navy if on_navy else palette.line)
    ground = QColor(Qt.GlobalColor.transparent) if on_navy else QColor(palette.paper)
    if on_navy:
        edge.setAlphaF(0.6)
    painter.save()
    draw_frame(painter, area, ground, edge, radius=KEY_RADIUS)
    painter.setFont(theme.font(NOTE))
    painter.setPen(QColor(palette.on_navy if on_navy else palette.ink_2))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, key_label(key))
    painter.restore()


def draw_text(
    painter: QPainter, area: QRectF, text: str, colour: QColor, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
) -> None:
    """One line of text, centred in height, ``&`` marking the mnemonic."""
    painter.setPen(colour)
    flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic | Qt.TextFlag.TextSingleLine
    painter.drawText(area, int(flags), text)


def shown_width(metrics: QFontMetricsF, text: str) -> float:
    """The width of a text whose ``&`` marks a mnemonic and is not shown."""
    return metrics.size(int(Qt.TextFlag.TextShowMnemonic | Qt.TextFlag.TextSingleLine), text).width()


def draw_tick_box(painter: QPainter, box: QRectF, ticked: bool, *, enabled: bool = True) -> None:
    """A box of 16 pixels to tick, navy when ticked."""
    palette = theme.colours()
    ground = palette.primary if ticked else palette.paper if enabled else palette.desk
    draw_frame(painter, box, QColor(ground), QColor(palette.primary if ticked else palette.field), radius=3)
    if ticked:
        painter.setPen(QPen(QColor(palette.on_navy), 1.8, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        corner = box.topLeft()
        painter.drawPolyline([corner + QPointF(*at) for at in ((4, 8.4), (7, 11.4), (12.2, 4.8))])
