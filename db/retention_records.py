"""What the office keeps of files at their end: what decides their term, what was kept on, what was destroyed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from db.lists import PageKey
from resources.vocabulary import Outcome, Table3Row


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedFile:
    """The file of a request that is at its end, with what decides how long it is kept.

    ``key``: where a page ends that ends with it.
    """

    key: PageKey
    number: str
    received_on: date | None
    ended_on: date
    outcome: Outcome | None
    table_row: Table3Row | None
    voided: bool
    disputed: bool
    third_party_consulted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionDecision:
    """That the file of a request stays after its term; ``keep_through`` None: for ever."""

    request: str
    keep_through: date | None
    why: str
    decided_on: date
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Destruction:
    """The record of a destruction: who approved it, the two who saw to it, the hash of the printed list."""

    name: str
    destroyed_on: date
    approved_by: str
    first_witness: str
    second_witness: str
    why: str
    recorded_at: datetime | None = None
    sha256: str = ""
    files: int = 0
