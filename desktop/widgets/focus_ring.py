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


class FocusRing(QWidget):
    """Follows the focus and frames the button that has it. One for the application."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._framed: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        application.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._leave()
        if isinstance(new, QAbstractButton) and not new.property(OWN_FOCUS):
            self._frame(new)

    def _frame(self, button: QWidget) -> None:
        self._framed = button
        button.installEventFilter(self)
        button.destroyed.connect(self._forget)
        self.setParent(button.parentWidget())
        self._place()
        self.show()

    def _leave(self) -> None:
        if self._framed is not None and shiboken6.isValid(self._framed):
            self._framed.removeEventFilter(self)
            self._framed.destroyed.disconnect(self._forget)
        self._forget()

    def _forget(self) -> None:
        self._framed = None
        self.hide()
        self.setParent(None)

    def _place(self) -> None:
        if self._framed is not None:
            self.setGeometry(self._framed.geometry().adjusted(-_OFF, -_OFF, _OFF, _OFF))
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._framed:
            if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
                self._place()
            elif event.type() is QEvent.Type.Hide:
                self.hide()
            elif event.type() is QEvent.Type.Show:
                self.show()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.colours().gold), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS + 3, RADIUS + 3)
        painter.end()
