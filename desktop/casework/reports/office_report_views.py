"""The list of who has reported, as screens and papers show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeLine:
    """An office with its four sums of table 三; ``state``: 本级, 已上报全年, 只到 2025-10-31, 未上报.

    ``made_on``: day of its last file; ``through``: the last day on which something happened in it. ``complete``: the
    file was made after the year. ``figures`` None: nothing of it is here.
    """

    office: str
    state: str
    complete: bool
    made_on: date | None = None
    through: date | None = None
    figures: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficesView:
    """All offices of a year. ``together``: their sums without doubles; ``twice``: requests that stand in two of them.

    ``notes``: requests handed over and not found at the other office.
    """

    year: int
    name: str
    lines: tuple[OfficeLine, ...]
    together: tuple[int, ...]
    twice: int
    notes: tuple[str, ...]
    expected: tuple[str, ...]
