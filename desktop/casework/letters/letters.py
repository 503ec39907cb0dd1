"""Composing, issuing, printing again and voiding letters."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from db.records import Changes, Event, Json, Letter
from desktop.casework.context import Context
from desktop.casework.drafts import discard_draft, keep_draft, kept_draft
from desktop.casework.letters.issuing import NewLetter, issue_letter, paper_name
from desktop.casework.letters.kept_letters import letter_of, standing_requests
from desktop.casework.letters.letter_composing import compose_draft, compose_with_copies, copies_to_issue
from desktop.casework.letters.letter_copies import (
    COPY_HASH,
    copies_of,
    copy_hash,
    copy_paper,
    issue_copies,
)
from desktop.casework.letters.letter_drafts import draft_as_json, draft_from_json
from desktop.casework.letters.letter_errors import (
    LetterWithoutFile,
    MergeRefused,
)
from desktop.casework.letters.letter_events import event_of, step_of
from desktop.casework.letters.letter_screens import (
    Composition,
    facts_of,
    missing_fields,
    on_screen,
    page_of,
    refuse_contradictions,
    refuse_unreadable,
    screen_of,
)
from desktop.casework.letters.letter_views import (
    FactView,
    Issued,
    LetterCopy,
    LetterDraft,
    LetterDraftRow,
    LetterOnScreen,
    LetterScreen,
    RegisterRow,
    Service,
)
from desktop.casework.letters.letter_voiding import void_letter
from desktop.casework.letters.merging import closed_reason
from desktop.casework.letters.written_anew import with_void_letter
from desktop.casework.office.office_papers import AddressMissing, envelope_paper
from desktop.casework.office.paper_mark import marked_for
from desktop.casework.office.settings import office_settings
from desktop.casework.registers.registers import deliveries_of, delivery_rows, register_rows
from desktop.casework.requests.cases import Case, read_case
from desktop.casework.sending.delivery_views import DeliveryRow
from desktop.casework.sending.envelopes import envelope_layout
from desktop.casework.sending.sending import Sending
from desktop.casework.steps.steps import StepNotAllowed, append, refuse_closed
from desktop.casework.views import Paper
from forms.facts import FactsMissing
from forms.form import Mark
from forms.joined import joined
from resources.vocabulary import EventKind, LetterKind, Outcome

PURPOSE = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A composed draft, or the facts that are missing for it."""

    paper: Paper | None
    missing: tuple[FactView, ...]


