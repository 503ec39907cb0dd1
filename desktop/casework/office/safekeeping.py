"""Keeping the store sound: check, rebuild, backup."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

import db.backup
import db.check
from db.backup_log import BackupMade
from db.findings import Finding
from db.records import Event, Projection, Request
from db.row_filters import ALL_ROWS
from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.office.rebuilding import Rebuilding
from desktop.casework.office.settings import office_settings
from desktop.casework.progress_reports import Report, unheard
from desktop.casework.retention.destruction import GROUPS, projection_mark
from desktop.rules.projection import project
from resources.messages import say
from resources.vocabulary import EventKind

_PORTION = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupView:
    """A verified copy: ``size`` in bytes."""

    path: Path
    size: int
    sha256: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView:
    """What the check found; empty findings mean sound."""

    findings: tuple[Finding, ...]
    requests: int
    letters: int

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyView:
    """A copy that may be brought back, with its requests and letters. ``now``: requests in the store at present."""

    file: Path
    made_at: datetime
    requests: int
    letters: int
    now: int


@dataclass(frozen=True)
class Safekeeping:
    """Care for the store."""

    context: Context

    def check(self, lang: str = "zh", report: Report = unheard) -> CheckView:
        """Structure, chain, numbers, letters, and every projection recomputed; findings worded in ``lang``.

        ``report`` follows and may raise to stop.
        """
        with self.context.store.reading() as reading:
            total = 2 * reading.count_requests()
        findings = db.check.check(self.context.store, lang, lambda done: report(done, total))
        if findings:
            # What is read from a damaged store says nothing about projections.
            return CheckView(findings=tuple(findings), requests=0, letters=0)
        with self.context.store.reading() as reading:
            offices = reading.offices()
            requests = reading.count_requests()
            letters = sum(reading.letter_count(office) for office in offices)
            stale = tuple(self._stale_projections(reading, lang, lambda done: report(total // 2 + done, total)))
        report(total, total)
        return CheckView(findings=stale, requests=requests, letters=letters)

    def _stale_projections(self, reading: Reading, lang: str, report: Callable[[int], None]) -> Iterator[Finding]:
        """Requests beside which something else is stored than follows from their events."""
        calendar = self.context.calendar(reading)
        done = 0
        for office in reading.offices():
            for portion in _portions(reading.projected(office)):
                report(done)
                done += len(portion)
                for request, stored in portion:
                    if (gone := _destruction_of(request)) is not None:
                        if _counts_otherwise(reading, office, request.number, gone, stored):
                            yield _finding("destroyed_differs", "retention.finding", request.number, lang)
                    elif stored != project(request, calendar):
                        yield _finding("projection_stale", "casework.finding", request.number, lang)
                for number in reading.wrongly_grouped(office, [request.number for request, _ in portion]):
                    yield _finding("group_stale", "casework.finding", number, lang)

    def rebuild(self, report: Report = unheard) -> int:
        """Write all projections anew from the events, in portions; gives how many requests differed.

        ``report`` may raise to stop: the next rebuilding, at the latest the next start, goes on from there.
        """
        return Rebuilding(self.context).rebuild(report)

    def changed_elsewhere(self) -> bool:
        """Whether a command has changed the store beside this window since this was last asked."""
        return self.context.store.changed_elsewhere()

    def tidy(self) -> None:
        """Merge a part of the search index; for moments in which nobody waits."""
        self.context.store.tidy()

    def backup(self, folder: Path | None = None) -> BackupView:
        """A verified copy in ``folder`` (default: the office's own)."""
        return _view(db.backup.backup(self.context.store, folder or self.folder()))

    def last_backup(self) -> BackupView | None:
        """The newest verified copy, for the status line."""
        with self.context.store.reading() as reading:
            made = reading.last_backup()
        return None if made is None else _view(made)

    def examine_copy(self, file: Path) -> CopyView:
        """What a copy holds, and what was registered since; nothing is changed. Raises the errors of ``StoreError``."""
        made = db.backup.examined(file)
        with self.context.store.reading() as reading:
            requests = sum(reading.count_cells(office, ALL_ROWS).get((), 0) for office in reading.offices())
        return CopyView(file=file, made_at=made.made_at, requests=made.requests, letters=made.letters, now=requests)

    def folder(self) -> Path:
        """Where copies go: the folder that the office chose, or the one beside the store."""
        with self.context.store.reading() as reading:
            chosen = office_settings(reading, self.context.office_in(reading)).backup_folder
        return Path(chosen) if chosen else db.backup.default_folder(self.context.store.location)


def _portions(found: Iterator[tuple[Request, Projection]]) -> Iterator[list[tuple[Request, Projection]]]:
    while portion := list(islice(found, _PORTION)):
        yield portion


def _destruction_of(request: Request) -> Event | None:
    """The destruction of a file: with the texts gone what counts is not reckoned anew."""
    return next((event for event in request.events if event.kind is EventKind.DESTROYED), None)


def _counts_otherwise(reading: Reading, office: str, number: str, gone: Event, stored: Projection) -> bool:
    """Whether a destroyed request counts as something else than its destruction says."""
    mark, groups = gone.text("projection"), gone.facts.get(GROUPS)
    if mark is not None and mark != projection_mark(stored):
        return True
    return groups is not None and groups != reading.group_marks(office, number)


def _finding(code: str, keys: str, number: str, lang: str) -> Finding:
    return Finding(code=code, subject=number, sentence=say(f"{keys}.{code}", lang, number=number))


def _view(made: BackupMade) -> BackupView:
    return BackupView(path=Path(made.path), size=made.size, sha256=made.sha256, made_at=made.made_at)
