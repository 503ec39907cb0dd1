"""Letters for Alt: one for each field of a form, in reading order."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWYZ"
"""Without X: Alt+X turns a code into a character."""


def with_mnemonic(name: str, place: int) -> str:
    """``日期 (&A)`` for the first field of a form; fields beyond the alphabet have none."""
    plain = name.replace("&", "&&")
    return f"{plain} (&{_LETTERS[place]})" if place < len(_LETTERS) else plain


def focus_target(field: QWidget) -> QWidget:
    """The widget that takes the focus for ``field``: a label's mnemonic leads to none that takes no keys itself.

    A row of choices takes them, and hands them to the entry that is chosen when the key is pressed.
    """
    while field.focusPolicy() is Qt.FocusPolicy.NoFocus and (proxy := field.focusProxy()) is not None:
        field = proxy
    return field
