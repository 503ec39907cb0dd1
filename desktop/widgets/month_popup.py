"""A month to choose a day from, by arrow keys, PgUp, PgDn and Enter, or by the mouse."""

from __future__ import annotations

from calendar import Calendar
from datetime import date, timedelta

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.widgets import theme
from desktop.widgets.drawing import draw_frame, draw_text, painter_for
from desktop.widgets.tokens import NOTE
from resources.weekdays import WEEKDAYS

_CELL = 32
_HEAD = 32
_EDGE = 8

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


class MonthPopup(QWidget):
    """Shows the month of a day. Days after today can be seen, and chosen when days ``ahead`` are meant too."""

    chosen = Signal(object)

    def __init__(self, day: date, today: date, parent: QWidget, *, ahead: bool = False) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._today = today
        self._last = date.max if ahead else today
        self._day = min(day, self._last)
        self.setAccessibleName("选日期")
        self.setFixedSize(2 * _EDGE + 7 * _CELL, _EDGE + _HEAD + 24 + 6 * _CELL + _EDGE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (days := _STEPS.get(Qt.Key(event.key()))) is not None:
            self._move(self._day + timedelta(days))
        elif event.key() == Qt.Key.Key_PageUp:
            self._move(self._day.replace(day=1) - timedelta(1))
        elif event.key() == Qt.Key.Key_PageDown:
            self._move((self._day.replace(day=28) + timedelta(4)).replace(day=1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for day, area in self._cells():
            if area.contains(event.position()):
                self._choose(day)
                return
        if not self.rect().contains(event.position().toPoint()):
            self.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = painter_for(self)
        painter.fillRect(self.rect(), QColor(palette.paper))
        draw_frame(painter, QRectF(self.rect()), QColor(palette.paper), QColor(palette.field), radius=0)
        painter.setFont(theme.font(bold=True))
        head = QRectF(_EDGE + 8, _EDGE, self.width(), _HEAD)
        draw_text(painter, head, f"{self._day.year}年{self._day.month}月", QColor(palette.ink))
        painter.setFont(theme.font(NOTE))
        for place, name in enumerate(WEEKDAYS):
            area = QRectF(_EDGE + place * _CELL, _EDGE + _HEAD, _CELL, 24)
            draw_text(painter, area, name, QColor(palette.ink_2), Qt.AlignmentFlag.AlignHCenter)
        for day, area in self._cells():
            self._paint_day(painter, day, area)
        painter.end()

    def _paint_day(self, painter: QPainter, day: date, area: QRectF) -> None:
        palette = theme.colours()
        chosen = day == self._day
        ink = palette.ink if day <= self._last else palette.ink_2
        if chosen:
            draw_frame(painter, area.adjusted(2, 2, -2, -2), QColor(palette.primary), QColor(palette.primary))
            ink = palette.on_navy
        elif day == self._today:
            draw_frame(painter, area.adjusted(2, 2, -2, -2), QColor(palette.paper), QColor(palette.primary), 2)
        painter.setFont(theme.font(bold=chosen or day == self._today))
        draw_text(painter, area, str(day.day), QColor(ink), Qt.AlignmentFlag.AlignHCenter)

    def _cells(self) -> list[tuple[date, QRectF]]:
        top = _EDGE + _HEAD + 24
        weeks = Calendar().monthdatescalendar(self._day.year, self._day.month)
        return [
            (day, QRectF(_EDGE + column * _CELL, top + line * _CELL, _CELL, _CELL))
            for line, week in enumerate(weeks)
            for column, day in enumerate(week)
            if day.month == self._day.month
        ]

    def _move(self, day: date) -> None:
        self._day = min(day, self._last)
        self.update()

    def _choose(self, day: date) -> None:
        if day > self._last:
            return
        self.chosen.emit(day)
        self.close()
