"""A date with its weekday and, beside it, what kind of day it is and what it does.

Up and Down change the day, only while the field has the focus; the mouse wheel never does. Alt+Down opens a month.
"""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.casework.day_words import weekday
from desktop.widgets import theme
from desktop.widgets.dates import typed_day
from desktop.widgets.drawing import draw_text, painter_for
from desktop.widgets.fields import NumberField
from desktop.widgets.icons import paint_icon
from desktop.widgets.labels import note, set_ink
from desktop.widgets.month_popup import MonthPopup
from desktop.widgets.tokens import NOTE

WIDTH = 176
NO_SUCH_DAY = "没有这一天"
"""Why a field is refused in which something stands that is no day."""

_ICON = 16
_MARGIN = 72
"""Room at the right for the weekday and the calendar."""


class DateEdit(NumberField):
    """The field alone. ``chosen`` tells each change of the day, None when the text means no day.

    ``ahead``: days after today are meant too.
    """

    chosen = Signal(object)

    def __init__(self, name: str, today: date, *, ahead: bool = False) -> None:
        super().__init__(name, "如 1014")
        self._today = today
        self._ahead = ahead
        self._day: date | None = None
        self._popup: MonthPopup | None = None
        self.setFixedWidth(WIDTH)
        self.setTextMargins(0, 0, _MARGIN, 0)
        self.edited.connect(self._typed)
        self.left.connect(self._finish)

    def day(self) -> date | None:
        """The day, None when nothing or no day was typed."""
        return self._day

    def set_today(self, today: date) -> None:
        """Another day has begun."""
        self._today = today

    @property
    def malformed(self) -> bool:
        """Whether something was typed that is no day."""
        return self._day is None and bool(self.value())

    def set_day(self, day: date | None) -> None:
        """Shows a day without telling anybody; text that is no day stays, so that it can be mended."""
        if day == self._day:
            return
        self._day = day
        self.setText("" if day is None else day.isoformat())
        self.update()

    def show_day(self, day: date | None) -> None:
        """Shows the day of another thing, or none; whatever was typed goes."""
        self.setText("")
        self._day = None
        self.set_day(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._open_month()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().x() >= self.width() - _ICON - 12:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._open_month()
            return
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = painter_for(self)
        ink = QColor(theme.colours().ink_2)
        left = self.width() - _ICON - 9
        paint_icon(painter, "calendar", QRectF(left, (self.height() - _ICON) / 2, _ICON, _ICON), ink)
        if self._day is not None:
            painter.setFont(theme.font(NOTE))
            area = QRectF(left - 48, 0, 40, self.height())
            draw_text(painter, area, weekday(self._day), ink, Qt.AlignmentFlag.AlignRight)
        painter.end()

    def _step(self, days: int) -> None:
        self._choose(self._today if self._day is None else self._day + timedelta(days))

    def _choose(self, day: date) -> None:
        if day == self._day:
            return
        self.set_day(day)
        self.chosen.emit(day)

    def _typed(self, text: str) -> None:
        self._take(typed_day(text, self._today, finished=False, ahead=self._ahead))

    def _finish(self) -> None:
        day = typed_day(self.text(), self._today, finished=True, ahead=self._ahead)
        self._take(day)
        if day is not None:
            typed = self.isModified()
            self.setText(day.isoformat())
            self.setModified(typed)

    def _take(self, day: date | None) -> None:
        if day != self._day:
            self._day = day
            self.update()
            self.chosen.emit(day)

    def _open_month(self) -> None:
        self._popup = MonthPopup(self._day or self._today, self._today, self, ahead=self._ahead)
        self._popup.chosen.connect(self._choose)
        self._popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._popup.show()


class DateField(QWidget):
    """The field with its reason at the right. ``chosen`` tells each change of the day."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, name: str, today: date, *, ahead: bool = False) -> None:
        super().__init__()
        self.edit = DateEdit(name, today, ahead=ahead)
        self._reason = note(wrap=True)
        self._refused = False
        self._wrong = False
        # A label's mnemonic leads to no widget without a policy of its own.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.edit)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addWidget(self.edit)
        line.addWidget(self._reason, 1)
        self.edit.chosen.connect(self.chosen)
        self.edit.left.connect(self.left)

    def day(self) -> date | None:
        """The day, None when nothing or no day was typed."""
        return self.edit.day()

    def set_day(self, day: date | None) -> None:
        """Shows a day without telling anybody."""
        self.edit.set_day(day)

    def set_today(self, today: date) -> None:
        """Another day has begun."""
        self.edit.set_today(today)

    def ask_again(self) -> None:
        """Puts the keys on the day, so that what is typed takes its place."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()

    @property
    def refusal(self) -> str:
        """Why the day is refused, as it stands at the right; empty while it is not."""
        return self._reason.text() if self._refused else ""

    def set_wrong(self, wrong: bool) -> None:
        """Marks the field as refused for a reason that is told elsewhere."""
        self._wrong = wrong
        self.edit.set_wrong(wrong or self._refused)

    def set_reason(self, sentence: str, *, refused: bool = False) -> None:
        """Writes the kind of day and what it does; a refused day is marked, its sentence stands in first ink."""
        self._reason.setText(sentence)
        set_ink(self._reason, None if refused else "second")
        self._reason.setFont(theme.font(NOTE, bold=refused))
        self._refused = refused
        self.edit.set_wrong(refused or self._wrong)
        self.edit.setAccessibleDescription(sentence)