@dataclass(frozen=True)
class Letters:
    """The office's papers."""

    context: Context

    def begin(self, numbers: Sequence[str], kind: LetterKind, outcome: Outcome | None = None) -> LetterScreen:
        """A new draft with everything known filled in.

        Raises ``StepNotAllowed`` (the step is closed), ``LettersOnlyRecorded``, ``MergeRefused``.
        """
        return screen_of(self._first(numbers, kind, outcome)[0])

    def opened(self, numbers: Sequence[str], kind: LetterKind, outcome: Outcome | None = None) -> LetterOnScreen:
        """``begin`` with the page. Raises as it does."""
        composition, void_letter = self._first(numbers, kind, outcome)
        with marked_for(self.context):
            return replace(on_screen(composition), stands_in_for=void_letter)

    def begun(self, numbers: Sequence[str], kind: LetterKind, outcome: Outcome | None = None) -> LetterOnScreen:
        """The draft of this very letter if one was left, otherwise as ``opened``. Raises as it does."""
        asked = tuple(numbers)
        for row in self.drafts():
            if row.requests == asked or row.requests[:1] == asked:
                draft = self.draft(row.id)
                if draft.kind is kind and draft.outcome is outcome:
                    return self.shown(draft)
        return self.opened(asked, kind, outcome)

    def shown(self, draft: LetterDraft) -> LetterOnScreen:
        """``draft`` as it stands, with its page: call it after each change."""
        composition, copies = compose_with_copies(self.context, draft)
        with marked_for(self.context):
            found = on_screen(composition)
            if found.paper is None or not copies:
                return found
            return replace(found, paper=_bound(found.paper, [page_of(copy) for copy in copies]))

    def screen(self, draft: LetterDraft) -> LetterScreen:
        """The screen of ``draft`` as it stands."""
        return screen_of(self.composition(draft))

    def composition(self, draft: LetterDraft) -> Composition:
        """The draft with all values that are known."""
        with self.context.store.reading() as reading:
            return compose_draft(self.context, reading, draft)

    def preview(self, draft: LetterDraft) -> Paper:
        """The letter as it would be printed, with the draft mark; missing facts stand as 〔label〕."""
        composition, copies = compose_with_copies(self.context, draft)
        with marked_for(self.context):
            return _bound(page_of(composition), [page_of(copy) for copy in copies])

    def compose(self, number: str, kind: LetterKind, values: Mapping[str, Json]) -> Composed:
        """The letter with the draft mark, or what it lacks; allowed whatever step is open.

        Raises ``FactRefused``, ``LettersOnlyRecorded``, ``RequestNotFound``.
        """
        draft = LetterDraft(id=uuid.uuid4().hex, kind=kind, requests=(number,), values=values)
        composition = self.composition(draft)
        refuse_unreadable(composition)
        lacking = missing_fields(composition) or composition.form.missing(composition.values)
        missing = {field.name for field in lacking}
        if missing:
            return Composed(paper=None, missing=tuple(fact for fact in facts_of(composition) if fact.name in missing))
        facts = composition.form.facts_from(composition.values)
        with marked_for(self.context):
            rendered = composition.form.render(facts, composition.words, mark=Mark.DRAFT)
        paper = Paper(pdf=rendered.pdf, pages=rendered.pages, name=f"{kind.label}（草稿）.pdf")
        return Composed(paper=paper, missing=())

    def save_draft(self, draft: LetterDraft) -> Changes:
        """Keep ``draft`` as it stands."""
        return keep_draft(self.context, PURPOSE, draft.id, draft_as_json(draft))

    def drafts(self) -> tuple[LetterDraftRow, ...]:
        """Saved letter drafts, newest first."""
        with self.context.store.reading() as reading:
            saved = reading.drafts(PURPOSE)
        drafts = [(draft_from_json(draft), draft.saved_at) for draft in saved]
        return tuple(
            LetterDraftRow(id=draft.id, title=draft.kind.label, requests=draft.requests, saved_at=saved_at)
            for draft, saved_at in drafts
        )

    def draft(self, draft_id: str) -> LetterDraft:
        """A saved draft. Raises ``DraftNotFound``."""
        return draft_from_json(kept_draft(self.context, draft_id))

    def discard(self, draft_id: str) -> Changes:
        """Throw a draft away."""
        return discard_draft(self.context, draft_id)

    def issue(self, draft: LetterDraft) -> Issued:
        """Number, bytes, copies and events in one transaction.

        Raises ``FactsMissing``, ``FactRefused``, ``StepNotAllowed``, ``MergeRefused``, ``CopyNamesAnother``.
        """
        with self.context.store.writing() as writing:
            composition = compose_draft(self.context, writing, draft)
            refuse_unreadable(composition)
            if missing := missing_fields(composition):
                raise FactsMissing(missing)
            refuse_contradictions(composition)
            event = event_of(draft.kind, composition.outcome, composition.values)
            _refuse_closed_cases(composition.cases, event)
            copies = copies_to_issue(self.context, writing, draft, composition)
            settings = office_settings(writing, self.context.named_office_in(writing))
            new = NewLetter(kind=draft.kind, requests=draft.requests, values=composition.values, edits=draft.edits)
            letter, paper = issue_letter(self.context, writing, settings, new)
            hashes = issue_copies(writing, settings, letter, new, copies)
            for case in composition.cases:
                own = {COPY_HASH: hashes[case.number]} if case.number in hashes else {}
                append(self.context, writing, case, replace(event, letter=letter.id, facts={**event.facts, **own}))
            writing.delete_draft(draft.id)
        changes = Changes(requests=frozenset(draft.requests), letters=frozenset({letter.id}), drafts=True)
        return Issued(letter=letter, paper=paper, changes=changes)

    def letter(self, letter_id: str) -> Letter:
        """An issued or imported letter. Raises ``LetterNotFound``."""
        with self.context.store.reading() as reading:
            return letter_of(self.context, reading, letter_id)

    def copies(self, letter_id: str) -> tuple[LetterCopy, ...]:
        """Who gets a copy of the letter, and for which requests. Raises ``LetterNotFound``."""
        with self.context.store.reading() as reading:
            return copies_of(reading, letter_of(self.context, reading, letter_id))

    def pdf(self, letter_id: str, number: str | None = None) -> Paper:
        """The stored bytes, or those of the copy for ``number``. Raises ``LetterNotFound``, ``LetterWithoutFile``."""
        with self.context.store.reading() as reading:
            letter = letter_of(self.context, reading, letter_id)
            if number is not None and (copy := copy_hash(reading, letter, number)) is not None:
                return copy_paper(reading, letter, number, copy)
            pdf = reading.letter_pdf(letter.office, letter_id)
        if pdf is None:
            raise LetterWithoutFile(letter_id)
        return Paper(pdf=pdf, pages=letter.pages or 1, name=paper_name(letter))

    def reprint(self, letter_id: str, numbers: Sequence[str] = ()) -> tuple[Paper, Changes]:
        """The stored bytes again; logged on every request that the letter answers, or on ``numbers`` of one copy."""
        paper = self.pdf(letter_id, next(iter(numbers), None))
        return paper, self._record(letter_id, Event(kind=EventKind.REPRINTED, on=self.context.today()), numbers)

    def void(self, letter_id: str, reason: str) -> Changes:
        """Void a letter; its number stays in the register with the reason.

        A request whose reply is voided has none any more and is taken up again; a voided inquiry awaits no answer.
        Raises ``StepNotAllowed``.
        """
        return void_letter(self.context, letter_id, reason)

    def serve(self, letter_id: str, service: Service, numbers: Sequence[str] = ()) -> Changes:
        """Record how a letter was sent (``Sending.serve``)."""
        return Sending(self.context).serve(letter_id, service, numbers)

    def signed_for(self, letter_id: str, service: Service, numbers: Sequence[str] = ()) -> Changes:
        """Add what became known later to a service (``Sending.signed_for``)."""
        return Sending(self.context).signed_for(letter_id, service, numbers)

    def envelope(self, letter_id: str, number: str | None = None) -> Paper:
        """The envelope for a letter, or its copy for a request (L34).

        Raises ``LetterNotFound``, ``AddressMissing``, ``OutsideAddressMissing``.
        """
        with self.context.store.reading() as reading:
            letter = letter_of(self.context, reading, letter_id)
            if not letter.requests:
                raise AddressMissing(letter_id)
            case = read_case(self.context, reading, number or letter.requests[0])
            layout = envelope_layout(reading, letter.office)
            return envelope_paper(case, office_settings(reading, letter.office), letter, layout)

    def register(self, year: int | None = None, limit: int = 200) -> tuple[RegisterRow, ...]:
        """The 发文登记簿, newest first; void letters keep their line."""
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
            return register_rows(reading, office, year, limit) if office else ()

    def deliveries(self, limit: int = 200) -> tuple[DeliveryRow, ...]:
        """The 送达登记, newest first."""
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
            return delivery_rows(reading, office, limit) if office else ()

    def deliveries_of(self, letter_id: str) -> tuple[DeliveryRow, ...]:
        """How one letter was sent, on each request that it answers. Raises ``LetterNotFound``."""
        with self.context.store.reading() as reading:
            return deliveries_of(reading, letter_of(self.context, reading, letter_id))

    def _first(self, numbers: Sequence[str], kind: LetterKind, outcome: Outcome | None) -> tuple[Composition, str]:
        """The first composition, and the void letter that it stands in for, empty where there is none."""
        draft = LetterDraft(id=uuid.uuid4().hex, kind=kind, requests=tuple(numbers), outcome=outcome)
        with self.context.store.reading() as reading:
            composition = compose_draft(self.context, reading, draft)
            anew, void_letter = with_void_letter(reading, composition.first.request.office, draft)
            if void_letter:
                composition = compose_draft(self.context, reading, anew)
        for case in composition.cases:
            if reason := closed_reason(case, kind, composition.outcome):
                raise StepNotAllowed(step_of(kind, composition.outcome), reason)
        return composition, void_letter

    def _record(self, letter_id: str, event: Event, numbers: Sequence[str] = ()) -> Changes:
        """The event on every request that the letter answers, or on ``numbers``."""
        with self.context.store.writing() as writing:
            letter = letter_of(self.context, writing, letter_id)
            for number in numbers or standing_requests(writing, letter):
                case = read_case(self.context, writing, number)
                named = replace(event, letter=letter.id)
                refuse_closed(case, named)
                append(self.context, writing, case, named)
        return Changes(requests=frozenset(numbers or letter.requests), letters=frozenset({letter.id}))


def _bound(first: Paper, others: Sequence[Paper]) -> Paper:
    """A paper with others behind it."""
    if not others:
        return first
    whole = joined([first.pdf, *(other.pdf for other in others)])
    return replace(first, pdf=whole.pdf, pages=whole.pages)


def _refuse_closed_cases(cases: Sequence[Case], event: Event) -> None:
    """Raises ``StepNotAllowed``, for a request that is merged with the first ``MergeRefused``, which names it."""
    for case in cases:
        try:
            refuse_closed(case, event)
        except StepNotAllowed as closed:
            if case is cases[0]:
                raise
            raise MergeRefused(case.number, closed.reason) from None
