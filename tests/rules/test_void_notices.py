"""A notice whose letter is void is written anew: the new one stands in for it, once (条例 30, 33(2))."""

from __future__ import annotations

from db.records import Event, Json
from desktop.rules.counted_steps import counted_steps
from desktop.rules.steps import Step, next_steps
from resources.vocabulary import Channel, EventKind
from tests.rules.telling import CALENDAR, day, faults_of, happened, limits_of, refusal_of, request_of

RECEIVED = happened("submitted", "2026-03-02")


def extended(on: str, days: int, letter: str) -> Event:
    return happened("extended", on, days=days, approved_by="办公室主任", letter=letter)


def voided(on: str, letter: str) -> Event:
    return happened("letter_voided", on, letter=letter)


def refused(kind: EventKind, on: str, *events: Event, **facts: Json) -> str | None:
    return refusal_of(kind, on, (RECEIVED, *events), **facts)


def steps_on(on: str, *events: Event) -> list[Step]:
    limits = limits_of("counter", RECEIVED, *events, today=on)
    return next_steps(Channel.COUNTER, (RECEIVED, *events), limits, CALENDAR, day(on))


def recommended(on: str, *events: Event) -> EventKind | None:
    return next((step.kind for step in steps_on(on, *events) if step.recommended), None)


def test_a_void_extension_notice_keeps_the_limit_and_asks_for_a_new_one() -> None:
    limits = limits_of("counter", RECEIVED, extended("2026-03-20", 20, "延1"), voided("2026-03-23", "延1"))
    assert limits.reply_due == day("2026-04-28")
    assert faults_of(limits) == ["notice_void"]
    replied = happened("replied", "2026-03-24", outcome="provided")
    ended = limits_of("counter", RECEIVED, extended("2026-03-20", 20, "延1"), voided("2026-03-23", "延1"), replied)
    assert ended.faults == (), "nothing is left to be told"


def test_the_new_extension_notice_stands_in_for_the_void_one() -> None:
    void = (extended("2026-03-20", 20, "延1"), voided("2026-03-23", "延1"))
    assert refused(EventKind.EXTENDED, "2026-03-23", *void, days=10, approved_by="办公室主任") is None
    limits = limits_of("counter", RECEIVED, *void, extended("2026-03-23", 10, "延2"))
    assert limits.reply_due == day("2026-04-14")
    assert limits.faults == ()
    told = (*void, extended("2026-03-23", 10, "延2"))
    assert "不能再次延长" in str(refused(EventKind.EXTENDED, "2026-03-24", *told, days=5, approved_by="甲"))


def test_a_new_extension_notice_must_come_before_the_limit_without_the_void_one() -> None:
    void = (extended("2026-03-20", 20, "延1"), voided("2026-03-31", "延1"))
    assert "2026年3月30日" in str(refused(EventKind.EXTENDED, "2026-03-31", *void, days=10, approved_by="甲"))


def test_another_letter_that_is_void_leaves_the_extension_alone() -> None:
    other = (extended("2026-03-20", 20, "延1"), voided("2026-03-23", "答1"))
    assert limits_of("counter", RECEIVED, *other).faults == ()
    assert "不能再次延长" in str(refused(EventKind.EXTENDED, "2026-03-23", *other, days=10, approved_by="甲"))


def test_a_correction_notice_is_written_anew_and_its_period_runs_from_the_new_one() -> None:
    void = (happened("correction_requested", "2026-03-04", items=["一"], letter="补1"), voided("2026-03-05", "补1"))
    assert faults_of(limits_of("counter", RECEIVED, *void)) == ["notice_void"]
    assert recommended("2026-03-05", *void) is EventKind.CORRECTION_REQUESTED
    assert "已作废" in str(refused(EventKind.CORRECTION_LAPSED, "2026-03-25", *void))
    assert refused(EventKind.CORRECTION_REQUESTED, "2026-03-05", *void) is None
    anew = happened("correction_requested", "2026-03-05", items=["一"], letter="补2")
    limits = limits_of("counter", RECEIVED, *void, anew)
    assert limits.correction_due == day("2026-03-19")
    assert limits.faults == ()
    assert "一次性告知" in str(refused(EventKind.CORRECTION_REQUESTED, "2026-03-06", *void, anew))


def test_after_the_correction_came_in_the_void_notice_is_no_ground_for_another() -> None:
    notice = happened("correction_requested", "2026-03-04", items=["一"], letter="补1")
    corrected = happened("corrected", "2026-03-09")
    events = (notice, corrected, voided("2026-03-10", "补1"))
    assert "一次性告知" in str(refused(EventKind.CORRECTION_REQUESTED, "2026-03-10", *events))
    assert limits_of("counter", RECEIVED, *events).faults == ()


