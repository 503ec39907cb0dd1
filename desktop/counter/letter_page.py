"""A letter being written: its facts, its sentences and remedy, and the page itself as it will be printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from db.records import CatalogueEntry, Changes, Json
from desktop.casework.casework import Casework
from desktop.casework.letters.letter_drafts import with_fact, with_facts, with_sentence
from desktop.casework.letters.letter_views import Issued, LetterDraft, LetterOnScreen, LetterScreen
from desktop.casework.registers.catalogue import REPLY as ALREADY_PUBLIC
from desktop.casework.registers.catalogue import reply_facts
from desktop.casework.views import Paper
from desktop.counter.catalogue_card import CataloguePick
from desktop.counter.issue_question import issue_question
from desktop.counter.letter_bar import ISSUE_KEY, LetterBar
from desktop.counter.merge_panel import MergePanel
from desktop.widgets.buttons import Button, secondary, shortcut
from desktop.widgets.facts_panel import FactsPanel
from desktop.widgets.labels import label, page_title, row
from desktop.widgets.operations import Failure, Operations
from desktop.widgets.pages import Pages
from desktop.widgets.paper_printing import PaperPrinting
from desktop.widgets.pdf_preview import PdfPreview
from desktop.widgets.sentences_panel import SentencesPanel
from desktop.widgets.timers import once_after
from desktop.widgets.tokens import CARD_GAP, PAGE_EDGE
from resources.vocabulary import LetterKind, Outcome

_COMPOSE_AFTER = 200
"""Milliseconds of quiet after which the letter is composed anew."""

_SAVE_AFTER = 700
"""Milliseconds of quiet after which the draft is saved."""

_FACTS_WIDTH = 344
_SENTENCES_WIDTH = 376
NEXT_MISSING_KEY = "Alt+Down"
CATALOGUE_KEY = "Alt+G"


class LetterPage(QWidget):
    """Writes one letter. Everything typed is kept as a draft."""

    returned = Signal(str)
    """The request to go back to."""
    issued = Signal(object)
    batch_written = Signal(object, object)
    """The draft that was confirmed for a batch, and the numbers of its requests."""
    begun = Signal()
    """The letter stands on the screen and can be written."""
    told = Signal(str)

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self._draft: LetterDraft | None = None
        self._screen: LetterScreen | None = None
        self._dirty = False
        self._fresh = True
        self._behind = False
        self._issue_wanted = False
        self._issuing: str | None = None
        self._batch: tuple[str, ...] = ()
        self._printing = PaperPrinting(self, operations, self.told.emit)
        self._title = page_title("")
        self._subtitle = label("", second=True)
        self.facts = FactsPanel(casework.context.today())
        self.sentences = SentencesPanel()
        self.merging = MergePanel(casework, operations)
        self._parts = Pages()
        self.preview = PdfPreview()
        self.catalogue = CataloguePick(casework, operations)
        self._bar = LetterBar()
        self._compose = once_after(self, _COMPOSE_AFTER, self._ask_composition)
        self._save = once_after(self, _SAVE_AFTER, self.save)
        self._lay_out()
        self._connect()

    @property
    def draft(self) -> LetterDraft | None:
        """The letter as it stands."""
        return self._draft

    @property
    def screen_shown(self) -> LetterScreen | None:
        """What was last composed."""
        return self._screen

    @property
    def at_rest(self) -> bool:
        """Whether all that was typed is composed and saved."""
        return not (self._behind or self._compose.isActive() or self._save.isActive())

    @property
    def issue_button(self) -> Button:
        """定稿."""
        return self._bar.issue

    def begin(
        self, numbers: Sequence[str], kind: LetterKind, outcome: Outcome | None, *, batch: Sequence[str] = ()
    ) -> None:
        """Begins a letter, or goes on with the draft of the same letter that was left.

        ``batch``: what is written for the first is issued to each of these requests.
        """
        self._start_anew(kind.label)
        self._batch = tuple(batch)
        letters = self._casework.letters
        self._operations.run_query(
            self, lambda: letters.begun(tuple(numbers), kind, outcome), self._show, self._refused, lane="letter"
        )

    def resume(self, draft_id: str) -> None:
        """Goes on with a saved draft."""
        self._start_anew("")
        letters = self._casework.letters
        self._operations.run_query(
            self, lambda: letters.shown(letters.draft(draft_id)), self._show, self._refused, lane="letter"
        )

    def save(self) -> None:
        """Saves what was typed since the last time."""
        self._save.stop()
        draft = self._draft
        if draft is None or not self._dirty or self._issuing == draft.id:
            return
        self._dirty = False
        letters = self._casework.letters
        self._operations.run_change(self, lambda: letters.save_draft(draft), self._saved)

    def reload(self) -> None:
        """Composes the letter anew: something it takes its facts from has changed."""
        if self._draft is not None:
            self._ask_composition()

    def _start_anew(self, title: str) -> None:
        self.save()
        self._draft = None
        self._screen = None
        self._batch = ()
        self._fresh = True
        self._behind = False
        self._issue_wanted = False
        self._title.setText(title)
        self._subtitle.setText("")
        self._parts.setCurrentIndex(0)
        self.catalogue.hide()
        self.facts.begin()
        self.sentences.begin()
        self._bar.await_letter()

    def _lay_out(self) -> None:
        back = secondary("返回", "Esc")
        back.clicked.connect(self._return)
        left = QVBoxLayout()
        left.setContentsMargins(PAGE_EDGE, CARD_GAP, CARD_GAP, CARD_GAP)
        left.setSpacing(CARD_GAP)
        left.addLayout(row(back, 4, self._title, 8, self._subtitle, None))
        both_cards = QWidget()
        cards = QHBoxLayout(both_cards)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(CARD_GAP)
        self.facts.setFixedWidth(_FACTS_WIDTH)
        self.sentences.setFixedWidth(_SENTENCES_WIDTH)
        cards.addWidget(self.facts)
        cards.addWidget(self.sentences)
        self._parts.addWidget(both_cards)
        self._parts.addWidget(self.merging)
        self._parts.setFixedWidth(_FACTS_WIDTH + CARD_GAP + _SENTENCES_WIDTH)
        self.catalogue.setFixedWidth(_FACTS_WIDTH + CARD_GAP + _SENTENCES_WIDTH)
        left.addWidget(self.catalogue)
        left.addWidget(self._parts, 1)
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addLayout(left)
        both.addWidget(self.preview, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(both, 1)
        page.addWidget(self._bar)

    def _connect(self) -> None:
        self.facts.edited.connect(self._take_fact)
        self.sentences.edited.connect(self._take_sentence)
        self.catalogue.picked.connect(self._take_entry)
        shortcut(self.catalogue, CATALOGUE_KEY).activated.connect(self.catalogue.focus_entries)
        self._bar.issue.clicked.connect(self._ask_to_issue)
        shortcut(self, ISSUE_KEY).activated.connect(self._ask_to_issue)
        self._bar.print_draft.clicked.connect(self._print_draft)
        self._bar.merge.clicked.connect(self._open_merging)
        self.merging.chosen.connect(self._take_requests)
        self.merging.returned.connect(self._close_merging)
        shortcut(self, NEXT_MISSING_KEY).activated.connect(self.facts.focus_next_missing)

    def _show(self, composed: LetterOnScreen) -> None:
        self._screen = composed.screen
        if self._draft is None:
            self._draft = composed.screen.draft
        screen = composed.screen
        self._title.setText(screen.title)
        self._subtitle.setText(screen.subtitle)
        self.preview.name_format(f"{screen.layout} A4".strip())
        if composed.paper is not None:
            self.preview.show_pdf(composed.paper.pdf)  # the page is drawn while the panels are filled
        self.facts.show_facts(screen.facts)
        self.sentences.show_sentences(screen.sentences, screen.wording_version, screen.remedy)
        self._bar.show_screen(screen, batch=len(self._batch))
        self._behind = self._compose.isActive()
        if self._fresh:
            self._fresh = False
            if composed.stands_in_for:
                self.told.emit(f"已填入作废的{composed.stands_in_for}所写的内容，请逐项核对")
                self._dirty = True
            if screen.draft.kind is ALREADY_PUBLIC:
                self.catalogue.begin(screen.draft.requests)
            self.facts.focus_first()
            self.begun.emit()
        if self._issue_wanted and not self._behind:
            self._ask_to_issue()

    def _take_fact(self, name: str, value: Json) -> None:
        if self._draft is None:
            return
        self._change(with_fact(self._draft, name, value))

    def _take_entry(self, entry: CatalogueEntry) -> None:
        """Fills title, number, day and place from the catalogue; what staff typed for them gives way."""
        if self._draft is not None:
            self._change(with_facts(self._draft, reply_facts(entry)))
            self.told.emit(f"已按公开目录填入：{entry.title}")

    def _take_sentence(self, sentence_id: str, text: str | None) -> None:
        if self._draft is None:
            return
        self._change(with_sentence(self._draft, sentence_id, text))

    def _open_merging(self) -> None:
        """Further requests are chosen where the facts stand; the letter beside them follows."""
        if self._draft is not None:
            self._parts.setCurrentWidget(self.merging)
            self.merging.begin(self._draft)
            self.merging.focus_first()

    def _close_merging(self) -> None:
        self._parts.setCurrentIndex(0)
        self.facts.focus_first()

    def _take_requests(self, others: tuple[str, ...]) -> None:
        if self._draft is not None:
            self._change(replace(self._draft, requests=(self._draft.requests[0], *others)))
            self.merging.show_draft(self._draft)

    def _change(self, draft: LetterDraft) -> None:
        self._draft = draft
        self._dirty = True
        self._behind = True
        self._compose.start()
        self._save.start()

    def _ask_composition(self) -> None:
        self._compose.stop()
        draft, letters = self._draft, self._casework.letters
        if draft is not None:
            self._behind = True
            self._operations.run_query(
                self, lambda: letters.shown(draft), self._show, self._not_composed, lane="letter"
            )

    def _not_composed(self, failure: Failure) -> None:
        self._behind = False
        self._issue_wanted = False
        self._bar.refuse(failure)

    def _saved(self, _: Changes) -> None:
        self.told.emit(f"草稿已保存 {self._casework.context.clock():%H:%M:%S}")

    def _refused(self, failure: Failure) -> None:
        """The letter cannot be begun: the reason stands in the bar."""
        self._bar.refuse(failure)

    def _return(self) -> None:
        if self._parts.currentWidget() is self.merging:
            self._close_merging()
            return
        self.save()
        numbers = self._draft.requests if self._draft is not None else ()
        self.returned.emit(numbers[0] if numbers else "")

    def _print_draft(self) -> None:
        if self.preview.pdf():
            paper = Paper(pdf=self.preview.pdf(), pages=self.preview.page_count(), name=f"{self._title.text()}（草稿）")
            self._printing.print_now(paper, self._bar.print_draft)

    def _ask_to_issue(self) -> None:
        """Asks once more before issuing. What was typed a moment ago is composed first."""
        screen = self._screen
        if screen is None or self._issuing is not None:
            return
        self._issue_wanted = self._behind
        if self._behind:
            self._ask_composition()
            return
        if screen.missing:
            self.facts.focus_next_missing()
            return
        if screen.closed and not self._batch:
            return
        dialog = issue_question(self.window(), screen, batch=len(self._batch))
        dialog.finished.connect(self._answered)
        dialog.open()

    def _answered(self, result: int) -> None:
        draft, letters = self._draft, self._casework.letters
        if result != QDialog.DialogCode.Accepted or draft is None:
            return
        self._compose.stop()
        self._save.stop()
        if self._batch:
            self._hand_over(draft)
            return
        self._issuing = draft.id
        self._operations.run_change(
            self,
            lambda: letters.issue(draft),
            lambda issued: self._done(draft, issued),
            self._not_issued,
            trigger=self._bar.issue,
        )

    def _hand_over(self, draft: LetterDraft) -> None:
        """The draft has served: what it says goes into each letter of the batch."""
        batch, discard = self._batch, self._casework.letters.discard
        self._dirty = False
        self._draft = None
        self._operations.run_change(self, lambda: discard(draft.id))
        self.batch_written.emit(draft, batch)

    def _done(self, draft: LetterDraft, issued: Issued) -> None:
        self._issuing = None
        if self._draft is not None and self._draft.id != draft.id:
            # Another letter was begun meanwhile; what is typed there stays.
            self.told.emit(f"已定稿：{issued.letter.title}　{issued.letter.number or ''}")
            return
        self._dirty = False
        self._draft = None
        self._screen = None
        self.issued.emit(issued)

    def _not_issued(self, failure: Failure) -> None:
        self._issuing = None
        self.save()
        self._bar.refuse(failure)
        self.facts.focus_next_missing()
