"""An issued letter: its stored bytes, what is known of it, printing, envelope, proof of service, and voiding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from db.records import Changes, Letter
from desktop.casework.casework import Casework
from desktop.casework.letters.reply_letters import REPLIES, SENT_NOTICES
from desktop.casework.views import Paper
from desktop.counter.copy_choice import CopyChoice
from desktop.counter.issued_forms import return_of, service_of
from desktop.counter.issued_letter import FoundLetter, came_back, find_letter, is_signed, lacks_proof
from desktop.counter.left_forms import LeftForms
from desktop.counter.letter_facts import FactRows, letter_facts
from desktop.counter.reason_form import ReasonForm
from desktop.counter.step_frame import StepFrame
from desktop.widgets.action_bar import ActionBar
from desktop.widgets.buttons import Button, ButtonKind, secondary
from desktop.widgets.confirm_dialog import ConfirmDialog
from desktop.widgets.labels import Card, ElidedLabel, label, page_title, row
from desktop.widgets.operations import Failure, Operations
from desktop.widgets.pages import Pages
from desktop.widgets.paper_printing import PaperPrinting
from desktop.widgets.pdf_preview import PdfPreview
from desktop.widgets.tokens import CARD_GAP, NOTE, PAGE_EDGE
from desktop.widgets.workplace import PrintPurpose
from resources.vocabulary import LetterKind

_LEFT_WIDTH = 736


@dataclass(frozen=True, slots=True)
class _Reprint:
    paper: Paper
    changes: Changes


class IssuedPage(QWidget):
    """Nothing here changes the letter. What was sent, and when, is recorded beside it."""

    returned = Signal()
    request_wanted = Signal(str)
    loaded = Signal()
    told = Signal(str)

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self._found: FoundLetter | None = None
        self._letter_id = ""
        self._unprinted = False
        self._printed: set[tuple[str, ...]] = set()
        self._printing = PaperPrinting(self, operations, self.told.emit)
        self._title = page_title("")
        self._number = label("", second=True)
        self._facts = FactRows()
        self.copies = CopyChoice()
        self._left = Pages()
        self._form: StepFrame | None = None
        self._left_forms = LeftForms()
        self.preview = PdfPreview("存档原件 A4")
        self.print_button = Button("打印", "Ctrl+P", kind=ButtonKind.PRIMARY, icon="print")
        self.save_button = secondary("另存 PDF", "Ctrl+S", icon="save")
        self.envelope_button = secondary("信封", "Ctrl+F", icon="envelope")
        self.serve_button = secondary("登记送达", "F12")
        self.return_button = secondary("退件", "Shift+F12")
        self.receipt_button = secondary("送达回证", "Ctrl+R")
        self.request_button = secondary("申请", "Ctrl+J")
        self.void_button = secondary("作废", "Ctrl+Shift+V")
        self._state = ElidedLabel(size=NOTE, second=True)
        self._lay_out()
        self._connect()

    @property
    def letter_id(self) -> str:
        """The letter on show."""
        return self._letter_id

    @property
    def letter(self) -> Letter | None:
        """The letter on show, once it is loaded."""
        return None if self._found is None else self._found.letter

    @property
    def form(self) -> StepFrame | None:
        """The form of the service or of the voiding, while it is open."""
        return self._form

    def show_letter(self, letter_id: str, *, just_issued: bool = False) -> None:
        """Loads a letter with its stored bytes. The first printing of a letter just issued is no reprint."""
        self._set_form_aside()
        self._close_form()
        self._unprinted = just_issued
        self._printed = set()
        self._letter_id = letter_id
        self.copies.begin()
        self._load_another()
        self._focus_bar()
        if (left := self._left_forms.take(letter_id)) is not None:
            self._put_form(left)

    def reload(self) -> None:
        """Loads the letter again."""
        letter_id, casework, numbers = self._letter_id, self._casework, self.copies.numbers()
        if letter_id:
            self._operations.run_query(
                self, lambda: find_letter(casework, letter_id, numbers), self._show, self._failed, lane="issued_letter"
            )

    def _load_another(self) -> None:
        """Until the other letter or copy is there, no key may print, send or void the one before under its name."""
        self._found = None
        self.reload()

    def _lay_out(self) -> None:
        self._back = secondary("返回", "Esc")
        self._back.clicked.connect(self.returned)
        card = Card(padding=1, spacing=0)
        card.body.addWidget(self._facts)
        card.body.addStretch(1)
        self._left.addWidget(card)
        left = QVBoxLayout()
        left.setContentsMargins(PAGE_EDGE, CARD_GAP, CARD_GAP, CARD_GAP)
        left.setSpacing(CARD_GAP)
        left.addLayout(row(self._back, 4, self._title, 8, self._number, None))
        left.addWidget(self.copies)
        left.addWidget(self._left, 1)
        frame = QWidget()
        frame.setLayout(left)
        frame.setFixedWidth(_LEFT_WIDTH + PAGE_EDGE + CARD_GAP)
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(frame)
        both.addWidget(self.preview, 1)
        both.addStretch(0)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(both, 1)
        page.addWidget(self._action_bar())

    def _action_bar(self) -> ActionBar:
        bar = ActionBar()
        for part in (self.request_button, self.void_button):
            bar.line.addWidget(part)
        bar.line.addWidget(self._state, 1)
        buttons = (self.receipt_button, self.envelope_button, self.save_button, self.return_button, self.serve_button)
        for part in (*buttons, self.print_button):
            bar.line.addWidget(part)
        return bar

    def _connect(self) -> None:
        self.copies.chosen.connect(self._load_another)
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save)
        self.envelope_button.clicked.connect(self._print_envelope)
        self.serve_button.clicked.connect(self._open_service)
        self.return_button.clicked.connect(self._open_return)
        self.receipt_button.clicked.connect(self._print_receipt)
        self.void_button.clicked.connect(self._open_voiding)
        self.request_button.clicked.connect(self._open_request)

    def _show(self, found: FoundLetter) -> None:
        self._found = found
        letter = found.letter
        had_keys = QApplication.focusWidget()
        self._title.setText(letter.title)
        self._number.setText(letter.number or "")
        self.copies.show_copies(found.copies)
        self._facts.show_rows(letter_facts(letter, found.deliveries, found.wording, several=len(found.copies) > 1))
        if found.paper is not None:
            self.preview.show_pdf(found.paper.pdf)
        self.preview.setVisible(found.paper is not None)
        void = letter.void_reason is not None
        is_reply = letter.kind in REPLIES
        sent = found.sent(self.copies.numbers())
        back = came_back(sent)
        for button in (self.print_button, self.save_button):
            button.setVisible(found.paper is not None)
        self.envelope_button.setVisible(not void)
        is_sent = is_reply or letter.kind in SENT_NOTICES
        signed = is_signed(sent)
        self.serve_button.setVisible(is_sent and not void and (back or not signed or lacks_proof(sent)))
        self.serve_button.setText(_serving(back=back, sent=bool(sent), signed=signed))
        self.return_button.setVisible(is_sent and not void and bool(sent) and not back and not signed)
        self.receipt_button.setVisible(is_sent and not void)
        self.void_button.setVisible(not void)
        self._state.set_whole(found.no_paper)
        if had_keys is not None and self.isAncestorOf(had_keys) and not had_keys.isVisible():
            self._focus_bar()
        self.loaded.emit()

    def _failed(self, failure: Failure) -> None:
        self._state.set_whole(failure.sentence)

    def _print(self) -> None:
        """The first printing is part of issuing; later ones are recorded as reprints."""
        if self._found is None or self._found.paper is None:
            return
        void = self._found.letter.void_reason is not None
        if self._unprinted and not void and self.copies.numbers() not in self._printed:
            self._printed.add(self.copies.numbers())
            self._printing.print_now(self._found.paper, self.print_button)
            return
        letter_id, letters, numbers = self._letter_id, self._casework.letters, self.copies.numbers()
        before = "作废的文书，只供存卷。" if void else ""
        self._operations.run_change(
            self,
            lambda: _Reprint(*letters.reprint(letter_id, numbers)),
            lambda reprint: self._printing.print_now(reprint.paper, self.print_button, before=before),
            self._failed,
            trigger=self.print_button,
        )

    def _save(self) -> None:
        if self._found is not None and self._found.paper is not None:
            self._printing.save(self._found.paper.pdf, f"{self._found.paper.name.removesuffix('.pdf')}.pdf")

    def _print_envelope(self) -> None:
        letter_id, envelope = self._letter_id, self._casework.letters.envelope
        number = next(iter(self.copies.numbers()), None)
        self._printing.print_composed(
            lambda: envelope(letter_id, number), self.envelope_button, purpose=PrintPurpose.ENVELOPES
        )

    def _open_service(self) -> None:
        found, numbers = self._found, self.copies.numbers()
        if found is not None:
            self._open_form(
                lambda: service_of(
                    self._casework, self._operations, found.letter, numbers, found.sent(numbers), found.way
                )
            )

    def _open_return(self) -> None:
        found, numbers = self._found, self.copies.numbers()
        if found is not None:
            self._open_form(lambda: return_of(self._casework, self._operations, found.letter, numbers))

    def _print_receipt(self) -> None:
        """L31 for the letter on show, filled with what is known."""
        if self._found is None or not self._found.letter.requests:
            return
        letter, papers = self._found.letter, self._casework.file_papers
        number = next(iter(self.copies.numbers() or letter.requests))
        kind, letter_id = LetterKind.SERVICE_RECEIPT, letter.id
        self._printing.print_composed(lambda: papers.of_request(number, kind, letter_id), self.receipt_button)

    def _open_voiding(self) -> None:
        if self._found is None:
            return
        self._open_form(self._voiding_form)
        self.told.emit(f"作废 {self._found.letter.title} 需要写明原因")

    def _voiding_form(self) -> StepFrame:
        form = ReasonForm("作废文书", "字号留在登记簿中，写明原因；答复作废后申请重新进入办理。", "作废")
        form.given.connect(self._ask_to_void)
        return form

    def _ask_to_void(self, reason: str) -> None:
        if self._found is None:
            return
        letter = self._found.letter
        lines = (f"{letter.title}　{letter.number or ''}", f"原因：{reason}", "作废后不能恢复。")
        dialog = ConfirmDialog(self.window(), "作废这份文书？", lines, "作废")
        dialog.finished.connect(lambda result: self._void(reason) if result == QDialog.DialogCode.Accepted else None)
        dialog.open()

    def _void(self, reason: str) -> None:
        void, letter_id = self._casework.letters.void, self._letter_id
        trigger = self._form.confirm_button if self._form is not None else self.void_button
        self._operations.run_change(
            self, lambda: void(letter_id, reason), self._voided, self._not_voided, trigger=trigger
        )

    def _voided(self, _: Changes) -> None:
        self._after_recording("文书已作废，字号保留")

    def _not_voided(self, failure: Failure) -> None:
        if self._form is not None:
            self._form.refuse(failure.sentence)

    def _open_form(self, make: Callable[[], StepFrame]) -> None:
        """Opens the form that ``make`` makes, once one that is open may be given up."""
        if self._form is None:
            self._begin_form(make())
        else:
            self._form.leave(lambda: self._begin_form(make()))

    def _begin_form(self, form: StepFrame) -> None:
        self._close_form()
        form.returned.connect(self._close_form)
        form.recorded.connect(self._after_recording)
        self._put_form(form)

    def _put_form(self, form: StepFrame) -> None:
        self._form = form
        # Its own 返回 takes Esc while it is open.
        self._back.hide()
        self._left.addWidget(form)
        self._left.setCurrentWidget(form)
        form.focus_first()

    def _set_form_aside(self) -> None:
        """What was typed for the letter on show waits until it is shown again."""
        form = self._form
        if form is None or not form.typed():
            return
        self._left_forms.keep(self._letter_id, form)
        self._left.removeWidget(form)
        form.hide()
        self._form = None
        self._back.show()

    def _close_form(self) -> None:
        if self._form is None:
            return
        form, self._form = self._form, None
        self._left.removeWidget(form)
        form.hide()
        form.deleteLater()
        self._back.show()
        self._focus_bar()

    def _focus_bar(self) -> None:
        """Puts the focus on the first thing that can be done; a letter without a file cannot be printed."""
        buttons = (self.print_button, self.serve_button, self.envelope_button, self.request_button)
        next((button for button in buttons if button.isVisible()), self._back).setFocus(Qt.FocusReason.OtherFocusReason)

    def _after_recording(self, sentence: str) -> None:
        self._close_form()
        self.told.emit(sentence)
        self.reload()

    def _open_request(self) -> None:
        if self._found is not None and self._found.letter.requests:
            self.request_wanted.emit(self._found.letter.requests[0])


def _serving(*, back: bool, sent: bool, signed: bool) -> str:
    """What the button of the service does now."""
    if back:
        return "再次送达"
    if not sent:
        return "登记送达"
    return "补登凭证" if signed else "补登签收"
