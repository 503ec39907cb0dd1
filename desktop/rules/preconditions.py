"""When a step that a clerk proposes cannot be taken: the conditions of the law, each with its sentence.

Import does not ask here: it takes facts as they happened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from db.records import Event
from desktop.rules.appointments import appointment_refusal
from desktop.rules.consultations import Consultation
from desktop.rules.effects import read_course
from desktop.rules.history import code_in
from desktop.rules.lapses import lapse_of_correction, lapse_of_fee
from desktop.rules.order import disorder_of_last, own_disorder
from desktop.rules.payment import short_payment
from desktop.rules.possibility import AFTER_ENDING, impossible
from desktop.rules.proposal import Proposal
from desktop.rules.receipt import BY_LETTER, ENOUGH_ATTEMPTS, TO_BE_CONFIRMED
from desktop.rules.refusals import Refused, at, in_words_of, no
from desktop.rules.refused_faults import REFUSED_FAULTS
from desktop.rules.reply_outcomes import closed_outcome
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.vocabulary import Channel, EventKind, Matter, Outcome

SHORTEST_CORRECTION, LONGEST_CORRECTION = 5, 15
"""Working days that are a reasonable period for a correction (条例 30: 合理的补正期限)."""

FEES_SINCE = date(2021, 1, 1)
"""From this day fees may be charged (国办函〔2020〕109号)."""

ONLY_FOR_DISCLOSURE = frozenset(
    {
        EventKind.CORRECTION_REQUESTED,
        EventKind.CONSULTED,
        EventKind.EXTENDED,
        EventKind.REASONS_REQUESTED,
        EventKind.DELAY_FIXED,
        EventKind.FEE_NOTICED,
        EventKind.THIRD_PARTY_TOLD,
    }
)
"""Steps of 条例 30-35 and 42, which speak of requests for disclosure; 条例 41 gives a record correction none."""


def refused(
    event: Event,
    channel: Channel,
    events: tuple[Event, ...],
    calendar: WorkingCalendar,
    today: date,
    matter: Matter = Matter.DISCLOSURE,
) -> Refused | None:
    """Why ``event`` cannot be recorded now, None when it can."""
    course = read_course(channel, events, calendar)
    proposal = Proposal(event=event, course=course, calendar=calendar, channel=channel, matter=matter)
    found = _refused(proposal, events, today)
    return None if found is None else in_words_of(course.edition, found)


def _refused(proposal: Proposal, events: tuple[Event, ...], today: date) -> Refused | None:
    event, course = proposal.event, proposal.course
    if any(happened.kind is EventKind.DESTROYED for happened in events):
        return no("destroyed")
    if course.voided and event.kind is not EventKind.NOTED:
        return no("voided")
    if event.kind is EventKind.NOTED and (unmet := appointment_refusal(event, events)):
        return unmet
    if proposal.matter is Matter.RECORD_CORRECTION and event.kind in ONLY_FOR_DISCLOSURE:
        return no("only_for_disclosure")
    unmet = _after_end(proposal) if course.ending is not None else _before_end(proposal)
    if unmet is not None:
        return unmet
    if course.ending is not None and event.kind not in AFTER_ENDING and event.on >= course.ending.on:
        return no("ended", day=course.ending.on, ending=course.ending.kind)
    fault = impossible((*events, event), today)
    if fault is not None:
        return Refused(fault.key, fault.facts, fault.field)
    if course.ending is not None and event.kind not in AFTER_ENDING:
        # Entered late, for a day before the ending: the conditions of that time hold.
        unmet = _before_end(proposal)
    return unmet or disorder_of_last((*events, event)) or _would_be_at_fault(proposal, events)


def _before_end(proposal: Proposal) -> Refused | None:
    condition = _CONDITIONS.get(proposal.event.kind)
    return None if condition is None else condition(proposal)


def _after_end(proposal: Proposal) -> Refused | None:
    condition = _CONDITIONS_AFTER_END.get(proposal.event.kind)
    return None if condition is None else condition(proposal)


def _would_be_at_fault(proposal: Proposal, events: tuple[Event, ...]) -> Refused | None:
    """The rule that the event would break, found by reading the request with it."""
    event, calendar = proposal.event, proposal.calendar
    after = read_course(proposal.channel, (*events, event), calendar)
    for fault in after.faults:
        if fault.event == len(events) and fault.code in REFUSED_FAULTS:
            return at(REFUSED_FAULTS[fault.code], no(fault.code.value, **fault.facts))
    if event.kind is EventKind.EXTENDED:
        # The notice names the new last day, so an extension waits for the calendar it reaches.
        try:
            after.reply_due(calendar)
        except CalendarMissing as missing:
            return no("calendar_missing", year=missing.year)
    return None


def _not_before(proposal: Proposal, earliest: date | None, name: str) -> Refused | None:
    """Refused when the proposed day lies before ``earliest``."""
    if earliest is not None and proposal.event.on < earliest:
        return at("on", no(name, earliest=earliest))
    return None


def _running(proposal: Proposal) -> Refused | None:
    """The step needs a receipt day from which the limit runs."""
    return no("not_received") if proposal.course.receipt.day is None else None


def _to_be_confirmed(proposal: Proposal) -> Refused | None:
    if proposal.channel not in TO_BE_CONFIRMED:
        return no("no_confirmation_needed", channel=proposal.channel)
    receipt = proposal.course.receipt
    if receipt.day is not None and not receipt.provisional:
        return no("confirmed_already", day=receipt.day)
    return _letter_instead(proposal)


def _letter_instead(proposal: Proposal) -> Refused | None:
    """A letter takes the place of the confirmation of an ordinary letter only after vain attempts (law: 1.3)."""
    if proposal.event.facts.get(BY_LETTER) is not True:
        return None
    if proposal.channel is not Channel.ORDINARY_MAIL:
        return no("letter_for_ordinary_mail_only")
    tried = len({day for day in proposal.course.contact_attempts if day <= proposal.event.on})
    return None if tried >= ENOUGH_ATTEMPTS else no("letter_too_early", enough=ENOUGH_ATTEMPTS, tried=tried)


def _correction_notice(proposal: Proposal) -> Refused | None:
    days = proposal.event.number("allowed_days")
    if days is not None and not SHORTEST_CORRECTION <= days <= LONGEST_CORRECTION:
        return at("allowed_days", no("correction_period", least=SHORTEST_CORRECTION, most=LONGEST_CORRECTION))
    return _running(proposal) or own_disorder(proposal.event)


def _correction_answer(proposal: Proposal) -> Refused | None:
    course = proposal.course
    if course.corrected_on is not None:
        return no("second_correction")
    if not course.correction_open or course.correction is None:
        return no("no_correction_open")
    return _not_before(proposal, course.correction.on, "before_correction_notice")


def _consultation(proposal: Proposal) -> Refused | None:
    return _running(proposal) or own_disorder(proposal.event)


def _opinion(proposal: Proposal) -> Refused | None:
    return _of_inquiry(proposal, [inquiry for inquiry in proposal.course.consultations if inquiry.answerable])


def _of_inquiry(proposal: Proposal, among: Sequence[Consultation]) -> Refused | None:
    if not among:
        return no("no_inquiry_open")
    ref = proposal.event.text("ref")
    belonging = [inquiry.sent for inquiry in among if ref is None or inquiry.ref == ref]
    return _not_before(proposal, min(belonging, default=None), "before_inquiry")


def _decision_for_third_party(proposal: Proposal) -> Refused | None:
    """A decision is told after the third party was heard, or had its time (条例 32)."""
    course, on = proposal.course, proposal.event.on
    if not course.third_parties:
        return no("no_third_party_asked")
    if any(inquiry.is_open(on, course.edition, proposal.calendar) for inquiry in course.third_parties):
        return no("third_party_still_asked")
    return None


def _return(proposal: Proposal) -> Refused | None:
    if proposal.event.letter is not None:
        return None
    unnamed = proposal.event.text("ref") is None
    out = [inquiry for inquiry in proposal.course.consultations if inquiry.ended_on is None]
    return _of_inquiry(proposal, out) or (at("ref", no("returned_without_ref")) if unnamed else None)


def _extension(proposal: Proposal) -> Refused | None:
    event, most = proposal.event, proposal.course.edition.extension_max
    days = event.number("days")
    if days is not None and days < 1:
        return at("days", no("extension_without_days", most=most))
    return own_disorder(event) or _running(proposal) or _reply_limit_known(proposal)


def _reply_limit_known(proposal: Proposal) -> Refused | None:
    try:
        proposal.course.reply_due(proposal.calendar)
    except CalendarMissing as missing:
        return no("calendar_missing", year=missing.year)
    return None


def _request_for_reasons(proposal: Proposal) -> Refused | None:
    return None if proposal.course.edition.knows_delay else no("not_in_old_edition")


def _reasons(proposal: Proposal) -> Refused | None:
    course = proposal.course
    if not course.reasons_open:
        return no("no_reasons_asked")
    return _not_before(proposal, course.reasons_requested_on, "before_reasons_request")


def _delay(proposal: Proposal) -> Refused | None:
    course = proposal.course
    if not course.edition.knows_delay:
        return no("delay_not_known")
    if not course.reasons_requested or course.reasons_open:
        return no("delay_without_reasons")
    return own_disorder(proposal.event) or _running(proposal)


def _fee(proposal: Proposal) -> Refused | None:
    course = proposal.course
    if not course.edition.knows_fee or proposal.event.on < FEES_SINCE:
        return no("fee_not_known")
    if course.fee is not None and course.fee_open and not course.fee.void:
        return no("fee_open_already")
    if course.correction_open:
        return no("correction_is_open")
    return _running(proposal) or own_disorder(proposal.event)


def _payment(proposal: Proposal) -> Refused | None:
    course = proposal.course
    if not course.fee_open or course.fee is None:
        return no("no_fee_open")
    return _not_before(proposal, course.fee.on, "before_fee_notice") or short_payment(course.fee, proposal.event)


def _reply(proposal: Proposal) -> Refused | None:
    course = proposal.course
    if course.correction_open:
        return no("correction_is_open")
    if course.fee_open:
        return no("payment_is_open")
    if proposal.event.text("outcome") is None:
        return None
    outcome = code_in(proposal.event, "outcome", Outcome, Outcome.OTHER)
    return closed_outcome(outcome, course, proposal.event.on, proposal.calendar, proposal.matter)


def _service_before_reply(proposal: Proposal) -> Refused | None:
    # A notice (correction, extension) is served too; it is named by its letter.
    return no("no_reply_yet") if proposal.event.letter is None else own_disorder(proposal.event)


def _hand_over(proposal: Proposal) -> Refused | None:
    return own_disorder(proposal.event)


def _department_answer(proposal: Proposal) -> Refused | None:
    hand_over = proposal.course.hand_over
    if hand_over is None:
        return no("not_handed_over")
    if hand_over.answered and proposal.event.kind is EventKind.DEPARTMENT_ANSWERED:
        return no("answered_already", department=hand_over.to)
    return _not_before(proposal, hand_over.on, "before_hand_over")


def _not_ended(_: Proposal) -> Refused:
    return no("not_ended")


def _service(proposal: Proposal) -> Refused | None:
    course, event = proposal.course, proposal.event
    ending = course.ending
    if ending is None or (event.letter is not None and event.letter != ending.letter):
        return own_disorder(event)
    if ending.kind is not EventKind.REPLIED and ending.letter is None:
        return no("nothing_to_serve")
    days = [event.on, event.day("posted_on"), event.day("signed_on")]
    if any(day is not None and day < ending.on for day in days):
        return at("on", no("served_before_reply", earliest=ending.on))
    if course.signed_on is not None and not course.reply_returned:
        return no("served_already", day=course.signed_on)
    return own_disorder(event)


def _return_of_reply(proposal: Proposal) -> Refused | None:
    course, event = proposal.course, proposal.event
    if event.text("ref") is not None or event.letter not in (None, course.ending and course.ending.letter):
        # An inquiry or a notice: it is no matter when the reply was sent.
        return None
    if event.letter is None and not course.services:
        return no("nothing_sent")
    if course.signed_on is not None and not course.reply_returned:
        return no("returned_after_signature", day=course.signed_on)
    return _not_before(proposal, course.services[-1].sent_on if course.services else None, "returned_before_sent")


def _closing(proposal: Proposal) -> Refused | None:
    course = proposal.course
    if course.closed:
        return no("closed_already")
    return None if course.finished else no("reply_not_served")


def _archiving(proposal: Proposal) -> Refused | None:
    course = proposal.course
    if course.archived:
        return no("archived_already")
    return None if course.closed else no("not_closed")


_CONDITIONS: Mapping[EventKind, Callable[[Proposal], Refused | None]] = MappingProxyType(
    {
        EventKind.CONTACT_ATTEMPTED: _to_be_confirmed,
        EventKind.CONFIRMED: _to_be_confirmed,
        EventKind.CORRECTION_REQUESTED: _correction_notice,
        EventKind.CORRECTED: _correction_answer,
        EventKind.CORRECTION_LAPSED: lapse_of_correction,
        EventKind.CONSULTED: _consultation,
        EventKind.OPINION_RECEIVED: _opinion,
        EventKind.THIRD_PARTY_TOLD: _decision_for_third_party,
        EventKind.RETURNED: _return,
        EventKind.EXTENDED: _extension,
        EventKind.REASONS_REQUESTED: _request_for_reasons,
        EventKind.REASONS_GIVEN: _reasons,
        EventKind.DELAY_FIXED: _delay,
        EventKind.FEE_NOTICED: _fee,
        EventKind.FEE_PAID: _payment,
        EventKind.FEE_LAPSED: lapse_of_fee,
        EventKind.REPLIED: _reply,
        EventKind.SERVED: _service_before_reply,
        EventKind.HANDED_OVER: _hand_over,
        EventKind.DEPARTMENT_ANSWERED: _department_answer,
        EventKind.REMINDED: _department_answer,
        EventKind.CLOSED: _not_ended,
        EventKind.REOPENED: _not_ended,
        EventKind.ARCHIVED: _not_ended,
    }
)
"""What must hold before a request has ended."""

_CONDITIONS_AFTER_END: Mapping[EventKind, Callable[[Proposal], Refused | None]] = MappingProxyType(
    {
        EventKind.SERVED: _service,
        EventKind.RETURNED: _return_of_reply,
        EventKind.CLOSED: _closing,
        EventKind.ARCHIVED: _archiving,
    }
)
"""What must hold after it; kinds that cannot follow an ending at all are refused as impossible."""
