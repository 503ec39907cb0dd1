"""Re-dating after a changed day beside a bare loop: ``python -m tests.benchmarks.redating [OPEN] [FINISHED]``.

The bare loop reads the same open requests, calls ``time_limits`` and writes the same events, nothing else. Each is run
on a fresh copy of the same store and the ratio of the medians is printed; at most 3 is wanted. Run by hand: a busy
machine makes any figure worthless.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from db.lists import RowFilter
from db.records import Applicant, DayChange, Event, Request
from db.store import Store, open_store
from desktop.casework.calendars import Calendars
from desktop.casework.context import Context
from desktop.rules.projection import project
from desktop.rules.timeline import time_limits
from desktop.rules.working_days import WorkingCalendar
from resources import calendars
from resources.vocabulary import ApplicantKind, Channel, Delivery, EventKind, IdentityDocument, Medium

OFFICE = "天津海关"
NOW = datetime(2026, 10, 16, 9, tzinfo=timezone(timedelta(hours=8)))
CHANGED = date(2026, 10, 21)
ROUNDS = 3


def request(number: int, arrived: date, *, finished: bool) -> Request:
    """A paper request that was handed in on a day, perhaps withdrawn five days later."""
    events = [Event(kind=EventKind.SUBMITTED, on=arrived), Event(kind=EventKind.REGISTERED, on=arrived)]
    if finished:
        events.append(Event(kind=EventKind.WITHDRAWN, on=arrived + timedelta(days=5)))
    applicant = Applicant(
        kind=ApplicantKind.NATURAL_PERSON,
        name="林示例",
        id_type=IdentityDocument.RESIDENT_ID,
        id_number="110101197001010007",
    )
    return Request(
        office=OFFICE,
        number=f"0200-{arrived.year}-{number:07}",
        channel=Channel.COUNTER,
        applicant=applicant,
        content="2026年通关时效统计",
        medium=Medium.PAPER,
        delivery=Delivery.POST,
        events=tuple(events),
    )


def fill(location: Path, unfinished: int, finished: int) -> None:
    """A store with open requests of the last weeks, and finished ones of the years before."""
    calendar = WorkingCalendar(calendars.load(year) for year in calendars.years())
    with open_store(location, clock=lambda: NOW) as store, store.writing() as writing:
        writing.add_office(OFFICE)
        for number in range(finished):
            made = request(number, date(2020, 1, 6) + timedelta(days=number % 2000), finished=True)
            writing.add_request(made, project(made, calendar))
        for number in range(finished, finished + unfinished):
            made = request(number, date(2026, 9, 22) + timedelta(days=number % 20), finished=False)
            writing.add_request(made, project(made, calendar))


def redate(store: Store) -> tuple[float, int]:
    """The use case, after its preview: seconds, and how many requests moved."""
    use = Calendars(Context(store=store, clock=lambda: NOW))
    change = use.preview_day(CHANGED, working=False, why="测试")
    started = time.perf_counter()
    moved = use.confirm(change, by="何正").requests
    return time.perf_counter() - started, len(moved)


def bare_loop(store: Store) -> tuple[float, int]:
    """Reads the open requests, calls ``time_limits``, writes the events: seconds, and how many moved."""
    change = DayChange(day=CHANGED, working=False, name="测试")
    with store.reading() as reading:
        calendar = Context(store=store, clock=lambda: NOW).calendars.with_day(reading, CHANGED, change)
    moved = 0
    started = time.perf_counter()
    with store.writing() as writing:
        for one, stored in writing.projected(OFFICE, RowFilter(open=True)):
            due = time_limits(one.channel, one.events, calendar, with_days=False).reply_due
            if due is not None and due != stored.due_on:
                event = Event(kind=EventKind.REDATED, on=NOW.date(), facts={"new": due.isoformat()})
                writing.append_events(OFFICE, one.number, (event,), stored)
                moved += 1
    return time.perf_counter() - started, moved


def on_a_copy(filled: Path, work: Callable[[Store], tuple[float, int]]) -> tuple[float, int]:
    """What ``work`` says of a fresh copy of the store."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(filled, Path(folder) / "store.db"))
        with open_store(copy, clock=lambda: NOW) as store:
            return work(store)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints both medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("unfinished", type=int, nargs="?", default=2_000)
    parser.add_argument("finished", type=int, nargs="?", default=20_000)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        filled = Path(folder) / "filled.db"
        fill(filled, asked.unfinished, asked.finished)
        runs = {work: [on_a_copy(filled, work) for _ in range(ROUNDS)] for work in (redate, bare_loop)}
    if len({moved for told in runs.values() for _, moved in told}) != 1:
        raise SystemExit("the two moved different numbers of requests")
    ours, bare = (statistics.median(took for took, _ in runs[work]) for work in (redate, bare_loop))
    print(f"{runs[redate][0][1]} moved: re-dating {ours:.2f} s, bare loop {bare:.2f} s, ratio {ours / bare:.2f}")


if __name__ == "__main__":
    main()
