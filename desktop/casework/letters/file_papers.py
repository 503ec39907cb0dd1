"""Forms of the office: blank ones for the counter, and those of a request, filled with what its file knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from db.records import Applicant, Attachment, Json, Letter, Request
from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.intake.needed_forms import needed_forms
from desktop.casework.letters.letter_copies import own_files
from desktop.casework.letters.letter_values import addressee
from desktop.casework.letters.reply_letters import REPLIES
from desktop.casework.office.paper_mark import mark_of
from desktop.casework.office.settings import OfficeSettings, office_settings
from desktop.casework.requests.cases import Case, read_case
from desktop.casework.retention.retention_terms import retention_terms, term_in_words
from desktop.casework.steps.outside_values import OUTSIDE, envelope_of_outside
from desktop.casework.views import Paper
from desktop.casework.wording.wording_parts import wording_on
from desktop.rules.editions import EDITION_492
from desktop.rules.history import history
from desktop.rules.retention import REFUSING_ROWS, RetentionClass
from forms.catalogue import form_of
from forms.draft_mark import marked
from resources.messages import say
from resources.vocabulary import (
    ApplicantKind,
    Channel,
    EventKind,
    LetterKind,
    Matter,
    Party,
    WayOfService,
)
from resources.wording import Wording

Values = dict[str, Json]
_BoundPaper: TypeAlias = tuple[str | None, str, str | None, int | None]
"""Number, title, day and pages of a paper in the file."""

_MOST_IDENTITIES = 3
_FORM_PAGES = 1
_APPLICATION = "申请"
"""A file with this in its name is the scan of the request itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankForm:
    """A form that people fill in by hand. ``organisation``: the one for organisations, where there are two."""

    kind: LetterKind
    name: str
    use: str
    organisation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePaper:
    """A form of a request. ``letter``: id of the letter whose service it proves."""

    kind: LetterKind
    name: str
    letter: str | None = None


@dataclass(frozen=True)
class FilePapers:
    """Papers that are printed and signed, and neither numbered nor kept by the program."""

    context: Context

    def blank_forms(self) -> tuple[BlankForm, ...]:
        """The forms for the counter, in the order of their use."""
        return tuple(
            BlankForm(
                kind=kind,
                name=say(f"casework.blank.{key}"),
                use=say(f"casework.blank.{key}_use"),
                organisation=key == "application_organisation",
            )
            for key, kind in _BLANK.items()
        )

    def blank(self, wanted: BlankForm) -> Paper:
        """A blank form with the office's name and contact."""
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
            settings = office_settings(reading, office)
            words = wording_on(reading, office, wanted.kind, self.context.today())
        values = _office_values(settings) | {"is_organisation": wanted.organisation}
        with marked(mark_of(settings)):
            return _printed(wanted.kind, values, words, wanted.name)

    def papers(self, number: str) -> tuple[FilePaper, ...]:
        """The forms that the request ``number`` can need, in the order of its course; a service receipt a letter.

        Raises ``RequestNotFound``.
        """
        with self.context.store.reading() as reading:
            case = read_case(self.context, reading, number)
            kinds = needed_forms(case)
            served = _served_letters(reading, case)
        papers = [FilePaper(kind=kind, name=kind.label) for kind in kinds]
        if LetterKind.SERVICE_RECEIPT not in kinds:
            return tuple(papers)
        place = kinds.index(LetterKind.SERVICE_RECEIPT)
        receipts = [_receipt_of(letter) for letter in reversed(served)]
        return (*papers[:place], *(receipts or papers[place : place + 1]), *papers[place + 1 :])

    def of_request(self, number: str, kind: LetterKind, letter: str | None = None) -> Paper:
        """The form of a request, filled with what is known. Raises ``RequestNotFound``."""
        with self.context.store.reading() as reading:
            case = read_case(self.context, reading, number)
            settings = office_settings(reading, self.context.office_in(reading))
            values = form_values(reading, kind, case, settings)
            if letter is not None:
                values |= _service(reading, case, letter)
            words = wording_on(reading, settings.name, kind, self.context.today())
        with marked(mark_of(settings)):
            return _printed(kind, values, words, f"{kind.label} {number}")


