"""Where a request stands today: state, band, working days left, and whether it waits for us."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from db.records import Projection
from desktop.rules import waiting as waits
from desktop.rules.timeline import TimeLimits
from desktop.rules.waiting import waiting
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.vocabulary import Band, Party, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Up to how many working days left a limit is red or amber."""

    red: int = 3
    amber: int = 5


DEFAULT_THRESHOLDS = Thresholds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a request stands.

    ``due_on``: our limit, or ``correction_due``/``fee_due`` while that is outstanding. ``working_days_left``: to
    ``due_on``, negative when overdue, None without a day. ``waits_for``: as in ``Projection``, None again once the
    other side's limit (``waits_until``) has passed. ``ours``: something is to be done here.
    """

    state: State
    band: Band
    due_on: date | None
    working_days_left: int | None
    waits_for: str | None
    waits_until: date | None
    ours: bool

    @property
    def lapsed(self) -> bool:
        """Whether the applicant let a correction or payment lapse, and the lapse is to be recorded (条例 30)."""
        return self.ours and self.state in (State.AWAITING_CORRECTION, State.AWAITING_PAYMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is known of a request whatever day it is."""

    due_on: date | None
    waits_for: str | None
    waits_until: date | None
    close_from: date | None
    ended: bool
    voided: bool
    error: str | None


def standing(
    limits: TimeLimits, today: date, calendar: WorkingCalendar, thresholds: Thresholds = DEFAULT_THRESHOLDS
) -> Standing:
    """Where a request stands on ``today`` by its limits."""
    waited = waiting(limits)
    known = _Known(
        due_on=limits.reply_due,
        waits_for=waited.waits_for,
        waits_until=waited.until,
        close_from=limits.close_from,
        ended=limits.course.ending is not None,
        voided=limits.course.voided,
        error=limits.error,
    )
    return _stand(known, today, calendar, thresholds)


def projected_standing(
    projection: Projection, today: date, calendar: WorkingCalendar, thresholds: Thresholds = DEFAULT_THRESHOLDS
) -> Standing:
    """Where a request stands on ``today`` by what is stored beside it: the same, without reading its events."""
    known = _Known(
        due_on=projection.due_on,
        waits_for=projection.waits_for,
        waits_until=projection.waits_until,
        close_from=projection.close_from,
        ended=projection.completed_on is not None,
        voided=projection.voided,
        error=projection.error,
    )
    return _stand(known, today, calendar, thresholds)


_STATES: Mapping[str | None, State] = MappingProxyType(
    {
        waits.CONFIRMATION: State.AWAITING_CONFIRMATION,
        waits.CORRECTION: State.AWAITING_CORRECTION,
        waits.PAYMENT: State.AWAITING_PAYMENT,
        waits.REASONS: State.AWAITING_REASONS,
        waits.REVIEW: State.IN_REVIEW,
        waits.SERVICE: State.AWAITING_SERVICE,
        waits.RETURNED: State.AWAITING_SERVICE,
        waits.AGAIN: State.OPEN,
        **dict.fromkeys((party.value for party in Party), State.CONSULTING),
        None: State.OPEN,
    }
)


def _stand(known: _Known, today: date, calendar: WorkingCalendar, thresholds: Thresholds) -> Standing:
    if known.voided or (known.ended and known.waits_for is None):
        return _done(State.VOIDED if known.voided else State.FINISHED, known)
    if known.waits_for in (waits.CORRECTION, waits.PAYMENT):
        return _waits_for_applicant(known, today, calendar)
    if known.waits_for == waits.RETURNED:
        return _sent_back()
    state = _STATES[known.waits_for]
    if state is State.CONSULTING and (known.waits_until is None or today <= known.waits_until):
        return _stands_still(known, today, calendar)
    if state is State.AWAITING_CONFIRMATION and known.due_on is None and known.error is None:
        return _unconfirmed(known)
    left = _days_left(known.due_on, today, calendar)
    return Standing(
        state=State.OPEN if state is State.CONSULTING else state,
        band=_band(known, left, today, thresholds),
        due_on=known.due_on,
        working_days_left=left,
        waits_for=None if state in (State.CONSULTING, State.OPEN) else known.waits_for,
        waits_until=None if state is State.CONSULTING else known.waits_until,
        ours=True,
    )


def _done(state: State, known: _Known) -> Standing:
    return Standing(
        state=state,
        band=Band.DONE,
        due_on=known.due_on,
        working_days_left=None,
        waits_for=None,
        waits_until=None,
        ours=False,
    )


def _waits_for_applicant(known: _Known, today: date, calendar: WorkingCalendar) -> Standing:
    """A correction or payment is outstanding; from the day after its limit the lapse is ours to record."""
    lapsed = known.close_from is not None and today >= known.close_from
    return Standing(
        state=_STATES[known.waits_for],
        band=Band.RED if lapsed else Band.WAITING,
        due_on=known.waits_until,
        working_days_left=_days_left(known.waits_until, today, calendar),
        waits_for=None if lapsed else known.waits_for,
        waits_until=known.waits_until,
        ours=lapsed,
    )


def _stands_still(known: _Known, today: date, calendar: WorkingCalendar) -> Standing:
    return Standing(
        state=State.CONSULTING,
        band=Band.WAITING,
        due_on=known.due_on,
        working_days_left=_days_left(known.due_on, today, calendar),
        waits_for=known.waits_for,
        waits_until=known.waits_until,
        ours=False,
    )


def _sent_back() -> Standing:
    """A reply that came back is to be sent again; no limit of ours runs (国办公开办函〔2016〕235号 四)."""
    return Standing(
        state=State.AWAITING_SERVICE,
        band=Band.GREEN,
        due_on=None,
        working_days_left=None,
        waits_for=waits.RETURNED,
        waits_until=None,
        ours=True,
    )


def _unconfirmed(known: _Known) -> Standing:
    """An ordinary letter before confirmation: nothing runs, but reaching the applicant is ours (条例 31(二))."""
    return Standing(
        state=State.AWAITING_CONFIRMATION,
        band=Band.WAITING,
        due_on=None,
        working_days_left=None,
        waits_for=known.waits_for,
        waits_until=None,
        ours=True,
    )


def _days_left(due_on: date | None, today: date, calendar: WorkingCalendar) -> int | None:
    if due_on is None:
        return None
    try:
        return calendar.count(today, due_on) if today <= due_on else -calendar.count(due_on, today)
    except CalendarMissing:
        return None


def band_of(due_on: date | None, today: date, calendar: WorkingCalendar, thresholds: Thresholds) -> Band:
    """The band of a limit of ours that is no reply limit; unknown where its day cannot be told."""
    if due_on is None:
        return Band.UNKNOWN
    return _band_by_days(due_on, _days_left(due_on, today, calendar), today, thresholds)


def _band(known: _Known, left: int | None, today: date, thresholds: Thresholds) -> Band:
    if known.due_on is None:
        return Band.UNKNOWN if known.error is not None else Band.GREEN
    return _band_by_days(known.due_on, left, today, thresholds)


def _band_by_days(due_on: date, left: int | None, today: date, thresholds: Thresholds) -> Band:
    if today > due_on:
        return Band.OVERDUE
    if today == due_on:
        return Band.DUE_TODAY
    if left is None:
        return Band.UNKNOWN
    if left <= thresholds.red:
        return Band.RED
    return Band.AMBER if left <= thresholds.amber else Band.GREEN
