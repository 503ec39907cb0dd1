"""What the screen of a summary shows: figures, each with what stands behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeAlias

from db.complaint_lists import ComplaintFilter
from db.figure_lists import DisputeFilter, PaperFilter, Place, StepFilter
from db.lists import Order, PageKey
from db.row_filters import RowFilter
from forms.report_figures import CheckedSum

__all__ = [
    "Behind",
    "BehindPage",
    "BehindRow",
    "CheckedSum",
    "ComparedLine",
    "Figure",
    "MonthPair",
    "ProcessLine",
    "Section",
    "SummaryView",
    "Wanted",
]

Wanted: TypeAlias = RowFilter | StepFilter | PaperFilter | DisputeFilter | ComplaintFilter


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What a figure counts: requests in an order, steps of requests, letters, or disputes.

    ``office``: another one than that of the summary.
    """

    wanted: Wanted
    order: Order = Order.RECEIVED
    office: str | None = None


class BehindRow(NamedTuple):
    """A request behind a figure, or a paper (``letter``: its id); ``opens``: it has a page.

    ``detail``: what happened when (05-19 答复, 在办).
    """

    number: str
    content: str
    detail: str
    letter: str | None = None
    opens: bool = True

    @property
    def texts(self) -> tuple[str, str, str]:
        """What a list shows of it."""
        return self.number, self.detail, self.content


@dataclass(frozen=True, slots=True, kw_only=True)
class BehindPage:
    """A page of what stands behind a figure. ``after`` leads to the next page, None on the last one."""

    rows: tuple[BehindRow, ...]
    after: PageKey | Place | None


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
    behind: Behind | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPair:
    """Requests received and completed in one month."""

    year: int
    month: int
    received: int
    completed: int
    behind: tuple[Behind | None, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedLine:
    """A line with its value in the period, the one before, a year earlier and in the year so far.

    None where a value is not told. ``part``: it is a part of a line above (其中). ``behind``: what each value counts.
    ``about``: who or what is counted, as long as the store holds the words; it is no part of the figures.
    """

    code: str
    label: str
    value: float | None
    before: float | None
    year_before: float | None
    year_to_date: float | None
    unit: str = "件"
    part: bool = False
    behind: tuple[Behind | None, ...] = field(default=(), compare=False)
    about: str = field(default="", compare=False)

    @property
    def words(self) -> str:
        """What stands before the values."""
        return self.about or self.label

    @property
    def values(self) -> tuple[float | None, float | None, float | None, float | None]:
        """The four values in printed order."""
        return self.value, self.before, self.year_before, self.year_to_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Lines under one heading. ``summed``: it closes with the sum of those that are no parts.

    ``behind``: what each sum counts, where one list holds all of it.
    """

    code: str
    label: str
    lines: tuple[ComparedLine, ...]
    summed: bool = False
    behind: tuple[Behind | None, ...] = field(default=(), compare=False)

    @property
    def sums(self) -> tuple[float, ...]:
        """The sum of each column."""
        whole = [line.values for line in self.lines if not line.part]
        return tuple(sum(value or 0 for value in column) for column in zip(*whole, strict=True)) or (0, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessLine:
    """A line of 过程: a figure and a note (7 个工作日内 3 件)."""

    code: str
    label: str
    value: float
    note: str
    behind: Behind | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryView:
    """The supervisors' summary of a period. ``findings``: damaged records that no sum may hide, each named."""

    first: date
    last: date
    office: str
    title: str
    subtitle: str
    figures: tuple[Figure, ...]
    months: tuple[MonthPair, ...]
    days: tuple[ComparedLine, ...]
    sections: tuple[Section, ...]
    process: tuple[ProcessLine, ...]
    checks: tuple[CheckedSum, ...]
    findings: tuple[str, ...]
    chain_head: str

    def section(self, code: str) -> Section:
        """The section of that code."""
        return next(section for section in self.sections if section.code == code)

    @property
    def channels(self) -> tuple[ComparedLine, ...]:
        """Received by channel, most first."""
        return tuple(sorted(self.section("channel").lines, key=lambda line: -(line.value or 0)))

    @property
    def results(self) -> tuple[ComparedLine, ...]:
        """The six groups of results of table 三."""
        return tuple(line for line in self.section("result").lines if not line.part)
