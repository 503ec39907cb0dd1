"""A year of working days: twelve months, days off in grey, worked weekends framed, days that would change ringed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.casework.calendar.calendar_views import CalendarDay, CalendarMonth
from desktop.casework.day_words import full_day
from desktop.widgets import theme
from desktop.widgets.drawing import draw_frame, painter_for
from desktop.widgets.labels import plain_tip
from desktop.widgets.tokens import BODY, DAY_MARK, NOTE, SIDE
from resources.weekdays import WEEKDAYS

_ACROSS = 4
_DOWN = 3
_HEAD = 24
_WEEKDAYS_HEIGHT = 18
_MOST_DAY_WIDTH = 24.0
_LEAST_DAY_WIDTH = 22.0
_LEAST_GAP = 8
_WEEKS = 6
_MOST_DAY_HEIGHT = 24.0
_KINDS = {"working": "工作日", "weekend": "周末", "holiday": "放假", "make_up": "调休上班"}


class YearPicture(QWidget):
    """Draws the months of a year. The tool tip of a day says what it is; ``chosen`` tells the day that was clicked."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._months: tuple[CalendarMonth, ...] = ()
        self._changing: frozenset[date] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_months(self, year: int, months: Sequence[CalendarMonth], changing: Iterable[date] = ()) -> None:
        """Draws another year; ``changing`` are the days that a change under examination would change."""
        self._months = tuple(months)
        self._changing = frozenset(changing)
        working = sum(month.working_days for month in months)
        self.setAccessibleName(f"{year}年，{working} 个工作日")
        self.setAccessibleDescription(_in_words(self._months))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(726, 582)

    def minimumSizeHint(self) -> QSize:
        return QSize(int(_ACROSS * 7 * _LEAST_DAY_WIDTH) + (_ACROSS - 1) * _LEAST_GAP, 410)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        shown = self._day_at(event.position().toPoint())
        if shown is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(shown.day)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), plain_tip(self._words_at(event.pos())), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        for month in self._months:
            self._paint_month(painter, month)
        painter.end()

    def _month_corner(self, month: int) -> tuple[float, float]:
        row, column = divmod(month - 1, _ACROSS)
        gap = (self.width() - _ACROSS * self._month_width()) / (_ACROSS - 1)
        return round(column * (self._month_width() + gap)), round(row * self.height() / _DOWN)

    def _month_width(self) -> float:
        room = (self.width() - (_ACROSS - 1) * _LEAST_GAP) / (_ACROSS * 7)
        return 7 * min(_MOST_DAY_WIDTH, room)

    def _day_height(self) -> float:
        return min(_MOST_DAY_HEIGHT, (self.height() / _DOWN - _HEAD - _WEEKDAYS_HEIGHT - 4) / _WEEKS)

    def _day_area(self, day: date) -> QRectF:
        left, top = self._month_corner(day.month)
        week = (day.day - 1 + day.replace(day=1).weekday()) // 7
        top += _HEAD + _WEEKDAYS_HEIGHT + week * self._day_height()
        width = self._month_width() / 7
        return QRectF(left + day.weekday() * width, top, width, self._day_height())

    def _words_at(self, position: QPoint) -> str:
        shown = self._day_at(position)
        return "" if shown is None else _day_in_words(shown)

    def _day_at(self, position: QPoint) -> CalendarDay | None:
        days = (shown for month in self._months for shown in month.days)
        return next((shown for shown in days if self._day_area(shown.day).contains(position)), None)

    def _paint_month(self, painter: QPainter, month: CalendarMonth) -> None:
        palette = theme.colours()
        left, top = self._month_corner(month.month)
        head = QRectF(left, top, self._month_width(), _HEAD - 4)
        painter.setFont(theme.font(BODY, bold=True))
        painter.setPen(QColor(palette.ink))
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, f"{month.month}月")
        painter.setFont(theme.font(NOTE))
        painter.setPen(QColor(palette.ink_2))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(head, right, f"{month.working_days} 个工作日")
        painter.setFont(theme.font(DAY_MARK))
        width = self._month_width() / 7
        for place, name in enumerate(WEEKDAYS):
            area = QRectF(left + place * width, top + _HEAD - 2, width, _WEEKDAYS_HEIGHT)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, name)
        for shown in month.days:
            ringed = shown.own is not None or shown.day in self._changing
            draw_day(painter, self._day_area(shown.day), shown, changing=ringed)


