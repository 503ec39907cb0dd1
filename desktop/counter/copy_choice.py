"""Which copy of a merged reply the page of the letter shows: that of one applicant."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.casework.letters.letter_views import LetterCopy
from desktop.widgets.fields import Combo
from desktop.widgets.forms import field_name
from desktop.widgets.mnemonics import with_mnemonic
from desktop.widgets.tokens import GRID


class CopyChoice(QWidget):
    """Hidden for a letter that all its applicants share."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.copies = Combo("申请人的一份")
        self.copies.setMinimumWidth(320)
        words = field_name(with_mnemonic("各方答复书", 0), self.copies)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        line.addWidget(words)
        line.addWidget(self.copies, 1)
        self.copies.activated.connect(lambda _: self.chosen.emit())
        self.hide()

    def show_copies(self, copies: Sequence[LetterCopy]) -> None:
        """Offers the copies of a letter; the one that was chosen stays so."""
        kept = self.copies.currentData()
        self.copies.clear()
        for copy in copies:
            self.copies.addItem(f"{copy.addressee}　{'、'.join(copy.requests)}", "\n".join(copy.requests))
        self.copies.choose(kept)
        self.setVisible(len(copies) > 1)

    def begin(self) -> None:
        """Another letter."""
        self.copies.clear()
        self.hide()

    def numbers(self) -> tuple[str, ...]:
        """The requests of the chosen copy; none for a letter without copies."""
        found = self.copies.currentData()
        return tuple(str(found).split("\n")) if self.copies.count() > 1 and found else ()
