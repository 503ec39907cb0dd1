"""What is counted of one period, each sum once, when a line asks for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from db.figures import CompletedGroup, OpenGroup, ReceivedGroup, StepGroup
from db.group_figures import Often, Sought
from db.lists import Grouping
from db.records import Json
from db.row_filters import RowFilter
from db.store import Reading
from desktop.casework.figures.periods import Period
from resources.vocabulary import DisputeKind, DisputeResult, EventKind, LetterKind, Matter, Party
from resources.vocabulary.complaints import ComplaintKind, ComplaintResult

MANY_IN_A_MONTH = 10
"""An applicant with so many requests in a month is named (law: 11.1, 国办函〔2020〕109号 4)."""

SEVERAL = 3
"""What so many applicants ask for may be published of the office's own accord (条例 44)."""

_ONE_DAY = timedelta(1)

_RECORD_CORRECTIONS = RowFilter(matter=Matter.RECORD_CORRECTION, voided=False)

Key = TypeVar("Key")


class PeriodCounts:
    """The sums of ``period`` as they stand on ``today``."""

    def __init__(self, reading: Reading, office: str, period: Period, today: date) -> None:
        self.reading = reading
        self.office = office
        self.period = period
        self.today = today

    @property
    def days(self) -> tuple[date, date]:
        """Its first and its last day."""
        return self.period.first, self.period.last

    @property
    def last_day(self) -> date:
        """The day at whose end open requests are counted: the last one, or today where that is earlier."""
        return min(self.period.last, self.today)

    @property
    def lapsed_through(self) -> date:
        """The last day whose limits have passed."""
        return min(self.period.last, self.today - _ONE_DAY)

    @cached_property
    def received(self) -> Sequence[ReceivedGroup]:
        """Requests received, by what they have in common."""
        return self.reading.received_groups(self.office, self.period.first, self.period.last)

    @cached_property
    def received_by_office(self) -> Mapping[str, int]:
        """Requests that each office of the store received, by its own record."""
        groups = {office: self.reading.received_groups(office, *self.days) for office in self.reading.offices()}
        return {office: sum(group.count for group in received) for office, received in groups.items()}

    @cached_property
    def completed(self) -> Sequence[CompletedGroup]:
        """Requests completed, by what they have in common."""
        return self.reading.completed_groups(self.office, self.period.first, self.period.last)

    @cached_property
    def left(self) -> Mapping[date | None, OpenGroup]:
        """Requests left open at the end, by their limit."""
        return self.reading.open_by_limit(self.office, self.period.last)

    @cached_property
    def left_by_column(self) -> Mapping[str, int]:
        """Requests left open at the end, by column of table 三."""
        return self.reading.open_by_column(self.office, self.period.last)

    @cached_property
    def carried_by_column(self) -> Mapping[str, int]:
        """Requests open at the beginning, by column of table 三."""
        return self.reading.open_by_column(self.office, self.period.first - _ONE_DAY)

    @cached_property
    def steps(self) -> Sequence[StepGroup]:
        """Steps on the way."""
        return self.reading.step_groups(self.office, self.period.first, self.period.last)

    @cached_property
    def inquiries_lapsed(self) -> Mapping[Party, int]:
        """Inquiries whose limit ended without an answer."""
        return self.reading.inquiries_lapsed(self.office, self.period.first, self.lapsed_through)

    @cached_property
    def inquiries_open(self) -> Mapping[Party, int]:
        """Inquiries whose answer is awaited at the end."""
        return self.reading.inquiries_open(self.office, self.last_day, self.lapsed_through)

    @cached_property
    def papers(self) -> Mapping[LetterKind, int]:
        """Letters by kind."""
        return self.reading.paper_counts(self.office, self.period.first, self.last_day)

    @cached_property
    def merged(self) -> Mapping[LetterKind, int]:
        """Letters that answer several requests, by kind."""
        return self.reading.merged_counts(self.office, self.period.first, self.last_day)

    @cached_property
    def disputes_filed(self) -> Mapping[DisputeKind, int]:
        """Reviews and suits filed."""
        return self.reading.disputes_filed(self.office, self.period.first, self.period.last)

    @cached_property
    def disputes_pending(self) -> Mapping[DisputeKind, int]:
        """Reviews and suits that are open at the end."""
        return self.reading.disputes_pending(self.office, self.period.last)

    @cached_property
    def disputes_decided(self) -> Mapping[tuple[DisputeKind, DisputeResult], int]:
        """Reviews and suits decided."""
        return self.reading.disputes_decided(self.office, self.period.first, self.period.last)

    @cached_property
    def complaints_received(self) -> Mapping[ComplaintKind, int]:
        """Complaints and reports that came."""
        return self.reading.complaints_received(self.office, *self.days)

    @cached_property
    def complaints_answered(self) -> Mapping[ComplaintResult, int]:
        """Complaints and reports answered, by result."""
        return self.reading.complaints_answered(self.office, *self.days)

    @property
    def record_corrections_came(self) -> RowFilter:
        """更正申请 (条例 41) registered in the period; they have no day of receipt that counts."""
        first, last = self.days
        return replace(_RECORD_CORRECTIONS, received=False, registered_from=first, registered_through=last)

    @property
    def record_corrections_done(self) -> RowFilter:
        """Those of them that ended in the period."""
        return replace(_RECORD_CORRECTIONS, completed_from=self.period.first, completed_through=self.period.last)

    @cached_property
    def record_corrections_registered(self) -> int:
        """How many were registered."""
        return self.reading.count_cells(self.office, self.record_corrections_came).get((), 0)

    @cached_property
    def record_corrections_ended(self) -> Mapping[Json, int]:
        """How many ended, by outcome."""
        found = self.reading.count_cells(self.office, self.record_corrections_done, (Grouping.OUTCOME,))
        return {outcome: count for (outcome,), count in found.items()}

    @cached_property
    def frequent(self) -> Sequence[tuple[Period, Often]]:
        """Who asked ten times or more in a calendar month of the period; months before all and after all count none."""
        span = self.reading.received_span(self.office)
        if span is None:
            return []
        months = self.period.calendar_months()
        return [
            (month, asked)
            for month in (one for one in months if one.last >= span[0] and one.first <= span[1])
            for asked in self.reading.frequent_applicants(self.office, month.first, month.last, MANY_IN_A_MONTH)
        ]

    @cached_property
    def wanted_by_several(self) -> Sequence[Sought]:
        """What several applicants asked for."""
        return self.reading.wanted_by_several(self.office, self.period.first, self.period.last, SEVERAL)

    @cached_property
    def by_row(self) -> Mapping[str | None, int]:
        """Results by row of table 三."""
        return _summed((group.row, group.count) for group in self.completed)

    @cached_property
    def by_days(self) -> Mapping[int, int]:
        """Results by working days used, as far as they are known."""
        results = (group for group in self.completed if group.row is not None and group.days_used is not None)
        return _summed((group.days_used or 0, group.count) for group in results)

    def received_where(self, holds: Callable[[ReceivedGroup], bool] = lambda group: True) -> int:
        """How many requests were received for which it holds."""
        return sum(group.count for group in self.received if holds(group))

    def results_where(self, holds: Callable[[CompletedGroup], bool] = lambda group: True) -> int:
        """How many results of table 三 there are for which it holds."""
        return sum(group.count for group in self.completed if group.row is not None and holds(group))

    def steps_where(self, kind: EventKind, holds: Callable[[StepGroup], bool] = lambda group: True) -> int:
        """How many steps of a kind there were for which it holds."""
        return sum(group.count for group in self.steps if group.kind is kind and holds(group))

    def yuan(self, kind: EventKind) -> float:
        """The money of the steps of a kind."""
        fen = sum(group.fen for group in self.steps if group.kind is kind)
        return fen // 100 if fen % 100 == 0 else fen / 100

    @property
    def average_days(self) -> float | None:
        """Mean working days from receipt to reply, to one decimal; None when nothing was completed."""
        total = sum(self.by_days.values())
        return round(sum(days * count for days, count in self.by_days.items()) / total, 1) if total else None

    @property
    def median_days(self) -> float | None:
        """The middle of the working days used; the mean of both where two stand in the middle."""
        total = sum(self.by_days.values())
        if not total:
            return None
        low, high = _nth(self.by_days, (total - 1) // 2), _nth(self.by_days, total // 2)
        return (low + high) / 2


def _nth(counts: Mapping[int, int], place: int) -> int:
    """The value at a place of the ordered values."""
    passed = 0
    for value in sorted(counts):
        passed += counts[value]
        if passed > place:
            return value
    raise ValueError(place)


def _summed(pairs: Iterable[tuple[Key, int]]) -> Mapping[Key, int]:
    sums: Counter[Key] = Counter()
    for key, count in pairs:
        sums[key] += count
    return sums
