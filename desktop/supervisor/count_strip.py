"""The last days of one limit in two lines: as it is counted now, and as it would be; each last day in navy."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.casework.calendar.calendar_views import Recount
from desktop.casework.day_words import full_day, weekday
from desktop.widgets import theme
from desktop.widgets.drawing import draw_text, painter_for
from desktop.widgets.tokens import DAY_MARK, NOTE

_NAMES = ("现在", "改后")
_NAME_WIDTH = 64
_TOP = 4
_HEAD = 18
_ROW = 24


class CountStrip(QWidget):
    """Draws a ``Recount``."""

    def __init__(self) -> None:
        super().__init__()
        self._recount: Recount | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_recount(self, recount: Recount | None) -> None:
        """Shows another limit; None hides the strip."""
        self._recount = recount
        self.setVisible(recount is not None)
        if recount is not None:
            words = f"{recount.number}：现在到{full_day(recount.old_due)}，改后到{full_day(recount.new_due)}"
            self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_NAME_WIDTH + 9 * 40, _TOP + _HEAD + 2 * _ROW + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._recount is None:
            return
        recount, ink = self._recount, QColor(theme.colours().ink_2)
        painter = painter_for(self)
        painter.setFont(theme.font(DAY_MARK))
        draw_text(painter, QRectF(0, _TOP, _NAME_WIDTH, _HEAD), recount.number.rsplit("-", 1)[-1], ink)
        for place, shown in enumerate(recount.days):
            name = f"{shown.day.day}{weekday(shown.day)[-1]}"
            draw_text(painter, self._cell(place, -1), name, ink, Qt.AlignmentFlag.AlignHCenter)
        for place, shown in enumerate(recount.days):
            self._paint_day(painter, self._cell(place, 0), shown.old, shown.day, recount.old_due)
            self._paint_day(painter, self._cell(place, 1), shown.new, shown.day, recount.new_due)
        painter.setFont(theme.font(NOTE))
        for line, name in enumerate(_NAMES):
            draw_text(painter, QRectF(0, _TOP + _HEAD + line * _ROW, _NAME_WIDTH, _ROW), name, ink)
        painter.end()

    def _cell(self, place: int, line: int) -> QRectF:
        """The area of a day in the head (-1) or in one of the two lines."""
        width = (self.width() - _NAME_WIDTH - 1) / len(self._recount.days) if self._recount else 0.0
        left = _NAME_WIDTH + place * width
        if line < 0:
            return QRectF(left, _TOP, width, _HEAD)
        return QRectF(left, _TOP + _HEAD + line * _ROW, width, _ROW)

    def _paint_day(self, painter: QPainter, area: QRectF, text: str, day: date, due: date) -> None:
        palette = theme.colours()
        is_last = day == due
        ground = palette.primary if is_last else palette.selected if text.isdigit() else palette.paper
        painter.setPen(QColor(palette.line))
        painter.setBrush(QColor(ground))
        painter.drawRect(area.translated(0.5, 0.5))
        painter.setFont(theme.font(NOTE, bold=text.isdigit()))
        ink = palette.on_navy if is_last else palette.ink if text.isdigit() else palette.ink_2
        draw_text(painter, area, text, QColor(ink), Qt.AlignmentFlag.AlignHCenter)
