"""Every limit of a request, computed from its events: the one place where days of a request are counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.records import Dispute, Event, Json
from desktop.rules.course import Course
from desktop.rules.editions import Edition
from desktop.rules.faults import Fault
from desktop.rules.proof import DayCount
from desktop.rules.working_days import WorkingCalendar
from resources.vocabulary import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeLimits:
    """``answer_due``: our answer to the review body or court. ``suit_due``: the applicant's suit after a review."""

    id: str
    answer_due: date | None
    suit_due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimits:
    """All limits of a request; None where there is none, or where a calendar year is missing.

    The fields up to ``days`` are those of the document ``shouban deadlines ID --json`` (see ``as_json``).
    ``reply_due`` is None while a correction or payment is outstanding. ``days``: the proof of ``reply_due``.
    ``internal_target``: three working days before it. ``provisional``: it lies in a December that the next year's
    notice may still change. ``course``: what the events say, read once.
    """

    edition: Edition | None
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
    days: tuple[DayCount, ...]
    internal_target: date | None
    provisional: bool
    course: Course

    def as_json(self, id: str, lang: str = "zh") -> dict[str, Json]:
        """The document of exchange.md for the request ``id``: same keys, order and types."""
        raise NotImplementedError


def time_limits(
    channel: Channel,
    events: Sequence[Event],
    calendar: WorkingCalendar,
    today: date | None = None,
    disputes: Sequence[Dispute] = (),
    *,
    with_days: bool = True,
) -> TimeLimits:
    """All limits of a request.

    ``today``: only events up to that day count; None: all. ``with_days`` False leaves out the proof (faster).
    Never raises for odd facts: what came late or against a rule is in ``faults``, a missing year in ``error``.
    """
    raise NotImplementedError


def used_days(limits: TimeLimits, today: date, calendar: WorkingCalendar) -> int:
    """Working days used of the running limit up to and including ``today``, beyond the limit too (22 of 20)."""
    raise NotImplementedError
