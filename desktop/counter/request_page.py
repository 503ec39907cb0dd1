"""The page of one request: head, limit, what happened, what may be done next, and the small form of a step."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.casework import Casework
from desktop.casework.figures.request_cells import RequestCells
from desktop.casework.steps.dispute_views import DisputesView, DisputeView
from desktop.casework.steps.disputes import Disputes
from desktop.casework.views import Chip, ChipKind, RequestView, StepView
from desktop.counter.counted_cells import CountedCells
from desktop.counter.dispute_form import DisputeForm
from desktop.counter.dispute_panel import FILE_KEY, DisputePanel
from desktop.counter.full_text import FullText
from desktop.counter.left_forms import LeftForms
from desktop.counter.request_head import CELLS_KEY, EDGE_RING, PAPERS_KEY, RequestHead
from desktop.counter.split_form import SPLIT_KEY, SplitForm
from desktop.counter.step_forms import form_for
from desktop.counter.step_frame import StepFrame
from desktop.widgets.buttons import small
from desktop.widgets.labels import heading, label, note, row
from desktop.widgets.limit_card import LimitCard
from desktop.widgets.operations import Operations
from desktop.widgets.pages import Pages
from desktop.widgets.screen import Action, OpenLetter, TakeStep
from desktop.widgets.step_buttons import StepPanel
from desktop.widgets.step_keys import step_key
from desktop.widgets.timeline import Timeline
from desktop.widgets.tokens import CARD_GAP, GRID, PAGE_EDGE
from resources.vocabulary import EventKind, State

_log = logging.getLogger(__name__)
_log.setLevel(logging.INFO)

_ENDED = (State.AWAITING_SERVICE, State.FINISHED, State.VOIDED)


class RequestPage(QWidget):
    """Shows one request. Loads it in the background; a newer wish outruns an older one."""

    go = Signal(object)
    shown = Signal()
    told = Signal(str)
    proof_wanted = Signal(str)
    files_wanted = Signal(Chip)
    papers_wanted = Signal(str)

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self._number: str | None = None
        self._view: RequestView | None = None
        self._pending: EventKind | None = None
        self._head = RequestHead()
        self._limit = LimitCard()
        self._faults = label("", wrap=True)
        self._timeline = Timeline()
        self._timeline_note = note()
        self._steps = StepPanel()
        self._split = small("拆分", SPLIT_KEY)
        self._disputes = DisputePanel()
        self._disputes_known: DisputesView | None = None
        self._lower = Pages()
        self._lower.addWidget(self._overview())
        self._lower_part: QWidget | None = None
        self._form: StepFrame | None = None
        self._left = LeftForms()
        self._lay_out()
        self._connect()

    @property
    def number(self) -> str | None:
        """The request on show."""
        return self._number

    @property
    def view(self) -> RequestView | None:
        """The page as it was last loaded."""
        return self._view

    @property
    def form(self) -> StepFrame | None:
        """The form of the step that is being taken."""
        return self._form

    def show_request(self, number: str | None) -> None:
        """Loads another request; None empties the page."""
        if number == self._number:
            return
        self._set_form_aside()
        self._number = number
        self.close_form()
        self._head.hide_identity()
        self._disputes_known = None
        if number is None:
            self._view = None
            self._page.hide()
            return
        self.reload()
        if (left := self._left.take(number)) is not None:
            self._put_form(left)

    def reload(self) -> None:
        """Loads the request again."""
        number = self._number
        if number is None:
            return
        ask = self._casework.requests.view
        self._operations.run_query(self, lambda: ask(number), self._show, lane="request_page")
        disputes = Disputes(self._casework.context)
        self._operations.run_query(self, lambda: disputes.of(number), self._show_disputes, lane="disputes")

    def take(self, step: StepView) -> None:
        """Begins a step: a letter on its own screen, anything else in the form below."""
        if self._number is None:
            return
        if self._view is None or self._view.number != self._number:
            # The fields of a step are those of its request: they come with it.
            self._pending = step.kind
        elif step.writes_letter:
            self.go.emit(TakeStep(self._number, step))
        else:
            self._leave_form(partial(self._open_form, step))

    def reveal(self, shown: bool) -> None:
        """Shows who the applicant is while a key or the button is held; asking for it is logged."""
        number = self._number
        if not shown or number is None:
            self._head.hide_identity()
            return
        _log.info("identity of request %s shown", number)
        ask = self._casework.requests.identity
        self._head.await_identity()
        self._operations.run_query(self, lambda: ask(number), self._head.show_identity, lane="identity")

    def close_form(self) -> None:
        """Goes back to the timeline and the steps."""
        self._pending = None
        self._limit.show()
        self._lower.setCurrentIndex(0)
        if self._lower_part is not None:
            self._lower.removeWidget(self._lower_part)
            self._lower_part.hide()
            self._lower_part.deleteLater()
        self._lower_part = None
        self._form = None

    def _set_form_aside(self) -> None:
        """What was typed for the request on show waits until it is shown again."""
        form = self._form
        if form is None or self._number is None or not form.typed():
            return
        self._left.keep(self._number, form)
        self._lower.removeWidget(form)
        form.hide()
        self._lower_part = self._form = None

    def _leave_form(self, then: Callable[[], None]) -> None:
        """Does ``then``, once the form that is open may be given up."""
        if self._form is None:
            then()
        else:
            self._form.leave(then)

    def focus_steps(self) -> None:
        """Puts the focus where work goes on."""
        if self._form is not None:
            self._form.focus_first()
        else:
            self._steps.focus_first()

    def offers(self) -> Sequence[Action]:
        """What the search box can do with the request on show."""
        if self._view is None or self._view.number != self._number:
            return ()
        number = self._view.number
        steps = self._view.open_steps
        found = [Action(f"{step.name}　{number}", partial(self.take, step), step_key(step.kind)) for step in steps]
        if self._disputes_known is not None and self._disputes_known.closed is None:
            found.append(Action(f"登记复议、诉讼　{number}", lambda: self._open_dispute(None), FILE_KEY))
        if self._view.state not in _ENDED:
            found.append(Action(f"拆分申请　{number}", self._open_splitting, SPLIT_KEY))
        papers = Action(f"案卷表格　{number}", self._want_papers, PAPERS_KEY)
        cells = Action(f"计入报表　{number}", self.show_cells, CELLS_KEY)
        return (*found, Action(f"逐日核算　{number}", self._want_proof, "Ctrl+L"), papers, cells)

    def _lay_out(self) -> None:
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(PAGE_EDGE - EDGE_RING, CARD_GAP, PAGE_EDGE - EDGE_RING, CARD_GAP)
        column.setSpacing(GRID)
        column.addWidget(self._head)
        for part in (self._limit, self._faults):
            line = row(part)
            line.setContentsMargins(EDGE_RING, 0, EDGE_RING, 0)
            column.addLayout(line)
        column.addWidget(self._lower, 1)
        self._faults.hide()
        self._page.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._page)

    def _overview(self) -> QWidget:
        overview = QWidget()
        column = QVBoxLayout(overview)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        head = row(heading("经过"), self._timeline_note, None)
        head.setContentsMargins(EDGE_RING, 0, EDGE_RING, 0)
        column.addLayout(head)
        line = row(self._timeline)
        line.setContentsMargins(EDGE_RING, 0, EDGE_RING, 0)
        column.addLayout(line, 1)
        disputes = row(self._disputes)
        disputes.setContentsMargins(EDGE_RING, 0, EDGE_RING, 0)
        column.addLayout(disputes)
        column.addWidget(self._steps)
        return overview

    def _connect(self) -> None:
        self._limit.proof_wanted.connect(self._want_proof)
        self._timeline.chip_chosen.connect(self._open_chip)
        self._steps.taken.connect(self.take)
        self._steps.refused.connect(self.told)
        self._disputes.filing.connect(lambda: self._open_dispute(None))
        self._disputes.going_on.connect(self._open_dispute)
        self._head.reveal.pressed.connect(lambda: self.reveal(True))
        self._head.reveal.released.connect(lambda: self.reveal(False))
        self._head.full_text_wanted.connect(self._ask_for_full_text)
        self._head.papers.clicked.connect(self._want_papers)
        self._head.cells.clicked.connect(self.show_cells)
        self._steps.put_beside(self._split)
        self._split.clicked.connect(self._open_splitting)

    def _show(self, view: RequestView) -> None:
        self._view = view
        today = self._casework.context.today()
        self._head.show_request(view)
        self._limit.show_limit(view.limit, today)
        self._show_faults(view)
        self._timeline_note.setText(view.timeline_note)
        self._timeline.show_items(view.timeline, today)
        # While it waits for something, the form says why it cannot be split now.
        self._split.setVisible(view.state not in _ENDED)
        self._steps.show_steps(view.steps)
        self._page.show()
        self.shown.emit()
        pending, self._pending = self._pending, None
        step = next((step for step in view.open_steps if step.kind is pending), None)
        if step is not None:
            self.take(step)

    def _show_faults(self, view: RequestView) -> None:
        """Faults that no event of the timeline shows itself."""
        shown = {item.fault for item in view.timeline}
        left = [fault for fault in view.faults if fault not in shown]
        self._faults.setText("\n".join(left))
        self._faults.setVisible(bool(left))

    def _open_form(self, step: StepView) -> None:
        if self._view is not None:
            self._show_form(form_for(self._casework, self._operations, self._view, step, self.window()))

    def _show_disputes(self, view: DisputesView) -> None:
        self._disputes_known = view
        self._disputes.show_disputes(view)

    def _open_dispute(self, known: DisputeView | None) -> None:
        number, disputes = self._number, self._disputes_known
        if number is not None and disputes is not None:
            self._leave_form(
                lambda: self._show_form(DisputeForm(self._casework, self._operations, number, disputes, known))
            )

    def _open_splitting(self) -> None:
        view = self._view
        if view is not None and view.number == self._number:
            self._leave_form(lambda: self._show_form(SplitForm(self._casework, self._operations, view)))

    def _show_form(self, form: StepFrame) -> None:
        form.returned.connect(self._return_from_form)
        form.recorded.connect(self._after_recording)
        self.close_form()
        self._put_form(form)
        form.focus_first()

    def _put_form(self, form: StepFrame) -> None:
        self._form = form
        self._show_below(form)

    def _ask_for_full_text(self) -> None:
        if self._view is not None:
            self._leave_form(partial(self._show_full_text, self._view))

    def _show_full_text(self, view: RequestView) -> None:
        self.close_form()
        text = FullText("申请内容全文", view.content)
        text.returned.connect(self._return_from_form)
        self._show_below(text)
        text.focus_first()

    def show_cells(self) -> None:
        """Shows in which cells of which report the request counts."""
        number = self._number
        if number is None:
            return
        ask = self._casework.statistics.cells
        self._leave_form(lambda: self._operations.run_query(self, lambda: ask(number), self._show_cells, lane="cells"))

    def _show_cells(self, cells: RequestCells) -> None:
        if cells.number != self._number:
            return
        self.close_form()
        part = CountedCells(cells)
        part.returned.connect(self._return_from_form)
        self._show_below(part)
        part.focus_first()

    def _show_below(self, part: QWidget) -> None:
        """Puts a part where timeline and steps stand; a tall one takes the room of the limit in a low window."""
        room = self.visibleRegion().boundingRect().height()
        self._lower_part = part
        self._lower.addWidget(part)
        self._lower.setCurrentWidget(part)
        self._limit.setVisible(not room or self._page.minimumSizeHint().height() <= room)

    def _return_from_form(self) -> None:
        self.close_form()
        self._steps.focus_first()

    def _after_recording(self, sentence: str) -> None:
        self.close_form()
        self.told.emit(sentence)
        self._steps.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reload()

    def _want_proof(self) -> None:
        if self._number is not None:
            self.proof_wanted.emit(self._number)

    def _want_papers(self) -> None:
        if self._number is not None:
            self.papers_wanted.emit(self._number)

    def _open_chip(self, chip: Chip) -> None:
        if chip.kind is ChipKind.LETTER:
            self.go.emit(OpenLetter(chip.target))
        else:
            self.files_wanted.emit(chip)
