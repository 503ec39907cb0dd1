"""What every use case of an office shares: store, office, clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.store import Store

Clock = Callable[[], datetime]
"""Tells the present moment, aware of its zone; "today" is its local date."""


@dataclass(frozen=True)
class Context:
    """``office`` None: the store's only one. ``as_of``: only events up to that day count and today is that day."""

    store: Store
    clock: Clock
    office: str | None = None
    as_of: date | None = None

    def today(self) -> date:
        """The day it is for the office."""
        return self.as_of or self.clock().date()
