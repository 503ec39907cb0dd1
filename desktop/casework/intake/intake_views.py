"""What the intake screens fill in and what they are told while they do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from db.records import Changes
from desktop.casework.views import LimitCell
from resources.vocabulary import ApplicantKind, Band, Channel, Delivery, IdentityDocument, Matter, Medium


class IdentityProof(StrEnum):
    """How the applicant's identity was proved (条例 29(一))."""

    COPY_ENCLOSED = "copy_enclosed"
    ORIGINAL_SEEN = "original_seen"
    MISSING = "missing"


class CheckItem(StrEnum):
    """What is checked before registration: four things (条例 29); of a record correction the evidence, not the form."""

    IDENTITY = "identity"
    CONTACT = "contact"
    DESCRIPTION = "description"
    FORM = "form"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactEntry:
    """One attempt to confirm a request with its applicant. ``at``: clock time ``HH:MM``, may be empty."""

    on: date
    how: str
    reached: bool
    at: str = ""
    by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAttachment:
    """A file added to a draft; its bytes lie in the store until the draft is registered or discarded.

    ``draft_id``: the draft for which the bytes are kept.
    """

    draft_id: str
    name: str
    media_type: str
    sha256: str
    size: int
    pages: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPerson:
    """A further applicant on the same form."""

    kind: ApplicantKind = ApplicantKind.NATURAL_PERSON
    name: str = ""
    id_type: IdentityDocument = IdentityDocument.RESIDENT_ID
    id_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeDraft:
    """Everything typed on the four steps; change it with ``dataclasses.replace``. Missing texts are empty.

    ``arrived_on``: submitted at the counter, dropped into the letter box, or sent by web, e-mail or fax. ``signed_on``:
    only signed mail. ``confirmed_on`` follows the first contact in which the applicant was reached unless it was typed.
    ``needs_correction``: items of the check that the clerk marked 需补正, with what is missing.
    ``record_correction``: a record of the applicant himself is to be corrected, with ``evidence`` (条例 41).
    """

    id: str
    channel: Channel | None = None
    arrived_on: date | None = None
    signed_on: date | None = None
    tracking_number: str = ""
    forwarded_from: str = ""
    confirmed_on: date | None = None
    contacts: tuple[ContactEntry, ...] = ()
    attachments: tuple[DraftAttachment, ...] = ()
    applicant_kind: ApplicantKind = ApplicantKind.NATURAL_PERSON
    name: str = ""
    id_type: IdentityDocument = IdentityDocument.RESIDENT_ID
    id_number: str = ""
    identity_proof: IdentityProof = IdentityProof.COPY_ENCLOSED
    legal_representative: str = ""
    contact_name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    fax: str = ""
    has_agent: bool = False
    agent_name: str = ""
    agent_id_type: IdentityDocument = IdentityDocument.RESIDENT_ID
    agent_id_number: str = ""
    agent_authority: str = ""
    co_applicants: tuple[DraftPerson, ...] = ()
    assistance: str = ""
    content: str = ""
    document_title: str = ""
    document_number: str = ""
    purpose: str = ""
    medium: Medium | None = None
    delivery: Delivery | None = None
    accepts_other_form: bool | None = None
    subject: str = ""
    department: str = ""
    needs_correction: Mapping[str, str] = field(default_factory=dict)
    record_correction: bool = False
    evidence: str = ""

    @property
    def matter(self) -> Matter:
        """What the request is about."""
        return Matter.RECORD_CORRECTION if self.record_correction else Matter.DISCLOSURE


@dataclass(frozen=True, slots=True, kw_only=True)
class DateNote:
    """What stands beside a date field. ``day_kind``: 工作日, 周末, 国庆节, 调休上班; ``refused``: it cannot be."""

    day_kind: str
    sentence: str
    refused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptExplained:
    """The decisive sentence: which day is the receipt day and why; ``why_not``: why it is not the arrival."""

    day: date | None
    provisional: bool
    sentence: str
    reason: str
    why_not_title: str | None = None
    why_not: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitLine:
    """A limit shown before saving. ``day`` None: not told, ``basis`` then says why."""

    label: str
    day: date | None
    working_days: str
    basis: str
    decisive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """A line of the check list: what was found, and whether it is complete.

    ``lack``: what the applicant is asked to put right, None while nobody has said that he is.
    """

    item: CheckItem
    label: str
    finding: str
    complete: bool
    lack: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryLine:
    """A line of the summary at the right. ``pending``: 待填（第 2 步）."""

    label: str
    value: str
    pending: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityHint:
    """What the identity number tells; a hint, never a stop. ``proposed``: the kind that a credit code suggests."""

    matches: bool
    heading: str
    text: str
    proposed: ApplicantKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakePreview:
    """All that follows from a draft as it stands.

    ``faults``: field name of ``IntakeDraft`` -> sentence; registering is refused while there are any. ``steps_done``:
    which of the steps before the last are complete; registering completes the last. ``summary`` has the groups of the
    side card in order. ``asks_purpose``: the form of the old Regulation had a field for the use (国务院令第492号 13).
    """

    expected_number: str
    receipt: ReceiptExplained
    date_notes: Mapping[str, DateNote]
    limits: tuple[LimitLine, ...]
    cells: tuple[LimitCell, ...]
    calendar_sentence: str | None
    identity_hint: IdentityHint | None
    checks: tuple[CheckLine, ...]
    summary: tuple[tuple[SummaryLine, ...], ...]
    faults: Mapping[str, str]
    steps_done: tuple[bool, bool, bool]
    asks_purpose: bool = False

    @property
    def ready(self) -> bool:
        """Whether the draft may be registered."""
        return not self.faults


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierRequest:
    """An earlier request in a side card. ``standing``: 余 3 天, 06-16 予以公开, 在办，同一人; ``band``: while open."""

    number: str
    content: str
    standing: str
    open: bool
    band: Band | None = None
    same_applicant: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SameApplicant:
    """Earlier requests of the applicant. The counts include the draft itself in ``this_month`` and ``this_year``."""

    this_month: int
    this_year: int
    open: int
    rows: tuple[EarlierRequest, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """A saved draft in the list of other drafts."""

    id: str
    title: str
    saved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A request that is in the store. ``receipt_letter``: id of its L01.

    ``receipt_refusal``: why the receipt was not issued; it can be later. ``matter``: what the request is about.
    """

    number: str
    receipt_letter: str | None
    needs_correction: bool
    changes: Changes
    receipt_refusal: str | None = None
    matter: Matter = Matter.DISCLOSURE
