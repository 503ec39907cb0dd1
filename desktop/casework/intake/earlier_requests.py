"""Earlier requests that the clerk should know of while registering: of the same applicant, and alike in content."""

from __future__ import annotations

from datetime import date

from db.records import RequestRow
from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.day_words import short_day
from desktop.casework.intake.intake_views import EarlierRequest, IntakeDraft, SameApplicant
from desktop.casework.requests.cases import case_of
from desktop.casework.requests.work_rows import badge_text
from resources.messages import say

_MOST = 200
_SHOWN = 5


def same_applicant(context: Context, reading: Reading, draft: IntakeDraft) -> SameApplicant | None:
    """Earlier requests under the draft's identity number, or its name and telephone number.

    The month counts as 国办函〔2020〕109号 does: the calendar month of receipt, the draft included.
    """
    office = context.office_in(reading)
    if not office or not (draft.id_number or (draft.name and draft.phone)):
        return None
    by_number = _rows(reading, office, draft, by_number=True)
    by_name = [row for row in _rows(reading, office, draft, by_number=False) if row not in by_number]
    rows = sorted((*by_number, *by_name), key=lambda row: (row.registered_on, row.number), reverse=True)
    today = context.today()
    received = [row.projection.received_on or row.registered_on for row in rows if not row.projection.voided]
    earlier = tuple(_earlier(context, reading, row) for row in rows)
    return SameApplicant(
        this_month=1 + sum(_month(day) == _month(today) for day in received),
        this_year=1 + sum(day.year == today.year for day in received),
        open=sum(one.open for one in earlier),
        rows=earlier[:_SHOWN],
        note=_note(len(by_number), len(by_name)),
    )


def similar(context: Context, reading: Reading, draft: IntakeDraft, limit: int) -> tuple[EarlierRequest, ...]:
    """Earlier requests with similar content, most similar first; none for an empty content."""
    office, text = context.office_in(reading), f"{draft.document_title} {draft.content}".strip()
    if not office or not text:
        return ()
    return tuple(_earlier(context, reading, row, name=draft.name) for row in reading.alike(office, text, limit))


def _rows(reading: Reading, office: str, draft: IntakeDraft, *, by_number: bool) -> list[RequestRow]:
    if by_number:
        if not draft.id_number:
            return []
        return reading.rows_of_applicant(office, id_number=draft.id_number, id_type=draft.id_type, limit=_MOST)
    if not draft.name or not draft.phone:
        return []
    named = reading.rows_of_applicant(office, name=draft.name, limit=_MOST)
    called = {row.number for row in reading.rows_of_applicant(office, phone=draft.phone, limit=_MOST)}
    return [row for row in named if row.number in called]


def _earlier(context: Context, reading: Reading, row: RequestRow, name: str = "") -> EarlierRequest:
    """A row of a side card, with its badge or its result."""
    same = bool(name) and row.applicant_name == name
    projection = row.projection
    if projection.completed_on is not None and projection.outcome is not None:
        outcome = projection.outcome.label.partition("（")[0]
        standing = say("casework.earlier.done", day=short_day(projection.completed_on), outcome=outcome)
        return EarlierRequest(
            number=row.number, content=row.content, standing=standing, open=False, same_applicant=same
        )
    case = case_of(context, reading, reading.request(row.office, row.number))
    return EarlierRequest(
        number=row.number,
        content=row.content,
        standing=say("casework.earlier.same") if same else badge_text(case.standing),
        open=case.is_open,
        band=None if same else case.standing.band,
        same_applicant=same,
    )


def _note(by_number: int, by_name: int) -> str:
    parts = []
    if by_number:
        parts.append(say("casework.earlier.by_number", count=by_number))
    if by_name:
        parts.append(say("casework.earlier.by_name", count=by_name))
    return "；".join(parts) or say("casework.earlier.none")


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
