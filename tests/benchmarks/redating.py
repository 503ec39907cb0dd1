"""Re-dating of open requests beside a bare loop: ``python -m tests.benchmarks.redating FILE [--runs N]``.

FILE is a store of ``tests.benchmarks.million``, made when it is not there; a million requests, 20,000 of them open, is
the scale of the target. Copies of it see the same day become a day off. Shouban confirms the change as its calendar
screen does: events in the hash chain, projections, all in one transaction, with progress told. The bare loop reads the
same rows with the standard library's SQLite, calls ``time_limits`` once a request and inserts the same events, without
chain, projection or search. The ratio of the two is printed; the target is at most 3. Run by hand: a busy machine makes
any figure worthless.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from db.records import DayChange, Event, Json
from desktop.office import open_office
from desktop.rules.timeline import time_limits
from desktop.rules.working_days import WorkingCalendar
from resources import calendars
from resources.vocabulary import Channel, EventKind
from tests.benchmarks import million

DAY_OFF = date(2026, 10, 20)
CLERK = "周宁"
WHY = "台风停工"
TARGET = 3.0


def shouban(path: Path) -> tuple[float, int, int]:
    """Seconds of the confirmed change, how many requests moved, and how often progress was told."""
    office = open_office(path, clock=lambda: million.NOW)
    days = office.casework.calendars
    change = replace(days.preview_day(DAY_OFF, working=False, why=WHY), moves=())
    told: list[int] = []
    began = time.perf_counter()
    changes = days.confirm(change, by=CLERK, report=lambda done, _total: told.append(done))
    seconds = time.perf_counter() - began
    office.close()
    return seconds, len(changes.requests), len(told)


def bare(path: Path) -> tuple[float, int]:
    """Seconds of the bare loop, and how many requests moved."""
    notices = [calendars.load(year) for year in calendars.years()]
    change = DayChange(day=DAY_OFF, working=False, name="停工")
    calendar = WorkingCalendar(notices, {DAY_OFF: change})
    connection = sqlite3.connect(path, isolation_level=None)
    began = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    rows = connection.execute("SELECT id, channel, due_on FROM requests WHERE is_open").fetchall()
    events = _events(connection)
    (last,) = connection.execute("SELECT max(id) FROM events").fetchone()
    moved = 0
    for row, channel, stored in rows:
        limits = time_limits(Channel(channel), events[row], calendar)
        before, after = stored and date.fromisoformat(stored), limits.reply_due
        if before != after:
            moved += 1
            facts = json.dumps({"old": str(before), "new": str(after), "notice": WHY}, ensure_ascii=False)
            connection.execute(
                "INSERT INTO events (id, request_id, position, kind, happened_on, facts, actor, recorded_at, hash)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, '')",
                (
                    last + moved,
                    row,
                    len(events[row]),
                    "redated",
                    str(million.NOW.date()),
                    facts,
                    CLERK,
                    million.NOW.isoformat(),
                ),
            )
    connection.execute("COMMIT")
    seconds = time.perf_counter() - began
    connection.close()
    return seconds, moved


def _events(connection: sqlite3.Connection) -> dict[int, list[Event]]:
    """The events of all open requests with their facts, oldest first."""
    found: defaultdict[int, list[Event]] = defaultdict(list)
    for row, kind, on, facts, body in connection.execute(
        "SELECT request_id, kind, happened_on, facts, body FROM events LEFT JOIN event_texts ON event_id = events.id"
        " WHERE request_id IN (SELECT id FROM requests WHERE is_open) ORDER BY request_id, position"
    ):
        told: Mapping[str, Json] = json.loads(facts)
        if body is not None:
            told = {**told, **json.loads(body)["facts"]}
        found[row].append(Event(kind=EventKind(kind), on=date.fromisoformat(on), facts=told))
    return found


def compare(file: Path) -> float:
    """The ratio of one run of each on a copy of the store; prints what was measured."""
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        copy = Path(folder) / "copy.db"
        shutil.copy(file, copy)
        bare_seconds, bare_moved = bare(copy)
        shutil.copy(file, copy)
        seconds, moved, told = shouban(copy)
    if moved != bare_moved:
        raise SystemExit(f"not the same work: {moved} moved here, {bare_moved} in the bare loop")
    ratio = seconds / bare_seconds
    print(f"{moved} moved; shouban {seconds:.2f} s ({told} reports), bare loop {bare_seconds:.2f} s, ratio {ratio:.2f}")
    return ratio


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--requests", type=int, default=million.REQUESTS)
    parser.add_argument("--open", type=int, default=million.OPEN, dest="unfinished")
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    file = million.cached(asked.file, asked.requests, asked.unfinished)
    ratios = [compare(file) for _ in range(asked.runs)]
    print(f"{asked.requests} requests, {asked.unfinished} open: median ratio {statistics.median(ratios):.2f}", end="")
    print(f" (target at most {TARGET:g})")


if __name__ == "__main__":
    main()
