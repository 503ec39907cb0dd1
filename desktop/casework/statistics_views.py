"""What the statistics screens show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from resources.vocabulary import Table3Column, Table3Row, Table4Column, Table4Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One of the six figures of a summary. ``before``: the period before; ``year_before``: the same a year earlier.

    None where there is none: the average of nothing.
    """

    code: str
    label: str
    value: float | None
    unit: str
    before: float | None
    year_before: float | None
    of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPair:
    """Requests received and completed in one month."""

    year: int
    month: int
    received: int
    completed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedLine:
    """A line with its value in the period, the one before, a year earlier and in the year so far."""

    code: str
    label: str
    value: int
    before: int
    year_before: int
    year_to_date: int
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessLine:
    """A line of 过程: a figure and a note (7 个工作日内 3 件)."""

    code: str
    label: str
    value: float
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossCheck:
    """An equation between figures, in words and numbers, and whether it holds."""

    text: str
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryView:
    """The supervisors' summary of a period. ``numbers`` of a result line are the requests behind it."""

    first: date
    last: date
    title: str
    subtitle: str
    figures: tuple[Figure, ...]
    months: tuple[MonthPair, ...]
    channels: tuple[ComparedLine, ...]
    results: tuple[ComparedLine, ...]
    process: tuple[ProcessLine, ...]
    checks: tuple[CrossCheck, ...]
    chain_head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BehindRow:
    """A request behind a figure. ``detail``: what happened when (05-19 答复, 在办)."""

    number: str
    content: str
    detail: str


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
