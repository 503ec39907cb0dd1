"""The steps of a request that a supervisors' summary counts, each on its day with amendments folded in.

A voided registration and a record correction (条例 41) count nowhere, nor do their steps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from db.records import CountedStep, Request
from desktop.rules.appointments import appointment_in
from desktop.rules.consultations import Consultation
from desktop.rules.counting import counted_due
from desktop.rules.course import Course
from desktop.rules.history import Placed, history
from desktop.rules.payment import fen
from desktop.rules.sendings import service_day
from desktop.rules.timeline import TimeLimits
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.vocabulary import ENDINGS, EventKind, Matter, Party

ON_THE_SPOT = "on_the_spot"
"""Detail of a reply given while the applicant stood at the counter (条例 33(1))."""

SECOND = "second"
"""Detail of an ending after an ending: a damaged record, which stands in two cells."""

APPOINTMENT = "appointment"
"""Detail of an appointment to provide information that stands open."""

TO_INQUIRY, TO_LETTER = "inquiry", "letter"
"""Details of a return: of an inquiry to another, or of a letter to the applicant."""

_WRITTEN_ANEW = frozenset(
    {
        EventKind.CORRECTION_REQUESTED,
        EventKind.CORRECTION_LAPSED,
        EventKind.EXTENDED,
        EventKind.FEE_NOTICED,
        EventKind.FEE_LAPSED,
    }
)
"""Steps that count nothing while their letter is void: the one that is written anew counts."""


def counted_steps(request: Request, limits: TimeLimits, until: date | None = None) -> tuple[CountedStep, ...]:
    """What summaries count besides the result, up to ``until``. Raises ``ValueError`` for malformed facts."""
    course = limits.course
    if course.voided or request.matter is not Matter.DISCLOSURE:
        return ()
    if not any(event.kind in _COUNTED for event in request.events):
        return ()
    found, ended, told = [], False, history(request.events, until)
    void = {each.event.letter for each in told if each.kind is EventKind.LETTER_VOIDED} - {None}
    for placed in told:
        step = _STEPS.get(placed.kind, _nothing)(placed, course, limits.calendar)
        if placed.kind in ENDINGS:
            if ended:
                step = CountedStep(place=placed.place, kind=placed.kind, on=placed.on, detail=SECOND)
            ended = True
        elif placed.kind is EventKind.REOPENED:
            ended = False
        if step is not None and not (placed.kind in _WRITTEN_ANEW and placed.event.letter in void):
            found.append(step)
    found = _due_once(found)
    more = (*_appointment(told, found), *_first_limit(told, limits))
    return tuple(sorted((*found, *more), key=lambda step: step.place))


def _first_limit(told: Sequence[Placed], limits: TimeLimits) -> tuple[CountedStep, ...]:
    """A reopening with the limit of the result that counts: the table of late ones lists the request by it."""
    due = None if limits.course.first_result is None else counted_due(limits)
    again = next((each for each in told if each.kind is EventKind.REOPENED and each.event.day("received_on")), None)
    if due is None or again is None:
        return ()
    return (CountedStep(place=again.place, kind=again.kind, on=again.on, detail=due.isoformat()),)


def _due_once(steps: Sequence[CountedStep]) -> list[CountedStep]:
    """A fee notice that another one replaces before payment is due no more: the applicant pays by the last one."""
    due: list[CountedStep] = []
    replaced = False
    for step in reversed(steps):
        if step.kind is EventKind.FEE_NOTICED:
            due.append(replace(step, fen=None) if replaced else step)
            replaced = True
        else:
            due.append(step)
            replaced = replaced and step.kind not in _SETTLES_FEE
    return due[::-1]


_SETTLES_FEE = frozenset({EventKind.FEE_PAID, EventKind.FEE_LAPSED})


def _appointment(told: Sequence[Placed], found: Sequence[CountedStep]) -> tuple[CountedStep, ...]:
    """The appointment that stands open, on the day agreed: lists of the day find it so."""
    appointment = appointment_in(told)
    if appointment is None or appointment.kept or appointment.place in {step.place for step in found}:
        return ()
    step = CountedStep(place=appointment.place, kind=EventKind.NOTED, on=appointment.on, detail=APPOINTMENT)
    return (step,)


def _nothing(placed: Placed, course: Course, calendar: WorkingCalendar) -> CountedStep | None:
    return None


def _plain(placed: Placed, course: Course, calendar: WorkingCalendar) -> CountedStep:
    return CountedStep(place=placed.place, kind=placed.kind, on=placed.on)


def _correction_requested(placed: Placed, course: Course, calendar: WorkingCalendar) -> CountedStep:
    """条例 30: within seven working days; a second notice has no limit that it could keep."""
    notice = course.correction
    late = notice.late if notice is not None and notice.place == placed.place else None
    return CountedStep(place=placed.place, kind=placed.kind, on=placed.on, late=late)


def _consulted(placed: Placed, course: Course, calendar: WorkingCalendar) -> CountedStep | None:
    """Nobody awaits an answer any more once the request has ended; by a void inquiry nobody was asked."""
    inquiry = next(one for one in course.consultations if one.place == placed.place)
    if inquiry.void:
        return None
    ends = [day for day in (inquiry.ended_on, course.completed_on) if day is not None]
    return CountedStep(
        place=placed.place,
        kind=placed.kind,
        on=placed.on,
        detail=inquiry.party,
        due_on=_limit(inquiry, course, calendar),
        ended_on=min(ends, default=None),
    )


def _limit(inquiry: Consultation, course: Course, calendar: WorkingCalendar) -> date:
    """The last day for the answer; the end of time where no limit is set (条例 492号) or known."""
    try:
        return inquiry.due(course.edition, calendar) or date.max
    except CalendarMissing:
        return date.max


def _opinion_received(placed: Placed, course: Course, calendar: WorkingCalendar) -> CountedStep:
    ref = placed.event.text("ref")
    party = next((one.party for one in course.consultations if one.ref == ref), Party.THIRD_PARTY)
    return CountedStep(place=placed.place, kind=placed.kind, on=placed.on, detail=party)


def _returned(placed: Placed, course: Course, calendar: WorkingCalendar) -> CountedStep | None:
    event = placed.event
    if event.text("ref") in {one.ref for one in course.consultations if one.void}:
        return None
    letters = {one.letter for one in course.consultations if one.letter is not None}
    detail = TO_INQUIRY if event.text("ref") is not None or event.letter in letters else TO_LETTER
    return CountedStep(place=placed.place, kind=placed.kind, on=placed.on, detail=detail)


def _served(placed: Placed, course: Course, calendar: WorkingCalendar) -> CountedStep:
    event = placed.event
    way = event.text("way")
    on = service_day(way, placed.on, event.day("posted_on"), event.day("signed_on"))
    return CountedStep(place=placed.place, kind=placed.kind, on=on, detail=way)


def _money(placed: Placed, course: Course, calendar: WorkingCalendar) -> CountedStep:
    return CountedStep(place=placed.place, kind=placed.kind, on=placed.on, fen=fen(placed.event.text("amount")))


def _replied(placed: Placed, course: Course, calendar: WorkingCalendar) -> CountedStep | None:
    if not placed.event.facts.get(ON_THE_SPOT):
        return None
    return CountedStep(place=placed.place, kind=placed.kind, on=placed.on, detail=ON_THE_SPOT)


_STEPS: Mapping[EventKind, Callable[[Placed, Course, WorkingCalendar], CountedStep | None]] = MappingProxyType(
    {
        EventKind.CORRECTION_REQUESTED: _correction_requested,
        EventKind.CORRECTED: _plain,
        EventKind.CORRECTION_LAPSED: _plain,
        EventKind.CONSULTED: _consulted,
        EventKind.OPINION_RECEIVED: _opinion_received,
        EventKind.EXTENDED: _plain,
        EventKind.FEE_NOTICED: _money,
        EventKind.FEE_PAID: _money,
        EventKind.FEE_LAPSED: _plain,
        EventKind.SERVED: _served,
        EventKind.RETURNED: _returned,
        EventKind.REPLIED: _replied,
    }
)
_COUNTED = frozenset(ENDINGS) | _STEPS.keys()
"""A request to which nothing of the kind happened has no steps."""
