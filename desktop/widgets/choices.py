"""One of several: tiles with digits, pills with a ring, and the segmented control. Arrow keys move, digits choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from desktop.widgets import theme
from desktop.widgets.drawing import draw_frame, draw_key_cap, draw_text, key_cap_size, painter_for, shown_width
from desktop.widgets.tokens import BODY, CONTROL_HEIGHT, FIELD_GAP, NOTE, RADIUS, SMALL_BUTTON_HEIGHT

_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_ROOMY = 100
"""So wide is a tile whose longest name leaves its key cap free."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry: its value, its name, a second line and the digit that chooses it."""

    value: object
    text: str
    second: str = ""
    digit: str = ""


BESIDE_KEYS = {"Ctrl+PgDown": 1, "Ctrl+PgUp": -1}
"""The keys that lead on and back among the parts of a part, with their steps."""


def part_key(place: int) -> str:
    """The key that leads to a part of a page, counted from 0 in the order of its segments."""
    return f"Alt+{place + 1}"


class ChoiceRow(QWidget):
    """A row of buttons of which one is chosen. ``chosen`` tells a choice by the user."""

    chosen = Signal(object)

    def __init__(self, name: str, spacing: int = FIELD_GAP) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._values: list[object] = []
        self._digits: dict[str, int] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(spacing)
        self._group.idClicked.connect(lambda place: self.chosen.emit(self._values[place]))

    def value(self) -> object | None:
        """The value that is chosen, None before a choice."""
        place = self._group.checkedId()
        return None if place < 0 else self._values[place]

    def set_value(self, value: object | None) -> None:
        """Shows a choice without telling anybody; None takes the choice back."""
        if value is not None and value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)
        elif (button := self._group.checkedButton()) is not None:
            self._group.setExclusive(False)
            button.setChecked(False)
            self._group.setExclusive(True)
        self._move_tab_stop()

    def choose_digit(self, digit: str) -> bool:
        """Chooses by digit; False when no entry has it."""
        place = self._digits.get(digit)
        if place is None:
            return False
        button = self._group.button(place)
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        button.click()
        return True

    def choose_beside(self, step: int) -> None:
        """Chooses the entry ``step`` places on, as a click would; there is none beyond the ends."""
        place = self._group.checkedId() + step
        if 0 <= place < len(self._values):
            self._group.button(place).click()

    def focus_choice(self) -> None:
        """Puts the focus on the chosen entry, or on the first."""
        button = self._group.checkedButton() or self._group.button(0)
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self.choose_digit(event.text()):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An arrow chooses from the first key on: before a choice Qt would only move the focus."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        step = -1 if event.key() in _BACK else 1 if event.key() in _ON else 0
        if not step or self._group.checkedId() >= 0 or not isinstance(watched, QAbstractButton):
            return False
        place = min(max(self._group.id(watched) + step, 0), len(self._values) - 1)
        button = self._group.button(place)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        button.click()
        return True

    def _add(self, button: QAbstractButton, choice: Choice) -> None:
        place = len(self._values)
        button.installEventFilter(self)
        button.setCheckable(True)
        button.setAccessibleName(choice.text + choice.second)
        self._group.addButton(button, place)
        self._values.append(choice.value)
        if choice.digit:
            self._digits[choice.digit] = place
        button.toggled.connect(self._move_tab_stop)
        self._row.addWidget(button)
        self._move_tab_stop()

    def _move_tab_stop(self) -> None:
        """Tab stops once in the row: at the chosen entry, or at the first."""
        stop = self._group.checkedButton() or self._group.button(0)
        for button in self._group.buttons():
            policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(stop)


class ChoiceTiles(ChoiceRow):
    """Large tiles of equal width with a digit each, such as the channels."""

    def __init__(self, name: str, choices: Sequence[Choice]) -> None:
        super().__init__(name)
        for choice in choices:
            self._add(_Tile(choice), choice)


class ChoicePills(ChoiceRow):
    """Pills with a ring that is filled when chosen, such as the kinds of applicant."""

    def __init__(self, name: str, choices: Sequence[Choice]) -> None:
        super().__init__(name)
        for choice in choices:
            self._add(_Pill(choice), choice)
        self._row.addStretch(1)

    def insert_note(self, place: int, note: QWidget) -> None:
        """Puts a text between the pills."""
        self._row.insertWidget(place, note)


