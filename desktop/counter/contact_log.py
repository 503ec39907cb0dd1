"""The log of attempts to confirm a request with its applicant (条例 31): each with day, time, way and result."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.day_words import short_weekday
from desktop.casework.intake.intake_views import ContactEntry
from desktop.widgets.buttons import Button, ButtonSize
from desktop.widgets.choices import Choice, Segmented
from desktop.widgets.date_field import DateEdit
from desktop.widgets.fields import NumberField, TextField
from desktop.widgets.forms import FaultLine
from desktop.widgets.labels import ListCard, note, row
from desktop.widgets.lines import Cell, Line, LinesView

_TIME = re.compile(r"([01]?\d|2[0-3])[:：]?([0-5]\d)")
_MOST_SHOWN = 3


class ContactLog(QWidget):
    """The entries, and a line to add one. ``edited`` tells the new log."""

    edited = Signal(object)

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._entries: tuple[ContactEntry, ...] = ()
        self._clerk = ""
        self._view = LinesView("联系记录")
        self._view.removed.connect(self._remove)
        self.setFocusProxy(self._view)
        self._card = ListCard(self._view, on_paper=True)
        self._none = note("尚无联系记录。每次联系都记下时间和结果，按 Alt+L。")
        self._none.setFixedHeight(32)
        self.entry = _EntryLine(clock)
        self.entry.added.connect(self._add)
        self.entry.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._none)
        column.addWidget(self._card)
        column.addWidget(self.entry)
        self._show()

    def set_value(self, entries: tuple[ContactEntry, ...]) -> None:
        """Shows a log without telling anybody."""
        self._entries = entries
        self.entry.drop()
        self._show()

    def set_clerk(self, clerk: str) -> None:
        """Who is written down as having made a contact."""
        self._clerk = clerk

    def begin_entry(self, phone: str) -> None:
        """Opens the line for a new contact, by phone if a number is known."""
        self.entry.begin(f"电话 {phone}" if phone else "电话")

    def _add(self, entry: ContactEntry) -> None:
        by = ContactEntry(
            on=entry.on, how=entry.how, reached=entry.reached, at=entry.at, by=self._clerk, note=entry.note
        )
        self._change(tuple(sorted((*self._entries, by), key=lambda made: (made.on, made.at))))

    def _remove(self, entry: object) -> None:
        self._change(tuple(kept for kept in self._entries if kept is not entry))

    def _change(self, entries: tuple[ContactEntry, ...]) -> None:
        self._entries = entries
        self._show()
        self.edited.emit(entries)

    def _show(self) -> None:
        self._none.setVisible(not self._entries)
        self._card.setVisible(bool(self._entries))
        self._view.show_lines([_line(entry) for entry in self._entries])
        self._card.setFixedHeight(self._view.height_of(min(len(self._entries), _MOST_SHOWN)) + 2)
        self._view.scrollToBottom()


def _line(entry: ContactEntry) -> Line:
    result = "本人确认，申请属实" if entry.reached else "未接通"
    when = f"{short_weekday(entry.on)} {entry.at}".strip()
    cells = (
        Cell(text=when, width=160),
        Cell(text=entry.how, second=True, width=176),
        Cell(text=entry.note or result, bold=entry.reached),
        Cell(text=entry.by, second=True, right=True, width=72),
    )
    return Line(cells=cells, target=entry)


class _EntryLine(QWidget):
    """Day, time, way and result of one contact; Enter writes it down, Esc leaves."""

    added = Signal(object)

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._clock = clock
        self._begun = False
        """An entry that Esc left is gone on with."""
        self._day = DateEdit("联系日", clock().date())
        self._time = NumberField("联系时间", "如 0912")
        self._time.setFixedWidth(72)
        self._how = TextField("联系方式")
        self._result = Segmented("联系结果", (Choice(False, "未接通", digit="1"), Choice(True, "本人确认", digit="2")))
        self._save = Button("记下", "Enter", size=ButtonSize.NORMAL, bound=False)
        self._save.clicked.connect(self._add)
        self._fault = FaultLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row(self._day, self._time, self._how, self._result, self._save))
        column.addWidget(self._fault)

    def begin(self, how: str) -> None:
        """Shows the line, filled with the present moment unless an entry was begun."""
        if not self._begun:
            self._fill(how)
        self._begun = True
        self.show()
        self._result.focus_choice()

    def drop(self) -> None:
        """Forgets the entry that was begun."""
        self._begun = False
        self.hide()

    def _fill(self, how: str) -> None:
        now = self._clock()
        self._day.show_day(now.date())
        self._time.set_value(f"{now:%H:%M}")
        self._how.set_value(how)
        self._result.set_value(None)
        self._fault.show_sentence(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _add(self) -> None:
        if (fault := self._fault_found()) is not None:
            self._fault.show_sentence(fault)
            return
        found = _TIME.fullmatch(self._time.value())
        at = f"{int(found[1]):02}:{found[2]}" if found else ""
        day = self._day.day()
        if day is not None:
            entry = ContactEntry(on=day, at=at, how=self._how.value(), reached=bool(self._result.value()))
            self.drop()
            self.added.emit(entry)

    def _fault_found(self) -> str | None:
        if self._day.day() is None:
            return "联系日不是日期，请写成 2026-10-14 或者 1014。"
        if self._time.value() and not _TIME.fullmatch(self._time.value()):
            return "联系时间请写成 09:12 或者 0912，也可以留空。"
        if not self._how.value():
            return "请写明怎样联系，例如“电话 138…”。"
        if self._result.value() is None:
            return "请选择联系结果：1 未接通，2 本人确认。"
        return None
