"""An icon with a meaning, such as the lock before a sentence fixed by law. It follows the palette."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.widgets import theme
from desktop.widgets.drawing import painter_for
from desktop.widgets.icons import paint_icon
from desktop.widgets.tokens import Colours

_LINE = 20


def _second_ink(palette: Colours) -> str:
    return palette.ink_2


class IconMark(QWidget):
    """``name`` of the icon, what it ``says`` to those who cannot see it, its size and colour."""

    def __init__(self, name: str, says: str, size: int = 16, ink: Callable[[Colours], str] = _second_ink) -> None:
        super().__init__()
        self._name = name
        self._size = size
        self._ink = ink
        self.setAccessibleName(says)
        self.setToolTip(says)
        self.setFixedSize(size, _LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        area = QRectF(0, (self.height() - self._size) / 2, self._size, self._size)
        paint_icon(painter, self._name, area, QColor(self._ink(theme.colours())))
        painter.end()
