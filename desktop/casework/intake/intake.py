"""Registering a request: drafts that survive, what follows from them, and the one transaction that registers."""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from db.records import Attachment, CatalogueEntry, Changes, Draft, Event, Json, Request
from db.store import Reading, Writing
from desktop.casework.context import Context
from desktop.casework.drafts import keep_draft, kept_draft
from desktop.casework.intake.earlier_requests import same_applicant, similar
from desktop.casework.intake.intake_checks import lacks_of
from desktop.casework.intake.intake_drafts import draft_as_json, draft_from_json
from desktop.casework.intake.intake_events import EVIDENCE, arrival_events, assumed_form, request_of
from desktop.casework.intake.intake_preview import Desk, preview_of
from desktop.casework.intake.intake_views import (
    CheckItem,
    DraftAttachment,
    DraftRow,
    EarlierRequest,
    IntakeDraft,
    IntakePreview,
    Registered,
    SameApplicant,
)
from desktop.casework.intake.on_the_spot import SpotReply, spot_events
from desktop.casework.letters.issuing import NewLetter, issue_letter
from desktop.casework.letters.letter_values import receipt_values
from desktop.casework.office.settings import OfficeSettings, next_request_number, office_settings, take_request_number
from desktop.casework.page_count import page_count
from desktop.casework.registers.catalogue import matching
from desktop.casework.requests.cases import read_case
from desktop.casework.requests.late_entries import entered
from desktop.casework.requests.requests import AttachmentNotFound
from desktop.casework.steps.steps import append
from desktop.rules.editions import EDITION_711
from desktop.rules.projection import project
from desktop.rules.timeline import time_limits
from forms.facts import FactsMissing
from forms.fonts import UnprintableCharacter
from resources.messages import ShoubanError, say
from resources.vocabulary import EventKind, LetterKind

PURPOSE = "intake"


class IntakeIncomplete(ShoubanError):
    """A draft that cannot be registered yet; ``faults``: field -> sentence."""

    key = "casework.intake_incomplete"

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(faults="；".join(faults.values()))
        self.faults = faults


@dataclass(frozen=True)
class Intake:
    """The counter's intake."""

    context: Context

    def new_draft(self) -> IntakeDraft:
        """An empty draft with an id of its own; nothing is stored before ``save_draft``."""
        return IntakeDraft(id=uuid.uuid4().hex)

    def save_draft(self, draft: IntakeDraft) -> Changes:
        """Keep ``draft`` as it stands."""
        return keep_draft(self.context, PURPOSE, draft.id, draft_as_json(draft))

    def drafts(self) -> tuple[DraftRow, ...]:
        """Saved drafts, newest first."""
        with self.context.store.reading() as reading:
            saved = reading.drafts(PURPOSE)
        return tuple(DraftRow(id=draft.id, title=_title(draft), saved_at=draft.saved_at) for draft in saved)

    def draft(self, draft_id: str) -> IntakeDraft:
        """A saved draft. Raises ``DraftNotFound``."""
        saved = kept_draft(self.context, draft_id)
        return draft_from_json(saved.id, saved.content)

    def discard(self, draft_id: str) -> Changes:
        """Throw a draft and its files away."""
        with self.context.store.writing() as writing:
            _delete(writing, draft_id)
        return Changes(drafts=True)

    def attach(self, draft_id: str, name: str, media_type: str, data: bytes, *, note: str = "") -> DraftAttachment:
        """Keep a file for a draft; the pages of PDFs and pictures are counted. Add the result to ``attachments``."""
        sha256 = hashlib.sha256(data).hexdigest()
        content: dict[str, Json] = {"data": base64.b64encode(data).decode("ascii")}
        with self.context.store.writing() as writing:
            writing.put_draft(
                Draft(
                    id=_file_id(draft_id, sha256),
                    purpose=_file_purpose(draft_id),
                    content=content,
                    saved_at=self.context.clock(),
                )
            )
        pages = page_count(media_type, data)
        return DraftAttachment(
            draft_id=draft_id,
            name=name,
            media_type=media_type,
            sha256=sha256,
            size=len(data),
            pages=pages,
            note=note,
        )

    def attachment_bytes(self, attachment: DraftAttachment) -> bytes:
        """The bytes of a draft's file. Raises ``AttachmentNotFound``."""
        with self.context.store.reading() as reading:
            return _file_bytes(reading, attachment)

    def preview(self, draft: IntakeDraft) -> IntakePreview:
        """What follows from ``draft``: receipt day, limits, check list, summary, faults."""
        with self.context.store.reading() as reading:
            return self._preview(reading, draft)

    def _preview(self, reading: Reading, draft: IntakeDraft) -> IntakePreview:
        settings, today = office_settings(reading, self.context.office_in(reading)), self.context.today()
        expected = next_request_number(reading, settings, today.year) if settings.name else ""
        desk = Desk(today, self.context.calendar(reading), settings, expected)
        return preview_of(draft, desk)

    def same_applicant(self, draft: IntakeDraft) -> SameApplicant | None:
        """Earlier requests of the same applicant; None while the draft does not say who asks."""
        with self.context.store.reading() as reading:
            return same_applicant(self.context, reading, draft)

    def similar(self, draft: IntakeDraft, limit: int = 5) -> tuple[EarlierRequest, ...]:
        """Earlier requests with similar content, most similar first."""
        with self.context.store.reading() as reading:
            return similar(self.context, reading, draft, limit)

    def published(self, draft: IntakeDraft, limit: int = 3) -> tuple[CatalogueEntry, ...]:
        """Entries of the published catalogue that may be what is asked for (条例 36(一)); none for an empty content."""
        text = " ".join(filter(None, (draft.document_number, draft.document_title, draft.content)))
        with self.context.store.reading() as reading:
            return matching(self.context, reading, text, limit)

    def register(self, draft: IntakeDraft, spot: SpotReply | None = None) -> Registered:
        """Register ``draft`` with its receipt in one transaction; with ``spot`` its answer, given on the spot, too.

        A receipt that cannot be printed (settings lack what it says, no font has a character) stops no registration;
        it is issued later. Raises ``IntakeIncomplete``, ``SpotReplyRefused``, ``OfficeNotNamed``.
        """
        try:
            return self._register(draft, spot, receipt_refusal=None)
        except (FactsMissing, UnprintableCharacter) as unready:
            return self._register(draft, spot, receipt_refusal=unready.sentence())

    def _register(self, draft: IntakeDraft, spot: SpotReply | None, *, receipt_refusal: str | None) -> Registered:
        today = self.context.today()
        with self.context.store.writing() as writing:
            office = self.context.named_office_in(writing)
            preview = self._preview(writing, draft)
            if preview.faults:
                raise IntakeIncomplete(preview.faults)
            settings = office_settings(writing, office)
            number, serial = take_request_number(writing, settings, today.year)
            registered = Event(kind=EventKind.REGISTERED, on=today, facts=_registered_facts(draft, settings))
            arrived = (_late_arrival(event, today) for event in arrival_events(draft))
            request = request_of(draft, office, number, (*arrived, registered))
            writing.add_request(request, project(request, self.context.calendar(writing)), serial)
            self._keep_files(writing, draft, request)
            letter = None if receipt_refusal else self._issue_receipt(writing, draft, request, settings)
            if spot is not None:
                case = read_case(self.context, writing, number)
                append(self.context, writing, case, *spot_events(spot, draft, today))
            _delete(writing, draft.id)
        return Registered(
            number=number,
            receipt_letter=letter,
            needs_correction=bool(lacks_of(draft)),
            receipt_refusal=receipt_refusal,
            matter=draft.matter,
            changes=Changes(requests=frozenset({number}), letters=frozenset({letter} if letter else ()), drafts=True),
        )

    def _keep_files(self, writing: Writing, draft: IntakeDraft, request: Request) -> None:
        for file in draft.attachments:
            data = _file_bytes(writing, file)
            writing.add_attachment(
                Attachment(
                    office=request.office,
                    request=request.number,
                    name=file.name,
                    media_type=file.media_type,
                    sha256=file.sha256,
                    pages=file.pages,
                    size=file.size,
                ),
                data,
            )

    def _issue_receipt(
        self, writing: Writing, draft: IntakeDraft, request: Request, settings: OfficeSettings
    ) -> str | None:
        """Issue L01 and append its event; returns the letter's id. None for a request of the old Regulation.

        Its letters are recorded, not composed: L01 would promise the limit of the Regulation of 2019.
        """
        calendar, today = self.context.calendar(writing), self.context.today()
        if time_limits(request.channel, request.events, calendar, today).edition is not EDITION_711:
            return None
        values = receipt_values(request, settings, calendar, draft.attachments, today)
        new = NewLetter(kind=LetterKind.RECEIPT, requests=(request.number,), values=values)
        letter, _ = issue_letter(self.context, writing, settings, new)
        issued = Event(kind=EventKind.RECEIPT_ISSUED, on=today, letter=letter.id)
        complete = replace(request, events=(*request.events, issued))
        writing.append_events(request.office, request.number, (issued,), project(complete, calendar))
        return letter.id


