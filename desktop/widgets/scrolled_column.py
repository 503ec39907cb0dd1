"""A column that scrolls upright where a window is too low for it; sideways it keeps the width that it needs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from desktop.widgets.overlay_scroll import OverlayScrollBar
from desktop.widgets.tokens import GRID

_LOWEST = 160


class ScrolledColumn(QScrollArea):
    """Shows ``inside``; ``width`` is the width that it takes where there is room, None for all that is left."""

    def __init__(self, inside: QWidget, width: int | None = None) -> None:
        super().__init__()
        self._inside = inside
        self._width = width
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside.setProperty("page", "true")
        self.setWidget(inside)
        self._kept: QWidget | None = None
        inside.installEventFilter(self)
        self.verticalScrollBar().rangeChanged.connect(lambda _first, _last: self._fit_to_range())
        OverlayScrollBar(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_keys)

    def keep_visible(self, kept: QWidget | None) -> None:
        """``kept`` stays in view whatever else has to be scrolled away."""
        self._kept = kept
        self._show_kept()

    def _follow_keys(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Tab scrolls to what it reaches; a mnemonic, and a field that has only just been shown, do not."""
        if now is not None and self._inside.isAncestorOf(now):
            # It may have to be laid out first.
            QTimer.singleShot(0, self, self._show_focused)

    def _show_focused(self) -> None:
        focused = QApplication.focusWidget()
        if focused is None or not self._inside.isAncestorOf(focused):
            return
        if focused.height() < self.viewport().height():
            # Of a field Qt itself would only show the cursor.
            middle = focused.mapTo(self._inside, focused.rect().center())
            self.ensureVisible(middle.x(), middle.y(), 0, focused.height() // 2 + GRID)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tells the layout around it when what is in it needs another width."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        wanted = self._inside.sizeHint()
        return wanted if self._width is None else QSize(self._width, wanted.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._inside.minimumSizeHint().width(), _LOWEST)

    def _fit_to_range(self) -> None:
        """What came or went above may have pushed the field with the keys out of view; it is laid out after this."""
        QTimer.singleShot(0, self, self._show_focused)
        self._show_kept()

    def _show_kept(self) -> None:
        if self._kept is not None:
            self.ensureWidgetVisible(self._kept)
