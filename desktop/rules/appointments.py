"""A day on which information is provided after the reply: told in it (条例 36(二)), or agreed for inspection (40).

The day may be moved or missed. No limit depends on it: the reply was in time or not on the day it was sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from db.records import Event
from desktop.rules.history import Placed, history
from desktop.rules.refusals import Refused, at, no
from resources.vocabulary import EventKind

PROVIDE_ON = "provide_on"
"""The fact of a reply that tells when the information will be provided."""

WHAT = "appointment"
APPOINTED_ON = "appointment_on"
"""The facts of a note that speaks of an appointment, and the day agreed."""


class AppointmentStep(StrEnum):
    """What happened to an appointment; the words of each are ``appointments.<step>``."""

    MADE = "made"
    MOVED = "moved"
    MISSED = "missed"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Appointment:
    """The day agreed, and the place of the event that named it.

    ``missed``: the applicant did not come, another day is to be agreed; ``kept``: it is over.
    """

    on: date
    place: int
    missed: bool = False
    kept: bool = False


def appointment_of(events: Sequence[Event], until: date | None = None) -> Appointment | None:
    """The appointment of a request as it stands on the day ``until``."""
    return appointment_in(history(events, until))


def appointment_in(told: Sequence[Placed]) -> Appointment | None:
    """The appointment by a history; a reply taken up again has none. Facts of files may be anything."""
    found: Appointment | None = None
    for placed in told:
        event = placed.event
        if event.kind is EventKind.REOPENED:
            found = None
        elif event.kind is EventKind.REPLIED:
            day = _day(event, PROVIDE_ON)
            found = found if day is None else Appointment(day, placed.place)
        elif event.kind is EventKind.NOTED:
            found = _after(found, placed)
    return found


def appointment_is_open(events: Sequence[Event], today: date) -> bool:
    """Whether an appointment stands that was not kept yet."""
    found = appointment_of(events, today)
    return found is not None and not found.kept


def appointment_refusal(event: Event, events: Sequence[Event]) -> Refused | None:
    """Why a note about an appointment cannot be recorded, None when it can or is none."""
    step, day = event.text(WHAT), _day(event, APPOINTED_ON)
    if step is None:
        return no("appointment_without_step") if day is not None else None
    present = appointment_of(events)
    if step in (AppointmentStep.MADE, AppointmentStep.MOVED):
        if day is None:
            return at(APPOINTED_ON, no("appointment_without_day"))
        return at(APPOINTED_ON, no("appointment_into_past", earliest=event.on)) if day < event.on else None
    if present is None or present.kept:
        return no("no_appointment")
    if step == AppointmentStep.MISSED and event.on < present.on:
        return at("on", no("appointment_not_yet", day=present.on))
    return None


def _after(present: Appointment | None, placed: Placed) -> Appointment | None:
    """The appointment after a note."""
    event = placed.event
    step, day = event.text(WHAT), _day(event, APPOINTED_ON)
    if step in (AppointmentStep.MADE, AppointmentStep.MOVED) and day is not None:
        return Appointment(day, placed.place)
    if present is None or step not in (AppointmentStep.MISSED, AppointmentStep.KEPT):
        return present
    return replace(present, missed=step == AppointmentStep.MISSED, kept=step == AppointmentStep.KEPT)


def _day(event: Event, name: str) -> date | None:
    try:
        return event.day(name)
    except ValueError:
        return None
