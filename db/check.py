"""Whether the store is sound: file, structure, chain, particulars, numbers, bytes of letters and files, search.

Casework adds what needs the law (projections computed anew).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Connection, or_, select, union_all

from db import copies, schema, sqlite
from db.chain_check import DESTROYED, ParticularsCheck, check_chain
from db.findings import Finding, Words
from db.report_tables import filed_report_files, filed_reports
from db.tables import (
    attachment_bytes,
    attachments,
    letter_bytes,
    letter_requests,
    letters,
    number_series,
    offices,
    passed_over,
    requests,
)

if TYPE_CHECKING:
    from db.store import Store

_STREAMED = 50


def check(store: Store, lang: str = "zh", report: Callable[[int], None] = lambda _done: None) -> list[Finding]:
    """All findings about one state of the store, worded in ``lang``; none when it is sound. Reads everything once.

    ``report`` is told how many requests are looked at, often; what it raises stops the check.
    """
    words = Words(lang)
    looked = _Looked(report)
    with copies.opened(store.location) as connection, sqlite.followed(connection, looked.tell):
        if broken := list(_check_file(connection, words)):
            return broken  # what is read from a broken file says nothing
        return [
            *_check_structure(connection, words),
            *check_chain(connection, words),
            *ParticularsCheck(connection).findings(words, looked.at),
            *_check_numbers(connection, words),
            *_check_letters(connection, words),
            *_check_attachments(connection, words),
            *_check_filed_reports(connection, words),
            *_check_search(connection, words),
        ]


class _Looked:
    """How many requests were looked at, told to whoever follows."""

    def __init__(self, report: Callable[[int], None]) -> None:
        self._report = report
        self._done = 0

    def at(self, done: int) -> None:
        """So many now."""
        self._done = done
        self.tell()

    def tell(self) -> None:
        """Still as many."""
        self._report(self._done)


def _check_file(connection: Connection, words: Words) -> Iterator[Finding]:
    for fault in sqlite.full_check(connection):
        yield words.finding("file_broken", fault)
    for table, row in sqlite.dangling(connection):
        yield words.finding("row_dangling", f"{table} {row}")


def _check_structure(connection: Connection, words: Words) -> Iterator[Finding]:
    """Tables, indexes and guards are those that the migrations make."""
    fresh = sqlite.memory_engine()
    with fresh.begin() as built:
        schema.migrate(built, schema.CURRENT)
        expected = sqlite.structure(built)
    fresh.dispose()
    actual = sqlite.structure(connection)
    for name in sorted(expected.keys() | actual.keys()):
        if expected.get(name) != actual.get(name):
            yield words.finding("structure_differs", name)


def _check_numbers(connection: Connection, words: Words) -> Iterator[Finding]:
    """Every number of a series stands once: on a request or letter, or as passed over for an imported id."""
    used = _numbers_used(connection)
    counters = select(number_series, offices.c.name.label("office")).join(offices)
    known: set[tuple[int, str, int]] = set()
    for row in connection.execute(counters):
        key = (row.office_id, row.name, row.year)
        known.add(key)
        if sorted(used.get(key, [])) != list(range(1, row.last + 1)):
            yield words.finding("numbers_broken", f"{row.office} {row.name} {row.year}")
    for office_id, name, year in sorted(used.keys() - known):
        yield words.finding("numbers_broken", f"{office_id} {name} {year}")


def _numbers_used(connection: Connection) -> Mapping[tuple[int, str, int], list[int]]:
    used: defaultdict[tuple[int, str, int], list[int]] = defaultdict(list)
    numbered = union_all(
        *(
            select(table.c.office_id, table.c.series, table.c.serial_year, table.c.serial).where(
                table.c.series.is_not(None)
            )
            for table in (requests, letters)
        )
    )
    for office_id, name, year, value in connection.execute(numbered):
        used[office_id, name, year].append(value)
    for gap in connection.execute(select(passed_over)):
        used[gap.office_id, gap.name, gap.year].extend(range(gap.first, gap.last + 1))
    return used


def _check_letters(connection: Connection, words: Words) -> Iterator[Finding]:
    """Bytes are those of their hash; a letter issued here has them, unless all its requests were destroyed."""
    wanted = select(letters.c.name, letters.c.sha256, offices.c.name.label("office"), letter_bytes.c.bytes)
    stored = wanted.join(offices, offices.c.id == letters.c.office_id).join(letter_bytes)
    for row in connection.execute(stored.execution_options(yield_per=_STREAMED)):
        if _sha256(row.bytes) != row.sha256:
            yield words.finding("letter_altered", f"{row.office} {row.name}")
    kept = select(letter_requests.c.letter_id).where(letter_requests.c.request_id.not_in(DESTROYED))
    lacking = wanted.join(offices, offices.c.id == letters.c.office_id).outerjoin(letter_bytes)
    for row in connection.execute(
        lacking.where(
            letter_bytes.c.letter_id.is_(None),
            or_(letters.c.issued_at.is_not(None), letters.c.serial.is_not(None)),
            letters.c.id.in_(kept),
        )
    ):
        yield words.finding("letter_lost", f"{row.office} {row.name}")


def _check_attachments(connection: Connection, words: Words) -> Iterator[Finding]:
    wanted = (
        select(attachments.c.sha256, requests.c.number, offices.c.name.label("office"), attachment_bytes.c.bytes)
        .join(attachment_bytes)
        .join(requests, requests.c.id == attachments.c.request_id)
        .join(offices, offices.c.id == requests.c.office_id)
    )
    for row in connection.execute(wanted.execution_options(yield_per=_STREAMED)):
        if _sha256(row.bytes) != row.sha256:
            yield words.finding("attachment_altered", f"{row.office} {row.number}")


def _check_filed_reports(connection: Connection, words: Words) -> Iterator[Finding]:
    files = filed_report_files.c
    wanted = select(filed_reports.c.subject, filed_reports.c.year, filed_reports.c.version, *files).join(filed_reports)
    for row in connection.execute(wanted.execution_options(yield_per=_STREAMED)):
        if _sha256(row.bytes) != row.sha256:
            yield words.finding("report_altered", f"{row.subject} {row.year} {row.version} {row.ending}")


def _check_search(connection: Connection, words: Words) -> Iterator[Finding]:
    for table in sqlite.SEARCH_TABLES:
        if rows := sqlite.unindexed(connection, table):
            yield words.finding("search_incomplete", table, count=len(rows))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
