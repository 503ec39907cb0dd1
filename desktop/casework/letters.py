"""Composing, issuing, printing again and voiding letters."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from db.records import Changes, Draft, Event, Json, Letter
from db.store import Reading, Writing
from desktop.casework.cases import Case, read_case
from desktop.casework.codes import code_of
from desktop.casework.context import Context
from desktop.casework.destroyed_values import destroyed_values
from desktop.casework.earlier_replies import earlier_reply_values
from desktop.casework.excess_values import excess_values
from desktop.casework.fee_values import stored_values
from desktop.casework.file_papers import FORMS_OF_FILE, form_values
from desktop.casework.intake import DraftNotFound
from desktop.casework.issuing import NewLetter, issue_letter, paper_name
from desktop.casework.letter_errors import (
    LetterNotFound,
    LettersOnlyRecorded,
    LetterWithoutFile,
    MergeRefused,
)
from desktop.casework.letter_events import STEP_OF_OUTCOME, event_of, step_of
from desktop.casework.letter_layouts import layout_values
from desktop.casework.letter_screens import (
    Composition,
    compose,
    facts_of,
    missing_fields,
    readable_values,
    refuse_contradictions,
    refuse_unreadable,
    screen_of,
)
from desktop.casework.letter_values import attachment_values, steps_before
from desktop.casework.letter_views import (
    DeliveryRow,
    FactView,
    Issued,
    LetterDraft,
    LetterDraftRow,
    LetterScreen,
    RegisterRow,
    Service,
)
from desktop.casework.office_papers import OFFICE_PAPERS, AddressMissing, envelope_paper
from desktop.casework.registers import deliveries_of, delivery_rows, register_rows
from desktop.casework.settings import office_settings
from desktop.casework.steps import StepNotAllowed, amendment_event, append, refuse_closed
from desktop.casework.views import Paper
from desktop.rules.editions import EDITION_711
from desktop.rules.reply_outcomes import answers, closed_outcome
from desktop.rules.steps import next_steps
from forms.facts import FactsMissing
from forms.form import Mark
from resources import wording
from resources.messages import say
from resources.vocabulary import EventKind, LetterKind, Outcome

PURPOSE = "letter"

REPLY_LETTERS = frozenset(outcome.letter for outcome in Outcome if outcome not in STEP_OF_OUTCOME)
"""Letters that answer; only they can answer several requests at once."""


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
        draft = LetterDraft(id=uuid.uuid4().hex, kind=kind, requests=tuple(numbers), outcome=outcome)
        with self.context.store.reading() as reading:
            composition = self._compose(reading, draft)
        for case in composition.cases:
            _refuse_closed_step(case, step_of(kind, composition.outcome))
            _refuse_closed_outcome(case, kind, composition.outcome)
        return screen_of(composition)

    def screen(self, draft: LetterDraft) -> LetterScreen:
        """The screen of ``draft`` as it stands: call it after each change."""
        with self.context.store.reading() as reading:
            return screen_of(self._compose(reading, draft))

    def composition(self, draft: LetterDraft) -> Composition:
        """The draft with all values that are known."""
        with self.context.store.reading() as reading:
            return self._compose(reading, draft)

    def preview(self, draft: LetterDraft) -> Paper:
        """The letter as it would be printed, with the draft mark; missing facts stand as 〔label〕."""
        composition = self.composition(draft)
        values = readable_values(composition)
        rendered = composition.form.preview(values, wording.load(draft.kind), draft.edits)
        return Paper(pdf=rendered.pdf, pages=rendered.pages, name=f"{draft.kind.label}（草稿）.pdf")

    def compose(self, number: str, kind: LetterKind, values: Mapping[str, Json]) -> Composed:
        """The letter with the draft mark, or what it lacks; allowed whatever step is open.

        Raises ``FactRefused``, ``LettersOnlyRecorded``, ``RequestNotFound``.
        """
        draft = LetterDraft(id=uuid.uuid4().hex, kind=kind, requests=(number,), values=values)
        composition = self.composition(draft)
        refuse_unreadable(composition)
        missing = {field.name for field in missing_fields(composition)}
        if missing:
            return Composed(paper=None, missing=tuple(fact for fact in facts_of(composition) if fact.name in missing))
        facts = composition.form.facts_from(composition.values)
        rendered = composition.form.render(facts, wording.load(kind), mark=Mark.DRAFT)
        paper = Paper(pdf=rendered.pdf, pages=rendered.pages, name=f"{kind.label}（草稿）.pdf")
        return Composed(paper=paper, missing=())

    def save_draft(self, draft: LetterDraft) -> Changes:
        """Keep ``draft`` as it stands."""
        with self.context.store.writing() as writing:
            writing.put_draft(
                Draft(id=draft.id, purpose=PURPOSE, content=_as_json(draft), saved_at=self.context.clock())
            )
        return Changes(drafts=True)

    def drafts(self) -> tuple[LetterDraftRow, ...]:
        """Saved letter drafts, newest first."""
        with self.context.store.reading() as reading:
            saved = reading.drafts(PURPOSE)
        drafts = [(_from_json(draft), draft.saved_at) for draft in saved]
        return tuple(
            LetterDraftRow(id=draft.id, title=draft.kind.label, requests=draft.requests, saved_at=saved_at)
            for draft, saved_at in drafts
        )

    def draft(self, draft_id: str) -> LetterDraft:
        """A saved draft. Raises ``DraftNotFound``."""
        with self.context.store.reading() as reading:
            saved = reading.draft(draft_id)
        if saved is None:
            raise DraftNotFound
        return _from_json(saved)

    def discard(self, draft_id: str) -> Changes:
        """Throw a draft away."""
        with self.context.store.writing() as writing:
            writing.delete_draft(draft_id)
        return Changes(drafts=True)

    def issue(self, draft: LetterDraft) -> Issued:
        """Number, bytes and events in one transaction. Raises ``FactsMissing``, ``FactRefused``, ``StepNotAllowed``."""
        with self.context.store.writing() as writing:
            composition = self._compose(writing, draft)
            refuse_unreadable(composition)
            if missing := missing_fields(composition):
                raise FactsMissing(missing)
            refuse_contradictions(composition)
            event = event_of(draft.kind, composition.outcome, composition.values)
            for case in composition.cases:
                refuse_closed(case, event)
            settings = office_settings(writing, self.context.named_office_in(writing))
            new = NewLetter(kind=draft.kind, requests=draft.requests, values=composition.values, edits=draft.edits)
            letter, paper = issue_letter(self.context, writing, settings, new)
            for case in composition.cases:
                append(self.context, writing, case, replace(event, letter=letter.id))
            writing.delete_draft(draft.id)
        changes = Changes(requests=frozenset(draft.requests), letters=frozenset({letter.id}), drafts=True)
        return Issued(letter=letter, paper=paper, changes=changes)

    def letter(self, letter_id: str) -> Letter:
        """An issued or imported letter. Raises ``LetterNotFound``."""
        with self.context.store.reading() as reading:
            return self._letter(reading, letter_id)

    def pdf(self, letter_id: str) -> Paper:
        """The stored bytes. Raises ``LetterNotFound``, ``LetterWithoutFile``."""
        with self.context.store.reading() as reading:
            letter = self._letter(reading, letter_id)
            pdf = reading.letter_pdf(letter.office, letter_id)
        if pdf is None:
            raise LetterWithoutFile(letter_id)
        return Paper(pdf=pdf, pages=letter.pages or 1, name=paper_name(letter))

    def reprint(self, letter_id: str) -> tuple[Paper, Changes]:
        """The stored bytes again; the reprint is logged on every request that the letter answers."""
        paper = self.pdf(letter_id)
        return paper, self._record(letter_id, Event(kind=EventKind.REPRINTED, on=self.context.today()))

    def void(self, letter_id: str, reason: str) -> Changes:
        """Void a letter; its number stays in the register with the reason.

        A request whose reply is voided has none any more and is taken up again; a voided inquiry awaits no answer.
        Raises ``StepNotAllowed``.
        """
        if not reason.strip():
            raise StepNotAllowed(EventKind.LETTER_VOIDED, say("casework.letter.void_without_reason"))
        today = self.context.today()
        voided = Event(kind=EventKind.LETTER_VOIDED, on=today, facts={"why": reason}, letter=letter_id)
        with self.context.store.writing() as writing:
            letter = self._letter(writing, letter_id)
            writing.void_letter(letter.office, letter_id, reason)
            for number in letter.requests:
                case = read_case(self.context, writing, number)
                refuse_closed(case, voided)
                ending = case.limits.course.ending
                was_reply = ending is not None and ending.letter == letter_id
                reopened = (Event(kind=EventKind.REOPENED, on=today, facts={"why": reason}),) if was_reply else ()
                append(self.context, writing, case, voided, *_inquiry_ends(case, letter_id, reason), *reopened)
        return Changes(requests=frozenset(letter.requests), letters=frozenset({letter_id}))

    def serve(self, letter_id: str, service: Service) -> Changes:
        """Record how a letter was sent, on every request that it answers. Raises ``StepNotAllowed``."""
        return self._record(letter_id, Event(kind=EventKind.SERVED, on=service.on, facts=_service_facts(service)))

    def signed_for(self, letter_id: str, service: Service) -> Changes:
        """Add what became known later to a service: the day of signature, the mail number."""
        facts = _service_facts(service)
        with self.context.store.writing() as writing:
            letter = self._letter(writing, letter_id)
            for number in letter.requests:
                case = read_case(self.context, writing, number)
                append(self.context, writing, case, *_later_facts(case, letter_id, facts))
        return Changes(requests=frozenset(letter.requests), letters=frozenset({letter_id}))

    def envelope(self, letter_id: str) -> Paper:
        """The envelope for a letter (L34). Raises ``LetterNotFound``, ``AddressMissing``."""
        with self.context.store.reading() as reading:
            letter = self._letter(reading, letter_id)
            if not letter.requests:
                raise AddressMissing(letter_id)
            case = read_case(self.context, reading, letter.requests[0])
            return envelope_paper(case, office_settings(reading, letter.office), letter)

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
            return deliveries_of(reading, self._letter(reading, letter_id))

    def _compose(self, reading: Reading, draft: LetterDraft) -> Composition:
        cases = [read_case(self.context, reading, number) for number in draft.requests]
        for case in cases:
            if case.limits.edition is not EDITION_711 and draft.kind not in OFFICE_PAPERS | FORMS_OF_FILE:
                raise LettersOnlyRecorded(case.number)
        first = cases[0]
        if len(cases) > 1 and draft.kind not in REPLY_LETTERS:
            raise MergeRefused
        if any(_opening(case) != _opening(first) for case in cases):
            raise MergeRefused
        office = self.context.office_in(reading)
        settings = office_settings(reading, office)
        if draft.kind in FORMS_OF_FILE:
            return compose(draft, cases, settings, form_values(reading, draft.kind, first, settings))
        proposed = earlier_reply_values(reading, first.request, draft.kind)
        proposed |= destroyed_values(reading, first.request, draft.kind)
        if draft.kind is LetterKind.RECEIPT:
            proposed |= attachment_values(reading.attachments_of(office, first.number))
        counted = stored_values(reading, draft.kind, first) | excess_values(reading, draft, first)
        layout = layout_values(reading, settings, draft.kind)
        return compose(draft, cases, settings, layout | proposed | counted)

    def _letter(self, reading: Reading, letter_id: str) -> Letter:
        office = self.context.office_in(reading)
        if not office or not reading.letter_exists(office, letter_id):
            raise LetterNotFound(letter_id)
        return reading.letter(office, letter_id)

    def _record(self, letter_id: str, event: Event) -> Changes:
        with self.context.store.writing() as writing:
            return self._append_to_all(writing, self._letter(writing, letter_id), event)

    def _append_to_all(self, writing: Writing, letter: Letter, event: Event) -> Changes:
        """The event on every request that the letter answers."""
        for number in letter.requests:
            case = read_case(self.context, writing, number)
            named = replace(event, letter=letter.id)
            refuse_closed(case, named)
            append(self.context, writing, case, named)
        return Changes(requests=frozenset(letter.requests), letters=frozenset({letter.id}))


def _inquiry_ends(case: Case, letter_id: str, reason: str) -> tuple[Event, ...]:
    """A voided inquiry that awaits an answer counts as come back today: the clock no longer stands still for it."""
    waiting = (inquiry for inquiry in case.limits.course.consultations if inquiry.ended_on is None)
    refs = (inquiry.ref for inquiry in waiting if inquiry.letter == letter_id)
    return tuple(Event(kind=EventKind.RETURNED, on=case.today, facts={"ref": ref, "reason": reason}) for ref in refs)


def _opening(case: Case) -> tuple[object, ...]:
    """What the opening of a letter says of a request besides its content; requests answered together share it."""
    request = case.request
    return request.applicant, request.co_applicants, request.delivery, case.limits.receipt, steps_before(case)


def _refuse_closed_step(case: Case, wanted: EventKind) -> None:
    """Raises ``StepNotAllowed`` when the step that writes the letter is closed today."""
    request = case.request
    steps = next_steps(request.channel, request.events, case.limits, case.calendar, case.today, matter=request.matter)
    step = next((step for step in steps if step.kind is wanted), None)
    if step is None or not step.open:
        raise StepNotAllowed(wanted, (step and step.reason) or say("casework.step_closed"))


def _refuse_closed_outcome(case: Case, kind: LetterKind, outcome: Outcome | None) -> None:
    """Raises ``StepNotAllowed`` when a step that a result needs before it is missing, or it is none of the matter."""
    course, matter = case.limits.course, case.request.matter
    told = [outcome] if outcome else [each for each in Outcome if each.letter is kind and not answers(each, matter)]
    if told and (closed := closed_outcome(told[0], course, case.today, case.calendar, matter)):
        raise StepNotAllowed(EventKind.REPLIED, closed.sentence())


def _service_facts(service: Service) -> dict[str, Json]:
    facts: dict[str, Json] = {"way": service.way.value}
    if service.posted_on is not None:
        facts["posted_on"] = service.posted_on.isoformat()
    if service.signed_on is not None:
        facts["signed_on"] = service.signed_on.isoformat()
    return facts | ({"tracking_number": service.tracking_number} if service.tracking_number else {})


def _later_facts(case: Case, letter_id: str, facts: Mapping[str, Json]) -> list[Event]:
    """``amended`` events that add ``facts`` to the last service of the letter."""
    events = case.request.events
    places = [
        place
        for place, event in enumerate(events)
        if event.kind is EventKind.SERVED and event.letter in (letter_id, None)
    ]
    if not places:
        raise StepNotAllowed(EventKind.SERVED, say("casework.letter.not_served"))
    served = events[places[-1]]
    why = say("casework.letter.signed_for")
    return [
        amendment_event(case.today, places[-1], name, served.facts.get(name), value, why)
        for name, value in facts.items()
        if served.facts.get(name) != value
    ]


def _as_json(draft: LetterDraft) -> dict[str, Json]:
    return {
        "kind": draft.kind.value,
        "requests": list(draft.requests),
        "outcome": None if draft.outcome is None else draft.outcome.value,
        "values": dict(draft.values),
        "edits": dict(draft.edits),
    }


def _from_json(saved: Draft) -> LetterDraft:
    content = saved.content
    outcome, requests = content.get("outcome"), content.get("requests")
    values, edits = content.get("values"), content.get("edits")
    return LetterDraft(
        id=saved.id,
        kind=code_of(LetterKind, str(content["kind"])),
        requests=tuple(str(number) for number in requests) if isinstance(requests, list) else (),
        outcome=None if outcome is None else code_of(Outcome, str(outcome)),
        values=values if isinstance(values, dict) else {},
        edits={key: str(text) for key, text in edits.items()} if isinstance(edits, dict) else {},
    )
