"""The bars and numbers of a chart as buttons: arrow keys walk over them, Enter and a click open what they count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.casework.figures.summary_views import Behind
from desktop.widgets import theme
from desktop.widgets.drawing import painter_for
from desktop.widgets.tab_order import put_in_place

Key = tuple[int, int]
"""The row and the column of a mark; which way they run is up to the chart."""

_STEPS: Mapping[int, Key] = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class MarkedChart(QWidget):
    """A painted chart with a mark over each figure that counts something; one of them is in the Tab order.

    ``opening``: the name of a figure and what stands behind it. ``area_of``: where the chart paints a figure.
    """

    opening = Signal(str, object)

    def __init__(self, area_of: Callable[[Key], QRectF]) -> None:
        super().__init__()
        self._area_of = area_of
        self._marks: dict[Key, _Mark] = {}
        self._size: Key = (0, 0)
        self._current: Key | None = None

    def put_marks(self, marks: Mapping[Key, tuple[str, str, Behind | None]]) -> None:
        """Marks for other figures: what a screen reader says, the name of the list, and what stands behind."""
        had_focus = any(mark.hasFocus() for mark in self._marks.values())
        for mark in self._marks.values():
            mark.hide()
            mark.deleteLater()
        self._marks = {}
        self._size = (max((row for row, _ in marks), default=0), max((column for _, column in marks), default=0))
        for key, (words, name, behind) in marks.items():
            if behind is not None:
                made = _Mark(self, key, words)
                made.clicked.connect(partial(self.opening.emit, name, behind))
                made.show()
                self._marks[key] = made
        put_in_place(self, self._marks.values())
        self._place_marks()
        # The latest month, and the first line, are where one begins.
        current = self._current if self._current in self._marks else self.first()
        self.make_current(current)
        if had_focus and current in self._marks:
            self._marks[current].setFocus(Qt.FocusReason.OtherFocusReason)

    def first(self) -> Key | None:
        """The mark at which Tab arrives before any was walked to."""
        return min(self._marks, default=None)

    def make_current(self, key: Key | None) -> None:
        """Puts a mark into the Tab order in place of the one before."""
        self._current = key
        for other, mark in self._marks.items():
            mark.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other == key else Qt.FocusPolicy.ClickFocus)

    def walk(self, key: Key, step: Key) -> None:
        """Puts the keys on the next mark in a direction; marks that count nothing are passed over."""
        row, column = key
        while 0 <= (row := row + step[0]) <= self._size[0] and 0 <= (column := column + step[1]) <= self._size[1]:
            if (row, column) in self._marks:
                self._marks[row, column].setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_marks()

    def _place_marks(self) -> None:
        for key, mark in self._marks.items():
            mark.setGeometry(self._area_of(key).toAlignedRect())


class _Mark(QAbstractButton):
    """Nothing but a frame while it has the focus: the chart paints below it."""

    def __init__(self, chart: MarkedChart, key: Key, words: str) -> None:
        super().__init__(chart)
        self._chart = chart
        self._key = key
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = painter_for(self)
            painter.setPen(QPen(QColor(theme.colours().primary), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
            painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._chart.make_current(self._key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        elif event.key() in _STEPS:
            self._chart.walk(self._key, _STEPS[event.key()])
        else:
            super().keyPressEvent(event)
