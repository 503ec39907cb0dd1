"""设置: the office, the calendar, and the care for the store, chosen at the top."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.records import Changes
from desktop.casework.casework import Casework
from desktop.supervisor.calendar_page import CalendarPage
from desktop.supervisor.office_page import OfficePage
from desktop.supervisor.paper_page import PaperPage
from desktop.supervisor.safekeeping_page import SafekeepingPage
from desktop.widgets.choices import Choice, Segmented
from desktop.widgets.labels import page_title, row
from desktop.widgets.operations import Operations
from desktop.widgets.pages import Pages
from desktop.widgets.screen import Action, RestoreCopy, Screen
from desktop.widgets.tokens import CARD_GAP, PAGE_EDGE

OFFICE = "office"
CALENDAR = "calendar"
PAPER = "paper"
SAFEKEEPING = "safekeeping"
_SECTIONS = ((OFFICE, "单位"), (CALENDAR, "放假安排"), (PAPER, "文书版面"), (SAFEKEEPING, "备份与自查"))


class SettingsScreen(Screen):
    """The place 设置."""

    help_page = "settings"

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__(casework, operations)
        self.office = OfficePage(casework, operations)
        self.calendar = CalendarPage(casework, operations)
        self.paper = PaperPage(casework, operations)
        self.safekeeping = SafekeepingPage(casework, operations)
        self._which = Segmented("设置", tuple(Choice(code, name) for code, name in _SECTIONS))
        self._heads = Pages()
        self._pages = Pages()
        self._lay_out()
        self._which.chosen.connect(lambda which: self.show_section(str(which)))
        for page in (self.office, self.calendar, self.paper, self.safekeeping):
            page.told.connect(self.told)
        self.safekeeping.restore_wanted.connect(lambda file: self.go.emit(RestoreCopy(file)))

    def opened(self) -> None:
        self.show_section(self.section)

    def refresh(self, changes: Changes) -> None:
        if changes.calendar:
            self.calendar.load()
        if changes.settings:
            self.office.load()
            self.paper.load()

    def offers(self) -> Sequence[Action]:
        return tuple(Action(f"设置：{name}", partial(self.show_section, code)) for code, name in _SECTIONS)

    @property
    def section(self) -> str:
        """The section that is shown."""
        return str(self._which.value())

    def show_section(self, which: str) -> None:
        """Shows ``OFFICE``, ``CALENDAR``, ``PAPER`` or ``SAFEKEEPING``."""
        self._which.set_value(which)
        place = [code for code, _ in _SECTIONS].index(which)
        self._pages.setCurrentIndex(place)
        self._heads.setCurrentIndex(1 if which == CALENDAR else 0)
        page = (self.office, self.calendar, self.paper, self.safekeeping)[place]
        page.load()
        page.focus_first()

    def _lay_out(self) -> None:
        self._which.set_value(OFFICE)
        self._heads.addWidget(QWidget())
        self._heads.addWidget(self.calendar.head)
        self._heads.setFixedHeight(32)
        for page in (self.office, self.calendar, self.paper, self.safekeeping):
            self._pages.addWidget(page)
        top = row(page_title("设置"), 8, self._which, 8)
        top.addWidget(self._heads, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(PAGE_EDGE, 16, PAGE_EDGE, 16)
        whole.setSpacing(CARD_GAP)
        whole.addLayout(top)
        whole.addWidget(self._pages, 1)
