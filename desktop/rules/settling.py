"""The course of a request, and the calendar by which its own limits are reckoned.

An open request follows the calendar that is in force. A finished one stays with the calendar as it was known when the
event that finished it was recorded: what was sent was sent, and a day that is moved afterwards moves nothing of it. A
limit that could not be told then, since a year was not loaded, is told by the first calendar that could. Correcting a
day of the request reckons it by the calendar known at the correction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.records import Event
from desktop.rules.clock import Clock
from desktop.rules.course import Course
from desktop.rules.effects import read_course
from desktop.rules.particulars import is_particular
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.vocabulary import Channel, EventKind


@dataclass(frozen=True, slots=True)
class Settled:
    """``calendar``: of the request's own limits; ``first_calendar``: of a first result that a decision left behind."""

    course: Course
    calendar: WorkingCalendar
    first_calendar: WorkingCalendar


def settled(channel: Channel, events: Sequence[Event], calendar: WorkingCalendar, until: date | None = None) -> Settled:
    """The course by the events up to ``until``; ``calendar``: the one in force."""
    course, own, first = read_course(channel, events, calendar, until), calendar, calendar
    if course.over_since is not None:
        place = _chain_place(events, course.over_since, until)
        course, own = _reckoned(channel, events, calendar.since(place), until, _tells_limit)
    if course.first_result is not None:
        place = _chain_place(events, course.first_result.over_since, until, course.first_result.over_since)
        then, first = _reckoned(channel, events, calendar.since(place), until, _tells_first)
        course = replace(course, first_result=then.first_result)
    return Settled(course, own, first)


def _reckoned(
    channel: Channel,
    events: Sequence[Event],
    calendars: Iterator[WorkingCalendar],
    until: date | None,
    tells: Callable[[Course, WorkingCalendar], bool],
) -> tuple[Course, WorkingCalendar]:
    """By the first of the calendars that tells the limit, otherwise by the last."""
    for calendar in calendars:
        course = read_course(channel, events, calendar, until)
        if tells(course, calendar):
            break
    return course, calendar


def _tells_limit(course: Course, calendar: WorkingCalendar) -> bool:
    if course.clock is None:
        return course.receipt.missing is None
    return course.outstanding or _tells(course.clock, calendar)


def _tells_first(course: Course, calendar: WorkingCalendar) -> bool:
    clock = None if course.first_result is None else course.first_result.clock
    return clock is None or _tells(clock, calendar)


def _tells(clock: Clock, calendar: WorkingCalendar) -> bool:
    if clock.delay_until is not None:
        return True
    try:
        due = clock.due(calendar)
    except CalendarMissing:
        return False
    return due is None or calendar.tells(due)


def _chain_place(events: Sequence[Event], over: int, until: date | None, last: int | None = None) -> int | None:
    """Where in the chain of the store stands what decides about the calendar; None: it is recorded only now.

    It is the event ``over``, or the last correction of a day; of the events up to the place ``last`` alone, if given.
    """
    deciding = [events[over], *(event for event in events if _corrects_a_day(event, until, last))]
    places = [event.chain_place for event in deciding]
    return None if None in places else max(place for place in places if place is not None)


def _corrects_a_day(event: Event, until: date | None, last: int | None) -> bool:
    if event.kind is not EventKind.AMENDED or (until is not None and event.on > until):
        return False
    place, field = event.number("event"), event.text("field")
    if place is None or field is None or is_particular(field) or (last is not None and place > last):
        return False
    return any(_is_day(event.text(value)) for value in ("old", "new"))


def _is_day(text: str | None) -> bool:
    try:
        return text is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False
