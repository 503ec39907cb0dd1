"""Keeps None and True alive under PySide6 6.12 with Python 3.11.

PySide6 6.12.0 returns None from Qt's void functions, and True from ``emit``, without taking a reference, because from
Python 3.12 on they are immortal. Python 3.11 counts them down with each call and aborts after some thousand calls
("Fatal Python error: none_dealloc"). PySide6 6.11 did not; ``tests/widgets/test_singletons.py`` tells when 6.12 is
mended.
"""

from __future__ import annotations

import ctypes
import sys

_FOR_EVER = 1 << 60


def keep_singletons() -> None:
    """Gives None, True and False so many references that no program runs long enough to use them up."""
    if sys.version_info >= (3, 12):
        return
    for single in (None, True, False):
        count = ctypes.c_ssize_t.from_address(id(single))
        if count.value < _FOR_EVER:
            count.value += _FOR_EVER
