"""What follows from an intake draft as it stands: receipt day, limits, faults, check list, summary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop.casework.day_words import full_day_weekday, month_day, short_day
from desktop.casework.intake.intake_checks import check_lines, faults_of
from desktop.casework.intake.intake_events import arrival_events, confirmed_on
from desktop.casework.intake.intake_summary import summary_of
from desktop.casework.intake.intake_views import (
    DateNote,
    IdentityHint,
    IntakeDraft,
    IntakePreview,
    LimitLine,
    ReceiptExplained,
)
from desktop.casework.limits.limit_views import calendar_sentence, plain_cells, provisional_sentence
from desktop.casework.office.settings import OfficeSettings
from desktop.casework.requests.worklist import kind_of_day
from desktop.rules import identity
from desktop.rules.editions import EDITION_492
from desktop.rules.receipt import TO_BE_CONFIRMED, Receipt
from desktop.rules.timeline import TimeLimits, time_limits
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.messages import say
from resources.vocabulary import Channel


@dataclass(frozen=True, slots=True)
class Desk:
    """What a preview needs besides the draft."""

    today: date
    calendar: WorkingCalendar
    settings: OfficeSettings
    expected_number: str


def preview_of(draft: IntakeDraft, desk: Desk) -> IntakePreview:
    """All that follows from ``draft``."""
    told = _identity_hint(draft, desk.today)
    limits = _limits(draft, desk)
    receipt = _receipt(draft, limits, desk)
    faults = faults_of(draft, desk.today)
    return IntakePreview(
        expected_number=desk.expected_number,
        receipt=receipt,
        date_notes=_date_notes(draft, desk),
        limits=_limit_lines(limits, desk, draft),
        cells=() if limits is None or limits.reply_due is None else plain_cells(limits.days, limits.internal_target),
        calendar_sentence=None if limits is None else _calendar_sentence(limits, desk.calendar),
        identity_hint=told,
        checks=check_lines(draft, told),
        summary=summary_of(draft, receipt, desk.expected_number),
        faults=faults,
        steps_done=_steps_done(faults),
        asks_purpose=limits is not None and limits.edition is EDITION_492,
    )


_FIELDS_OF_STEPS = (
    frozenset({"channel", "arrived_on", "signed_on", "confirmed_on", "contacts"}),
    frozenset(
        {
            "name",
            "id_number",
            "phone",
            "email",
            "address",
            "postcode",
            "fax",
            "legal_representative",
            "contact_name",
            "agent_name",
            "co_applicants",
        }
    ),
    frozenset({"content", "medium", "delivery", "evidence"}),
)


def _steps_done(faults: Mapping[str, str]) -> tuple[bool, bool, bool]:
    first, second, third = (not fields & faults.keys() for fields in _FIELDS_OF_STEPS)
    return first, second, third


def _identity_hint(draft: IntakeDraft, today: date) -> IdentityHint | None:
    """What the draft's number tells; None for an empty number and for papers without a known form."""
    hint = identity.identity_hint(draft.id_type, draft.id_number, today)
    if hint is None:
        return None
    heading = say(f"casework.identity.{'matches' if hint.matches else 'differs'}")
    return IdentityHint(matches=hint.matches, heading=heading, text=hint.sentence(), proposed=hint.proposed)


def _limits(draft: IntakeDraft, desk: Desk) -> TimeLimits | None:
    """The limits by the draft's dates; None while it does not say when it came, or names a day to come."""
    events = arrival_events(draft)
    if draft.channel is None or not events or any(event.on > desk.today for event in events):
        return None
    return time_limits(draft.channel, events, desk.calendar, internal_margin=desk.settings.target_days)


def _receipt(draft: IntakeDraft, limits: TimeLimits | None, desk: Desk) -> ReceiptExplained:
    if limits is None:
        ahead = any(event.on > desk.today for event in arrival_events(draft))
        sentence = say(f"casework.receipt.{'future' if ahead else 'open'}")
        return ReceiptExplained(day=None, provisional=False, sentence=sentence, reason="")
    receipt = limits.course.receipt
    title, why_not = _why_not(draft, receipt)
    return ReceiptExplained(
        day=receipt.day,
        provisional=receipt.provisional,
        sentence=_decisive(receipt),
        reason=receipt.reason() + _first_day(receipt, desk.calendar),
        why_not_title=title,
        why_not=why_not,
    )


def _decisive(receipt: Receipt) -> str:
    if receipt.day is None:
        return say("casework.receipt.unconfirmed")
    key = "casework.receipt.provisional" if receipt.provisional else "casework.receipt.day"
    return say(key, day=full_day_weekday(receipt.day))


def _first_day(receipt: Receipt, calendar: WorkingCalendar) -> str:
    """当日不计，第 1 天为 10月19日."""
    if receipt.day is None:
        return ""
    try:
        return say("casework.receipt.first_day", day=month_day(calendar.add(receipt.day, 1)))
    except CalendarMissing as missing:
        return missing.sentence()


