"""Whether Qt has already deleted an object that Python still holds."""

from __future__ import annotations

from PySide6.QtCore import QObject


def alive(thing: QObject) -> bool:
    """False once the object behind ``thing`` was deleted."""
    try:
        thing.objectName()
    except RuntimeError:
        return False
    return True
