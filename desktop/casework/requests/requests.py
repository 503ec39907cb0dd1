"""Lists of requests and the page of one."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from db.lists import Order, PageKey
from db.records import RequestRow
from db.row_filters import RowFilter
from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.labels import kind_label, matter_word
from desktop.casework.letters.kept_letters import letter_to_send
from desktop.casework.letters.letter_copies import kept_files, own_files
from desktop.casework.limits.limit_proof_views import limit_view_of
from desktop.casework.limits.limit_views import limit_view
from desktop.casework.limits.printed_limits import printed_limit
from desktop.casework.limits.timeline_views import Papers, timeline, timeline_note
from desktop.casework.masking import masked_name
from desktop.casework.office.office_papers import proof_paper
from desktop.casework.office.reckoning import ProofView
from desktop.casework.office.settings import office_settings
from desktop.casework.progress_reports import Report, unheard
from desktop.casework.registers.registers import deliveries_of, last_delivery
from desktop.casework.requests.cases import Case, case_of, open_cases, read_case
from desktop.casework.requests.day_duties import appointment_words
from desktop.casework.requests.work_rows import finished_row, work_row
from desktop.casework.sending.sending import way_asked_for
from desktop.casework.steps.particular_words import earlier_values, people_in_full
from desktop.casework.steps.step_views import steps_of
from desktop.casework.views import AttachmentView, IdentityView, Paper, RequestView, WorkRow
from desktop.rules.limit_proofs import LimitCode
from resources.messages import ShoubanError
from resources.vocabulary import Channel, Matter, Outcome

_SEPARATOR = "・"


class AttachmentNotFound(ShoubanError):
    """Only the hash of a file is known, or there is no such file."""

    key = "casework.attachment_not_found"

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class Standing(StrEnum):
    """The word filter 状态 of the list."""

    UNFINISHED = "unfinished"
    ALL = "all"
    OURS = "ours"
    WAITING = "waiting"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFilter:
    """The word filters of the list; None means 全部. The period is that of registration."""

    standing: Standing = Standing.UNFINISHED
    channel: Channel | None = None
    outcome: Outcome | None = None
    first: date | None = None
    last: date | None = None
    department: str | None = None
    matter: Matter | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """A page of the list. ``after``: give it to the next call, None on the last page. ``total``: on the first page."""

    rows: tuple[WorkRow, ...]
    after: str | None
    total: int | None


MOST_NUMBERS = 1_000
"""So many requests are given out at once; a batch of more would be a pile that nobody looks through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Requests of the list in its order. ``more``: there are others behind them."""

    numbers: tuple[str, ...]
    more: bool


@dataclass(frozen=True)
class Requests:
    """Reading requests."""

    context: Context

    def page(
        self, wanted: RequestFilter, after: str | None = None, limit: int = 100, report: Report = unheard
    ) -> RequestPage:
        """A page of requests: unfinished ones most urgent first, others newest first."""
        with self.context.store.reading() as reading, reading.followed(lambda: report(0, 0)):
            if not self.context.office_in(reading):
                return RequestPage(rows=(), after=None, total=0)
            if wanted.text.strip():
                return self._found(reading, wanted, limit)
            if wanted.standing in (Standing.ALL, Standing.FINISHED):
                return self._newest(reading, wanted, after, limit)
            return self._unfinished(reading, wanted, report)

    def numbers(self, wanted: RequestFilter) -> Numbers:
        """All requests that the filter leaves, at most ``MOST_NUMBERS``."""
        page = self.page(wanted, limit=MOST_NUMBERS)
        numbers = tuple(row.number for row in page.rows)
        return Numbers(numbers=numbers[:MOST_NUMBERS], more=page.after is not None or len(numbers) > MOST_NUMBERS)

    def _unfinished(self, reading: Reading, wanted: RequestFilter, report: Report) -> RequestPage:
        cases = [case for case in open_cases(self.context, reading, report) if _matches(case, wanted)]
        rows = tuple(sorted((work_row(case) for case in cases), key=_urgency))
        return RequestPage(rows=rows, after=None, total=len(rows))

    def _newest(self, reading: Reading, wanted: RequestFilter, after: str | None, limit: int) -> RequestPage:
        office, rows = self.context.office_in(reading), _row_filter(wanted)
        page = reading.rows(office, rows, Order.NEWEST, _page_key(after), limit)
        total = reading.count_cells(office, rows).get((), 0) if after is None else None
        return RequestPage(
            rows=tuple(self._row(reading, row) for row in page.rows), after=_after_text(page.after), total=total
        )

    def _found(self, reading: Reading, wanted: RequestFilter, limit: int) -> RequestPage:
        """What the text finds, then filtered; a search has one page."""
        found = reading.search(self.context.office_in(reading), wanted.text, limit)
        rows = [self._row(reading, row) for row in found]
        kept = tuple(row for row in rows if _row_matches(row, wanted))
        return RequestPage(rows=kept, after=None, total=len(kept))

    def _row(self, reading: Reading, row: RequestRow) -> WorkRow:
        """Finished requests from what is stored beside them, the others from their events."""
        finished = row.projection.voided or (row.projection.completed_on and row.projection.waits_for is None)
        if finished and self.context.as_of is None:
            return finished_row(row)
        return work_row(case_of(self.context, reading, reading.request(row.office, row.number)))

    def departments(self) -> tuple[str, ...]:
        """The departments that occur, for the filter and as suggestions."""
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
            return tuple(reading.departments(office)) if office else ()

    def view(self, number: str, *, reveal: bool = False) -> RequestView:
        """The page of one request; ``reveal`` shows the name in full. Raises ``RequestNotFound``."""
        with self.context.store.reading() as reading:
            case = read_case(self.context, reading, number)
            papers = _papers(reading, case)
            ending = case.limits.course.ending
            sent = last_delivery(reading, case.request, None if ending is None else ending.letter)
            unsent = letter_to_send(reading, case.request.office, case.limits.course.unsent)
            before = () if unsent is None else deliveries_of(reading, unsent)
        request = case.request
        kind = request.applicant.kind
        applicant = request.applicant.name if reveal else masked_name(request.applicant.name, kind)
        parts = (matter_word(request.matter), request.channel.label, applicant, kind_label(kind), case.department)
        return RequestView(
            number=number,
            state=case.standing.state,
            channel=request.channel,
            applicant=applicant,
            applicant_kind=kind,
            department=case.department,
            content=request.content,
            subtitle=_SEPARATOR.join(part for part in parts if part),
            limit=replace(
                limit_view(case), printed=printed_limit(case, papers.letters), appointment=appointment_words(case)
            ),
            timeline=timeline(case, papers),
            timeline_note=timeline_note(case, papers),
            steps=steps_of(case),
            faults=tuple(fault.sentence() for fault in case.limits.faults),
            sent=sent,
            unsent=unsent,
            unsent_before=before,
            way=way_asked_for(request),
        )

    def case(self, number: str) -> Case:
        """The request with all its limits. Raises ``RequestNotFound``."""
        with self.context.store.reading() as reading:
            return read_case(self.context, reading, number)

    def identity(self, number: str) -> IdentityView:
        """The applicant in full."""
        request = self.case(number).request
        applicant = request.applicant
        return IdentityView(
            name=applicant.name,
            id_type=applicant.id_type.label,
            id_number=applicant.id_number,
            contact=(*people_in_full(request), *earlier_values(request)),
        )

    def proof(self, number: str, limit: str = LimitCode.REPLY.value) -> ProofView:
        """The reckoning of a limit, day by day. Raises ``LimitUnknown``."""
        return limit_view_of(self.case(number), limit)

    def proof_paper(self, number: str, limit: str = LimitCode.REPLY.value) -> Paper:
        """The reckoning as paper (L36). Raises ``LimitUnknown``."""
        with self.context.store.reading() as reading:
            settings = office_settings(reading, self.context.office_in(reading))
            return proof_paper(read_case(self.context, reading, number), settings, limit)

    def attachments(self, number: str) -> tuple[AttachmentView, ...]:
        """The files of a request in the order in which they came."""
        with self.context.store.reading() as reading:
            files = kept_files(reading.attachments_of(self.context.office_in(reading), number))
        return tuple(
            AttachmentView(
                name=file.name,
                media_type=file.media_type,
                pages=file.pages,
                sha256=file.sha256,
                size=file.size,
            )
            for file in files
        )

    def attachment(self, number: str, sha256: str) -> tuple[str, str, bytes]:
        """Name, media type and bytes of a file. Raises ``AttachmentNotFound``."""
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
            file = next((file for file in reading.attachments_of(office, number) if file.sha256 == sha256), None)
            data = None if file is None else reading.attachment_bytes(office, number, sha256)
        if file is None or data is None:
            raise AttachmentNotFound(number)
        return file.name, file.media_type, data


def _papers(reading: Reading, case: Case) -> Papers:
    office = case.request.office
    letters = {letter.id: letter for letter in reading.letters_of(office, case.number)}
    named = {event.letter for event in case.request.events if event.letter is not None} - letters.keys()
    letters |= {name: reading.letter(office, name) for name in named if reading.letter_exists(office, name)}
    return Papers(letters=letters, attachments=own_files(reading.attachments_of(office, case.number)))


def _urgency(row: WorkRow) -> tuple[date, str]:
    return row.due_on or date.max, row.number


def _matches(case: Case, wanted: RequestFilter) -> bool:
    """Whether an open case passes the word filters."""
    arrival = min(event.on for event in case.request.events)
    ending = case.limits.course.ending
    return (
        (wanted.standing is Standing.UNFINISHED or case.standing.ours is (wanted.standing is Standing.OURS))
        and wanted.channel in (None, case.request.channel)
        and (wanted.outcome is None or (ending is not None and ending.outcome is wanted.outcome))
        and wanted.department in (None, case.department)
        and wanted.matter in (None, case.request.matter)
        and (wanted.first is None or arrival >= wanted.first)
        and (wanted.last is None or arrival <= wanted.last)
    )


def _row_matches(row: WorkRow, wanted: RequestFilter) -> bool:
    """Whether a row that the text found passes the word filters; the search looks at all states."""
    return (
        wanted.channel in (None, row.channel)
        and wanted.outcome in (None, row.outcome)
        and wanted.department in (None, row.department)
        and wanted.matter in (None, row.matter)
        and (wanted.first is None or row.registered_on >= wanted.first)
        and (wanted.last is None or row.registered_on <= wanted.last)
    )


def _row_filter(wanted: RequestFilter) -> RowFilter:
    return RowFilter(
        channels=(wanted.channel,) if wanted.channel else (),
        outcomes=(wanted.outcome,) if wanted.outcome else (),
        departments=(wanted.department,) if wanted.department else (),
        matter=wanted.matter,
        open=False if wanted.standing is Standing.FINISHED else None,
        registered_from=wanted.first,
        registered_through=wanted.last,
    )


def _page_key(after: str | None) -> PageKey | None:
    if after is None:
        return None
    day, row = json.loads(after)
    return PageKey(day=date.fromisoformat(day), row=row)


def _after_text(key: PageKey | None) -> str | None:
    return None if key is None else json.dumps([key.day.isoformat(), key.row])
