"""Text beside its earlier wording: what went is struck through, what is new is bold and underlined."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.casework.reports.differences import Change, ChangedPiece
from desktop.widgets import theme
from desktop.widgets.tokens import SIDE

_LONGEST_SAME = 48
_KEPT = 16
_MARKS = {Change.SAME: ("", ""), Change.GONE: ("<s>", "</s>"), Change.NEW: ("<b><u>", "</u></b>")}
_SPOKEN = {Change.SAME: "{}", Change.GONE: "（删去：{}）", Change.NEW: "（新增：{}）"}


def difference_label(pieces: Sequence[ChangedPiece]) -> QLabel:
    """A paragraph with its changes; long stretches that stayed are shortened."""
    made = QLabel()
    made.setFont(theme.font(SIDE))
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.RichText)
    shown = _shortened(pieces)
    made.setText("".join(_marked(piece) for piece in shown))
    made.setAccessibleName("".join(_SPOKEN[piece.change].format(piece.text) for piece in shown))
    return made


def _marked(piece: ChangedPiece) -> str:
    """Users' text is never markup: it is escaped, only the marks around it are not."""
    before, after = _MARKS[piece.change]
    return f"{before}{escape(piece.text)}{after}"


def _shortened(pieces: Sequence[ChangedPiece]) -> list[ChangedPiece]:
    last = len(pieces) - 1
    return [
        ChangedPiece(piece.change, _ends(piece.text, first=place == 0, last=place == last))
        if piece.change is Change.SAME and len(piece.text) > _LONGEST_SAME
        else piece
        for place, piece in enumerate(pieces)
    ]


def _ends(text: str, *, first: bool, last: bool) -> str:
    """The ends of a text that lie beside a change."""
    begins = "" if first else text[:_KEPT]
    ends = "" if last else text[-_KEPT:]
    return f"{begins}……{ends}"
