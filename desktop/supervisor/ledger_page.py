"""台账: items by month, a number entered with its source at the right; what it replaced stays below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records import SYSTEM_ACTOR, Changes
from desktop.casework.casework import Casework
from desktop.casework.ledger import MONTHS, LedgerEntry, LedgerRow, LedgerView
from desktop.casework.ledger_items import BY_CODE, PROACTIVE, TABLE_2, TABLE_2_OF_2019
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
        self._cell = ("", "")
        self._groups = Segmented(
            "台账部分",
            [Choice(name, name) for name in (TABLE_2, PROACTIVE, TABLE_2_OF_2019)],
            small=True,
        )
        self._sums = label(second=True)
        self._table = FormTable("台账，行是项目，列是月份")
        self._entry = _EntryCard()
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_AFTER)
        self._groups.set_value(TABLE_2)
        self._lay_out()
        self._groups.chosen.connect(lambda _group: self._show_rows())
        self._table.moved.connect(self._moved)
        self._table.chosen.connect(lambda *_cell: self._entry.focus_value())
        self._settled.timeout.connect(self._look)
        self._entry.entered.connect(self._enter)

    def show_year(self, year: int, subject: str | None) -> None:
        """Shows the ledger of a year."""
        self._subject = subject
        ledger = self._casework.ledger
        self._operations.run_query(self, lambda: ledger.year(year, subject), self._show, lane="ledger")

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

    def _show(self, view: LedgerView) -> None:
        self._view = view
        self._sums.setText("　".join(f"{name} {'—' if value is None else f'{value:f}'}" for name, value in view.sums))
        self._show_rows()

    def _show_rows(self) -> None:
        if self._view is None:
            return
        group = self._groups.value()
        self._table.show_grid(_grid([one for one in self._view.rows if one.item.group == group]))
        self._settled.start()

    def _moved(self, item: str, month: str) -> None:
        self._cell = (item, month)
        self._settled.start()

    def _look(self) -> None:
        view, (item, month) = self._view, self._current()
        if view is None or not item:
            return
        if view.fixed or not month:
            self._entry.show_fixed(BY_CODE[item].name, view.fixed)
            return
        ledger, subject = self._casework.ledger, self._subject
        self._operations.run_query(
            self,
            lambda: (
                ledger.history(view.year, item, int(month), subject),
                ledger.history(view.year, item, int(month) - 1, subject),
            ),
            lambda found: self._entry.show_cell(view.year, item, int(month), *found),
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


class _EntryCard(Card):
    """One number: value, source, and a reason where it replaces another one."""

    entered = Signal(int, str, int, str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self._place: tuple[int, str, int] | None = None
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
        self._place = None
        self._title.setText(name)
        self._hint.setText(
            "全关合计由各关的台账相加，请选某一关后填写。" if is_sum and name else "选一个月份的格子填写。"
        )
        self._show_history(())
        for widget in (self._value, self._source, self._why, self.button):
            widget.setEnabled(False)

    def show_cell(
        self, year: int, item: str, month: int, entries: tuple[LedgerEntry, ...], before: tuple[LedgerEntry, ...]
    ) -> None:
        """Shows what was entered for a month; the source of the month before is offered."""
        known = BY_CODE[item]
        last = entries[-1] if entries else None
        has_number = last is not None and last.value is not None
        self._place = (year, item, month)
        self._title.setText(f"{known.name}　{year}年{month}月")
        kind = "月末的数" if known.stock else "当月的数"
        self._hint.setText(f"{kind}，单位：{known.unit}")
        self._value.set_value(f"{last.value:f}" if last is not None and last.value is not None else "")
        offered = last if last is not None else before[-1] if before else None
        self._source.set_value("" if offered is None else offered.source)
        self._why.set_value("")
        self._refusal.show_sentence(None)
        for widget in (self._value, self._source, self._why, self.button):
            widget.setEnabled(True)
        self._why_field.setVisible(has_number)
        self._show_history(entries)

    def focus_value(self) -> None:
        """Puts the keys on the number."""
        self._value.setFocus(Qt.FocusReason.OtherFocusReason)
        self._value.selectAll()

    def refuse(self, sentence: str) -> None:
        """Shows why the number was not kept."""
        self._refusal.show_sentence(sentence)

    def _show_history(self, entries: tuple[LedgerEntry, ...]) -> None:
        clear(self._earlier)
        for entry in reversed(entries[-_MOST_EARLIER:]):
            self._earlier.addWidget(label(_in_words(entry), wrap=True))
        if not entries:
            self._earlier.addWidget(label("没有", second=True))

    def _tell(self) -> None:
        if self._place is not None:
            self.entered.emit(*self._place, self._value.value(), self._source.value(), self._why.value())


def _in_words(entry: LedgerEntry) -> str:
    """701 门户网站后台，2018-01-10 周宁（更正：漏计）."""
    value = "取消" if entry.value is None else f"{entry.value:f}"
    day = "" if entry.recorded_at is None else f"，{entry.recorded_at.date()}"
    why = "" if entry.why is None else f"（更正：{entry.why}）"
    return f"{value}　{entry.source}{day} {entry.actor}{why}"
