"""The summary card of the intake screens: what will be registered, and what is still to be filled in."""

from __future__ import annotations

from desktop.casework.day_words import iso_weekday
from desktop.casework.intake.intake_views import IntakeDraft, ReceiptExplained, SummaryLine
from desktop.casework.labels import kind_label
from desktop.casework.masking import masked_identity, masked_phone
from resources.messages import say

_APPLICANT_STEP = 2
_INFORMATION_STEP = 3

Group = tuple[SummaryLine, ...]


def summary_of(draft: IntakeDraft, receipt: ReceiptExplained, expected_number: str) -> tuple[Group, ...]:
    """The groups of the card in order: arrival, applicant, information, receipt."""
    return _arrival(draft, receipt, expected_number), _applicant(draft), _information(draft), _paper()


def _line(name: str, value: str, step: int = 0, *, strong: bool = False) -> SummaryLine:
    """A line; an empty value is shown as 待填（第 n 步）."""
    label = say(f"casework.summary.{name}")
    if not value:
        return SummaryLine(label=label, value=say("casework.summary.pending", step=step), pending=True)
    return SummaryLine(label=label, value=value, strong=strong)


def _arrival(draft: IntakeDraft, receipt: ReceiptExplained, expected_number: str) -> Group:
    arrived = draft.arrived_on or draft.signed_on
    # Without a reason there is nothing to say yet of the receipt day.
    awaited = say("casework.receipt.to_be_confirmed") if receipt.reason else ""
    received = iso_weekday(receipt.day) if receipt.day else awaited
    files, pages = len(draft.attachments), sum(file.pages or 0 for file in draft.attachments)
    return (
        _line("number", say("casework.summary.expected", number=expected_number)),
        _line("channel", draft.channel.label if draft.channel else "", 1),
        _line("arrived", iso_weekday(arrived) if arrived else "", 1),
        _line("received", received, 1, strong=True),
        _line("attachments", say("casework.summary.files", files=files, pages=pages)),
    )


def _applicant(draft: IntakeDraft) -> Group:
    who = f"{draft.name} ・ {kind_label(draft.applicant_kind)}" if draft.name else ""
    document = f"{draft.id_type.label} {masked_identity(draft.id_number)}" if draft.id_number else ""
    place = " ".join(part for part in (draft.address, draft.postcode) if part)
    contact = [masked_phone(draft.phone) if draft.phone else "", draft.email, place]
    return (
        _line("applicant", who, _APPLICANT_STEP),
        _line("document", document, _APPLICANT_STEP),
        _line("contact", "\n".join(part for part in contact if part), _APPLICANT_STEP),
    )


def _information(draft: IntakeDraft) -> Group:
    form = draft.delivery.label if draft.delivery and draft.record_correction else ""
    if draft.medium and draft.delivery and not draft.record_correction:
        form = f"{draft.medium.label}，{draft.delivery.label}"
        if draft.accepts_other_form:
            form += "；" + say("casework.check.accepts_other_form")
    lines = [
        _line("content", draft.document_title or draft.content, _INFORMATION_STEP),
        _line("form", form, _INFORMATION_STEP),
    ]
    if draft.department:
        lines.append(_line("department", draft.department))
    return tuple(lines)


def _paper() -> Group:
    return (_line("receipt", say("casework.summary.receipt_paper")),)
