"""What each event does to a request and its limits (条例 29-36, 42; the other kinds of events do nothing).

What came late, twice or without ground is noted as a fault. Where such a step has no effect, its handler returns
before it changes anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from db.records import Event
from desktop.rules.clock import Clock
from desktop.rules.course import (
    DEFAULT_CORRECTION_DAYS,
    CorrectionNotice,
    Course,
    FeeNotice,
)
from desktop.rules.ending_effects import (
    archived,
    closed,
    correction_lapsed,
    fee_lapsed,
    registration_voided,
    reopened,
    replied,
    served,
    withdrawn,
)
from desktop.rules.faults import FaultCode
from desktop.rules.handing_over import department_answered, handed_over, reminded
from desktop.rules.history import Placed, history
from desktop.rules.inquiry_effects import (
    consulted,
    letter_voided,
    opinion_received,
    returned,
    third_party_told,
)
from desktop.rules.payment import told_fen
from desktop.rules.reading import Reading
from desktop.rules.receipt import Receipt, receipt_in
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.vocabulary import Channel, EventKind


def read_course(
    channel: Channel, events: Sequence[Event], calendar: WorkingCalendar, until: date | None = None
) -> Course:
    """The course of a request by its events; ``until``: only those up to that day."""
    placed = history(events, until)
    receipt = receipt_in(channel, placed, calendar)
    return _read(placed, receipt, receipt.day, calendar, honours_correction=True)


def cautious_course(
    events: Sequence[Event], calendar: WorkingCalendar, until: date | None, course: Course
) -> Course | None:
    """The course for a reader who holds an earlier start against us; None where there is none.

    It is the provisional receipt of a request confirmed late, and the first receipt where the correction notice itself
    was late (law: 1.4.5): for that reader the notice restarts nothing.
    """
    late_notice = course.correction is not None and course.correction.late
    if course.receipt.cautious_from is None and not late_notice:
        return None
    start = course.receipt.cautious_from or course.receipt.day
    return _read(history(events, until), course.receipt, start, calendar, honours_correction=not late_notice)


def _read(
    placed: Sequence[Placed],
    receipt: Receipt,
    start: date | None,
    calendar: WorkingCalendar,
    *,
    honours_correction: bool,
) -> Course:
    reading = Reading(placed, receipt, start, calendar, honours_correction=honours_correction)
    for each in placed:
        effect = _EFFECTS.get(each.kind)
        if each.kind in NOTICES:
            reading.note_notice(each)
        if effect is not None:
            effect(reading, reading.as_sent(each) if each.kind in _TOLD_BY_LETTER else each)
            reading.note_end(each.place)
    return reading.course()


def _correction_requested(reading: Reading, placed: Placed) -> None:
    if not reading.honours_correction:
        return
    if reading.correction is not None and not (reading.correction_open and reading.correction.void):
        # 条例 30: 一次性告知. A second notice has no effect, unless it stands in for a void one.
        reading.fault(FaultCode.SECOND_CORRECTION_NOTICE, placed.place)
        return
    limit = _correction_notice_limit(reading)
    late = limit is not None and placed.on > limit
    if late:
        reading.fault(FaultCode.CORRECTION_NOTICE_LATE, placed.place, limit=limit)
    event = placed.event
    reading.correction = CorrectionNotice(
        place=placed.place,
        on=placed.on,
        served_on=event.day("served_on") or reading.delivered_on(event.letter),
        allowed_days=event.number("allowed_days") or DEFAULT_CORRECTION_DAYS,
        late=late,
        letter=event.letter,
    )
    reading.correction_open = True


def _correction_notice_limit(reading: Reading) -> date | None:
    days = reading.edition.correction_notice_days
    if reading.receipt.day is None or days is None:
        return None
    try:
        return reading.calendar.add(reading.receipt.day, days)
    except CalendarMissing:
        return None


def _corrected(reading: Reading, placed: Placed) -> None:
    if not reading.honours_correction:
        return
    if reading.corrected_on is not None:
        reading.fault(FaultCode.SECOND_CORRECTION, placed.place)
        return
    if reading.correction is None:
        reading.fault(FaultCode.CORRECTED_WITHOUT_NOTICE, placed.place)
    reading.corrected_on = placed.on
    reading.correction_open = False
    # 条例 30: 答复期限自行政机关收到补正的申请之日起计算.
    reading.restart(placed.on)


def _extended(reading: Reading, placed: Placed) -> None:
    event = placed.event
    if not event.text("approved_by"):
        # 条例 33(2): 经政府信息公开工作机构负责人同意.
        reading.fault(FaultCode.EXTENSION_NOT_APPROVED, placed.place)
    if reading.extension is not None and not reading.extension_void:
        reading.fault(FaultCode.SECOND_EXTENSION, placed.place)
        return
    if reading.start is None or reading.correction_open or reading.fee_open:
        reading.fault(FaultCode.EXTENDED_WITHOUT_CLOCK, placed.place)
        return
    if reading.delay_until is not None:
        code = FaultCode.EXTENDED_AFTER_DECISION if reading.by_decision else FaultCode.EXTENDED_AFTER_DELAY
        reading.fault(code, placed.place, until=reading.delay_until)
        return
    passed = reading.limit_passed_on(placed.on, extended=False)
    if passed is not None:
        reading.fault(FaultCode.EXTENDED_LATE, placed.place, limit=passed)
        return
    days, most = max(event.number("days") or 0, 0), reading.edition.extension_max
    if days > most:
        reading.fault(FaultCode.EXTENSION_TOO_LONG, placed.place, days=days, most=most)
    reading.extension, reading.extension_letter = placed.place, event.letter
    reading.extension_days, reading.extension_void = min(days, most), False


def _reasons_requested(reading: Reading, placed: Placed) -> None:
    reading.reasons_requested_on = placed.on
    reading.reasons_open = True


def _reasons_given(reading: Reading, placed: Placed) -> None:
    reading.reasons_open = False


def _delay_fixed(reading: Reading, placed: Placed) -> None:
    until = placed.event.day("until")
    if not reading.edition.knows_delay:
        reading.fault(FaultCode.DELAY_NOT_KNOWN, placed.place)
        return
    passed = reading.limit_passed_on(placed.on)
    if passed is not None:
        reading.fault(FaultCode.DELAY_FIXED_LATE, placed.place, limit=passed)
    # 条例 35: 可以确定延迟答复的合理期限并告知申请人.
    if until is not None:
        reading.delay_until, reading.by_decision = until, False
        reading.delay, reading.delay_void = placed, False


def _fee_noticed(reading: Reading, placed: Placed) -> None:
    if not reading.edition.knows_fee:
        return
    passed = reading.limit_passed_on(placed.on)
    if passed is not None:
        reading.fault(FaultCode.FEE_NOTICED_LATE, placed.place, limit=passed)
    event = placed.event
    before = reading.fee.clock if reading.fee_open and reading.fee is not None else _running_clock(reading)
    reading.fee = FeeNotice(
        place=placed.place,
        on=placed.on,
        received_on=event.day("received_on") or reading.delivered_on(event.letter),
        clock=before,
        letter=event.letter,
        fen=told_fen(event),
    )
    reading.fee_open = True


def _running_clock(reading: Reading) -> Clock | None:
    return None if reading.correction_open else reading.clock()


def _fee_paid(reading: Reading, placed: Placed) -> None:
    if not reading.edition.knows_fee:
        return
    if reading.fee is None:
        reading.fault(FaultCode.FEE_PAID_WITHOUT_NOTICE, placed.place)
    reading.fee_open = False
    # 国办函〔2020〕109号: 办理期限从申请人完成缴费次日起重新计算.
    reading.restart(placed.on)


def _contact_attempted(reading: Reading, placed: Placed) -> None:
    if placed.event.facts.get("reached") is not True:
        reading.contact_attempts.append(placed.on)


def _sent_for_review(reading: Reading, placed: Placed) -> None:
    reading.in_review = True


def _reviewed(reading: Reading, placed: Placed) -> None:
    reading.in_review = False


_TOLD_BY_LETTER = frozenset(
    {
        EventKind.CORRECTION_REQUESTED,
        EventKind.CONSULTED,
        EventKind.THIRD_PARTY_TOLD,
        EventKind.EXTENDED,
        EventKind.DELAY_FIXED,
        EventKind.FEE_NOTICED,
    }
)
"""What takes effect when the other side is told, not when its letter is written."""

NOTICES = _TOLD_BY_LETTER | {EventKind.REASONS_REQUESTED}
"""What is told to somebody by a letter while the request goes on."""

_EFFECTS: Mapping[EventKind, Callable[[Reading, Placed], None]] = MappingProxyType(
    {
        EventKind.CORRECTION_REQUESTED: _correction_requested,
        EventKind.CORRECTED: _corrected,
        EventKind.CORRECTION_LAPSED: correction_lapsed,
        EventKind.CONSULTED: consulted,
        EventKind.OPINION_RECEIVED: opinion_received,
        EventKind.THIRD_PARTY_TOLD: third_party_told,
        EventKind.LETTER_VOIDED: letter_voided,
        EventKind.RETURNED: returned,
        EventKind.EXTENDED: _extended,
        EventKind.REASONS_REQUESTED: _reasons_requested,
        EventKind.REASONS_GIVEN: _reasons_given,
        EventKind.DELAY_FIXED: _delay_fixed,
        EventKind.FEE_NOTICED: _fee_noticed,
        EventKind.FEE_PAID: _fee_paid,
        EventKind.FEE_LAPSED: fee_lapsed,
        EventKind.WITHDRAWN: withdrawn,
        EventKind.REPLIED: replied,
        EventKind.SERVED: served,
        EventKind.REOPENED: reopened,
        EventKind.CLOSED: closed,
        EventKind.ARCHIVED: archived,
        EventKind.REGISTRATION_VOIDED: registration_voided,
        EventKind.CONTACT_ATTEMPTED: _contact_attempted,
        EventKind.SENT_FOR_REVIEW: _sent_for_review,
        EventKind.REVIEWED: _reviewed,
        EventKind.HANDED_OVER: handed_over,
        EventKind.DEPARTMENT_ANSWERED: department_answered,
        EventKind.REMINDED: reminded,
    }
)
