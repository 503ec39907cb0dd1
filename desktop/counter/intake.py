"""新收: four steps with the summary always at the right, from the envelope to the printed receipt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records import Changes
from desktop.casework.casework import Casework
from desktop.casework.intake.intake import IntakeIncomplete
from desktop.casework.intake.intake_views import DraftAttachment, DraftRow, IntakeDraft, IntakePreview, Registered
from desktop.casework.intake.on_the_spot import SpotReply, spot_refusal
from desktop.casework.letters.file_papers import FilePapers
from desktop.counter.chosen_files import Attached, attach_chosen, joined
from desktop.counter.draft_keeper import DraftKeeper
from desktop.counter.intake_applicant import ApplicantStep
from desktop.counter.intake_content import ContentStep
from desktop.counter.intake_receipt import ReceiptStep
from desktop.counter.intake_review import ReviewStep
from desktop.counter.intake_side import WIDTH as SIDE_WIDTH
from desktop.counter.intake_side import IntakeSide
from desktop.counter.intake_step import IntakeStep
from desktop.counter.spot_dialog import SpotDialog
from desktop.counter.step_header import StepHeader
from desktop.widgets.action_bar import ActionBar
from desktop.widgets.buttons import Button, primary, secondary, shortcut
from desktop.widgets.confirm_dialog import ConfirmDialog
from desktop.widgets.labels import Card, label, note, page_title, row
from desktop.widgets.operations import Failure, Operations
from desktop.widgets.pages import Pages
from desktop.widgets.paper_printing import PaperPrinting
from desktop.widgets.screen import Action, Destination, NewIntake, OpenRequest, Screen
from desktop.widgets.scrolled_column import ScrolledColumn
from desktop.widgets.tokens import CARD_GAP, FORM_PADDING, PAGE_EDGE
from resources.messages import say
from resources.vocabulary import LetterKind, Matter, Outcome

_NOTHING_SPOKEN = SpotReply(outcome=Outcome.ALREADY_PUBLIC, note="")
STEPS = ("收件", "申请人", "所需信息", "审查与登记")
_REVIEW = len(STEPS) - 1
_HINTS = (
    "Tab 顺序与阅读顺序一致；数字键 1–7 选渠道",
    "生僻字可以输入编码，如 U+2CC56，再按 Alt+X",
    "内容照抄申请人原话",
    "登记即取得编号；此后的改正以「更正登记」留痕，编号不收回",
)


class Intake(Screen):
    """The intake of one request."""

    help_page = "intake"

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__(casework, operations)
        context = casework.context
        self.receipt = ReceiptStep(context.clock, context.today())
        self.applicant = ApplicantStep()
        self.content = ContentStep()
        self.review = ReviewStep()
        self.steps: tuple[IntakeStep, ...] = (self.receipt, self.applicant, self.content, self.review)
        self.keeper = DraftKeeper(casework, operations, self)
        self._printing = PaperPrinting(self, operations, self.told.emit)
        self.side = IntakeSide()
        self._beside = ScrolledColumn(self.side, SIDE_WIDTH)
        self._step = 0
        self._others: tuple[DraftRow, ...] = ()
        self._faults: Mapping[str, str] = {}
        self._done: Sequence[bool] = (False,) * _REVIEW
        self._offered = False
        self._registering: str | None = None
        self._spoken = _NOTHING_SPOKEN
        """What was entered as the answer on the spot before the clerk went back."""
        self._header = StepHeader(STEPS)
        self._saved = label(second=True)
        self._other_drafts = secondary("其他草稿", "Ctrl+O")
        self._pages = Pages()
        self._bar = _StepBar()
        self._to_review = shortcut(self, "Ctrl+Return")
        self._lay_out()
        self._connect()
        self._show_draft(self.keeper.draft)
        self._show_step(0)

    def opened(self) -> None:
        self.receipt.set_today(self.casework.context.today())
        self._load_suggestions()
        self.keeper.ask_others()
        self.keeper.preview()
        self.steps[self._step].focus_first()

    def left(self) -> None:
        self.keeper.save()

    def refresh(self, changes: Changes) -> None:
        self.receipt.set_today(self.casework.context.today())
        self.keeper.refresh(changes)

    def visit(self, destination: Destination) -> bool:
        if not isinstance(destination, NewIntake):
            return False
        if destination.draft_id is not None:
            self.keeper.resume(destination.draft_id)
        elif not self.keeper.empty:
            self.keeper.begin()
        self._show_step(0)
        self.opened()
        return True

    def offers(self) -> Sequence[Action]:
        names = (Action(f"第 {place + 1} 步 {name}", partial(self.go_to, place)) for place, name in enumerate(STEPS))
        return [*names, Action("其他草稿", self._show_drafts, "Ctrl+O"), Action("放弃草稿", self._bar.discard.click)]

    def go_to(self, step: int) -> None:
        """Leads to a step, counted from 0; what is wrong in the step that is left is shown from now on."""
        if not 0 <= step < len(STEPS):
            return
        self.steps[self._step].try_all(self._faults)
        self.told.emit("")
        self.keeper.save()
        self._show_step(step)
        self.steps[step].focus_first()

    def register(self, *, printed: bool) -> None:
        """Registers the draft, and sends its receipt to the printer when ``printed``."""
        self._register(
            lambda draft: self.casework.intake.register(draft),
            lambda registered: self._registered(registered, printed=printed),
            self.side.register,
        )

    def _register(
        self, work: Callable[[IntakeDraft], Registered], done: Callable[[Registered], None], trigger: Button
    ) -> None:
        """Registers the draft once, however many keys ask for it meanwhile."""
        self.keeper.save()
        draft = self.keeper.draft
        if self._registering == draft.id:
            return
        self._registering = draft.id
        self.operations.run_change(self, lambda: work(draft), done, self._refused, trigger=trigger)

    def answer_on_the_spot(self) -> None:
        """Asks what was answered, then registers the draft together with the reply."""
        dialog = SpotDialog(self.window(), self._spoken)
        dialog.accepted.connect(lambda: self._register_answered(dialog.reply()))
        dialog.rejected.connect(lambda: self._keep_spoken(dialog.reply()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _keep_spoken(self, reply: SpotReply) -> None:
        self._spoken = reply

    def _register_answered(self, reply: SpotReply) -> None:
        self._register(lambda draft: self.casework.intake.register(draft, reply), self._answered, self.review.spot)

    def _answered(self, registered: Registered) -> None:
        self._registered(registered, printed=True)
        forms, number = FilePapers(self.casework.context), registered.number
        self._printing.print_composed(
            lambda: forms.of_request(number, LetterKind.ON_THE_SPOT_RECORD),
            before=f"已登记并当场答复 {number}。当场答复记录：",
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.side.drafts.isVisible():
            self.side.show_step(self._step)
            self.steps[self._step].focus_first()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        form = Card(padding=0)
        form.body.addWidget(self._pages)
        for step in self.steps:
            self._pages.addWidget(_column_of(step))
        page = QVBoxLayout()
        page.setContentsMargins(PAGE_EDGE, CARD_GAP, PAGE_EDGE, CARD_GAP)
        page.setSpacing(CARD_GAP)
        page.addLayout(
            row(page_title("新收"), 8, self._header, None, self._saved, self._other_drafts, spacing=CARD_GAP)
        )
        cards = QHBoxLayout()
        cards.setSpacing(CARD_GAP)
        cards.addWidget(form, 1)
        cards.addWidget(self._beside)
        page.addLayout(cards, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(page, 1)
        column.addWidget(self._bar)

    def _connect(self) -> None:
        keeper = self.keeper
        for step in self.steps:
            step.edited.connect(keeper.edit)
            step.field_left.connect(keeper.save)
        keeper.loaded.connect(self._show_draft)
        keeper.previewed.connect(self._show_preview)
        keeper.earlier_found.connect(self.side.show_earlier)
        keeper.saved.connect(self._show_saved)
        keeper.others_found.connect(self._show_others)
        self._header.chosen.connect(self.go_to)
        self._other_drafts.clicked.connect(self._show_drafts)
        self._bar.back.clicked.connect(lambda: self.go_to(self._step - 1))
        self._bar.forward.clicked.connect(lambda: self.go_to(self._step + 1))
        self._bar.discard.clicked.connect(self._ask_to_discard)
        self._to_review.activated.connect(self._lead_to_review)
        self._bar.register_only.clicked.connect(lambda: self.register(printed=False))
        self.review.spot.clicked.connect(self.answer_on_the_spot)
        self.side.register.clicked.connect(lambda: self.register(printed=True))
        self.side.opened.connect(lambda number: self.go.emit(OpenRequest(number)))
        self.side.draft_chosen.connect(self._resume)
        self.receipt.attachments.chosen.connect(self._attach)
        self.receipt.attachments.removed.connect(self._detach)

    def _show_step(self, step: int) -> None:
        self._step = step
        self._pages.setCurrentIndex(step)
        self._to_review.setEnabled(step != _REVIEW)
        self.side.show_step(step)
        self._bar.show_step(step)
        self._header.show_step(step, self._done)
        # In a low window the main button comes before the summary above it.
        self._beside.keep_visible(self.side.register if step == _REVIEW else None)

    def _lead_to_review(self) -> None:
        """The key that registers leads to what is to be looked at first, never for an empty draft."""
        if not self.keeper.empty:
            self.go_to(_REVIEW)

    def _show_draft(self, draft: IntakeDraft) -> None:
        self._spoken = _NOTHING_SPOKEN
        for step in self.steps:
            step.show_draft(draft)
        self._saved.setText("")
        self._bar.discard.setEnabled(not self.keeper.empty)

    def _show_preview(self, draft: IntakeDraft, preview: IntakePreview) -> None:
        self._faults = preview.faults
        self._done = preview.steps_done
        for step in self.steps:
            step.show_preview(draft, preview)
        self.side.show_preview(draft, preview)
        self.review.show_spot(spot_refusal(draft, self.casework.context.today()))
        self._header.show_step(self._step, self._done)
        self._bar.discard.setEnabled(not self.keeper.empty)

    def _show_saved(self, moment: datetime) -> None:
        self._saved.setText(f"草稿 · 自动保存 {moment:%H:%M:%S}")

    def _show_others(self, drafts: tuple[DraftRow, ...]) -> None:
        self._others = drafts
        self._other_drafts.setText(f"其他草稿 {len(drafts)}")
        self._other_drafts.setVisible(bool(drafts))
        self._other_drafts.updateGeometry()
        if drafts and not self._offered:
            self.told.emit(f"有 {len(drafts)} 份未登记的草稿，按 Ctrl+O 接着填")
        self._offered = True

    def _show_drafts(self) -> None:
        self.side.show_drafts(self._others)

    def _resume(self, draft_id: str) -> None:
        self.keeper.resume(draft_id)
        self._show_step(0)
        self.keeper.ask_others()
        self.steps[0].focus_first()

    def _ask_to_discard(self) -> None:
        lines = ("填写的内容和附件都不保留，也没有取号。", "只是想先收别的申请，按 Ctrl+N 另起一份，这份留在草稿里。")
        dialog = ConfirmDialog(self.window(), "放弃这份草稿？", lines, "放弃")
        dialog.accepted.connect(self._discard)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _discard(self) -> None:
        self.keeper.discard()
        self._show_step(0)
        self.steps[0].focus_first()
        self.told.emit("草稿已放弃，没有取号")

    def _attach(self, paths: Sequence[Path]) -> None:
        draft_id, intake = self.keeper.draft.id, self.casework.intake
        self.operations.run_change(
            self,
            lambda: attach_chosen(intake, draft_id, paths),
            lambda attached: self._attached(draft_id, attached),
            trigger=self.receipt.attachments,
        )

    def _attached(self, draft_id: str, attached: Attached) -> None:
        if draft_id != self.keeper.draft.id:
            return
        files, twins = joined(self.keeper.draft.attachments, attached.files)
        self.keeper.edit({"attachments": files})
        self.keeper.save()
        self.told.emit("；".join((*attached.refused, *(say("intake.file_twice", name=name) for name in twins))))

    def _detach(self, file: DraftAttachment) -> None:
        kept = tuple(other for other in self.keeper.draft.attachments if other is not file)
        self.keeper.edit({"attachments": kept})
        self.keeper.save()

    def _registered(self, registered: Registered, *, printed: bool) -> None:
        if self.keeper.draft.id == self._registering:
            self.keeper.forget()
            self._show_step(0)
        self._registering = None
        done = f"已登记 {registered.number}"
        if registered.needs_correction and registered.matter is Matter.RECORD_CORRECTION:
            done += f"，{say('record_corrections.contact_applicant')}"
        elif registered.needs_correction:
            done += "，请接着拟补正告知书"
        if registered.receipt_refusal is not None:
            done += f"。{say('record_corrections.receipt_later', reason=registered.receipt_refusal)}"
        elif registered.receipt_letter is None:
            done += f"。{say('casework.receipt_of_old_edition')}"
        self.told.emit(done)
        if printed and registered.receipt_letter is not None:
            self._print_receipt(registered.receipt_letter, done)
        self.go.emit(OpenRequest(registered.number))

    def _print_receipt(self, letter: str, done: str) -> None:
        letters = self.casework.letters
        self._printing.print_composed(lambda: letters.pdf(letter), before=f"{done}。登记回执：")

    def _refused(self, failure: Failure) -> None:
        """Shows the first fault in its step, or the sentence when it is no fault of a field."""
        self._registering = None
        self.told.emit(failure.sentence)
        if not isinstance(failure.cause, IntakeIncomplete):
            return
        faults = failure.cause.faults
        for place, step in enumerate(self.steps):
            if step.owns(faults):
                step.try_all(faults)
                self._show_step(place)
                step.focus_fault(faults)
                return

    def _load_suggestions(self) -> None:
        self.operations.run_query(self, self.casework.requests.departments, self.content.show_departments)
        self.operations.run_query(
            self, self.casework.settings.office, lambda office: self.receipt.contacts.set_clerk(office.clerk)
        )


def _column_of(step: QWidget) -> ScrolledColumn:
    """A step never scrolls at 1366×768; on smaller windows it may."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(FORM_PADDING, 18, FORM_PADDING, 14)
    column.addWidget(step)
    return ScrolledColumn(inside)


class _StepBar(ActionBar):
    """The action bar: throw away, back, forward; in the last step the second way to register."""

    def __init__(self) -> None:
        super().__init__()
        self.discard = secondary("放弃草稿", "Ctrl+Shift+D")
        self._hint = note()
        self.back = secondary("上一步", "Alt+P")
        self.forward: Button = primary("下一步", "Alt+N")
        self.register_only = secondary("只登记，不打印", "Ctrl+Shift+Return")
        for widget in (self.discard, self._hint):
            self.line.addWidget(widget)
        self.line.addStretch(1)
        for widget in (self.back, self.forward, self.register_only):
            self.line.addWidget(widget)

    def show_step(self, step: int) -> None:
        """Shows the buttons of a step."""
        last = step == _REVIEW
        self.back.setEnabled(step > 0)
        self.forward.setVisible(not last)
        self.register_only.setVisible(last)
        self._hint.setText(_HINTS[step])
        if not last:
            self.forward.setText(f"下一步：{STEPS[step + 1]}")
            self.forward.updateGeometry()
