"""A text whose figures are bound: each stands in it as one piece that shows its value and cannot be typed over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPyTextObject,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from desktop.widgets import theme
from desktop.widgets.tokens import BODY

_OBJECT = QTextFormat.ObjectTypes.UserObject + 1
_NAME = QTextFormat.Property.UserProperty + 1
_VALUE = QTextFormat.Property.UserProperty + 2
_MISSING = QTextFormat.Property.UserProperty + 3
_PLACE = "\ufffc"
_SIDE = 3.0
_LINE_HEIGHT = 130
_NAMED = re.compile(r"\{([^{}\n]{1,60})\}")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that may stand in the text. ``missing``: nobody has entered it."""

    name: str
    value: str
    missing: bool = False


class _FigureObject(QPyTextObject):
    """Draws a figure: its value on a ground of its own, gold where it is missing."""

    def intrinsicSize(self, _doc: QTextDocument, _position: int, format: QTextFormat) -> QSizeF:
        metrics = QFontMetricsF(theme.font(BODY))
        return QSizeF(metrics.horizontalAdvance(str(format.property(_VALUE))) + 2 * _SIDE, metrics.ascent())

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, _doc: QTextDocument, _position: int, format: QTextFormat
    ) -> None:
        rect = QRectF(rect)
        palette = theme.colours()
        font = theme.font(BODY)
        descent = QFontMetricsF(font).descent()
        is_missing = bool(format.property(_MISSING))
        ground = rect.adjusted(1, -1, -1, descent)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(palette.gold_line if is_missing else palette.line))
        painter.setBrush(QColor(palette.gold_tint if is_missing else palette.selected))
        painter.drawRoundedRect(ground, 3, 3)
        painter.setPen(QColor(palette.gold_ink if is_missing else palette.link))
        painter.setFont(font)
        painter.drawText(QPointF(rect.left() + _SIDE, rect.bottom()), str(format.property(_VALUE)))


class BoundText(QTextEdit):
    """Edits a template such as ``新收{新收}件``; the figure shows as its value. Tab moves on, as in every field."""

    edited = Signal()
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(theme.font())
        self.setAccessibleName(name)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self._figures: dict[str, Figure] = {}
        self._known = ""
        self._object = _FigureObject(self)
        self._register()
        self.textChanged.connect(self._tell)
        self.cursorPositionChanged.connect(self._type_plainly)

    def show_template(self, template: str, figures: Sequence[Figure]) -> None:
        """Shows a text without telling anybody."""
        self._figures = {figure.name: figure for figure in figures}
        self._known = template
        self.blockSignals(True)
        self.clear()
        cursor = self.textCursor()
        cursor.setBlockFormat(_spaced())
        for place, paragraph in enumerate(template.split("\n")):
            if place:
                cursor.insertBlock()
            self._write(cursor, paragraph)
        self.document().clearUndoRedoStacks()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.blockSignals(False)

    def go_to(self, position: int) -> None:
        """Puts the cursor at a place, or at the end of a shorter text."""
        cursor = self.textCursor()
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def template(self) -> str:
        """The text with the names of its figures."""
        paragraphs = []
        block = self.document().begin()
        while block.isValid():
            paragraphs.append(_template_of(block))
            block = block.next()
        return "\n".join(paragraphs)

    def insert_figure(self, name: str) -> None:
        """Puts a figure where the cursor is."""
        self._write(self.textCursor(), f"{{{name}}}")
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied names its figures."""
        copied = QMimeData()
        selection = self.textCursor().selection()
        holder = QTextDocument()
        QTextCursor(holder).insertFragment(selection)
        lines = []
        block = holder.begin()
        while block.isValid():
            lines.append(_template_of(block))
            block = block.next()
        copied.setText("\n".join(lines))
        return copied

    def insertFromMimeData(self, source: QMimeData) -> None:
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        for place, line in enumerate(source.text().replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            if place:
                cursor.insertBlock()
            self._write(cursor, line.replace(_PLACE, ""))
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_name(event)
            return True
        return super().event(event)

    def _register(self) -> None:
        self.document().documentLayout().registerHandler(_OBJECT, self._object)

    def _write(self, cursor: QTextCursor, text: str) -> None:
        plain = QTextCharFormat()
        at = 0
        for found in _NAMED.finditer(text):
            figure = self._figures.get(found[1])
            if figure is None:
                continue
            cursor.insertText(text[at : found.start()], plain)
            cursor.insertText(_PLACE, _format_of(figure))
            at = found.end()
        cursor.insertText(text[at:], plain)
        cursor.setCharFormat(plain)

    def _type_plainly(self) -> None:
        """What is typed beside a figure is no figure."""
        if self.currentCharFormat().property(_NAME):
            self.setCurrentCharFormat(QTextCharFormat())

    def _show_name(self, event: QHelpEvent) -> None:
        cursor = self.cursorForPosition(self.viewport().mapFrom(self, event.pos()))
        name = cursor.charFormat().property(_NAME)
        QToolTip.showText(event.globalPos(), f"{name}：由登记和台账计出" if name else "", self)

    def _tell(self) -> None:
        template = self.template()
        if template != self._known:
            self._known = template
            self.edited.emit()


def _spaced() -> QTextBlockFormat:
    """Lines far enough apart for the grounds of figures."""
    made = QTextBlockFormat()
    made.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    made.setBottomMargin(4)
    return made


def _format_of(figure: Figure) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setObjectType(_OBJECT)
    made.setProperty(_NAME, figure.name)
    made.setProperty(_VALUE, figure.value)
    made.setProperty(_MISSING, figure.missing)
    return made


def _template_of(block: QTextBlock) -> str:
    """A paragraph with the names of its figures."""
    parts = []
    fragments = block.begin()
    while not fragments.atEnd():
        fragment = fragments.fragment()
        name = fragment.charFormat().property(_NAME)
        # Neighbouring figures of one name lie in one fragment.
        parts.append(fragment.text().replace(_PLACE, f"{{{name}}}" if name else ""))
        fragments += 1
    return "".join(parts).replace("\u2028", "\n")
