"""Unreachable objects are looked for in the window's thread only, never in a worker thread.

Python's collector visits every object in whatever thread happens to allocate. In a worker thread it meets widgets that
the window's thread is just taking apart inside Qt, and the process dies (seen with PySide6 6.12 under Python 3.11: a
segmentation fault in ``subtract_refs`` below ``SbkObject_tp_traverse``). So the collector rests while workers run, and
the window's thread collects in their stead when they run for long.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1000
"""Milliseconds between two collections while workers run."""

_YOUNG = 1
"""The generations that are collected then; old objects wait until the workers rest."""


class CollectorRest(QObject):
    """Keeps the collector at rest from ``begin`` to ``end``; both are called in the window's thread."""

    _resting = 0
    """How many of these keep it at rest now."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._begun = False
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self._collect)

    def begin(self) -> None:
        """A worker is about to run."""
        if self._begun:
            return
        self._begun = True
        CollectorRest._resting += 1
        gc.disable()
        self._timer.start()

    def end(self) -> None:
        """No worker runs any more."""
        if not self._begun:
            return
        self._begun = False
        self._timer.stop()
        CollectorRest._resting -= 1
        if CollectorRest._resting == 0:
            gc.enable()

    @staticmethod
    def _collect() -> None:
        gc.collect(_YOUNG)
