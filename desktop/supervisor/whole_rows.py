"""A scrolled list that ends with a whole row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget


class WholeRowScroll(QScrollArea):
    """Shows a page down to the end of a row; what is left of its height stays empty."""

    def __init__(self) -> None:
        super().__init__()
        self._ends: Sequence[QWidget] = ()
        self.setWidgetResizable(True)

    def show_rows(self, page: QWidget, ends: Sequence[QWidget], step: int) -> None:
        """Shows another page; ``ends`` are the widgets with which its rows end, ``step`` the height of a row."""
        self._ends = ends
        self.setWidget(page)
        self.verticalScrollBar().setSingleStep(step)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        page, room = self.widget(), self.height() - 2 * self.frameWidth()
        layout = None if page is None else page.layout()
        if layout is None:
            return
        layout.activate()
        whole = [end.geometry().bottom() + 1 for end in self._ends if end.geometry().bottom() < room]
        spare = room - whole[-1] if whole and layout.sizeHint().height() > room else 0
        self.setViewportMargins(0, 0, 0, spare)
