"""Keeping files as long as their term, then appraisal and destruction (档案法实施条例 19, 24; law 10.1)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date, timedelta

from db.events import KEPT_FACTS
from db.lists import PageKey
from db.records import Changes, Event, Json, Projection
from db.retention import DueFilter
from db.retention_records import Destruction, EndedFile, RetentionDecision
from db.store import Reading, Writing
from desktop.casework.context import Context
from desktop.casework.destruction_paper import destruction_paper, due_paper
from desktop.casework.lasting_facts import beyond_the_record
from desktop.casework.page_count import page_count
from desktop.casework.paper_mark import marked_for
from desktop.casework.progress_reports import Report, unheard
from desktop.casework.retention_terms import TERMS_SETTING, retention_terms
from desktop.casework.retention_views import DestructionDone, DestructionPlan, DestructionView, DueFile, DuePage
from desktop.casework.views import Paper
from desktop.rules.retention import (
    ALLOWED_TERMS,
    REFUSING_ROWS,
    RetentionClass,
    RetentionTerms,
    kept_through,
)
from resources.messages import ShoubanError, say
from resources.vocabulary import EventKind

_PAGE = 100
_PORTION = 1000
_AT_ONCE = 50

MOST_LISTED = 2000
"""So many files at most stand in one list of a destruction; more make further lists."""

MOST_PRINTED = 20_000
"""So many files at most are printed for appraisal."""


GROUPS = "groups"
"""The fact of a destruction that says as what the request counts among those alike."""


class RetentionRefused(ShoubanError):
    """Something that would break the rules of retention; ``fault`` names the sentence."""

    key = "retention.refused"

    def __init__(self, fault: str, **facts: object) -> None:
        super().__init__(reason=say(f"retention.fault.{fault}", **facts))
        self.fault = fault


@dataclass(frozen=True)
class Retention:
    """The last part of a file's life."""

    context: Context

    def terms(self) -> RetentionTerms:
        """How long the office keeps its files."""
        with self.context.store.reading() as reading:
            return retention_terms(reading, self.context.office_in(reading))

    def save_terms(self, years: Mapping[RetentionClass, int]) -> Changes:
        """Set how long files are kept. Raises ``RetentionRefused`` for a term that the law does not know."""
        if any(term not in ALLOWED_TERMS for term in years.values()):
            raise RetentionRefused("term")
        with self.context.store.writing() as writing:
            office = self.context.named_office_in(writing)
            writing.put_setting(office, TERMS_SETTING, {kept.value: term for kept, term in years.items()})
        return Changes(settings=True)

    def due(self, after: PageKey | None = None, report: Report = unheard) -> DuePage:
        """A page of the files whose term has run out and that nobody decided to keep on, earliest end first."""
        with self.context.store.reading() as reading, reading.followed(lambda: report(0, 0)):
            office = self.context.office_in(reading)
            due = self._filter(reading, office)
            if due is None:
                return DuePage(files=(), after=None)
            found = reading.ended_files(office, due, after=after, limit=_PAGE + 1)
            terms = retention_terms(reading, office)
        shown = found[:_PAGE]
        further = shown[-1].key if len(found) > _PAGE else None
        return DuePage(files=tuple(_due_file(file, terms) for file in shown), after=further)

    def count_due(self, report: Report = unheard) -> int:
        """How many files are on the list, counted month by month of their end."""
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
            due = self._filter(reading, office)
            first = None if due is None else reading.first_end(office)
            if due is None or first is None:
                return 0
            months = list(_months(first, due.through))
            counted = 0
            for done, (begin, end) in enumerate(months):
                report(done, len(months))
                counted += reading.count_ended_files(office, due, begin, end)
        return counted

    def due_numbers(self, report: Report = unheard) -> tuple[str, ...]:
        """The numbers of all files whose term has run out."""
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
            return tuple(file.number for file in self._all_due(reading, office, report)) if office else ()

    def due_list(self, report: Report = unheard) -> Paper:
        """The list for appraisal as paper. Raises ``RetentionRefused``, ``UnprintableCharacter``."""
        with self.context.store.reading() as reading:
            office = self.context.named_office_in(reading)
            files: list[DueFile] = []
            for file in self._all_due(reading, office, report):
                files.append(file)
                if len(files) > MOST_PRINTED:
                    raise RetentionRefused("too_long", most=MOST_PRINTED)
        with marked_for(self.context):
            return due_paper(office, files, self.context.today())

    def keep(self, number: str, through_year: int | None, why: str, by: str) -> Changes:
        """Keep a file on through the end of a year, or for ever (None), with an event that says so.

        Raises ``RetentionRefused``.
        """
        today = self.context.today()
        if not why.strip() or not by.strip():
            raise RetentionRefused("reason_or_name")
        if through_year is not None and through_year < today.year:
            raise RetentionRefused("past_year", year=through_year)
        through = None if through_year is None else date(through_year, 12, 31)
        until = say("retention.for_ever") if through is None else say("retention.until", day=through)
        with self.context.store.writing() as writing:
            office = self.context.named_office_in(writing)
            decision = RetentionDecision(
                request=number, keep_through=through, why=why.strip(), decided_on=today, actor=by.strip()
            )
            writing.keep_file(office, decision)
            note = say("retention.kept", until=until, why=why.strip())
            event = Event(kind=EventKind.NOTED, on=today, note=note, actor=by.strip())
            writing.append_events(office, number, (event,), writing.projection(office, number))
        return Changes(requests=frozenset({number}))

    def destroy(self, plan: DestructionPlan, report: Report = unheard) -> DestructionDone:
        """Destroy files whose term has run out. What counts stays, and the records prove the rest.

        Each list of ``MOST_LISTED`` files is one change: destroyed and proven, or neither. Where ``report`` raises, the
        files destroyed so far are listed, the others stay. Raises ``RetentionRefused``, ``UnprintableCharacter``.
        """
        _check_persons(plan)
        _check_chosen(plan)
        with self.context.store.reading() as reading:
            self._check_due(reading, plan.numbers)
        return self._destroy(plan, report)

    def destroy_all_due(self, persons: DestructionPlan, expected: int, report: Report = unheard) -> DestructionDone:
        """Destroy all files whose term has run out, as ``destroy`` does; ``expected``: how many there should be.

        Where ``report`` raises while they are looked up, nothing is destroyed, and it goes through.
        """
        _check_persons(persons)
        plan = replace(persons, numbers=self.due_numbers(lambda done, _: report(done, max(done, expected))))
        _check_chosen(plan)
        return self._destroy(plan, report)

    def _destroy(self, plan: DestructionPlan, report: Report) -> DestructionDone:
        following = _Following(report, len(plan.numbers))
        records = []
        for start in range(0, len(plan.numbers), MOST_LISTED):
            if following.going_on():
                records.append(self._destroy_list(plan, plan.numbers[start : start + MOST_LISTED], following))
        self._forget()
        destroyed = plan.numbers[: following.done]
        return DestructionDone(
            records=tuple(_view(record) for record in records if record.files),
            files=following.done,
            left=len(plan.numbers) - following.done,
            changes=Changes(requests=frozenset(destroyed)),
        )

    def _check_due(self, reading: Reading, numbers: Sequence[str]) -> None:
        office = self.context.named_office_in(reading)
        due = self._filter(reading, office)
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
            terms, due = retention_terms(writing, office), self._filter(writing, office)
            assert due is not None
            record = _record(plan, _next_name(writing, office, today), today)
            listed: list[DueFile] = []
            for start in range(0, len(numbers), _AT_ONCE):
                if not following.going_on():
                    break
                portion = numbers[start : start + _AT_ONCE]
                ended = writing.due_among(office, due, portion)
                files = [_due_file(file, terms) for file in ended]
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

    def destructions(self) -> tuple[DestructionView, ...]:
        """The records of destruction, newest first."""
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
            return tuple(_view(record) for record in reading.destructions(office)) if office else ()

    def destruction_list(self, name: str) -> Paper:
        """The stored list of a destruction, as it was printed. Raises ``RetentionRefused`` when there is none."""
        with self.context.store.reading() as reading:
            pdf = reading.destruction_list(self.context.named_office_in(reading), name)
        if pdf is None:
            raise RetentionRefused("no_record", name=name)
        pages = page_count("application/pdf", pdf) or 1
        return Paper(pdf=pdf, pages=pages, name=f"{say('retention.list', name=name)}.pdf")

    def _all_due(self, reading: Reading, office: str, report: Report) -> Iterator[DueFile]:
        terms, due = retention_terms(reading, office), self._filter(reading, office)
        after: PageKey | None = None
        done = 0
        while due is not None and (found := reading.ended_files(office, due, after=after, limit=_PORTION)):
            yield from (_due_file(file, terms) for file in found)
            after = found[-1].key
            done += len(found)
            report(done, 0)

    def _filter(self, reading: Reading, office: str) -> DueFilter | None:
        """Which files are due; None where none can be."""
        terms, today = retention_terms(reading, office), self.context.today()
        through = terms.ended_through(RetentionClass.OTHER, today) if office else None
        if through is None:
            return None
        longer = {kept.value: terms.ended_through(kept, today) for kept in RetentionClass if kept.value != "other"}
        return DueFilter(through=through, longer=longer, refusing=sorted(REFUSING_ROWS), today=today)


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


