"""文书: registers and drafts, a letter being written, an issued letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from db.records import Changes
from desktop.casework.casework import Casework
from desktop.casework.letters.batches import BatchPaper, BatchResult
from desktop.casework.letters.letter_views import Issued, LetterDraft
from desktop.casework.registers.register_views import Register
from desktop.counter.batch_page import BATCH_KEY, BatchMode, BatchPage
from desktop.counter.batch_result import BatchResultPage, summary_of
from desktop.counter.inquiry_page import InquiryPage
from desktop.counter.issued_page import IssuedPage
from desktop.counter.letter_page import LetterPage
from desktop.counter.letter_register import (
    MOST,
    POSTING_KEY,
    SHELVES,
    LetterRegister,
    Shelf,
    blank_form_line,
    delivery_line,
    draft_line,
    register_line,
)
from desktop.counter.outcome_page import OutcomePage
from desktop.counter.papers_page import PaperChoice, PapersPage
from desktop.counter.posting_page import PostingPage
from desktop.widgets.choices import part_key
from desktop.widgets.line_table import Line
from desktop.widgets.operations import Operations
from desktop.widgets.pages import Pages
from desktop.widgets.screen import (
    Action,
    Destination,
    OpenBatch,
    OpenBlankForm,
    OpenLetter,
    OpenPlace,
    OpenRegister,
    OpenRequest,
    Place,
    Screen,
    TakeStep,
)
from desktop.widgets.workplace import PrintPurpose
from resources.vocabulary import LetterKind, Outcome


class Letters(Screen):
    """The place of the papers. A step that writes a letter leads here."""

    help_page = "letters"

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__(casework, operations)
        self.register = LetterRegister(casework.context.today())
        self.outcomes = OutcomePage()
        self.inquiries = InquiryPage()
        self.letter = LetterPage(casework, operations)
        self.issued = IssuedPage(casework, operations)
        self.blanks = PapersPage("空白表格", operations)
        self.posting = PostingPage(casework, operations)
        self.batch = BatchPage(casework, operations)
        self.batch_result = BatchResultPage(operations)
        self._numbers: tuple[str, ...] = ()
        self._batch_from = Place.LETTERS
        self._stack = Pages()
        for page in (self.register, self.outcomes, self.inquiries, self.letter, self.issued, self.blanks, self.posting):
            self._stack.addWidget(page)
        self._stack.addWidget(self.batch)
        self._stack.addWidget(self.batch_result)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._connect()
        self._connect_batches()

    @property
    def subject(self) -> str:
        front = self._stack.currentWidget()
        screen = self.letter.screen_shown
        if front is self.letter and screen is not None:
            return f"{screen.title} {'、'.join(screen.draft.requests)}"
        letter = self.issued.letter
        if front is self.issued and letter is not None:
            return f"已定稿 {letter.title} {letter.number or ''}".rstrip()
        return ""

    def opened(self) -> None:
        if self._stack.currentWidget() is self.register:
            self._load_register()
            self.register.focus_rows()

    def left(self) -> None:
        self.letter.save()

    def refresh(self, changes: Changes) -> None:
        if changes.calendar:
            self.register.set_today(self.casework.context.today())
        if changes.letters or changes.drafts or changes.requests or changes.calendar:
            self._load_register()
        if changes.requests and self._stack.currentWidget() is self.issued:
            self.issued.reload()
        if changes.requests and self._stack.currentWidget() is self.posting:
            self.posting.load()
        if (changes.settings or changes.wording) and self._stack.currentWidget() is self.letter:
            self.letter.reload()

    def visit(self, destination: Destination) -> bool:
        if isinstance(destination, OpenLetter):
            self.show_letter(destination.letter_id)
            return True
        if isinstance(destination, OpenBatch):
            self.show_batch(destination.numbers, destination.origin)
            return True
        if isinstance(destination, OpenBlankForm):
            self.show_blank_form(destination.name)
            return True
        if isinstance(destination, TakeStep) and destination.step.writes_letter:
            self._begin(destination)
            return True
        return False

    def offers(self) -> Sequence[Action]:
        return (
            *(
                Action(f"文书：{name}", partial(self.show_shelf, shelf), part_key(place))
                for place, (shelf, name) in enumerate(SHELVES.items())
            ),
            Action("交寄清单", self.show_posting, POSTING_KEY),
            Action("当日信封", self.show_envelopes, BATCH_KEY),
            Action("打印、导出登记簿", self._print_register, "Ctrl+P"),
        )

    def show_letter(self, letter_id: str) -> None:
        """Brings an issued letter to the front."""
        self.letter.save()
        self._stack.setCurrentWidget(self.issued)
        self.issued.show_letter(letter_id)

    def show_blank_form(self, name: str) -> None:
        """Brings a form for the counter to the front."""
        self.letter.save()
        file_papers = self.casework.file_papers
        choices = [
            PaperChoice(form.name, partial(file_papers.blank, form), form.use) for form in file_papers.blank_forms()
        ]
        self._stack.setCurrentWidget(self.blanks)
        self.blanks.show_papers("", choices, name)

    def show_posting(self) -> None:
        """Brings what goes to the post today to the front."""
        self.letter.save()
        self._stack.setCurrentWidget(self.posting)
        self.posting.show_day()

    def show_batch(self, numbers: Sequence[str], origin: Place = Place.LETTERS) -> None:
        """Brings what can be done for many requests to the front; it is left for ``origin``."""
        self._batch_from = origin
        self.letter.save()
        self._stack.setCurrentWidget(self.batch)
        self.batch.show_numbers(numbers)

    def show_envelopes(self) -> None:
        """Brings today's envelopes to the front."""
        self._batch_from = Place.LETTERS
        self.letter.save()
        self._stack.setCurrentWidget(self.batch)
        self.batch.show_numbers((), BatchMode.ENVELOPES)

    def show_shelf(self, shelf: Shelf) -> None:
        """Brings a register to the front."""
        self.letter.save()
        self._stack.setCurrentWidget(self.register)
        self.register.choose_shelf(shelf)

    def _connect(self) -> None:
        self.register.wanted.connect(self._load_register)
        self.register.opened.connect(self._open_row)
        self.register.discarded.connect(self._discard)
        self.register.posting.clicked.connect(self.show_posting)
        self.register.print_button.clicked.connect(self._print_register)
        self.posting.returned.connect(lambda: self.show_shelf(Shelf.DELIVERIES))
        self.posting.told.connect(self.told)
        self.outcomes.chosen.connect(self._write_reply)
        self.inquiries.chosen.connect(self._write_inquiry)
        self.inquiries.returned.connect(lambda: self._return_to_request(self._numbers[0] if self._numbers else ""))
        self.outcomes.returned.connect(lambda: self._return_to_request(self._numbers[0] if self._numbers else ""))
        self.letter.returned.connect(self._return_to_request)
        self.letter.issued.connect(self._show_issued)
        self.issued.returned.connect(lambda: self.show_shelf(self.register.shelf_shown()))
        self.blanks.returned.connect(lambda: self.show_shelf(Shelf.BLANK_FORMS))
        self.blanks.told.connect(self.told)
        self.issued.request_wanted.connect(lambda number: self.go.emit(OpenRequest(number)))
        self.letter.told.connect(self.told)
        self._stack.currentChanged.connect(lambda _: self.showing.emit())
        self.letter.begun.connect(self.showing)
        self.issued.loaded.connect(self.showing)
        self.issued.told.connect(self.told)

    def _connect_batches(self) -> None:
        self.register.batch.clicked.connect(self.show_envelopes)
        self.batch.returned.connect(self._leave_batch)
        self.batch.writing.connect(self._write_batch)
        self.batch.ended.connect(self._show_batch_result)
        self.letter.batch_written.connect(self._issue_batch)
        self.batch_result.returned.connect(self._return_to_batch)
        self.batch_result.letter_wanted.connect(self.show_letter)
        self.batch_result.request_wanted.connect(lambda number: self.go.emit(OpenRequest(number)))
        self.batch.told.connect(self.told)
        self.batch_result.told.connect(self.told)

    def _write_batch(self, paper: BatchPaper, numbers: Sequence[str]) -> None:
        self._stack.setCurrentWidget(self.letter)
        self.letter.begin(numbers[:1], paper.kind, paper.outcome, batch=numbers)

    def _issue_batch(self, draft: LetterDraft, numbers: Sequence[str]) -> None:
        self._stack.setCurrentWidget(self.batch)
        self.batch.issue(draft, numbers)

    def _show_batch_result(self, result: BatchResult, purpose: PrintPurpose) -> None:
        self.told.emit(summary_of(result))
        self._stack.setCurrentWidget(self.batch_result)
        self.batch_result.show_result(result, purpose)

    def _print_register(self) -> None:
        """The register on the shelf, where it can be narrowed, printed and saved."""
        deliveries = self.register.shelf_shown() is Shelf.DELIVERIES
        self.go.emit(OpenRegister(Register.SERVICES if deliveries else Register.LETTERS))

    def _leave_batch(self) -> None:
        """Back to the list that the batch came from."""
        self.show_shelf(self.register.shelf_shown())
        if self._batch_from is not Place.LETTERS:
            self.go.emit(OpenPlace(self._batch_from))

    def _return_to_batch(self) -> None:
        self._stack.setCurrentWidget(self.batch)
        self.batch.load()

    def _begin(self, destination: TakeStep) -> None:
        """Opens the letter of a step; a reply asks for its result first."""
        step = destination.step
        others = tuple(number for number in destination.numbers if number != destination.number)
        self._numbers = (destination.number, *others)
        self.letter.save()
        if len(step.outcomes) > 1:
            self._stack.setCurrentWidget(self.outcomes)
            self.outcomes.show_outcomes(destination.number, step.outcomes, step.closed_outcomes)
        elif step.outcomes:
            self._write_reply(step.outcomes[0])
        elif step.letters:
            self._stack.setCurrentWidget(self.inquiries)
            self.inquiries.show_letters(destination.number, step.letters)
        elif step.letter is not None:
            self._stack.setCurrentWidget(self.letter)
            self.letter.begin(self._numbers, step.letter, None)

    def _write_inquiry(self, kind: LetterKind) -> None:
        self._stack.setCurrentWidget(self.letter)
        self.letter.begin(self._numbers[:1], kind, None)

    def _write_reply(self, outcome: Outcome) -> None:
        self._stack.setCurrentWidget(self.letter)
        self.letter.begin(self._numbers, outcome.letter, outcome)

    def _show_issued(self, issued: Issued) -> None:
        self.told.emit(f"已定稿：{issued.letter.title}　{issued.letter.number or ''}")
        self._stack.setCurrentWidget(self.issued)
        self.issued.show_letter(issued.letter.id, just_issued=True)

    def _return_to_request(self, number: str) -> None:
        if number:
            self._stack.setCurrentWidget(self.register)
            self._load_register()
            self.go.emit(OpenRequest(number))
        else:
            self.show_shelf(self.register.shelf_shown())

    def _load_register(self) -> None:
        shelf, year = self.register.shelf_shown(), self.register.year_shown()
        letters = self.casework.letters
        loaders: dict[Shelf, Callable[[], list[Line]]] = {
            Shelf.REGISTER: lambda: [register_line(found) for found in letters.register(year, MOST)],
            Shelf.DELIVERIES: lambda: [delivery_line(found) for found in letters.deliveries(MOST)],
            Shelf.DRAFTS: lambda: [draft_line(found) for found in letters.drafts()],
            Shelf.BLANK_FORMS: lambda: [blank_form_line(found) for found in self.casework.file_papers.blank_forms()],
        }
        load = loaders[shelf]
        self.operations.run_query(
            self, lambda: (shelf, load()), lambda found: self.register.show_lines(*found), lane="letter_register"
        )

    def _open_row(self, shelf: Shelf, target: str) -> None:
        if shelf is Shelf.DRAFTS:
            self._stack.setCurrentWidget(self.letter)
            self.letter.resume(target)
        elif shelf is Shelf.BLANK_FORMS:
            self.show_blank_form(target)
        else:
            self.show_letter(target)

    def _discard(self, draft_id: str) -> None:
        discard = self.casework.letters.discard
        self.operations.run_change(self, lambda: discard(draft_id), lambda _: self.told.emit("草稿已删除"))
