"""拟答复: the results that a reply may have, each with its letter, its articles and its remedy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QVBoxLayout, QWidget

from desktop.widgets.buttons import secondary
from desktop.widgets.choice_tile import ChoiceTile
from desktop.widgets.icon_mark import IconMark
from desktop.widgets.labels import heading, label, note, page_title, row
from desktop.widgets.tokens import CARD_GAP, FIELD_GAP, NOTE, PAGE_EDGE
from resources.vocabulary import Outcome, Remedy, Table3Row

_KEYS = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_COLUMNS = 4
_RING = 4
"""Room for the ring around a tile at the edge."""
_GROUPS = (
    ("予以公开", ("disclosed", "partly_disclosed")),
    ("不予公开", ("withheld.",)),
    ("无法提供", ("unavailable.",)),
    ("不予处理和其他", ("not_processed.", "other.")),
)
_REMEDIES = {
    Remedy.RA: "复议或者诉讼",
    Remedy.RF: "先复议",
    Remedy.RP: "部分先复议",
    Remedy.RT: "复议或者诉讼",
    Remedy.NONE: "无救济告知",
}


class OutcomePage(QWidget):
    """A digit or letter chooses at once; arrow keys and Enter do too."""

    chosen = Signal(Outcome)
    returned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._subtitle = label("", second=True)
        self._tiles: list[ChoiceTile] = []
        self._keys: dict[Outcome, str] = {}
        """The key of each result, the same whether others are open or closed."""
        self._inside: QWidget | None = None
        back = secondary("返回", "Esc")
        back.clicked.connect(self.returned)
        self._page = QVBoxLayout(self)
        self._page.setContentsMargins(PAGE_EDGE - _RING, CARD_GAP, PAGE_EDGE - _RING, CARD_GAP)
        self._page.setSpacing(CARD_GAP)
        head = row(back, 8, page_title("拟答复：选择办理结果"), 8, self._subtitle, None, note("按键帽上的键直接选择"))
        head.setContentsMargins(_RING, 0, _RING, 0)
        self._page.addLayout(head)
        self._page.addStretch(1)

    def tiles(self) -> Sequence[QAbstractButton]:
        """The results as buttons, in their order."""
        return self._tiles

    def show_outcomes(
        self, number: str, outcomes: Sequence[Outcome], closed: Sequence[tuple[Outcome, str]] = ()
    ) -> None:
        """Offers the results that a request may have now; ``closed`` ones stand below with the reason."""
        self._subtitle.setText(number)
        if self._inside is not None:
            self._page.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._tiles = []
        shut = {outcome for outcome, _ in closed}
        known = [outcome for outcome in Outcome if outcome in outcomes or outcome in shut]
        self._keys = dict(zip(known, _KEYS, strict=False))
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(_RING, 0, _RING, 0)
        column.setSpacing(FIELD_GAP)
        groups = [(name, [outcome for outcome in outcomes if _belongs(outcome, rows)]) for name, rows in _GROUPS]
        # Results of a record correction (条例 41) stand in no row of table 三.
        groups.append(("更正申请", [outcome for outcome in outcomes if outcome.row is None]))
        for name, group in groups:
            if group:
                column.addWidget(heading(name))
                column.addLayout(self._grid(group))
                column.addSpacing(FIELD_GAP)
        for outcome, reason in closed:
            column.addWidget(_closed_outcome(outcome, reason))
        self._page.insertWidget(1, self._inside)
        if self._tiles:
            self._tiles[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {
            Qt.Key.Key_Down: _COLUMNS,
            Qt.Key.Key_Up: -_COLUMNS,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Left: -1,
        }.get(Qt.Key(event.key()))
        if step is not None:
            self._move(step)
            return
        if not event.modifiers() & _MODIFIERS and self._choose_key(event.text().upper()):
            return
        super().keyPressEvent(event)

    def _choose_key(self, key: str) -> bool:
        for tile in self._tiles:
            if key and tile.key == key:
                tile.click()
                return True
        return False

    def _move(self, step: int) -> None:
        here = next((place for place, tile in enumerate(self._tiles) if tile.hasFocus()), 0)
        there = min(len(self._tiles) - 1, max(0, here + step))
        if self._tiles:
            self._tiles[there].setFocus(Qt.FocusReason.OtherFocusReason)

    def _grid(self, outcomes: Sequence[Outcome]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(FIELD_GAP)
        for place, outcome in enumerate(outcomes):
            words = " · ".join([*_articles(outcome), _REMEDIES[outcome.remedy]])
            tile = ChoiceTile(outcome, outcome.label, words, self._keys[outcome])
            tile.chosen.connect(self.chosen)
            self._tiles.append(tile)
            grid.addWidget(tile, place // _COLUMNS, place % _COLUMNS)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        return grid


_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def _articles(outcome: Outcome) -> list[str]:
    """The articles of the 条例 that the letter cites, none where there is none."""
    if not any(character.isdigit() for character in outcome.articles):
        return []
    return ["条例 " + outcome.articles.replace(" with ", "、").replace("/", "、").replace(", ", "、")]


def _closed_outcome(outcome: Outcome, reason: str) -> QWidget:
    """Lock, name and reason: words, no button."""
    line = QWidget()
    line.setAccessibleName(f"{outcome.label}：现在不能选，{reason}")
    name = label(outcome.label, NOTE, bold=True, second=True)
    inside = row(IconMark("lock", "现在不能选", 14), name, spacing=8)
    inside.addWidget(note(reason, wrap=True), 1)
    line.setLayout(inside)
    return line


def _belongs(outcome: Outcome, rows: Sequence[str]) -> bool:
    row_: Table3Row | None = outcome.row
    return row_ is not None and any(row_.value.startswith(start) for start in rows)
