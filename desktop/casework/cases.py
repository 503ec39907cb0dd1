"""A request with everything that follows from its events today: what all screens, letters and commands start from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from db.lists import RowFilter
from db.records import Dispute, Request
from db.store import Reading
from desktop.casework.context import Context
from desktop.rules.standing import Standing, standing
from desktop.rules.timeline import TimeLimits, time_limits, used_days
from desktop.rules.working_days import WorkingCalendar
from resources.messages import ShoubanError
from resources.vocabulary import State


class RequestNotFound(ShoubanError):
    """The office has no request of that number, or had none yet on the day asked for."""

    key = "casework.request_not_found"

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


@dataclass(frozen=True, slots=True)
class Case:
    """A request, its limits and where it stands on ``today``; ``used`` working days are gone."""

    request: Request
    limits: TimeLimits
    standing: Standing
    used: int
    today: date
    calendar: WorkingCalendar

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
    def is_open(self) -> bool:
        """Whether anybody still has to do something."""
        return self.standing.state not in (State.FINISHED, State.VOIDED)


def case_of(context: Context, reading: Reading, request: Request, disputes: tuple[Dispute, ...] = ()) -> Case:
    """What follows from the events of ``request``."""
    calendar, today = context.calendar(reading), context.today()
    limits = time_limits(request.channel, request.events, calendar, context.as_of, disputes)
    return Case(
        request=request,
        limits=limits,
        standing=standing(limits, today, calendar),
        used=used_days(limits, today, calendar),
        today=today,
        calendar=calendar,
    )


def read_case(context: Context, reading: Reading, number: str) -> Case:
    """The request ``number`` with its disputes. Raises ``RequestNotFound``."""
    office = context.office_in(reading)
    if not reading.request_exists(office, number):
        raise RequestNotFound(number)
    request = reading.request(office, number)
    if not arrived(context, request):
        raise RequestNotFound(number)
    return case_of(context, reading, request, tuple(reading.disputes_of(office, number)))


def open_cases(context: Context, reading: Reading) -> Iterator[Case]:
    """All requests that are not finished on the office's day."""
    # On an earlier day requests were open that are finished now.
    wanted = RowFilter(open=True) if context.as_of is None else RowFilter(voided=False)
    for request in reading.requests(context.office_in(reading), wanted):
        if arrived(context, request):
            case = case_of(context, reading, request)
            if case.is_open:
                yield case


def arrived(context: Context, request: Request) -> bool:
    """Whether the request had arrived by the office's day."""
    return min(event.on for event in request.events) <= context.today()
