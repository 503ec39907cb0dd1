"""The state in which the events of a request leave it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.rules.clock import Clock
from desktop.rules.consultations import Consultation
from desktop.rules.editions import Edition
from desktop.rules.faults import Fault
from desktop.rules.receipt import Receipt
from desktop.rules.unsent import UnsentNotice
from desktop.rules.working_days import WorkingCalendar
from resources.vocabulary import EventKind, Outcome, Party

DEFAULT_CORRECTION_DAYS = 10
"""Working days to correct a request where the notice names none (条例 30: 合理的补正期限)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNotice:
    """The notice that asked for a correction. ``allowed_days``: working days from its service.

    ``void``: its letter was voided; it is to be written anew.
    """

    place: int
    on: date
    served_on: date | None
    allowed_days: int
    late: bool
    letter: str | None
    void: bool = False

    def due(self, calendar: WorkingCalendar) -> date:
        """The last day for the applicant's correction. Raises ``CalendarMissing``."""
        return calendar.add(self.served_on or self.on, self.allowed_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeNotice:
    """The notice that asked for a fee. ``clock``: the one that ran before it, None while none ran.

    ``fen``: how much, None where it is not told.
    ``void``: its letter was voided; it is to be written anew.
    """

    place: int
    on: date
    received_on: date | None
    clock: Clock | None
    letter: str | None
    fen: int | None = None
    void: bool = False

    def due(self, fee_days: int, calendar: WorkingCalendar) -> date:
        """The last day for payment (国办函〔2020〕109号 6). Raises ``CalendarMissing``."""
        return calendar.add(self.received_on or self.on, fee_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a request ended. ``letter``: id of the reply; ``outcome``: also that of a lapse or withdrawal."""

    place: int
    kind: EventKind
    on: date
    outcome: Outcome
    letter: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Service of the reply. ``sent_on``: the day that decides about time (国办公开办函〔2016〕235号 四).

    ``signed_on``: the applicant has it, remedies run from here; None while that is not known.
    """

    place: int
    sent_on: date
    signed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """The department that works on the request. ``due_on``: the inner limit; ``answered_on``: it gave its answer.

    ``reminded_on``: the last reminder (催办).
    """

    to: str
    on: date
    due_on: date | None
    answered_on: date | None = None
    reminded_on: date | None = None

    @property
    def answered(self) -> bool:
        """Whether it gave its answer."""
        return self.answered_on is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstResult:
    """How a request ended before a decision of review or court had it taken up again.

    It counts in the tables of its year; the new reply of the same request counts nowhere a second time
    (docs/law-choices.md). ``clock``: the one that ran to its end, None while none ran. ``over_since``: place of the
    event with which the request was finished.
    """

    over_since: int
    ending: Ending
    completed_on: date
    clock: Clock | None
    extended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What the events say. Places are places in the request's list of events.

    ``clock``: the one that runs, or that ran before the outstanding answer; None without a receipt day. ``extension``:
    place of the extension in force. ``waiting_since``: day of the notice whose answer is outstanding.
    ``reply_returned``: the served reply came back undelivered. ``third_party_objected``: a third party does not agree
    to the disclosure, in whole or in part; ``third_party_told_on``: it was told of the decision to disclose (条例 32).
    ``contact_attempts``: the days of vain attempts to reach the applicant.
    ``taken_up_on``: the day on which a decision arrived that had the request taken up again.
    ``over_since``: place of the event after which nothing was left to do for the first time, None before it; a reply
    that comes back changes nothing of it. ``unsent``: the notices on which the open request rests although no sending
    of theirs is recorded.
    """

    edition: Edition
    receipt: Receipt
    clock: Clock | None
    extension: int | None
    correction: CorrectionNotice | None
    correction_open: bool
    corrected_on: date | None
    fee: FeeNotice | None
    fee_open: bool
    waiting_since: date | None
    consultations: tuple[Consultation, ...]
    contact_attempts: tuple[date, ...]
    reasons_requested_on: date | None
    reasons_open: bool
    in_review: bool
    third_party_objected: bool
    third_party_told_on: date | None
    hand_over: HandOver | None
    ending: Ending | None
    services: tuple[Service, ...]
    reply_returned: bool
    reopened: bool
    taken_up_on: date | None
    first_result: FirstResult | None
    closed: bool
    archived: bool
    voided: bool
    over_since: int | None
    unsent: tuple[UnsentNotice, ...]
    faults: tuple[Fault, ...]

    @property
    def third_parties(self) -> tuple[Consultation, ...]:
        """The inquiries by which third parties were asked, in the order of asking (条例 32)."""
        return tuple(one for one in self.consultations if one.party is Party.THIRD_PARTY and not one.void)

    @property
    def reasons_requested(self) -> bool:
        """Whether the applicant was asked for his reasons (条例 35)."""
        return self.reasons_requested_on is not None

    @property
    def outstanding(self) -> bool:
        """Whether a correction or a payment is outstanding; meanwhile no reply limit runs."""
        return self.correction_open or self.fee_open

    @property
    def completed_on(self) -> date | None:
        """The day that decides year and timeliness of the result, None before the end."""
        return None if self.ending is None else completion(self.ending, self.services)

    @property
    def signed_on(self) -> date | None:
        """The day on which the applicant received the reply, as far as it is known."""
        return next((service.signed_on for service in self.services if service.signed_on is not None), None)

    @property
    def finished(self) -> bool:
        """Whether nothing is left to do; a voided registration apart."""
        return finished(self.ending, self.services, reply_returned=self.reply_returned, closed=self.closed)

    def reply_due(self, calendar: WorkingCalendar) -> date | None:
        """The reply limit; None while an answer is outstanding or no clock runs. Raises ``CalendarMissing``."""
        if self.clock is None or self.outstanding:
            return None
        return self.clock.due(calendar)

    def correction_due(self, calendar: WorkingCalendar) -> date | None:
        """The applicant's limit for the correction, None without notice. Raises ``CalendarMissing``."""
        return None if self.correction is None else self.correction.due(calendar)

    def fee_due(self, calendar: WorkingCalendar) -> date | None:
        """The applicant's limit for payment, None without notice. Raises ``CalendarMissing``."""
        if self.fee is None or self.edition.fee_days is None:
            return None
        return self.fee.due(self.edition.fee_days, calendar)

    def close_from(self, calendar: WorkingCalendar) -> date | None:
        """The first day on which a lapse may be recorded: the working day after the limit that was missed.

        None while nothing is outstanding. Raises ``CalendarMissing``.
        """
        due = self.correction_due(calendar) if self.correction_open else None
        if due is None and self.fee_open:
            due = self.fee_due(calendar)
        return None if due is None else calendar.add(due, 1)


def finished(ending: Ending | None, services: Sequence[Service], *, reply_returned: bool, closed: bool) -> bool:
    """Whether nothing is left to do: ended, and a reply also sent (and not come back) or put away as closed."""
    if ending is None:
        return False
    return closed or (bool(services) and not reply_returned) or ending.kind is not EventKind.REPLIED


def completion(ending: Ending, services: Sequence[Service]) -> date:
    """The day that decides year and timeliness of a result: that of its service, a lapse's or withdrawal's own."""
    if ending.kind is EventKind.REPLIED and services:
        return services[0].sent_on
    return ending.on
