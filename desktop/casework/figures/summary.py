"""The supervisors' summary of a period: figures, trend, sections, what happened on the way, cross-check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from db.row_filters import RowFilter
from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.day_words import short_day
from desktop.casework.figures.damage import damage_in
from desktop.casework.figures.line_rules import open_behind, received_behind, results_behind
from desktop.casework.figures.period_counts import PeriodCounts
from desktop.casework.figures.periods import Period
from desktop.casework.figures.process_lines import process_lines
from desktop.casework.figures.summary_complaints import complaints_section
from desktop.casework.figures.summary_record_corrections import record_corrections_section
from desktop.casework.figures.summary_requests import (
    days_section,
    months_of,
    offices_in,
    open_section,
    received_sections,
    result_section,
    time_section,
)
from desktop.casework.figures.summary_steps import (
    fees_section,
    frequent_section,
    papers_section,
    process_section,
    remedies_sections,
    service_section,
    several_section,
    steps_behind,
)
from desktop.casework.figures.summary_views import Behind, CheckedSum, Figure, MonthPair, Section, SummaryView
from desktop.casework.progress_reports import Report, unheard
from desktop.rules.working_days import CalendarMissing
from resources.messages import say
from resources.vocabulary import APPLICANT_COLUMNS, EventKind

_TREND_MONTHS = 13

Four = tuple[PeriodCounts, PeriodCounts, PeriodCounts, PeriodCounts]


_SECTIONS = 19
"""About so many there are: those of offices stand only where there are several."""


def summary_view(context: Context, reading: Reading, period: Period, report: Report = unheard) -> SummaryView:
    """The summary as it stands; ``reading`` is one of ``figures``. ``report`` is told after each section."""
    office = context.counted_in(reading)
    if not office:
        return _empty(context, reading, period)
    this, before, year_before, year_to_date = (
        PeriodCounts(reading, office, each, context.today())
        for each in (period, period.before(), period.year_before(), period.year_to_date())
    )
    four = (this, before, year_before, year_to_date)
    report(0, _SECTIONS)
    made = []
    for section in _sections(context, reading, four):
        made.append(section)
        report(min(len(made), _SECTIONS), _SECTIONS)
    sections = tuple(made)
    days = next(section for section in sections if section.code == "days")
    return SummaryView(
        first=period.first,
        last=period.last,
        office=office,
        title=_title(period),
        subtitle=_subtitle(context, reading, period),
        figures=_figures(four),
        months=_months(this),
        days=tuple(line for line in days.lines if line.unit == "件"),
        sections=sections,
        process=process_lines(this),
        checks=_checks(this, sections),
        findings=tuple(_damage(context, this)),
        chain_head=reading.chain_head().hash or "",
    )


def _sections(context: Context, reading: Reading, four: Four) -> Iterable[Section]:
    """In printed order."""
    yield from received_sections(four, offices_in(four[0]))
    yield result_section(four)
    yield papers_section(four)
    yield time_section(four)
    yield days_section(four)
    yield open_section(four, context.calendar(reading))
    yield process_section(four)
    yield record_corrections_section(four)
    yield fees_section(four)
    yield from remedies_sections(four, offices_in(four[0]))
    yield complaints_section(four)
    yield service_section(four)
    yield frequent_section(four)
    yield several_section(four)


def _empty(context: Context, reading: Reading, period: Period) -> SummaryView:
    return SummaryView(
        first=period.first,
        last=period.last,
        office="",
        title=_title(period),
        subtitle=_subtitle(context, reading, period),
        figures=(),
        months=(),
        days=(),
        sections=(Section(code="channel", label="", lines=()), Section(code="result", label="", lines=())),
        process=(),
        checks=(),
        findings=(),
        chain_head="",
    )


def _damage(context: Context, this: PeriodCounts) -> Iterable[str]:
    """Records of the period that contradict themselves, each named."""
    reading, first, last = this.reading, this.period.first, this.period.last
    if not context.together:
        yield from damage_in(reading, this.office, first, last, this.received, this.completed)
        return
    for office in reading.offices():
        counts = PeriodCounts(reading, office, this.period, this.today)
        yield from damage_in(reading, office, first, last, counts.received, counts.completed)


def _title(period: Period) -> str:
    if period.months == 1:
        return say("statistics.summary.month", year=period.first.year, month=period.first.month)
    for months, name in ((12, "year"), (6, "half"), (3, "quarter")):
        if period.months == months and (period.first.month - 1) % months == 0:
            place = (period.first.month - 1) // months + 1
            return say(f"statistics.summary.{name}_{place}", year=period.first.year)
    return say("statistics.summary.period", first=period.first, last=period.last)


def _subtitle(context: Context, reading: Reading, period: Period) -> str:
    in_words = short_day if period.first.year == period.last.year else date.isoformat
    first, last = in_words(period.first), in_words(period.last)
    compared = "month" if period.months == 1 else "period"
    try:
        days = context.calendar(reading).count(period.first - timedelta(1), period.last)
    except CalendarMissing as missing:
        return missing.sentence()
    return say(f"statistics.summary.subtitle_{compared}", first=first, last=last, days=days)


def _figures(four: Four) -> tuple[Figure, ...]:
    this, before, year_before, _ = four

    def figure(
        code: str,
        value: Callable[[PeriodCounts], float | None],
        behind: Behind,
        unit: str = "件",
        of: int | None = None,
    ) -> Figure:
        return Figure(
            code=code,
            label=say(f"statistics.summary.{code}"),
            value=value(this),
            unit=unit,
            before=value(before),
            year_before=value(year_before),
            of=of,
            behind=behind,
        )

    in_time = results_behind(this, RowFilter(late=False))
    return (
        figure("received", lambda counts: counts.received_where(), received_behind(this)),
        figure("completed", lambda counts: counts.results_where(), results_behind(this)),
        figure(
            "open", lambda counts: sum(group.count for group in counts.left.values()), open_behind(this.period.last)
        ),
        figure("in_time", _in_time, in_time, of=this.results_where()),
        figure(
            "average_days", lambda counts: counts.average_days, results_behind(this, RowFilter(days_from=0)), "工作日"
        ),
        figure(
            "extended", lambda counts: counts.steps_where(EventKind.EXTENDED), steps_behind(this, EventKind.EXTENDED)
        ),
    )


def _in_time(counts: PeriodCounts) -> int:
    return counts.results_where(lambda group: group.late is False)


def _months(this: PeriodCounts) -> tuple[MonthPair, ...]:
    return tuple(
        MonthPair(
            year=month.first.year,
            month=month.first.month,
            received=received,
            completed=completed,
            behind=_behind_month(PeriodCounts(this.reading, this.office, month, this.today)),
        )
        for month, received, completed in months_of(this, this.period.trend(_TREND_MONTHS))
    )


def _behind_month(month: PeriodCounts) -> tuple[Behind, Behind]:
    return received_behind(month), results_behind(month)


def _checks(this: PeriodCounts, sections: tuple[Section, ...]) -> tuple[CheckedSum, ...]:
    sums = {section.code: round(section.sums[0]) for section in sections if section.summed}
    received, completed = this.received_where(), this.results_where()
    left = sum(this.left_by_column.values())
    return (
        _balance(this),
        _equal("by_result", sums["result"], completed),
        _equal("by_channel", sums["channel"], received),
        _equal("by_applicant", sums["applicant"], received),
        _equal("by_time", sums["time"], completed),
        _equal("by_limit", sums["open"], left),
    )


def _equal(name: str, parts: int, whole: int) -> CheckedSum:
    return CheckedSum(text=say(f"statistics.summary.{name}", parts=parts, whole=whole), holds=parts == whole)


def _balance(this: PeriodCounts) -> CheckedSum:
    """Carried in and received are completed and left, for each kind of applicant; failing ones are named."""
    four = _columns(this)
    failing = tuple(
        say("statistics.summary.failing", column=kind.label.split("｜")[-1], carried=a, received=b, completed=c, left=d)
        for kind in APPLICANT_COLUMNS
        for a, b, c, d in ([of.get(kind.value, 0) for of in four],)
        if a + b != c + d
    )
    carried, received, completed, left = (sum(of.values()) for of in four)
    return CheckedSum(
        text=say("statistics.summary.balance", carried=carried, received=received, completed=completed, left=left),
        holds=not failing and carried + received == completed + left,
        failing=failing,
    )


def _columns(this: PeriodCounts) -> tuple[Mapping[str, int], ...]:
    received: Counter[str] = Counter()
    completed: Counter[str] = Counter()
    for group in this.received:
        received[group.column] += group.count
    for result in this.completed:
        if result.row is not None:
            completed[result.column] += result.count
    return this.carried_by_column, received, completed, this.left_by_column
