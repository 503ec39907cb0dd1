"""A thin scroll bar that lies over the right edge of a list, so that rows keep their whole width."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

_WIDTH = 10


class OverlayScrollBar(QScrollBar):
    """Follows the list's own scroll bar, which is not shown, below ``head`` pixels."""

    def __init__(self, area: QAbstractScrollArea, head: int = 0) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._area = area
        self._head = head
        self._own = area.verticalScrollBar()
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._own.rangeChanged.connect(self._follow_range)
        self._own.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._own.setValue)
        area.installEventFilter(self)
        self._follow_range(self._own.minimum(), self._own.maximum())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _follow_range(self, first: int, last: int) -> None:
        # Views set the length of their page after the range, and tell nobody.
        QTimer.singleShot(0, self, self._follow_steps)
        self._follow_steps()
        self.setRange(first, last)
        self.setValue(self._own.value())
        self.setVisible(last > first)
        self._place()

    def _follow_steps(self) -> None:
        self.setPageStep(self._own.pageStep())
        self.setSingleStep(self._own.singleStep())

    def _place(self) -> None:
        self.setGeometry(self._area.width() - _WIDTH, self._head, _WIDTH, self._area.height() - self._head)
        self.raise_()
