"""The proof of every limit besides that of the reply: its start, its length, its rule, and each day to its last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from db.records import Dispute, Event
from desktop.rules.clock import Clock
from desktop.rules.course import Course
from desktop.rules.editions import Edition
from desktop.rules.effects import cautious_course
from desktop.rules.history import history
from desktop.rules.proof import DayCount, prove
from desktop.rules.remedies import (
    ANSWER_TO_SUIT_DAYS,
    REVIEW_DAYS,
    SUIT_AFTER_REVIEW_DAYS,
    days_to_answer_review,
    remedy_clause,
)
from desktop.rules.reply_outcomes import DAYS_BEFORE_DISCLOSURE
from desktop.rules.sendings import sendings, sent_on
from desktop.rules.timeline import TimeLimits
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.messages import say
from resources.vocabulary import DisputeKind, Remedy


class LimitCode(StrEnum):
    """The limits, in the order in which people meet them; each has its words ``limits.<word>.<code>``."""

    REPLY = "reply"
    CAUTIOUS = "cautious"
    CORRECTION_NOTICE = "correction_notice"
    CORRECTION = "correction"
    CONSULTATION = "consultation"
    THIRD_PARTY = "third_party"
    EXTENSION_NOTICE = "extension_notice"
    FEE_NOTICE = "fee_notice"
    FEE = "fee"
    DEPARTMENT = "department"
    REVIEW = "review"
    SUIT = "suit"
    ANSWER_TO_REVIEW = "answer_to_review"
    ANSWER_TO_SUIT = "answer_to_suit"
    SUIT_AFTER_REVIEW = "suit_after_review"
    PUBLICATION = "publication"


OURS = frozenset(
    {
        LimitCode.REPLY,
        LimitCode.CAUTIOUS,
        LimitCode.CORRECTION_NOTICE,
        LimitCode.THIRD_PARTY,
        LimitCode.EXTENSION_NOTICE,
        LimitCode.FEE_NOTICE,
        LimitCode.DEPARTMENT,
        LimitCode.ANSWER_TO_REVIEW,
        LimitCode.ANSWER_TO_SUIT,
        LimitCode.PUBLICATION,
    }
)
"""Limits that the office keeps; the others are those of applicant and third parties."""


class Unit(StrEnum):
    """What a limit is counted in; the words of each are ``limits.unit.<unit>``."""

    WORKING_DAYS = "working_days"
    NATURAL_DAYS = "natural_days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitProof:
    """How one limit comes about.

    ``of``: which one where there are several (number of the inquiry, id of the dispute). ``due`` None: the calendar of
    ``missing`` is not loaded, or a consultation has no end yet. ``excluded``: working days of standstill. ``calendar``:
    the one by which the days are counted. ``met_on``: the day on which was done what it is for. ``assumed``: its start
    is the day of sending, as none of arrival is on record.
    """

    code: LimitCode
    start: date
    length: int
    unit: Unit
    rule: str
    due: date | None
    days: tuple[DayCount, ...]
    calendar: WorkingCalendar = field(repr=False, compare=False)
    of: str = ""
    excluded: int = 0
    met_on: date | None = None
    assumed: bool = False
    missing: CalendarMissing | None = None

    @property
    def key(self) -> str:
        """``consultation:1``: by what a limit of a request is asked for."""
        return f"{self.code}:{self.of}" if self.of else self.code.value

    def name(self, lang: str = "zh") -> str:
        """补正告知期限, 征求意见期限（1）."""
        name = say(f"limits.name.{self.code}", lang)
        return f"{name}（{self.of}）" if self.of and lang == "zh" else f"{name} ({self.of})" if self.of else name

    def start_words(self, lang: str = "zh") -> str:
        """收到日, 补正告知送达日."""
        return say(f"limits.start.{self.code}{'_assumed' if self.assumed else ''}", lang)

    def sum_line(self, lang: str = "zh") -> str:
        """``收到日 2026-03-02，7 个工作日，至 2026-03-11（条例第三十条）``: start, length, last day, rule."""
        length = say(f"limits.unit.{self.unit}", lang, count=self.length)
        stopped = say("limits.stopped", lang, count=self.excluded) if self.excluded else ""
        rests = [day for day in self.days if day.said == "rules.day.deferred"]
        # 民法典 203: without this the sum would not be one.
        deferred = say("limits.deferred", lang, day=self.days[-len(rests) - 1].date.isoformat()) if rests else ""
        return say(
            "limits.sum",
            lang,
            start=self.start_words(lang),
            day=self.start.isoformat(),
            length=length + stopped + deferred,
            due="–" if self.due is None else self.due.isoformat(),
            rule=self.rule,
        )


@dataclass(frozen=True, slots=True)
class _Counting:
    """A request and what its limits are counted with."""

    limits: TimeLimits
    calendar: WorkingCalendar

    @property
    def course(self) -> Course:
        return self.limits.course

    def working(self, code: LimitCode, start: date, days: int, rule: str, of: str = "") -> LimitProof:
        """A plain count of working days."""
        clock = Clock(start=start, base_days=days, extension_days=0, standstills=())
        return self.clocked(code, clock, rule, of)

    def clocked(self, code: LimitCode, clock: Clock, rule: str, of: str = "") -> LimitProof:
        """A count that consultations may stop."""
        return clocked_proof(code, clock, replace(self.course.edition, reply_rule=rule), self.calendar, of)

    def natural(self, code: LimitCode, start: date, length: int, unit: Unit, rule: str, of: str = "") -> LimitProof:
        """Natural days or months; a last day that is a rest day moves on to the next working day (民法典 203)."""
        step = relativedelta(months=length) if unit is Unit.MONTHS else relativedelta(days=length)
        nominal = start + step
        due, missing = None, None
        try:
            due = self.calendar.next_working(nominal)
        except CalendarMissing as found:
            missing = found
        months = {start + relativedelta(months=n): n for n in range(1, length + 1)} if unit is Unit.MONTHS else {}
        days = tuple(self._natural_days(start, nominal, due, months, rule))
        return LimitProof(
            code=code,
            start=start,
            length=length,
            unit=unit,
            rule=rule,
            due=due,
            days=days,
            calendar=self.calendar,
            of=of,
            missing=missing,
        )

    def _natural_days(
        self, start: date, nominal: date, due: date | None, months: dict[date, int], rule: str
    ) -> Iterator[DayCount]:
        end = self.calendar.reach(start, due or nominal)
        for number in range(1, (end - start).days + 1):
            day = start + timedelta(days=number)
            deferred = day > nominal
            said = "rules.day.deferred" if deferred else "rules.day.month" if day in months else "rules.day.natural"
            yield DayCount(
                date=day,
                count=None if deferred else number,
                kind=self.calendar.kind(day),
                name=str(months.get(day, "")) or None,
                stopped_by=(),
                rule=say("limits.deferred_rule") if deferred else rule,
                provisional=self.calendar.is_provisional(day),
                said=said,
            )


def clocked_proof(
    code: LimitCode, clock: Clock, edition: Edition, calendar: WorkingCalendar, of: str = ""
) -> LimitProof:
    """The proof of a limit of working days that runs on ``clock``; its rule is the reply rule of ``edition``."""
    due, missing, excluded = None, None, 0
    try:
        due = clock.due(calendar)
        excluded = 0 if due is None else clock.days_stopped(due, calendar)
    except CalendarMissing as found:
        missing = found
    end = calendar.reach(clock.start, due or (date(missing.year, 1, 1) if missing else clock.start))
    return LimitProof(
        code=code,
        start=clock.start,
        length=clock.base_days + clock.extension_days,
        unit=Unit.WORKING_DAYS,
        rule=edition.reply_rule,
        due=due,
        days=prove(clock, edition, calendar, end),
        calendar=calendar,
        of=of,
        excluded=excluded,
        missing=missing,
    )


def limit_proofs(
    limits: TimeLimits,
    events: Sequence[Event],
    calendar: WorkingCalendar,
    disputes: Sequence[Dispute] = (),
    until: date | None = None,
) -> tuple[LimitProof, ...]:
    """The proofs of all limits of a request that stand apart from its reply limit, in the order of ``LimitCode``.

    ``events``, ``calendar``, ``disputes`` and ``until`` are those of which ``limits`` were computed. The limits for
    telling an extension or a fee appear once they differ from the reply limit.
    """
    counting, still_running = _Counting(limits, limits.calendar), _Counting(limits, calendar)
    return (
        *_cautious(counting, events, until),
        *_corrections(counting),
        *_consultations(counting),
        *_running(counting, events, until),
        *_fee(counting),
        *_department(counting),
        *_remedies(still_running),
        *(proof for dispute in disputes for proof in _dispute(still_running, dispute)),
    )


def _cautious(counting: _Counting, events: Sequence[Event], until: date | None) -> Iterator[LimitProof]:
    if counting.limits.cautious_reply_due is None:
        return
    course = cautious_course(events, counting.calendar, until, counting.course)
    # A fixed delay is a day that was told; there is nothing to count.
    if course is not None and course.clock is not None and course.clock.delay_until is None:
        yield counting.clocked(LimitCode.CAUTIOUS, course.clock, course.edition.reply_rule)


def _corrections(counting: _Counting) -> Iterator[LimitProof]:
    course, edition = counting.course, counting.course.edition
    if edition.correction_notice_days is not None and course.receipt.day is not None:
        days = edition.correction_notice_days
        proof = counting.working(LimitCode.CORRECTION_NOTICE, course.receipt.day, days, edition.correction_rule)
        yield proof if course.correction is None else replace(proof, met_on=course.correction.on)
    if course.correction is not None:
        notice, rule = course.correction, edition.correction_rule
        proof = counting.working(LimitCode.CORRECTION, notice.served_on or notice.on, notice.allowed_days, rule)
        yield replace(proof, met_on=course.corrected_on, assumed=notice.served_on is None)


def _consultations(counting: _Counting) -> Iterator[LimitProof]:
    course = counting.course
    days = course.edition.consultation_days
    if days is not None:
        for place, inquiry in enumerate(course.consultations, start=1):
            start = inquiry.received_on or inquiry.sent
            rule = say(f"limits.rule.consultation_{inquiry.party}")
            proof = counting.working(LimitCode.CONSULTATION, start, days, rule, inquiry.ref or str(place))
            yield replace(proof, met_on=inquiry.ended_on, assumed=inquiry.received_on is None)
    if course.third_party_told_on is not None:
        rule = say("limits.rule.third_party")
        yield counting.working(LimitCode.THIRD_PARTY, course.third_party_told_on, DAYS_BEFORE_DISCLOSURE, rule)


def _running(counting: _Counting, events: Sequence[Event], until: date | None) -> Iterator[LimitProof]:
    course = counting.course
    clock = course.clock
    if clock is None or course.outstanding or not clock.extension_days or clock.delay_until is not None:
        return
    rule = course.edition.extension_rule
    placed = history(events, until)
    first_sent = sendings(placed)
    told = next((sent_on(each, first_sent) for each in placed if each.place == course.extension), None)
    yield replace(counting.clocked(LimitCode.EXTENSION_NOTICE, replace(clock, extension_days=0), rule), met_on=told)


def _fee(counting: _Counting) -> Iterator[LimitProof]:
    course = counting.course
    days, fee = course.edition.fee_days, course.fee
    if fee is None or days is None:
        return
    rule = say("limits.rule.fee")
    if fee.clock is not None and fee.clock.delay_until is None:
        yield replace(counting.clocked(LimitCode.FEE_NOTICE, fee.clock, rule), met_on=fee.on)
    proof = counting.working(LimitCode.FEE, fee.received_on or fee.on, days, rule)
    paid = None if course.fee_open or course.clock is None or course.clock.start <= fee.on else course.clock.start
    yield replace(proof, met_on=paid, assumed=fee.received_on is None)


def _department(counting: _Counting) -> Iterator[LimitProof]:
    """The day that the department was given; how many working days that are."""
    hand_over = counting.course.hand_over
    if hand_over is None or hand_over.due_on is None or hand_over.due_on <= hand_over.on:
        return
    try:
        days = counting.calendar.count(hand_over.on, hand_over.due_on)
    except CalendarMissing:
        return
    if days == 0:
        return
    rule, due = say("limits.rule.department"), hand_over.due_on
    proof = counting.working(LimitCode.DEPARTMENT, hand_over.on, days, rule)
    clock = Clock(start=hand_over.on, base_days=days, extension_days=0, standstills=())
    edition = replace(counting.course.edition, reply_rule=rule)
    listed = prove(clock, edition, counting.calendar, due)
    yield replace(proof, due=due, days=listed, met_on=hand_over.answered_on)


def _remedies(counting: _Counting) -> Iterator[LimitProof]:
    course = counting.course
    if course.ending is None or course.signed_on is None:
        return
    clause = remedy_clause(course.ending.outcome, course.ending.on)
    if clause.remedy is Remedy.NONE:
        return
    rule = say("limits.rule.review")
    yield counting.natural(LimitCode.REVIEW, course.signed_on, REVIEW_DAYS, Unit.NATURAL_DAYS, rule)
    if clause.suit_months is not None:
        rule = say("limits.rule.suit")
        yield counting.natural(LimitCode.SUIT, course.signed_on, clause.suit_months, Unit.MONTHS, rule)


def _dispute(counting: _Counting, dispute: Dispute) -> Iterator[LimitProof]:
    copy, served = dispute.copy_received_on, dispute.decision_served_on
    review = dispute.kind is DisputeKind.REVIEW
    if copy is not None and review:
        rule = say("limits.rule.answer_to_review")
        yield counting.working(LimitCode.ANSWER_TO_REVIEW, copy, days_to_answer_review(dispute), rule, dispute.id)
    elif copy is not None:
        rule = say("limits.rule.answer_to_suit")
        yield counting.natural(LimitCode.ANSWER_TO_SUIT, copy, ANSWER_TO_SUIT_DAYS, Unit.NATURAL_DAYS, rule, dispute.id)
    if review and served is not None:
        rule = say("limits.rule.suit_after_review")
        days = SUIT_AFTER_REVIEW_DAYS
        yield counting.natural(LimitCode.SUIT_AFTER_REVIEW, served, days, Unit.NATURAL_DAYS, rule, dispute.id)
