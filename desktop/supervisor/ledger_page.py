"""台账: items by month, a number entered with its source at the right; what it replaced stays below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records import SYSTEM_ACTOR, Changes
from desktop.casework.casework import Casework
from desktop.casework.reports.ledger import MONTHS, LedgerEntry, LedgerRow, LedgerView
from desktop.casework.reports.ledger_items import BY_CODE, PROACTIVE, TABLE_2, TABLE_2_OF_2019
from desktop.supervisor.form_table import CellRole, FormCell, FormGrid, FormTable
from desktop.widgets.buttons import primary
from desktop.widgets.choices import Choice, Segmented
from desktop.widgets.fields import TextField
from desktop.widgets.forms import FaultLine, FormField
from desktop.widgets.labels import Card, clear, heading, label, note, row, rule
from desktop.widgets.operations import Failure, Operations
from desktop.widgets.tokens import CARD_GAP, GRID

_WIDTHS = (232, *(46,) * 12, 64)
_HEIGHT = 30
_SETTLED_AFTER = 120
_MOST_EARLIER = 6


class LedgerPage(QWidget):
    """Shows the ledger of a year and office. ``entered``: a number was kept."""

    entered = Signal()

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self._view: LedgerView | None = None
        self._subject: str | None = None
        self._groups = Segmented(
            "台账部分",
            [Choice(name, name) for name in (TABLE_2, PROACTIVE, TABLE_2_OF_2019)],
            small=True,
        )
        self._sums = label(second=True)
        self._table = _MonthTable("台账，行是项目，列是月份")
        self._entry = _EntryCard()
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_AFTER)
        self._groups.set_value(TABLE_2)
        self._lay_out()
        self._groups.chosen.connect(lambda _group: self._show_rows())
        self._table.moved.connect(lambda *_cell: self._moved())
        self._table.chosen.connect(lambda *_cell: self._entry.focus_value())
        self._table.typed.connect(self._entry.begin)
        self._settled.timeout.connect(self._look)
        self._entry.entered.connect(self._enter)

    def show_year(self, year: int, subject: str | None) -> None:
        """Shows the ledger of a year."""
        ledger = self._casework.ledger
        self._operations.run_query(
            self, lambda: ledger.year(year, subject), lambda view: self._show(view, subject), lane="ledger"
        )

    def focus_first(self) -> None:
        """Puts the keys on the table."""
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addLayout(row(self._groups, None, self._sums))
        left.addWidget(self._table, 1, Qt.AlignmentFlag.AlignTop)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(CARD_GAP)
        whole.addLayout(left)
        whole.addWidget(self._entry, 1)

    def _show(self, view: LedgerView, subject: str | None) -> None:
        if self._view is not None and (view.year, subject) != (self._view.year, self._subject):
            self._entry.show_fixed("", is_sum=False)
        self._view, self._subject = view, subject
        self._sums.setText("　".join(f"{name} {'—' if value is None else f'{value:f}'}" for name, value in view.sums))
        self._show_rows()

    def _show_rows(self) -> None:
        if self._view is None:
            return
        group = self._groups.value()
        self._table.show_grid(_grid([one for one in self._view.rows if one.item.group == group]))
        self._moved()

    def _moved(self) -> None:
        """Shows the number of the cell at once: who types right away types into it. What was there before follows."""
        view, (item, month) = self._view, self._current()
        if view is None or not item:
            return
        if view.fixed or not month:
            self._entry.show_fixed(BY_CODE[item].name, view.fixed)
            return
        months = next(row.months for row in view.rows if row.item.code == item)
        at = int(month)
        self._entry.show_cell((view.year, item, at), months[at - 1], months[at - 2] if at > 1 else None)
        self._settled.start()

    def _look(self) -> None:
        place = self._entry.place
        if place is None:
            return
        ledger, subject = self._casework.ledger, self._subject
        self._operations.run_query(
            self,
            lambda: ledger.history(*place, subject),
            lambda entries: self._entry.show_history(place, entries),
            lane="ledger-cell",
        )

    def _current(self) -> tuple[str, str]:
        cell = self._table.cell_at(self._table.currentIndex())
        return ("", "") if cell is None or cell.key is None else cell.key

    def _enter(self, year: int, item: str, month: int, text: str, source: str, why: str) -> None:
        casework, subject = self._casework, self._subject

        def enter() -> Changes:
            by = casework.settings.office().clerk or SYSTEM_ACTOR
            return casework.ledger.enter(year, month, item, text, source=source, why=why, by=by, subject=subject)

        def kept(_changes: Changes) -> None:
            self._table.go_to((item, str(min(month + 1, 12))))
            self.show_year(year, subject)
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.entered.emit()

        self._operations.run_change(self, enter, kept, self._refused, trigger=self._entry.button)

    def _refused(self, failure: Failure) -> None:
        self._entry.refuse(failure.sentence)


class _MonthTable(FormTable):
    """``typed`` tells a digit that was typed on a cell: the number begins with it."""

    typed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not held and event.text().isdecimal():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


def _grid(rows: Sequence[LedgerRow]) -> FormGrid:
    """A row an item, a column a month, at the end the year."""
    names = ("项目（单位）", *(f"{month}月" for month in MONTHS), "本年")
    cells = {(0, at): FormCell(text=name, role=CellRole.HEAD, centred=True) for at, name in enumerate(names)}
    for down, one in enumerate(rows, start=1):
        cells[down, 0] = FormCell(text=f"{one.item.name}（{one.item.unit}）", role=CellRole.LABEL)
        for month, entry in zip(MONTHS, one.months, strict=True):
            shown = "" if entry is None or entry.value is None else f"{entry.value:f}"
            cells[down, month] = FormCell(
                text=shown,
                role=CellRole.NUMBER,
                name=f"{one.item.name}，{month}月，{shown or '未填'}",
                key=(one.item.code, str(month)),
            )
        total = "—" if one.total is None else f"{one.total:f}"
        cells[down, 13] = FormCell(
            text=total, role=CellRole.NUMBER, bold=True, tinted=True, name=f"{one.item.name}，本年，{total}"
        )
    return FormGrid(heights=(_HEIGHT,) * (len(rows) + 1), widths=_WIDTHS, body=1, cells=cells)


_Place = tuple[int, str, int]
"""Year, item and month of a number."""


class _EntryCard(Card):
    """One number: value, source, and a reason where it replaces another one."""

    entered = Signal(int, str, int, str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.place: _Place | None = None
        self._shown: tuple[object, ...] = ()
        self._has_number = False
        self._title = label(bold=True, wrap=True)
        self._hint = note("", wrap=True)
        self._value = TextField("数字")
        self._source = TextField("来源", "例如：门户网站后台、法规处月报")
        self._why = TextField("更正原因")
        self._why_field = FormField("更正原因 (&R)", self._why)
        self._refusal = FaultLine()
        self.button = primary("记入", "Ctrl+Return")
        self._earlier = QVBoxLayout()
        self._earlier.setSpacing(4)
        self.body.addWidget(self._title)
        self.body.addWidget(self._hint)
        self.body.addWidget(FormField("数字 (&N)", self._value))
        self.body.addWidget(FormField("来源 (&S)", self._source))
        self.body.addWidget(self._why_field)
        self.body.addWidget(self._refusal)
        self.body.addLayout(row(None, self.button))
        self.body.addWidget(rule("row"))
        self.body.addWidget(heading("记过的数"))
        self.body.addLayout(self._earlier)
        self.body.addStretch(1)
        for field in (self._value, self._source, self._why):
            field.returnPressed.connect(self._tell)
        self.button.clicked.connect(self._tell)
        self.show_fixed("", True)

    def show_fixed(self, name: str, is_sum: bool) -> None:
        """Shows that nothing can be entered here."""
        self.place, self._shown = None, ()
        self._title.setText(name)
        self._hint.setText(
            "全关合计由各关的台账相加，请选某一关后填写。" if is_sum and name else "选一个月份的格子填写。"
        )
        self._show_entries(())
        for widget in (self._value, self._source, self._why, self.button):
            widget.setEnabled(False)

    def show_cell(self, place: _Place, entry: LedgerEntry | None, before: LedgerEntry | None) -> None:
        """Shows what stands for a month; the source of the month before is offered. What is typed already stays."""
        if (place, entry) == self._shown:
            # The number of the month before may have been kept meanwhile.
            if before is not None and not self._source.value():
                self._source.set_value(before.source)
            return
        self.place, self._shown = place, (place, entry)
        year, item, month = place
        known = BY_CODE[item]
        self._has_number = has_number = entry is not None and entry.value is not None
        self._title.setText(f"{known.name}　{year}年{month}月")
        kind = "月末的数" if known.stock else "当月的数"
        self._hint.setText(f"{kind}，单位：{known.unit}")
        self._value.set_value(f"{entry.value:f}" if entry is not None and entry.value is not None else "")
        offered = entry or before
        self._source.set_value("" if offered is None else offered.source)
        self._why.set_value("")
        self._refusal.show_sentence(None)
        for widget in (self._value, self._source, self._why, self.button):
            widget.setEnabled(True)
        self._why_field.setVisible(has_number)
        self._show_entries(() if entry is None else (entry,))

    def focus_value(self) -> None:
        """Puts the keys on the number."""
        self._value.setFocus(Qt.FocusReason.OtherFocusReason)
        self._value.selectAll()

    def begin(self, digit: str) -> None:
        """A number that begins with the digit takes the place of what is shown."""
        if self.place is not None:
            self._value.set_value(digit)
            self._value.setFocus(Qt.FocusReason.OtherFocusReason)
            self._value.end(False)

    def refuse(self, sentence: str) -> None:
        """Shows why the number was not kept."""
        self._refusal.show_sentence(sentence)

    def show_history(self, place: _Place, entries: tuple[LedgerEntry, ...]) -> None:
        """Shows all that was ever entered for a month, if it is still the one that is shown."""
        if place == self.place:
            self._show_entries(entries)

    def _show_entries(self, entries: tuple[LedgerEntry, ...]) -> None:
        clear(self._earlier)
        for entry in reversed(entries[-_MOST_EARLIER:]):
            self._earlier.addWidget(label(_in_words(entry), wrap=True))
        if not entries:
            self._earlier.addWidget(label("没有", second=True))

    def _tell(self) -> None:
        if self.place is None:
            return
        year, item, month = self.place
        if not self._value.value() and not self._has_number:
            self.refuse("请填写数字")
            self._value.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.entered.emit(year, item, month, self._value.value(), self._source.value(), self._why.value())


def _in_words(entry: LedgerEntry) -> str:
    """701 门户网站后台，2018-01-10 周宁（更正：漏计）."""
    value = "取消" if entry.value is None else f"{entry.value:f}"
    day = "" if entry.recorded_at is None else f"，{entry.recorded_at.date()}"
    why = "" if entry.why is None else f"（更正：{entry.why}）"
    return f"{value}　{entry.source}{day} {entry.actor}{why}"
