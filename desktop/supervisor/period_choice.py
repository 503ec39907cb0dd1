"""The period of a list or sheet: one of the usual ones, all days, or a first and a last day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.supervisor.periods import Period, periods, year_of
from desktop.widgets.date_field import DateEdit
from desktop.widgets.fields import Combo
from desktop.widgets.forms import FaultLine
from desktop.widgets.labels import label

_ALL = "全部"
_FREE = "自定期间"
_REVERSED = "起始日晚于截止日"
_NO_DAY = "{name}不是日期"
_EMPTY = "请填写{name}"


class PeriodChoice(QWidget):
    """``chosen`` tells every choice by the user that makes a whole period, ``faulty`` one that makes none."""

    chosen = Signal()
    faulty = Signal()

    def __init__(self, today: date, *, usual: Callable[[date], Period] = year_of, with_all: bool = False) -> None:
        """``usual``: what is shown at first; ``with_all``: one edge alone, or none, is a period too."""
        super().__init__()
        self._today = today
        self._usual = usual
        self._with_all = with_all
        self.period = Combo("期间")
        self.first = DateEdit("起始日", today)
        self.last = DateEdit("截止日", today)
        self._until = label("至", second=True)
        self._fault = FaultLine()
        self._offer()
        self.period.setCurrentText(usual(today).name)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for widget in (self.period, self.first, self._until, self.last, self._fault):
            line.addWidget(widget)
        self.period.activated.connect(lambda _: self._picked())
        for edge in (self.first, self.last):
            edge.chosen.connect(lambda _day: self._typed())
            edge.left.connect(self._show_fault)
        self._show_days()

    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day; None where the period is open."""
        found = self.period.currentData()
        if isinstance(found, Period):
            return found.first, found.last
        return (None, None) if found == _ALL else (self.first.day(), self.last.day())

    @property
    def fault(self) -> str:
        """Why the days make no period; empty while they do."""
        if self.period.currentData() is not None:
            return ""
        for edge in (self.first, self.last):
            if edge.malformed:
                return _NO_DAY.format(name=edge.accessibleName())
            if edge.day() is None and not self._with_all:
                return _EMPTY.format(name=edge.accessibleName())
        first, last = self.days()
        return _REVERSED if first is not None and last is not None and first > last else ""

    def show_period(self, first: date, last: date) -> None:
        """Chooses a period without telling anybody: by its name where it has one, or as two days."""
        self.first.set_day(first)
        self.last.set_day(last)
        named = next((name for name, period in self._named() if (period.first, period.last) == (first, last)), _FREE)
        self.period.setCurrentText(named)
        self._show_days()

    def set_today(self, today: date) -> None:
        """Another day has begun; who looked at the usual period of the day before looks at that of the new one."""
        if today == self._today:
            return
        kept, was_usual = self.period.currentData(), self.period.currentText() == self._usual(self._today).name
        self._today = today
        self._offer()
        if was_usual:
            kept = self._usual(today)
        if isinstance(kept, Period):
            self.show_period(kept.first, kept.last)
        else:
            self.period.choose(kept)

    def _offer(self) -> None:
        self.period.clear()
        if self._with_all:
            self.period.addItem(_ALL, _ALL)
        for period in periods(self._today):
            self.period.addItem(period.name, period)
        self.period.addItem(_FREE, None)

    def _named(self) -> list[tuple[str, Period]]:
        return [(period.name, period) for period in periods(self._today)]

    def _picked(self) -> None:
        found = self.period.currentData()
        if isinstance(found, Period):
            self.first.set_day(found.first)
            self.last.set_day(found.last)
        self._show_days()
        if found is None:
            # As Tab does it: what is typed replaces the day that stands there.
            self.first.setFocus(Qt.FocusReason.TabFocusReason)
        self._typed()

    def _typed(self) -> None:
        """A day that is being typed is not told as a fault before the field is left."""
        fault = self.fault
        self._fault.show_sentence(_REVERSED if fault == _REVERSED else None)
        if fault:
            self.faulty.emit()
        else:
            self.chosen.emit()

    def _show_days(self) -> None:
        for widget in (self.first, self._until, self.last):
            widget.setVisible(self.period.currentData() is None)
        self._show_fault()

    def _show_fault(self) -> None:
        self._fault.show_sentence(self.fault or None)
