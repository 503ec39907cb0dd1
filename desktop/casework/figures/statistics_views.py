"""What the screens of yearly tables show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from resources.vocabulary import Table3Column, Table3Row, Table4Column, Table4Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation:
    """A 勾稽关系 of table 三: in words, in the numbers of the total column, and in how many cells it holds."""

    text: str
    figures: str
    scope: str
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualTables:
    """Tables 三 and 四 of a year. ``format``: ``2021``, ``2019`` or ``2007`` (with ``narrative_2007``).

    ``table3`` has the rows of the format (``other`` alone stands for the three rows of （六） in 2019). ``equations``
    are checked column by column; ``findings`` name the cells where one fails. ``chain_head``: the hash of the last
    event that the figures know.
    """

    year: int
    format: str
    office: str
    table3: Mapping[str, Mapping[Table3Column, int]]
    table4: Mapping[Table4Group, Mapping[Table4Column, int]]
    balanced: bool
    findings: tuple[str, ...]
    equations: tuple[Equation, ...] = ()
    narrative_2007: Mapping[str, object] | None = None
    chain_head: str = ""

    def cell(self, row: Table3Row | str, column: Table3Column) -> int:
        """One number of table 三."""
        return self.table3[str(row)][column]
