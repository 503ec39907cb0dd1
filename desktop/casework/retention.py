"""Keeping files as long as their term, then appraisal and destruction (档案法实施条例 19, 24; law 10.1)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from datetime import date

from db.events import KEPT_FACTS
from db.records import Changes, Event, Json, Projection
from db.retention_records import Destruction, EndedFile, RetentionDecision
from db.store import Reading, Writing
from desktop.casework.context import Context
from desktop.casework.destruction_paper import destruction_paper, due_paper
from desktop.casework.lasting_facts import beyond_the_record
from desktop.casework.page_count import page_count
from desktop.casework.paper_mark import marked_for
from desktop.casework.retention_terms import TERMS_SETTING, retention_terms
from desktop.casework.retention_views import DestructionPlan, DestructionView, DueFile, DuePage
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

    def due(self, after: int = 0) -> DuePage:
        """A page of the files whose term has run out and that nobody decided to keep on."""
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
            if not office:
                return DuePage(files=(), total=0, after=None)
            terms, today = retention_terms(reading, office), self.context.today()
            found = _ended(reading, office, terms, today, after, _PAGE + 1)
            total = _count(reading, office, terms, today)
        shown = found[:_PAGE]
        further = shown[-1].row if len(found) > _PAGE else None
        return DuePage(files=tuple(_due_file(file, terms) for file in shown), total=total, after=further)

    def due_numbers(self) -> tuple[str, ...]:
        """The numbers of all files whose term has run out."""
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
            return tuple(file.number for file in self._all_due(reading, office)) if office else ()

    def due_list(self) -> Paper:
        """The list for appraisal as paper. Raises ``UnprintableCharacter``."""
        with self.context.store.reading() as reading:
            office = self.context.named_office_in(reading)
            files = tuple(self._all_due(reading, office))
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

    def destroy(self, plan: DestructionPlan) -> tuple[DestructionView, Changes]:
        """Destroy files whose term has run out, in one change. What counts stays, and the record proves the rest.

        Raises ``RetentionRefused``, ``UnprintableCharacter``.
        """
        _check_persons(plan)
        today = self.context.today()
        with self.context.store.writing() as writing:
            office = self.context.named_office_in(writing)
            due = {file.number: file for file in self._all_due(writing, office)}
            for number in plan.numbers:
                if number not in due:
                    raise RetentionRefused("not_due", number=number)
            files = tuple(due[number] for number in plan.numbers)
            record = Destruction(
                name=_next_name(writing, office, today),
                destroyed_on=today,
                approved_by=plan.approved_by.strip(),
                first_witness=plan.first_witness.strip(),
                second_witness=plan.second_witness.strip(),
                why=plan.why.strip(),
                files=len(files),
            )
            with marked_for(self.context):
                pdf = destruction_paper(office, record, files).pdf
            destroyed = [(file.number, file.term, _destroyed_event(writing, office, file, record)) for file in files]
            writing.destroy_files(office, record, pdf, destroyed)
            writing.forget_search()
        # What the log beside the file still holds is brought in and overwritten.
        self.context.store.settle()
        return _view(record), Changes(requests=frozenset(plan.numbers))

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

    def _all_due(self, reading: Reading, office: str) -> Iterator[DueFile]:
        terms, today, after = retention_terms(reading, office), self.context.today(), 0
        while found := _ended(reading, office, terms, today, after, _PORTION):
            yield from (_due_file(file, terms) for file in found)
            after = found[-1].row


def projection_mark(projection: Projection) -> str:
    """What stands in the event of a destruction: afterwards it proves that what counts is as it was."""
    values = "|".join(str(value) for value in astuple(projection))
    return hashlib.sha256(values.encode()).hexdigest()[:12]


def _ended(
    reading: Reading, office: str, terms: RetentionTerms, today: date, after: int, limit: int
) -> list[EndedFile]:
    through = terms.ended_through(RetentionClass.OTHER, today)
    if through is None:
        return []
    return reading.ended_files(
        office,
        through=through,
        longer=_longer(terms, today),
        refusing=sorted(REFUSING_ROWS),
        today=today,
        after=after,
        limit=limit,
    )


def _count(reading: Reading, office: str, terms: RetentionTerms, today: date) -> int:
    through = terms.ended_through(RetentionClass.OTHER, today)
    if through is None:
        return 0
    return reading.count_ended_files(
        office, through=through, longer=_longer(terms, today), refusing=sorted(REFUSING_ROWS), today=today
    )


def _longer(terms: RetentionTerms, today: date) -> dict[str, date | None]:
    own = (RetentionClass.DISPUTE, RetentionClass.REFUSAL, RetentionClass.THIRD_PARTY)
    return {kept.value: terms.ended_through(kept, today) for kept in own}


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
    if not plan.numbers:
        raise RetentionRefused("nothing_chosen")
    if not plan.why.strip():
        raise RetentionRefused("why_missing")


def _next_name(writing: Writing, office: str, today: date) -> str:
    """2037-1: the first list of that year."""
    this_year = [record for record in writing.destructions(office) if record.destroyed_on.year == today.year]
    return f"{today.year}-{len(this_year) + 1}"


def _destroyed_event(writing: Writing, office: str, file: DueFile, record: Destruction) -> Event:
    mark = projection_mark(writing.projection(office, file.number))
    facts: dict[str, Json] = {"destruction": record.name, "term": file.term, "projection": mark}
    facts[GROUPS] = dict(writing.group_marks(office, file.number))
    if kept := beyond_the_record(writing.request(office, file.number).events):
        facts[KEPT_FACTS] = dict(kept)
    return Event(kind=EventKind.DESTROYED, on=record.destroyed_on, facts=facts, actor=record.first_witness)
