"""A request with everything that follows from its events today: what all screens, letters and commands start from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from db.records import Dispute, Request
from db.row_filters import RowFilter
from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.office.settings import LimitSettings, limit_settings
from desktop.casework.progress_reports import Report, unheard
from desktop.casework.requests.known_then import disputes_then
from desktop.rules import waiting as waits
from desktop.rules.particulars import as_of
from desktop.rules.standing import DEFAULT_THRESHOLDS, Standing, Thresholds, standing
from desktop.rules.timeline import TimeLimits, time_limits, used_days
from desktop.rules.working_days import WorkingCalendar
from resources.messages import ShoubanError
from resources.vocabulary import State


class RequestNotFound(ShoubanError):
    """The office has no request of that number, or had none yet on the day asked for."""

    key = "casework.request_not_found"

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


_REPORTED_EACH = 100


@dataclass(frozen=True, slots=True)
class Case:
    """A request, its limits and where it stands on ``today``; ``used`` working days are gone.

    ``calendar``: the one in force; a finished request's own limits follow ``limits.calendar``. ``as_of``: the earlier
    day that was asked about; ``thresholds``: those of the office's bands.
    """

    request: Request
    limits: TimeLimits
    standing: Standing
    used: int
    today: date
    calendar: WorkingCalendar
    disputes: tuple[Dispute, ...] = ()
    as_of: date | None = None
    thresholds: Thresholds = DEFAULT_THRESHOLDS

    @property
    def number(self) -> str:
        """The request's number."""
        return self.request.number

    @property
    def department(self) -> str | None:
        """Who works on it: the department it was last handed to."""
        hand_over = self.limits.course.hand_over
        return hand_over.to if hand_over else self.request.department

    @property
    def counted_through(self) -> date:
        """The last day that was used: today, or the completion; a reply that was never sent still uses days."""
        completed = self.limits.completed
        if completed is None or self.standing.waits_for == waits.SERVICE:
            return self.today
        return min(self.today, completed)

    @property
    def is_open(self) -> bool:
        """Whether anybody still has to do something."""
        return self.standing.state not in (State.FINISHED, State.VOIDED)


def case_of(context: Context, reading: Reading, request: Request, disputes: tuple[Dispute, ...] = ()) -> Case:
    """What follows from the events of ``request``."""
    return _case(context, context.calendar(reading), limit_settings(reading, request.office), request, disputes)


def _case(
    context: Context,
    calendar: WorkingCalendar,
    own: LimitSettings,
    request: Request,
    disputes: tuple[Dispute, ...] = (),
) -> Case:
    today = context.today()
    channel, until = as_of(request, context.as_of).channel, context.as_of
    limits = time_limits(channel, request.events, calendar, until, disputes, internal_margin=own.target_days)
    stands = standing(limits, today, calendar, own.thresholds)
    return Case(
        request=request,
        limits=limits,
        standing=stands,
        used=_used(limits, stands, today),
        today=today,
        calendar=calendar,
        disputes=disputes,
        as_of=context.as_of,
        thresholds=own.thresholds,
    )


def read_case(context: Context, reading: Reading, number: str) -> Case:
    """The request ``number`` with its disputes. Raises ``RequestNotFound``."""
    office = context.office_in(reading)
    if not office or not reading.request_exists(office, number):
        raise RequestNotFound(number)
    request = reading.request(office, number)
    if not arrived(context, request):
        raise RequestNotFound(number)
    disputes = disputes_then(reading.disputes_of(office, number), context.as_of)
    return case_of(context, reading, request, tuple(disputes))


def open_cases(context: Context, reading: Reading, report: Report = unheard) -> Iterator[Case]:
    """All requests that are not finished on the office's day."""
    # On an earlier day requests were open that are finished now.
    wanted = RowFilter(open=True) if context.as_of is None else RowFilter(voided=False)
    office, calendar = context.office_in(reading), context.calendar(reading)
    own = limit_settings(reading, office)
    total = reading.count_cells(office, wanted).get((), 0) if office else 0
    for done, request in enumerate(reading.requests(office, wanted) if office else ()):
        if done % _REPORTED_EACH == 0:
            report(done, total)
        if arrived(context, request):
            case = _case(context, calendar, own, request)
            if case.is_open:
                yield case


def most_urgent_cases(context: Context, reading: Reading, most: int) -> tuple[Case, ...]:
    """The open requests that are most urgent for the office by what is stored beside them."""
    office, calendar = context.office_in(reading), context.calendar(reading)
    if not office:
        return ()
    own, ids = limit_settings(reading, office), reading.most_urgent(office, context.today(), most)
    found = reading.whole_requests(office, ids)
    return tuple(_case(context, calendar, own, found[row]) for row in ids)


def arrived(context: Context, request: Request) -> bool:
    """Whether the request had arrived by the day asked about; a clock that was set back hides nothing."""
    return context.as_of is None or min(event.on for event in request.events) <= context.as_of


def _used(limits: TimeLimits, stands: Standing, today: date) -> int:
    """Used working days. The limit of a reply that was never sent runs on: sending decides (law: 1.4.3)."""
    clock = limits.course.clock
    if clock is None or stands.waits_for != waits.SERVICE:
        return used_days(limits, today)
    calendar = limits.calendar
    return clock.days_counted(calendar.reach(clock.start, today), calendar)
