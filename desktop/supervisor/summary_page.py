"""The summary of a period: six figures, the charts, all sections, what happened on the way, and the cross-check."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.casework.casework import Casework
from desktop.casework.figures.period_words import names_of_comparison
from desktop.casework.figures.summary_views import Behind, CheckedSum, ProcessLine, SummaryView
from desktop.supervisor.behind_card import BehindCard
from desktop.supervisor.chart_key import SeriesKey
from desktop.supervisor.check_lines import check_line
from desktop.supervisor.figure_cards import FigureCard, NumberButton
from desktop.supervisor.line_bars import LineBars
from desktop.supervisor.month_chart import MonthChart
from desktop.supervisor.result_table import ResultTable
from desktop.widgets.buttons import shortcut
from desktop.widgets.choices import Choice, Segmented
from desktop.widgets.fields import Combo
from desktop.widgets.labels import Card, ElidedLabel, clear, heading, label, note, row, rule
from desktop.widgets.operations import Operations
from desktop.widgets.scrolled_column import ScrolledColumn
from desktop.widgets.tab_order import put_in_place
from desktop.widgets.tokens import CARD_GAP, SIDE

_FIGURES = 6
_PROCESS_VALUE_WIDTH = 40
_SECTION_WIDTH = 230
CHANNELS = "channels"
RESULTS = "results"
DAYS = "days"
_BARS = (Choice(CHANNELS, "按渠道"), Choice(RESULTS, "办理结果"), Choice(DAYS, "办理用时"))
_GROUPS = "groups"
"""The six groups of results; the section ``result`` has their 21 rows."""


class SummaryPage(QWidget):
    """Shows a ``SummaryView``. A figure opens what it counts in place of 过程; Escape closes the list."""

    go = Signal(object)

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._view: SummaryView | None = None
        self._office: str | None = None
        self._opened_from: QWidget | None = None
        self._section = Combo("栏目")
        self._section.setMinimumWidth(_SECTION_WIDTH)
        self._figures = [FigureCard() for _ in range(_FIGURES)]
        self._months = MonthChart()
        self._bars = LineBars()
        self._which_bars = Segmented("条形图", _BARS, small=True)
        self._results = ResultTable("汇总数字")
        self._process = _ProcessCard()
        self._checks = _CheckCard()
        self._behind = BehindCard(casework, operations, "Esc 收起")
        self._period = "本月"
        self._channel_keys = (SeriesKey("filled", "本期"), SeriesKey("tick", "上期"))
        self._channel_names = (note(), note())
        self._beside = QStackedWidget()
        self._lay_out()
        self._results.chosen.connect(self._show_behind)
        self._process.opening.connect(self._show_behind)
        for chart in (self._months, self._bars):
            chart.opening.connect(self._show_behind)
        self._which_bars.set_value(_BARS[0].value)
        self._which_bars.chosen.connect(lambda _which: self._show_bars())
        for card in self._figures:
            card.opening.connect(self._show_behind)
        self._section.activated.connect(lambda _place: self._show_section())
        self._behind.opened.connect(self.go)
        shortcut(self._behind, "Escape").activated.connect(self._close_behind)

    def show_view(self, view: SummaryView, office: str | None = None) -> None:
        """Shows another summary. ``office``: whose it is, where that is not the office at work."""
        self._office = office
        names = names_of_comparison(view.first, view.last)
        last, self._view = self._view, view
        self._period = names[0]
        for card, figure in zip(self._figures, view.figures, strict=False):
            card.show_figure(figure, names[1])
        self._fit_cards()
        self._months.show_months(view.months)
        self._show_bars()
        for key, name in zip(self._channel_keys, names, strict=False):
            key.set_name(name)
        for shown, name in zip(self._channel_names, names[1:], strict=True):
            shown.setText(name)
        self._offer_sections(view)
        self._show_section()
        self._process.show_lines(view.process, names[0])
        self._checks.show_checks(view.checks, view.findings, view.chain_head)
        if last is not None and (last.first, last.last, last.office) == (view.first, view.last, view.office):
            if self._beside.currentWidget() is self._behind:
                self._behind.look_again()
        else:
            self.put_away()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_cards()

    def _fit_cards(self) -> None:
        long = any(card.needs_two_lines() for card in self._figures)
        for card in self._figures:
            card.compare_in_lines(two=long)

    def focus_first(self) -> None:
        """Puts the keys on the list that is open, else on the results."""
        if self._beside.currentWidget() is self._behind:
            self._behind.take_keys()
        else:
            self._results.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Closes the list behind a figure."""
        if self._beside.currentWidget() is self._behind:
            had_keys = self._behind.has_keys
            self._beside.setCurrentWidget(self._process)
            if had_keys:
                self.focus_first()

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
        grid.addWidget(self._bars_card(), 0, 1, 1, 2)
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
        card.body.addLayout(row(heading("新收与办结"), note("近 13 个月，件；条形可打开"), None, *keys, spacing=12))
        card.body.addWidget(self._months, 1)
        return card

    def _bars_card(self) -> QWidget:
        card = Card()
        for name in self._channel_names:
            name.setFixedWidth(LineBars.NUMBER)
            name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        numbers = row(*self._channel_names, spacing=LineBars.NUMBER_GAP)
        head = row(self._which_bars, *self._channel_keys, None, spacing=12)
        head.addLayout(numbers)
        card.body.addLayout(head)
        card.body.addWidget(self._bars, 1)
        return card

    def _show_bars(self) -> None:
        view = self._view
        if view is None:
            return
        which = str(self._which_bars.value())
        lines = {CHANNELS: view.channels, RESULTS: view.results, DAYS: view.days}[which]
        name = next(choice.text for choice in _BARS if choice.value == which)
        self._bars.show_lines(name, lines, names_of_comparison(view.first, view.last))

    def choose_bars(self, which: str) -> None:
        """Shows ``CHANNELS``, ``RESULTS`` or ``DAYS`` as bars."""
        self._which_bars.set_value(which)
        self._show_bars()

    def _results_card(self) -> QWidget:
        card = Card(spacing=2)
        card.body.setContentsMargins(16, 8, 16, 2)
        card.body.addLayout(row(heading("各栏数字"), self._section, note("带点线的数字可打开"), None, spacing=12))
        card.body.addWidget(self._results, 1)
        return card

    def _offer_sections(self, view: SummaryView) -> None:
        """The sections of this summary; the one that was shown stays."""
        shown = self._section.currentData() or _GROUPS
        self._section.clear()
        for section in view.sections:
            if section.lines:
                if section.code == "result":
                    self._section.addItem(section.label, _GROUPS)
                name = f"{section.label}（21 项）" if section.code == "result" else section.label
                self._section.addItem(name, section.code)
        self._section.choose(shown if self._section.findData(shown) >= 0 else _GROUPS)

    def _show_section(self) -> None:
        view, code = self._view, self._section.currentData()
        if view is None or code is None:
            return
        names = names_of_comparison(view.first, view.last)
        section = view.section("result" if code == _GROUPS else code)
        if code == _GROUPS:
            section = replace(section, code=code, lines=view.results)
        self._results.show_section(section, names)

    def _show_behind(self, name: str, behind: Behind) -> None:
        def show() -> None:
            self._beside.setCurrentWidget(self._behind)
            self._behind.focus_list()

        self._opened_from = self.focusWidget()
        office = behind.office or self._office
        self._behind.look_behind(name, replace(behind, office=office), show)

    def _close_behind(self) -> None:
        self._beside.setCurrentWidget(self._process)
        (self._opened_from or self._results).setFocus(Qt.FocusReason.OtherFocusReason)