def _late_arrival(event: Event, today: date) -> Event:
    """Attempts to reach the applicant are logged as they are made; the other entries tell when they came late."""
    return event if event.kind is EventKind.CONTACT_ATTEMPTED else entered(event, today)


def _registered_facts(draft: IntakeDraft, settings: OfficeSettings) -> dict[str, Json]:
    """Who registered where, and what the check found; ``needs`` is what a correction notice will ask for."""
    facts: dict[str, Json] = {
        name: value for name, value in (("clerk", settings.clerk), ("window", settings.window)) if value
    }
    if assumed := assumed_form(draft):
        facts["assumed_form"] = list(assumed)
    if draft.record_correction and draft.evidence.strip():
        facts[EVIDENCE] = draft.evidence.strip()
    lacking = lacks_of(draft)
    if not lacking:
        return facts | {"checked": say("casework.event.checked_complete")}
    items = [say(f"casework.check.{item}") for item in CheckItem if item in lacking]
    needs: list[Json] = [text for text in lacking.values() if text]
    facts["checked"] = say("casework.event.checked_needs", items="、".join(items))
    return facts | ({"needs": needs} if needs else {})


def _title(draft: Draft) -> str:
    values = draft.content
    name, content = str(values.get("name") or ""), str(values.get("content") or "")
    return " ".join(part for part in (name, content) if part) or say("casework.draft_untitled")


def _file_id(draft_id: str, sha256: str) -> str:
    return f"{draft_id}:{sha256}"


def _file_purpose(draft_id: str) -> str:
    return f"intake_file:{draft_id}"


def _file_bytes(reading: Reading, attachment: DraftAttachment) -> bytes:
    kept = reading.draft(_file_id(attachment.draft_id, attachment.sha256))
    if kept is None:
        raise AttachmentNotFound(attachment.name)
    return base64.b64decode(str(kept.content["data"]))


def _delete(writing: Writing, draft_id: str) -> None:
    """Forget a draft and all files that were added to it, also those taken out again."""
    for kept in writing.drafts(_file_purpose(draft_id)):
        writing.delete_draft(kept.id)
    writing.delete_draft(draft_id)
