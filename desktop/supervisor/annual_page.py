"""The tables of the annual report in their exact form, with the equations and what stands behind a cell."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.casework import Casework
from desktop.casework.figures.statistics_views import Equation
from desktop.casework.figures.summary_views import Behind, BehindRow
from desktop.casework.reports.annual_report_views import AnnualReportView
from desktop.casework.reports.ledger_items import BY_CODE
from desktop.casework.reports.report_cells import BAR, cell_name
from desktop.supervisor.annual_grids import (
    column_name,
    table2_grid,
    table3_grid,
    table4_grid,
)
from desktop.supervisor.behind_card import NOTHING, BehindCard
from desktop.supervisor.check_lines import check_line
from desktop.supervisor.form_table import FormTable
from desktop.supervisor.narrative import NarrativeCard
from desktop.supervisor.parts import NARRATIVE, TABLE_2, TABLE_3, TABLE_4
from desktop.widgets.labels import Card, ElidedLabel, clear, heading, label, row, rule
from desktop.widgets.operations import Operations
from desktop.widgets.pages import Pages
from desktop.widgets.tokens import CARD_GAP, GRID
from resources.vocabulary import Table3Column, Table3Row
from resources.vocabulary.annual_tables import row_name

_PAGES = {TABLE_3: 0, TABLE_4: 1, NARRATIVE: 2, TABLE_2: 3}
_NOTHING_BEHIND = {
    "2": "还没有记过数，在“台账”里按月填写",
    "3": "没有申请计入这一格",
    "4": "没有复议、诉讼计入这一格",
}
_FIRST_TOLD = "收到申请"
_MOST_DAMAGE = 3
"""So many damaged records are named beside the table; all of them stand on the page 报送 and on paper."""
_SETTLED_AFTER = 150
"""Milliseconds the keys must rest on a cell before its requests are looked up."""


class AnnualPage(QWidget):
    """Shows tables 二, 三 and 四 of a report, or the figures of the years to 2018."""

    go = Signal(object)

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self._view: AnnualReportView | None = None
        self._cell = (Table3Row.RECEIVED.value, Table3Column.TOTAL.value)
        self._code = "3|received|total"
        self._looked_at = ""
        self._listed: tuple[str, Behind | None] = ("", None)
        self._opened_from_list = False
        self._name = ""
        self._which = TABLE_3
        self._table2 = FormTable("表二 主动公开政府信息情况")
        self._table3 = FormTable("表三 收到和处理政府信息公开申请情况")
        self._table4 = FormTable("表四 政府信息公开行政复议、行政诉讼情况")
        self._narrative = NarrativeCard()
        self._equations = _EquationCard()
        self._behind = BehindCard(casework, operations, "Enter 打开")
        self._shown = Pages()
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_AFTER)
        self._lay_out()
        self._settled.timeout.connect(lambda: self._look_behind())
        self._table3.moved.connect(self._cell_moved)
        self._table4.moved.connect(self._dispute_moved)
        self._table2.moved.connect(self._entry_moved)
        for table in (self._table3, self._table4):
            table.chosen.connect(lambda *_cell: self._open_first())
        self._narrative.opening.connect(self._show_told)
        self._behind.opened.connect(self._open)

    def show_view(self, view: AnnualReportView) -> None:
        """Shows the tables of another report."""
        self._view = view
        cell = self._cell
        self._table2.show_grid(table2_grid(view.table2))
        self._table3.show_grid(table3_grid(view.tables))
        self._table3.go_to(cell)
        self._table4.show_grid(table4_grid(view.tables))
        self._equations.show_equations(view.tables.equations, view.tables.findings)
        if view.tables.narrative_2007 is not None:
            self._narrative.show_figures(view.tables.narrative_2007)
        self._tell_shown()
        self._settled.start()

    def _open(self, wanted: object) -> None:
        if self._view is not None and not self._code.startswith("2"):
            self._opened_from_list = self._behind.has_keys
            self.go.emit(wanted)

    def _open_first(self) -> None:
        """Opens the first of what the cell counts, as soon as it is there; never what the cell before counted."""
        if self._settled.isActive() or self._looked_at != self._code:
            self._settled.stop()
            self._look_behind(opening=True)
        else:
            self._behind.open_first()

    def go_to(self, row_code: Table3Row, column: Table3Column) -> None:
        """Puts the keys on a cell of table 三, as soon as it is there."""
        self._cell = (row_code.value, column.value)
        self._table3.go_to(self._cell)

    def show_table(self, which: str) -> None:
        """Shows ``TABLE_2``, ``TABLE_3``, ``TABLE_4`` or ``NARRATIVE``."""
        self._shown.setCurrentIndex(_PAGES[which])
        self._equations.setVisible(which == TABLE_3)
        self._which = which
        self._tell_shown()

    def focus_first(self) -> None:
        """Puts the keys on the table that is shown; back from a request, on the list where it was opened."""
        if self._opened_from_list:
            self._opened_from_list = False
            self._behind.take_keys()
            return
        if self._which == NARRATIVE:
            self._narrative.take_keys()
            return
        table = {TABLE_3: self._table3, TABLE_4: self._table4, TABLE_2: self._table2}[self._which]
        table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(GRID)
        side.addWidget(self._equations)
        side.addWidget(self._behind, 1)
        for table in (self._table3, self._table4, self._narrative, self._table2):
            self._shown.addWidget(_at_top(table))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(CARD_GAP)
        whole.addWidget(self._shown)
        whole.addWidget(self._side, 1)

    def _cell_moved(self, row_code: str, column: str) -> None:
        self._cell = (row_code, column)
        self._show_behind(f"3|{row_code}|{column}", f"{row_name(row_code)} × {column_name(column)}")

    def _dispute_moved(self, group: str, column: str) -> None:
        self._show_behind(f"4|{group}|{column}", cell_name(f"4|{group}|{column}").removeprefix("表四 "))

    def _entry_moved(self, item: str, column: str) -> None:
        named = BY_CODE.get(item.removesuffix(".before").removesuffix(".change"))
        self._show_behind(f"2|{item}", f"{'' if named is None else named.name.partition('：')[0]} × {column}")

    def _show_told(self, name: str) -> None:
        self._show_behind(f"n|{name}", name)

    def _show_behind(self, code: str, name: str) -> None:
        self._code, self._name = code, name
        self._settled.start()

    def _tell_shown(self) -> None:
        """Looks behind the cell of the table that is seen; the others have theirs too."""
        if self._which == TABLE_3:
            self._cell_moved(*self._cell)
        elif self._which == NARRATIVE:
            self._show_told(_FIRST_TOLD)
        else:
            self._tell_current(self._table2 if self._which == TABLE_2 else self._table4)

    def _tell_current(self, table: FormTable) -> None:
        cell = table.cell_at(table.currentIndex())
        if cell is not None and cell.key is not None:
            table.moved.emit(*cell.key)

    def _look_behind(self, *, opening: bool = False) -> None:
        view, code, name = self._view, self._code, self._name
        if view is None:
            return
        reports, table = self._casework.annual_reports, code.partition(BAR)[0]
        empty = _NOTHING_BEHIND.get(table, NOTHING)

        def shown() -> None:
            self._looked_at = code
            if opening:
                self._behind.open_first()

        def show(found: tuple[BehindRow, ...]) -> None:
            if (view, code) == (self._view, self._code):
                self._behind.show_rows(name, found, opening=table != "2", empty=empty)
                shown()

        now, before = reports.behind_now(view, code), self._listed
        self._listed = (code, now)
        if now is not None and self._listed == before and not opening:
            self._behind.look_again()
        elif now is not None:
            self._behind.look_behind(name, now, shown, empty=empty)
        else:
            self._operations.run_query(self, lambda: reports.behind(view, code), show, lane="annual-behind")


def _at_top(widget: QWidget) -> QWidget:
    """The widget at the top left of its page."""
    page = QWidget()
    lines = QVBoxLayout(page)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
    lines.addStretch(1)
    return page


class _EquationCard(Card):
    """Damaged records by number, then 勾稽关系, each with its numbers and in how many cells it holds."""

    def __init__(self) -> None:
        super().__init__(spacing=4)
        self._sum = label(second=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body.setContentsMargins(16, 10, 16, 8)
        self.body.addLayout(row(heading("勾稽关系"), self._sum, None, spacing=12))
        self.body.addLayout(self._lines)

    def show_equations(self, equations: tuple[Equation, ...], findings: tuple[str, ...] = ()) -> None:
        """``findings``: those that repeat a failing equation are told beside it."""
        failing = sum(not equation.holds for equation in equations)
        total = len(equations)
        self._sum.setText(f"{total} 项全部成立" if not failing else f"{total} 项中 {failing} 项不成立")
        clear(self._lines)
        damage = [said for said in findings if not any(said.startswith(f"{one.text}：") for one in equations)]
        for said in damage[:_MOST_DAMAGE]:
            self._lines.addLayout(check_line(said, holds=False, elided=True))
        if len(damage) > _MOST_DAMAGE:
            self._lines.addWidget(label(f"另有 {len(damage) - _MOST_DAMAGE} 处，见“报送”"))
        for place, equation in enumerate(equations):
            if place:
                self._lines.addWidget(rule("row"))
            self._lines.addLayout(check_line(equation.text, holds=equation.holds, bold=True))
            numbers = row(24, label(equation.figures, second=True), 8, spacing=0)
            if equation.holds:
                numbers.addStretch(1)
                numbers.addWidget(label(equation.scope, second=True))
            else:
                numbers.addWidget(ElidedLabel(equation.scope), 1)
            self._lines.addLayout(numbers)