def test_a_void_notice_of_delay_keeps_the_day_and_asks_for_a_new_one() -> None:
    reasons = (happened("reasons_requested", "2026-03-04"), happened("reasons_given", "2026-03-06"))
    delayed = happened("delay_fixed", "2026-03-09", until="2026-06-30", letter="迟1")
    void = (*reasons, delayed, voided("2026-03-10", "迟1"))
    limits = limits_of("counter", RECEIVED, *void)
    assert (limits.reply_due, faults_of(limits)) == (day("2026-06-30"), ["notice_void"])
    anew = happened("delay_fixed", "2026-03-11", until="2026-05-29", letter="迟2")
    limits = limits_of("counter", RECEIVED, *void, anew)
    assert (limits.reply_due, limits.faults) == (day("2026-05-29"), ())


def test_a_fee_notice_is_written_anew() -> None:
    void = (happened("fee_noticed", "2026-03-04", amount=100, letter="费1"), voided("2026-03-05", "费1"))
    assert faults_of(limits_of("counter", RECEIVED, *void)) == ["notice_void"]
    assert recommended("2026-03-05", *void) is EventKind.FEE_NOTICED
    assert "已作废" in str(refused(EventKind.FEE_LAPSED, "2026-04-20", *void))
    assert refused(EventKind.FEE_NOTICED, "2026-03-05", *void) is None
    limits = limits_of("counter", RECEIVED, *void, happened("fee_noticed", "2026-03-05", amount=200, letter="费2"))
    assert limits.fee_due == day("2026-04-02")
    assert limits.faults == ()


def test_only_the_notice_that_stands_counts_in_a_summary() -> None:
    events = (
        RECEIVED,
        extended("2026-03-20", 20, "延1"),
        voided("2026-03-23", "延1"),
        extended("2026-03-23", 10, "延2"),
    )
    steps = counted_steps(request_of("counter", events), limits_of("counter", *events))
    assert [(step.kind, step.place) for step in steps] == [(EventKind.EXTENDED, 3)]


def test_a_void_receipt_is_issued_anew() -> None:
    registered = happened("registered", "2026-03-02")
    issued = happened("receipt_issued", "2026-03-02", letter="回1")
    kinds = {step.kind for step in steps_on("2026-03-03", registered, issued)}
    assert EventKind.RECEIPT_ISSUED not in kinds
    kinds = {step.kind for step in steps_on("2026-03-03", registered, issued, voided("2026-03-03", "回1"))}
    assert EventKind.RECEIPT_ISSUED in kinds


def test_by_a_void_inquiry_nobody_was_asked() -> None:
    inquiry = happened("consulted", "2026-03-04", ref="1", party="third_party", name="某公司", letter="征1")
    back = happened("returned", "2026-03-05", ref="1")
    course = limits_of("counter", RECEIVED, inquiry, voided("2026-03-05", "征1"), back).course
    assert course.third_parties == ()
    events = (RECEIVED, inquiry, voided("2026-03-05", "征1"), back)
    assert counted_steps(request_of("counter", events), limits_of("counter", *events)) == ()
    assert "尚未征求第三方意见" in str(refused(EventKind.THIRD_PARTY_TOLD, "2026-03-06", *events[1:], name="某公司"))


def test_an_inquiry_that_came_back_may_be_answered_when_it_is_tried_once_more() -> None:
    inquiry = happened("consulted", "2026-03-04", ref="1", party="third_party", name="某公司", letter="征1")
    back = happened("returned", "2026-03-09", letter="征1")
    first, again = (
        happened("served", on, letter="征1", way="post", posted_on=on) for on in ("2026-03-04", "2026-03-10")
    )
    events = (inquiry, first, back, again)
    assert refused(EventKind.OPINION_RECEIVED, "2026-03-13", *events, ref="1", opinion="refuse") is None
    answer = happened("opinion_received", "2026-03-13", ref="1", opinion="refuse")
    limits = limits_of("counter", RECEIVED, *events, answer)
    assert (limits.excluded_working_days, limits.faults) == (3, ()), "to the return, not to the opinion"
    assert limits.course.third_party_objected
    assert refused(EventKind.OPINION_RECEIVED, "2026-03-16", *events, answer, ref="1", opinion="consent") is not None


def test_an_inquiry_that_was_answered_before_its_letter_was_voided_was_made() -> None:
    inquiry = happened("consulted", "2026-03-04", ref="1", party="third_party", name="某公司", letter="征1")
    answer = happened("opinion_received", "2026-03-05", ref="1", opinion="consent")
    course = limits_of("counter", RECEIVED, inquiry, answer, voided("2026-03-06", "征1")).course
    assert len(course.third_parties) == 1
