"""Every limit of a request, computed from its events: the one place where days of a request are counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from db.records import Dispute, Event, Json
from desktop.rules.clock import Clock
from desktop.rules.consultations import Consultation
from desktop.rules.course import Course
from desktop.rules.editions import Edition
from desktop.rules.effects import cautious_course
from desktop.rules.faults import Fault
from desktop.rules.proof import DayCount, prove
from desktop.rules.remedies import answer_due, remedy_clause, review_due, suit_after_review_due, suit_due
from desktop.rules.settling import settled
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.vocabulary import Channel, DisputeKind, Remedy

INTERNAL_MARGIN = 3
"""Working days by which the internal target lies before the limit (law: 1.4.2): in time however days are counted.

An office may set its own.
"""

Told = TypeVar("Told")


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeLimits:
    """``answer_due``: our answer to the review body or court. ``suit_due``: the applicant's suit after a review."""

    id: str
    answer_due: date | None
    suit_due: date | None

    def as_json(self) -> dict[str, Json]:
        """``{"id", "answer_due", "suit_due"}``."""
        return {"id": self.id, "answer_due": _iso(self.answer_due), "suit_due": _iso(self.suit_due)}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimits:
    """All limits of a request; None where there is none, or where a calendar year is missing.

    The fields up to ``error`` are those of the document ``shouban deadlines ID --json`` (see ``as_json``).
    ``reply_due`` is None while a correction or payment is outstanding. ``proof_end``: the last day of its proof.
    ``internal_target``: some working days before it. ``provisional``: it lies in a December that the next year's
    notice may still change. ``course``: what the events say, read once.
    ``calendar``: the one by which the request's own limits are reckoned, for a finished one that of its end
    (``desktop.rules.settling``); remedies and disputes, which still run, follow the one in force. ``first_calendar``:
    that of a first result which a decision left behind.
    """

    edition: Edition
    receipt: date | None
    receipt_provisional: bool
    clock_start: date | None
    correction_notice_due: date | None
    correction_notice_late: bool
    correction_due: date | None
    close_from: date | None
    consult_due: tuple[date | None, ...]
    excluded_working_days: int
    extension_notice_due: date | None
    fee_notice_due: date | None
    fee_due: date | None
    reply_due: date | None
    cautious_reply_due: date | None
    completed: date | None
    on_time: bool | None
    review_due: date | None
    suit_due: date | None
    disputes: tuple[DisputeLimits, ...]
    faults: tuple[Fault, ...]
    error: str | None
    proof_end: date | None
    internal_target: date | None
    provisional: bool
    missing: CalendarMissing | None
    course: Course
    calendar: WorkingCalendar = field(repr=False, compare=False)
    first_calendar: WorkingCalendar = field(repr=False, compare=False)

    @property
    def days(self) -> tuple[DayCount, ...]:
        """The proof of ``reply_due``, counted anew each time: lists of many requests do without it."""
        return prove(self.course.clock, self.edition, self.calendar, self.proof_end)

    def as_json(self, id: str, lang: str = "zh") -> dict[str, Json]:
        """The document of the request ``id``: keys, order and types as published. ``lang``: of faults and days."""
        return {
            "id": id,
            "edition": self.edition.code,
            "receipt": _iso(self.receipt),
            "receipt_provisional": self.receipt_provisional,
            "clock_start": _iso(self.clock_start),
            "correction_notice_due": _iso(self.correction_notice_due),
            "correction_notice_late": self.correction_notice_late,
            "correction_due": _iso(self.correction_due),
            "close_from": _iso(self.close_from),
            "consult_due": [_iso(due) for due in self.consult_due],
            "excluded_working_days": self.excluded_working_days,
            "extension_notice_due": _iso(self.extension_notice_due),
            "fee_notice_due": _iso(self.fee_notice_due),
            "fee_due": _iso(self.fee_due),
            "reply_due": _iso(self.reply_due),
            "cautious_reply_due": _iso(self.cautious_reply_due),
            "completed": _iso(self.completed),
            "on_time": self.on_time,
            "review_due": _iso(self.review_due),
            "suit_due": _iso(self.suit_due),
            "disputes": [dispute.as_json() for dispute in self.disputes],
            "faults": [fault.as_json(lang) for fault in self.faults],
            "error": self.error,
            "days": [day.as_json(lang) for day in self.days],
        }


def time_limits(
    channel: Channel,
    events: Sequence[Event],
    calendar: WorkingCalendar,
    today: date | None = None,
    disputes: Sequence[Dispute] = (),
    *,
    internal_margin: int = INTERNAL_MARGIN,
) -> TimeLimits:
    """All limits of a request. ``calendar``: the one in force.

    ``today``: only events up to that day count; None: all.
    ``internal_margin``: working days by which the internal target lies before the limit.
    What came late or against a rule is in ``faults``, a missing calendar year in ``error``; neither raises.
    Raises ``ValueError`` only for events whose facts are malformed.
    """
    read = settled(channel, events, calendar, today)
    course, present, calendar = read.course, calendar, read.calendar
    reply_due, missing = _reply_due(course, calendar)
    end = _proof_end(course, reply_due, missing, calendar, today)
    completed = course.completed_on
    return TimeLimits(
        edition=course.edition,
        receipt=course.receipt.day,
        receipt_provisional=course.receipt.provisional,
        clock_start=None if course.clock is None else course.clock.start,
        correction_notice_due=_told(lambda: _correction_notice_due(course, calendar)),
        correction_notice_late=course.correction is not None and course.correction.late,
        correction_due=_told(lambda: course.correction_due(calendar)),
        close_from=_told(lambda: course.close_from(calendar)),
        consult_due=_consult_due(course, calendar),
        excluded_working_days=_excluded(course.clock, end, calendar),
        extension_notice_due=_told(lambda: _extension_notice_due(course, calendar)),
        fee_notice_due=_told(lambda: _fee_notice_due(course, calendar)),
        fee_due=_told(lambda: course.fee_due(calendar)),
        reply_due=reply_due,
        cautious_reply_due=_told(lambda: _cautious_reply_due(course, events, calendar, today)),
        completed=completed,
        on_time=None if completed is None or reply_due is None else completed <= reply_due,
        review_due=_told(lambda: _review_due(course, present)),
        suit_due=_told(lambda: _suit_due(course, present)),
        disputes=tuple(dispute_limits(dispute, present) for dispute in disputes),
        faults=course.faults,
        error=None if missing is None else missing.code,
        proof_end=end,
        internal_target=_told(lambda: reply_due and calendar.add(reply_due, -internal_margin)),
        provisional=reply_due is not None and calendar.is_provisional(reply_due),
        missing=missing,
        course=course,
        calendar=calendar,
        first_calendar=read.first_calendar,
    )