class _ProcessCard(Card):
    """What happened on the way: a figure and a note a line."""

    opening = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(spacing=4)
        self._period = note()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.addLayout(self._lines)
        column.addStretch(1)
        self.body.setContentsMargins(16, 12, 4, 8)
        self.body.addLayout(row(heading("过程"), self._period, None, spacing=12))
        self.body.addWidget(ScrolledColumn(inside), 1)

    def show_lines(self, lines: tuple[ProcessLine, ...], period: str) -> None:
        self._period.setText(period)
        clear(self._lines)
        values = []
        for line in lines:
            value = NumberButton(line.value, line.label, opens=line.behind is not None)
            value.setFixedWidth(max(_PROCESS_VALUE_WIDTH, value.sizeHint().width()))
            value.clicked.connect(partial(self.opening.emit, f"{line.label} · {period}", line.behind))
            values.append(value)
            name = label(line.label)
            name.setFixedWidth(72)
            name.setFixedHeight(27)
            beside = row(name, value)
            beside.addWidget(ElidedLabel(line.note, SIDE, second=True), 1)
            self._lines.addLayout(beside)
            self._lines.addWidget(rule("row"))
        put_in_place(self, values)


class _CheckCard(Card):
    """The equations between the figures, and the head of the event chain at that moment."""

    def __init__(self) -> None:
        super().__init__(spacing=4)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self._chain = note(wrap=True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(4)
        column.addLayout(self._lines)
        column.addWidget(rule("line"))
        column.addWidget(self._chain)
        column.addStretch(1)
        self.body.setContentsMargins(16, 12, 8, 8)
        self.body.addWidget(heading("核对"))
        self.body.addWidget(ScrolledColumn(inside), 1)

    def show_checks(self, checks: tuple[CheckedSum, ...], findings: tuple[str, ...], chain_head: str) -> None:
        """Damaged records first, then the equations with the cells in which they fail."""
        clear(self._lines)
        for finding in findings:
            self._lines.addLayout(check_line(finding, holds=False))
        for check in checks:
            text = "\n".join((check.text, *check.failing))
            self._lines.addLayout(check_line(text, holds=check.holds))
        self._chain.setText(f"登记链首 {shortened(chain_head)}\n以后的更正不改变以前的记录。")


def shortened(digest: str) -> str:
    """A hash as people compare it: three groups of four from its start, one from its end."""
    if len(digest) <= 16:
        return digest or "（尚无登记）"
    return f"{digest[:4]} {digest[4:8]} {digest[8:12]} … {digest[-4:]}"
