"""What the reports print: the figures of a year and of a period, each with its name. Filled by the use cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from resources.vocabulary import Table3Column, Table4Column, Table4Group


@dataclass(frozen=True, slots=True, kw_only=True)
class EquationLine:
    """A 勾稽关系: in words, in the numbers of the total column, and in how many cells it holds."""

    text: str
    figures: str
    scope: str
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFigure:
    """A figure of a list. ``part``: it is a part of the figure above it (其中…)."""

    name: str
    value: int | float
    unit: str
    part: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table2Figures:
    """A block of table 二: its head over all columns, their names, and rows of a name and numbers (None: not known)."""

    head: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | float | None, ...]], ...]


class SectionTable(Enum):
    """The table that stands in a section of the report."""

    NONE = ""
    TABLE_2 = "table2"
    TABLE_3 = "table3"
    TABLE_4 = "table4"
    LIST_2007 = "list_2007"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSection:
    """A section of the report: its heading, its paragraphs, its table."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    table: SectionTable = SectionTable.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFigures:
    """An office of several: whether it has reported, its file's day, the last day told, four sums of table 三."""

    name: str
    state: str
    made_on: str
    through: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceLine:
    """A cell that is another one now than in the report that was filed, and what came or left since."""

    cell: str
    filed: str
    now: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualFigures:
    """The report of a year.

    ``table3``: rows in printed order by code; one row ``other`` in the form of 2019 and 2020. ``list_2007``: the
    figures that reports gave until 2018. ``offices``: those that are counted together, the last line is their sum.
    ``differences``: from the version that was filed last.
    ``sections``: the report as it is printed; a page with the checks follows.
    """

    year: int
    title: str
    office: str
    sections: tuple[ReportSection, ...]
    table2: tuple[Table2Figures, ...]
    table3: Mapping[str, Mapping[Table3Column, int]]
    table4: Mapping[Table4Group, Mapping[Table4Column, int]]
    equations: tuple[EquationLine, ...]
    findings: tuple[str, ...]
    chain_head: str
    made_on: date
    list_2007: tuple[NamedFigure, ...] = ()
    offices: tuple[OfficeFigures, ...] = ()
    differences: tuple[DifferenceLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadFigure:
    """A figure at the head of a summary; ``of``: the whole it is a part of."""

    label: str
    value: float | None
    unit: str
    before: float | None
    year_before: float | None
    of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCount:
    """Requests received and completed in one month."""

    year: int
    month: int
    received: int
    completed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedFigure:
    """A line with its value in the period, the one before, a year earlier and in the year so far; None: not told.

    ``part``: it is a part of a line above it (其中…).
    """

    label: str
    value: float | None
    before: float | None
    year_before: float | None
    year_to_date: float | None
    unit: str = "件"
    part: bool = False

    @property
    def values(self) -> tuple[float | None, float | None, float | None, float | None]:
        """The four values in printed order."""
        return self.value, self.before, self.year_before, self.year_to_date


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionFigures:
    """Lines under one heading; ``sums``: the sum of each column, where the section closes with one."""

    name: str
    lines: tuple[ComparedFigure, ...]
    sums: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedSum:
    """An equation between figures of a summary in words; ``failing``: the cells in which it does not hold."""

    text: str
    holds: bool
    failing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryFigures:
    """The summary of ``first`` to ``last``.

    ``names``: what the period, the one before and that of a year earlier are called (本月, 上月, 去年同月).
    ``results`` and ``days``: the lines of the two further charts. ``findings``: damaged records, each named.
    """

    office: str
    first: date
    last: date
    title: str
    subtitle: str
    names: tuple[str, str, str]
    figures: tuple[HeadFigure, ...]
    months: tuple[MonthCount, ...]
    results: tuple[ComparedFigure, ...]
    days: tuple[ComparedFigure, ...]
    sections: tuple[SectionFigures, ...]
    checks: tuple[CheckedSum, ...]
    findings: tuple[str, ...]
    chain_head: str
    made_on: date


def chain_in_words(digest: str) -> str:
    """A hash as people compare it: three groups of four from its start, one from its end."""
    if len(digest) <= 16:
        return digest or "尚无登记"
    return f"{digest[:4]} {digest[4:8]} {digest[8:12]} … {digest[-4:]}"
