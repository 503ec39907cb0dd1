"""What the office keeps, as frozen records. No third-party imports: every room reads these.

Dates are local civil dates (``datetime.date``), moments are aware datetimes. ``extra`` holds the unknown keys of an
exchange file, which are kept and written out again. Fields of an event beyond ``kind``, ``on``, ``note`` and
``letter`` lie in ``facts`` under the names of the exchange format, as JSON values (dates as ``YYYY-MM-DD``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import TypeAlias

from resources.vocabulary import (
    ApplicantKind,
    Channel,
    Delivery,
    DisputeKind,
    DisputeResult,
    EventKind,
    IdentityDocument,
    LetterKind,
    Matter,
    Medium,
    Outcome,
    Table3Column,
    Table3Row,
)
from resources.vocabulary.complaints import ComplaintKind, ComplaintResult, ComplaintSource

Json: TypeAlias = str | int | float | bool | list["Json"] | dict[str, "Json"] | None
"""A value as it stands in an exchange file."""

NOTHING: Mapping[str, Json] = MappingProxyType({})
"""The empty mapping, shared by all records without further facts."""

DESTROYED_TEXT = "（档案已销毁）"
"""What stands in the place of names and contents once a file was destroyed after its retention."""

HIDDEN_TEXT = "＊＊＊"
"""What stands in the place of numbers and addresses in a copy that names nobody."""

SYSTEM_ACTOR = "系统"
"""Who acts until there are accounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """A person or organisation that asks (条例 29(一))."""

    kind: ApplicantKind
    name: str
    id_type: IdentityDocument
    id_number: str
    contact_name: str | None = None
    legal_representative: str | None = None
    phone: str | None = None
    email: str | None = None
    fax: str | None = None
    address: str | None = None
    postcode: str | None = None
    extra: Mapping[str, Json] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """Who acts for the applicant, with the scope of the authority."""

    name: str
    id_type: IdentityDocument | None = None
    id_number: str | None = None
    authority: str | None = None
    extra: Mapping[str, Json] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One dated thing that happened to a request. Its place in the request's list (from 0) is its identity.

    ``letter`` is the id of a letter. ``recorded_at`` and ``chain_place``, its place among all events of the store, are
    None until the event is stored.
    """

    kind: EventKind
    on: date
    facts: Mapping[str, Json] = field(default_factory=lambda: NOTHING)
    note: str | None = None
    letter: str | None = None
    actor: str = SYSTEM_ACTOR
    recorded_at: datetime | None = None
    chain_place: int | None = field(default=None, compare=False)

    def day(self, name: str) -> date | None:
        """The fact ``name`` as a date, None where it is missing or null. Raises ``ValueError`` when malformed."""
        value = self.facts.get(name)
        return None if value is None else date.fromisoformat(str(value))

    def text(self, name: str) -> str | None:
        """The fact ``name`` as text, None where it is missing or null."""
        value = self.facts.get(name)
        return None if value is None else str(value)

    def number(self, name: str) -> int | None:
        """The fact ``name`` as a whole number, None where it is missing or null."""
        value = self.facts.get(name)
        return None if value is None else int(str(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request and all that happened to it, oldest event first. Key: ``office`` and ``number``."""

    office: str
    number: str
    channel: Channel
    applicant: Applicant
    content: str
    medium: Medium
    delivery: Delivery
    events: tuple[Event, ...]
    matter: Matter = Matter.DISCLOSURE
    co_applicants: tuple[Applicant, ...] = ()
    agent: Agent | None = None
    document_title: str | None = None
    document_number: str | None = None
    purpose: str | None = None
    accepts_other_form: bool | None = None
    assistance: str | None = None
    subject: str | None = None
    department: str | None = None
    extra: Mapping[str, Json] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A paper that was issued (``sha256`` of its stored bytes) or taken in from an exchange file (perhaps no bytes).

    ``number`` is the 发文字号 as printed; ``requests`` the numbers of the requests it answers; ``facts`` what was
    printed; ``void_reason`` is set when the letter was voided: its number stays.
    """

    office: str
    id: str
    kind: LetterKind
    title: str
    date: date
    requests: tuple[str, ...]
    number: str | None = None
    sha256: str | None = None
    pages: int | None = None
    facts: Mapping[str, Json] = field(default_factory=lambda: NOTHING)
    wording_version: str | None = None
    issued_at: datetime | None = None
    void_reason: str | None = None
    extra: Mapping[str, Json] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that belongs to a request; ``size`` in bytes, None when only its hash is known."""

    office: str
    request: str
    name: str
    media_type: str
    sha256: str
    pages: int | None = None
    size: int | None = None
    extra: Mapping[str, Json] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A review or suit against a reply (``letter``) or an omission (no letter).

    ``void_reason``: why it was recorded by mistake; it counts nowhere.
    """

    office: str
    id: str
    request: str
    kind: DisputeKind
    filed_on: date
    letter: str | None = None
    body: str | None = None
    copy_received_on: date | None = None
    decided_on: date | None = None
    decision_served_on: date | None = None
    result: DisputeResult | None = None
    void_reason: str | None = None
    extra: Mapping[str, Json] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedStep:
    """A step that summaries count, with amendments folded in. ``place``: of its event in the request's list.

    ``detail``: the party asked, the way of service ...; ``fen``: money in hundredths of a yuan. ``due_on`` and
    ``ended_on``: the limit of an inquiry, and the day its answer or its return arrived. An appointment (``noted``) and
    the limit of a first result (``reopened``, its day is the detail) stand here for lists only.
    """

    place: int
    kind: EventKind
    on: date
    detail: str | None = None
    late: bool | None = None
    fen: int | None = None
    due_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """What events and calendar decide about a request, stored beside it for lists and sums; never depends on today.

    ``due_on``: reply limit, None while a correction or payment is outstanding, unconfirmed, or not computable
    (``error`` then says why, e.g. ``CALENDAR_MISSING_2027``). ``waits_for``: ``applicant_confirmation``,
    ``correction``, ``payment``, ``reasons``, ``third_party``, ``joint_agency``, ``other_agency``, ``review`` (in
    sign-off), ``service``, ``returned`` (the reply came back), ``second_reply`` (taken up again by a decision) or
    None; ``waits_until``: the other side's limit. ``row``/``column``: its cell of table 三 once completed; ``late`` and
    ``days_used`` (working days) once completed; ``extended``: an extension is in force;
    ``handler``: the department that works on it. ``steps``: what summaries count besides; rows of lists leave it empty.
    """

    received_on: date | None
    due_on: date | None
    waits_for: str | None
    waits_until: date | None
    close_from: date | None
    completed_on: date | None
    outcome: Outcome | None
    row: Table3Row | None
    column: Table3Column
    late: bool | None
    days_used: int | None
    voided: bool = False
    error: str | None = None
    extended: bool = False
    handler: str | None = None
    steps: tuple[CountedStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """One row of a list: what lists show of a request without reading its events."""

    office: str
    number: str
    channel: Channel
    applicant_kind: ApplicantKind
    applicant_name: str
    content: str
    department: str | None
    subject: str | None
    registered_on: date
    projection: Projection
    matter: Matter = Matter.DISCLOSURE


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """A complaint or report about the handling of requests (条例 47(2), 51). Key: office, ``year`` and ``serial``.

    ``due_on``: the day that whoever passed it on has set; ``request``: the request that it is about. ``void_reason``:
    why it was entered by mistake; it counts nowhere.
    """

    office: str
    year: int
    serial: int
    kind: ComplaintKind
    source: ComplaintSource
    channel: Channel
    received_on: date
    content: str
    due_on: date | None = None
    complainant: str | None = None
    contact: str | None = None
    request: str | None = None
    department: str | None = None
    answered_on: date | None = None
    answer: str | None = None
    result: ComplaintResult | None = None
    closed_on: date | None = None
    actor: str = SYSTEM_ACTOR
    void_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry:
    """Information that is already public (政府信息公开目录). ``address``: where exactly it is found.

    ``index_number``: the 索引号, its key; ``validity`` in the words of the catalogue (有效, 废止).
    """

    index_number: str
    title: str
    published_on: date
    address: str
    category: str | None = None
    document_number: str | None = None
    formed_on: date | None = None
    validity: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Unsaved work that must survive a kill: ``purpose`` is ``intake``, ``letter`` or ``wording``."""

    id: str
    purpose: str
    content: Mapping[str, Json]
    saved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingVersion:
    """The office's own wording of a letter from ``effective_from`` on. ``texts``: what it may word itself, by name.

    ``version`` counts the versions of the letter from 1, 0 before it is kept; ``base``: the version of the program's
    wording that it was written over.
    """

    office: str
    kind: LetterKind
    effective_from: date
    base: str
    texts: Mapping[str, str]
    reason: str
    actor: str
    recorded_at: datetime
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedNotice:
    """A year's holiday notice that the office loaded; ``text`` is the file as it came in.

    ``after_event``: the last event of the store when it was loaded, told by the store.
    """

    year: int
    text: str
    loaded_at: datetime
    actor: str = SYSTEM_ACTOR
    after_event: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChange:
    """A single day that the office itself made a working day or a rest day, with the ground for it.

    ``working`` None: the day follows its notice again. ``after_event``: as of ``LoadedNotice``.
    """

    day: date
    working: bool | None
    name: str
    why: str | None = None
    actor: str = SYSTEM_ACTOR
    changed_at: datetime | None = None
    after_event: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarCheck:
    """That a second person compared the days of a year with what was published."""

    year: int
    checked_at: datetime
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a change touched, so that open screens reload just that."""

    requests: frozenset[str] = field(default_factory=frozenset)
    letters: frozenset[str] = field(default_factory=frozenset)
    drafts: bool = False
    calendar: bool = False
    settings: bool = False
    wording: bool = False
    catalogue: bool = False
    complaints: bool = False
