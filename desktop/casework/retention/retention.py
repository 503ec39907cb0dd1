"""Keeping files as long as their term, then appraisal and destruction (档案法实施条例 19, 24; law 10.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from db.lists import PageKey
from db.records import Changes, Event
from db.retention_records import RetentionDecision
from desktop.casework.context import Context
from desktop.casework.office.paper_mark import marked_for
from desktop.casework.page_count import page_count
from desktop.casework.progress_reports import Report, unheard
from desktop.casework.retention.destruction import Destroying, destruction_view
from desktop.casework.retention.destruction_paper import due_paper
from desktop.casework.retention.due_files import all_due, count_due, due_page
from desktop.casework.retention.retention_faults import RetentionRefused, check_persons
from desktop.casework.retention.retention_terms import TERMS_SETTING, retention_terms
from desktop.casework.retention.retention_views import (
    DestructionDone,
    DestructionPlan,
    DestructionView,
    DueFile,
    DuePage,
)
from desktop.casework.views import Paper
from desktop.rules.retention import ALLOWED_TERMS, RetentionClass, RetentionTerms
from resources.messages import say
from resources.vocabulary import EventKind

MOST_PRINTED = 20_000
"""So many files at most are printed for appraisal."""


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
            return due_page(reading, self.context.office_in(reading), self.context.today(), after)

    def count_due(self, report: Report = unheard) -> int:
        """How many files are on the list, counted month by month of their end."""
        with self.context.store.reading() as reading:
            return count_due(reading, self.context.office_in(reading), self.context.today(), report)

    def due_numbers(self, report: Report = unheard) -> tuple[str, ...]:
        """The numbers of all files whose term has run out."""
        today = self.context.today()
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
            return tuple(file.number for file in all_due(reading, office, today, report)) if office else ()

    def due_list(self, report: Report = unheard) -> Paper:
        """The list for appraisal as paper. Raises ``RetentionRefused``, ``UnprintableCharacter``."""
        with self.context.store.reading() as reading:
            office = self.context.named_office_in(reading)
            files: list[DueFile] = []
            for file in all_due(reading, office, self.context.today(), report):
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
        """Destroy files whose term has run out. Raises ``RetentionRefused``, ``UnprintableCharacter``."""
        return Destroying(self.context).destroy(plan, report)

    def destroy_all_due(self, persons: DestructionPlan, expected: int, report: Report = unheard) -> DestructionDone:
        """Destroy all files whose term has run out, as ``destroy`` does; ``expected``: how many there should be.

        Where ``report`` raises while they are looked up, nothing is destroyed, and it goes through.
        """
        check_persons(persons)
        plan = replace(persons, numbers=self.due_numbers(lambda done, _: report(done, max(done, expected))))
        return Destroying(self.context).destroy_due(plan, report)

    def destructions(self) -> tuple[DestructionView, ...]:
        """The records of destruction, newest first."""
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
            return tuple(destruction_view(record) for record in reading.destructions(office)) if office else ()

    def destruction_list(self, name: str) -> Paper:
        """The stored list of a destruction, as it was printed. Raises ``RetentionRefused`` when there is none."""
        with self.context.store.reading() as reading:
            pdf = reading.destruction_list(self.context.named_office_in(reading), name)
        if pdf is None:
            raise RetentionRefused("no_record", name=name)
        pages = page_count("application/pdf", pdf) or 1
        return Paper(pdf=pdf, pages=pages, name=f"{say('retention.list', name=name)}.pdf")
