"""The summary of a period: six figures, two charts, results, what happened on the way, and the cross-check."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.casework.casework import Casework
from desktop.casework.period_words import names_of_comparison
from desktop.casework.statistics_views import BehindRow, ComparedLine, CrossCheck, ProcessLine, SummaryView
from desktop.supervisor.behind_card import BehindCard
from desktop.supervisor.charts import ChannelBars, MonthChart, SeriesKey
from desktop.supervisor.check_lines import check_line
from desktop.supervisor.figure_cards import FigureCard, number
from desktop.supervisor.result_table import ResultTable
from desktop.widgets.buttons import shortcut
from desktop.widgets.labels import Card, clear, heading, label, note, row, rule
from desktop.widgets.operations import Operations
from desktop.widgets.screen import OpenRequest
from desktop.widgets.tokens import CARD_GAP, SIDE

_FIGURES = 6
_PROCESS_VALUE_WIDTH = 40


class SummaryPage(QWidget):
    """Shows a ``SummaryView``. A result opens its requests in place of 过程; Escape closes them."""

    go = Signal(object)

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self._figures = [FigureCard() for _ in range(_FIGURES)]
        self._months = MonthChart()
        self._channels = ChannelBars()
        self._results = ResultTable("办理结果")
        self._process = _ProcessCard()
        self._checks = _CheckCard()
        self._behind = BehindCard("Esc 收起")
        self._period = "本月"
        self._channel_keys = (SeriesKey("filled", "本期"), SeriesKey("tick", "上期"))
        self._channel_names = (note(), note())
        self._beside = QStackedWidget()
        self._lay_out()
        self._results.chosen.connect(self._show_behind)
        self._behind.opened.connect(lambda number, numbers: self.go.emit(OpenRequest(number, numbers)))
        shortcut(self._behind, "Escape").activated.connect(self._close_behind)

    def show_view(self, view: SummaryView) -> None:
        """Shows another summary."""
        names = names_of_comparison(view.first, view.last)
        self._period = names[0]
        for card, figure in zip(self._figures, view.figures, strict=False):
            card.show_figure(figure, names[1])
        self._months.show_months(view.months)
        self._channels.show_lines(view.channels)
        for key, name in zip(self._channel_keys, names, strict=False):
            key.set_name(name)
        for shown, name in zip(self._channel_names, names[1:], strict=True):
            shown.setText(name)
        self._results.show_lines(view.results, names)
        self._process.show_lines(view.process, names[0])
        self._checks.show_checks(view.checks, view.chain_head)
        self._beside.setCurrentWidget(self._process)

    def focus_first(self) -> None:
        """Puts the keys on the results."""
        self._results.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        cards = QHBoxLayout()
        cards.setSpacing(CARD_GAP)
        for card in self._figures:
            cards.addWidget(card, 1)
        self._beside.addWidget(self._process)
        self._beside.addWidget(self._behind)
        grid = QGridLayout()
        grid.setSpacing(CARD_GAP)
        grid.addWidget(self._months_card(), 0, 0)
        grid.addWidget(self._channels_card(), 0, 1, 1, 2)
        grid.addWidget(self._results_card(), 1, 0)
        grid.addWidget(self._beside, 1, 1)
        grid.addWidget(self._checks, 1, 2)
        for column, share in enumerate((640, 334, 240)):
            grid.setColumnStretch(column, share)
        grid.setRowStretch(0, 232)
        grid.setRowStretch(1, 264)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(CARD_GAP)
        whole.addLayout(cards)
        whole.addLayout(grid, 1)

    def _months_card(self) -> QWidget:
        card = Card()
        keys = (SeriesKey("filled", "新收"), SeriesKey("hatched", "办结"))
        card.body.addLayout(row(heading("新收与办结"), note("近 12 个月，件"), None, *keys, spacing=12))
        card.body.addWidget(self._months, 1)
        return card

    def _channels_card(self) -> QWidget:
        card = Card()
        for name in self._channel_names:
            name.setFixedWidth(ChannelBars.NUMBER)
            name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        numbers = row(*self._channel_names, spacing=ChannelBars.NUMBER_GAP)
        head = row(heading("按渠道"), *self._channel_keys, None, spacing=12)
        head.addLayout(numbers)
        card.body.addLayout(head)
        card.body.addWidget(self._channels, 1)
        return card

    def _results_card(self) -> QWidget:
        card = Card(spacing=2)
        card.body.setContentsMargins(16, 8, 16, 2)
        card.body.addLayout(row(heading("办理结果"), note("带点线的数字可打开申请；按年报表三归类"), None, spacing=12))
        card.body.addWidget(self._results, 1)
        return card

    def _show_behind(self, line: ComparedLine) -> None:
        def fill(rows: tuple[BehindRow, ...]) -> None:
            self._behind.show_rows(f"{line.label} · {self._period}", rows)
            self._beside.setCurrentWidget(self._behind)
            self._behind.focus_list()

        numbers = line.numbers
        self._operations.run_query(self, lambda: self._casework.statistics.rows(numbers), fill, lane="summary-behind")

    def _close_behind(self) -> None:
        self._beside.setCurrentWidget(self._process)
        self.focus_first()


class _ProcessCard(Card):
    """What happened on the way: a figure and a note a line."""

    def __init__(self) -> None:
        super().__init__(spacing=4)
        self._period = note()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.body.addLayout(row(heading("过程"), self._period, None, spacing=12))
        self.body.addLayout(self._lines)
        self.body.addStretch(1)

    def show_lines(self, lines: tuple[ProcessLine, ...], period: str) -> None:
        self._period.setText(period)
        clear(self._lines)
        for line in lines:
            value = label(number(line.value), bold=True)
            value.setFixedWidth(_PROCESS_VALUE_WIDTH)
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            name = label(line.label)
            name.setFixedWidth(84)
            name.setFixedHeight(27)
            self._lines.addLayout(row(name, value, label(line.note, SIDE, second=True), None, spacing=12))
            self._lines.addWidget(rule("row"))


class _CheckCard(Card):
    """The equations between the figures, and the head of the event chain at that moment."""

    def __init__(self) -> None:
        super().__init__(spacing=4)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._chain = note(wrap=True)
        self.body.addWidget(heading("核对"))
        self.body.addLayout(self._lines)
        self.body.addWidget(rule("line"))
        self.body.addWidget(self._chain)
        self.body.addStretch(1)

    def show_checks(self, checks: tuple[CrossCheck, ...], chain_head: str) -> None:
        clear(self._lines)
        for check in checks:
            self._lines.addLayout(check_line(check.text, holds=check.holds))
        self._chain.setText(f"登记链首：\n{shortened(chain_head)}\n此后登记的更正不改变链首以前的记录。")


def shortened(digest: str) -> str:
    """A hash as people compare it: three groups of four from its start, one from its end."""
    if len(digest) <= 16:
        return digest or "（尚无登记）"
    return f"{digest[:4]} {digest[4:8]} {digest[8:12]} … {digest[-4:]}"
