"""The four steps of the intake as a line: done, chosen, still to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from desktop.widgets import theme
from desktop.widgets.drawing import draw_frame, draw_text, painter_for
from desktop.widgets.icons import paint_icon

_CIRCLE = 24
_GAP = 8
_LINE = 32


class StepHeader(QWidget):
    """``chosen`` tells the number of a step, counted from 0."""

    chosen = Signal(int)

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._steps = [_StepName(place, name) for place, name in enumerate(names)]
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(24)
        for place, step in enumerate(self._steps):
            if place:
                line.addWidget(_Connector())
            step.clicked.connect(lambda _checked=False, place=place: self.chosen.emit(place))
            line.addWidget(step)

    def show_step(self, chosen: int, done: Sequence[bool]) -> None:
        """Marks the chosen step and those that are ``done``; the last, which ``done`` leaves out, never is."""
        for place, step in enumerate(self._steps):
            step.show_state(chosen=place == chosen, done=place < len(done) and done[place])


class _Connector(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_LINE, _CIRCLE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        painter.fillRect(QRectF(0, self.height() / 2, self.width(), 1), QColor(theme.colours().field))
        painter.end()


class _StepName(QAbstractButton):
    def __init__(self, place: int, name: str) -> None:
        super().__init__()
        self._place = place
        self._chosen = False
        self._done = False
        self.setText(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, *, chosen: bool, done: bool) -> None:
        """Draws the step as chosen, done or still to come."""
        self._chosen = chosen
        self._done = done
        state = "当前" if chosen else "已填好" if done else "待填"
        self.setAccessibleName(f"第 {self._place + 1} 步 {self.text()}，{state}")
        self.update()

    def sizeHint(self) -> QSize:
        text = QFontMetricsF(theme.font(bold=True)).horizontalAdvance(self.text())
        return QSize(round(_CIRCLE + _GAP + text) + 1, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = painter_for(self)
        circle = QRectF(0, 3, _CIRCLE, _CIRCLE)
        ground = palette.primary if self._chosen else palette.paper
        edge = palette.primary if self._chosen else palette.field
        draw_frame(painter, circle, QColor(ground), QColor(edge), radius=_CIRCLE / 2)
        if self._done and not self._chosen:
            paint_icon(painter, "check", circle.adjusted(4, 4, -4, -4), QColor(palette.ink))
        else:
            painter.setFont(theme.font(bold=self._chosen))
            ink = QColor(palette.on_navy if self._chosen else palette.ink_2)
            draw_text(painter, circle, str(self._place + 1), ink, Qt.AlignmentFlag.AlignHCenter)
        painter.setFont(theme.font(bold=self._chosen))
        ink = QColor(palette.ink if self._chosen else palette.ink_2)
        draw_text(painter, QRectF(_CIRCLE + _GAP, 3, self.width(), _CIRCLE), self.text(), ink)
        if self._chosen:
            painter.fillRect(QRectF(0, 30, self.width(), 2), QColor(palette.gold))
        painter.end()
