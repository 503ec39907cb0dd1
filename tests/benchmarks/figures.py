"""Figures beside bare SQL: ``python -m tests.benchmarks.figures FILE [--requests N]`` (see ``million`` for FILE).

Three measurements at the size of a large office, each the best of some runs: the summary of a month with all its
comparisons, the yearly tables, and the first page of what stands behind a figure. Beside each, the same sums asked of
the same file by hand-written SQL through the bare driver, without the program; the ratio is printed. The target is at
most 1.5. Run by hand: a busy machine makes any figure worthless.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from db import sqlite
from desktop.casework.casework import Casework
from desktop.casework.figures.periods import Period
from desktop.casework.figures.summary_views import Behind
from desktop.office import open_office
from tests.benchmarks import million

TARGET = 1.5
MONTHS = ((2026, 9), (2020, 3))
YEARS = (2025, 2020)
PAGES = (
    "received.new",
    "channel.counter",
    "applicant.research",
    "result.disclosed",
    "result.withheld.internal_affairs",
    "time.late",
    "open.overdue",
    "service.post",
    "process.corrections",
)
RUNS = 7

RECEIVED = """SELECT channel, table_column, applicant_kind, subject, handler, count(*) FROM requests
    WHERE office_id = 1 AND received_on BETWEEN ? AND ? AND voided IS NOT 1 GROUP BY 1, 2, 3, 4, 5"""
COMPLETED = """SELECT table_row, table_column, applicant_kind, outcome, late, days_used, extended,
    received_on <= completed_on, count(*) FROM requests
    WHERE office_id = 1 AND completed_on BETWEEN ? AND ? AND voided IS NOT 1 AND matter = 'disclosure'
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8"""
OPEN = """SELECT {0}, count(*) FROM (
    SELECT {0} FROM requests WHERE office_id = 1 AND +received_on <= :day AND voided IS NOT 1
        AND completed_on > :day AND completed_on <= :soon
    UNION ALL SELECT {0} FROM requests WHERE office_id = 1 AND +received_on <= :day AND voided IS NOT 1
        AND completed_on > :soon AND long_open IS 1
    UNION ALL SELECT {0} FROM requests WHERE office_id = 1 AND +received_on <= :day AND voided IS NOT 1
        AND completed_on IS NULL) GROUP BY 1"""
BY_DAY = """SELECT {0}, count(*) FROM requests
    WHERE office_id = 1 AND {0} BETWEEN ? AND ? AND voided IS NOT 1 GROUP BY 1"""
STEPS = """SELECT kind, detail, late, count(*), sum(fen) FROM counted_steps WHERE office_id = 1 AND kind IN
    ('correction_requested', 'corrected', 'correction_lapsed', 'consulted', 'opinion_received', 'extended',
    'fee_noticed', 'fee_paid', 'fee_lapsed', 'served', 'returned', 'replied', 'withdrawn')
    AND happened_on BETWEEN ? AND ? GROUP BY 1, 2, 3"""
LAPSED = """SELECT detail, count(*) FROM counted_steps WHERE office_id = 1 AND due_on BETWEEN ? AND ?
    AND (ended_on IS NULL OR ended_on > due_on) GROUP BY 1"""
AWAITED = """SELECT detail, count(*) FROM counted_steps WHERE office_id = 1 AND due_on > :lapsed AND happened_on <= :day
    AND (ended_on IS NULL OR ended_on > :day) GROUP BY 1"""
PAPERS = """SELECT kind, count(*) FROM letters WHERE office_id = 1 AND dated_on BETWEEN ? AND ? AND void_reason IS NULL
    GROUP BY 1"""
MERGED = """SELECT kind, count(*) FROM letters WHERE office_id = 1 AND dated_on BETWEEN ? AND ? AND void_reason IS NULL
    AND EXISTS (SELECT 1 FROM letter_requests WHERE letter_id = letters.id AND place = 1) GROUP BY 1"""
FILED = "SELECT kind, count(*) FROM disputes WHERE office_id = 1 AND filed_on BETWEEN ? AND ? GROUP BY 1"
DECIDED = "SELECT kind, result, count(*) FROM disputes WHERE office_id = 1 AND decided_on BETWEEN ? AND ? GROUP BY 1, 2"
PENDING = """SELECT kind, count(*) FROM disputes WHERE office_id = 1 AND filed_on <= :day
    AND (decided_on IS NULL OR decided_on > :day) GROUP BY 1"""
CORRECTIONS_CAME = """SELECT count(*) FROM requests WHERE office_id = 1 AND received_on IS NULL
    AND matter = 'record_correction' AND voided IS 0 AND +registered_on BETWEEN ? AND ?"""
CORRECTIONS_DONE = """SELECT outcome, count(*) FROM requests WHERE office_id = 1 AND completed_on BETWEEN ? AND ?
    AND matter = 'record_correction' AND voided IS 0 GROUP BY 1"""
FREQUENT = """SELECT applicant, min(number), count(*) FROM requests JOIN request_groups ON request_id = id
    WHERE office_id = 1 AND received_on BETWEEN ? AND ? AND voided IS NOT 1 GROUP BY 1 HAVING count(*) >= 10"""
SEVERAL = """SELECT information, min(number), count(DISTINCT applicant) AS people FROM requests
    JOIN request_groups ON request_id = id
    WHERE office_id = 1 AND received_on BETWEEN ? AND ? AND voided IS NOT 1 GROUP BY 1 HAVING people >= 3"""
COLUMNS = (
    "SELECT {0}, count(*) FROM requests WHERE office_id = 1 AND {1} BETWEEN ? AND ? AND voided IS NOT 1 GROUP BY {0}"
)
LISTED = """SELECT requests.*, content, applicants.name FROM requests
    LEFT JOIN request_texts ON request_texts.request_id = id
    LEFT JOIN applicants ON applicants.request_id = id AND place = 0 WHERE office_id = 1 AND voided IS NOT 1 AND """


class Bare:
    """The same sums, asked of the file by the driver."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite.connect(file, sqlite.Mode.READ)

    def close(self) -> None:
        self._connection.close()

    def ask(self, statement: str, *values: object, **named: object) -> list[Any]:
        """All rows."""
        return list(self._connection.execute(statement, named or values).fetchall())

    def summary(self, period: Period) -> int:
        """All that the summary of a period counts, four periods beside each other; the number received."""
        four = (period, period.before(), period.year_before(), period.year_to_date())
        received = [self.ask(RECEIVED, *_days(each)) for each in four]
        for each in four:
            self._of_period(each)
        for each in four[:3]:
            for month in each.calendar_months():
                self.ask(FREQUENT, *_days(month))
        self.ask(SEVERAL, *_days(period))
        trend = period.trend(13)
        for day in ("received_on", "completed_on"):
            self.ask(BY_DAY.format(day), trend[0].first.isoformat(), trend[-1].last.isoformat())
        return sum(row[-1] for row in received[0])

    def _of_period(self, period: Period) -> None:
        days, last = _days(period), min(period.last, million.NOW.date())
        for statement in (COMPLETED, STEPS, LAPSED, PAPERS, MERGED, FILED, DECIDED, CORRECTIONS_CAME, CORRECTIONS_DONE):
            self.ask(statement, *days)
        self._open("due_on", period.last)
        self._open("table_column", period.first - timedelta(1))
        self.ask(AWAITED, day=last.isoformat(), lapsed=last.isoformat())
        self.ask(PENDING, day=period.last.isoformat())

    def _open(self, group: str, day: date) -> list[Any]:
        soon = day + timedelta(92)
        return self.ask(OPEN.format(group), day=day.isoformat(), soon=soon.isoformat())

    def annual(self, year: int) -> int:
        """Tables 三 and 四 of a year, table 三 of the year before for what was carried over; the number received."""
        found = 0
        for each in (year, year - 1):
            days = (f"{each}-01-01", f"{each}-12-31")
            received = self.ask(COLUMNS.format("table_column", "received_on"), *days)
            self.ask(COLUMNS.format("table_row, table_column", "completed_on"), *days)
            for day in (date(each - 1, 12, 31), date(each, 12, 31)):
                self._open("table_column", day)
            found = found or sum(row[-1] for row in received)
        self.ask(DECIDED, f"{year}-01-01", f"{year}-12-31")
        self.ask(PENDING, day=f"{year}-12-31")
        return found

    def page(self, code: str, period: Period) -> list[Any]:
        """The first page of what a figure counts."""
        first, last = _days(period)
        received = f"received_on BETWEEN '{first}' AND '{last}'"
        completed = f"completed_on BETWEEN '{first}' AND '{last}'"
        newest = " ORDER BY {0} DESC, id DESC LIMIT 51"
        wanted = {
            "received.new": received + newest.format("received_on"),
            "channel.counter": f"channel = 'counter' AND {received}" + newest.format("received_on"),
            "applicant.research": f"table_column = 'research' AND {received}" + newest.format("received_on"),
            "result.disclosed": f"table_row = 'disclosed' AND {completed}" + newest.format("completed_on"),
            "result.withheld.internal_affairs": f"table_row = 'withheld.internal_affairs' AND {completed}"
            + newest.format("completed_on"),
            "time.late": f"late IS 1 AND table_row IS NOT NULL AND {completed}" + newest.format("completed_on"),
            "open.overdue": f"received_on <= '{last}' AND (completed_on IS NULL OR completed_on > '{last}') "
            f"AND due_on < '{last}'" + newest.format("received_on"),
        }
        if code in wanted:
            return self.ask(LISTED + wanted[code])
        kind, narrowed = {"service.post": ("served", "AND detail = 'post'")}.get(code, ("correction_requested", ""))
        steps = f"""SELECT * FROM counted_steps WHERE office_id = 1 AND kind = '{kind}' {narrowed}
            AND happened_on BETWEEN '{first}' AND '{last}'
            ORDER BY happened_on DESC, request_id DESC, place DESC LIMIT 51"""
        found = self.ask(steps)
        ids = ", ".join(str(row[0]) for row in found[:50])
        self.ask(LISTED.replace("office_id = 1 AND voided IS NOT 1 AND", "") + f" requests.id IN ({ids})")
        return found


