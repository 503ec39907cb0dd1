"""What stands behind a figure, page by page: requests, their steps, papers, disputes."""

from __future__ import annotations

from datetime import date

from db.complaint_lists import ComplaintFilter, ComplaintRow
from db.figure_lists import BriefRow, DisputeRow, PaperFilter, PaperRow, Place, StepFilter, StepRow
from db.lists import PageKey, RowFilter
from db.records import DESTROYED_TEXT, RequestRow
from db.store import Reading
from desktop.casework.day_words import short_day
from desktop.casework.summary_views import Behind, BehindPage, BehindRow
from resources.messages import say
from resources.vocabulary import Outcome, Party, WayOfService

PAGE = 50
"""How many rows a page has."""

_ENDED_OTHERWISE: dict[str, str] = {
    Outcome.WITHDRAWN: "撤回",
    Outcome.CORRECTION_LAPSED: "逾期未补正",
    Outcome.FEE_LAPSED: "逾期未缴费",
}
_DETAILS: dict[str, str] = {str(code): code.label for codes in (Party, WayOfService) for code in codes}


def behind_page(reading: Reading, office: str, behind: Behind, after: PageKey | Place | None = None) -> BehindPage:
    """The page after ``after``; none in a store without an office."""
    office, wanted = behind.office or office, behind.wanted
    if not office:
        return BehindPage(rows=(), after=None)
    if isinstance(wanted, RowFilter):
        key = after if isinstance(after, PageKey) else None
        page, next_page = reading.brief_rows(office, wanted, behind.order, key, PAGE)
        return BehindPage(rows=tuple(_brief_row(row) for row in page), after=next_page)
    place = after if isinstance(after, Place) else None
    if isinstance(wanted, StepFilter):
        steps, going_on = reading.step_rows(office, wanted, place, PAGE)
        return BehindPage(rows=tuple(_step(step) for step in steps), after=going_on)
    if isinstance(wanted, PaperFilter):
        papers, going_on = reading.paper_rows(office, wanted, place, PAGE)
        return BehindPage(rows=tuple(_paper(paper) for paper in papers), after=going_on)
    if isinstance(wanted, ComplaintFilter):
        complaints, going_on = reading.complaint_rows(office, wanted, place, PAGE)
        return BehindPage(rows=tuple(_complaint(one) for one in complaints), after=going_on)
    disputes, going_on = reading.dispute_rows(office, wanted, place, PAGE)
    return BehindPage(rows=tuple(_dispute(dispute) for dispute in disputes), after=going_on)


def behind_row(row: RequestRow) -> BehindRow:
    """Number, content, and how and when the request ended: 05-19 答复, 在办."""
    return BehindRow(
        number=row.number,
        content=row.content,
        detail=_ended(row.projection.completed_on, row.projection.outcome),
    )


def _brief_row(row: BriefRow) -> BehindRow:
    content = DESTROYED_TEXT if row.content is None else row.content
    return BehindRow(number=row.number, content=content, detail=_ended(row.completed_on, row.outcome))


def _ended(on: date | None, outcome: str | None) -> str:
    if on is None:
        return "在办"
    return f"{on.month:02}-{on.day:02} {_ENDED_OTHERWISE.get(outcome or '', '答复')}"


def _step(step: StepRow) -> BehindRow:
    word = _DETAILS.get(step.detail or "", "")
    detail = f"{short_day(step.on)} {step.kind.label}{'・' if word else ''}{word}"
    content = DESTROYED_TEXT if step.content is None else step.content
    return BehindRow(number=step.number, content=content, detail=detail)


def _paper(paper: PaperRow) -> BehindRow:
    several = say("statistics.several", count=paper.answered)
    return BehindRow(
        number=paper.number or paper.id,
        content=paper.title,
        detail=f"{short_day(paper.on)} {paper.first_answered if paper.answered == 1 else several}",
        letter=paper.id,
    )


def _complaint(complaint: ComplaintRow) -> BehindRow:
    """A complaint leads to the request that it is about, where it is about one."""
    ended = say("statistics.pending") if complaint.result is None else complaint.result.label
    return BehindRow(
        number=complaint.request or f"{complaint.year}-{complaint.serial:04}",
        content=complaint.content,
        detail=f"{short_day(complaint.received_on)} {complaint.kind.label}・{ended}",
        opens=complaint.request is not None,
    )


def _dispute(dispute: DisputeRow) -> BehindRow:
    ended = say("statistics.pending") if dispute.result is None else dispute.result.label
    content = DESTROYED_TEXT if dispute.content is None else dispute.content
    detail = f"{short_day(dispute.filed_on)} {dispute.kind.label}・{ended}"
    return BehindRow(number=dispute.number, content=content, detail=detail)
