"""Pages of which one is shown: only that one asks for room, and a window too small for it scrolls it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QWidget

from desktop.widgets.overlay_scroll import OverlayScrollBar


class Pages(QStackedWidget):
    """A stack that needs the room of the page it shows, not that of its largest."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _: self._page_changed())

    def sizeHint(self) -> QSize:
        page = self.currentWidget()
        return super().sizeHint() if page is None else page.sizeHint()

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return super().minimumSizeHint() if page is None else page.minimumSizeHint()

    def _page_changed(self) -> None:
        self.updateGeometry()
        focused, page = QApplication.focusWidget(), self.currentWidget()
        if focused is not None and page is not None and page.isAncestorOf(focused) and not focused.isVisible():
            # Qt gives a page back the focus it had, also to a field that was put away meanwhile: keys would be lost.
            _focus_nearest(focused)


def _focus_nearest(hidden: QWidget) -> None:
    """Puts the focus to the first widget on show that shares the nearest parent with ``hidden``."""
    around = hidden.parentWidget()
    while around is not None:
        for child in around.findChildren(QWidget):
            if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
                child.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        around = around.parentWidget()


class ScrolledPages(QScrollArea):
    """The screens of a window. In a window smaller than a screen needs, the screen keeps its size and is scrolled."""

    def __init__(self) -> None:
        super().__init__()
        self._pages = Pages()
        self.setWidget(self._pages)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(1, 1)
        OverlayScrollBar(self)
        self._pages.installEventFilter(self)
        self._pages.currentChanged.connect(lambda _: self._fit())

    def addWidget(self, page: QWidget) -> None:
        """Adds a page."""
        self._pages.addWidget(page)

    def currentWidget(self) -> QWidget | None:
        """The page that is shown."""
        return self._pages.currentWidget()

    def setCurrentWidget(self, page: QWidget) -> None:
        """Shows another page, from its top."""
        self._pages.setCurrentWidget(page)
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._pages.resize(self.maximumViewportSize().expandedTo(self._pages.minimumSizeHint()))