def _months(first: date, last: date) -> Iterator[tuple[date, date]]:
    day = first.replace(day=1)
    while day <= last:
        following = (day + timedelta(32)).replace(day=1)
        yield day, following - timedelta(1)
        day = following


def _record(plan: DestructionPlan, name: str, today: date) -> Destruction:
    return Destruction(
        name=name,
        destroyed_on=today,
        approved_by=plan.approved_by.strip(),
        first_witness=plan.first_witness.strip(),
        second_witness=plan.second_witness.strip(),
        why=plan.why.strip(),
    )


def projection_mark(projection: Projection) -> str:
    """What stands in the event of a destruction: afterwards it proves that what counts is as it was."""
    values = "|".join(str(value) for value in astuple(projection))
    return hashlib.sha256(values.encode()).hexdigest()[:12]


def _due_file(file: EndedFile, terms: RetentionTerms) -> DueFile:
    kept_as = terms.decisive(_classes(file))
    years = terms.years[kept_as]
    ran_out_on = kept_through(file.ended_on, years)
    assert ran_out_on is not None
    return DueFile(
        number=file.number,
        received_on=file.received_on,
        ended_on=file.ended_on,
        result=_result(file),
        kept_as=kept_as,
        term=years,
        ran_out_on=ran_out_on,
    )


def _result(file: EndedFile) -> str:
    if file.voided:
        return EventKind.REGISTRATION_VOIDED.label
    return "" if file.outcome is None else file.outcome.label


def _classes(file: EndedFile) -> frozenset[RetentionClass]:
    applies = {
        RetentionClass.DISPUTE: file.disputed,
        RetentionClass.REFUSAL: file.table_row in REFUSING_ROWS,
        RetentionClass.THIRD_PARTY: file.third_party_consulted,
    }
    return frozenset(kept for kept, holds in applies.items() if holds)


def _view(record: Destruction) -> DestructionView:
    return DestructionView(
        name=record.name,
        destroyed_on=record.destroyed_on,
        files=record.files,
        approved_by=record.approved_by,
        first_witness=record.first_witness,
        second_witness=record.second_witness,
    )


def _check_persons(plan: DestructionPlan) -> None:
    """Somebody approves, and two others see to it (档案法实施条例 24)."""
    names = [plan.approved_by.strip(), plan.first_witness.strip(), plan.second_witness.strip()]
    if not all(names):
        raise RetentionRefused("persons_missing")
    if len(set(names)) < len(names):
        raise RetentionRefused("persons_same")
    if not plan.why.strip():
        raise RetentionRefused("why_missing")


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
