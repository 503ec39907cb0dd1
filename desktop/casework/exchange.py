"""Request exchange files: reading, writing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.records import Changes
from desktop.casework.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeCounts:
    """``requests``: new; ``updated``: known with new events; ``skipped``: known and unchanged."""

    requests: int
    updated: int
    letters: int
    skipped: int


@dataclass(frozen=True)
class Exchange:
    """Handing requests over."""

    context: Context

    def read(self, path: Path, *, dry_run: bool = False) -> tuple[ExchangeCounts, Changes]:
        """Read an exchange file, all or nothing. Raises ``ExchangeError(line, field, ...)``."""
        raise NotImplementedError

    def write(self, path: Path, first: date | None = None, last: date | None = None) -> ExchangeCounts:
        """Write the requests received in the period, with their letters, attachments and disputes."""
        raise NotImplementedError
