"""The store: rows in, records out. Every change is one transaction; a reading sees one state throughout."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from db import opening, refusals, sqlite
from db.annual_reports import AnnualReportReading, AnnualReportWriting
from db.attachments import AttachmentReading, AttachmentWriting
from db.backup_log import BackupReading, BackupWriting
from db.calendars import CalendarReading, CalendarWriting
from db.complaint_lists import ComplaintListReading
from db.complaints import ComplaintWriting
from db.disputes import DisputeWriting
from db.drafts import DraftReading, DraftWriting
from db.errors import StoreReadOnly
from db.event_lists import EventReading
from db.figure_damage import DamageReading
from db.figure_lists import FigureListReading
from db.figures import FigureReading
from db.group_figures import GroupReading
from db.ledger import LedgerReading, LedgerWriting
from db.letters import LetterWriting
from db.matches import SearchWriting
from db.offices import OfficeReading, OfficeWriting
from db.opening import Connections
from db.reckoning import ReckoningReading, ReckoningWriting
from db.registers import RegisterReading
from db.request_groups import GroupMarkReading
from db.retention import RetentionReading, RetentionWriting
from db.schema import CURRENT, Schema
from db.shadows import ShadowReading
from db.taken_in import TakenInReading, TakenInWriting
from db.transfer_links import TransferReading, TransferWriting
from db.wordings import WordingReading, WordingWriting


class Reading(
    ReckoningReading,
    OfficeReading,
    ComplaintListReading,
    FigureReading,
    DamageReading,
    FigureListReading,
    GroupReading,
    GroupMarkReading,
    ShadowReading,
    RegisterReading,
    AttachmentReading,
    EventReading,
    DraftReading,
    CalendarReading,
    BackupReading,
    RetentionReading,
    WordingReading,
    LedgerReading,
    AnnualReportReading,
    TakenInReading,
    TransferReading,
):
    """One state of the store, as it was when the reading began. Its parts are worded in the modules of its bases."""


class Writing(
    OfficeWriting,
    ReckoningWriting,
    LetterWriting,
    SearchWriting,
    AttachmentWriting,
    DisputeWriting,
    ComplaintWriting,
    DraftWriting,
    CalendarWriting,
    BackupWriting,
    RetentionWriting,
    WordingWriting,
    LedgerWriting,
    AnnualReportWriting,
    TakenInWriting,
    TransferWriting,
    Reading,
):
    """One change of the store: all of it is kept, or none. It reads its own changes."""


class Store:
    """An open store. Readings run beside each other and beside a change; changes run one after another."""

    def __init__(self, connections: Connections, clock: Callable[[], datetime]) -> None:
        self.location = connections.location
        self.clock = clock
        self._readers = connections.readers
        self._writer = connections.writer
        self._lock = connections.lock
        self._turn = threading.Lock()
        self._writing_thread: int | None = None
        self._office_ids: dict[str, int] = {}
        self._seen = None if self._writer is None else sqlite.data_version(self._writer)

    @property
    def read_only(self) -> bool:
        """Whether the store was opened for reading only."""
        return self._writer is None

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A read-only connection in one state of the store, below ``Reading``."""
        with refusals.of_database(self.location), self._readers.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """``with store.reading() as reading:`` - one state of the store, from any thread, beside a running change."""
        with self.connection() as connection:
            yield Reading(connection, self._office_ids)

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """``with store.writing() as writing:`` - one change, durable when the block has ended without an error.

        Callable from any thread; one change runs at a time, and none inside another. Raises ``StoreReadOnly``,
        ``StoreFull``, ``StoreUnwritable``; the change is undone then, all earlier ones are kept.
        """
        if self._writer is None:
            raise StoreReadOnly(self.location)
        with self._one_at_a_time(), refusals.of_database(self.location), self._writer.begin() as connection:
            writing = Writing(connection, self.clock)
            yield writing
            writing.check_serials_used()

    def tidy(self) -> None:
        """Merge a part of what the search index grew by (milliseconds); call it when idle. Changes stay quick so."""
        if self._writer is None:
            return
        with self._one_at_a_time(), refusals.of_database(self.location), self._writer.begin() as connection:
            sqlite.merge_search(connection)

    def changed_elsewhere(self) -> bool:
        """Whether another process has changed the store since this was last asked; never while a change is running."""
        if self._writer is None or not self._turn.acquire(blocking=False):
            return False
        try:
            with refusals.of_database(self.location):
                before, self._seen = self._seen, None if self._writer is None else sqlite.data_version(self._writer)
        finally:
            self._turn.release()
        return self._seen not in (None, before)

    def settle(self) -> None:
        """Bring the log into the file: what a change deleted is then overwritten on the disk too."""
        if self._writer is not None:
            with self._one_at_a_time(), refusals.of_database(self.location):
                sqlite.settle(self._writer)

    def close(self) -> None:
        """Wait for a running change, close all connections and let go of the lock. A second call does nothing."""
        self._readers.dispose()
        if self._writer is None:
            return
        with self._one_at_a_time(), refusals.of_database(self.location):
            writer, self._writer = self._writer, None
            try:
                sqlite.settle(writer)
            finally:
                writer.dispose()
                if self._lock is not None:
                    self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        if self._writing_thread == threading.get_ident():
            raise RuntimeError("a change inside a change")
        with self._turn:
            self._writing_thread = threading.get_ident()
            try:
                yield
            finally:
                self._writing_thread = None


def open_store(
    location: Path | str | None = None,
    *,
    clock: Callable[[], datetime],
    create: bool = True,
    read_only: bool = False,
    beside: bool = False,
    schema: Schema = CURRENT,
) -> Store:
    """Open the store at ``location`` (None: the one in the user's data folder), creating or migrating it.

    ``clock`` gives aware moments: when events are recorded. A read-only store takes no lock and works beside an open
    window; one opened ``beside`` changes the store although a window has it open. Raises ``StoreInUse``,
    ``StoreTooNew``, ``StoreTooOld`` (not migrated, and read-only or beside another), ``StoreMissing``,
    ``StoreDamaged``, ``NotAStore``, ``MigrationFailed``, ``LocationRefused``.
    """
    path = opening.located(location)
    if read_only:
        return Store(opening.open_read_only(path, schema), clock)
    if beside:
        return Store(opening.open_beside(path, schema, create=create, now=clock()), clock)
    return Store(opening.open_for_writing(path, schema, create=create, now=clock()), clock)
