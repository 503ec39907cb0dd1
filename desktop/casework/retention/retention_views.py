"""What the retention screen shows: files whose term has run out, and the records of destruction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from db.lists import PageKey
from db.records import Changes
from desktop.rules.retention import RetentionClass

DueKey: TypeAlias = PageKey
"""Where a page of the list for appraisal ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFile:
    """A file whose term has run out. ``term`` in years, ``ran_out_on`` its last day."""

    number: str
    received_on: date | None
    ended_on: date
    result: str
    kept_as: RetentionClass
    term: int
    ran_out_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePage:
    """A page of the list for appraisal; ``after`` leads to the next one, None on the last."""

    files: tuple[DueFile, ...]
    after: DueKey | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionPlan:
    """What shall be destroyed, who approved it and the two persons who see to it (law 10.1)."""

    numbers: tuple[str, ...]
    approved_by: str
    first_witness: str
    second_witness: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionView:
    """A record of destruction: its name, how many files, who approved and who saw to it."""

    name: str
    destroyed_on: date
    files: int
    approved_by: str
    first_witness: str
    second_witness: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionDone:
    """What a destruction brought: its lists, how many files, and how many are left because it was stopped.

    ``changes`` tells the open screens.
    """

    records: tuple[DestructionView, ...]
    files: int
    left: int
    changes: Changes
