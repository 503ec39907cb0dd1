"""The reckoning of a reply limit: the sum in one line, two months or more, every day with its reason."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from desktop.casework.day_words import month_day, month_day_weekday, short_day
from desktop.casework.limits.limit_views import STOPPED, limit_sentence, provisional_sentence
from desktop.casework.limits.proof_months import LaidOut, months_of
from desktop.casework.masking import masked_name
from desktop.casework.office.reckoning import ProofLine, ProofView, Quantity
from desktop.casework.requests.cases import Case
from desktop.casework.requests.work_rows import badge_text
from desktop.rules.consultations import Consultation
from desktop.rules.proof import DayCount
from desktop.rules.working_days import CalendarMissing
from resources.messages import say
from resources.vocabulary import Matter

NOT_COUNTED = "–"


class _Start(StrEnum):
    """What the limit runs from; the sentences of each are ``casework.proof.start_<start>…``."""

    RECEIPT = "receipt"
    CORRECTED = "corrected"
    PAID = "paid"
    TAKEN_UP = "taken_up"


def proof_view(case: Case) -> ProofView:
    """The reckoning of ``case``."""
    request = case.request
    return ProofView(
        number=request.number,
        applicant=masked_name(request.applicant.name, request.applicant.kind),
        terms=proof_terms(case),
        result=_result(case),
        standing=_standing(case),
        band=case.standing.band,
        badge=badge_text(case.standing),
        months=months_of(case.today, _laid(case)),
        lines=proof_lines(case),
        explanation_title=say(f"casework.proof.{'standstill' if _effective(case) else 'count'}_title"),
        explanation=explanation(case) + sentence(provisional_sentence(case.limits.reply_due, case.limits.calendar)),
        error=limit_sentence(case),
        limit_name=say("casework.proof.limit_name"),
    )


def proof_terms(case: Case) -> tuple[Quantity, ...]:
    """The terms that are added: start, base, extension, days of standstill. Empty without a start."""
    limits, clock = case.limits, case.limits.course.clock
    if limits.clock_start is None or clock is None:
        return ()
    terms = [Quantity(label=_start_words(case, "counted"), value=month_day_weekday(limits.clock_start))]
    if clock.delay_until is not None:
        fixed = "set_day" if clock.by_decision else "delay"
        return (*terms, Quantity(label=say(f"casework.proof.{fixed}"), value=month_day_weekday(clock.delay_until)))
    terms.append(_days("base", clock.base_days))
    if clock.extension_days:
        terms.append(_days("extension", clock.extension_days))
    if limits.excluded_working_days:
        stopped = [day.date for day in limits.days if day.stopped_by]
        span = f"{short_day(stopped[0])} 至 {short_day(stopped[-1])}" if stopped else ""
        terms.append(_days("stopped", limits.excluded_working_days, span=span))
    return tuple(terms)


def proof_lines(case: Case) -> tuple[ProofLine, ...]:
    """Every calendar day from the start to the last day."""
    limits = case.limits
    lines = [_line(case, day) for day in limits.days]
    first_counted = next((place for place, day in enumerate(limits.days) if day.count == 1), None)
    if first_counted is not None and not lines[first_counted].rule:
        day = limits.days[first_counted]
        lines[first_counted] = ProofLine(day=day.date, count="1", why=day.why, rule=reply_rule(case))
    if limits.clock_start is None:
        return tuple(lines)
    why = say("casework.proof.start", label=_start_words(case, "bare"))
    return (ProofLine(day=limits.clock_start, count=NOT_COUNTED, why=why, rule=_start_rule(case)), *lines)


def explanation(case: Case) -> str:
    """How the start and the standstill, or the limit itself, came about, in sentences."""
    consultations, start = _effective(case), _start_explained(case)
    if consultations:
        return start + "".join(_consultation_words(case, consultation) for consultation in consultations)
    edition, clock = case.limits.edition, case.limits.course.clock
    start = start or case.limits.course.receipt.reason()
    if clock is not None and clock.delay_until is not None:
        key = "decided" if clock.by_decision else "delayed"
        return start + say(f"casework.proof.{key}", day=month_day(clock.delay_until), rule=edition.delay_rule)
    return start + say("casework.proof.count", rule=reply_rule(case))


def _start_explained(case: Case) -> str:
    """Why the limit runs from a later day than the receipt (条例 30, 国办函〔2020〕109号 六); else empty."""
    limits, start = case.limits, _start_of(case)
    if start is _Start.RECEIPT or limits.clock_start is None or limits.receipt is None:
        return ""
    return say(
        f"casework.proof.start_{start}_explained",
        received=month_day(limits.receipt),
        day=month_day(limits.clock_start),
        rule=limits.edition.correction_rule,
    )


def sentence(words: str | None) -> str:
    """Words that stand alone elsewhere, as a sentence."""
    return f"{words}。" if words else ""


def _effective(case: Case) -> list[Consultation]:
    """The inquiries during which the clock that runs may have stood still; those before its start are past."""
    clock = case.limits.course.clock
    if clock is None or clock.delay_until is not None:
        return []
    due = case.limits.reply_due or date.max
    return [
        inquiry
        for inquiry in case.limits.course.consultations
        if inquiry.effective and inquiry.sent <= due and (inquiry.ended_on is None or inquiry.ended_on > clock.start)
    ]


def _consultation_words(case: Case, consultation: Consultation) -> str:
    """One inquiry: sent, received, answered; what is not counted; whether the cap was touched."""
    edition = case.limits.edition
    signed = consultation.received_on
    words = say(
        "casework.proof.consulted" if signed else "casework.proof.consulted_unsigned",
        sent=month_day(consultation.sent),
        party=consultation.party.label,
        received=month_day(signed) if signed else "",
    )
    ended = consultation.ended_on
    words += say("casework.proof.answered", day=month_day(ended)) if ended else say("casework.proof.unanswered")
    words += say("casework.proof.excluded", rule=edition.standstill_rule)
    try:
        cap = consultation.due(edition, case.limits.calendar)
    except CalendarMissing as missing:
        return words + missing.sentence()
    if cap is None:
        return words
    touched = ended is None or ended > cap
    key = "casework.proof.cap_touched" if touched else "casework.proof.cap_untouched"
    return words + say(key, days=edition.consultation_days, day=month_day(cap))


def _start_of(case: Case) -> _Start:
    limits = case.limits
    if limits.clock_start == limits.receipt and limits.course.taken_up_on is None:
        return _Start.RECEIPT
    if limits.clock_start == limits.course.taken_up_on:
        return _Start.TAKEN_UP
    return _Start.CORRECTED if limits.clock_start == limits.course.corrected_on else _Start.PAID


def _start_words(case: Case, form: str) -> str:
    """收到日（不计入） (``counted``), 收到补正之日 (``bare``), 收到补正 (``note``)."""
    return say(f"casework.proof.start_{_start_of(case)}_{form}")


def _start_rule(case: Case) -> str:
    edition = case.limits.edition
    match _start_of(case):
        case _Start.RECEIPT:
            return edition.receipt_rule
        case _Start.CORRECTED:
            return edition.correction_rule
        case _Start.PAID:
            return say("casework.proof.start_paid_rule")
        case _Start.TAKEN_UP:
            return say("casework.proof.start_taken_up_rule")


def _days(name: str, days: int, **facts: object) -> Quantity:
    return Quantity(label=say(f"casework.proof.{name}", **facts), value=say("casework.proof.working_days", days=days))


def _result(case: Case) -> Quantity | None:
    due, clock = case.limits.reply_due, case.limits.course.clock
    if due is None or clock is None:
        return None
    if clock.delay_until is not None:
        return Quantity(label=say("casework.proof.delay_result"), value=month_day_weekday(due))
    days = clock.base_days + clock.extension_days + case.limits.excluded_working_days
    return Quantity(label=say("casework.proof.result", days=days), value=month_day_weekday(due))


def _standing(case: Case) -> Quantity:
    label = say("casework.proof.today", day=short_day(case.today))
    left = case.standing.working_days_left
    if case.limits.reply_due is None or left is None:
        return Quantity(label=label, value=badge_text(case.standing))
    key = "used_and_over" if left < 0 else "used_and_left"
    return Quantity(label=label, value=say(f"casework.proof.{key}", used=case.used, days=abs(left)))


def reply_rule(case: Case) -> str:
    """The rule of the reply limit; 条例 41 names none for a record correction, the office takes the same days."""
    if case.request.matter is Matter.RECORD_CORRECTION:
        return say("record_corrections.rule")
    return case.limits.edition.reply_rule


def rule_of(case: Case, day: DayCount) -> str | None:
    """The rule on which a day of the reply limit rests; None on an ordinary weekend."""
    return reply_rule(case) if day.rule == case.limits.edition.reply_rule else day.rule


def _line(case: Case, day: DayCount) -> ProofLine:
    count = STOPPED if day.stopped_by else NOT_COUNTED if day.count is None else str(day.count)
    return ProofLine(day=day.date, count=count, why=day.why, rule=rule_of(case, day) or "")


def _laid(case: Case) -> LaidOut | None:
    limits = case.limits
    if limits.clock_start is None or not limits.days:
        return None
    return LaidOut(
        start=limits.clock_start,
        note=_start_words(case, "note"),
        days=limits.days,
        due=limits.reply_due,
        through=case.counted_through,
        calendar=limits.calendar,
    )
