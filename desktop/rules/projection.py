"""What is stored beside a request for lists and sums: only what events and calendar decide, never today."""

from __future__ import annotations

from db.records import Projection, Request
from desktop.rules.working_days import WorkingCalendar


def project(request: Request, calendar: WorkingCalendar) -> Projection:
    """The projection of a request."""
    raise NotImplementedError
