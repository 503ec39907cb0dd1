"""A count that is a button: figure, shape and word, note, key."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop.widgets import theme
from desktop.widgets.badge import SHAPE, draw_band
from desktop.widgets.buttons import shortcut
from desktop.widgets.drawing import draw_frame, draw_key_cap, draw_text, key_cap_size, painter_for
from desktop.widgets.icons import paint_icon
from desktop.widgets.tokens import FIGURE, NOTE
from resources.vocabulary import Band


class CountButton(QAbstractButton):
    """Checkable; a zero is quiet and still a button. ``shape``: a band, or the name of an icon.

    Until something was counted it shows no figure: a zero would be untrue.
    """

    def __init__(self, word: str, shape: Band | str, key: str) -> None:
        super().__init__()
        self._shape = shape
        self._key = key
        self._figure: int | None = None
        self._note = ""
        self.setText(word)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        shortcut(self, key).activated.connect(self.click)

    def show_count(self, word: str, figure: int, note: str) -> None:
        """Shows another figure with its word and note."""
        self._figure = figure
        self._note = note
        self.setText(word)
        self.setAccessibleName(f"{word} {figure} 件")
        self.setAccessibleDescription(note)
        self.setToolTip(note)
        self.update()

    @property
    def figure(self) -> int | None:
        """The figure shown; None while nothing was counted."""
        return self._figure

    @property
    def shown_figure(self) -> str:
        """The figure as it is painted."""
        return "…" if self._figure is None else str(self._figure)

    def sizeHint(self) -> QSize:
        return QSize(194, 72)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = painter_for(self)
        area = QRectF(self.rect())
        if self.isChecked():
            draw_frame(painter, area, QColor(palette.gold_tint), QColor(palette.gold), 2)
        else:
            ground = palette.selected if self.underMouse() else palette.paper
            draw_frame(painter, area, QColor(ground), QColor(palette.line))
        figure_font = theme.font(FIGURE, bold=True)
        painter.setFont(figure_font)
        width = QFontMetricsF(figure_font).horizontalAdvance(self.shown_figure)
        draw_text(painter, QRectF(17, 10, width + 8, 32), self.shown_figure, self._figure_ink())
        x = 17 + width + 12
        ink = QColor(palette.ink if self._figure else palette.ink_2)
        shape = QRectF(x, 20, SHAPE + 2, SHAPE + 2)
        if isinstance(self._shape, Band):
            draw_band(painter, shape, self._shape)
        else:
            paint_icon(painter, self._shape, QRectF(x - 1, 18, 16, 16), ink)
        painter.setFont(theme.font())
        draw_text(painter, QRectF(x + SHAPE + 10, 15, area.width(), 22), self.text(), ink)
        cap = key_cap_size(self._key)
        draw_key_cap(painter, QPointF(area.right() - cap.width() - 17, 43), self._key)
        painter.setFont(theme.font(NOTE))
        draw_text(painter, QRectF(17, 43, self._note_room(), 18), self.shown_note, QColor(palette.ink_2))
        painter.end()

    @property
    def shown_note(self) -> str:
        """The note as far as there is room before the key cap; the tool tip has it whole."""
        metrics = QFontMetricsF(theme.font(NOTE))
        return metrics.elidedText(self._note, Qt.TextElideMode.ElideRight, self._note_room())

    def _note_room(self) -> float:
        return self.width() - key_cap_size(self._key).width() - 17 - 17 - 8

    def _figure_ink(self) -> QColor:
        palette = theme.colours()
        if not self._figure:
            return QColor(palette.ink_2)
        red = self._shape in (Band.OVERDUE, Band.DUE_TODAY)
        return QColor(palette.red if red else palette.ink)
