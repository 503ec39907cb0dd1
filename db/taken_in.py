"""The log of exchange files: who has reported, and through which day."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from db.report_records import TakenIn
from db.report_tables import exchange_files
from db.transaction import ReadTransaction, WriteTransaction


class TakenInReading(ReadTransaction):
    """Reads the log."""

    def taken_in(self, office: str) -> list[TakenIn]:
        """The files of an office, oldest first."""
        rows = exchange_files.c
        wanted = select(exchange_files).where(rows.office_id == self._office_id(office)).order_by(rows.id)
        return [
            TakenIn(
                office=office,
                name=row.name,
                sha256=row.sha256,
                made_on=row.made_on,
                through=row.through,
                requests=row.requests,
                updated=row.updated,
                skipped=row.skipped,
                actor=row.actor,
                taken_in_at=datetime.fromisoformat(row.taken_in_at),
            )
            for row in self._connection.execute(wanted)
        ]


class TakenInWriting(TakenInReading, WriteTransaction):
    """Adds to the log."""

    def add_taken_in(self, file: TakenIn) -> None:
        """Note that a file was taken in."""
        self._insert(
            exchange_files,
            {
                "office_id": self._office_id(file.office),
                "name": file.name,
                "sha256": file.sha256,
                "made_on": file.made_on,
                "through": file.through,
                "requests": file.requests,
                "updated": file.updated,
                "skipped": file.skipped,
                "actor": file.actor,
                "taken_in_at": self._recorded_at.isoformat(),
            },
        )
