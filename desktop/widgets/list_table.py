"""What all lists with columns share: one row is chosen at a time, a head in small ink, no grid, quiet scroll bars."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.widgets import theme
from desktop.widgets.overlay_scroll import OverlayScrollBar
from desktop.widgets.table_head import HEAD
from desktop.widgets.tokens import LIST_ROW

_EDGE = 4


def dress_as_list(table: QTableView, name: str, head: QHeaderView, row_height: int = LIST_ROW) -> None:
    """Gives ``table`` the looks and the keys of a list. ``name`` is read aloud; ``row_height`` in pixels."""
    table.setAccessibleName(name)
    table.setFrameShape(QTableView.Shape.NoFrame)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setHorizontalHeader(head)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(row_height)
    table.verticalHeader().setMinimumSectionSize(row_height)
    OverlayScrollBar(table, head=HEAD)


def set_widths(head: QHeaderView, widths: Sequence[int]) -> None:
    """Widths of the columns in pixels; 0 takes the room that is left."""
    for place, width in enumerate(widths):
        mode = QHeaderView.ResizeMode.Fixed if width else QHeaderView.ResizeMode.Stretch
        head.setSectionResizeMode(place, mode)
        if width:
            head.resizeSection(place, width)


def paint_ground(painter: QPainter, area: QRectF, *, chosen: bool, edge: str | None = None) -> None:
    """The ground of a cell with the line below it; ``edge``: the colour of the mark at the left of the chosen row."""
    palette = theme.colours()
    painter.fillRect(area, QColor(palette.selected if chosen else palette.paper))
    painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), QColor(palette.row_line))
    if chosen and edge is not None:
        painter.fillRect(QRectF(area.left(), area.top(), _EDGE, area.height()), QColor(edge))
