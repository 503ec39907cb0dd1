"""A step that a clerk proposes, with the request as it stands."""

from __future__ import annotations

from dataclasses import dataclass

from db.records import Event
from desktop.rules.course import Course
from desktop.rules.working_days import WorkingCalendar
from resources.vocabulary import Channel, Matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A step that is proposed, and the request as it stands."""

    event: Event
    course: Course
    calendar: WorkingCalendar
    channel: Channel
    matter: Matter = Matter.DISCLOSURE
