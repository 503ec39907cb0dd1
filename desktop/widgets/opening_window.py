"""The window of a start that takes long: how far it is, and a way to stop it. A quick start never shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.widgets import theme
from desktop.widgets.buttons import secondary
from desktop.widgets.drawing import draw_frame, painter_for
from desktop.widgets.labels import label, note, row
from desktop.widgets.operations import Activity, Failure, Operations, Progress
from desktop.widgets.tokens import CARD_GAP, CONTENT, FORM_PADDING
from resources.messages import say

T = TypeVar("T")

_WIDTH = 520
_BAR_HEIGHT = 12


class OpeningWindow(QWidget, Generic[T]):
    """Runs ``work`` beside the window and shows itself only when that takes a while."""

    def __init__(self, work: Callable[[Progress], T]) -> None:
        super().__init__()
        self._work = work
        self._loop = QEventLoop(self)
        self._operations = Operations(self)
        self._result: T | None = None
        self._failure: Failure | None = None
        self._activity: Activity | None = None
        self.stop = secondary("停下并退出", "Esc")
        self.stop.setEnabled(False)
        self._said = label(say("widgets.opening"), wrap=True)
        self._bar = _Bar()
        self._count = note()
        # What it says of stopping holds for reckoning anew only.
        self._hint = note("", wrap=True)
        self.setWindowTitle("首办")
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(FORM_PADDING, FORM_PADDING, FORM_PADDING, FORM_PADDING)
        column.setSpacing(8)
        column.addWidget(label("正在打开办公数据", CONTENT, bold=True))
        for part in (self._said, self._bar, self._count, self._hint):
            column.addWidget(part)
        column.addSpacing(CARD_GAP)
        column.addLayout(row(None, self.stop))
        self._operations.activity.connect(self._show)
        self.stop.clicked.connect(self._stop)

    @property
    def told(self) -> str:
        """What the window says of how far it is."""
        return self._count.text()

    def outcome(self) -> T | None:
        """Waits for the work; None when the user stopped it. Raises what the work raised."""
        self._operations.run_long(self, "", self._work, self._done, self._failed, changing=False)
        self._loop.exec()
        self._operations.close()
        self.hide()
        if self._failure is not None:
            raise self._failure.cause
        return self._result

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.stop.isEnabled():
            self._stop()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window goes when the work has stopped."""
        event.ignore()
        self._stop()

    def _show(self, activity: Activity | None) -> None:
        self._activity = activity
        if activity is None:
            # What the work gave, if anything, is told in the same turn.
            self._operations.post(self._loop.quit)
            return
        if activity.total:
            self._said.setText(say("widgets.opening_reckons"))
            self._hint.setText(say("widgets.opening_hint"))
            self._count.setText(f"{activity.done:,} / {activity.total:,} 件")
            self.stop.setEnabled(True)
        self._bar.show_share(activity.done / activity.total if activity.total else 0)
        self.show()

    def _done(self, result: T) -> None:
        self._result = result
        self._loop.quit()

    def _failed(self, failure: Failure) -> None:
        self._failure = failure
        self._loop.quit()

    def _stop(self) -> None:
        if self._activity is not None and self._activity.cancel is not None and self.stop.isEnabled():
            self.stop.setEnabled(False)
            self._activity.cancel()


class _Bar(QWidget):
    """How much is done."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedHeight(_BAR_HEIGHT)

    def show_share(self, share: float) -> None:
        """Draws another share, from 0 to 1."""
        self._share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter: QPainter = painter_for(self)
        area = self.rect().toRectF()
        draw_frame(
            painter, area, theme.colour(lambda colours: colours.desk), theme.colour(lambda colours: colours.line)
        )
        filled = area.adjusted(2, 2, -2, -2)
        filled.setWidth(filled.width() * self._share)
        painter.fillRect(filled, palette.bar)
        painter.end()
