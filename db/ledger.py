"""The ledger behind table 二 and the figures on proactive publication: numbers by month, corrections beside them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, select

from db.report_records import LedgerEntry
from db.report_tables import ledger_entries
from db.transaction import ReadTransaction, WriteTransaction


class LedgerReading(ReadTransaction):
    """Reads the ledger."""

    def ledger(self, office: str, year: int) -> list[LedgerEntry]:
        """All entries of a year, oldest first; the last one of a month and item holds."""
        rows = ledger_entries.c
        wanted = select(ledger_entries).where(rows.office_id == self._office_id(office), rows.year == year)
        return [_entry(office, row) for row in self._connection.execute(wanted.order_by(rows.id))]


class LedgerWriting(LedgerReading, WriteTransaction):
    """Adds to the ledger."""

    def add_ledger_entry(self, entry: LedgerEntry) -> None:
        """Keep a number; an earlier one of the month and item stays in the record."""
        self._insert(
            ledger_entries,
            {
                "office_id": self._office_id(entry.office),
                "item": entry.item,
                "year": entry.year,
                "month": entry.month,
                "value": None if entry.value is None else str(entry.value),
                "source": entry.source,
                "why": entry.why,
                "actor": entry.actor,
                "recorded_at": self._recorded_at.isoformat(),
            },
        )


def _entry(office: str, row: Row[Any]) -> LedgerEntry:
    return LedgerEntry(
        office=office,
        item=row.item,
        year=row.year,
        month=row.month,
        value=None if row.value is None else Decimal(row.value),
        source=row.source,
        why=row.why,
        actor=row.actor,
        recorded_at=datetime.fromisoformat(row.recorded_at),
    )
