"""Destruction of files: what they say is taken out, what counts of them stays, and a list proves it (law 10.1)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date

from db.events import KEPT_FACTS
from db.records import Changes, Event, Json, Projection
from db.retention_records import Destruction
from db.store import Reading, Writing
from desktop.casework.context import Context
from desktop.casework.exchange.lasting_facts import beyond_the_record
from desktop.casework.office.paper_mark import marked_for
from desktop.casework.progress_reports import Report, unheard
from desktop.casework.retention.destruction_paper import destruction_paper
from desktop.casework.retention.due_files import due_file, due_filter
from desktop.casework.retention.retention_faults import RetentionRefused, check_persons
from desktop.casework.retention.retention_terms import retention_terms
from desktop.casework.retention.retention_views import DestructionDone, DestructionPlan, DestructionView, DueFile
from resources.vocabulary import EventKind

_PORTION = 1000
_AT_ONCE = 50

MOST_LISTED = 2000
"""So many files at most stand in one list of a destruction; more make further lists."""

GROUPS = "groups"
"""The fact of a destruction that says as what the request counts among those alike."""


@dataclass(frozen=True)
class Destroying:
    """Takes files out of the store once their term has run out."""

    context: Context

    def destroy(self, plan: DestructionPlan, report: Report = unheard) -> DestructionDone:
        """Destroy files whose term has run out. What counts stays, and the records prove the rest.

        Each list of ``MOST_LISTED`` files is one change: destroyed and proven, or neither. Where ``report`` raises, the
        files destroyed so far are listed, the others stay. Raises ``RetentionRefused``, ``UnprintableCharacter``.
        """
        check_persons(plan)
        with self.context.store.reading() as reading:
            self._check_due(reading, plan.numbers)
        return self.destroy_due(plan, report)

    def destroy_due(self, plan: DestructionPlan, report: Report) -> DestructionDone:
        """The same for files that were just found to be due, by persons who were checked."""
        _check_chosen(plan)
        following = _Following(report, len(plan.numbers))
        records = []
        for start in range(0, len(plan.numbers), MOST_LISTED):
            if following.going_on():
                records.append(self._destroy_list(plan, plan.numbers[start : start + MOST_LISTED], following))
        self._forget()
        destroyed = plan.numbers[: following.done]
        return DestructionDone(
            records=tuple(destruction_view(record) for record in records if record.files),
            files=following.done,
            left=len(plan.numbers) - following.done,
            changes=Changes(requests=frozenset(destroyed)),
        )

    def _check_due(self, reading: Reading, numbers: Sequence[str]) -> None:
        office = self.context.named_office_in(reading)
        due = due_filter(reading, office, self.context.today())
        for start in range(0, len(numbers), _PORTION):
            portion = numbers[start : start + _PORTION]
            known = set() if due is None else {file.number for file in reading.due_among(office, due, portion)}
            for number in portion:
                if number not in known:
                    raise RetentionRefused("not_due", number=number)

    def _destroy_list(self, plan: DestructionPlan, numbers: Sequence[str], following: _Following) -> Destruction:
        """One change: some files and the list that names them."""
        today = self.context.today()
        with self.context.store.writing() as writing:
            self._check_due(writing, numbers)
            office = self.context.named_office_in(writing)
            terms, due = retention_terms(writing, office), due_filter(writing, office, today)
            assert due is not None
            record = _record(plan, _next_name(writing, office, today), today)
            listed: list[DueFile] = []
            for start in range(0, len(numbers), _AT_ONCE):
                if not following.going_on():
                    break
                portion = numbers[start : start + _AT_ONCE]
                ended = writing.due_among(office, due, portion)
                files = [due_file(file, terms) for file in ended]
                told = _destroyed_events(writing, office, [file.key.row for file in ended], files, record)
                writing.destroy_files(office, told)
                listed += files
                following.done += len(files)
            record = replace(record, files=len(listed))
            if listed:
                with marked_for(self.context):
                    pdf = destruction_paper(office, record, listed).pdf
                writing.record_destruction(office, record, pdf, {file.number: file.term for file in listed})
        return record

    def _forget(self) -> None:
        """Nothing of the destroyed words stays in the search index or in the log beside the file."""
        more = True
        while more:
            with self.context.store.writing() as writing:
                more = writing.forget_search()
        self.context.store.settle()


@dataclass(slots=True)
class _Following:
    """Tells how many files are destroyed, and learns that no more shall be."""

    report: Report
    total: int
    done: int = 0
    stopped: bool = False

    def going_on(self) -> bool:
        """Whether nobody has stopped it; what was destroyed is still to be listed."""
        if not self.stopped:
            try:
                self.report(self.done, self.total)
            except Exception:
                self.stopped = True
        return not self.stopped


def projection_mark(projection: Projection) -> str:
    """What stands in the event of a destruction: afterwards it proves that what counts is as it was."""
    values = "|".join(str(value) for value in astuple(projection))
    return hashlib.sha256(values.encode()).hexdigest()[:12]


def destruction_view(record: Destruction) -> DestructionView:
    """A record of destruction as the screens show it."""
    return DestructionView(
        name=record.name,
        destroyed_on=record.destroyed_on,
        files=record.files,
        approved_by=record.approved_by,
        first_witness=record.first_witness,
        second_witness=record.second_witness,
    )


def _record(plan: DestructionPlan, name: str, today: date) -> Destruction:
    return Destruction(
        name=name,
        destroyed_on=today,
        approved_by=plan.approved_by.strip(),
        first_witness=plan.first_witness.strip(),
        second_witness=plan.second_witness.strip(),
        why=plan.why.strip(),
    )


def _check_chosen(plan: DestructionPlan) -> None:
    if not plan.numbers:
        raise RetentionRefused("nothing_chosen")


def _next_name(writing: Writing, office: str, today: date) -> str:
    """2037-1: the first list of that year."""
    this_year = [record for record in writing.destructions(office) if record.destroyed_on.year == today.year]
    return f"{today.year}-{len(this_year) + 1}"


def _destroyed_events(
    writing: Writing, office: str, rows: Sequence[int], files: Sequence[DueFile], record: Destruction
) -> list[tuple[str, Event]]:
    """The event of each destruction, with what is still counted of the request."""
    requests, projections = writing.whole_requests(office, rows), writing.stored_projections(rows)
    marks = writing.group_marks_of(rows)
    named = {event.letter for request in requests.values() for event in request.events if event.letter is not None}
    letters = writing.letters_named(office, sorted(named))
    told = []
    for row, file in zip(rows, files, strict=True):
        mark = projection_mark(projections[row])
        facts: dict[str, Json] = {"destruction": record.name, "term": file.term, "projection": mark}
        facts[GROUPS] = dict(marks[row])
        if kept := beyond_the_record(requests[row], letters):
            facts[KEPT_FACTS] = dict(kept)
        event = Event(kind=EventKind.DESTROYED, on=record.destroyed_on, facts=facts, actor=record.first_witness)
        told.append((file.number, event))
    return told
