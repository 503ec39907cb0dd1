"""征求意见: whom to ask first, then the letter to them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from desktop.widgets.buttons import secondary
from desktop.widgets.choice_tile import ChoiceTile
from desktop.widgets.labels import clear, label, note, page_title, row
from desktop.widgets.tokens import CARD_GAP, FIELD_GAP, PAGE_EDGE
from resources.vocabulary import LetterKind

_WIDEST = 560
_WORDS = {
    LetterKind.THIRD_PARTY_INQUIRY: ("征求第三方意见", "条例 15、32 · 附意见回执 · 不透露申请人身份"),
    LetterKind.AGENCY_INQUIRY: ("征求相关行政机关意见", "条例 34、33(3) · 共同制作机关或者其他机关"),
    LetterKind.CONSULTATION_NOTICE: ("告知申请人正在征求意见", "条例 33(3) · 所需时间不计算在答复期限内"),
}


class InquiryPage(QWidget):
    """A digit chooses at once; arrow keys and Enter do too."""

    chosen = Signal(LetterKind)
    returned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._subtitle = label("", second=True)
        self._tiles: list[ChoiceTile] = []
        back = secondary("返回", "Esc")
        back.clicked.connect(self.returned)
        page = QVBoxLayout(self)
        page.setContentsMargins(PAGE_EDGE, CARD_GAP, PAGE_EDGE, CARD_GAP)
        page.setSpacing(CARD_GAP)
        page.addLayout(
            row(back, 8, page_title("征求意见：选择对象"), 8, self._subtitle, None, note("按键帽上的键直接选择"))
        )
        self._column = QVBoxLayout()
        self._column.setSpacing(FIELD_GAP)
        page.addLayout(self._column)
        page.addStretch(1)

    def tiles(self) -> Sequence[QAbstractButton]:
        """The letters as buttons, in their order."""
        return self._tiles

    def show_letters(self, number: str, letters: Sequence[LetterKind]) -> None:
        """Offers the letters that may be written now."""
        self._subtitle.setText(number)
        clear(self._column)
        self._tiles = []
        for place, kind in enumerate(letters, start=1):
            tile = ChoiceTile(kind, *_WORDS[kind], str(place))
            tile.setMaximumWidth(_WIDEST)
            tile.chosen.connect(self.chosen)
            self._tiles.append(tile)
            self._column.addWidget(tile)
        self._tiles[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            here = next((place for place, tile in enumerate(self._tiles) if tile.hasFocus()), 0)
            there = min(len(self._tiles) - 1, max(0, here + step))
            self._tiles[there].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        for tile in self._tiles:
            if event.text() == tile.key:
                tile.click()
                return
        super().keyPressEvent(event)