def _why_not(draft: IntakeDraft, receipt: Receipt) -> tuple[str | None, str | None]:
    """Why the arrival is not the receipt day, with the attempts to reach the applicant."""
    if receipt.arrival is None or receipt.day == receipt.arrival or draft.channel not in TO_BE_CONFIRMED:
        return None, None
    ground = "letter" if draft.channel is Channel.ORDINARY_MAIL else "both_sides"
    sentences = [say(f"casework.receipt.why_not_{ground}")]
    for contact in sorted(draft.contacts, key=lambda one: (one.on, one.at)):
        when = f"{month_day(contact.on)} {contact.at}".strip()
        key = "casework.receipt.reached" if contact.reached else "casework.receipt.not_reached"
        sentences.append(say(key, when=when, how=contact.how))
    if not draft.contacts and receipt.day is None:
        sentences.append(say("casework.receipt.try_today"))
    return say("casework.receipt.why_not_title", day=month_day(receipt.arrival)), "".join(sentences)


def _calendar_sentence(limits: TimeLimits, calendar: WorkingCalendar) -> str | None:
    """That the year of the reply limit is not loaded, or that its December may still change."""
    if limits.missing is not None:
        return calendar_sentence(limits.missing, calendar)
    return provisional_sentence(limits.reply_due, calendar)


def _limit_lines(limits: TimeLimits | None, desk: Desk, draft: IntakeDraft) -> tuple[LimitLine, ...]:
    """补正告知最迟, 内部目标, 从严期限 where there is one, 答复期限, 延期后最长; none before the receipt day is known.

    A record correction has neither a notice nor an extension, and its limit is the office's own (条例 41).
    """
    if limits is None or limits.receipt is None:
        return ()
    if draft.record_correction:
        return _correction_limit_lines(limits, desk)
    edition, due = limits.edition, limits.reply_due
    told = None if due is None else short_day(due)
    lines = []
    if edition.correction_notice_days is not None:
        lines.append(_line("correction", limits.correction_notice_due, edition.correction_notice_days, limits, desk))
    target = edition.reply_days - desk.settings.target_days
    lines.append(_line("target", limits.internal_target, target, limits, desk))
    if limits.cautious_reply_due is not None:
        lines.append(_line("cautious", limits.cautious_reply_due, edition.reply_days, limits, desk))
    lines.append(_line("reply", due, edition.reply_days, limits, desk, decisive=True))
    longest = edition.reply_days + edition.extension_max
    lines.append(_line("longest", _longest(limits, desk.calendar), longest, limits, desk, told=told))
    return tuple(lines)


def _correction_limit_lines(limits: TimeLimits, desk: Desk) -> tuple[LimitLine, ...]:
    days = limits.edition.reply_days
    reply = _line("reply", limits.reply_due, days, limits, desk, decisive=True)
    own = replace(reply, basis=say("record_corrections.limit_basis")) if limits.reply_due else reply
    target = _line("target", limits.internal_target, days - desk.settings.target_days, limits, desk)
    return (target, own)


def _longest(limits: TimeLimits, calendar: WorkingCalendar) -> date | None:
    if limits.reply_due is None:
        return None
    try:
        return calendar.add(limits.reply_due, limits.edition.extension_max)
    except CalendarMissing:
        return None


def _line(
    name: str,
    day: date | None,
    days: int,
    limits: TimeLimits,
    desk: Desk,
    *,
    decisive: bool = False,
    told: str | None = None,
) -> LimitLine:
    """One limit; where the calendar does not tell the day, its basis says so."""
    if day is None:
        certain = desk.calendar.last_certain_day()
        basis = say("casework.intake.limit_unknown", day=certain) if certain else say("casework.intake.no_calendar")
    else:
        margin = desk.settings.target_days
        basis = say(f"casework.intake.limit_{name}_basis", rule=limits.edition.reply_rule, day=told, margin=margin)
        if day < desk.today:
            basis = say("casework.intake.limit_passed", basis=basis)
    return LimitLine(
        label=say(f"casework.intake.limit_{name}"),
        day=day,
        working_days=say("casework.proof.working_days", days=days),
        basis=basis,
        decisive=decisive,
    )


def _date_notes(draft: IntakeDraft, desk: Desk) -> dict[str, DateNote]:
    """What stands beside each date that is filled in."""
    days = {"signed_on": draft.signed_on} if draft.channel is Channel.SIGNED_MAIL else {"arrived_on": draft.arrived_on}
    if draft.channel in TO_BE_CONFIRMED:
        days["confirmed_on"] = confirmed_on(draft)
    return {name: _date_note(draft, name, day, desk) for name, day in days.items() if day is not None}


def _date_note(draft: IntakeDraft, name: str, day: date, desk: Desk) -> DateNote:
    kind = kind_of_day(desk.calendar, day)
    if day > desk.today:
        return DateNote(day_kind=kind, sentence=say("casework.date_note.future"), refused=True)
    if name == "confirmed_on":
        own = "typed" if draft.confirmed_on else "from_contacts"
        return DateNote(day_kind=kind, sentence=say(f"casework.date_note.confirmed_{own}"))
    channel = draft.channel or Channel.COUNTER
    forwarded = say("receipts.forwarded_note") if draft.forwarded_from.strip() else ""
    sentences = (say(f"casework.date_note.{channel}"), forwarded, _late(day, desk))
    return DateNote(day_kind=kind, sentence="；".join(sentence for sentence in sentences if sentence))


def _late(day: date, desk: Desk) -> str:
    """That an arrival before today is entered late, and which working day after it today is."""
    if day >= desk.today:
        return ""
    try:
        return say("corrections.arrival_late", days=desk.calendar.count(day, desk.today))
    except CalendarMissing:
        return say("corrections.arrival_late_uncounted")
