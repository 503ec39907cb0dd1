"""The steps of a request that are closed: lock, name and the reason in words. A low window scrolls them.

Where one reason closes many, as after the reply, their names stand in one line before it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from desktop.casework.views import StepView
from desktop.widgets.icon_mark import IconMark
from desktop.widgets.labels import label, note, row
from desktop.widgets.overlay_scroll import OverlayScrollBar
from desktop.widgets.tokens import FIELD_GAP, NOTE

_NAME_WIDTH = 64
_GAP = 8
_FEWEST = 52
"""Height in pixels that is kept in any case: two lines."""
_FOCUS_FRAME = 4
_MANY = 4
"""So many steps of one reason stand in one line."""


class ClosedSteps(QScrollArea):
    """As high as its steps, or as high as there is room; then the arrow keys scroll it."""

    def __init__(self, steps: tuple[StepView, ...]) -> None:
        super().__init__()
        self._inside = QWidget()
        self._inside.setProperty("page", "true")
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(FIELD_GAP)
        self._grid.setVerticalSpacing(2)
        alike = _of_one_reason(steps)
        for place, step in enumerate(step for step in steps if step not in alike):
            self._grid.addWidget(_closed_step(step), place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        if alike:
            self._grid.addWidget(_closed_steps(alike), self._grid.rowCount(), 0, 1, 2)
        for column in range(2):
            self._grid.setColumnStretch(column, 1)
        self.setAccessibleName("现在不能办理的步骤")
        self.setProperty("reads", "true")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setWidget(self._inside)
        self._bar = OverlayScrollBar(self)
        self._inside.installEventFilter(self)

    def sizeHint(self) -> QSize:
        return QSize(400, self._needed())

    def minimumSizeHint(self) -> QSize:
        return QSize(200, min(_FEWEST, self._needed()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
        scrolls = self.height() < self._needed()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if scrolls else Qt.FocusPolicy.NoFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _needed(self) -> int:
        """The height of all steps at the present width."""
        return self._grid.heightForWidth(max(200, self.width() - _FOCUS_FRAME)) + _FOCUS_FRAME


def _of_one_reason(steps: tuple[StepView, ...]) -> tuple[StepView, ...]:
    """The steps that share the commonest reason, none when only a few do: then each has a line of its own."""
    reasons = [step.reason for step in steps]
    commonest = max(reasons, key=reasons.count)
    alike = tuple(step for step in steps if step.reason == commonest)
    return alike if len(alike) >= _MANY else ()


def _closed_steps(steps: tuple[StepView, ...]) -> QWidget:
    """Steps of one reason, which is said once."""
    reason = steps[0].reason or ""
    names = "、".join(step.name for step in steps)
    line = QWidget()
    line.setAccessibleName(f"{names}：现在不能办理，{reason}")
    line.setToolTip(reason)
    inside = row(spacing=_GAP)
    top = Qt.AlignmentFlag.AlignTop
    inside.addWidget(IconMark("lock", "现在不能办理", 14), alignment=top)
    inside.addWidget(label(names, NOTE, bold=True, second=True, wrap=True), 1, top)
    inside.addWidget(note(reason), alignment=top)
    line.setLayout(inside)
    return line


def _closed_step(step: StepView) -> QWidget:
    """Words, no button."""
    line = QWidget()
    line.setAccessibleName(f"{step.name}：现在不能办理，{step.reason or ''}")
    line.setToolTip(step.reason or "")
    name = label(step.name, NOTE, bold=True, second=True)
    name.setMinimumWidth(_NAME_WIDTH)
    inside = row(IconMark("lock", "现在不能办理", 14), name, spacing=_GAP)
    inside.addWidget(note(step.reason or "", wrap=True), 1)
    line.setLayout(inside)
    return line
