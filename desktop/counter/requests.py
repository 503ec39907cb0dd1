"""申请: the list of requests with its word filters, the page of one, its proof and its files."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records import Changes
from desktop.casework.casework import Casework
from desktop.casework.letters.file_papers import FilePaper
from desktop.casework.requests.requests import Numbers, RequestFilter
from desktop.casework.requests.requests import RequestPage as Rows
from desktop.casework.views import Chip
from desktop.counter.batch_page import BATCH_KEY
from desktop.counter.files import FilesPage
from desktop.counter.papers_page import PaperChoice, PapersPage
from desktop.counter.proof import ProofPage
from desktop.counter.request_list import RequestList
from desktop.counter.request_page import RequestPage
from desktop.widgets.operations import Operations, Progress
from desktop.widgets.pages import Pages
from desktop.widgets.screen import (
    Action,
    Destination,
    OpenBatch,
    OpenLimit,
    OpenPlace,
    OpenRequest,
    Place,
    Screen,
    TakeStep,
)
from desktop.widgets.timers import once_after

_log = logging.getLogger(__name__)

_LOAD_AFTER = 60
"""Milliseconds a row must stay selected before its request is loaded, so that holding Down stays smooth."""


class Requests(Screen):
    """All requests of the office; the selected one beside the list."""

    help_page = "requests"

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__(casework, operations)
        self.list = RequestList(casework.context.today())
        self.page = RequestPage(casework, operations)
        self.proof = ProofPage(casework, operations)
        self.files = FilesPage(casework, operations)
        self.papers = PapersPage("案卷表格", operations)
        self._wanted: str | None = None
        self._shown_filter = RequestFilter()
        self._after: str | None = None
        self._loaded = False
        self._origin: Place | None = None
        self._settle = once_after(self, _LOAD_AFTER, self._show_chosen)
        self._stack = Pages()
        self._lay_out()
        self._connect()

    @property
    def subject(self) -> str:
        if self._origin is not None:
            return self.proof.subject
        view = self.page.view
        return "" if view is None else view.number

    def opened(self) -> None:
        self.left()
        if not self._loaded:
            self._load_list()
        else:
            self.page.reload()
        if self._stack.currentIndex() == 0:
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def left(self) -> None:
        if self._origin is not None:
            self._origin = None
            self._stack.setCurrentIndex(0)

    def refresh(self, changes: Changes) -> None:
        if self._origin is not None:
            self.proof.reload()
        if changes.calendar:
            self.list.filters.set_today(self.casework.context.today())
        if not (changes.requests or changes.letters or changes.calendar or changes.settings):
            return
        self._load_list()
        if changes.calendar or changes.settings or self.page.number in changes.requests:
            self.page.reload()
            self.proof.reload()

    def visit(self, destination: Destination) -> bool:
        if isinstance(destination, OpenRequest):
            self.show_request(destination.number)
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if isinstance(destination, OpenLimit):
            self._origin = destination.origin
            self._stack.setCurrentWidget(self.proof)
            self.proof.show_office_limit(destination.limit)
            return True
        if isinstance(destination, TakeStep) and not destination.step.writes_letter:
            self.show_request(destination.number)
            self.page.take(destination.step)
            return True
        return False

    def offers(self) -> Sequence[Action]:
        return (*self.page.offers(), Action("成批办理（清单里的申请）", self._open_batch, BATCH_KEY))

    def show_request(self, number: str) -> None:
        """Brings a request to the front, in the list when the filters let it through."""
        self._origin = None
        self._stack.setCurrentIndex(0)
        self._wanted = number
        self.page.show_request(number)
        if not self._loaded:
            self._load_list()
        else:
            self._select_wanted()

    def show_proof(self, number: str) -> None:
        """Brings the proof of a limit to the front."""
        self._stack.setCurrentWidget(self.proof)
        self.proof.show_request(number)

    def show_papers(self, number: str) -> None:
        """Brings the forms of a request to the front; they name the applicant, so it is logged."""
        papers = self.casework.file_papers.papers
        self.operations.run_query(self, lambda: (number, papers(number)), self._show_papers, lane="papers_of_file")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+U shows the applicant while it is held down."""
        if event.key() == Qt.Key.Key_U and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not event.isAutoRepeat() and self._stack.currentIndex() == 0:
                self.page.reveal(True)
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_U, Qt.Key.Key_Control) and not event.isAutoRepeat():
            self.page.reveal(False)
        super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another window in front hides the applicant again."""
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.page.reveal(False)
        super().changeEvent(event)

    def _lay_out(self) -> None:
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.list)
        line.addWidget(self.page, 1)
        for part in (both, self.proof, self.files, self.papers):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _connect(self) -> None:
        self.list.filters.changed.connect(self._filter_changed)
        self.list.model.more_wanted.connect(self._load_more)
        self.list.on_chosen(lambda number: self._settle.start())
        self.list.view.entered_row.connect(self._enter_page)
        self.list.batch.clicked.connect(self._open_batch)
        self.page.go.connect(self.go)
        self.page.told.connect(self.told)
        self.page.shown.connect(self.showing)
        self.proof.loaded.connect(self.showing)
        self.page.proof_wanted.connect(self.show_proof)
        self.page.files_wanted.connect(self._show_files)
        self.page.papers_wanted.connect(self.show_papers)
        for other in (self.proof, self.files, self.papers):
            other.returned.connect(self._return)
            other.told.connect(self.told)

    def _open_batch(self) -> None:
        """What can be done for all requests that the filters leave, also those further down that are not loaded."""
        wanted, requests = self.list.filters.chosen(), self.casework.requests
        self.operations.run_query(self, lambda: requests.numbers(wanted), self._go_to_batch, trigger=self.list.batch)

    def _go_to_batch(self, found: Numbers) -> None:
        if found.more:
            self.told.emit(f"成批办理一次最多 {len(found.numbers)} 件，其余的改选上面的条件再办")
        self.go.emit(OpenBatch(found.numbers, Place.REQUESTS))

    def _filter_changed(self) -> None:
        self._wanted = None
        self._load_list()

    def _load_list(self) -> None:
        self._loaded = True
        wanted = self.list.filters.chosen()
        requests = self.casework.requests

        def ask(progress: Progress) -> tuple[RequestFilter, Rows, tuple[str, ...]]:
            return wanted, requests.page(wanted, report=progress.report), requests.departments()

        self.operations.run_long(
            self,
            "正在查申请",
            ask,
            self._show_list,
            changing=False,
            lane="request_list",
            on_stopped=lambda: self.told.emit("已停下，没有查完；改选上面的条件可以重新查"),
        )

    def _show_list(self, found: tuple[RequestFilter, Rows, tuple[str, ...]]) -> None:
        wanted, rows, departments = found
        if self._wanted is None:
            self._wanted = self.list.chosen_number()
        self._shown_filter = wanted
        self._after = rows.after
        self.list.filters.show_departments(departments)
        self.list.model.replace(rows.rows, more=rows.after is not None)
        self.list.show_total(rows.total or 0, wanted.standing)
        self._select_wanted()

    def _load_more(self) -> None:
        wanted, after, requests = self._shown_filter, self._after, self.casework.requests
        self.operations.run_query(
            self, lambda: (after, requests.page(wanted, after)), self._show_more, lane="request_list"
        )

    def _show_more(self, found: tuple[str | None, Rows]) -> None:
        asked_after, rows = found
        if asked_after != self._after:
            return
        self._after = rows.after
        self.list.model.append(rows.rows, more=rows.after is not None)

    def _select_wanted(self) -> None:
        """Selects what was asked for; a request that the filters hold back stays on the page, without a row."""
        wanted = self._wanted
        if self.list.select(wanted):
            self._wanted = None
        elif wanted is not None:
            self.list.view.clearSelection()
        elif rows := self.list.model.rows():
            self.list.select(rows[0].number)
        else:
            self.page.show_request(None)

    def _show_chosen(self) -> None:
        number = self.list.chosen_number()
        if number is not None and number != self.page.number:
            self.page.show_request(number)

    def _enter_page(self) -> None:
        self._show_chosen()
        self.page.focus_steps()

    def _show_files(self, chip: Chip) -> None:
        if self.page.number is not None:
            self._stack.setCurrentWidget(self.files)
            self.files.show_files(self.page.number, chip)

    def _show_papers(self, found: tuple[str, tuple[FilePaper, ...]]) -> None:
        number, papers = found
        if number != self.page.number:
            return
        _log.info("forms of request %s shown", number)
        of_request = self.casework.file_papers.of_request
        choices = [PaperChoice(paper.name, partial(of_request, number, paper.kind, paper.letter)) for paper in papers]
        self._stack.setCurrentWidget(self.papers)
        self.papers.show_papers(number, choices)

    def _return(self) -> None:
        if self._origin is not None:
            self.go.emit(OpenPlace(self._origin))
            return
        self._stack.setCurrentIndex(0)
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)