def form_values(reading: Reading, kind: LetterKind, case: Case, settings: OfficeSettings) -> Values:
    """The facts of a form of ``case``, by name."""
    values = _office_values(settings) | {
        "filled_on": case.today.isoformat(),
        "request_number": case.number,
        "content": case.request.content,
        # 条例 31(3): a day that holds only until the applicant is reached is no receipt day to write on paper.
        "received_on": None if case.limits.receipt_provisional else _iso(case.limits.receipt),
        "due_on": _iso(case.limits.reply_due),
        "department": case.department,
        "record_correction": case.request.matter is Matter.RECORD_CORRECTION,
        "old_regulation": case.limits.edition is EDITION_492,
    }
    if kind is LetterKind.HANDOVER_SLIP:
        return values | _handover(case)
    if kind is LetterKind.SERVICE_RECEIPT:
        return values | _service(reading, case)
    if kind is LetterKind.FILE_COVER:
        return values | _file(reading, case)
    if kind is LetterKind.REVIEW_FORM:
        return values | {"medium": case.request.medium.value, "delivery": case.request.delivery.value}
    if kind is LetterKind.ON_THE_SPOT_RECORD:
        return values | _applicant(case) | _answered(case)
    return values | _applicant(case)


def _answered(case: Case) -> Values:
    """What was answered on the spot; nothing where the request took its usual way."""
    events = (placed.event for placed in history(case.request.events, case.today))
    replied = next((event for event in events if event.facts.get("on_the_spot") is True), None)
    if replied is None:
        return {}
    at = replied.recorded_at
    return {
        "outcome": replied.text("outcome"),
        "answer": replied.note,
        "answered_at": say("on_the_spot.time", hour=at.hour, minute=f"{at.minute:02}") if at else None,
    }


def _office_values(settings: OfficeSettings) -> Values:
    values: Values = {
        "agency": settings.full_name,
        "contact_office": settings.contact_office,
        "contact_phone": settings.contact_phone,
    }
    return {name: value for name, value in values.items() if value}


def _handover(case: Case) -> Values:
    hand_over = case.limits.course.hand_over
    if hand_over is None:
        return {}
    return {
        "handed_over_on": hand_over.on.isoformat(),
        "inner_due_on": _iso(hand_over.due_on),
        "receipt_open": case.limits.receipt_provisional,
    }


def _applicant(case: Case) -> Values:
    request, applicant = case.request, case.request.applicant
    agent = request.agent
    return {
        "is_organisation": applicant.kind is not ApplicantKind.NATURAL_PERSON,
        "applicant": addressee(request),
        "applicant_kind": applicant.kind.value,
        **_identities(request),
        "applied_on": _iso(case.limits.course.receipt.arrival),
        "legal_representative": applicant.legal_representative,
        "contact_name": applicant.contact_name,
        "phone": applicant.phone,
        "email": applicant.email,
        "fax": applicant.fax,
        "address": applicant.address,
        "postcode": applicant.postcode,
        "agent": agent.name if agent else None,
        "agent_id_type": agent.id_type.label if agent and agent.id_type and agent.id_number else None,
        "agent_id_number": agent.id_number if agent else None,
        "document_title": request.document_title,
        "document_number": request.document_number,
        "purpose": request.purpose,
        "medium": request.medium.value,
        "delivery": request.delivery.value,
        "accepts_other_form": bool(request.accepts_other_form),
        "assistance": request.assistance,
    }


def _identities(request: Request) -> Values:
    """The documents of the applicants, a line each in the order of their names; of a crowd the representative's."""
    people = [request.applicant, *request.co_applicants]
    shown = people if len(people) <= _MOST_IDENTITIES else people[:1]
    if not any(one.id_number for one in shown):
        return {}
    kinds = [one.id_type.label if one.id_number else "" for one in shown]
    return {
        "id_type": kinds[0] if len(set(kinds)) == 1 else "\n".join(kinds),
        "id_number": "\n".join(one.id_number or say("casework.file.no_identity") for one in shown),
    }


def _served_letters(reading: Reading, case: Case) -> list[Letter]:
    """The letters that are served, oldest first; the receipt of registration is handed out."""
    return [letter for letter in _letters(reading, case) if letter.kind is not LetterKind.RECEIPT]


def _receipt_of(letter: Letter) -> FilePaper:
    name = say("casework.file.service_receipt", letter=letter.number or letter.title)
    return FilePaper(kind=LetterKind.SERVICE_RECEIPT, name=name, letter=letter.id)


def _service(reading: Reading, case: Case, wanted: str | None = None) -> Values:
    """A letter, the last one unless another is ``wanted``, to whom it went and how."""
    agent = case.request.agent
    applicant: Values = {
        "addressee": addressee(case.request),
        "address": case.request.applicant.address,
        "agent": agent.name if agent else None,
        "agent_authority": agent.authority if agent else None,
    }
    letters = [letter for letter in _served_letters(reading, case) if wanted in (None, letter.id)]
    if not letters:
        return applicant
    letter = letters[-1]
    values = envelope_of_outside(letter) if letter.kind in OUTSIDE else applicant
    told = (placed.event for placed in history(case.request.events, case.today))
    services = [event for event in told if event.kind is EventKind.SERVED and event.letter == letter.id]
    sent = services[-1] if services else None
    if sent is not None and letter.kind not in OUTSIDE:
        values |= _where(case.request.applicant, sent.text("way"))
    return values | {
        "letter": f"{letter.title}（{letter.number}）" if letter.number else letter.title,
        "way": sent.text("way") if sent else None,
        "tracking_number": sent.text("tracking_number") if sent else None,
    }


