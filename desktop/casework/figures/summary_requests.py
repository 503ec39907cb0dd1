"""Lines of a summary that count requests: received, results, time, what is left open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from db.figures import CompletedGroup, OpenGroup, ReceivedGroup
from db.row_filters import RowFilter
from desktop.casework.context import TOGETHER
from desktop.casework.figures.line_rules import LineRule, line, open_behind, received_behind, results_behind, section
from desktop.casework.figures.period_counts import PeriodCounts
from desktop.casework.figures.periods import Period
from desktop.casework.figures.summary_views import Behind, Section
from desktop.casework.reports.annual import annual_groups
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.messages import say
from resources.vocabulary import Channel, Table3Column, Table3Row

_DAY_BANDS = ((0, 5), (6, 10), (11, 15), (16, 20), (21, 30), (31, 40), (41, None))
"""Working days used, as the chart shows them; 20 and 40 are the limits of 条例 33."""

Four = Sequence[PeriodCounts]


def received_sections(four: Four, offices: Sequence[str]) -> Iterator[Section]:
    """Received: new and carried in; the new ones by channel, applicant, subject, department and office."""
    new = line("received.new", lambda counts: counts.received_where(), received_behind)
    carried = line("received.carried", lambda counts: sum(counts.carried_by_column.values()), _carried_behind)
    yield section("received", (new, carried), four, summed=True)
    yield section("channel", (_channel(channel) for channel in Channel), four, summed=True, whole=received_behind)
    kinds = (column for column in Table3Column if column is not Table3Column.TOTAL)
    yield section("applicant", (_column(column) for column in kinds), four, summed=True, whole=received_behind)
    subjects = _named(four, "subject", lambda name: RowFilter(subjects=(name,)))
    yield section("subject", subjects, four, summed=True, whole=received_behind)
    departments = _named(four, "handler", lambda name: RowFilter(handlers=(name,)))
    yield section("department", departments, four, summed=True, whole=received_behind)
    if len(offices) > 1:
        yield section("office", (*map(_office, offices), *_counted_twice(four)), four, summed=True)


def result_section(four: Four) -> Section:
    """The 21 rows under 三 of table 三 in their six groups."""
    rules: list[LineRule] = []
    for code, words, rows in annual_groups():
        rules.append(_result(f"result.{code}", words, rows))
        if len(rows) > 1:
            rules += [_result(f"result.{row}", row.label.split("｜")[-1], (row,), part=True) for row in rows]
    return section("result", rules, four, summed=True, whole=results_behind)


def time_section(four: Four) -> Section:
    """Results in time, after an extension, late; those about which it cannot be told."""
    punctual = (_punctual(late=late, extended=extended) for late in (False, True) for extended in (False, True))
    rules = (*punctual, _untold())
    return section("time", rules, four, summed=True, whole=results_behind)


def days_section(four: Four) -> Section:
    """Working days from receipt to reply."""
    mean = line("days.average", lambda counts: counts.average_days, _with_days, unit="工作日")
    median = line("days.median", lambda counts: counts.median_days, _with_days, unit="工作日")
    return section("days", (mean, median, *(_band(first, last) for first, last in _DAY_BANDS)), four)


def open_section(four: Four, calendar: WorkingCalendar) -> Section:
    """What is left open, by the working days to the limit that is on record."""
    rules = (
        _left("overdue", calendar, None, -1),
        _left("five", calendar, 0, 5),
        _left("three", calendar, 0, 3, part=True),
        _left("one", calendar, 0, 1, part=True),
        _left("more", calendar, 6, None),
        _stopped(),
    )
    return section("open", rules, four, summed=True, whole=lambda counts: open_behind(counts.period.last))


def _carried_behind(counts: PeriodCounts) -> Behind:
    return open_behind(counts.period.first - timedelta(1))


def _channel(channel: Channel) -> LineRule:
    def asked(group: ReceivedGroup) -> bool:
        return group.channel == channel

    return LineRule(
        code=f"channel.{channel}",
        label=channel.label,
        value=lambda counts: counts.received_where(asked),
        behind=partial(received_behind, narrowed=RowFilter(channels=(channel,))),
    )


def _column(column: Table3Column) -> LineRule:
    def asked(group: ReceivedGroup) -> bool:
        return group.column == column

    return LineRule(
        code=f"applicant.{column}",
        label=column.label.split("｜")[-1] if column is not Table3Column.OTHER_ORGANISATION else "其他组织",
        value=lambda counts: counts.received_where(asked),
        behind=partial(received_behind, narrowed=RowFilter(table_columns=(column,))),
    )


def _named(four: Four, field: str, narrowed: Callable[[str | None], RowFilter]) -> Iterator[LineRule]:
    """A line for each subject or department that occurs, the most frequent of the period first, none last."""
    names = {getattr(group, field) for counts in four for group in counts.received}
    often: Counter[str | None] = Counter()
    for group in four[0].received:
        often[getattr(group, field)] += group.count
    for name in sorted(names, key=lambda name: (name is None, -often[name], name or "")):
        yield _of_name(field, name, narrowed)


def _of_name(field: str, name: str | None, narrowed: Callable[[str | None], RowFilter]) -> LineRule:
    def asked(group: ReceivedGroup) -> bool:
        return bool(getattr(group, field) == name)

    return LineRule(
        code=f"{'department' if field == 'handler' else field}.{name or ''}",
        label=name or say(f"statistics.line.no_{field}"),
        value=lambda counts: counts.received_where(asked),
        behind=lambda counts: received_behind(counts, narrowed(name)),
    )


def _office(office: str) -> LineRule:
    def behind(counts: PeriodCounts) -> Behind:
        return Behind(wanted=received_behind(counts).wanted, office=office)

    return LineRule(
        code=f"office.{office}", label=office, value=lambda counts: counts.received_by_office[office], behind=behind
    )


def _counted_twice(four: Four) -> Iterator[LineRule]:
    """What all together count less than the offices by their own records: requests handed over between them."""

    def less(counts: PeriodCounts) -> int:
        return counts.received_where() - sum(counts.received_by_office.values())

    if four[0].office == TOGETHER and any(less(counts) for counts in four):
        yield line("office.twice", less, lambda counts: None)


def _result(code: str, label: str, rows: Sequence[Table3Row], *, part: bool = False) -> LineRule:
    return LineRule(
        code=code,
        label=label,
        value=lambda counts: sum(counts.by_row.get(row.value, 0) for row in rows),
        behind=partial(results_behind, narrowed=RowFilter(table_rows=tuple(rows))),
        part=part,
    )


def _punctual(*, late: bool, extended: bool = False) -> LineRule:
    """Completed in time or ``late``; ``extended``: of them those whose limit was extended."""

    def holds(group: CompletedGroup) -> bool:
        return group.late is late and (group.extended or not extended)

    behind = partial(results_behind, narrowed=RowFilter(late=late, extended=True if extended else None))
    code = f"time.{'late' if late else 'in_time'}{'_extended' if extended else ''}"
    return line(code, lambda counts: counts.results_where(holds), behind, part=extended)


def _untold() -> LineRule:
    def holds(group: CompletedGroup) -> bool:
        return group.late is None

    behind = partial(results_behind, narrowed=RowFilter(late_untold=True))
    return line("time.untold", lambda counts: counts.results_where(holds), behind)


def _with_days(counts: PeriodCounts) -> Behind:
    return results_behind(counts, RowFilter(days_from=0))


def _band(first: int, last: int | None) -> LineRule:
    def count(counts: PeriodCounts) -> int:
        return sum(n for days, n in counts.by_days.items() if first <= days and (last is None or days <= last))

    label = say("statistics.line.days_band", first=first, last=last)
    return LineRule(
        code=f"days.{first}",
        label=label if last is not None else say("statistics.line.days_over", days=first - 1),
        value=count,
        behind=partial(results_behind, narrowed=RowFilter(days_from=first, days_through=last)),
    )


def _left(name: str, calendar: WorkingCalendar, first: int | None, last: int | None, *, part: bool = False) -> LineRule:
    """Open requests with so many working days to their limit on the last day; -1: the limit has passed."""

    def bounds(counts: PeriodCounts) -> tuple[date | None, date | None]:
        day = counts.last_day
        return (
            None if first is None else day if first == 0 else _last_with(calendar, day, first - 1) + timedelta(1),
            None if last is None else day - timedelta(1) if last < 0 else _last_with(calendar, day, last),
        )

    def count(counts: PeriodCounts) -> int:
        return sum(group.count for group in _due_within(counts, bounds(counts)))

    def behind(counts: PeriodCounts) -> Behind:
        between = bounds(counts)
        return _left_behind(
            counts, RowFilter(due_from=between[0], due_through=between[1]), _due_within(counts, between)
        )

    return line(f"open.{name}", count, behind, part=part)


def _last_with(calendar: WorkingCalendar, day: date, left: int) -> date:
    """The last limit to which ``left`` working days remain on ``day``: one that was fixed may be a rest day (条例 35).

    To every limit in the rest of the loaded years so many remain at most, where these end sooner.
    """
    try:
        limit = calendar.add(day, left)
        while not calendar.is_working(limit + timedelta(1)):
            limit += timedelta(1)
    except CalendarMissing:
        return calendar.reach(day, date.max)
    return limit


def _due_within(counts: PeriodCounts, between: tuple[date | None, date | None]) -> list[OpenGroup]:
    return [group for due, group in counts.left.items() if due is not None and _within(due, between)]


def _untold_limits(counts: PeriodCounts) -> list[OpenGroup]:
    return [group for due, group in counts.left.items() if due is None]


def _left_behind(counts: PeriodCounts, narrowed: RowFilter, groups: Sequence[OpenGroup]) -> Behind:
    """Those of the groups; the earliest day among them spares the list the years before."""
    since = min((group.since for group in groups), default=None)
    return open_behind(counts.period.last, replace(narrowed, received_from=since))


def _within(day: date, between: tuple[date | None, date | None]) -> bool:
    first, last = between
    return (first is None or first <= day) and (last is None or day <= last)


def _stopped() -> LineRule:
    """No limit runs, or none can be told: waiting for a correction or payment, or for the calendar."""
    return line(
        "open.stopped",
        lambda counts: sum(group.count for group in _untold_limits(counts)),
        lambda counts: _left_behind(counts, RowFilter(due_untold=True), _untold_limits(counts)),
    )


def offices_in(counts: PeriodCounts) -> Sequence[str]:
    """The offices of the store."""
    return counts.reading.offices()


def months_of(counts: PeriodCounts, trend: Sequence[Period]) -> Iterator[tuple[Period, int, int]]:
    """Received and completed in each month of the trend, from one pass over their days."""
    first, last = trend[0].first, trend[-1].last
    received = counts.reading.received_by_day(counts.office, first, last)
    completed = counts.reading.completed_by_day(counts.office, first, last)
    for month in trend:
        days = (received, completed)
        sums = [sum(n for day, n in by_day.items() if month.first <= day <= month.last) for by_day in days]
        yield month, sums[0], sums[1]
