"""文书用语: the office's own words for its letters, tried before they are kept, kept as versions from a day on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records import Changes
from desktop.casework.casework import Casework
from desktop.casework.wording.wording_clashes import clash_of
from desktop.casework.wording.wording_faults import WordingRefused
from desktop.casework.wording.wording_views import VersionView, WordingDraft, WordingPage, WordingRow
from desktop.casework.wording.wordings import VersionRefused
from desktop.supervisor.wording_editor import WordingEditor
from desktop.supervisor.wording_import import WordingImport
from desktop.supervisor.wording_side import TRIAL, WordingSide
from desktop.supervisor.wording_terms import WordingTerms
from desktop.supervisor.wording_try import WordingTry
from desktop.widgets.buttons import primary, secondary
from desktop.widgets.confirm_dialog import ask_to_drop
from desktop.widgets.labels import Card, heading, note, row, rule, set_ink
from desktop.widgets.lines import Cell, Line, LinesView
from desktop.widgets.operations import Failure, Operations
from desktop.widgets.pages import Pages
from desktop.widgets.timers import once_after
from desktop.widgets.tokens import CARD_GAP, GRID, NOTE, SIDE
from resources.vocabulary import LetterKind

_LIST_WIDTH = 272
_SAVE_AFTER = 700


class WordingsPage(QWidget):
    """What is typed is kept as a draft of its letter; it becomes a version by 保存为新版本."""

    told = Signal(str)

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self._rows: tuple[WordingRow, ...] = ()
        self._page: WordingPage | None = None
        self._wanted: LetterKind | None = None
        self._dirty = False
        self._wants_focus = False
        self._on_way: dict[LetterKind, WordingDraft] = {}
        self.letters = LinesView("文书", padding=12, least=8)
        self.editor = WordingEditor()
        self.side = WordingSide()
        self.terms = WordingTerms(casework.context.today())
        self.files = WordingImport(casework, operations)
        self._state = note(wrap=True)
        self._undo = secondary("放弃改动", "Esc")
        self._save = primary("保存为新版本", "Ctrl+S")
        self._pages = Pages()
        self._try = WordingTry(casework.wordings, operations, self.editor, self.side, self._draft)
        self._keep = once_after(self, _SAVE_AFTER, self.keep)
        self._lay_out()
        self._connect()

    @property
    def kind(self) -> LetterKind | None:
        """The letter on show."""
        return None if self._page is None else self._page.kind

    @property
    def at_rest(self) -> bool:
        """Whether all that was typed is tried and kept as a draft."""
        return not (self._try.waits or self._keep.isActive())

    def load(self) -> None:
        """Loads the list, and the letter on show unless something is being typed in it."""
        self._operations.run_query(self, self._casework.wordings.rows, self._show_rows, lane="wording-rows")
        if not self._dirty:
            self._load_page(self.kind or LetterKind.RECEIPT)

    def refresh(self, changes: Changes) -> None:
        """Loads again what ``changes`` touched; a kept draft changes the list only."""
        if changes.wording:
            self.load()
        elif changes.drafts:
            self._operations.run_query(self, self._casework.wordings.rows, self._show_rows, lane="wording-rows")

    def focus_first(self) -> None:
        """Puts the keys on the list."""
        self.letters.setFocus()

    def show_letter(self, kind: LetterKind) -> None:
        """Goes to a letter; what was typed in the one before stays as its draft."""
        self.keep()
        self._load_page(kind)

    def keep(self) -> None:
        """Keeps what was typed since the last time as the draft of its letter."""
        self._keep.stop()
        draft = self._draft()
        if draft is None or not self._dirty:
            return
        self._dirty = False
        wordings = self._casework.wordings
        if not self._changed(draft):
            # What was typed was taken back: there is nothing to go on with.
            self._on_way.pop(draft.kind, None)
            self._operations.run_change(self, lambda: wordings.discard_draft(draft.kind))
            return
        self._on_way[draft.kind] = draft
        self._operations.run_change(self, lambda: wordings.keep_draft(draft), lambda _changes: self._kept(draft))

    def _changed(self, draft: WordingDraft) -> bool:
        """Whether the words of a draft are others than those in force."""
        return self._page is not None and draft.texts != dict(self._page.texts)

    def _lay_out(self) -> None:
        listed = Card(padding=1, spacing=0)
        listed.setFixedWidth(_LIST_WIDTH)
        head = row(heading("文书"), None, note("版本"))
        head.setContentsMargins(12, 8, 12, 8)
        foot = row(self.files.write_button, self.files.read_button, None)
        foot.setContentsMargins(12, GRID, 12, GRID)
        listed.body.addLayout(head)
        listed.body.addWidget(rule())
        listed.body.addWidget(self.letters, 1)
        listed.body.addWidget(rule())
        listed.body.addLayout(foot)
        both = QHBoxLayout()
        both.setSpacing(CARD_GAP)
        both.addWidget(self.editor, 1)
        both.addWidget(self.side, 1)
        editing = QWidget()
        column = QVBoxLayout(editing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(both, 1)
        column.addWidget(self._state)
        bar = row(self.terms)
        for button in (self._undo, self._save):
            bar.addWidget(button)
        column.addLayout(bar)
        self._pages.addWidget(editing)
        self._pages.addWidget(self.files)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(CARD_GAP)
        whole.addWidget(listed)
        whole.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.letters.opened.connect(self._open)
        self.editor.edited.connect(self._take)
        self.editor.entered.connect(lambda _part: self._try.soon())
        self.terms.edited.connect(self._take)
        self.side.wanted.connect(self._try.now)
        self.side.restored.connect(self._ask_to_restore)
        self._save.clicked.connect(self._keep_version)
        self._undo.clicked.connect(self._ask_to_discard)
        self.files.told.connect(self.told)
        self.files.refused.connect(self._say)
        self.files.shown.connect(self._show_file)
        self.files.done.connect(self._close_file)

    def _load_page(self, kind: LetterKind) -> None:
        self._wanted = kind
        # A draft that is on its way into the store now goes before the one that is read from it.
        wordings, on_way = self._casework.wordings, self._on_way.get(kind)
        self._operations.run_query(
            self,
            lambda: wordings.page(kind),
            lambda page: self._show(page if on_way is None else replace(page, draft=on_way)),
            self._refused,
            lane="wording-page",
        )

    def _open(self, kind: object) -> None:
        if isinstance(kind, LetterKind):
            self._pages.setCurrentIndex(0)
            self._wants_focus = True
            self.show_letter(kind)

    def _show_rows(self, rows: tuple[WordingRow, ...]) -> None:
        self._rows = rows
        place = self.letters.currentIndex().row()
        shown = self.kind or self._wanted
        self.letters.show_lines([_line(entry, chosen=entry.kind is shown) for entry in rows])
        if place >= 0:
            self.letters.setCurrentIndex(self.letters.model().index(place, 0))

    def _show(self, page: WordingPage) -> None:
        """Shows a letter with its draft, if one was left."""
        another = page.kind is not self.kind
        worked_in = "" if another else self.editor.current
        self._page = page
        self._dirty = False
        draft = page.draft
        texts = {**page.texts, **(draft.texts if draft else {})}
        self.editor.show_parts(f"{page.kind.paper_id} {page.kind.label}", _in_force(page), page.parts, texts)
        today = self._casework.context.today()
        self.terms.show_terms(
            draft.effective_from if draft else today,
            (draft.author if draft else "") or page.author,
            draft.reason if draft else "",
        )
        self.side.show_versions(page.versions)
        if another:
            self.side.number.set_value(page.request)
        self._show_rows(self._rows)
        self._mark_changed("")
        if self._wants_focus:
            self._wants_focus = False
            self.editor.focus_first(worked_in)
        self._try.now()

    def _take(self) -> None:
        self._dirty = True
        self._mark_changed("")
        self._try.soon()
        self._keep.start()

    def _mark_changed(self, sentence: str) -> None:
        page, draft = self._page, self._draft()
        changed = draft is not None and self._changed(draft)
        clash = clash_of(page, draft) if changed and page is not None and draft is not None else ""
        kept = "改动已留作草稿，保存为新版本后才用于文书" if changed else ""
        self._state.setText(sentence or clash or kept)
        set_ink(self._state, "gold" if clash and not sentence else "second")
        self._state.setVisible(bool(self._state.text()))
        self._undo.setVisible(changed)
        self._save.setEnabled(changed)

    def _draft(self) -> WordingDraft | None:
        if self._page is None:
            return None
        return WordingDraft(
            kind=self._page.kind,
            texts=self.editor.texts(),
            effective_from=self.terms.day.day(),
            reason=self.terms.reason.value(),
            author=self.terms.author.value(),
        )

    def _keep_version(self) -> None:
        draft = self._draft()
        if draft is None:
            return
        self._stop()
        wordings = self._casework.wordings
        self._operations.run_change(
            self, lambda: wordings.save(draft), lambda _changes: self._saved(draft), self._not_saved, trigger=self._save
        )

    def _saved(self, draft: WordingDraft) -> None:
        self._wants_focus = True
        self.told.emit(f"{draft.kind.label}的用语已存为新版本")

    def _not_saved(self, failure: Failure) -> None:
        self._dirty = True
        self._mark_changed(failure.sentence)
        if isinstance(failure.cause, WordingRefused):
            self.editor.show_faults(failure.cause.faults)
            self.editor.focus_first(failure.cause.faults[0].part)
        elif isinstance(failure.cause, VersionRefused):
            self.terms.mark_wrong(failure.cause.fault)
        self._keep.start()

    def _ask_to_discard(self) -> None:
        kind = self.kind
        if kind is not None:
            words = f"“{kind.label}”改动的用语和草稿不再保留，恢复为现用的用语。"
            ask_to_drop(self, words, lambda: self._discard(kind))

    def _discard(self, kind: LetterKind) -> None:
        self._stop()
        self._wants_focus = True
        wordings = self._casework.wordings
        self._operations.run_change(
            self, lambda: wordings.discard_draft(kind), lambda _changes: self._load_page(kind), trigger=self._undo
        )

    def _stop(self) -> None:
        """What was typed is on its way into the store or out of it: it is no draft any more."""
        self._try.stop()
        self._keep.stop()
        self._dirty = False
        self._on_way.clear()

    def _kept(self, draft: WordingDraft) -> None:
        if self._on_way.get(draft.kind) is draft:
            del self._on_way[draft.kind]
        self.told.emit(f"用语草稿已保存 {self._casework.context.clock():%H:%M:%S}")

    def _ask_to_restore(self, version: VersionView) -> None:
        if self._save.isEnabled():
            words = f"没有保存的改动和草稿不再保留，编辑框中改为{version.name}的文字。"
            ask_to_drop(self, words, lambda: self._restore(version))
        else:
            self._restore(version)

    def _restore(self, version: VersionView) -> None:
        """The words of an earlier version stand in the editor, to be kept as a new one."""
        self.editor.set_texts(version.texts)
        self.side.show_side(TRIAL)
        if version.standing == "coming":
            self.terms.day.set_day(version.effective_from)
        self.terms.reason.set_value(f"恢复{version.name}")
        self.terms.reason.setFocus()

    def _refused(self, failure: Failure) -> None:
        self._say(failure.sentence)

    def _say(self, sentence: str) -> None:
        self._state.setText(sentence)
        set_ink(self._state, "second")
        self._state.show()

    def _show_file(self) -> None:
        """Shows what a file would change, in the place of the letter."""
        self.keep()
        self._pages.setCurrentIndex(1)

    def _close_file(self) -> None:
        self._pages.setCurrentIndex(0)
        self.focus_first()
        self.load()


def _line(entry: WordingRow, *, chosen: bool) -> Line:
    version = f"第{entry.version}版" if entry.version else ""
    if entry.coming is not None:
        version = f"{entry.coming:%m-%d}起"
    if entry.drafted:
        version = "草稿"
    return Line(
        cells=(
            Cell(text=entry.kind.paper_id, width=36, size=NOTE, second=True),
            Cell(text=entry.kind.label, size=SIDE, bold=chosen),
            Cell(text=version, width=44, size=NOTE, second=True, right=True),
        ),
        target=entry.kind,
    )


def _in_force(page: WordingPage) -> str:
    """Which words stand in the fields."""
    version = next((one for one in page.versions if one.standing == "in_force"), None)
    if version is None or version.effective_from is None:
        return "现用程序原文"
    return f"现用{version.name}，{_day(version.effective_from)}起用"


def _day(day: date) -> str:
    return f"{day:%Y-%m-%d}"
