"""What the office keeps for its annual report, as frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from db.records import SYSTEM_ACTOR, Json


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """A number of the ledger in a month, with its source. ``value`` None: an earlier number was taken back.

    ``why``: why it replaces the number before it.
    """

    office: str
    item: str
    year: int
    month: int
    value: Decimal | None
    source: str
    why: str | None = None
    actor: str = SYSTEM_ACTOR
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportKey:
    """Whose report of which year: ``office`` keeps it, ``subject`` is what it reports on (an office, or all)."""

    office: str
    subject: str
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledFile:
    """A file of a filed report by its ending: ``pdf``, ``xlsx``, ``docx``."""

    ending: str
    data: bytes
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledReport:
    """A report as it was filed. ``figures``, ``texts`` and ``behind`` are those of that day.

    ``sha256`` covers figures, texts and the hashes of the files; ``chain_head``: the last event that it knew.
    """

    key: ReportKey
    version: int
    form: str
    title: str
    figures: Mapping[str, Json]
    texts: Mapping[str, Json]
    chain_head: str
    sha256: str
    actor: str
    filed_at: datetime
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """An exchange file that was taken in: of which office, when it was made, and through which day it tells."""

    office: str
    name: str
    sha256: str
    made_on: date | None
    through: date | None
    requests: int
    updated: int
    skipped: int
    actor: str = SYSTEM_ACTOR
    taken_in_at: datetime | None = None