def _days(period: Period) -> tuple[str, str]:
    return period.first.isoformat(), period.last.isoformat()


def best(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """The shortest of some runs of each, turn by turn, in milliseconds."""
    found: tuple[list[float], list[float]] = ([], [])
    for _ in range(RUNS):
        for work, times in zip((ours, theirs), found, strict=True):
            began = time.perf_counter()
            work()
            times.append(time.perf_counter() - began)
    return 1000 * min(found[0]), 1000 * min(found[1])


def measured(casework: Casework, bare: Bare) -> Iterator[tuple[str, float, float]]:
    """Name, the program's time, that of the bare SQL."""
    statistics = casework.statistics
    for year, month in MONTHS:
        period = Period(date(year, month, 1), date(year, month + 1, 1) - timedelta(1))
        view = statistics.summary(period.first, period.last)
        assert view.figures[0].value == bare.summary(period)
        yield (
            f"summary {year}-{month:02}",
            *best(partial(statistics.summary, period.first, period.last), partial(bare.summary, period)),
        )
        yield from _pages(casework, bare, period)
    for year in YEARS:
        assert statistics.annual(year).table3["received"]["total"] == bare.annual(year)  # type: ignore[index]
        yield (
            f"annual {year}",
            *best(partial(statistics.annual, year), partial(bare.annual, year)),
        )


def _pages(casework: Casework, bare: Bare, period: Period) -> Iterator[tuple[str, float, float]]:
    view = casework.statistics.summary(period.first, period.last)
    behind: dict[str, Behind | None] = {
        line.code: line.behind[0] for section in view.sections for line in section.lines if line.behind
    }
    for code in PAGES:
        opened = behind.get(code)
        if opened is not None:
            shown = casework.statistics.page(opened)
            assert len(shown.rows) == min(50, len(bare.page(code, period))), code
            yield (
                f"  {code}",
                *best(partial(casework.statistics.page, opened), partial(bare.page, code, period)),
            )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--requests", type=int, default=million.REQUESTS)
    asked = parser.parse_args()
    file = million.cached(asked.file, asked.requests, asked.requests // 50)
    office = open_office(file, clock=lambda: million.NOW)
    bare = Bare(file)
    try:
        print(f"{'':40} {'program':>9} {'bare':>9} {'ratio':>6}   (target {TARGET})")
        for name, ours, theirs in measured(office.casework, bare):
            print(f"{name:40} {ours:7.1f}ms {theirs:7.1f}ms {ours / theirs:6.2f}")
    finally:
        bare.close()
        office.close()


if __name__ == "__main__":
    main()
