"""What stands behind a figure, page by page: requests, their steps, papers, disputes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from db.complaint_lists import ComplaintFilter, ComplaintRow
from db.figure_lists import BriefRow, DisputeRow, PaperFilter, PaperRow, Place, StepFilter, StepRow
from db.lists import PageKey
from db.records import DESTROYED_TEXT
from db.row_filters import RowFilter
from db.store import Reading
from desktop.casework.day_words import short_day
from desktop.casework.figures.summary_views import Behind, BehindPage, BehindRow
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


def behind_page(
    reading: Reading, office: str, own: str, behind: Behind, after: PageKey | Place | None = None
) -> BehindPage:
    """The page after ``after`` of what the figures of ``office`` count, in the eyes of the office ``own``."""
    if not office:
        return BehindPage(rows=(), after=None)
    rows, going_on = _rows(reading, office, behind, after)
    return BehindPage(rows=tuple(row if name == own else elsewhere(row, name) for row, name in rows), after=going_on)


def _rows(
    reading: Reading, office: str, behind: Behind, after: PageKey | Place | None
) -> tuple[list[tuple[BehindRow, str]], PageKey | Place | None]:
    """The rows of a page, each with its office."""
    wanted = behind.wanted
    if isinstance(wanted, RowFilter):
        key = after if isinstance(after, PageKey) else None
        page, next_page = reading.brief_rows(office, wanted, behind.order, key, PAGE)
        return [(_brief_row(row), row.office) for row in page], next_page
    place = after if isinstance(after, Place) else None
    if isinstance(wanted, StepFilter):
        steps, going_on = reading.step_rows(office, wanted, place, PAGE)
        return [(_step(step), step.office) for step in steps], going_on
    if isinstance(wanted, PaperFilter):
        papers, going_on = reading.paper_rows(office, wanted, place, PAGE)
        return [(_paper(paper), paper.office) for paper in papers], going_on
    if isinstance(wanted, ComplaintFilter):
        complaints, going_on = reading.complaint_rows(office, wanted, place, PAGE)
        return [(_complaint(one), one.office) for one in complaints], going_on
    disputes, going_on = reading.dispute_rows(office, wanted, place, PAGE)
    return [(_dispute(dispute), dispute.office) for dispute in disputes], going_on


def elsewhere(row: BehindRow, office: str) -> BehindRow:
    """A row of another office names it; only the office at work has pages to open."""
    return row._replace(number=f"{office} {row.number}", letter=None, opens=False)


def frozen_rows(reading: Reading, own: str, refs: Sequence[tuple[str, str]]) -> Iterator[BehindRow]:
    """What was frozen as standing behind a number: requests; disputes; entries of the ledger under their own words."""
    names: dict[str, list[str]] = {}
    for office, name in refs:
        names.setdefault(office, []).append(name)
    known = {office: reading.brief_rows_of(office, some) for office, some in names.items()}
    for office, name in refs:
        row = known[office].get(name)
        if row is not None:
            shown = _brief_row(row)
        elif (dispute := reading.dispute(office, name)) is not None:
            decided = "" if dispute.decided_on is None else f"{short_day(dispute.decided_on)} 决定"
            content = "，".join(filter(None, (dispute.kind.label, dispute.body)))
            shown = BehindRow(number=dispute.request, content=content, detail=decided)
        else:
            yield BehindRow(number=name, content=office, detail="", opens=False)
            continue
        yield shown if office == own else elsewhere(shown, office)


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