def used_days(limits: TimeLimits, today: date) -> int:
    """Working days used of the running limit up to and including ``today``, beyond the limit too (22 of 20).

    While an answer is outstanding, those before the notice; after the end, those up to it. Days of a calendar that is
    not loaded are not counted.
    """
    course = limits.course
    if course.clock is None:
        return 0
    ends = [day for day in (today, course.completed_on, course.waiting_since) if day is not None]
    through = limits.calendar.reach(course.clock.start, min(ends))
    return course.clock.days_counted(through, limits.calendar)


def _told(count: Callable[[], Told | None]) -> Told | None:
    """A limit as far as the loaded calendar tells it."""
    try:
        return count()
    except CalendarMissing:
        return None


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _reply_due(course: Course, calendar: WorkingCalendar) -> tuple[date | None, CalendarMissing | None]:
    if course.receipt.missing is not None and course.clock is None:
        return None, course.receipt.missing
    try:
        return course.reply_due(calendar), None
    except CalendarMissing as missing:
        return None, missing


def _proof_end(
    course: Course,
    reply_due: date | None,
    missing: CalendarMissing | None,
    calendar: WorkingCalendar,
    today: date | None,
) -> date | None:
    """The last day of the proof; without a limit, the last day about which something can be said."""
    clock = course.clock
    if clock is None:
        return None
    if missing is not None:
        return calendar.reach(clock.start, date(missing.year, 1, 1))
    if reply_due is not None:
        return calendar.reach(clock.start, reply_due)
    if course.waiting_since is not None:
        return calendar.reach(clock.start, course.waiting_since)
    # A standstill without end: it lasts at least until today.
    sent = max(standstill.after for standstill in clock.standstills)
    return calendar.reach(clock.start, course.completed_on or today or sent)


def _excluded(clock: Clock | None, end: date | None, calendar: WorkingCalendar) -> int:
    if clock is None or end is None:
        return 0
    return clock.days_stopped(end, calendar)


def _correction_notice_due(course: Course, calendar: WorkingCalendar) -> date | None:
    days = course.edition.correction_notice_days
    if course.receipt.day is None or days is None:
        return None
    return calendar.add(course.receipt.day, days)


def _consult_due(course: Course, calendar: WorkingCalendar) -> tuple[date | None, ...]:
    """The limits of the parties asked, in the order of asking; none where the edition sets none."""
    if course.edition.consultation_days is None:
        return ()

    def due(consultation: Consultation) -> date | None:
        return _told(lambda: consultation.due(course.edition, calendar))

    return tuple(due(consultation) for consultation in course.consultations)


def _extension_notice_due(course: Course, calendar: WorkingCalendar) -> date | None:
    if course.clock is None or course.outstanding:
        return None
    return course.clock.due_without_extension(calendar)


def _fee_notice_due(course: Course, calendar: WorkingCalendar) -> date | None:
    if not course.edition.knows_fee:
        return None
    if course.fee is None:
        return course.reply_due(calendar)
    return None if course.fee.clock is None else course.fee.clock.due(calendar)


def _cautious_reply_due(
    course: Course, events: Sequence[Event], calendar: WorkingCalendar, today: date | None
) -> date | None:
    cautious = cautious_course(events, calendar, today, course)
    if cautious is None or cautious.clock is None or course.clock is None:
        return None
    if cautious.clock.start == course.clock.start and not course.outstanding:
        return None
    return cautious.reply_due(calendar)


def _review_due(course: Course, calendar: WorkingCalendar) -> date | None:
    if course.ending is None or course.signed_on is None:
        return None
    clause = remedy_clause(course.ending.outcome, course.ending.on)
    return None if clause.remedy is Remedy.NONE else review_due(course.signed_on, calendar)


def _suit_due(course: Course, calendar: WorkingCalendar) -> date | None:
    if course.ending is None or course.signed_on is None:
        return None
    clause = remedy_clause(course.ending.outcome, course.ending.on)
    return None if clause.suit_months is None else suit_due(course.signed_on, clause.suit_months, calendar)


def dispute_limits(dispute: Dispute, calendar: WorkingCalendar) -> DisputeLimits:
    """The limits of a review or suit; None where there is none or a calendar year is missing."""
    served = dispute.decision_served_on if dispute.kind is DisputeKind.REVIEW else None
    return DisputeLimits(
        id=dispute.id,
        answer_due=_told(lambda: answer_due(dispute, calendar)),
        suit_due=_told(lambda: None if served is None else suit_after_review_due(served, calendar)),
    )