class Segmented(ChoiceRow):
    """Two or more joined buttons of which one is navy."""

    def __init__(self, name: str, choices: Sequence[Choice], *, small: bool = False) -> None:
        super().__init__(name, spacing=0)
        for place, choice in enumerate(choices):
            self._add(_Segment(choice, first=place == 0, last=place == len(choices) - 1, small=small), choice)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class _Tile(QAbstractButton):
    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self._choice = choice
        self.setFont(theme.font())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(104, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = painter_for(self)
        area = QRectF(self.rect())
        chosen = self.isChecked()
        ground = palette.selected if chosen or self.underMouse() else palette.paper
        edge = palette.primary if chosen else palette.field
        draw_frame(painter, area, QColor(ground), QColor(edge), 2 if chosen else 1)
        painter.setFont(theme.font(BODY))
        # In a low window the tiles are narrow: the name gives way to the key cap, not the other way round.
        left, right = (13, 7) if area.width() >= _ROOMY else (9, 5)
        draw_text(painter, QRectF(left, 10, area.width() - left, 20), self._choice.text, QColor(palette.ink))
        painter.setFont(theme.font(NOTE))
        draw_text(painter, QRectF(left, 29, area.width() - left, 17), self._choice.second, QColor(palette.ink_2))
        if self._choice.digit:
            cap = key_cap_size(self._choice.digit)
            draw_key_cap(painter, QPointF(area.width() - cap.width() - right, 8), self._choice.digit)
        painter.end()


class _Pill(QAbstractButton):
    _RING = 12

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self._choice = choice
        self.setText(choice.text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(theme.font(bold=True))
        cap = key_cap_size(self._choice.digit).width() + 8 if self._choice.digit else 0
        return QSize(round(11 + self._RING + 8 + shown_width(metrics, self.text()) + cap + 11), CONTROL_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = painter_for(self)
        area = QRectF(self.rect())
        chosen = self.isChecked()
        ground = palette.selected if chosen or self.underMouse() else palette.paper
        edge = QColor(palette.primary if chosen else palette.field)
        draw_frame(painter, area, QColor(ground), edge, 2 if chosen else 1)
        ring = QRectF(11, (area.height() - self._RING) / 2, self._RING, self._RING)
        self._paint_ring(painter, ring, chosen)
        painter.setFont(theme.font(bold=chosen))
        left = ring.right() + 8
        draw_text(painter, QRectF(left, 0, area.width() - left, area.height()), self.text(), QColor(palette.ink))
        if self._choice.digit:
            cap = key_cap_size(self._choice.digit)
            corner = QPointF(area.width() - cap.width() - 8, round((area.height() - cap.height()) / 2))
            draw_key_cap(painter, corner, self._choice.digit)
        painter.end()

    def _paint_ring(self, painter: QPainter, ring: QRectF, chosen: bool) -> None:
        palette = theme.colours()
        if not chosen:
            draw_frame(painter, ring, QColor(palette.paper), QColor(palette.field), radius=self._RING / 2)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.primary))
        painter.drawEllipse(ring)
        painter.setBrush(QColor(palette.on_navy))
        painter.drawEllipse(ring.center(), 2, 2)


class _Segment(QAbstractButton):
    def __init__(self, choice: Choice, *, first: bool, last: bool, small: bool) -> None:
        super().__init__()
        self._first = first
        self._last = last
        self._type_size = NOTE if small else BODY
        self._height = SMALL_BUTTON_HEIGHT if small else CONTROL_HEIGHT
        self._padding = 12 if small else 16
        self.setText(choice.text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(theme.font(self._type_size, bold=True))
        return QSize(round(2 * self._padding + shown_width(metrics, self.text())), self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = painter_for(self)
        area = QRectF(self.rect())
        chosen = self.isChecked()
        ground = palette.primary if chosen else palette.selected if self.underMouse() else palette.paper
        whole = area.adjusted(0 if self._first else -RADIUS, 0, 0 if self._last else RADIUS, 0)
        painter.setClipRect(area)
        draw_frame(painter, whole, QColor(ground), QColor(palette.primary if chosen else palette.field))
        if not self._first and not chosen:
            painter.fillRect(QRectF(0, 1, 1, area.height() - 2), QColor(palette.line))
        painter.setFont(theme.font(self._type_size, bold=chosen))
        ink = QColor(palette.on_navy if chosen else palette.ink)
        draw_text(painter, area, self.text(), ink, Qt.AlignmentFlag.AlignHCenter)
        painter.end()
