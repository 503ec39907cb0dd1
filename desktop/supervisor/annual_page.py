"""The tables of the annual report in their exact form, with the equations and the requests behind a cell."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.casework.casework import Casework
from desktop.casework.statistics_views import AnnualTables, BehindRow, Equation
from desktop.supervisor.annual_grids import OTHER_IN_2019, column_name, row_name, table3_grid, table4_grid
from desktop.supervisor.behind_card import BehindCard
from desktop.supervisor.check_lines import check_line
from desktop.supervisor.form_table import FormTable
from desktop.supervisor.narrative import NarrativeCard
from desktop.widgets.labels import Card, clear, heading, label, row, rule
from desktop.widgets.operations import Operations
from desktop.widgets.screen import OpenRequest
from desktop.widgets.tokens import CARD_GAP, GRID
from resources.vocabulary import Table3Column, Table3Row

TABLE_3 = "table3"
TABLE_4 = "table4"
NARRATIVE = "narrative"
_SETTLED_AFTER = 150
"""Milliseconds the keys must rest on a cell before its requests are looked up."""


class AnnualPage(QWidget):
    """Shows ``AnnualTables``: table 三, table 四, or the figures of the years to 2018."""

    go = Signal(object)

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self._tables: AnnualTables | None = None
        self._cell = (Table3Row.RECEIVED.value, Table3Column.TOTAL.value)
        self._table3 = FormTable("表三 收到和处理政府信息公开申请情况")
        self._table4 = FormTable("表四 政府信息公开行政复议、行政诉讼情况")
        self._narrative = NarrativeCard()
        self._equations = _EquationCard()
        self._behind = BehindCard("方向键移到别的格，Enter 打开")
        self._shown = QStackedWidget()
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_AFTER)
        self._lay_out()
        self._settled.timeout.connect(self._look_behind)
        self._table3.moved.connect(self._cell_moved)
        self._table3.chosen.connect(lambda *_cell: self._behind.open_first())
        self._behind.opened.connect(lambda number, numbers: self.go.emit(OpenRequest(number, numbers)))

    def show_tables(self, tables: AnnualTables) -> None:
        """Shows the tables of another year or form."""
        self._tables = tables
        cell = self._cell
        self._table3.show_grid(table3_grid(tables))
        self._table3.go_to(cell)
        self._table4.show_grid(table4_grid(tables))
        self._equations.show_equations(tables.equations)
        if tables.narrative_2007 is not None:
            self._narrative.show_figures(tables.narrative_2007)
        self._settled.start()

    def go_to(self, row_code: Table3Row, column: Table3Column) -> None:
        """Puts the keys on a cell of table 三, as soon as it is there."""
        self._cell = (row_code.value, column.value)
        self._table3.go_to(self._cell)

    def show_table(self, which: str) -> None:
        """Shows ``TABLE_3``, ``TABLE_4`` or ``NARRATIVE``."""
        pages = {TABLE_3: 0, TABLE_4: 1, NARRATIVE: 2}
        self._shown.setCurrentIndex(pages[which])

    def focus_first(self) -> None:
        """Puts the keys on the table that is shown."""
        table = self._table4 if self._shown.currentIndex() == 1 else self._table3
        table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(GRID)
        side.addWidget(self._equations)
        side.addWidget(self._behind, 1)
        first = QWidget()
        line = QHBoxLayout(first)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(CARD_GAP)
        line.addWidget(self._table3, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(side, 1)
        self._shown.addWidget(first)
        self._shown.addWidget(_at_top(self._table4))
        self._shown.addWidget(_at_top(self._narrative))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._shown)

    def _cell_moved(self, row_code: str, column: str) -> None:
        self._cell = (row_code, column)
        self._settled.start()

    def _look_behind(self) -> None:
        if self._tables is None:
            return
        code, column = self._cell
        year = self._tables.year
        name = f"{row_name(code)} × {column_name(column)}"

        def look() -> tuple[BehindRow, ...]:
            statistics = self._casework.statistics
            rows = _rows_of(code)
            return statistics.rows(
                tuple(number for one in rows for number in statistics.behind(year, one, Table3Column(column)))
            )

        self._operations.run_query(self, look, lambda found: self._behind.show_rows(name, found), lane="annual-behind")


def _rows_of(code: str) -> tuple[Table3Row, ...]:
    """The rows of the form of 2021 that a row stands for."""
    if code != OTHER_IN_2019:
        return (Table3Row(code),)
    return Table3Row.OTHER_CORRECTION_LAPSED, Table3Row.OTHER_FEE_LAPSED, Table3Row.OTHER_OTHER


def _at_top(widget: QWidget) -> QWidget:
    """The widget at the top left of its page."""
    page = QWidget()
    lines = QVBoxLayout(page)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
    lines.addStretch(1)
    return page


class _EquationCard(Card):
    """勾稽关系, each with its numbers and in how many cells it holds; a failing one is named."""

    def __init__(self) -> None:
        super().__init__(spacing=4)
        self._sum = label(second=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body.setContentsMargins(16, 10, 16, 8)
        self.body.addLayout(row(heading("勾稽关系"), self._sum, None, spacing=12))
        self.body.addLayout(self._lines)

    def show_equations(self, equations: tuple[Equation, ...]) -> None:
        failing = sum(not equation.holds for equation in equations)
        total = len(equations)
        self._sum.setText(f"{total} 项全部成立" if not failing else f"{total} 项中 {failing} 项不成立")
        clear(self._lines)
        for place, equation in enumerate(equations):
            if place:
                self._lines.addWidget(rule("row"))
            self._lines.addLayout(check_line(equation.text, holds=equation.holds, bold=True))
            scope = label(equation.scope, second=equation.holds)
            self._lines.addLayout(row(24, label(equation.figures, second=True), None, scope, spacing=0))
