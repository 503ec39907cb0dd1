"""文书版面: the format in which letters are set, and their fonts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.casework import Casework
from desktop.supervisor.font_card import FontCard
from desktop.supervisor.layout_card import LayoutCard
from desktop.supervisor.save_line import SaveLine
from desktop.widgets.operations import Failure, Operations
from desktop.widgets.tokens import CARD_GAP, GRID
from resources.vocabulary import LetterKind

_DROPPED = "勾选的改动没有保存，放弃后恢复为已存的设置。"


class PaperPage(QWidget):
    """Formats are kept by 保存, the folder of the fonts as soon as it is chosen."""

    told = Signal(str)

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self._known: frozenset[LetterKind] | None = None
        self.layouts = LayoutCard(casework.layouts.kinds())
        self.fonts = FontCard()
        self._foot = SaveLine(_DROPPED)
        left = QVBoxLayout()
        left.setSpacing(CARD_GAP)
        left.addWidget(self.layouts)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.fonts)
        right.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(CARD_GAP)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GRID)
        whole.addLayout(both, 1)
        whole.addWidget(self._foot)
        self.layouts.edited.connect(self._mark_changed)
        self.fonts.chosen.connect(self.choose_folder)
        self.fonts.asked.connect(self._load_fonts)
        self._foot.save.clicked.connect(self._keep)
        self._foot.dropped.connect(self._show_again)
        self._mark_changed()

    @property
    def changed(self) -> bool:
        """Whether something was ticked that is not kept yet."""
        return self._known is not None and self.layouts.documents() != self._known

    def load(self) -> None:
        """Loads what is kept, unless something ticked would be lost."""
        self._load_fonts()
        if self.changed:
            return
        self._operations.run_query(self, self._casework.layouts.documents, self._show, lane="paper-page")

    def choose_folder(self, folder: Path | None) -> None:
        """Keeps the folder from which papers take their fonts; None: the bundled fonts."""
        fonts = self._casework.fonts
        self._operations.run_change(
            self,
            lambda: fonts.choose(folder),
            lambda _changes: self._load_fonts(),
            self.fonts.show_failure,
            trigger=self.fonts.choose,
        )

    def focus_first(self) -> None:
        """Puts the keys on the first box."""
        self.layouts.focus_first()

    def _load_fonts(self) -> None:
        self._operations.run_query(self, self._casework.fonts.view, self.fonts.show_fonts, lane="paper-fonts")

    def _show(self, documents: frozenset[LetterKind]) -> None:
        self._known = documents
        self.layouts.show_documents(documents)
        self._mark_changed()

    def _mark_changed(self) -> None:
        self._foot.show_changed(changed=self.changed)

    def _show_again(self) -> None:
        self._known = None
        self.load()

    def _keep(self) -> None:
        layouts, documents = self._casework.layouts, self.layouts.documents()
        self._operations.run_change(
            self,
            lambda: layouts.save(documents),
            lambda _changes: self._kept(),
            self._refused,
            trigger=self._foot.save,
        )

    def _kept(self) -> None:
        self.told.emit("文书版面已保存")
        self._show_again()

    def _refused(self, failure: Failure) -> None:
        self._foot.refuse(failure.sentence)
