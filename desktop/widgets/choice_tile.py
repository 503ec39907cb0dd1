"""One of several ways on, chosen by its key, by Enter or by a click."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop.widgets import theme
from desktop.widgets.drawing import draw_frame, draw_key_cap, draw_text, key_cap_size, painter_for
from desktop.widgets.tokens import MAIN_BUTTON_HEIGHT, NOTE


class ChoiceTile(QAbstractButton):
    """Name, one line about it, and its key; ``chosen`` tells ``value``."""

    chosen = Signal(object)

    def __init__(self, value: object, name: str, words: str, key: str) -> None:
        super().__init__()
        self._value = value
        self.key = key
        self._words = words
        self.setText(name)
        self.setAccessibleName(f"{name}，{words}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._choose)

    def _choose(self) -> None:
        self.chosen.emit(self._value)

    def sizeHint(self) -> QSize:
        return QSize(240, MAIN_BUTTON_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        event.ignore()
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = painter_for(self)
        area = QRectF(self.rect())
        touched = self.underMouse() or self.isDown()
        draw_frame(painter, area, QColor(palette.selected if touched else palette.paper), QColor(palette.field))
        cap = key_cap_size(self.key)
        room = area.width() - 13 - 13 - cap.width() - 8
        painter.setFont(theme.font())
        draw_text(painter, QRectF(13, 5, room, 20), self.text(), QColor(palette.ink))
        painter.setFont(theme.font(NOTE))
        shown = QFontMetricsF(painter.font()).elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        draw_text(painter, QRectF(13, 25, room, 16), shown, QColor(palette.ink_2))
        draw_key_cap(painter, QPointF(area.width() - 12 - cap.width(), (area.height() - cap.height()) / 2), self.key)
        painter.end()
