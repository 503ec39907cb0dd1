"""The gold ring around a focused button: 2 px wide, 2 px off."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop.widgets import theme
from desktop.widgets.lifetime import alive
from desktop.widgets.tokens import RADIUS

_OFF = 4
OWN_FOCUS = "own_focus"
"""Dynamic property of buttons that show their focus themselves."""


class FocusRings(QObject):
    """Follows the focus of the application and puts a ring around the button that has it."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._ring: FocusRing | None = None
        application.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._ring is not None and alive(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None
        if isinstance(new, QAbstractButton) and not new.property(OWN_FOCUS):
            self._ring = FocusRing(new)


class FocusRing(QWidget):
    """Lies over the nearest widget around a button that has room for it, follows the button, goes with that widget."""

    def __init__(self, button: QAbstractButton) -> None:
        between = _up_to_room(button)
        super().__init__(between[-1].parentWidget())
        self._button = button
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for widget in between:
            widget.installEventFilter(self)
        self._place()
        self.setVisible(self.parentWidget() is not None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._place()
        elif event.type() in (QEvent.Type.Hide, QEvent.Type.Show):
            self.setVisible(self._button.isVisible())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.colours().gold), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS + 3, RADIUS + 3)
        painter.end()

    def _place(self) -> None:
        if (around := self.parentWidget()) is not None:
            self.setGeometry(_framed(self._button, around))
            self.raise_()


def _framed(button: QWidget, around: QWidget) -> QRect:
    """The place of the ring in the coordinates of ``around``."""
    corner = button.mapTo(around, QPoint(0, 0))
    return QRect(corner, button.size()).adjusted(-_OFF, -_OFF, _OFF, _OFF)


def _up_to_room(button: QWidget) -> list[QWidget]:
    """The button and the widgets around it that are too tight for the ring; the parent of the last has room."""
    between = [button]
    while (around := between[-1].parentWidget()) is not None and not around.isWindow():
        if around.rect().contains(_framed(button, around)):
            break
        between.append(around)
    return between if between[-1].parentWidget() is not None else between[:1]