def draw_day(painter: QPainter, area: QRectF, shown: CalendarDay, *, changing: bool) -> None:
    """One day: off = grey ground and bold; worked weekend = navy frame and underline; changing = gold ring."""
    palette = theme.colours()
    box = area.adjusted(1, 1, -1, -1)
    is_marked = shown.kind in ("holiday", "make_up")
    ink = QColor(palette.ink_2 if shown.kind == "weekend" else palette.ink)
    if shown.is_today:
        draw_frame(painter, box, QColor(palette.primary), QColor(palette.primary), radius=3)
        ink = QColor(palette.on_navy)
    elif shown.kind == "holiday":
        draw_frame(painter, box, QColor(palette.line), QColor(palette.line), radius=3)
    elif shown.kind == "make_up":
        draw_frame(painter, box, QColor(palette.paper), QColor(palette.primary), radius=3)
    painter.setFont(theme.font(NOTE, bold=is_marked or shown.is_today))
    painter.setPen(ink)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(shown.day.day))
    if shown.kind == "make_up":
        line = QRectF(
            area.center().x() - 7, min(max(area.bottom() - 5.5, area.center().y() + 6.0), area.bottom() - 2.5), 14, 1.5
        )
        painter.fillRect(line, QColor(palette.on_navy if shown.is_today else palette.ink))
    if changing:
        painter.setPen(QPen(QColor(palette.gold), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, 5, 5)


class DayKey(QWidget):
    """The key of the picture: a sample day with what it means."""

    def __init__(self, kind: str, text: str, name: str) -> None:
        super().__init__()
        self._kind = kind
        self._text = text
        self._name = name
        self.setAccessibleName(name)
        self.setFixedSize(34 + 13 * len(name), 28)

    def show_text(self, text: str) -> None:
        """Shows another sample."""
        self._text = text
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = painter_for(self)
        box = QRectF(1, 2, 24, 24)
        ink = QColor(palette.ink)
        if self._kind == "today":
            draw_frame(painter, box.adjusted(2, 2, -2, -2), QColor(palette.primary), QColor(palette.primary), radius=3)
            ink = QColor(palette.on_navy)
        elif self._kind == "changing":
            painter.setPen(QPen(QColor(palette.gold), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
        else:
            ground = palette.line if self._kind == "holiday" else palette.paper
            edge = palette.line if self._kind == "holiday" else palette.primary
            draw_frame(painter, box.adjusted(2, 2, -2, -2), QColor(ground), QColor(edge), radius=3)
        painter.setFont(theme.font(NOTE, bold=True))
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._text)
        if self._kind == "make_up":
            painter.fillRect(QRectF(7, 20.5, 12, 1.5), ink)
        painter.setFont(theme.font(SIDE))
        painter.setPen(QColor(palette.ink_2))
        painter.drawText(QRectF(32, 0, self.width() - 32, 28), Qt.AlignmentFlag.AlignVCenter, self._name)
        painter.end()


def _day_in_words(shown: CalendarDay) -> str:
    name = f"（{shown.name}）" if shown.name else ""
    provisional = "，待下一年通知载入后确定" if shown.provisional else ""
    own = f"，本关调整：{shown.own}" if shown.own else ""
    return f"{full_day(shown.day)}：{_KINDS.get(shown.kind, shown.kind)}{name}{own}{provisional}"


def _in_words(months: Sequence[CalendarMonth]) -> str:
    """Days off and worked weekends of the year in a sentence, for screen readers."""
    days = [shown for month in months for shown in month.days]
    off = "、".join(f"{shown.day:%m-%d}" for shown in days if shown.kind == "holiday")
    on = "、".join(f"{shown.day:%m-%d}" for shown in days if shown.kind == "make_up")
    own = "、".join(f"{shown.day:%m-%d}" for shown in days if shown.own is not None)
    return f"放假：{off or '无'}；调休上班：{on or '无'}{f'；本关调整：{own}' if own else ''}"
