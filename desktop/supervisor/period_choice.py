"""The period of a list or sheet: one of the usual ones, all days, or a first and a last day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.supervisor.periods import Period, periods
from desktop.widgets.date_field import DateEdit
from desktop.widgets.fields import Combo
from desktop.widgets.forms import FaultLine
from desktop.widgets.labels import label

_ALL = "全部"
_FREE = "自定期间"
_REVERSED = "起始日晚于截止日"


class PeriodChoice(QWidget):
    """``chosen`` tells every choice by the user that makes a whole period."""

    chosen = Signal()

    def __init__(self, today: date, *, offered: Sequence[Period] = (), with_all: bool = False) -> None:
        super().__init__()
        self.period = Combo("期间")
        self.first = DateEdit("起始日", today)
        self.last = DateEdit("截止日", today)
        self._until = label("至", second=True)
        self._fault = FaultLine()
        if with_all:
            self.period.addItem(_ALL, _ALL)
        for period in offered or periods(today):
            self.period.addItem(period.name, period)
        self.period.addItem(_FREE, None)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for widget in (self.period, self.first, self._until, self.last, self._fault):
            line.addWidget(widget)
        self.period.activated.connect(lambda _: self._picked())
        for edge in (self.first, self.last):
            edge.chosen.connect(lambda _day: self._typed())
        self._show_days()

    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day; None where the period is open."""
        found = self.period.currentData()
        if isinstance(found, Period):
            return found.first, found.last
        return (None, None) if found == _ALL else (self.first.day(), self.last.day())

    @property
    def reversed(self) -> bool:
        """Whether the first day typed lies after the last one."""
        first, last = self.days()
        return first is not None and last is not None and first > last

    def show_name(self, name: str) -> None:
        """Chooses a period by its name without telling anybody."""
        self.period.setCurrentText(name)
        self._show_days()

    def _picked(self) -> None:
        self._show_days()
        if self.period.currentData() is None:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit()

    def _typed(self) -> None:
        self._show_fault()
        if not self.reversed:
            self.chosen.emit()

    def _show_days(self) -> None:
        for widget in (self.first, self._until, self.last):
            widget.setVisible(self.period.currentData() is None)
        self._show_fault()

    def _show_fault(self) -> None:
        self._fault.show_sentence(_REVERSED if self.reversed else None)
