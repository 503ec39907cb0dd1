"""How long work tells how far it is: a function that may raise to stop it."""

from __future__ import annotations

from collections.abc import Callable

Report = Callable[[int, int], None]
"""Told how many of how many are done; raises to stop the work."""


def unheard(done: int, total: int) -> None:
    """For work whose progress nobody follows."""
