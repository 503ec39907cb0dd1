"""Whether a draft may be registered (faults by field), and the four checks of 条例 29."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop.casework.intake.intake_events import assumed_form, confirmed_on
from desktop.casework.intake.intake_views import CheckItem, CheckLine, IdentityHint, IdentityProof, IntakeDraft
from desktop.rules.entered_text import is_mail_address
from desktop.rules.receipt import TO_BE_CONFIRMED
from resources.messages import say
from resources.vocabulary import Channel, Delivery

CONTACT_OF_DELIVERY = {
    Delivery.POST: ("address", "postcode"),
    Delivery.EMAIL: ("email",),
    Delivery.FAX: ("fax",),
}
"""What the chosen delivery needs."""

CONTACTS = ("phone", "email", "address", "fax")
"""How an applicant can be reached (条例 29(一): 联系方式)."""

Fault = tuple[str, str]
"""Field of the draft and key of the sentence ``casework.intake.fault_<key>``."""


def faults_of(draft: IntakeDraft, today: date) -> dict[str, str]:
    """Field -> sentence of what must be put right before registering; the first fault of each field.

    What the clerk marked 需补正 may be missing: the correction notice asks for it.
    """
    found = [*_date_faults(draft, today), *_identity_faults(draft), *_contact_faults(draft), *_form_faults(draft)]
    faults: dict[str, str] = {}
    for field, key in found:
        faults.setdefault(field, say(f"casework.intake.fault_{key}"))
    return faults


def _date_faults(draft: IntakeDraft, today: date) -> Iterator[Fault]:
    if draft.channel is None:
        yield "channel", "channel"
        return
    arrival_field = "signed_on" if draft.channel is Channel.SIGNED_MAIL else "arrived_on"
    arrival = draft.signed_on if draft.channel is Channel.SIGNED_MAIL else draft.arrived_on
    if arrival is None:
        yield arrival_field, arrival_field
        return
    if arrival > today:
        yield arrival_field, "future"
    if draft.channel not in TO_BE_CONFIRMED:
        return
    confirmed = confirmed_on(draft)
    if confirmed is not None and confirmed > today:
        yield "confirmed_on", "future"
    if confirmed is not None and confirmed < arrival:
        yield "confirmed_on", "before_arrival"
    if any(contact.on < arrival or contact.on > today for contact in draft.contacts):
        yield "contacts", "contact_day"


def _identity_faults(draft: IntakeDraft) -> Iterator[Fault]:
    if not draft.name.strip():
        yield "name", "name"
    if not draft.id_number.strip() and CheckItem.IDENTITY not in lacks_of(draft):
        yield "id_number", "id_number"
    if draft.has_agent and not draft.agent_name.strip():
        yield "agent_name", "agent_name"
    if any(not other.name.strip() for other in draft.co_applicants):
        yield "co_applicants", "co_applicants"


def _contact_faults(draft: IntakeDraft) -> Iterator[Fault]:
    if CheckItem.CONTACT in draft.needs_correction:
        return
    if not any(getattr(draft, name) for name in CONTACTS):
        yield "phone", "contact"
    if draft.email and not is_mail_address(draft.email):
        yield "email", "email"
    for field in CONTACT_OF_DELIVERY.get(draft.delivery, ()) if draft.delivery else ():
        if not str(getattr(draft, field)).strip():
            yield field, f"delivery_{field}"


def _form_faults(draft: IntakeDraft) -> Iterator[Fault]:
    if not draft.content.strip():
        yield "content", "content"
    if CheckItem.FORM in draft.needs_correction:
        return
    if draft.medium is None and not draft.record_correction:
        yield "medium", "medium"
    if draft.delivery is None:
        yield "delivery", "delivery"


def lacks_of(draft: IntakeDraft) -> dict[str, str]:
    """What the applicant is asked to put right: item of the check -> what is missing, empty where nobody wrote it.

    Besides what the clerk marked 需补正: the proof of identity that is down as missing, and evidence that is not there.
    """
    found: dict[str, str] = {}
    if draft.identity_proof is IdentityProof.MISSING:
        found[CheckItem.IDENTITY.value] = say("casework.check.proof_needed", document=draft.id_type.label)
    if lacks_evidence(draft):
        found[CheckItem.EVIDENCE.value] = ""
    return found | dict(draft.needs_correction)


def check_lines(draft: IntakeDraft, identity: IdentityHint | None) -> tuple[CheckLine, ...]:
    """The four checks: what was found, and whether the clerk lets it pass."""
    findings = {
        CheckItem.IDENTITY: _identity_finding(draft, identity),
        CheckItem.CONTACT: _contact_finding(draft),
        CheckItem.DESCRIPTION: _description_finding(draft),
    }
    if draft.record_correction:
        findings[CheckItem.EVIDENCE] = _evidence_finding(draft)
    else:
        findings[CheckItem.FORM] = _form_finding(draft)
    lacks = lacks_of(draft)
    return tuple(
        CheckLine(
            item=item,
            label=say(f"casework.check.{item}"),
            finding=draft.needs_correction.get(item) or finding,
            complete=complete and item not in lacks,
            lack=lacks.get(item),
        )
        for item, (finding, complete) in findings.items()
    )


def _identity_finding(draft: IntakeDraft, identity: IdentityHint | None) -> tuple[str, bool]:
    if not draft.name or (not draft.id_number and draft.identity_proof is not IdentityProof.MISSING):
        return say("casework.check.identity_open"), False
    proof = say(f"casework.check.proof_{draft.identity_proof}", document=draft.id_type.label)
    if identity is None:
        return proof, draft.identity_proof is not IdentityProof.MISSING
    return f"{proof}，{identity.heading}", draft.identity_proof is not IdentityProof.MISSING


def _contact_finding(draft: IntakeDraft) -> tuple[str, bool]:
    present = [say(f"casework.field.{name}") for name in CONTACTS if getattr(draft, name)]
    absent = [
        say(f"casework.field.{name}")
        for name in (CONTACT_OF_DELIVERY.get(draft.delivery, ()) if draft.delivery else ())
        if not getattr(draft, name)
    ]
    if absent:
        return say("casework.check.contact_absent", names="、".join(absent)), False
    if not present:
        return say("casework.check.contact_open"), False
    return say("casework.check.contact_present", names="、".join(present)), True


def _description_finding(draft: IntakeDraft) -> tuple[str, bool]:
    if not draft.content.strip():
        return say("casework.check.description_open"), False
    title = say(f"casework.check.title_{'given' if draft.document_title else 'not_given'}")
    number = say(f"casework.check.number_{'given' if draft.document_number else 'not_given'}")
    return f"{title}；{number}", True


def lacks_evidence(draft: IntakeDraft) -> bool:
    """Whether a record is said to be wrong without anything that shows it (条例 41: 有证据证明)."""
    return draft.record_correction and not draft.evidence.strip() and not draft.attachments


def _evidence_finding(draft: IntakeDraft) -> tuple[str, bool]:
    if lacks_evidence(draft):
        return say("record_corrections.evidence_open"), False
    if draft.evidence.strip():
        return draft.evidence.strip(), True
    return say("record_corrections.evidence_attached", files=len(draft.attachments)), True


def _form_finding(draft: IntakeDraft) -> tuple[str, bool]:
    if draft.medium is None or draft.delivery is None:
        assumed = "、".join(assumed_form(draft))
        return say("record_corrections.form_open", assumed=assumed), False
    parts = [draft.medium.label, draft.delivery.label]
    if draft.accepts_other_form:
        parts.append(say("casework.check.accepts_other_form"))
    return "；".join(parts), True
