"""What screens show of requests and their limits, as frozen records without Qt.

Days are ``datetime.date``; "days left" and "used" are always working days. Names are masked (张**, 138****0007) unless
a use case was asked to reveal them. Texts are Chinese and ready to be shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db.records import Json, Letter
from desktop.casework.sending.delivery_views import DeliveryRow
from resources.vocabulary import (
    ApplicantKind,
    Band,
    Channel,
    EventKind,
    LetterKind,
    Matter,
    Outcome,
    State,
    WayOfService,
)


class SegmentKind(StrEnum):
    """A part of a limit bar."""

    USED = "used"
    STOPPED = "stopped"
    LEFT = "left"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class BarSegment:
    """``days`` working days of one kind, in the order in which they lie."""

    kind: SegmentKind
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitBar:
    """The small bar of a list: ``used`` of ``total`` counted working days (stopped days are in ``segments`` only)."""

    segments: tuple[BarSegment, ...]
    used: int
    total: int

    @property
    def label(self) -> str:
        """``15/20``."""
        return f"{self.used}/{self.total}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """One open request in a list.

    ``due_on``: our limit, or the other side's limit while we wait; None when it cannot be told. ``days_left``: working
    days to ``due_on``, negative when overdue. ``badge``: the words beside the shape (余 5 天, 已逾期 2 天, 申请人补正).
    ``department_note``: until when the department is to answer, or that it did. ``duty``: what else than the reply the
    row is about; a request may have several rows.
    """

    number: str
    applicant: str
    applicant_kind: ApplicantKind
    channel: Channel
    content: str
    department: str
    state: State
    band: Band
    badge: str
    due_on: date | None
    days_left: int | None
    waits_for: str | None
    bar: LimitBar | None
    registered_on: date
    outcome: Outcome | None
    matter: Matter = Matter.DISCLOSURE
    department_note: str = ""
    duty: str = ""

    @property
    def key(self) -> str:
        """What tells the row from the others of its list."""
        return f"{self.number} {self.duty}".rstrip()


class TodayGroup(StrEnum):
    """The six count buttons of the day, in order."""

    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    SOON = "soon"
    AWAITING_CORRECTION = "awaiting_correction"
    CONSULTING = "consulting"
    AWAITING_SERVICE = "awaiting_service"


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayCount:
    """One count button: figure, words and the note below. ``keys``: of the rows that are counted."""

    group: TodayGroup
    label: str
    note: str
    keys: tuple[str, ...]

    @property
    def figure(self) -> int:
        """How many rows are in the group."""
        return len(self.keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayView:
    """The screen 今日: ``ours`` waits for us, ``others`` for someone else; most urgent first.

    ``reminders``: what the calendar needs (next year's notice, a check by a second person), a sentence each.
    """

    today: date
    day_kind: str
    headline: str
    counts: tuple[TodayCount, ...]
    ours: tuple[WorkRow, ...]
    others: tuple[WorkRow, ...]
    reminders: tuple[str, ...] = ()

    def rows_of(self, group: TodayGroup) -> tuple[WorkRow, ...]:
        """The rows behind a count button."""
        wanted = frozenset(next(count.keys for count in self.counts if count.group is group))
        return tuple(row for row in (*self.ours, *self.others) if row.key in wanted)


class CellKind(StrEnum):
    """What a working day of the request's limit is."""

    USED = "used"
    STOPPED = "stopped"
    LEFT = "left"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitCell:
    """One working day of the limit. ``text``: its number or 停; ``caption`` stands below (9月9日, 9月17日停)."""

    day: date
    kind: CellKind
    text: str
    is_today: bool = False
    is_last: bool = False
    is_target: bool = False
    caption: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitView:
    """The limit card of a request page. ``sentence`` says why there is no day (waiting, calendar missing).

    ``cautious``: an earlier limit by which it may be judged, and why. ``provisional``: that the next year's notice may
    still move it. ``settled``: that days of a finished request were changed since, which does not move it. ``printed``:
    that the last letter which names the limit prints another day than the calendar gives by now. ``appointment``: when
    the information will be provided.
    """

    band: Band
    badge: str
    used: int
    stopped: int
    left: int | None
    due_on: date | None
    internal_target: date | None
    cells: tuple[LimitCell, ...]
    sentence: str | None
    printed: str | None = None
    cautious: str | None = None
    provisional: str | None = None
    settled: str | None = None
    appointment: str | None = None


class ChipKind(StrEnum):
    """What a chip of the timeline opens: a letter, one file, or the list of all files (``Requests.attachments``)."""

    LETTER = "letter"
    ATTACHMENT = "attachment"
    ATTACHMENTS = "attachments"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """Letters or files at the right of an event. ``target``: letter id, sha256 of the one file, or request number."""

    kind: ChipKind
    label: str
    target: str
    has_file: bool


class Mark(StrEnum):
    """The mark of a timeline item."""

    RING = "ring"
    DISC = "disc"
    STANDSTILL = "standstill"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineItem:
    """One event. ``place``: its place in the request's list (from 0). ``struck``: the old value of an amended field."""

    place: int
    on: date
    kind: EventKind
    name: str
    facts: str
    mark: Mark
    chips: tuple[Chip, ...] = ()
    struck: str | None = None
    note: str | None = None
    fault: str | None = None


class FieldType(StrEnum):
    """How a fact is asked for; the codes of ``shouban letter --json``, and people, whom no letter asks for."""

    TEXT = "text"
    TEXTS = "texts"
    DATE = "date"
    NUMBER = "number"
    CHOICE = "choice"
    YES_NO = "yes_no"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceView:
    """One possible value of a choice."""

    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepField:
    """A fact that recording a step asks for."""

    name: str
    label: str
    type: FieldType
    required: bool
    default: Json = None
    choices: tuple[ChoiceView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A next step, in the order in which it is shown.

    ``letter``: the step writes this letter (``Letters.begin``); None and ``outcomes`` empty: it is recorded with
    ``fields`` (``Steps.record``). ``outcomes``: the results that a reply may have now, each with ``outcome.letter``;
    ``closed_outcomes``: the others with the reason. ``letters``: the step writes one of these, to be chosen.
    ``effect``: one line with limit or effect; ``reason``: why the step is closed.
    """

    kind: EventKind
    name: str
    open: bool
    effect: str
    reason: str | None = None
    recommended: bool = False
    letter: LetterKind | None = None
    outcomes: tuple[Outcome, ...] = ()
    closed_outcomes: tuple[tuple[Outcome, str], ...] = ()
    letters: tuple[LetterKind, ...] = ()
    fields: tuple[StepField, ...] = ()

    @property
    def writes_letter(self) -> bool:
        """Whether the step opens the letters screen."""
        return self.letter is not None or bool(self.outcomes) or bool(self.letters)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    """The page of one request; ``timeline`` newest first.

    ``sent``: how the letter that ended it went out, None while it waits for its (next) service; ``way``: how it is
    likely to go out. ``unsent``: the notice that is to be sent next; ``unsent_before``: how it
    went out before it came back.
    """

    number: str
    state: State
    channel: Channel
    applicant: str
    applicant_kind: ApplicantKind
    department: str | None
    content: str
    subtitle: str
    limit: LimitView
    timeline: tuple[TimelineItem, ...]
    timeline_note: str
    steps: tuple[StepView, ...]
    faults: tuple[str, ...]
    sent: DeliveryRow | None = None
    unsent: Letter | None = None
    unsent_before: tuple[DeliveryRow, ...] = ()
    way: WayOfService = WayOfService.POST

    @property
    def open_steps(self) -> tuple[StepView, ...]:
        """Steps that may be taken now."""
        return tuple(step for step in self.steps if step.open)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentView:
    """A file of a request. ``size``: its bytes in the store, None where they are not there."""

    name: str
    media_type: str
    pages: int | None
    sha256: str
    size: int | None

    @property
    def has_file(self) -> bool:
        """Whether its bytes are in the store."""
        return self.size is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityView:
    """The applicant in full; asking for it is logged by the screen that shows it."""

    name: str
    id_type: str
    id_number: str
    contact: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A composed paper: the bytes that are shown and printed."""

    pdf: bytes
    pages: int
    name: str
