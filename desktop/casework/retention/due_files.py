"""The list for appraisal: files whose term has run out and that nobody decided to keep on (law 10.1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from db.lists import PageKey
from db.retention import DueFilter
from db.retention_records import EndedFile
from db.store import Reading
from desktop.casework.progress_reports import Report
from desktop.casework.retention.retention_terms import retention_terms
from desktop.casework.retention.retention_views import DueFile, DuePage
from desktop.rules.retention import REFUSING_ROWS, RetentionClass, RetentionTerms, kept_through
from resources.vocabulary import EventKind

_PAGE = 100
_PORTION = 1000


def due_filter(reading: Reading, office: str, today: date) -> DueFilter | None:
    """Which files are due; None where none can be."""
    terms = retention_terms(reading, office)
    through = terms.ended_through(RetentionClass.OTHER, today) if office else None
    if through is None:
        return None
    longer = {kept.value: terms.ended_through(kept, today) for kept in RetentionClass if kept.value != "other"}
    return DueFilter(through=through, longer=longer, refusing=sorted(REFUSING_ROWS), today=today)


def due_page(reading: Reading, office: str, today: date, after: PageKey | None) -> DuePage:
    """A page of the list, earliest end first."""
    due = due_filter(reading, office, today)
    if due is None:
        return DuePage(files=(), after=None)
    found = reading.ended_files(office, due, after=after, limit=_PAGE + 1)
    terms = retention_terms(reading, office)
    shown = found[:_PAGE]
    further = shown[-1].key if len(found) > _PAGE else None
    return DuePage(files=tuple(due_file(file, terms) for file in shown), after=further)


def count_due(reading: Reading, office: str, today: date, report: Report) -> int:
    """How many files are on the list, counted month by month of their end."""
    due = due_filter(reading, office, today)
    first = None if due is None else reading.first_end(office)
    if due is None or first is None:
        return 0
    months = list(_months(first, due.through))
    counted = 0
    for done, (begin, end) in enumerate(months):
        report(done, len(months))
        counted += reading.count_ended_files(office, due, begin, end)
    return counted


def all_due(reading: Reading, office: str, today: date, report: Report) -> Iterator[DueFile]:
    """All files of the list, read a portion at a time; ``report`` hears how many were read."""
    terms, due = retention_terms(reading, office), due_filter(reading, office, today)
    after: PageKey | None = None
    done = 0
    while due is not None and (found := reading.ended_files(office, due, after=after, limit=_PORTION)):
        yield from (due_file(file, terms) for file in found)
        after = found[-1].key
        done += len(found)
        report(done, 0)


def due_file(file: EndedFile, terms: RetentionTerms) -> DueFile:
    """A file with the class that decides about it, and the last day of its term."""
    kept_as = terms.decisive(_classes(file))
    years = terms.years[kept_as]
    ran_out_on = kept_through(file.ended_on, years)
    assert ran_out_on is not None
    return DueFile(
        number=file.number,
        received_on=file.received_on,
        ended_on=file.ended_on,
        result=_result(file),
        kept_as=kept_as,
        term=years,
        ran_out_on=ran_out_on,
    )


def _result(file: EndedFile) -> str:
    if file.voided:
        return EventKind.REGISTRATION_VOIDED.label
    return "" if file.outcome is None else file.outcome.label


def _classes(file: EndedFile) -> frozenset[RetentionClass]:
    applies = {
        RetentionClass.DISPUTE: file.disputed,
        RetentionClass.REFUSAL: file.table_row in REFUSING_ROWS,
        RetentionClass.THIRD_PARTY: file.third_party_consulted,
    }
    return frozenset(kept for kept, holds in applies.items() if holds)


def _months(first: date, last: date) -> Iterator[tuple[date, date]]:
    day = first.replace(day=1)
    while day <= last:
        following = (day + timedelta(32)).replace(day=1)
        yield day, following - timedelta(1)
        day = following
