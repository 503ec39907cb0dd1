"""Rows of lists: one open or finished request in a line, with its badge and bar."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise

from db.records import Dispute, Projection, RequestRow
from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.day_words import short_day
from desktop.casework.labels import content_line
from desktop.casework.masking import masked_name
from desktop.casework.requests.cases import Case, read_case
from desktop.casework.steps.dispute_views import DisputeView
from desktop.casework.views import BarSegment, LimitBar, SegmentKind, WorkRow
from desktop.rules import waiting as waits
from desktop.rules.clock import Clock
from desktop.rules.standing import Standing
from resources.messages import say
from resources.vocabulary import Band, DisputeKind, State

_WAITING = frozenset(
    {
        "applicant_confirmation",
        "correction",
        "payment",
        "reasons",
        "third_party",
        "joint_agency",
        "other_agency",
    }
)
"""Those for whom a request can wait, each with a sentence ``casework.waits_for.<code>``."""


def badge_text(standing: Standing) -> str:
    """The words beside the shape of the band: 余 5 天, 已逾期 2 天, 申请人补正."""
    if standing.band is Band.WAITING and standing.waits_for in _WAITING:
        return say(f"casework.waits_for.{standing.waits_for}")
    if standing.waits_for == waits.RETURNED:
        return say("casework.badge.returned")
    if standing.state is State.VOIDED:
        return standing.state.label
    if standing.lapsed:
        return say(f"casework.badge.{standing.state}_over")
    left = standing.working_days_left
    if standing.band is Band.OVERDUE and left is not None:
        return say("casework.badge.overdue", days=-left)
    if standing.band in (Band.RED, Band.AMBER, Band.GREEN) and left is not None:
        return say("casework.badge.left", days=left)
    return standing.band.label


def department_note(case: Case) -> str:
    """Until when the department is to answer, that it is late and when it was reminded, or that it answered."""
    hand_over = case.limits.course.hand_over
    if hand_over is None or case.limits.course.ending is not None:
        return ""
    if hand_over.answered:
        return say("casework.hand_over.answered")
    if hand_over.reminded_on is not None:
        return say("casework.hand_over.reminded", day=short_day(hand_over.reminded_on))
    if hand_over.due_on is None:
        return ""
    name = "silent" if hand_over.due_on < case.today else "awaited"
    return say(f"casework.hand_over.{name}", day=short_day(hand_over.due_on))


def work_row(case: Case) -> WorkRow:
    """The row of a case."""
    request, standing = case.request, case.standing
    ending = case.limits.course.ending
    return WorkRow(
        number=request.number,
        applicant=masked_name(request.applicant.name, request.applicant.kind),
        applicant_kind=request.applicant.kind,
        channel=request.channel,
        content=content_line(request.content, request.matter),
        department=case.department or "",
        department_note=department_note(case),
        state=standing.state,
        band=standing.band,
        badge=badge_text(standing),
        due_on=standing.due_on if standing.ours else standing.waits_until or standing.due_on,
        days_left=standing.working_days_left,
        waits_for=standing.waits_for,
        bar=limit_bar(case),
        registered_on=min(event.on for event in request.events),
        outcome=ending.outcome if ending else None,
        matter=request.matter,
    )


def dispute_row(context: Context, reading: Reading, dispute: Dispute, view: DisputeView) -> WorkRow:
    """The row of an answer that the office owes to a review body or court: its request, with a badge of its own."""
    case = read_case(context, reading, dispute.request)
    side = "review" if dispute.kind is DisputeKind.REVIEW else "suit"
    return replace(
        work_row(case),
        content=say(f"disputes.content_{side}", content=case.request.content),
        band=view.band or Band.UNKNOWN,
        badge=view.badge,
        due_on=view.answer_due,
        duty=dispute.id,
        days_left=None,
        waits_for=None,
        bar=None,
    )


def finished_row(row: RequestRow) -> WorkRow:
    """The row of a request that is finished or void, from what is stored beside it."""
    projection = row.projection
    return WorkRow(
        number=row.number,
        applicant=masked_name(row.applicant_name, row.applicant_kind),
        applicant_kind=row.applicant_kind,
        channel=row.channel,
        content=content_line(row.content, row.matter),
        department=row.department or "",
        state=State.VOIDED if projection.voided else State.FINISHED,
        band=Band.DONE,
        badge=_ended_as(projection),
        due_on=projection.due_on,
        days_left=None,
        waits_for=None,
        bar=None,
        registered_on=row.registered_on,
        outcome=projection.outcome,
        matter=row.matter,
    )


def _ended_as(projection: Projection) -> str:
    if projection.voided:
        return State.VOIDED.label
    return projection.outcome.label if projection.outcome else Band.DONE.label


def limit_bar(case: Case) -> LimitBar | None:
    """The bar of a case: used, stopped and left days in the order in which they lie, then the days beyond the limit.

    While a correction or payment is outstanding, the days used before the notice. None before the receipt day.
    """
    clock = case.limits.course.clock
    if clock is None:
        return None
    segments = _segments(case, clock)
    end = case.limits.proof_end
    counted = 0 if end is None else clock.days_counted(end, case.limits.calendar)
    total = counted if clock.delay_until else clock.base_days + clock.extension_days
    if counted < total:
        segments.append(BarSegment(kind=SegmentKind.LEFT, days=total - counted))
    if case.used > total:
        segments.append(BarSegment(kind=SegmentKind.OVER, days=case.used - total))
    return LimitBar(segments=tuple(segments), used=case.used, total=total)


def _segments(case: Case, clock: Clock) -> list[BarSegment]:
    """The working days from the start to the end of the proof, span by span: between two edges all days are alike."""
    end, calendar = case.limits.proof_end, case.limits.calendar
    if end is None:
        return []
    stills = () if clock.delay_until is not None else clock.standstills
    edges = {case.counted_through, end, *(still.after for still in stills), *(still.through or end for still in stills)}
    spans: list[tuple[SegmentKind, int]] = []
    for after, through in pairwise(sorted({clock.start, *(edge for edge in edges if clock.start < edge <= end)})):
        used = SegmentKind.USED if through <= case.counted_through else SegmentKind.LEFT
        kind = SegmentKind.STOPPED if any(still.covers(through) for still in stills) else used
        spans.append((kind, calendar.count(after, through)))
    groups = groupby((span for span in spans if span[1]), key=lambda span: span[0])
    return [BarSegment(kind=kind, days=sum(days for _kind, days in group)) for kind, group in groups]
