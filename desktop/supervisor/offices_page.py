"""各关: who has reported the year and through which day, what each counts, and all together without doubles."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.casework import Casework
from desktop.casework.reports.office_report_views import OfficesView
from desktop.supervisor.form_table import CellRole, FormCell, FormGrid, FormTable
from desktop.widgets.buttons import secondary
from desktop.widgets.fields import TextArea, TextField
from desktop.widgets.forms import FormField
from desktop.widgets.labels import Card, clear, heading, label, note, row, rule
from desktop.widgets.operations import Operations
from desktop.widgets.tokens import CARD_GAP, GRID

NAMES = ("单位", "上报情况", "文件日期", "记录到", "新收", "上年结转", "办结", "结转下年")
TOGETHER_ROW = "together"
_WIDTHS = (200, 150, 92, 92, 66, 74, 66, 74)
_HEIGHT = 30
_MOST_NOTES = 6


class OfficesPage(QWidget):
    """``chosen``: show the report of an office, or of all together (``TOGETHER_ROW``). ``saved``: names changed."""

    chosen = Signal(str)
    saved = Signal()

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self._year = 0
        self._table = FormTable("各单位上报情况和主要数字")
        self._twice = label("", second=True, wrap=True)
        self._notes = QVBoxLayout()
        self._expected = TextArea("应上报的单位，一行一个")
        self._name = TextField("合计称谓")
        self._kept = ("", "")
        self._save = secondary("保存", "Ctrl+Return")
        self._lay_out()
        self._table.chosen.connect(lambda office, _column: self.chosen.emit(office))
        self._save.clicked.connect(self._keep)

    def show_year(self, year: int) -> None:
        """Shows who has reported a year."""
        self._year = year
        offices = self._casework.office_reports
        self._operations.run_query(self, lambda: offices.view(year), self._show, lane="offices")

    def focus_first(self) -> None:
        """Puts the keys on the table."""
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(self._table)
        left.addWidget(self._twice)
        left.addLayout(self._notes)
        left.addStretch(1)
        side = Card()
        side.body.addWidget(heading("应上报的单位"))
        words = "一行一个，名称与交换文件中的单位名称相同。交换文件在“设置”的“备份与自查”中导入，按单位分别保存。"
        side.body.addWidget(note(words, wrap=True))
        side.body.addWidget(self._expected, 1)
        side.body.addWidget(rule("row"))
        side.body.addWidget(FormField("合计称谓 (&C)", self._name))
        side.body.addLayout(row(None, self._save))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(CARD_GAP)
        whole.addLayout(left)
        whole.addWidget(side, 1)

    def _show(self, view: OfficesView) -> None:
        self._table.show_grid(offices_grid(view))
        twice = f"已减去移交后在两个单位都登记的 {view.twice} 件，只计在收到移交的单位。" if view.twice else ""
        self._twice.setText(f"{twice}Enter 打开这个单位的报告。")
        clear(self._notes)
        for sentence in view.notes[:_MOST_NOTES]:
            self._notes.addWidget(label(sentence, wrap=True))
        if len(view.notes) > _MOST_NOTES:
            self._notes.addWidget(note(f"另有 {len(view.notes) - _MOST_NOTES} 件"))
        kept = ("\n".join(view.expected), view.name)
        # What was typed and is not saved yet stays.
        if self._expected.value() == self._kept[0] != kept[0]:
            self._expected.set_value(kept[0])
        if self._name.value() == self._kept[1] != kept[1]:
            self._name.set_value(kept[1])
        self._kept = kept

    def _keep(self) -> None:
        offices = self._casework.office_reports
        names, name = tuple(self._expected.value().splitlines()), self._name.value()
        self._save.setFocus(Qt.FocusReason.OtherFocusReason)

        def kept(_changes: object) -> None:
            self._kept = (self._expected.value(), self._name.value())
            self.show_year(self._year)
            self.saved.emit()

        self._operations.run_change(self, lambda: offices.expect(names, name), kept, trigger=self._save)


def offices_grid(view: OfficesView) -> FormGrid:
    """A row an office, all together below."""
    cells = {(0, at): FormCell(text=name, role=CellRole.HEAD, centred=True) for at, name in enumerate(NAMES)}
    for down, line in enumerate(view.lines, start=1):
        words = (line.office, line.state, *(("" if day is None else str(day)) for day in (line.made_on, line.through)))
        cells |= _row(down, words, line.figures, line.office, bold=False)
        if not line.complete:
            cells[down, 1] = FormCell(text=line.state, role=CellRole.LABEL, bold=True)
    last = len(view.lines) + 1
    counted = f"{sum(line.complete for line in view.lines)} / {len(view.lines)} 个单位"
    cells |= _row(last, (f"合计：{view.name}", counted, "", ""), view.together, TOGETHER_ROW, bold=True)
    return FormGrid(heights=(_HEIGHT,) * (last + 1), widths=_WIDTHS, body=1, cells=cells)


def _row(
    down: int, words: Sequence[str], figures: tuple[int, ...] | None, key: str, *, bold: bool
) -> dict[tuple[int, int], FormCell]:
    cells = {
        (down, at): FormCell(text=text, role=CellRole.LABEL, bold=bold, tinted=bold, centred=at > 1)
        for at, text in enumerate(words)
    }
    for at, name in enumerate(NAMES[len(words) :]):
        value = "" if figures is None else str(figures[at])
        cells[down, len(words) + at] = FormCell(
            text=value,
            role=CellRole.NUMBER,
            bold=bold,
            tinted=bold,
            name=f"{words[0]}，{name}，{value or '没有'}",
            key=None if figures is None else (key, name),
        )
    return cells
