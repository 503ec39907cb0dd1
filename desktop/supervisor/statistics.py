"""统计: the summary of a period and the tables of a year, chosen at the top."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.records import Changes
from desktop.casework.casework import Casework
from desktop.casework.figures.summary_views import SummaryView
from desktop.casework.files import write_bytes
from desktop.casework.registers.register_views import Register
from desktop.supervisor.annual_part import AnnualPart
from desktop.supervisor.assessment_page import AssessmentView
from desktop.supervisor.files import ending_of
from desktop.supervisor.office_choice import is_chosen, offer_offices
from desktop.supervisor.parts import ANNUAL, ASSESSMENT, REGISTERS, STATISTICS, SUMMARY
from desktop.supervisor.period_choice import PeriodChoice
from desktop.supervisor.periods import last_month
from desktop.supervisor.register_page import RegisterView
from desktop.supervisor.summary_page import SummaryPage
from desktop.widgets.buttons import secondary, shortcut
from desktop.widgets.choices import Choice, Segmented, part_key
from desktop.widgets.fields import Combo
from desktop.widgets.file_dialogs import ask_target
from desktop.widgets.labels import ElidedLabel, page_title, row
from desktop.widgets.operations import Operations, Progress
from desktop.widgets.pages import Pages
from desktop.widgets.screen import Destination, OpenPart, OpenRegister, Screen
from desktop.widgets.tokens import CARD_GAP, PAGE_EDGE

_PARTS = tuple(STATISTICS)
_LEAST_CHOICE = 104
"""So narrow may a choice become beside two dates in a window of 1280 pixels."""


class StatisticsScreen(Screen):
    """The place 统计."""

    help_page = "statistics"

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__(casework, operations)
        self._which = Segmented("统计", tuple(Choice(code, name) for code, name in STATISTICS.items()))
        self._period = PeriodChoice(casework.context.today(), usual=last_month)
        self._office = Combo("单位")
        self._office.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._office.hide()
        for choice in (self._office, self._period.period):
            choice.setMinimumWidth(_LEAST_CHOICE)
        self._subtitle = ElidedLabel(second=True)
        self._pdf = secondary("PDF", "Ctrl+P")
        self._xlsx = secondary("xlsx", "Ctrl+S")
        self._docx = secondary("docx", "Ctrl+D")
        self._csv = secondary("csv", "Ctrl+Shift+S")
        self._shown_summary: SummaryView | None = None
        self.summary = SummaryPage(casework, operations)
        self.annual = AnnualPart(casework, operations)
        self.registers = RegisterView(casework, operations)
        self.assessment = AssessmentView(casework, operations)
        self._pages = Pages()
        self._heads = Pages()
        self._lay_out()
        self._which.set_value(SUMMARY)
        self._docx.hide()
        self._csv.hide()
        self._connect()

    @property
    def help_heading(self) -> str:
        return STATISTICS[str(self._which.value())]

    def opened(self) -> None:
        self._reload()
        self._focus_page()

    def left(self) -> None:
        self.annual.report.keep()

    def refresh(self, changes: Changes) -> None:
        if changes.calendar:
            self._take_day()
        counted = changes.requests or changes.letters or changes.calendar or changes.complaints or changes.catalogue
        # A screen that is not shown counts when it is opened. The assessment looks at every request of its period: anew
        # only when it is asked for.
        if counted and self.isVisible() and self._which.value() != ASSESSMENT:
            self._reload()

    def _take_day(self) -> None:
        """Another day may have begun, perhaps another month or year."""
        today, assessed = self.casework.context.today(), self.assessment.period.days()
        for period in (self._period, self.registers.period, self.assessment.period):
            period.set_today(today)
        self.annual.set_today(today)
        self.summary.put_away()
        if self._which.value() == ASSESSMENT and self.assessment.period.days() != assessed:
            self.assessment.reload()

    def visit(self, destination: Destination) -> bool:
        if isinstance(destination, OpenRegister):
            self.show_register(destination.which)
            return True
        if isinstance(destination, OpenPart) and destination.tab:
            self._show_annual(destination.tab)
            return True
        if isinstance(destination, OpenPart):
            self.show_part(destination.part)
            return True
        return False

    def show_part(self, which: str) -> None:
        """Shows ``SUMMARY``, ``ANNUAL``, ``REGISTERS`` or ``ASSESSMENT``."""
        self._which.set_value(which)
        self._pages.setCurrentIndex(_PARTS.index(which))
        self._heads.setCurrentIndex(_PARTS.index(which))
        self._docx.setVisible(which == ANNUAL)
        self._csv.setVisible(which == REGISTERS)
        self._reload()
        self._focus_page()

    def show_register(self, which: Register) -> None:
        """Shows one of the registers."""
        self.registers.show_register(which)
        self.show_part(REGISTERS)

    def _show_annual(self, tab: str) -> None:
        """Shows a part of the annual report."""
        self.show_part(ANNUAL)
        self.annual.show_tab(tab)
        self.annual.focus_first()

    def show_period(self, first: date, last: date) -> None:
        """Shows the summary of a period, both days counted."""
        self._period.show_period(first, last)
        self._reload()

    def show_year(self, year: int, format: str | None = None) -> None:
        """Shows the tables of a year in the form of its time, or in that of ``format``."""
        self.annual.show_year(year, format)

    def _lay_out(self) -> None:
        summary_head = _head(self._office, self._period, self._subtitle)
        for head in (summary_head, self.annual.head, _head(None), _head(None)):
            self._heads.addWidget(head)
        self._heads.setFixedHeight(32)
        for page in (self.summary, self.annual, self.registers, self.assessment):
            self._pages.addWidget(page)
        top = row(page_title("统计"), 8, self._which, spacing=8)
        top.addWidget(self._heads, 1)
        for button in (self._pdf, self._xlsx, self._docx, self._csv):
            top.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(PAGE_EDGE, 16, PAGE_EDGE, 16)
        whole.setSpacing(CARD_GAP)
        whole.addLayout(top)
        whole.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self._which.chosen.connect(lambda which: self.show_part(str(which)))
        for place, which in enumerate(_PARTS):
            shortcut(self, part_key(place)).activated.connect(partial(self.show_part, which))
        self._office.activated.connect(lambda _place: self._load_summary())
        self._period.chosen.connect(self._load_summary)
        self._period.faulty.connect(lambda: self._subtitle.set_whole(""))
        for page in (self.summary, self.annual, self.registers, self.assessment):
            page.go.connect(self.go)
        for page in (self.annual, self.registers):
            page.told.connect(self.told)
        self._pdf.clicked.connect(lambda: self._ask_target("pdf"))
        self._xlsx.clicked.connect(lambda: self._ask_target("xlsx"))
        self._docx.clicked.connect(lambda: self._ask_target("docx"))
        self._csv.clicked.connect(lambda: self._ask_target("csv"))

    def _reload(self) -> None:
        if self._which.value() == SUMMARY:
            self._load_summary()
        elif self._which.value() == ANNUAL:
            self.annual.load()
        elif self._which.value() == ASSESSMENT:
            self.assessment.reload()
        else:
            self.registers.load_departments()
            self.registers.reload()

    def _load_summary(self) -> None:
        first, last = self._period.days()
        if first is None or last is None or self._period.fault:
            return
        statistics, settings = self.casework.statistics, self.casework.settings
        office = self._office.currentData()

        def count(progress: Progress) -> tuple[SummaryView, tuple[str, ...]]:
            return statistics.summary(first, last, office, report=progress.report), settings.offices()

        self.operations.run_long(
            self,
            "正在汇总",
            count,
            lambda found: self._show_summary(*found),
            changing=False,
            lane="summary",
            on_stopped=self._show_stopped,
        )
        shown = self._shown_summary
        if shown is None or (shown.first, shown.last) != (first, last) or not is_chosen(self._office, shown.office):
            self._subtitle.set_whole("正在计算…")

    def _show_stopped(self) -> None:
        """What is chosen is again what is shown: no figures stand under the days of others."""
        view = self._shown_summary
        if view is None:
            self._subtitle.set_whole("已停下，没有算完")
            return
        self._period.show_period(view.first, view.last)
        self._office.choose(view.office)
        self._subtitle.set_whole(view.subtitle)
        self.told.emit("已停下，仍是原来期间的数字")

    def _show_summary(self, view: SummaryView, offices: tuple[str, ...]) -> None:
        self._shown_summary = view
        self._subtitle.set_whole(view.subtitle)
        offer_offices(self._office, offices, view.office)
        self.summary.show_view(view, None if view.office in offices[:1] else view.office or None)

    def save_as(self, path: Path, asked: str = "xlsx") -> None:
        """Writes what is shown by the ending of ``path``: PDF or workbook, a report also docx, a register also csv.

        A name with another ending gets that which was ``asked`` for; a file that has this name stays.
        """
        buttons = {"pdf": self._pdf, "xlsx": self._xlsx}
        if self._which.value() == ANNUAL:
            buttons["docx"] = self._docx
        if self._which.value() == REGISTERS:
            buttons["csv"] = self._csv
        if ending_of(path) not in buttons:
            path = path.with_name(f"{path.name}.{asked}")
            if path.exists():
                self.told.emit(f"已有“{path.name}”，没有写文件；请另取文件名")
                return
        ending = ending_of(path)
        button = buttons[ending]
        if self._which.value() == REGISTERS:
            self.registers.save_as(path, button)
            return
        made = self._paper_maker(ending)
        if made is None:
            self.told.emit(self._why_no_paper())
            return
        self.operations.run_long(
            self,
            f"正在写 {path.name}",
            lambda _progress: write_bytes(path, made()),
            lambda _nothing: self.told.emit(f"已存为 {path}"),
            changing=False,
            cancellable=False,
            trigger=button,
        )

    def _paper_maker(self, ending: str) -> Callable[[], bytes] | None:
        """What makes the file of what is chosen; None before it is there."""
        statistics = self.casework.statistics
        if self._which.value() == ANNUAL:
            return self.annual.paper_maker(ending)
        if self._which.value() == ASSESSMENT:
            return self.assessment.paper_maker(ending)
        view = self._shown_summary
        if view is not None and (view.first, view.last) == self._period.days() and is_chosen(self._office, view.office):
            return partial(statistics.summary_pdf if ending == "pdf" else statistics.summary_xlsx, view)
        return None

    def _why_no_paper(self) -> str:
        fault = {SUMMARY: self._period.fault, ASSESSMENT: self.assessment.period.fault}.get(str(self._which.value()))
        return f"{fault}，没有写文件" if fault else "数字还没有算好，没有写文件，请稍候"

    def _ask_target(self, ending: str) -> None:
        if self._which.value() != REGISTERS and self._paper_maker(ending) is None:
            self.told.emit(self._why_no_paper())
            return
        name = f"{self._name()}.{ending}"
        ask_target(self, f"存为 {ending}", name, f"*.{ending}", lambda path: self.save_as(path, ending))

    def _name(self) -> str:
        """A name for the file of what is shown."""
        if self._which.value() == ANNUAL:
            return self.annual.name()
        if self._which.value() == REGISTERS:
            return self.registers.file_name()
        if self._which.value() == ASSESSMENT:
            return self.assessment.file_name()
        view = self._shown_summary
        if view is None:
            return "汇总"
        whose = f"{view.office} " if self._office.count() > 2 else ""
        return f"{whose}政府信息公开申请汇总 {view.first}至{view.last}"

    def _focus_page(self) -> None:
        if self._which.value() == SUMMARY:
            self.summary.focus_first()
        elif self._which.value() == ANNUAL:
            self.annual.focus_first()
        elif self._which.value() == ASSESSMENT:
            self.assessment.focus_first()
        else:
            self.registers.focus_first()


def _head(*parts: QWidget | QLabel | None) -> QWidget:
    """The choices of one part of the page, in a line."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    shown = row(*parts)
    for part in parts:
        if isinstance(part, ElidedLabel):
            shown.setStretchFactor(part, 1)
    line.addLayout(shown)
    return made
