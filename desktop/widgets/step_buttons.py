"""The next steps of a request: open ones as buttons with their key, closed ones with a lock and the reason in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.casework.views import StepView
from desktop.widgets import theme
from desktop.widgets.buttons import Button, EnterButton, shortcut, small
from desktop.widgets.closed_steps import ClosedSteps
from desktop.widgets.drawing import draw_frame, draw_key_cap, draw_text, key_cap_size, key_label, painter_for
from desktop.widgets.labels import clear, heading, note, row
from desktop.widgets.step_keys import step_key
from desktop.widgets.tokens import FIELD_GAP, MAIN_BUTTON_HEIGHT, NOTE
from resources.vocabulary import EventKind

_PADDING = 13
_GAP = 8
_NAME_LINE = 20
_EFFECT_LINE = 16
_COLUMNS = 4
_SELDOM = frozenset({EventKind.AMENDED, EventKind.NOTED, EventKind.REGISTRATION_VOIDED})
_RING = 4
"""Room for the ring around a button at the edge."""
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)


class StepButton(EnterButton):
    """Name, one line with limit or effect, key. The recommended step is navy. A busy button shows a bar and is shut."""

    taken = Signal(StepView)

    def __init__(self, step: StepView) -> None:
        super().__init__(step.name)
        self._step = step
        self._key = step_key(step.kind)
        self._busy = False
        self.setFont(theme.font(bold=step.recommended))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(step.name)
        described = [step.effect, f"快捷键 {key_label(self._key)}" if self._key else ""]
        self.setAccessibleDescription("，".join(part for part in described if part))
        if self._key is not None:
            shortcut(self, self._key).activated.connect(self.click)
        self.clicked.connect(self._take)

    @property
    def step(self) -> StepView:
        """The step that the button takes."""
        return self._step

    def set_busy(self, busy: bool) -> None:
        """Marks that what the button started is still under way."""
        self._busy = busy
        self.setEnabled(not busy)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(140, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return MAIN_BUTTON_HEIGHT + (self._effect_lines(width) - 1) * _EFFECT_LINE

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        area = QRectF(self.rect())
        ground, edge, ink, second = self._paints()
        draw_frame(painter, area, ground, edge)
        lines = self._effect_lines(self.width())
        top = (area.height() - _NAME_LINE - lines * _EFFECT_LINE) / 2
        draw_text(painter, QRectF(_PADDING, top, self._room(self.width()), _NAME_LINE), self._step.name, ink)
        painter.setFont(theme.font(NOTE))
        painter.setPen(second)
        below = QRectF(_PADDING, top + _NAME_LINE - 1, self._effect_room(self.width()) + 1, lines * _EFFECT_LINE + 2)
        painter.drawText(below, _WRAP, self._step.effect)
        self._paint_key(painter, area, top)
        if self._busy:
            bar = QRectF(area.left() + 8, area.bottom() - 5, area.width() - 16, 2)
            painter.fillRect(bar, ink if self._step.recommended else QColor(theme.colours().gold))
        painter.end()

    def _paint_key(self, painter: QPainter, area: QRectF, top: float) -> None:
        """The cap stands in the middle, or beside the name when the effect needs the whole width."""
        if self._key is None:
            return
        cap = key_cap_size(self._key)
        beside_effect = self._effect_room(self.width()) < self.width() - 2 * _PADDING
        y = (area.height() - cap.height()) / 2 if beside_effect else top + (_NAME_LINE - cap.height()) / 2
        corner = QPointF(area.width() - cap.width() - _PADDING + 1, round(y))
        draw_key_cap(painter, corner, self._key, on_navy=self._step.recommended)

    def _paints(self) -> tuple[QColor, QColor, QColor, QColor]:
        """Ground, edge, ink and second ink."""
        palette = theme.colours()
        touched = self.isEnabled() and (self.underMouse() or self.isDown())
        if self._step.recommended:
            ground = palette.navy_on if touched else palette.primary
            return QColor(ground), QColor(ground), QColor(palette.on_navy), QColor(palette.on_navy)
        ground = palette.selected if touched else palette.paper
        return QColor(ground), QColor(palette.field), QColor(palette.ink), QColor(palette.ink_2)

    def _room(self, width: int) -> float:
        """How wide the name may be beside the key."""
        key = key_cap_size(self._key).width() + _GAP if self._key else 0
        return width - 2 * _PADDING - key

    def _effect_room(self, width: int) -> float:
        """How wide the effect may be: beside the key where it fits there, else below it."""
        text = QFontMetricsF(theme.font(NOTE)).horizontalAdvance(self._step.effect)
        room = self._room(width)
        return room if text <= room else width - 2 * _PADDING

    def _effect_lines(self, width: int) -> int:
        metrics = QFontMetricsF(theme.font(NOTE))
        box = QRectF(0, 0, max(40.0, self._effect_room(width)), 1000)
        return max(1, round(metrics.boundingRect(box, _WRAP, self._step.effect).height() / metrics.lineSpacing()))

    def _take(self) -> None:
        self.taken.emit(self._step)


def _is_seldom(step: StepView) -> bool:
    """Whether the step stands small beside the heading: open, and not what the request waits for."""
    return step.open and step.kind in _SELDOM and not step.recommended


class StepPanel(QWidget):
    """下一步: four buttons a row, those needed seldom small beside the heading, the closed steps in two columns.

    ``refused``: the key of a closed step was pressed; why it is closed.
    """

    taken = Signal(StepView)
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._steps: tuple[StepView, ...] = ()
        self._page = QVBoxLayout(self)
        self._page.setContentsMargins(0, 0, 0, 0)
        self._page.setSpacing(FIELD_GAP)
        self._seldom = QHBoxLayout()
        self._seldom.setSpacing(FIELD_GAP)
        self._beside = row(spacing=FIELD_GAP)
        head = row(heading("下一步"), note("也在搜索框中"), None)
        head.addLayout(self._beside)
        head.addLayout(self._seldom)
        head.setContentsMargins(_RING, 0, _RING, 0)
        self._page.addLayout(head)
        self._inside: QWidget | None = None
        self._buttons: list[StepButton] = []

    def put_beside(self, button: Button) -> None:
        """Puts something that is no step with those that are needed seldom."""
        self._beside.addWidget(button)

    def buttons(self) -> list[StepButton]:
        """The buttons of the open steps in their order."""
        return self._buttons

    def show_steps(self, steps: tuple[StepView, ...]) -> None:
        """Shows the steps anew; keys that went to one of the old buttons go to the first of the new ones."""
        if steps == self._steps:
            return
        self._steps = steps
        had_keys = QApplication.focusWidget()
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
        self._show_seldom([step for step in steps if _is_seldom(step)])
        self._inside = self._panel(tuple(step for step in steps if not _is_seldom(step)))
        self._page.addWidget(self._inside)
        if had_keys is not None and self.isAncestorOf(had_keys) and not had_keys.isVisible():
            self.focus_first()

    def focus_first(self) -> None:
        """Puts the focus on the recommended step."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_seldom(self, steps: Sequence[StepView]) -> None:
        clear(self._seldom)
        for step in steps:
            button = small(step.name, step_key(step.kind))
            button.setAccessibleDescription(step.effect)
            button.setToolTip(step.effect)
            button.clicked.connect(partial(self.taken.emit, step))
            self._seldom.addWidget(button)

    def _panel(self, steps: tuple[StepView, ...]) -> QWidget:
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(_RING, 0, _RING, 0)
        column.setSpacing(FIELD_GAP)
        column.addLayout(self._open_grid(tuple(step for step in steps if step.open)))
        closed = tuple(step for step in steps if not step.open)
        if closed:
            column.addWidget(self._locked(closed))
        return panel

    def _locked(self, steps: tuple[StepView, ...]) -> ClosedSteps:
        """The closed steps; their keys say why nothing happens."""
        locked = ClosedSteps(steps)
        for step in steps:
            if (key := step_key(step.kind)) is not None:
                shortcut(locked, key).activated.connect(partial(self.refused.emit, f"{step.name}：{step.reason}"))
        return locked

    def _open_grid(self, steps: tuple[StepView, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(FIELD_GAP)
        self._buttons = []
        for place, step in enumerate(steps):
            button = StepButton(step)
            button.taken.connect(self.taken)
            self._buttons.append(button)
            grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        return grid
