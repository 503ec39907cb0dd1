"""The gold ring around a focused button: 2 px wide, 2 px off."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop.widgets import theme
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
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None
        if isinstance(new, QAbstractButton) and not new.property(OWN_FOCUS):
            self._ring = FocusRing(new)


class FocusRing(QWidget):
    """Lies over the parent of a button and follows the button; goes with the parent."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button.parentWidget())
        self._button = button
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.installEventFilter(self)
        self._place()
        self.setVisible(button.parentWidget() is not None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._button:
            if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
                self._place()
            elif event.type() in (QEvent.Type.Hide, QEvent.Type.Show):
                self.setVisible(event.type() is QEvent.Type.Show)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.colours().gold), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS + 3, RADIUS + 3)
        painter.end()

    def _place(self) -> None:
        self.setGeometry(self._button.geometry().adjusted(-_OFF, -_OFF, _OFF, _OFF))
        self.raise_()
