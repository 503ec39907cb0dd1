"""The store: rows in, records out. Every change is one transaction; readings see one state throughout."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from db.lists import ALL_ROWS, Grouping, Order, Page, PageKey, RowFilter
from db.numbers import Serial
from db.records import (
    Attachment,
    BackupMade,
    DayChange,
    Dispute,
    Draft,
    Event,
    Json,
    Letter,
    LoadedNotice,
    Projection,
    Request,
    RequestRow,
)
from resources.vocabulary import DisputeKind, DisputeResult, EventKind, IdentityDocument


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The end of the event chain: how many events the store has and the hash of the last one (None when empty)."""

    events: int
    hash: str | None


class Reading:
    """One state of the store, as it was when the reading began."""

    # Offices and settings
    def offices(self) -> tuple[str, ...]:
        """The names of the offices in the store, in the order in which they were added."""
        raise NotImplementedError

    def setting(self, office: str, key: str) -> Json:
        """A setting of the office; None when it is not set."""
        raise NotImplementedError

    def settings(self, office: str) -> dict[str, Json]:
        """All settings of the office by key."""
        raise NotImplementedError

    # Requests
    def request(self, office: str, number: str) -> Request:
        """A request with all its events. Raises ``RequestUnknown``."""
        raise NotImplementedError

    def request_exists(self, office: str, number: str) -> bool:
        """Whether the office has a request of that number."""
        raise NotImplementedError

    def projection(self, office: str, number: str) -> Projection:
        """What is stored beside the request for lists. Raises ``RequestUnknown``."""
        raise NotImplementedError

    def requests(self, office: str, wanted: RowFilter = ALL_ROWS) -> Iterator[Request]:
        """Whole requests in order of registration in the store, read in portions."""
        raise NotImplementedError

    # Lists
    def rows(
        self,
        office: str,
        wanted: RowFilter = ALL_ROWS,
        order: Order = Order.NEWEST,
        after: PageKey | None = None,
        limit: int = 50,
    ) -> Page:
        """A page of the list; ``after`` is the ``after`` of the page before."""
        raise NotImplementedError

    def row(self, office: str, number: str) -> RequestRow:
        """The list row of one request. Raises ``RequestUnknown``."""
        raise NotImplementedError

    def open_rows(self, office: str) -> list[RequestRow]:
        """All requests that are not finished, earliest limit first."""
        raise NotImplementedError

    def rows_of_applicant(
        self,
        office: str,
        *,
        id_number: str | None = None,
        id_type: IdentityDocument | None = None,
        name: str | None = None,
        phone: str | None = None,
        limit: int = 50,
    ) -> list[RequestRow]:
        """Requests of whoever has that identity number or that name or that telephone number, newest first."""
        raise NotImplementedError

    def departments(self, office: str) -> list[str]:
        """The departments that requests of the office name, in alphabetical order of their characters."""
        raise NotImplementedError

    def count_cells(self, office: str, wanted: RowFilter, by: Sequence[Grouping] = ()) -> dict[tuple[Json, ...], int]:
        """How many requests fall into each group; without groups one sum under the key ``()``."""
        raise NotImplementedError

    # Search
    def search(self, office: str, text: str, limit: int = 50) -> list[RequestRow]:
        """Requests in which all words of the text occur (number, names, identity numbers, content, titles), newest first."""
        raise NotImplementedError

    def search_letters(self, office: str, text: str, limit: int = 50) -> list[Letter]:
        """Letters in whose 发文字号, id or title all words of the text occur, newest first."""
        raise NotImplementedError

    def alike(self, office: str, text: str, limit: int = 10) -> list[RequestRow]:
        """Requests that share most words with the text, the most alike first."""
        raise NotImplementedError

    # Letters
    def letter(self, office: str, letter_id: str) -> Letter:
        """A letter without its bytes. Raises ``LetterUnknown``."""
        raise NotImplementedError

    def letter_exists(self, office: str, letter_id: str) -> bool:
        """Whether the office has a letter of that id."""
        raise NotImplementedError

    def letter_pdf(self, office: str, letter_id: str) -> bytes | None:
        """The bytes as issued; None when only its data came in. Raises ``LetterUnknown``."""
        raise NotImplementedError

    def letters_of(self, office: str, number: str) -> list[Letter]:
        """The letters that answer a request, oldest first."""
        raise NotImplementedError

    def letters(
        self,
        office: str,
        start: date | None = None,
        end: date | None = None,
        *,
        before: Letter | None = None,
        limit: int | None = None,
    ) -> list[Letter]:
        """The register of letters dated in the period (days inclusive), newest first; ``before``: last of the page before."""
        raise NotImplementedError

    def letter_counts(self, office: str, start: date, end: date) -> dict[str, int]:
        """How many letters of each printed title are dated in the period; void ones do not count."""
        raise NotImplementedError

    # What belongs to a request
    def attachments_of(self, office: str, number: str) -> list[Attachment]:
        """The files of a request in the order in which they came."""
        raise NotImplementedError

    def attachment_bytes(self, office: str, number: str, sha256: str) -> bytes | None:
        """The bytes of a file; None when only its hash is known. Raises ``AttachmentUnknown``."""
        raise NotImplementedError

    def disputes_of(self, office: str, number: str) -> list[Dispute]:
        """The reviews and suits about a request, in the order of filing."""
        raise NotImplementedError

    def dispute_exists(self, office: str, dispute_id: str) -> bool:
        """Whether the office has a dispute of that id."""
        raise NotImplementedError

    def disputes(self, office: str) -> list[Dispute]:
        """All reviews and suits of the office, in the order of filing."""
        raise NotImplementedError

    def dispute_counts(
        self, office: str, *, decided_from: date, decided_through: date
    ) -> dict[tuple[DisputeKind, DisputeResult], int]:
        """How many disputes were decided in the period, by kind and result."""
        raise NotImplementedError

    def event_counts(self, office: str, start: date, end: date) -> dict[EventKind, int]:
        """How many events of each kind happened in the period."""
        raise NotImplementedError

    # Drafts, calendar, safekeeping
    def drafts(self, purpose: str) -> list[Draft]:
        """Unsaved work of that purpose, latest first."""
        raise NotImplementedError

    def draft(self, draft_id: str) -> Draft | None:
        """A draft; None when there is none of that id."""
        raise NotImplementedError

    def calendar_notices(self) -> list[LoadedNotice]:
        """The holiday notices that were loaded, the latest of each year, by year."""
        raise NotImplementedError

    def day_changes(self) -> dict[date, DayChange]:
        """Single days that the office changed."""
        raise NotImplementedError

    def last_serial(self, office: str, series: str, year: int) -> int:
        """The highest number of the series that is given out or passed over; 0 when none is."""
        raise NotImplementedError

    def chain_head(self) -> ChainHead:
        """The end of the event chain."""
        raise NotImplementedError

    def last_backup(self) -> BackupMade | None:
        """The newest verified copy."""
        raise NotImplementedError


