"""The bar at the foot of a page: what it stands at and what can be done, the main action at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.widgets.tokens import ACTION_BAR_HEIGHT, GRID, PAGE_EDGE


class ActionBar(QFrame):
    """``line`` takes the parts of the bar from left to right."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("bar", "foot")
        self.setFixedHeight(ACTION_BAR_HEIGHT)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(PAGE_EDGE, 0, PAGE_EDGE, 0)
        self.line.setSpacing(GRID)
