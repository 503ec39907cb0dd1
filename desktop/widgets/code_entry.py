"""Rare characters by code: U+2CC56 typed into a text field, then Alt+X, becomes the character."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

_CODE = re.compile(r"(?:[Uu]\+)?([0-9A-Fa-f]{4,6})$")


def character_by_code(text: str) -> tuple[str, str] | None:
    """The code point at the end of ``text`` and its character, None where there is none.

    ``U+`` may be left out. Surrogates and control characters are no characters.
    """
    if (found := _CODE.search(text)) is None:
        return None
    point = int(found[1], 16)
    if point > 0x10FFFF or 0xD800 <= point <= 0xDFFF or not chr(point).isprintable():
        return None
    return found[0], chr(point)


class CodeEntry(QObject):
    """Listens to one text field. Where no code stands before the cursor, Alt+X keeps its meaning as a mnemonic."""

    def __init__(self, field: QLineEdit | QPlainTextEdit) -> None:
        super().__init__(field)
        self._field = field
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_X:
            return False
        if event.modifiers() != Qt.KeyboardModifier.AltModifier or (found := self._code()) is None:
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() is QEvent.Type.KeyPress:
            self._replace(*found)
            return True
        return False

    def _code(self) -> tuple[str, str] | None:
        if isinstance(self._field, QLineEdit):
            return character_by_code(self._field.text()[: self._field.cursorPosition()])
        cursor = self._field.textCursor()
        return character_by_code(cursor.block().text()[: cursor.positionInBlock()])

    def _replace(self, code: str, character: str) -> None:
        if isinstance(self._field, QLineEdit):
            self._field.setSelection(self._field.cursorPosition() - len(code), len(code))
            self._field.insert(character)
            self._field.textEdited.emit(self._field.text())
            return
        cursor = self._field.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(code))
        cursor.insertText(character)
