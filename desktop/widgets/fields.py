"""Inputs: text fields, the masked field, check boxes and choices from a list. None reacts to the mouse wheel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QPaintEvent, QShortcutEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from desktop.casework.masking import masked_identity
from desktop.rules.entered_text import half_width, identity_number, one_line, plain_text
from desktop.widgets import theme
from desktop.widgets.code_entry import CodeEntry
from desktop.widgets.drawing import draw_text, draw_tick_box, painter_for, shown_width
from desktop.widgets.icons import paint_icon
from desktop.widgets.labels import repolish
from desktop.widgets.tokens import NOTE


def _mark_wrong(field: QWidget, wrong: bool) -> None:
    if bool(field.property("wrong")) != wrong:
        field.setProperty("wrong", wrong)
        repolish(field)


class TextField(QLineEdit):
    """One line of text. ``edited`` tells every change by the user, ``left`` that the focus moved on.

    Rare characters can be typed by their code.
    """

    edited = Signal(str)
    left = Signal()

    _takes_codes = True

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(theme.font())
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(self._tell)
        if self._takes_codes:
            CodeEntry(self)

    def value(self) -> str:
        """What was typed, without blanks around it."""
        return self.text().strip()

    def set_value(self, value: str) -> None:
        """Shows a value without telling anybody."""
        if value != self.text():
            self.setText(value)
            self.setCursorPosition(0)

    def set_wrong(self, wrong: bool) -> None:
        """Marks the field as refused; the sentence stands beside it."""
        _mark_wrong(self, wrong)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _kept(self, text: str) -> str:
        """What of ``text`` stands in the field."""
        return one_line(text)

    def _tell(self, text: str) -> None:
        if (kept := self._kept(text)) != text:
            cursor = len(self._kept(text[: self.cursorPosition()]))
            self.setText(kept)
            self.setCursorPosition(cursor)
        self.edited.emit(kept)


class NumberField(TextField):
    """A number, a postcode, a day, an address of e-mail: what the full-width keyboard typed is folded.

    Digits are no code of a character here: Alt+X stays a mnemonic.
    """

    _takes_codes = False

    def _kept(self, text: str) -> str:
        return half_width(text)


class TextArea(QPlainTextEdit):
    """Several lines of text. Tab moves on, as in every other field."""

    edited = Signal(str)
    left = Signal()

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(theme.font())
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self._known = ""
        self.textChanged.connect(self._tell)
        CodeEntry(self)

    def value(self) -> str:
        """What was typed, without blanks around it."""
        return self.toPlainText().strip()

    def set_value(self, value: str) -> None:
        """Shows a value without telling anybody."""
        if value == self.toPlainText():
            return
        self._known = value.replace("\r\n", "\n").replace("\r", "\n")
        self.setPlainText(self._known)

    def set_wrong(self, wrong: bool) -> None:
        """Marks the field as refused; the sentence stands beside it."""
        _mark_wrong(self, wrong)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted text comes without what no paper can hold."""
        self.textCursor().insertText(plain_text(source.text()))
        self.ensureCursorVisible()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _tell(self) -> None:
        """Colouring words changes the document too, not the text."""
        text = self.toPlainText()
        if text != self._known:
            self._known = text
            self.edited.emit(text)


class MaskedField(NumberField):
    """Shows what is typed while it has the focus, and a mask when it has not; holding the eye shows it again."""

    _EYE = 16

    def __init__(self, name: str, mask: Callable[[str], str], placeholder: str = "") -> None:
        super().__init__(name, placeholder)
        self._mask = mask
        self._real = ""
        self._eye = _Eye(self)
        self._eye.pressed.connect(self._reveal)
        self._eye.released.connect(self._hide)
        self.edited.connect(self._keep)
        self._eye.hide()

    def value(self) -> str:
        return self._real.strip()

    def set_value(self, value: str) -> None:
        if value == self._real:
            return
        self._real = value
        self.setText(value if self.hasFocus() else self._mask(value))
        self._show_eye()

    def resizeEvent(self, event: object) -> None:
        size = self._eye.sizeHint()
        self._eye.setGeometry(self.width() - size.width() - 8, (self.height() - size.height()) // 2, *size.toTuple())
        self._show_eye()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._reveal()
        super().focusInEvent(event)
        self._show_eye()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._hide()
            self._show_eye()

    def _keep(self, text: str) -> None:
        self._real = text

    def _reveal(self) -> None:
        if self.text() != self._real:
            self.setText(self._real)

    def _hide(self) -> None:
        if not self.hasFocus():
            self.setText(self._mask(self._real))

    def _show_eye(self) -> None:
        self._eye.setVisible(bool(self._real) and not self.hasFocus() and self.width() > 240)


class IdentityField(MaskedField):
    """The number of an identity paper."""

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__(name, masked_identity, placeholder)

    def _kept(self, text: str) -> str:
        return identity_number(text)


class _Eye(QAbstractButton):
    """Shows the number while it is held down."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText("按住显示")
        self.setAccessibleName("按住显示")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFont(theme.font(NOTE))

    def sizeHint(self) -> QSize:
        return QSize(round(24 + shown_width(QFontMetricsF(self.font()), self.text())) + 1, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        ink = QColor(theme.colours().ink_2)
        paint_icon(painter, "eye", QRectF(0, 2, 16, 16), ink)
        draw_text(painter, QRectF(24, 0, self.width() - 24, 20), self.text(), ink)
        painter.end()


class CheckBox(QCheckBox):
    """A box to tick, 16 px, navy when ticked."""

    BOX = 16

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFont(theme.font())

    def sizeHint(self) -> QSize:
        return QSize(round(self.BOX + 8 + shown_width(QFontMetricsF(self.font()), self.text())) + 2, 24)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: object) -> bool:
        return True

    def event(self, event: QEvent) -> bool:
        """Its mnemonic ticks it at once: Qt waits a tenth of a second, and the next keys would go elsewhere."""
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.click()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = painter_for(self)
        box = QRectF(0, (self.height() - self.BOX) / 2, self.BOX, self.BOX)
        draw_tick_box(painter, box, self.isChecked(), enabled=self.isEnabled())
        text = QRectF(self.BOX + 8, 0, self.width() - self.BOX - 8, self.height())
        draw_text(painter, text, self.text(), QColor(palette.ink if self.isEnabled() else palette.ink_2))
        painter.end()


class Combo(QComboBox):
    """A choice from a list. The wheel scrolls the page, never the choice."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(theme.font())
        self.setAccessibleName(name)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def choose(self, data: object) -> None:
        """Selects the entry with this data."""
        if (index := self.findData(data)) >= 0:
            self.setCurrentIndex(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = painter_for(self)
        ink = QColor(theme.colours().ink_2)
        paint_icon(painter, "chevron-down", QRectF(self.width() - 25, (self.height() - 16) / 2, 16, 16), ink)
        painter.end()