def _where(applicant: Applicant, way: str | None) -> Values:
    """Where an electronic service went; nothing for the other ways, which go to the address."""
    places = {WayOfService.EMAIL.value: applicant.email, WayOfService.FAX.value: applicant.fax}
    place = places.get(way or "")
    return {"address": place} if place else {}


def _file(reading: Reading, case: Case) -> Values:
    ending = case.limits.course.ending
    files = own_files(reading.attachments_of(case.request.office, case.number))
    papers = _bound(_letters(reading, case), _request_papers(case, files))
    return {
        "applicant": addressee(case.request),
        "result": _result(case),
        "completed_on": _iso(case.limits.completed),
        "retention": term_in_words(_term(reading, case)) if ending else None,
        "papers": papers,
    }


def _result(case: Case) -> str | None:
    if case.limits.course.voided:
        return EventKind.REGISTRATION_VOIDED.label
    ending = case.limits.course.ending
    return None if ending is None else ending.outcome.label


def _letters(reading: Reading, case: Case) -> list[Letter]:
    found = reading.letters_of(case.request.office, case.number)
    return [letter for letter in found if letter.void_reason is None]


def _term(reading: Reading, case: Case) -> int:
    """How long the file is kept, in years (law 10.1)."""
    course = case.limits.course
    applies = {
        RetentionClass.DISPUTE: bool(reading.disputes_of(case.request.office, case.number)),
        RetentionClass.REFUSAL: course.ending is not None and course.ending.outcome.row in REFUSING_ROWS,
        RetentionClass.THIRD_PARTY: any(inquiry.party is Party.THIRD_PARTY for inquiry in course.consultations),
    }
    terms = retention_terms(reading, case.request.office)
    return terms.years[terms.decisive(frozenset(kept for kept, holds in applies.items() if holds))]


def _bound(letters: Sequence[Letter], request: Sequence[_BoundPaper]) -> list[Json]:
    """The papers as they are bound (law 10.1): reply, request with its files, receipt, notices by their day.

    First pages are told as long as the pages of all papers before are known.
    """
    replies = [letter for letter in letters if letter.kind in REPLIES]
    receipts = [letter for letter in letters if letter.kind is LetterKind.RECEIPT]
    notices = [letter for letter in letters if letter not in replies and letter not in receipts]
    listed = [*map(_line, replies), *request, *map(_line, (*receipts, *notices))]
    bound: list[Json] = []
    first: int | None = 1
    for number, title, day, pages in listed:
        bound.append({"number": number, "title": title, "date": day, "first": first, "pages": pages})
        first = None if first is None or pages is None else first + pages
    return bound


def _request_papers(case: Case, files: Sequence[Attachment]) -> list[_BoundPaper]:
    """The request with what came with it. Its pages are known where the office filled the form in or has a scan."""
    handed_in: list[_BoundPaper] = [(None, file.name, None, file.pages) for file in files]
    if any(_APPLICATION in file.name for file in files):
        return handed_in
    return [_application(case), *handed_in]


def _application(case: Case) -> _BoundPaper:
    day = _iso(case.limits.receipt)
    if case.request.matter is Matter.RECORD_CORRECTION:
        return None, say("casework.file.application_of_correction"), day, None
    if case.request.channel is Channel.ORAL:
        return None, say("casework.file.application_oral"), day, _FORM_PAGES
    return None, say("casework.file.application"), day, None


def _line(letter: Letter) -> _BoundPaper:
    return letter.number, letter.title, letter.date.isoformat(), letter.pages


def _printed(kind: LetterKind, values: Mapping[str, Json], words: Wording, name: str) -> Paper:
    form = form_of(kind)
    rendered = form.render(form.facts_from(values), words)
    return Paper(pdf=rendered.pdf, pages=rendered.pages, name=f"{name}.pdf")


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


_BLANK: Mapping[str, LetterKind] = MappingProxyType(
    {
        "application_citizen": LetterKind.APPLICATION_FORM,
        "application_organisation": LetterKind.APPLICATION_FORM,
        "oral": LetterKind.ORAL_APPLICATION_FORM,
        "authority": LetterKind.AUTHORITY_FORM,
        "withdrawal": LetterKind.WITHDRAWAL_FORM,
        "on_the_spot": LetterKind.ON_THE_SPOT_RECORD,
        "service_receipt": LetterKind.SERVICE_RECEIPT,
        "review": LetterKind.REVIEW_FORM,
    }
)
