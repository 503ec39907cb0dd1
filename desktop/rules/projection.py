"""What is stored beside a request for lists and sums: only what events and calendar decide, never today."""

from __future__ import annotations

from datetime import date

from db.records import Projection, Request
from desktop.rules.counted_steps import counted_steps
from desktop.rules.counting import counted
from desktop.rules.particulars import as_of
from desktop.rules.timeline import time_limits
from desktop.rules.waiting import waiting
from desktop.rules.working_days import WorkingCalendar

VERSION = 8
"""Goes up whenever the same events give another projection: stores reckoned by an older version are reckoned anew."""


def project(request: Request, calendar: WorkingCalendar, until: date | None = None) -> Projection:
    """The projection of a request; ``calendar``: the one in force; ``until``: by what was recorded up to that day.

    Raises ``ValueError`` only for events whose facts are malformed.
    """
    request = as_of(request, until)
    limits = time_limits(request.channel, request.events, calendar, until)
    waited = waiting(limits)
    first = limits.course.first_result
    count = counted(limits, request.applicant.kind, request.matter)
    return Projection(
        received_on=count.received_on,
        due_on=limits.reply_due,
        waits_for=waited.waits_for,
        waits_until=waited.until,
        close_from=limits.close_from if limits.completed is None else None,
        completed_on=count.completed_on,
        outcome=count.outcome,
        row=count.row,
        column=count.column,
        late=count.late,
        days_used=count.days_used,
        voided=limits.course.voided,
        error=limits.error,
        extended=limits.course.extension is not None or (first is not None and first.extended),
        handler=request.department if limits.course.hand_over is None else limits.course.hand_over.to or None,
        steps=counted_steps(request, limits, until),
    )
