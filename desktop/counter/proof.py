"""逐日核算: the sum of the limit in one line, its months, and every day with its reason and rule."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.casework.calendar.office_limits import OfficeLimit
from desktop.casework.casework import Casework
from desktop.casework.office.reckoning import ProofMonth, ProofView
from desktop.casework.views import Paper
from desktop.counter.proof_days import DayList
from desktop.counter.proof_sum import SumLine
from desktop.rules.limit_proofs import LimitCode
from desktop.widgets.buttons import secondary, shortcut
from desktop.widgets.fields import Combo
from desktop.widgets.labels import Card, clear, heading, label, note, page_title, row
from desktop.widgets.operations import Failure, Operations
from desktop.widgets.paper_printing import PaperPrinting
from desktop.widgets.proof_calendar import legend, month_column, weeks_of
from desktop.widgets.tokens import CARD_GAP, PAGE_EDGE

_MONTHS_AT_ONCE = 2
_LEAST_LIST = 446
_LIMITS_WIDTH = 264


class ProofPage(QWidget):
    """Shows how a limit comes about, printable: of a request, or one that belongs to none."""

    returned = Signal()
    told = Signal(str)
    loaded = Signal()

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self._number = ""
        self._office_limit: OfficeLimit | None = None
        self._view: ProofView | None = None
        self._first_month = 0
        self._printing = PaperPrinting(self, operations, self.told.emit)
        self._limit = LimitCode.REPLY.value
        self._subtitle = label("", second=True)
        self.limits = Combo("期限")
        self.limits.setMinimumWidth(_LIMITS_WIDTH)
        self.limits.setToolTip("各项期限　Ctrl+↑、Ctrl+↓ 换一项")
        self._back = secondary("返回", "Esc")
        self._print = secondary("打印办理期限计算单", "Ctrl+P", icon="print")
        self._sum = SumLine()
        self._months = QHBoxLayout()
        self._months.setSpacing(20)
        self._explanation_title = heading("")
        self._explanation = label("", wrap=True, second=True)
        self.lines = DayList()
        self._lay_out()
        self._back.clicked.connect(self.returned)
        self._print.clicked.connect(self._print_paper)
        self.limits.activated.connect(lambda place: self.show_limit(str(self.limits.itemData(place))))
        shortcut(self, "Ctrl+Down").activated.connect(lambda: self._next_limit(1))
        shortcut(self, "Ctrl+Up").activated.connect(lambda: self._next_limit(-1))
        shortcut(self, "PgUp").activated.connect(lambda: self._turn(-1))
        shortcut(self, "PgDown").activated.connect(lambda: self._turn(1))

    @property
    def number(self) -> str:
        """The request whose limit is shown."""
        return self._number

    @property
    def subject(self) -> str:
        """What the limit is of."""
        return "" if self._view is None else self._view.number

    def show_office_limit(self, limit: OfficeLimit) -> None:
        """Loads the proof of a limit that belongs to no request."""
        self._number, self._office_limit = "", limit
        self.reload()
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_request(self, number: str) -> None:
        """Loads the proof of a request's reply limit."""
        self._number, self._office_limit = number, None
        self._limit = LimitCode.REPLY.value
        self.reload()
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Loads the proof again."""
        number, limit, ask = self._number, self._limit, self._casework.requests.proof
        if (of_office := self._office_limit) is not None:
            show = self._casework.office_limits.proof
            self._operations.run_query(self, lambda: show(of_office), self._show, self._failed, lane="proof")
        elif number:
            self._operations.run_query(self, lambda: ask(number, limit), self._show, self._failed, lane="proof")

    def show_limit(self, limit: str) -> None:
        """Loads the proof of another limit of the request."""
        self._limit = limit
        self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_explanation()

    def _fit_explanation(self) -> None:
        """Asks for the lines that the words take: in a low window the page scrolls, and no month lies over them."""
        words = self._explanation
        words.setMinimumHeight(max(0, words.heightForWidth(words.width())))

    def _next_limit(self, step: int) -> None:
        place = self.limits.currentIndex() + step
        if 0 <= place < self.limits.count():
            self.limits.setCurrentIndex(place)
            self.show_limit(str(self.limits.itemData(place)))

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(PAGE_EDGE, CARD_GAP, PAGE_EDGE, CARD_GAP)
        page.setSpacing(CARD_GAP)
        page.addLayout(row(self._back, 8, page_title("逐日核算"), 8, self._subtitle, None, self.limits, self._print))
        page.addWidget(self._sum)
        columns = QHBoxLayout()
        columns.setSpacing(CARD_GAP)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addLayout(self._months)
        left.addLayout(legend())
        card = Card(spacing=0)
        card.body.addWidget(self._explanation_title)
        card.body.addWidget(self._explanation)
        card.body.addStretch(1)
        left.addWidget(card, 1)
        columns.addLayout(left)
        day_card = Card(padding=1, spacing=0)
        day_card.setMinimumWidth(_LEAST_LIST)
        day_card.body.addWidget(self.lines)
        columns.addWidget(day_card, 1)
        page.addLayout(columns, 1)

    def _show(self, view: ProofView) -> None:
        self._view = view
        self._subtitle.setText(" · ".join(part for part in (view.number, view.applicant, view.limit_name) if part))
        self._show_limits(view)
        self._sum.show_proof(view)
        self._explanation_title.setText(view.explanation_title)
        self._explanation.setText(view.explanation)
        self._fit_explanation()
        self.lines.show_lines(view.lines)
        self._first_month = _first_month(view.months)
        self._show_months()
        self._print.set_reason(None if view.lines else view.error if view.choices else "放假安排未载入")
        self.loaded.emit()

    def _show_limits(self, view: ProofView) -> None:
        """Offers the limits of the request; one of another request is left for its reply limit."""
        self._limit = view.limit
        self.limits.clear()
        for choice in view.choices:
            due = "—" if choice.due is None else f"{choice.due:%Y-%m-%d}"
            self.limits.addItem(f"{choice.name}　{due}", choice.key)
        self.limits.choose(view.limit)
        self.limits.setEnabled(len(view.choices) > 1)
        self.limits.setVisible(bool(view.choices))

    def _failed(self, failure: Failure) -> None:
        if self._office_limit is None and self._limit != LimitCode.REPLY:
            self.show_limit(LimitCode.REPLY.value)
            return
        self._explanation_title.setText("不能核算")
        self._explanation.setText(failure.sentence)

    def _show_months(self) -> None:
        if self._view is None:
            return
        clear(self._months)
        shown = self._view.months[self._first_month : self._first_month + _MONTHS_AT_ONCE]
        weeks = max((weeks_of(month) for month in shown), default=5)
        for month in shown:
            self._months.addLayout(month_column(month, weeks))
        self._months.addStretch(1)
        if len(self._view.months) > _MONTHS_AT_ONCE:
            self._months.addWidget(note("PgUp\nPgDn\n换月"), alignment=Qt.AlignmentFlag.AlignTop)

    def _turn(self, months: int) -> None:
        if self._view is None:
            return
        last = max(0, len(self._view.months) - _MONTHS_AT_ONCE)
        wanted = min(last, max(0, self._first_month + months))
        if wanted != self._first_month:
            self._first_month = wanted
            self._show_months()

    def _print_paper(self) -> None:
        number, limit, ask = self._number, self._limit, self._casework.requests.proof_paper
        of_office, make = self._office_limit, self._casework.office_limits.paper

        def compose() -> Paper:
            return ask(number, limit) if of_office is None else make(of_office)

        self._printing.print_composed(compose, trigger=self._print)


def _first_month(months: tuple[ProofMonth, ...]) -> int:
    """The first of the two months that show today, or the last two."""
    last = max(0, len(months) - _MONTHS_AT_ONCE)
    for place, month in enumerate(months):
        if any(day.is_today for day in month.days):
            return min(last, max(0, place - 1))
    return last
