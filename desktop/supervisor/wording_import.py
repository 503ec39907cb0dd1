"""Sets of wording as files: written, and read after a look at what they would change, letter by letter."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.casework import Casework
from desktop.casework.files import text_of, write_bytes
from desktop.casework.wording.wording_views import WordingDraft, WordingSet
from desktop.casework.wording.wordings import VersionRefused
from desktop.supervisor.wording_side import difference_widgets
from desktop.supervisor.wording_terms import WordingTerms
from desktop.widgets.buttons import primary, secondary
from desktop.widgets.file_dialogs import ask_source, ask_target
from desktop.widgets.labels import Card, clear, heading, label, note, row, rule, set_ink
from desktop.widgets.operations import Failure, Operations
from desktop.widgets.scrolled_column import ScrolledColumn
from desktop.widgets.tokens import CARD_PADDING, GRID

_CLASHES_TOLD = 2
_FILE_NAME = "文书用语.json"
_FILTER = "文书用语 (*.json)"


class WordingImport(Card):
    """``shown`` tells that a file was read and its changes stand here, ``done`` that the user has decided."""

    shown = Signal()
    done = Signal()
    told = Signal(str)
    refused = Signal(str)

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self._found: WordingSet | None = None
        self.write_button = secondary("导出", "Ctrl+E")
        self.read_button = secondary("导入", "Ctrl+O")
        self.terms = WordingTerms(casework.context.today())
        self.confirm_button = primary("确认导入", "Ctrl+Return")
        self.drop_button = secondary("放弃", "Esc")
        self._title = heading("")
        self._about = label("", wrap=True)
        self._state = note(wrap=True)
        self._changes = QVBoxLayout()
        self._changes.setContentsMargins(0, 0, CARD_PADDING, 0)
        self._changes.setSpacing(GRID)
        inside = QWidget()
        inside.setLayout(self._changes)
        self.body.addWidget(self._title)
        self.body.addWidget(self._about)
        self.body.addWidget(rule("row"))
        self.body.addWidget(ScrolledColumn(inside), 1)
        self.body.addWidget(rule("row"))
        self.body.addWidget(self.terms)
        buttons = row(self.drop_button, self.confirm_button)
        foot = row()
        foot.addWidget(self._state, 1)
        foot.addLayout(buttons)
        self.body.addLayout(foot)
        self.confirm_button.clicked.connect(self._take_in)
        self.drop_button.clicked.connect(self.done)
        self.write_button.clicked.connect(self._ask_target)
        self.read_button.clicked.connect(self._ask_source)
        self.terms.day.chosen.connect(lambda _day: self._ask_clashes())

    def export_to(self, path: Path) -> None:
        """Writes the set of the office."""
        files = self._casework.wording_files
        self._operations.run_long(
            self,
            "正在导出",
            lambda _progress: write_bytes(path, files.write()),
            lambda _done: self.told.emit(f"文书用语已导出到 {path}"),
            self._refuse,
            changing=False,
            cancellable=False,
            trigger=self.write_button,
        )

    def examine(self, path: Path) -> None:
        """Shows what a file would change; nothing is kept yet."""
        files, settings = self._casework.wording_files, self._casework.settings
        self._operations.run_query(
            self,
            lambda: (files.examine(text_of(path)), settings.office().clerk),
            lambda found: self._show_set(path.name, *found),
            self._refuse,
            lane="wording-file",
            trigger=self.read_button,
        )

    def _refuse(self, failure: Failure) -> None:
        """Says why a file was not read or written; what is shown of another file stays."""
        self._say(failure.sentence)
        self.refused.emit(failure.sentence)

    def _show_set(self, name: str, found: WordingSet, author: str) -> None:
        """Shows what the file would change, and asks from when."""
        self._found = found
        self.shown.emit()
        office = f"（{found.office}的用语）" if found.office else ""
        self._title.setText(f"导入“{name}”{office}")
        same = f"{found.unchanged} 份文书的用语相同，不变。" if found.unchanged else ""
        self._about.setText(
            f"将改动 {len(found.letters)} 份文书，各存为新版本，全部保存或者一份不存。{same}"
            if found.letters
            else f"{same}没有要改的内容。"
        )
        clear(self._changes)
        for letter in found.letters:
            self._changes.addWidget(heading(f"{letter.kind.paper_id} {letter.kind.label}"))
            for part in difference_widgets(letter.changes):
                self._changes.addWidget(part)
            self._changes.addWidget(rule("row"))
        self._changes.addStretch(1)
        self._state.setText("")
        self.terms.setVisible(bool(found.letters))
        self.confirm_button.setVisible(bool(found.letters))
        self.terms.show_terms(self._casework.context.today(), author, "")
        self._ask_clashes()
        if found.letters:
            self.terms.reason.setFocus()
        else:
            self.drop_button.setFocus()

    def _ask_clashes(self) -> None:
        """Asks what the file would undo from the chosen day on."""
        found, files, day = self._found, self._casework.wording_files, self.terms.day.day()
        if found is not None and day is not None:
            self._operations.run_query(
                self, lambda: files.clashes(found, day), self._show_clashes, lane="wording-clashes"
            )

    def _show_clashes(self, told: tuple[str, ...]) -> None:
        rest = (f"另有 {len(told) - _CLASHES_TOLD} 份文书也是这样。",) if len(told) > _CLASHES_TOLD else ()
        self._state.setText("\n".join((*told[:_CLASHES_TOLD], *rest)))
        set_ink(self._state, "gold" if told else "second")

    def _take_in(self) -> None:
        found = self._found
        if found is None or not found.letters:
            return
        draft = WordingDraft(
            kind=found.letters[0].kind,
            texts={},
            effective_from=self.terms.day.day(),
            reason=self.terms.reason.value(),
            author=self.terms.author.value(),
        )
        files = self._casework.wording_files
        self._operations.run_change(
            self,
            lambda: files.take_in(found, draft),
            lambda _changes: self._taken_in(len(found.letters)),
            self._not_taken_in,
            trigger=self.confirm_button,
        )

    def _taken_in(self, count: int) -> None:
        self._found = None
        self.told.emit(f"已导入 {count} 份文书的用语，各存为新版本")
        self.done.emit()

    def _not_taken_in(self, failure: Failure) -> None:
        """Says why the set was not kept; everything shown stays."""
        self._say(failure.sentence)
        self.terms.mark_wrong(failure.cause.fault if isinstance(failure.cause, VersionRefused) else "")

    def _say(self, sentence: str) -> None:
        self._state.setText(sentence)
        set_ink(self._state, "second")

    def _ask_target(self) -> None:
        ask_target(self, "导出文书用语", _FILE_NAME, _FILTER, self.export_to)

    def _ask_source(self) -> None:
        ask_source(self, "导入文书用语", _FILTER, self.examine)
