"""The log of verified copies, and the end of the event chain that each of them carries."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select

from db.events import last_link
from db.tables import backups
from db.transaction import ReadTransaction, WriteTransaction


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The end of the event chain: how many events the store has and the hash of the last one (None when empty)."""

    events: int
    hash: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupMade:
    """A verified copy of the store: ``size`` in bytes, ``chain_head`` the hash of its last event (None: no event)."""

    path: str
    made_at: datetime
    size: int
    sha256: str
    events: int
    requests: int
    letters: int
    chain_head: str | None


class BackupReading(ReadTransaction):
    """Reads the log."""

    def chain_head(self) -> ChainHead:
        """The end of the event chain."""
        place, hashed = last_link(self._connection)
        return ChainHead(place, hashed if place else None)

    def last_backup(self) -> BackupMade | None:
        """The newest verified copy."""
        wanted = select(backups).order_by(backups.c.id.desc()).limit(1)
        row = self._connection.execute(wanted).one_or_none()
        if row is None:
            return None
        return BackupMade(
            path=row.path,
            made_at=datetime.fromisoformat(row.made_at),
            size=row.size,
            sha256=row.sha256,
            events=row.events,
            requests=row.requests,
            letters=row.letters,
            chain_head=row.chain_head,
        )


class BackupWriting(BackupReading, WriteTransaction):
    """Writes the log."""

    def log_backup(self, made: BackupMade) -> None:
        """Note a verified copy."""
        self._insert(backups, {**asdict(made), "made_at": made.made_at.isoformat()})
