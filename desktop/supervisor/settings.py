"""设置: the office, the calendar, its papers, the terms of files, and the care for the store, chosen at the top."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from db.records import Changes
from desktop.casework.casework import Casework
from desktop.supervisor.calendar_page import CalendarPage
from desktop.supervisor.catalogue_page import CatalogueView
from desktop.supervisor.office_page import OfficePage
from desktop.supervisor.paper_page import PaperPage
from desktop.supervisor.parts import (
    CALENDAR,
    CATALOGUE,
    OFFICE,
    PAPER,
    PRINTING,
    RETENTION,
    SAFEKEEPING,
    SECTIONS,
    WORDING,
)
from desktop.supervisor.printing_page import PrintingPage
from desktop.supervisor.retention_page import RetentionPage
from desktop.supervisor.safekeeping_page import SafekeepingPage
from desktop.supervisor.wording_page import WordingsPage
from desktop.widgets.buttons import shortcut
from desktop.widgets.choices import Choice, Segmented, part_key
from desktop.widgets.labels import page_title, row
from desktop.widgets.operations import Operations
from desktop.widgets.pages import Pages
from desktop.widgets.screen import Destination, OpenPart, RestoreCopy, Screen
from desktop.widgets.tokens import CARD_GAP, PAGE_EDGE

Section = (
    OfficePage
    | CalendarPage
    | PaperPage
    | WordingsPage
    | CatalogueView
    | PrintingPage
    | RetentionPage
    | SafekeepingPage
)


class SettingsScreen(Screen):
    """The place 设置."""

    help_page = "settings"

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__(casework, operations)
        self.office = OfficePage(casework, operations)
        self.calendar = CalendarPage(casework, operations)
        self.paper = PaperPage(casework, operations)
        self.wording = WordingsPage(casework, operations)
        self.catalogue = CatalogueView(casework, operations)
        self.printing = PrintingPage(casework, operations)
        self.retention = RetentionPage(casework, operations)
        self.safekeeping = SafekeepingPage(casework, operations)
        self._sections: Mapping[str, Section] = {
            OFFICE: self.office,
            CALENDAR: self.calendar,
            PAPER: self.paper,
            WORDING: self.wording,
            CATALOGUE: self.catalogue,
            PRINTING: self.printing,
            RETENTION: self.retention,
            SAFEKEEPING: self.safekeeping,
        }
        self._which = Segmented("设置", tuple(Choice(code, name) for code, name in SECTIONS.items()))
        self._pages = Pages()
        self._lay_out()
        self._which.chosen.connect(lambda which: self.show_section(str(which)))
        for place, section in enumerate(SECTIONS):
            shortcut(self, part_key(place)).activated.connect(partial(self.show_section, section))
        for page in self._sections.values():
            page.told.connect(self.told)
        self.calendar.examined.connect(self.showing)
        self.catalogue.go.connect(self.go)
        self.safekeeping.backed_up.connect(self.backed_up)
        self.safekeeping.restore_wanted.connect(lambda file: self.go.emit(RestoreCopy(file)))

    def opened(self) -> None:
        self.show_section(self.section)

    def left(self) -> None:
        self.wording.keep()

    def refresh(self, changes: Changes) -> None:
        if changes.calendar:
            self.calendar.load()
        if changes.settings:
            self.office.load()
            self.paper.load()
        if changes.catalogue:
            self.catalogue.load()
        self.wording.refresh(changes)

    def visit(self, destination: Destination) -> bool:
        if isinstance(destination, OpenPart):
            self.show_section(destination.part)
            return True
        return False

    @property
    def subject(self) -> str:
        """The section, and whether a change of the calendar waits there."""
        waits = self.section == CALENDAR and self.calendar.examining
        return f"{SECTIONS[self.section]} · 改动待确认" if waits else SECTIONS[self.section]

    @property
    def help_heading(self) -> str:
        return SECTIONS[self.section]

    @property
    def section(self) -> str:
        """The section that is shown."""
        return str(self._which.value())

    def show_section(self, which: str) -> None:
        """Shows one of ``SECTIONS``."""
        self.wording.keep()
        self._which.set_value(which)
        page = self._sections[which]
        self._pages.setCurrentWidget(page)
        page.load()
        page.focus_first()
        self.showing.emit()

    def _lay_out(self) -> None:
        self._which.set_value(OFFICE)
        for page in self._sections.values():
            self._pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(PAGE_EDGE, 16, PAGE_EDGE, 16)
        whole.setSpacing(CARD_GAP)
        whole.addLayout(row(page_title("设置"), 8, self._which, None))
        whole.addWidget(self._pages, 1)
