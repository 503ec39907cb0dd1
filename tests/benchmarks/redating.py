"""Re-dating of open requests beside a bare loop: ``python -m tests.benchmarks.redating [--open N] [--finished N]``.

Both see the same day become a day off. Shouban confirms the change as its calendar screen does: events in the hash
chain, projections, all in one transaction. The bare loop reads the same rows with the standard library's SQLite, calls
``time_limits`` once a request and inserts the same events, without chain, projection or search. The ratio of the two is
printed; the target is at most 3. Run by hand: a busy machine makes any figure worthless.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from db.records import Applicant, DayChange, Event, Json, Request
from desktop.casework.settings import OfficeSettings
from desktop.office import open_office
from desktop.rules.projection import project
from desktop.rules.timeline import time_limits
from desktop.rules.working_days import WorkingCalendar
from resources import calendars
from resources.vocabulary import ApplicantKind, Channel, Delivery, EventKind, IdentityDocument, Medium, Outcome

OFFICE = "天津海关"
TODAY = date(2026, 10, 16)
RECEIVED = date(2026, 10, 12)
DAY_OFF = date(2026, 10, 20)
CLOCK = datetime(2026, 10, 16, 9, tzinfo=timezone(timedelta(hours=8)))
TARGET = 3.0


def requests(open_ones: int, finished: int) -> Iterator[Request]:
    """Open requests of the last days, a third of them handed over, a third extended; and finished ones of spring."""
    for place in range(open_ones):
        events = [Event(kind=EventKind.SUBMITTED, on=RECEIVED), Event(kind=EventKind.REGISTERED, on=RECEIVED)]
        if place % 3 == 1:
            events.append(Event(kind=EventKind.HANDED_OVER, on=RECEIVED, facts={"to": "关税处"}))
        if place % 3 == 2:
            events.append(Event(kind=EventKind.EXTENDED, on=TODAY, facts={"days": 10, "approved_by": "何正"}))
        yield _request(place, events)
    spring = date(2026, 3, 2)
    for place in range(open_ones, open_ones + finished):
        told: dict[str, Json] = {"outcome": Outcome.PROVIDED.value}
        replied = Event(kind=EventKind.REPLIED, on=spring, facts=told)
        yield _request(place, [Event(kind=EventKind.SUBMITTED, on=spring), replied])


def _request(place: int, events: list[Event]) -> Request:
    return Request(
        office=OFFICE,
        number=f"2026-{place:07}",
        channel=Channel.COUNTER,
        applicant=Applicant(
            kind=ApplicantKind.NATURAL_PERSON,
            name="张三",
            id_type=IdentityDocument.RESIDENT_ID,
            id_number="110101197001010007",
        ),
        content="2025年关区跨境电商通关时效统计",
        medium=Medium.PAPER,
        delivery=Delivery.POST,
        events=tuple(events),
    )


def fill(path: Path, open_ones: int, finished: int) -> None:
    """A store with the requests."""
    office = open_office(path, clock=lambda: CLOCK)
    office.casework.settings.save(OfficeSettings(name=OFFICE, clerk="周宁"))
    store, context = office.casework.context.store, office.casework.context
    with store.writing() as writing:
        calendar = context.calendar(writing)
        for request in requests(open_ones, finished):
            writing.add_request(request, project(request, calendar))
    office.close()


def shouban(path: Path) -> tuple[float, int]:
    """Seconds of the confirmed change, and how many requests moved."""
    office = open_office(path, clock=lambda: CLOCK)
    days = office.casework.calendars
    change = replace(days.preview_day(DAY_OFF, working=False, why="台风停工"), moves=())
    began = time.perf_counter()
    changes = days.confirm(change, by="周宁")
    seconds = time.perf_counter() - began
    office.close()
    return seconds, len(changes.requests)


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
        limits = time_limits(Channel(channel), events[row], calendar, with_days=False)
        before, after = date.fromisoformat(stored), limits.reply_due
        if before != after:
            moved += 1
            facts = json.dumps({"old": str(before), "new": str(after), "notice": "台风停工"}, ensure_ascii=False)
            connection.execute(
                "INSERT INTO events (id, request_id, position, kind, happened_on, facts, actor, recorded_at, hash)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, '')",
                (last + moved, row, len(events[row]), "redated", str(TODAY), facts, "周宁", CLOCK.isoformat()),
            )
    connection.execute("COMMIT")
    seconds = time.perf_counter() - began
    connection.close()
    return seconds, moved


def _events(connection: sqlite3.Connection) -> dict[int, list[Event]]:
    """The events of all open requests, oldest first."""
    found: defaultdict[int, list[Event]] = defaultdict(list)
    for row, kind, on, facts in connection.execute(
        "SELECT request_id, kind, happened_on, facts FROM events"
        " WHERE request_id IN (SELECT id FROM requests WHERE is_open) ORDER BY request_id, position"
    ):
        found[row].append(Event(kind=EventKind(kind), on=date.fromisoformat(on), facts=json.loads(facts)))
    return found


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--open", type=int, default=20_000, dest="open_ones")
    parser.add_argument("--finished", type=int, default=0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "shouban.db", Path(folder) / "bare.db"
        fill(ours, asked.open_ones, asked.finished)
        shutil.copy(ours, theirs)
        (bare_seconds, bare_moved), (seconds, moved) = bare(theirs), shouban(ours)
    if moved != bare_moved:
        raise SystemExit(f"not the same work: {moved} moved here, {bare_moved} in the bare loop")
    ratio = seconds / bare_seconds
    print(f"{moved} of {asked.open_ones} open requests moved ({asked.finished} finished ones beside them)")
    print(f"shouban {seconds:.2f} s, bare loop {bare_seconds:.2f} s, ratio {ratio:.2f} (target at most {TARGET:g})")


if __name__ == "__main__":
    main()
