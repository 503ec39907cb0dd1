"""考核自查: what the record proves for each point of assessment, and the requests that fall short."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.casework import Casework
from desktop.casework.reports.assessment_views import AssessmentPoint, AssessmentSheet, Shortfall
from desktop.supervisor.period_choice import PeriodChoice
from desktop.widgets.labels import Card, ElidedLabel, label, note, row, rule
from desktop.widgets.line_table import Column, Line, LineTable, WholeRows
from desktop.widgets.lines import Cell, LinesView
from desktop.widgets.lines import Line as ShortLine
from desktop.widgets.operations import Operations, Progress
from desktop.widgets.screen import OpenRequest
from desktop.widgets.tokens import CARD_GAP, GRID

_SIDE = 432
_COLUMNS = (
    Column("项目", 176),
    Column("考核内容", 0, elided=True),
    Column("记录证明", 200, elided=True),
    Column("结论", 120),
)


class AssessmentView(QWidget):
    """Points at the left, the requests that fall short of the chosen one at the right. Enter goes over and opens."""

    go = Signal(object)

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self._sheet: AssessmentSheet | None = None
        today = casework.context.today()
        self.period = PeriodChoice(today)
        self.table = LineTable("考核项目", padding=8)
        self.shorts = LinesView("不足的申请", padding=8)
        self._name = ElidedLabel(bold=True)
        self._count = label(bold=True)
        self._tested = note("", wrap=True)
        self._status = label(second=True)
        self._lay_out()
        self.period.chosen.connect(self.reload)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_point())
        self.table.entered_row.connect(self._go_over)
        self.shorts.opened.connect(self._open)

    @property
    def sheet(self) -> AssessmentSheet | None:
        """What is shown, None before it is there."""
        return self._sheet

    def reload(self) -> None:
        """Looks at the requests of the period anew; a look that is still under way is given up."""
        first, last = self.period.days()
        if first is None or last is None or self.period.fault:
            return
        assessment = self._casework.assessment
        self._status.setText("正在核对…")

        def look(progress: Progress) -> AssessmentSheet:
            return assessment.sheet(first, last, progress.report)

        self._operations.run_long(
            self,
            "正在核对考核项目",
            look,
            lambda sheet: self._show(sheet, (first, last)),
            changing=False,
            lane="assessment",
            on_stopped=lambda: self._status.setText("已停下，没有核对完"),
        )

    def focus_first(self) -> None:
        """Puts the keys on the points."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def file_name(self) -> str:
        """A name for the file of what is shown."""
        first, last = self.period.days()
        return f"政府信息依申请公开工作自查表 {first or ''}至{last or ''}"

    def paper_maker(self, ending: str) -> Callable[[], bytes] | None:
        """What makes the file of what is chosen; None before it is there."""
        sheet, assessment = self._sheet, self._casework.assessment
        if sheet is None or (sheet.first, sheet.last) != self.period.days():
            return None
        return partial(assessment.pdf if ending == "pdf" else assessment.xlsx, sheet)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addLayout(row(label("登记或者办结于", second=True), self.period, self._status, None))
        card = WholeRows()
        card.body.addWidget(self.table, 1)
        left.addWidget(card, 1)
        side = Card()
        side.setFixedWidth(_SIDE)
        head = row()
        head.addWidget(self._name, 1)
        head.addWidget(self._count)
        side.body.addLayout(head)
        side.body.addWidget(self._tested)
        side.body.addWidget(rule("row"))
        side.body.addWidget(self.shorts, 1)
        side.body.addWidget(note("Enter 打开申请；记录里没有的，除保密审查外也算不足"))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(CARD_GAP)
        whole.addLayout(left, 1)
        whole.addWidget(side)

    def _show(self, sheet: AssessmentSheet, days: tuple[date, date]) -> None:
        if days != self.period.days():
            return
        self._sheet = sheet
        self.table.show_lines(_COLUMNS, [_line(point) for point in sheet.points])
        short = sum(point.short_count > 0 for point in sheet.points)
        self._status.setText(f"{short} 项有不足" if short else "各项均符合")
        self._show_point()

    def _point(self) -> AssessmentPoint | None:
        place = self.table.currentIndex().row()
        return self._sheet.points[place] if self._sheet is not None and place >= 0 else None

    def _show_point(self) -> None:
        point = self._point()
        if point is None:
            return
        self._name.set_whole(point.label)
        self._count.setText(point.verdict)
        self._tested.setText(f"{point.tested}\n{point.proved}")
        self.shorts.show_lines([_short_line(short) for short in point.short])

    def _go_over(self) -> None:
        if self.shorts.model().rowCount():
            self.shorts.setFocus(Qt.FocusReason.OtherFocusReason)
            self.shorts.setCurrentIndex(self.shorts.model().index(0, 0))

    def _open(self, number: object) -> None:
        point = self._point()
        if isinstance(number, str) and number and point is not None:
            numbers = tuple(dict.fromkeys(short.number for short in point.short if short.number))
            self.go.emit(OpenRequest(number, numbers))


def _line(point: AssessmentPoint) -> Line:
    return Line(point.code, (point.label, point.tested, point.proved, point.verdict))


def _short_line(short: Shortfall) -> ShortLine:
    cells = (Cell(text=short.number or "本单位", width=128, link=bool(short.number)), Cell(text=short.why))
    return ShortLine(cells=cells, target=short.number)
