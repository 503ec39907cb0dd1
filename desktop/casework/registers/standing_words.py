"""What a line says of how a request, a review or suit, or a complaint stands."""

from __future__ import annotations

from datetime import date

from db.records import Complaint, Dispute, RequestRow
from desktop.rules.counting import counted_due
from desktop.rules.standing import projected_standing
from desktop.rules.timeline import TimeLimits
from desktop.rules.working_days import WorkingCalendar
from resources.messages import say


def standing(row: RequestRow, today: date, calendar: WorkingCalendar) -> str:
    """The result, or where the request stands."""
    projection = row.projection
    state = projected_standing(projection, today, calendar).state
    finished = projection.completed_on is not None and projection.waits_for is None and not projection.voided
    return projection.outcome.label if finished and projection.outcome else state.label


def taken_up_again(limits: TimeLimits) -> dict[str, str | date | None] | None:
    """The first result, which counts, and the new round; None where no decision had the request taken up again."""
    first, ending = limits.course.first_result, limits.course.ending
    if first is None:
        return None
    done = ending is not None and limits.completed is not None
    words = {
        "first": first.ending.outcome.label,
        "day": (limits.completed if done else limits.reply_due) or say("registers.untold"),
        "outcome": ending.outcome.label if ending else "",
    }
    return {
        "due_on": counted_due(limits),
        "completed_on": first.completed_on,
        "standing": say(f"registers.again.{'done' if done else 'runs'}", **words),
    }


def dispute_result(dispute: Dispute) -> str:
    """The result; a record with a day of decision and no result, or a result and no day, says so."""
    if dispute.void_reason is not None:
        return say("registers.voided", why=dispute.void_reason)
    if dispute.result is None:
        return say("registers.pending" if dispute.decided_on is None else "registers.no_result")
    result = dispute.result.label
    return result if dispute.decided_on is not None else say("registers.no_day", result=result)


def attacked_without_letter(dispute: Dispute, row: RequestRow) -> str:
    """What is attacked where no letter is named: the result, or that none came (条例 51)."""
    completed = row.projection.completed_on
    silent = completed is None or completed > dispute.filed_on
    return say("registers.silence" if silent else "registers.reply")


def complaint_result(complaint: Complaint) -> str:
    """The result, that there is none yet, or why the entry is void."""
    if complaint.void_reason is not None:
        return say("registers.voided", why=complaint.void_reason)
    return complaint.result.label if complaint.result else say("registers.unanswered")