class Writing(Reading):
    """One change of the store: all of it is kept, or none."""

    def add_office(self, office: str) -> None:
        """Add an office; nothing happens when it is there."""
        raise NotImplementedError

    def put_setting(self, office: str, key: str, value: Json) -> None:
        """Set a setting."""
        raise NotImplementedError

    def next_serial(self, office: str, series: str, year: int) -> Serial:
        """Take the next number; the same transaction must give it to ``add_request`` or ``add_letter``."""
        raise NotImplementedError

    def pass_over(self, office: str, series: str, year: int, through: int) -> None:
        """The series goes on after ``through`` (an id that came in from elsewhere); never goes back."""
        raise NotImplementedError

    def add_request(self, request: Request, projection: Projection, serial: Serial | None = None) -> None:
        """Store a request with its events. ``serial``: its number from an own series. Raises ``RequestExists``."""
        raise NotImplementedError

    def append_events(self, office: str, number: str, events: Sequence[Event], projection: Projection) -> None:
        """Add events at the end of a request's list. Raises ``RequestUnknown``."""
        raise NotImplementedError

    def amend_request(self, request: Request, projection: Projection) -> None:
        """Store changed particulars of a request (applicant, content ...) and the events that ``request`` has more.

        Nothing changes without an event: raises ``ValueError`` when ``request`` has no further event.
        """
        raise NotImplementedError

    def put_projection(self, office: str, number: str, projection: Projection) -> None:
        """Store a projection anew (rebuild, changed calendar)."""
        raise NotImplementedError

    def add_letter(self, letter: Letter, pdf: bytes | None, serial: Serial | None = None) -> Letter:
        """Store a letter with its bytes before the event that names it; returns it with sha256 filled in.

        Raises ``LetterExists``, ``BytesDiffer`` (bytes that are not those of ``letter.sha256``).
        """
        raise NotImplementedError

    def void_letter(self, office: str, letter_id: str, reason: str) -> None:
        """Mark a letter as void; number and bytes stay. Raises ``LetterUnknown``."""
        raise NotImplementedError

    def add_attachment(self, attachment: Attachment, data: bytes | None) -> None:
        """Store a file of a request; nothing happens when the request has it. Raises ``BytesDiffer``."""
        raise NotImplementedError

    def put_dispute(self, dispute: Dispute) -> None:
        """Store a review or suit, new or with later facts."""
        raise NotImplementedError

    def put_draft(self, draft: Draft) -> None:
        """Store unsaved work, new or anew."""
        raise NotImplementedError

    def delete_draft(self, draft_id: str) -> None:
        """Forget a draft; nothing happens when there is none."""
        raise NotImplementedError

    def put_calendar_notice(self, notice: LoadedNotice) -> None:
        """Keep a loaded notice; it replaces an earlier one of the year, which stays in the record."""
        raise NotImplementedError

    def put_day_change(self, change: DayChange) -> None:
        """Change a single day."""
        raise NotImplementedError

    def delete_day_change(self, day: date) -> None:
        """Take a single change back."""
        raise NotImplementedError

    def log_backup(self, made: BackupMade) -> None:
        """Note a verified copy."""
        raise NotImplementedError


class Store:
    """An open store."""

    location: Path
    read_only: bool
    clock: Callable[[], datetime]

    def reading(self) -> AbstractContextManager[Reading]:
        """``with store.reading() as reading:`` - one state of the store, from any thread, beside a running change."""
        raise NotImplementedError

    def writing(self) -> AbstractContextManager[Writing]:
        """``with store.writing() as writing:`` - one change, kept (durably) when the block ends without an error.

        Callable from any thread; one change runs at a time. Raises ``StoreReadOnly``, ``StoreFull``.
        """
        raise NotImplementedError

    def tidy(self) -> None:
        """Merge what the search index grew by; call when idle."""
        raise NotImplementedError

    def close(self) -> None:
        """Close all connections and let go of the lock."""
        raise NotImplementedError


def open_store(
    location: Path | str | None = None,
    *,
    clock: Callable[[], datetime],
    create: bool = True,
    read_only: bool = False,
) -> Store:
    """Open the store at ``location`` (None: the one in the user's data folder), creating or migrating it.

    A read-only store takes no lock and works beside an open window. Raises ``StoreInUse``, ``StoreTooNew``,
    ``StoreTooOld`` (read-only and not migrated), ``StoreMissing``, ``StoreDamaged``, ``NotAStore``.
    """
    raise NotImplementedError


__all__ = ["ChainHead", "Reading", "Store", "Writing", "open_store"]
