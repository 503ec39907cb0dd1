"""Forms that are printed and signed: their names at the left, the chosen one as it will be printed at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.views import Paper
from desktop.widgets.buttons import primary, secondary
from desktop.widgets.labels import Card, label, note, page_title, row
from desktop.widgets.name_list import NameList
from desktop.widgets.operations import Failure, Operations
from desktop.widgets.paper_printing import PaperPrinting
from desktop.widgets.pdf_preview import PdfPreview
from desktop.widgets.tokens import CARD_GAP, PAGE_EDGE

_LIST_WIDTH = 320


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """A form by name; ``compose`` makes it, in the worker thread. ``use`` says what it is for."""

    name: str
    compose: Callable[[], Paper]
    use: str = ""


class PapersPage(QWidget):
    """Up and Down choose, Ctrl+P prints, Ctrl+S saves, Esc returns."""

    returned = Signal()
    told = Signal(str)

    def __init__(self, title: str, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._choices: Sequence[PaperChoice] = ()
        self._paper: Paper | None = None
        self._printing = PaperPrinting(self, operations, self.told.emit)
        self._subtitle = label("", second=True)
        self._use = note("", wrap=True)
        self._list = NameList(title)
        self._preview = PdfPreview("表格　A4")
        self._print = primary("打印", "Ctrl+P", icon="print")
        self._save = secondary("另存为", "Ctrl+S", icon="save")
        self._back = secondary("返回", "Esc")
        self._lay_out(title)
        self._list.currentRowChanged.connect(self._choose)
        self._list.opened.connect(lambda: self._print.click())
        self._back.clicked.connect(self.returned)
        self._print.clicked.connect(self._print_paper)
        self._save.clicked.connect(self._save_paper)

    @property
    def paper(self) -> Paper | None:
        """The form on show."""
        return self._paper

    def names(self) -> tuple[str, ...]:
        """The forms that can be chosen."""
        return tuple(choice.name for choice in self._choices)

    def show_papers(self, subtitle: str, choices: Sequence[PaperChoice], wanted: str = "") -> None:
        """Offers other forms and shows the ``wanted`` one, or the first."""
        self._subtitle.setText(subtitle)
        self._choices = choices
        names = self.names()
        self._list.show_names(names, names.index(wanted) if wanted in names else 0)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, title: str) -> None:
        card = Card(padding=1)
        card.body.addWidget(self._list)
        left = QWidget()
        left.setFixedWidth(_LIST_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_GAP)
        column.addWidget(card, 1)
        column.addWidget(self._use)
        columns = QHBoxLayout()
        columns.setSpacing(CARD_GAP)
        columns.addWidget(left)
        columns.addWidget(self._preview, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(PAGE_EDGE, CARD_GAP, PAGE_EDGE, CARD_GAP)
        page.setSpacing(CARD_GAP)
        page.addLayout(row(self._back, 8, page_title(title), 8, self._subtitle, None, self._save, self._print))
        page.addLayout(columns, 1)

    def _choose(self, place: int) -> None:
        self._set_paper(None)
        if 0 <= place < len(self._choices):
            choice = self._choices[place]
            self._say(choice.use)
            self._operations.run_query(self, choice.compose, self._set_paper, self._failed, lane="papers")

    def _set_paper(self, paper: Paper | None) -> None:
        self._paper = paper
        self._print.setEnabled(paper is not None)
        self._save.setEnabled(paper is not None)
        if paper is not None:
            self._preview.show_pdf(paper.pdf)

    def _failed(self, failure: Failure) -> None:
        self._say(failure.sentence)

    def _say(self, sentence: str) -> None:
        self._use.setText(sentence)
        self._use.setVisible(bool(sentence))

    def _print_paper(self) -> None:
        if self._paper is not None:
            self._printing.print_now(self._paper, self._print)

    def _save_paper(self) -> None:
        if self._paper is not None:
            self._printing.save(self._paper.pdf, self._paper.name)
