"""The reckoning of any limit of a request, in the form of that of the reply limit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desktop.casework.day_words import month_day_weekday, short_day
from desktop.casework.limits.limit_views import STOPPED, calendar_sentence, provisional_sentence
from desktop.casework.limits.proof_months import LaidOut, months_of
from desktop.casework.limits.proof_views import NOT_COUNTED, proof_view, sentence
from desktop.casework.masking import masked_name
from desktop.casework.office.reckoning import LimitChoice, ProofLine, ProofView, Quantity
from desktop.casework.requests.cases import Case
from desktop.rules.limit_proofs import OURS, LimitCode, LimitProof, Unit, limit_proofs
from desktop.rules.proof import DayCount
from desktop.rules.standing import band_of
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.messages import ShoubanError, say
from resources.vocabulary import Band, Matter


class LimitUnknown(ShoubanError):
    """A request has no limit of that name."""

    key = "limits.unknown"

    def __init__(self, key: str, known: str) -> None:
        super().__init__(key=key, known=known)


def proofs_of(case: Case) -> tuple[LimitProof, ...]:
    """The proofs of all limits of ``case`` besides the reply limit."""
    found = limit_proofs(case.limits, case.request.events, case.calendar, case.disputes, case.as_of)
    if case.request.matter is Matter.DISCLOSURE:
        return found
    # 条例 41 knows no notice of correction.
    return tuple(proof for proof in found if proof.code is not LimitCode.CORRECTION_NOTICE)


def limit_view_of(case: Case, key: str = LimitCode.REPLY.value) -> ProofView:
    """The reckoning of the limit ``key``, with the other limits to choose from. Raises ``LimitUnknown``."""
    proofs = proofs_of(case)
    choices = (
        LimitChoice(key=LimitCode.REPLY.value, name=say("casework.proof.limit_name"), due=case.limits.reply_due),
        *(LimitChoice(key=proof.key, name=proof.name(), due=proof.due) for proof in proofs),
    )
    if key == LimitCode.REPLY:
        return replace(proof_view(case), choices=choices)
    chosen = next((proof for proof in proofs if proof.key == key), None)
    if chosen is None:
        raise LimitUnknown(key, "、".join(choice.key for choice in choices))
    band, badge = _standing(case, chosen)
    request = case.request
    whose = LimitOf(
        number=request.number,
        applicant=masked_name(request.applicant.name, request.applicant.kind),
        today=case.today,
        calendar=case.calendar,
        band=band,
        badge=badge,
    )
    return replace(view_of_proof(chosen, whose), choices=choices)


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitOf:
    """Whose limit is shown, on which day, and how it stands. ``calendar``: the one that is loaded now."""

    number: str
    applicant: str
    today: date
    calendar: WorkingCalendar
    band: Band
    badge: str


def view_of_proof(proof: LimitProof, whose: LimitOf) -> ProofView:
    """The reckoning of a limit that is counted in days or months."""
    start = proof.start_words()
    laid = LaidOut(
        start=proof.start,
        note=say("limits.note"),
        days=proof.days,
        due=proof.due,
        through=whose.today,
        calendar=proof.calendar,
    )
    return ProofView(
        number=whose.number,
        applicant=whose.applicant,
        terms=_terms(proof, start),
        result=None if proof.due is None else Quantity(label=_result_label(proof), value=month_day_weekday(proof.due)),
        standing=Quantity(label=say("casework.proof.today", day=short_day(whose.today)), value=whose.badge),
        band=whose.band,
        badge=whose.badge,
        months=months_of(whose.today, laid),
        lines=(_first_line(proof, start), *(proof_line(day) for day in proof.days)),
        explanation_title=say("casework.proof.count_title"),
        explanation=say(f"limits.explained_{_counting(proof)}", start=start, rule=proof.rule)
        + sentence(provisional_sentence(proof.due, proof.calendar)),
        error=None if proof.missing is None else calendar_sentence(proof.missing, whose.calendar),
        limit=proof.key,
        limit_name=proof.name(),
    )


def _counting(proof: LimitProof) -> str:
    return {Unit.WORKING_DAYS: "working", Unit.NATURAL_DAYS: "natural", Unit.MONTHS: "months"}[proof.unit]


def _terms(proof: LimitProof, start: str) -> tuple[Quantity, ...]:
    length = say(f"limits.unit.{proof.unit}", count=proof.length)
    terms = [
        Quantity(label=say("limits.not_counted", start=start), value=month_day_weekday(proof.start)),
        Quantity(label=say(_base(proof)), value=length),
    ]
    if proof.excluded:
        stopped = [day.date for day in proof.days if day.stopped_by]
        span = f"{short_day(stopped[0])} 至 {short_day(stopped[-1])}"
        days = say("casework.proof.working_days", days=proof.excluded)
        terms.append(Quantity(label=say("casework.proof.stopped", span=span), value=days))
    return tuple(terms)


_SET_BY_THE_OFFICE = frozenset({LimitCode.CORRECTION, LimitCode.THIRD_PARTY, LimitCode.DEPARTMENT})
"""Limits whose length no rule gives (条例 30: 合理的补正期限)."""


def _base(proof: LimitProof) -> str:
    """The key of the word for the length: 法定期限, or what the office has set."""
    return f"limits.base.{proof.code}" if proof.code in _SET_BY_THE_OFFICE else "casework.proof.base"


def _result_label(proof: LimitProof) -> str:
    if proof.code is LimitCode.THIRD_PARTY:
        return say("limits.from_result")
    if proof.unit is Unit.WORKING_DAYS:
        return say("limits.result", count=proof.length + proof.excluded)
    return say("limits.result_natural")


def _first_line(proof: LimitProof, start: str) -> ProofLine:
    return ProofLine(day=proof.start, count=NOT_COUNTED, why=say("casework.proof.start", label=start), rule=proof.rule)


def proof_line(day: DayCount) -> ProofLine:
    """A line of the list: a day with its number, its reason and its rule."""
    count = STOPPED if day.stopped_by else NOT_COUNTED if day.count is None else str(day.count)
    return ProofLine(day=day.date, count=count, why=day.why, rule=day.rule or "")


def _standing(case: Case, proof: LimitProof) -> tuple[Band, str]:
    """How the limit stands today. What a limit of others has passed is nobody's delay of ours."""
    due = proof.due
    if due is None:
        return Band.UNKNOWN, Band.UNKNOWN.label
    if proof.met_on is not None:
        return Band.DONE, say("limits.met", day=short_day(proof.met_on))
    if case.today > due:
        return Band.DONE, say("limits.passed")
    left = days_left(case.today, due, proof.unit, proof.calendar)
    if proof.code in OURS and proof.code is not LimitCode.THIRD_PARTY and case.is_open:
        return band_of(due, case.today, case.calendar, case.thresholds), left
    return Band.WAITING, left


def days_left(today: date, due: date, unit: Unit, calendar: WorkingCalendar) -> str:
    """余 3 个工作日, 今日届满."""
    if today == due:
        return say("limits.last")
    if unit is not Unit.WORKING_DAYS:
        return say("limits.left_natural", count=(due - today).days)
    try:
        return say("limits.left", count=calendar.count(today, due))
    except CalendarMissing as missing:
        return missing.sentence()
