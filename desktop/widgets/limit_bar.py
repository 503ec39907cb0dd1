"""The limit bar of lists, 160×12: used days filled, standing still hatched where it happened, left empty."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop.casework.views import LimitBar, SegmentKind
from desktop.widgets import theme
from desktop.widgets.tokens import Colours
from resources.vocabulary import Band

WIDTH = 160
HEIGHT = 12
_GAP = 3
_TICK = 5
"""Counted days between two ticks."""


@dataclass(frozen=True, slots=True)
class _Part:
    kind: SegmentKind
    left: float
    width: float
    counted_before: int
    days: int


def bar_colour(band: Band, palette: Colours) -> QColor:
    """The colour of used days: red and amber near the limit, calm otherwise."""
    if band in (Band.OVERDUE, Band.DUE_TODAY, Band.RED):
        return QColor(palette.red)
    if band is Band.AMBER:
        return QColor(palette.amber)
    return QColor(palette.bar)


def draw_limit_bar(painter: QPainter, area: QRectF, bar: LimitBar, band: Band, *, ground: QColor) -> None:
    """Draws a bar into ``area``; ``ground`` is the colour behind it, for ticks and gaps."""
    palette = theme.colours()
    colour = bar_colour(band, palette)
    over = sum(part.days for part in bar.segments if part.kind is SegmentKind.OVER)
    limit_days = sum(part.days for part in bar.segments) - over
    step = (area.width() - (_GAP if over else 0)) / max(limit_days + over, 1)
    limit = QRectF(area.left(), area.top(), step * limit_days, area.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw_limit(painter, limit, _parts(bar, area.left(), step), colour, ground)
    if over:
        beyond = QRectF(limit.right() + _GAP, area.top(), step * over, area.height())
        path = QPainterPath()
        path.addRoundedRect(beyond, 1.5, 1.5)
        painter.fillPath(path, colour)
    painter.restore()


def _parts(bar: LimitBar, left: float, step: float) -> list[_Part]:
    parts: list[_Part] = []
    counted = 0
    for segment in bar.segments:
        if segment.kind is SegmentKind.OVER:
            continue
        parts.append(_Part(segment.kind, left, step * segment.days, counted, segment.days))
        left += step * segment.days
        if segment.kind is not SegmentKind.STOPPED:
            counted += segment.days
    return parts


def _draw_limit(painter: QPainter, limit: QRectF, parts: list[_Part], colour: QColor, ground: QColor) -> None:
    palette = theme.colours()
    frame = QPainterPath()
    frame.addRoundedRect(limit.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    painter.fillPath(frame, QColor(palette.paper))
    painter.save()
    painter.setClipPath(frame)
    for part in parts:
        box = QRectF(part.left, limit.top(), part.width, limit.height())
        if part.kind is SegmentKind.USED:
            painter.fillRect(box, colour)
        elif part.kind is SegmentKind.STOPPED:
            draw_hatch(painter, box, QColor(palette.hatch))
    _draw_ticks(painter, limit, parts, ground)
    painter.restore()
    painter.setPen(QPen(QColor(palette.field), 1))
    painter.drawPath(frame)


def _draw_ticks(painter: QPainter, limit: QRectF, parts: list[_Part], ground: QColor) -> None:
    """A tick after each five counted days, light on the filled part and a hairline on the empty one."""
    line = QColor(theme.colours().line)
    for part in parts:
        if part.kind is SegmentKind.STOPPED or not part.days:
            continue
        first = -(-(part.counted_before + 1) // _TICK) * _TICK
        for day in range(first, part.counted_before + part.days + 1, _TICK):
            x = part.left + part.width * (day - part.counted_before) / part.days
            if x < limit.right() - 2:
                ink = ground if part.kind is SegmentKind.USED else line
                painter.fillRect(QRectF(round(x), limit.top(), 1, limit.height()), ink)


def draw_hatch(painter: QPainter, area: QRectF, colour: QColor, distance: float = 4) -> None:
    """Slanting strokes, the clock stands still; they meet those of the neighbouring areas."""
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(colour, 1))
    place = area.left() + area.top()
    place -= place % distance
    while place < area.right() + area.bottom():
        painter.drawLine(QLineF(place - area.top(), area.top(), place - area.bottom(), area.bottom()))
        place += distance
    painter.restore()
