"""Which kinds of letter are set in 文件格式 unless the writer chooses otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from desktop.widgets.fields import CheckBox
from desktop.widgets.labels import Card, heading, note, row
from resources.vocabulary import LetterKind

_COLUMNS = 2
_ABOUT = "答复申请人的文书一般用信函格式。勾选的文书改用带“…文件”红头和版记的文件格式；写文书时可以在“版式”一项另选。"


class LayoutCard(Card):
    """A box to tick for each kind of letter."""

    edited = Signal()

    def __init__(self, kinds: Sequence[LetterKind]) -> None:
        super().__init__()
        self._boxes = {kind: CheckBox(f"{kind.paper_id} {kind.label}") for kind in kinds}
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        grid.setHorizontalSpacing(16)
        rows = -(-len(kinds) // _COLUMNS)
        for place, box in enumerate(self._boxes.values()):
            grid.addWidget(box, place % rows, place // rows)
            box.clicked.connect(lambda _ticked: self.edited.emit())
        self.body.addLayout(row(heading("默认用文件格式的文书"), None))
        self.body.addWidget(note(_ABOUT, wrap=True))
        self.body.addLayout(grid)

    def show_documents(self, documents: frozenset[LetterKind]) -> None:
        """Ticks the kinds that are set in 文件格式."""
        for kind, box in self._boxes.items():
            box.setChecked(kind in documents)

    def documents(self) -> frozenset[LetterKind]:
        """The kinds that are ticked."""
        return frozenset(kind for kind, box in self._boxes.items() if box.isChecked())

    def focus_first(self) -> None:
        """Puts the keys on the first box."""
        for box in self._boxes.values():
            box.setFocus()
            return
