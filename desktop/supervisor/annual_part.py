"""年度报表: the report of a year - its text, its tables - chosen by year, office and form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from db.records import SYSTEM_ACTOR, Changes
from desktop.casework.calendar.office_limits import ReportLimit
from desktop.casework.casework import Casework
from desktop.casework.context import TOGETHER
from desktop.casework.reports.annual_report_views import AnnualReportView, Difference
from desktop.rules.publication import year_to_report
from desktop.supervisor.annual_page import AnnualPage
from desktop.supervisor.filing_page import FilingPage
from desktop.supervisor.ledger_page import LedgerPage
from desktop.supervisor.office_choice import is_chosen, offer_offices
from desktop.supervisor.offices_page import TOGETHER_ROW, OfficesPage
from desktop.supervisor.parts import (
    ANNUAL_TABS,
    FILING,
    LEDGER,
    NARRATIVE,
    OFFICES,
    PREVIEW,
    TABLE_2,
    TABLE_3,
    TABLE_4,
    TEXT,
)
from desktop.supervisor.periods import FIRST_YEAR
from desktop.supervisor.report_page import ReportPage
from desktop.widgets.buttons import shortcut, small
from desktop.widgets.choices import BESIDE_KEYS, Choice, Segmented
from desktop.widgets.fields import Combo
from desktop.widgets.labels import pill, row
from desktop.widgets.limit_card import PROOF_KEY
from desktop.widgets.operations import Operations, Progress
from desktop.widgets.pages import Pages
from desktop.widgets.pdf_preview import PdfPreview
from desktop.widgets.screen import OpenLimit, OpenRequest, Place
from desktop.widgets.tab_order import put_in_place
from desktop.widgets.tokens import GRID
from resources.vocabulary import Table3Column, Table3Row

_FORMATS = (("2021年格式", "2021"), ("2019年格式", "2019"), ("2007年口径", "2007"))
_LATEST = -1
"""The version that was filed last, or the figures of today where none was."""

_NOW = 0
_ONLY_2007 = frozenset({NARRATIVE})
_NOT_IN_2007 = frozenset({TABLE_2, TABLE_3, TABLE_4})


def format_of(year: int) -> str:
    """The form in which the report of a year was made (国办公开办函〔2019〕60号, 〔2021〕30号)."""
    if year >= 2021:
        return "2021"
    return "2019" if year >= 2019 else "2007"


class AnnualPart(QWidget):
    """The report with its own head. ``told``: a sentence for the status line."""

    go = Signal(object)
    told = Signal(str)

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self._year = Combo("年度")
        self._format = Combo("格式")
        self._office = Combo("单位")
        self._office.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._subjects: tuple[str, ...] = ()
        self._version = Combo("版本")
        self._version.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._wanted = _LATEST
        self._publish = pill("")
        self._limit = small("公布期限核算", PROOF_KEY)
        self._frozen = pill("", gold=True)
        self._changed = pill("", gold=True)
        self._balance = pill("")
        self._tabs_holder = QHBoxLayout()
        self._fill_choices()
        self._tabs = self._made_tabs()
        self._view: AnnualReportView | None = None
        self._clerk = ""
        self.tables = AnnualPage(casework, operations)
        self.report = ReportPage()
        self.ledger = LedgerPage(casework, operations)
        self.filing = FilingPage()
        self.offices = OfficesPage(casework, operations)
        self.preview = PdfPreview()
        self._pages = Pages()
        self._own_pages: Mapping[str, QWidget] = {
            TEXT: self.report,
            LEDGER: self.ledger,
            OFFICES: self.offices,
            FILING: self.filing,
            PREVIEW: self.preview,
        }
        self.head = QWidget()
        self._lay_out()
        self._show_first_tab(None)
        self._connect()

    @property
    def view(self) -> AnnualReportView | None:
        """The report that is shown."""
        return self._view

    def tabs(self) -> tuple[tuple[str, str], ...]:
        """The parts of the report in the form that is chosen: code and name."""
        hidden = _NOT_IN_2007 if self._format.currentData() == "2007" else _ONLY_2007
        return tuple((code, name) for code, name in ANNUAL_TABS.items() if code not in hidden)

    def name(self) -> str:
        """A name for the file of what is shown."""
        return "年度报告" if self._view is None else self._view.title

    def show_year(self, year: int, format: str | None = None) -> None:
        """Shows the report of a year as it was filed last, or as it stands in the form of ``format``."""
        self.report.keep()
        self._wanted = _LATEST if format is None else _NOW
        self._year.choose(year)
        self._format.choose(format or format_of(year))
        self._fill_tabs()
        self.load()

    def show_tab(self, tab: str) -> None:
        """Shows ``TEXT``, a table, or ``PREVIEW``."""
        self.report.keep()
        self._tabs.set_value(tab)
        pages = self._own_pages
        self._pages.setCurrentWidget(pages.get(tab, self.tables))
        if tab not in pages:
            self.tables.show_table(tab)
        self._show_preview()

    def go_to(self, row_code: Table3Row, column: Table3Column) -> None:
        """Puts the keys on a cell of table 三."""
        self.show_tab(TABLE_3)
        self.tables.go_to(row_code, column)

    def focus_first(self) -> None:
        """Puts the keys where work begins."""
        shown = self._pages.currentWidget()
        if shown is self.preview:
            self.preview.setFocus()
            return
        pages = (self.report, self.ledger, self.offices, self.filing, self.tables)
        page = next(one for one in pages if one is shown)
        page.focus_first()

    def load(self) -> None:
        """Counts anew."""
        year, code = self._year.currentData(), self._format.currentData()
        reports, wanted, subject = self._casework.annual_reports, self._wanted, self._office.currentData()

        def look(progress: Progress) -> AnnualReportView:
            self._clerk = self._casework.settings.office().clerk
            self._subjects = self._casework.settings.offices()
            progress.report(0, 2)
            now = reports.report(year, code, subject)
            progress.report(1, 2)
            version = now.filed[-1].version if now.filed and wanted == _LATEST else wanted
            return reports.filed(year, version, subject) if version > _NOW else now

        self._operations.run_long(
            self,
            f"正在计算{year}年年报",
            look,
            self._show,
            changing=False,
            lane="annual",
            on_stopped=lambda: self.told.emit(f"已停下，{year}年年报没有算完"),
        )

    def paper_maker(self, ending: str) -> Callable[[], bytes] | None:
        """What makes the file of what is chosen; None before it is there."""
        view = self._view
        if view is None or (view.year, view.form) != (self._year.currentData(), self._format.currentData()):
            return None
        return self._casework.annual_reports.maker(view, ending) if is_chosen(self._office, view.subject) else None

    def _lay_out(self) -> None:
        line = QHBoxLayout(self.head)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(row(self._year, self._format, self._version, self._publish, None))
        for page in (self.tables, *self._own_pages.values()):
            self._pages.addWidget(page)
        self._tabs_holder.setSpacing(GRID)
        self._tabs_holder.addWidget(self._tabs)
        self._tabs_holder.addWidget(self._office)
        self._tabs_holder.addStretch(1)
        for mark in (self._limit, self._frozen, self._changed, self._balance):
            self._tabs_holder.addWidget(mark)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GRID // 2)
        whole.addLayout(self._tabs_holder)
        whole.addWidget(self._pages, 1)

    def set_today(self, today: date) -> None:
        """Another day has begun: a new year is offered, the one that is worked on stays."""
        for year in range(self._year.itemData(0) + 1, today.year + 1):
            self._year.insertItem(0, f"{year}年", year)

    def _fill_choices(self) -> None:
        today = self._casework.context.today()
        for year in range(today.year, FIRST_YEAR - 1, -1):
            self._year.addItem(f"{year}年", year)
        for name, code in _FORMATS:
            self._format.addItem(name, code)
        at_work = year_to_report(today)
        self._year.choose(at_work)
        self._format.choose(format_of(at_work))

    def _fill_tabs(self) -> None:
        """The tables of the form: until 2018 a list of figures in the place of tables."""
        shown, made = self._tabs.value(), self._made_tabs()
        self._tabs_holder.replaceWidget(self._tabs, made)
        put_in_place(self._tabs, made.findChildren(QAbstractButton))
        self._tabs.deleteLater()
        self._tabs = made
        self._show_first_tab(shown)

    def _made_tabs(self) -> Segmented:
        made = Segmented("内容", [Choice(code, name) for code, name in self.tabs()], small=True)
        made.chosen.connect(lambda code: self.show_tab(str(code)))
        return made

    def _show_first_tab(self, shown: object) -> None:
        """The part that was shown, or where this form has none such, the figures."""
        codes = [code for code, _ in self.tabs()]
        first = NARRATIVE if NARRATIVE in codes else TABLE_3
        self.show_tab(str(shown) if shown in codes else first)

    def _connect(self) -> None:
        for key, step in BESIDE_KEYS.items():
            shortcut(self, key).activated.connect(partial(self._turn, step))
        self._year.activated.connect(lambda _place: self.show_year(self._year.currentData()))
        self._format.activated.connect(
            lambda _place: self.show_year(self._year.currentData(), self._format.currentData())
        )
        self._office.activated.connect(lambda _place: self._show_office())
        self.offices.chosen.connect(self._choose_office)
        self.offices.saved.connect(self.load)
        self._version.activated.connect(lambda _place: self._show_version(self._version.currentData()))
        self.filing.shown.connect(self._show_version)
        self.filing.filed.connect(self._file)
        self.filing.opened.connect(lambda number: self.go.emit(OpenRequest(number)))
        self.tables.go.connect(self.go)
        self._limit.clicked.connect(self._show_limit)
        self.report.written.connect(self._write)
        self.ledger.entered.connect(self.load)

    def _turn(self, step: int) -> None:
        self._tabs.choose_beside(step)
        self.focus_first()

    def _show_version(self, version: int) -> None:
        self.report.keep()
        self._wanted = version
        self.load()

    def _show(self, view: AnnualReportView) -> None:
        self._view = view
        offer_offices(self._office, self._subjects, view.subject)
        self._show_versions(view)
        self._balance.setText("勾稽相符" if view.tables.balanced else "勾稽不符")
        due = view.publish_by
        day = due.day or due.legal_day
        self._publish.setText(f"最迟 {day} 公布" if due.day else f"最迟 {day} 公布，放假安排未载入")
        self.tables.show_view(view)
        self.report.show_view(view)
        self.ledger.show_year(view.year, view.subject)
        self.offices.show_year(view.year)
        self._show_preview()

    def _show_limit(self) -> None:
        """How the day to publish by comes about."""
        if (view := self._view) is not None:
            self.go.emit(OpenLimit(ReportLimit(view.year, view.subject), Place.STATISTICS))

    def _choose_office(self, office: str) -> None:
        self._office.choose(TOGETHER if office == TOGETHER_ROW else office)
        self._show_office()
        self.show_tab(NARRATIVE if self._format.currentData() == "2007" else TABLE_3)
        self.focus_first()

    def _show_office(self) -> None:
        self.report.keep()
        self._wanted = _LATEST
        self.load()

    def _show_versions(self, view: AnnualReportView) -> None:
        """Which versions there are, and which one is shown."""
        self._version.clear()
        self._version.addItem("现在的数", _NOW)
        for one in view.filed:
            self._version.addItem(f"第 {one.version} 版（已报送）", one.version)
        self._version.choose(_NOW if view.shown is None else view.shown.version)
        self._version.setVisible(bool(view.filed))
        self._publish.setVisible(not view.filed)
        self._frozen.setVisible(view.shown is not None)
        if view.shown is not None:
            self._frozen.setText(f"已冻结 {view.shown.filed_at:%Y-%m-%d}")
            if self._format.currentData() != view.form:
                self._format.choose(view.form)
                self._fill_tabs()
        self.filing.show_view(view, self._clerk)
        self._compare(view)

    def _compare(self, view: AnnualReportView) -> None:
        """What differs from the version that is shown, or from the last one that was filed; found meanwhile."""
        if not view.filed:
            self._show_differences(None, ())
            return
        version = view.filed[-1].version if view.shown is None else view.shown.version
        reports = self._casework.annual_reports
        self._operations.run_long(
            self,
            "正在核对报送后的变动",
            lambda _progress: reports.differences(view.year, version, view.subject),
            lambda found: self._show_differences(version, found),
            changing=False,
            cancellable=False,
            lane="annual-differences",
        )

    def _show_differences(self, version: int | None, found: tuple[Difference, ...]) -> None:
        self._changed.setVisible(bool(found))
        self._changed.setText(f"报送后变动 {len(found)} 处")
        self.filing.show_differences(version, found)

    def _file(self, by: str, why: str) -> None:
        view, reports = self._view, self._casework.annual_reports
        if view is None:
            return

        def filed(_changes: Changes) -> None:
            self.told.emit(f"已报送：{view.title}")
            self._show_version(_LATEST)

        self._operations.run_long(
            self,
            f"正在报送并冻结{view.year}年年报",
            lambda _progress: reports.file(view.year, view.form, by=by, note=why, subject=view.subject),
            filed,
            lambda failure: self.filing.refuse(failure.sentence),
            cancellable=False,
            trigger=self.filing.button,
        )

    def _show_preview(self) -> None:
        view = self._view
        if view is None or self._pages.currentWidget() is not self.preview:
            return
        reports = self._casework.annual_reports
        self._operations.run_query(self, lambda: reports.pdf(view), self.preview.show_pdf, lane="annual-preview")

    def _write(self, section: str, text: str | None) -> None:
        """Saves a text of the report that is shown, whatever was chosen meanwhile."""
        view, casework = self._view, self._casework
        if view is None:
            return

        def write() -> Changes:
            by = casework.settings.office().clerk or SYSTEM_ACTOR
            return casework.annual_reports.write(view.year, view.form, section, text, by=by, subject=view.subject)

        self._operations.run_change(self, write, lambda _changes: self.load())
