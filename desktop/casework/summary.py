"""The supervisors' summary of a period: figures, trend, channels, results, what happened on the way, cross-check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from db.lists import Grouping
from db.store import Reading
from desktop.casework.annual import annual_groups
from desktop.casework.context import Context
from desktop.casework.day_words import short_day
from desktop.casework.periods import Period
from desktop.casework.process_lines import process_lines
from desktop.casework.statistics_views import ComparedLine, CrossCheck, Figure, MonthPair, SummaryView
from desktop.casework.tallies import Span, Tally, tally_of
from desktop.rules.working_days import CalendarMissing
from resources.messages import say
from resources.vocabulary import Channel, EventKind

_TREND_MONTHS = 12


@dataclass(frozen=True, slots=True)
class _Compared:
    """A period with those it is compared with."""

    now: Period
    before: Period
    year_before: Period
    year_to_date: Period


def summary_view(context: Context, reading: Reading, period: Period) -> SummaryView:
    """The summary as it stands."""
    tally = tally_of(context, reading)
    compared = _Compared(period, period.before(), period.year_before(), period.year_to_date())
    figures = _figures(context, reading, tally, compared)
    channels, results = _channels(tally, compared), _results(tally, compared)
    return SummaryView(
        first=period.first,
        last=period.last,
        title=_title(period),
        subtitle=_subtitle(context, reading, period),
        figures=figures,
        months=tuple(_month(tally, month) for month in period.trend(_TREND_MONTHS)),
        channels=channels,
        results=results,
        process=process_lines(context, reading, period),
        checks=_checks(tally, period, channels, results),
        chain_head=reading.chain_head().hash or "",
    )


def _title(period: Period) -> str:
    if period.months == 1:
        return say("statistics.summary.month", year=period.first.year, month=period.first.month)
    if period.months == 12 and period.first.month == 1:
        return say("statistics.summary.year", year=period.first.year)
    return say("statistics.summary.period", first=period.first, last=period.last)


def _subtitle(context: Context, reading: Reading, period: Period) -> str:
    first, last = short_day(period.first), short_day(period.last)
    compared = "month" if period.months == 1 else "period"
    try:
        days = context.calendar(reading).count(period.first - timedelta(1), period.last)
    except CalendarMissing as missing:
        return missing.sentence()
    return say(f"statistics.summary.subtitle_{compared}", first=first, last=last, days=days)


def _received(period: Period) -> Span:
    return Span(received_from=period.first, received_through=period.last)


def _completed(period: Period, *, late: bool | None = None) -> Span:
    return Span(completed_from=period.first, completed_through=period.last, late=late)


def _open_after(period: Period) -> Span:
    return Span(received_through=period.last, uncompleted_on=period.last)


def _sum(tally: Tally, span: Span) -> int:
    return tally.count(span).get((), 0)


def _results_in(tally: Tally, period: Period, *, late: bool | None = None) -> int:
    """Completed requests that count in table 三."""
    by_row = tally.count(_completed(period, late=late), (Grouping.TABLE_ROW,))
    return sum(count for (row,), count in by_row.items() if row is not None)


def _average_days(tally: Tally, period: Period) -> float | None:
    """Mean working days from receipt to reply, to one decimal; None when nothing was completed."""
    by_days = tally.count(_completed(period), (Grouping.TABLE_ROW, Grouping.DAYS_USED))
    known = [(days, count) for (row, days), count in by_days.items() if row is not None and isinstance(days, int)]
    total = sum(count for _, count in known)
    return round(sum(days * count for days, count in known) / total, 1) if total else None


def _figures(context: Context, reading: Reading, tally: Tally, compared: _Compared) -> tuple[Figure, ...]:
    office = context.office_in(reading)

    def extended(period: Period) -> float:
        return len(reading.numbers_with(office, EventKind.EXTENDED, period.first, period.last)) if office else 0

    def figure(code: str, unit: str, values: tuple[float | None, ...], of: int | None = None) -> Figure:
        label = say(f"statistics.summary.{code}")
        now, before, year_before = values
        return Figure(code=code, label=label, value=now, unit=unit, before=before, year_before=year_before, of=of)

    three = (compared.now, compared.before, compared.year_before)
    return (
        figure("received", "件", tuple(_sum(tally, _received(period)) for period in three)),
        figure("completed", "件", tuple(_results_in(tally, period) for period in three)),
        figure("open", "件", tuple(_sum(tally, _open_after(period)) for period in three)),
        figure(
            "in_time",
            "件",
            tuple(_results_in(tally, period, late=False) for period in three),
            of=_results_in(tally, compared.now),
        ),
        figure("average_days", "工作日", tuple(_average_days(tally, period) for period in three)),
        figure("extended", "件", tuple(extended(period) for period in three)),
    )


def _month(tally: Tally, month: Period) -> MonthPair:
    return MonthPair(
        year=month.first.year,
        month=month.first.month,
        received=_sum(tally, _received(month)),
        completed=_results_in(tally, month),
    )


def _channels(tally: Tally, compared: _Compared) -> tuple[ComparedLine, ...]:
    counts = [
        tally.count(_received(period), (Grouping.CHANNEL,))
        for period in (compared.now, compared.before, compared.year_before, compared.year_to_date)
    ]
    lines = [
        ComparedLine(
            code=channel,
            label=channel.label,
            value=counts[0].get((channel.value,), 0),
            before=counts[1].get((channel.value,), 0),
            year_before=counts[2].get((channel.value,), 0),
            year_to_date=counts[3].get((channel.value,), 0),
        )
        for channel in Channel
    ]
    return tuple(sorted(lines, key=lambda line: -line.value))


def _results(tally: Tally, compared: _Compared) -> tuple[ComparedLine, ...]:
    """The six groups of table 三, each with the requests behind it."""
    counts = [
        tally.count(_completed(period), (Grouping.TABLE_ROW,))
        for period in (compared.now, compared.before, compared.year_before, compared.year_to_date)
    ]
    return tuple(
        ComparedLine(
            code=code,
            label=label,
            value=sum(counts[0].get((row.value,), 0) for row in rows),
            before=sum(counts[1].get((row.value,), 0) for row in rows),
            year_before=sum(counts[2].get((row.value,), 0) for row in rows),
            year_to_date=sum(counts[3].get((row.value,), 0) for row in rows),
            numbers=tally.numbers(_completed(compared.now), rows),
        )
        for code, label, rows in annual_groups()
    )


def _checks(
    tally: Tally, period: Period, channels: tuple[ComparedLine, ...], results: tuple[ComparedLine, ...]
) -> tuple[CrossCheck, ...]:
    day_before = period.first - timedelta(1)
    carried = _sum(tally, Span(received_through=day_before, uncompleted_on=day_before))
    received, completed = _sum(tally, _received(period)), _results_in(tally, period)
    left = _sum(tally, _open_after(period))
    by_result, by_channel = sum(line.value for line in results), sum(line.value for line in channels)
    return (
        CrossCheck(
            text=say("statistics.summary.balance", carried=carried, received=received, completed=completed, left=left),
            holds=carried + received == completed + left,
        ),
        CrossCheck(
            text=say("statistics.summary.by_result", results=by_result, completed=completed),
            holds=by_result == completed,
        ),
        CrossCheck(
            text=say("statistics.summary.by_channel", channels=by_channel, received=received),
            holds=by_channel == received,
        ),
    )
