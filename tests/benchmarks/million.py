"""A store of very many invented requests, for measurements at the scale of a large office.

From the shell: ``python -m tests.benchmarks.million FILE [--requests N] [--open N]`` makes the store at FILE, which
should lie outside the repository; one that is there already and holds as much is kept. From another measurement:
``store = million.cached(file)``, then measure on a copy where anything is written.

The requests came in on the working days from 2016 to 2026-10-16 (``NOW``), by all channels and of all kinds of
applicants, in the shares of ``COURSES``; the last ones are open. Events, projections, counted steps, search terms and
the hash chain are those that the program itself would write (``shouban check`` finds nothing); only the rows are
written past the use cases, some thousand at once. Letters are not among them.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from db import json_text, sqlite
from db.chain import BEGINNING, Link, new_salt, salted_hash, split
from db.figure_tables import counted_steps
from db.particulars import covered
from db.projections import columns
from db.records import Applicant, Event, Projection, Request
from db.request_groups import draw_all
from db.search import terms
from db.tables import applicants, event_texts, events, request_texts, requests
from desktop.casework.office.settings import OfficeSettings
from desktop.office import open_office
from desktop.rules.projection import VERSION, project
from desktop.rules.working_days import WorkingCalendar
from resources.vocabulary import ApplicantKind, Channel, Delivery, IdentityDocument, Medium
from tests.benchmarks.courses import COURSES, Course, events_of

OFFICE = "天津海关"
NOW = datetime(2026, 10, 16, 9, tzinfo=timezone(timedelta(hours=8)))
"""The moment at which the store stands."""

FIRST_DAY = date(2016, 1, 4)
REQUESTS = 1_000_000
OPEN = 20_000
_OPEN_FROM = date(2026, 9, 21)
_AT_ONCE = 5_000

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧䶮"
_GIVEN = ("伟", "芳", "敏霞", "静", "丽", "强", "磊", "洋", "艳", "勇", "杰", "涛", "超", "明", "霞", "平", "喆", "祎")
_TOPICS = (
    "关区跨境电商通关时效统计",
    "进口货物查验记录",
    "行政处罚决定书",
    "减免税审批结果",
    "保税仓库名录",
    "出口退税联网核查情况",
    "滨海新区建设项目的环境影响报告",
    "食品检验检疫不合格批次",
    "稽查作业计划",
    "政府采购合同",
    "人员编制和招录情况",
    "知识产权备案案件",
)


def cached(path: Path, total: int = REQUESTS, unfinished: int = OPEN) -> Path:
    """The store at ``path``, made when it is not there or holds others, or by older rules."""
    if not path.exists() or _size(path) != (total, unfinished, VERSION):
        for stale in (path, *path.parent.glob(f"{path.name}-*"), path.with_name(f"{path.name}.lock")):
            stale.unlink(missing_ok=True)
        fill(path, total, unfinished)
    return path


def fill(path: Path, total: int, unfinished: int) -> None:
    """Make a store with so many requests."""
    office = open_office(path, clock=lambda: NOW)
    office.casework.settings.save(OfficeSettings(name=OFFICE, code="0200", clerk="周宁"))
    with office.casework.context.store.reading() as reading:
        calendar = office.casework.context.calendar(reading)
    office.close()
    _Filling(path, calendar).run(total, unfinished)


def arrivals(calendar: WorkingCalendar, total: int, unfinished: int) -> Iterator[tuple[date, Course, bool]]:
    """Day of arrival, course, and whether it is open, oldest first."""
    days = list(_working_days(calendar, FIRST_DAY, _OPEN_FROM))
    late = list(_working_days(calendar, _OPEN_FROM, NOW.date()))
    mix = [course for course in COURSES for _ in range(course.share // 10)]
    random.Random(2026).shuffle(mix)
    finished = total - unfinished
    # Nothing ends after today: requests of the last weeks that are finished came in earlier.
    for place in range(finished):
        yield days[place * (len(days) - 45) // finished], mix[place % len(mix)], False
    for place in range(unfinished):
        yield late[place * len(late) // unfinished], mix[place % len(mix)], True


def _working_days(calendar: WorkingCalendar, first: date, end: date) -> Iterator[date]:
    return (day for past in range((end - first).days) if calendar.is_working(day := first + timedelta(days=past)))


@dataclass(frozen=True)
class Pattern:
    """What all requests of one day and course share."""

    request: Request
    projection: Projection
    row: dict[str, Any]
    events: tuple[tuple[Event, str, str | None], ...]


class _Filling:
    """Writes rows of many requests at once."""

    def __init__(self, path: Path, calendar: WorkingCalendar) -> None:
        self._path = path
        self._connection = sqlite.connect(path, sqlite.Mode.WRITE)
        self._calendar = calendar
        self._random = random.Random(711)
        self._serials: dict[int, int] = {}
        self._request = 0
        self._event = 0
        self._hash = BEGINNING
        self._rows: dict[Table, list[dict[str, Any]]] = {}
        self._terms: list[tuple[int, str]] = []
        self.pattern = lru_cache(maxsize=4 * len(COURSES))(self._pattern)

    def run(self, total: int, unfinished: int) -> None:
        """Fill the store and put its indexes back."""
        # A store that is being made needs no protection: a broken one is made anew.
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "secure_delete=OFF", "cache_size=-200000"):
            self._connection.execute(f"PRAGMA {pragma}")
        indexes = self._indexes()
        for name in indexes:
            self._connection.execute(f"DROP INDEX {name}")
        self._connection.execute("BEGIN")
        for day, course, is_open in arrivals(self._calendar, total, unfinished):
            self._add(self.pattern(day, course, is_open))
            if self._request % _AT_ONCE == 0:
                self._write()
        self._write()
        for definition in indexes.values():
            self._connection.execute(definition)
        self._connection.execute("COMMIT")
        self._connection.execute("INSERT INTO requests_search(requests_search) VALUES ('optimize')")
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.close()
        writer = sqlite.writer_engine(self._path, sqlite.Mode.WRITE)
        with writer.begin() as connection:
            draw_all(connection)
        writer.dispose()

    def _indexes(self) -> dict[str, str]:
        found = self._connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
        return dict(found.fetchall())

    def _pattern(self, day: date, course: Course, is_open: bool) -> Pattern:
        applicant = Applicant(kind=course.kind, name="", id_type=_document(course.kind), id_number="")
        request = Request(
            office=OFFICE,
            number="",
            channel=course.channel,
            applicant=applicant,
            content="",
            medium=Medium.PAPER if course.channel is Channel.COUNTER else Medium.ELECTRONIC,
            delivery=Delivery.POST,
            events=tuple(events_of(day, course, NOW.date(), is_open=is_open)),
            subject=None,
            department=course.department,
        )
        projection = project(request, self._calendar)
        row = {
            "office_id": 1,
            "matter": request.matter,
            "channel": request.channel,
            "applicant_kind": course.kind,
            "medium": request.medium,
            "delivery": request.delivery,
            "department": request.department,
            "subject": request.subject,
            "registered_on": day,
            **columns(projection),
        }
        parts = ((event, *split(event)) for event in request.events)
        happened = tuple((event, json_text.write(public), private) for event, public, private in parts)
        return Pattern(request, projection, {name: _bare(value) for name, value in row.items()}, happened)

    def _add(self, pattern: Pattern) -> None:
        self._request += 1
        request = self._named(pattern)
        salt = new_salt()
        self._put(requests, {"id": self._request, "number": request.number, **pattern.row})
        texts = {"request_id": self._request, "salt": salt, "content": request.content}
        self._put(request_texts, texts)
        person = request.applicant
        self._put(
            applicants,
            {
                "request_id": self._request,
                "place": 0,
                "kind": person.kind.value,
                "name": person.name,
                "id_type": person.id_type.value,
                "id_number": person.id_number,
                "phone": person.phone,
                "address": person.address,
                "postcode": person.postcode,
            },
        )
        self._happen(pattern, request.number, covered(request, salt))
        for step in pattern.projection.steps:
            values = {
                "request_id": self._request,
                "office_id": 1,
                "place": step.place,
                "kind": step.kind,
                "happened_on": step.on,
                "detail": step.detail,
                "late": step.late,
                "fen": step.fen,
                "due_on": step.due_on,
                "ended_on": step.ended_on,
            }
            self._put(counted_steps, {name: _bare(value) for name, value in values.items()})
        found_by = (request.number, person.name, person.id_number, person.phone)
        self._terms.append((self._request, f"{terms(found_by)} {_terms_of(request.content)}"))

    def _named(self, pattern: Pattern) -> Request:
        """A request of the pattern with its number, its applicant and what he asks for."""
        year = pattern.request.events[0].on.year
        serial = self._serials[year] = self._serials.get(year, 0) + 1
        surname, given = self._random.choice(_SURNAMES), self._random.choice(_GIVEN)
        name = (
            f"{surname}{given}"
            if pattern.request.applicant.kind is ApplicantKind.NATURAL_PERSON
            else f"天津{surname}{given}有限公司"
        )
        applicant = replace(
            pattern.request.applicant,
            name=name,
            id_number=f"1201011978{self._random.randrange(10**8):08}",
            phone=f"138{self._random.randrange(10**8):08}",
            address="天津市和平区示例路8号",
            postcode="300040",
        )
        content = f"{year - 1}年{self._random.choice(_TOPICS)}"
        return replace(pattern.request, number=f"{year}-{serial:07}", applicant=applicant, content=content)

    def _happen(self, pattern: Pattern, number: str, particulars: str) -> None:
        for position, (event, facts, private) in enumerate(pattern.events):
            self._event += 1
            salt = None if private is None else new_salt()
            link = Link(
                place=self._event,
                office=OFFICE,
                request=number,
                position=position,
                kind=event.kind.value,
                on=event.on,
                facts=facts,
                letter=None,
                letter_sha256=None,
                actor=event.actor,
                recorded_at=f"{event.on}T09:00:00+08:00",
                particulars=particulars if position == 0 else None,
                texts_hash=None if salt is None or private is None else salted_hash(salt, private),
            )
            self._hash = link.hash(self._hash)
            row = {
                "id": link.place,
                "request_id": self._request,
                "position": position,
                "kind": link.kind,
                "happened_on": event.on.isoformat(),
                "facts": facts,
                "actor": link.actor,
                "recorded_at": link.recorded_at,
                "particulars": link.particulars,
                "texts_hash": link.texts_hash,
                "hash": self._hash,
            }
            self._put(events, row)
            if salt is not None:
                self._put(event_texts, {"event_id": link.place, "salt": salt, "body": private})

    def _put(self, table: Table, row: dict[str, Any]) -> None:
        self._rows.setdefault(table, []).append(row)

    def _write(self) -> None:
        for table, rows in self._rows.items():
            if rows:
                names = list(rows[0])
                places = ", ".join(f":{name}" for name in names)
                self._connection.executemany(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({places})", rows)
        self._connection.executemany("INSERT INTO requests_search(rowid, terms) VALUES (?, ?)", self._terms)
        self._rows.clear()
        self._terms.clear()


def _document(kind: ApplicantKind) -> IdentityDocument:
    return IdentityDocument.RESIDENT_ID if kind is ApplicantKind.NATURAL_PERSON else IdentityDocument.OTHER


def _bare(value: Any) -> Any:
    """A value as the driver takes it fastest."""
    if isinstance(value, date):
        return value.isoformat()
    return getattr(value, "value", value)


@lru_cache(maxsize=4096)
def _terms_of(content: str) -> str:
    return terms((content,))


def _size(path: Path) -> tuple[int, int, int]:
    connection = sqlite.connect(path, sqlite.Mode.READ)
    try:
        found: Sequence[int] = connection.execute(
            "SELECT count(*), sum(is_open), (SELECT version FROM projection_state) FROM requests"
        ).fetchone()
    except sqlite.DRIVER_ERROR:
        return 0, 0, 0
    finally:
        connection.close()
    return found[0], found[1] or 0, found[2]


def main() -> None:
    """Make the store and tell how long it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--requests", type=int, default=REQUESTS)
    parser.add_argument("--open", type=int, default=OPEN, dest="unfinished")
    asked = parser.parse_args()
    began = time.perf_counter()
    cached(asked.file, asked.requests, asked.unfinished)
    print(f"{asked.requests} requests, {asked.unfinished} of them open: {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
