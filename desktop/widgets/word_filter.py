"""A filter that is a word: what it filters, the word that is chosen, and the other words in a menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QColor, QFontMetricsF, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from desktop.widgets import theme
from desktop.widgets.drawing import draw_frame, painter_for
from desktop.widgets.icons import paint_icon
from desktop.widgets.labels import plain_tip
from desktop.widgets.tokens import NOTE, SMALL_BUTTON_HEIGHT

_PADDING = 8
_GAP = 5
_CHEVRON = 14
_MOST = 148
"""So wide at most is the chosen word; a longer name is cut and stands whole in the menu."""


class WordFilter(QPushButton):
    """Enter, Space or Down open the words; ``chosen`` tells a choice by the user.

    The first word is chosen at the beginning. ``neutral`` is the value that lets everything through.
    """

    chosen = Signal(object)

    def __init__(self, name: str, words: Sequence[tuple[str, object]], neutral: object = None) -> None:
        super().__init__()
        self._name = name
        self._neutral = neutral
        self._words: list[tuple[str, object]] = []
        self._place = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFont(theme.font(NOTE))
        self.set_words(words)
        self.clicked.connect(self._open)

    def set_words(self, words: Sequence[tuple[str, object]]) -> None:
        """Offers other words; the choice stays when its value is still among them."""
        kept = [self.value()] if self._words else []
        self._words = list(words)
        self._place = next((place for place, (_, value) in enumerate(self._words) if value in kept), 0)
        self._tell_readers()

    def value(self) -> object:
        """The value of the chosen word."""
        return self._words[self._place][1]

    def word(self) -> str:
        """The chosen word."""
        return self._words[self._place][0]

    def choose(self, value: object) -> None:
        """Shows a choice without telling anybody."""
        self._place = next((place for place, (_, other) in enumerate(self._words) if other == value), 0)
        self._tell_readers()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        words = metrics.horizontalAdvance(self._name) + _GAP + metrics.horizontalAdvance(self._shown_word())
        width = 2 * _PADDING + words
        return QSize(round(width + _GAP + _CHEVRON + 1), SMALL_BUTTON_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = painter_for(self)
        area = QRectF(self.rect())
        narrowed = self.value() != self._neutral
        ground = palette.selected if narrowed or self.underMouse() else palette.paper
        draw_frame(painter, area, QColor(ground), QColor(palette.primary if narrowed else palette.field))
        left = float(_PADDING)
        for text, ink in ((self._name, palette.ink_2), (self._shown_word(), palette.ink)):
            width = QFontMetricsF(self.font()).horizontalAdvance(text)
            painter.setPen(QColor(palette.ink if narrowed else ink))
            painter.drawText(QRectF(left, 0, width + 1, area.height()), Qt.AlignmentFlag.AlignVCenter, text)
            left += width + _GAP
        chevron = QRectF(left, (area.height() - _CHEVRON) / 2, _CHEVRON, _CHEVRON)
        paint_icon(painter, "chevron-down", chevron, QColor(palette.ink))
        painter.end()

    def _shown_word(self) -> str:
        return QFontMetricsF(self.font()).elidedText(self.word(), Qt.TextElideMode.ElideRight, _MOST)

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setFont(theme.font())
        group = QActionGroup(menu)
        for place, (word, _) in enumerate(self._words):
            action = QAction(word.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(place == self._place)
            action.setData(place)
            group.addAction(action)
            menu.addAction(action)
        menu.setActiveAction(group.actions()[self._place])
        menu.triggered.connect(self._choose)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _choose(self, action: QAction) -> None:
        place = action.data()
        if place == self._place:
            return
        self._place = place
        self._tell_readers()
        self.chosen.emit(self.value())

    def _tell_readers(self) -> None:
        self.setAccessibleName(f"{self._name}：{self.word()}")
        self.setToolTip(plain_tip(self.word()) if self._shown_word() != self.word() else "")
        self.updateGeometry()
        self.update()
