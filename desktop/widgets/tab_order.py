"""Where Tab finds widgets that are made after the window: Qt puts them at its end, behind the whole page."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_in_place(place: QWidget, made: Iterable[QWidget]) -> None:
    """Tab finds the widgets, one after the other, where ``place`` stands; on from there it goes as it did."""
    before = place.previousInFocusChain()
    # Qt orders nothing behind a widget that takes no keys.
    while before is not None and before is not place and not _takes_keys(before):
        before = before.previousInFocusChain()
    if before is None or before is place:
        return
    for widget in made:
        if _takes_keys(widget):
            QWidget.setTabOrder(before, widget)
            before = widget


def _takes_keys(widget: QWidget) -> bool:
    return widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
