"""How a line of a summary is made: what it counts of a period, and what stands behind that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.lists import Order
from db.row_filters import ALL_ROWS, RowFilter
from desktop.casework.figures.period_counts import PeriodCounts
from desktop.casework.figures.summary_views import Behind, ComparedLine, Section
from resources.messages import say

Value = Callable[[PeriodCounts], float | None]
Source = Callable[[PeriodCounts], Behind | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRule:
    """A line: its value and what stands behind it, for any period. ``columns``: so many of the four have a value."""

    code: str
    label: str
    value: Value
    behind: Source
    unit: str = "件"
    part: bool = False
    columns: int = 4
    about: str = ""


def line(
    code: str, value: Value, behind: Source, *, unit: str = "件", part: bool = False, columns: int = 4
) -> LineRule:
    """A line whose label stands among the sentences."""
    label = say(f"statistics.line.{code}")
    return LineRule(code=code, label=label, value=value, behind=behind, unit=unit, part=part, columns=columns)


def section(
    code: str,
    rules: Iterable[LineRule],
    four: Sequence[PeriodCounts],
    *,
    summed: bool = False,
    whole: Source = lambda counts: None,
) -> Section:
    """The lines in the four periods: this one, the one before, a year earlier, the year so far.

    ``summed``: they close with their sum. ``whole``: what stands behind that.
    """
    made = Section(
        code=code,
        label=say(f"statistics.section.{code}"),
        lines=tuple(_line(rule, four) for rule in rules),
        summed=summed,
    )
    if not summed:
        return made
    behind = (whole(counts) if total else None for counts, total in zip(four, made.sums, strict=True))
    return replace(made, behind=tuple(behind))


def _line(rule: LineRule, four: Sequence[PeriodCounts]) -> ComparedLine:
    asked = four[: rule.columns]
    values = [rule.value(counts) for counts in asked] + [None] * (len(four) - len(asked))
    behind = [rule.behind(counts) if value else None for counts, value in zip(asked, values, strict=False)]
    return ComparedLine(
        code=rule.code,
        label=rule.label,
        value=values[0],
        before=values[1],
        year_before=values[2],
        year_to_date=values[3],
        unit=rule.unit,
        part=rule.part,
        behind=tuple(behind),
        about=rule.about,
    )


def received_behind(counts: PeriodCounts, narrowed: RowFilter = ALL_ROWS) -> Behind:
    """Requests received in the period, of those in ``narrowed``."""
    wanted = replace(narrowed, voided=False, received_from=counts.period.first, received_through=counts.period.last)
    return Behind(wanted=wanted)


def results_behind(counts: PeriodCounts, narrowed: RowFilter = ALL_ROWS) -> Behind:
    """Results of the period, of those in ``narrowed``."""
    wanted = replace(
        narrowed,
        voided=False,
        counted=True,
        completed_from=counts.period.first,
        completed_through=counts.period.last,
    )
    return Behind(wanted=wanted, order=Order.COMPLETED)


def open_behind(day: date, narrowed: RowFilter = ALL_ROWS) -> Behind:
    """Requests received by a day and not completed on it, of those in ``narrowed``."""
    return Behind(wanted=replace(narrowed, voided=False, received_through=day, uncompleted_on=day))
