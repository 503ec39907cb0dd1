"""Buttons with their key on a cap. A button acts once: it is busy until what it started has ended."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QWidget

from desktop.widgets import theme
from desktop.widgets.drawing import (
    draw_frame,
    draw_key_cap,
    draw_text,
    key_cap_size,
    painter_for,
    shown_width,
)
from desktop.widgets.icons import paint_icon
from desktop.widgets.tokens import (
    BODY,
    CONTENT,
    CONTROL_HEIGHT,
    MAIN_BUTTON_HEIGHT,
    NOTE,
    SMALL_BUTTON_HEIGHT,
)


class ButtonKind(Enum):
    """How much a button asks for attention."""

    PRIMARY = auto()
    SECONDARY = auto()


class ButtonSize(Enum):
    """The three heights of a button, with padding and type size."""

    NORMAL = (CONTROL_HEIGHT, 12, BODY)
    SMALL = (SMALL_BUTTON_HEIGHT, 8, NOTE)
    MAIN = (MAIN_BUTTON_HEIGHT, 16, CONTENT)

    @property
    def height(self) -> int:
        return self.value[0]

    @property
    def padding(self) -> int:
        return self.value[1]

    @property
    def type_size(self) -> int:
        return self.value[2]


def shortcut(owner: QWidget, key: str) -> QShortcut:
    """A window-wide shortcut that works while ``owner`` is visible and enabled; Enter of both key blocks."""
    made = QShortcut(owner)
    keys = [QKeySequence(key)]
    if key.endswith("Return"):
        keys.append(QKeySequence(key.replace("Return", "Enter")))
    made.setKeys(keys)
    made.setAutoRepeat(False)
    return made


class EnterButton(QPushButton):
    """Enter presses it, once however long it is held; with Ctrl or Alt it belongs to the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)


class Button(EnterButton):
    """A button that shows its key. Enter and Space press it; ``set_busy`` keeps it from acting twice.

    ``bound`` False: the key is only shown, because the window itself listens to it.
    """

    ICON = 16
    GAP = 8

    def __init__(
        self,
        text: str,
        key: str | None = None,
        *,
        kind: ButtonKind = ButtonKind.SECONDARY,
        size: ButtonSize = ButtonSize.NORMAL,
        icon: str | None = None,
        bound: bool = True,
    ) -> None:
        super().__init__(text)
        self._key = key
        self._kind = kind
        self._size = size
        self._icon = icon
        self._reason: str | None = None
        self._busy = False
        self._lent_focus: QWidget | None = None
        self.setFont(theme.font(size.type_size, bold=kind is ButtonKind.PRIMARY))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        if key is not None and bound:
            shortcut(self, key).activated.connect(self.click)

    @property
    def reason(self) -> str | None:
        """Why the button is closed, None while it is open."""
        return self._reason

    def set_reason(self, reason: str | None) -> None:
        """Closes the button and writes the reason beside its name; None opens it."""
        self._reason = reason
        self.setEnabled(reason is None and not self._busy)
        self.setAccessibleDescription(reason or "")
        self.updateGeometry()
        self.update()

    def set_busy(self, busy: bool) -> None:
        """Marks that what the button started is still under way; a busy button cannot be pressed.

        The focus, which Qt takes from a disabled button, comes back unless the user moved it on. Meanwhile it waits
        around the button: on the next control a second Enter would do what nobody asked for.
        """
        self._busy = busy
        if busy and self.hasFocus() and (around := self.parentWidget()) is not None:
            around.setFocus(Qt.FocusReason.OtherFocusReason)
            self._lent_focus = QApplication.focusWidget()
        self.setEnabled(not busy and self._reason is None)
        if not busy and self._lent_focus is not None:
            if self._lent_focus is QApplication.focusWidget():
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._lent_focus = None
        self.update()

    def fill_width(self) -> None:
        """Lets the button take the whole width it is given."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        width = 2 * self._size.padding + shown_width(metrics, self.text())
        if self._icon is not None:
            width += self.ICON + self.GAP
        if self._reason is not None:
            width += self.GAP + QFontMetricsF(theme.font(NOTE)).horizontalAdvance(self._reason)
        elif self._key is not None:
            width += self.GAP + key_cap_size(self._key).width()
        return QSize(round(width + 0.5), self._size.height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.EnabledChange:
            self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        ground, edge, ink = self._paints()
        area = QRectF(self.rect())
        draw_frame(painter, area, ground, edge)
        self._paint_line(painter, area, ink)
        if self._busy:
            self._paint_busy(painter, area)
        painter.end()

    def _paints(self) -> tuple[QColor, QColor, QColor]:
        """Ground, edge and ink of the state the button is in."""
        palette = theme.colours()
        if not self.isEnabled() and not self._busy:
            return QColor(palette.desk), QColor(palette.line), QColor(palette.ink_2)
        if self._kind is ButtonKind.PRIMARY:
            ground = palette.navy_on if self._touched() else palette.primary
            return QColor(ground), QColor(ground), QColor(palette.on_navy)
        ground = palette.selected if self._touched() else palette.paper
        return QColor(ground), QColor(palette.field), QColor(palette.ink)

    def _touched(self) -> bool:
        return self.isDown() or (self.underMouse() and self.isEnabled())

    def _paint_line(self, painter: QPainter, area: QRectF, ink: QColor) -> None:
        """Icon, name and key cap (or the reason), centred as one line."""
        x = (area.width() - (self.sizeHint().width() - 2 * self._size.padding)) / 2
        middle = area.center().y()
        if self._icon is not None:
            paint_icon(painter, self._icon, QRectF(x, middle - self.ICON / 2, self.ICON, self.ICON), ink)
            x += self.ICON + self.GAP
        width = shown_width(QFontMetricsF(self.font()), self.text())
        draw_text(painter, QRectF(x, area.top(), width + 1, area.height()), self.text(), ink)
        x += width + self.GAP
        if self._reason is not None:
            painter.setFont(theme.font(NOTE))
            draw_text(painter, QRectF(x, area.top(), area.width() - x, area.height()), self._reason, ink)
        elif self._key is not None:
            cap = key_cap_size(self._key)
            on_navy = self._kind is ButtonKind.PRIMARY and (self.isEnabled() or self._busy)
            draw_key_cap(painter, QPointF(x, round(middle - cap.height() / 2)), self._key, on_navy=on_navy)

    def _paint_busy(self, painter: QPainter, area: QRectF) -> None:
        """A bar at the foot, inside the button, without animation."""
        palette = theme.colours()
        colour = QColor(palette.gold if self._kind is ButtonKind.SECONDARY else palette.on_navy)
        painter.fillRect(QRectF(area.left() + 8, area.bottom() - 5, area.width() - 16, 2), colour)


_KEYPAD = Qt.KeyboardModifier.KeypadModifier


def primary(text: str, key: str | None = None, *, icon: str | None = None) -> Button:
    """The one button of a page that carries its main action."""
    return Button(text, key, kind=ButtonKind.PRIMARY, icon=icon)


def secondary(text: str, key: str | None = None, *, icon: str | None = None) -> Button:
    """Any other button."""
    return Button(text, key, icon=icon)


def small(text: str, key: str | None = None, *, icon: str | None = None) -> Button:
    """A button inside a card."""
    return Button(text, key, size=ButtonSize.SMALL, icon=icon)
