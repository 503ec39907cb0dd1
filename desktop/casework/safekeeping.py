"""Keeping the store sound: check, rebuild, backup, restore."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.records import Changes, Finding
from desktop.casework.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupView:
    """A verified copy: ``size`` in bytes."""

    path: Path
    size: int
    sha256: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView:
    """What the check found; empty findings mean sound."""

    findings: tuple[Finding, ...]
    requests: int
    letters: int

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


@dataclass(frozen=True)
class Safekeeping:
    """Care for the store."""

    context: Context

    def check(self) -> CheckView:
        """Structure, chain, numbers, letters, and every projection recomputed."""
        raise NotImplementedError

    def rebuild(self) -> Changes:
        """Write all projections anew from the events."""
        raise NotImplementedError

    def backup(self, folder: Path | None = None) -> BackupView:
        """A verified copy in ``folder`` (default: the office's own)."""
        raise NotImplementedError

    def last_backup(self) -> BackupView | None:
        """The newest verified copy, for the status line."""
        raise NotImplementedError
