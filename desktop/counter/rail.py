"""The rail at the left: the places of the program."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from desktop.widgets import theme
from desktop.widgets.buttons import shortcut
from desktop.widgets.drawing import draw_frame, draw_text, painter_for
from desktop.widgets.focus_ring import OWN_FOCUS
from desktop.widgets.icons import paint_icon
from desktop.widgets.screen import Place
from desktop.widgets.tokens import NOTE, PLACE_HEIGHT, RAIL_WIDTH

PLACE_ICONS = {
    Place.TODAY: "today",
    Place.INTAKE: "intake",
    Place.REQUESTS: "requests",
    Place.LETTERS: "letters",
    Place.STATISTICS: "statistics",
    Place.SETTINGS: "settings",
}


def place_key(number: int) -> str:
    """The key that opens the place with this number, counted from 1."""
    return f"Ctrl+Alt+{number}"


class Rail(QWidget):
    """One place is chosen; 设置 stands at the foot."""

    chosen = Signal(object)

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self.setFixedWidth(RAIL_WIDTH)
        self.setAccessibleName("位置")
        self._group = QButtonGroup(self)
        self._buttons: dict[Place, _PlaceButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 56, 0, 10)
        column.setSpacing(0)
        for number, place in enumerate(places, start=1):
            if place is Place.SETTINGS:
                column.addStretch(1)
            column.addWidget(self._button(place, place_key(number)))
        if Place.SETTINGS not in places:
            column.addStretch(1)

    def show_place(self, place: Place) -> None:
        """Marks a place as chosen."""
        for name, button in self._buttons.items():
            button.setChecked(name is place)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if name is place else Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = painter_for(self)
        painter.fillRect(self.rect(), QColor(palette.navy))
        paint_icon(painter, "app", QRectF(17, 5, 38, 38), QColor(palette.on_navy))
        painter.end()

    def _button(self, place: Place, key: str) -> _PlaceButton:
        button = _PlaceButton(place, key)
        button.clicked.connect(lambda: self.chosen.emit(place))
        shortcut(button, key).activated.connect(button.click)
        self._group.addButton(button)
        self._buttons[place] = button
        return button


class _PlaceButton(QAbstractButton):
    def __init__(self, place: Place, key: str) -> None:
        super().__init__()
        self._icon = PLACE_ICONS[place]
        self.setText(place.label)
        self.setCheckable(True)
        self.setAccessibleName(place.label)
        self.setToolTip(f"{place.label}（{key}）")
        self.setProperty(OWN_FOCUS, True)
        self.setFixedSize(QSize(RAIL_WIDTH, PLACE_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = painter_for(self)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            painter.fillRect(self.rect(), QColor(palette.navy_on))
        if chosen:
            painter.fillRect(QRectF(0, 0, 4, self.height()), QColor(palette.gold))
        ink = QColor(palette.on_navy if chosen else palette.on_navy_2)
        paint_icon(painter, self._icon, QRectF((self.width() - 24) / 2, 10, 24, 24), ink)
        painter.setFont(theme.font(NOTE))
        draw_text(painter, QRectF(0, 36, self.width(), 20), self.text(), ink, Qt.AlignmentFlag.AlignHCenter)
        if self.hasFocus():
            self._paint_focus(painter)
        painter.end()

    def _paint_focus(self, painter: QPainter) -> None:
        clear = QColor(Qt.GlobalColor.transparent)
        area = QRectF(self.rect()).adjusted(7, 3, -3, -3)
        draw_frame(painter, area, clear, QColor(theme.colours().gold), 2)
