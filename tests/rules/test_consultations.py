"""Consultations make the clock stand still, at most to the party's own limit (条例 32-34, 33(3))."""

from __future__ import annotations

import pytest

from db.records import Event
from tests.rules.telling import day, faults_of, happened, limits_of

RECEIVED = happened("submitted", "2026-03-02")


def asked(on: str = "2026-03-09", received_on: str | None = "2026-03-11", ref: str = "1", **facts: str) -> Event:
    return happened("consulted", on, **{"ref": ref, "party": "third_party", "received_on": received_on, **facts})


@pytest.mark.parametrize("party", ["third_party", "joint_agency", "other_agency"])
def test_the_cap_holds_for_every_kind_of_party(party: str) -> None:
    silent = limits_of("counter", RECEIVED, asked(party=party))
    assert silent.consult_due == (day("2026-04-01"),)
    assert silent.excluded_working_days == 17
    assert silent.reply_due == day("2026-04-23")


def test_an_answer_after_the_cap_stops_no_more_than_the_cap() -> None:
    late = limits_of("counter", RECEIVED, asked(), happened("opinion_received", "2026-04-08", ref="1"))
    assert late.excluded_working_days == 17
    assert late.reply_due == day("2026-04-23")
    assert late.faults == ()


def test_without_a_known_receipt_the_cap_counts_from_the_sending() -> None:
    limits = limits_of("counter", RECEIVED, asked(received_on=None))
    assert limits.consult_due == (day("2026-03-30"),)
    assert limits.excluded_working_days == 15
    assert limits.reply_due == day("2026-04-21")


def test_the_clock_stands_still_from_the_posting_of_an_inquiry_that_was_written_before() -> None:
    inquiry = happened("consulted", "2026-03-09", letter="L4", ref="1", party="third_party")
    sent = happened("served", "2026-03-11", letter="L4", way="post", posted_on="2026-03-11")
    opinion = happened("opinion_received", "2026-03-13", ref="1")
    limits = limits_of("counter", RECEIVED, inquiry, sent, opinion)
    assert limits.consult_due == (day("2026-04-01"),)
    assert limits.excluded_working_days == 2, "12 and 13 March"
    assert limits.reply_due == day("2026-04-01")


def test_receipt_of_the_inquiry_may_be_recorded_as_service_of_its_letter() -> None:
    inquiry = happened("consulted", "2026-03-09", letter="L4", ref="1", party="third_party")
    served = happened("served", "2026-03-09", letter="L4", way="post", posted_on="2026-03-09", signed_on="2026-03-11")
    assert limits_of("counter", RECEIVED, inquiry, served).consult_due == (day("2026-04-01"),)


def test_an_inquiry_that_comes_back_ends_the_standstill() -> None:
    by_ref = limits_of("counter", RECEIVED, asked(), happened("returned", "2026-03-20", ref="1"))
    assert by_ref.excluded_working_days == 9
    assert by_ref.reply_due == day("2026-04-13")

    letter = happened("consulted", "2026-03-09", letter="L4", ref="1", party="third_party", received_on="2026-03-11")
    by_letter = limits_of("counter", RECEIVED, letter, happened("returned", "2026-03-20", letter="L4"))
    assert by_letter.reply_due == day("2026-04-13")


def test_tried_again_after_a_return_both_spans_count() -> None:
    limits = limits_of(
        "counter",
        RECEIVED,
        asked(received_on=None),
        happened("returned", "2026-03-13", ref="1"),
        asked("2026-03-16", "2026-03-17"),
        happened("opinion_received", "2026-03-20", ref="1"),
    )
    assert limits.excluded_working_days == 8
    assert limits.reply_due == day("2026-04-10")


def test_answered_on_the_day_it_was_sent_it_changes_nothing() -> None:
    limits = limits_of("counter", RECEIVED, asked(), happened("opinion_received", "2026-03-09", ref="1"))
    assert limits.excluded_working_days == 0
    assert limits.reply_due == day("2026-03-30")


def test_one_span_inside_another_adds_nothing() -> None:
    limits = limits_of(
        "counter",
        RECEIVED,
        asked(),
        asked("2026-03-11", "2026-03-12", "2"),
        happened("opinion_received", "2026-03-13", ref="2"),
        happened("opinion_received", "2026-03-20", ref="1"),
    )
    assert limits.excluded_working_days == 9
    assert limits.reply_due == day("2026-04-13")
    assert limits.consult_due == (day("2026-04-01"), day("2026-04-02"))


def test_a_second_opinion_of_the_same_party_does_not_lengthen_the_standstill() -> None:
    limits = limits_of(
        "counter",
        RECEIVED,
        asked(),
        happened("opinion_received", "2026-03-20", ref="1"),
        happened("opinion_received", "2026-03-27", ref="1"),
    )
    assert limits.excluded_working_days == 9
    assert limits.faults == ()


def test_an_inquiry_on_the_last_day_defers_it_to_the_end_of_the_standstill() -> None:
    answered = happened("opinion_received", "2026-04-10", ref="1")
    limits = limits_of("counter", RECEIVED, asked("2026-03-30", "2026-03-31"), answered)
    # Day 20 is used up on 30 March; eight working days stand still, and none is left after them.
    assert limits.excluded_working_days == 8
    assert limits.reply_due == day("2026-04-10")
    assert [each.count for each in limits.days if each.count][-1] == 20
    assert limits.days[-1].why == "停止计算：征求第三方意见"
    assert limits.faults == ()


def test_an_inquiry_after_the_limit_has_no_effect_and_is_shown() -> None:
    limits = limits_of("counter", RECEIVED, asked("2026-03-31", "2026-04-01"))
    assert limits.reply_due == day("2026-03-30")
    assert faults_of(limits) == ["consulted_late"]
    assert limits.consult_due == (day("2026-04-23"),)


def test_an_inquiry_within_a_standstill_is_in_time_though_the_plain_limit_has_passed() -> None:
    limits = limits_of(
        "counter",
        RECEIVED,
        asked("2026-03-27", "2026-03-27"),
        asked("2026-04-07", "2026-04-08", "2"),
        happened("opinion_received", "2026-04-14", ref="1"),
        happened("opinion_received", "2026-04-16", ref="2"),
    )
    assert limits.faults == ()
    # Day 19 is 27 March; 30 March to 16 April stand still; day 20 is the next working day.
    assert limits.reply_due == day("2026-04-17")


def test_an_opinion_on_nothing_is_shown() -> None:
    limits = limits_of("counter", RECEIVED, happened("opinion_received", "2026-03-20", ref="9"))
    assert faults_of(limits) == ["answer_without_inquiry"]


def test_the_proof_names_the_parties_and_the_rule() -> None:
    limits = limits_of(
        "counter",
        RECEIVED,
        asked("2026-03-09", "2026-03-10"),
        asked("2026-03-10", "2026-03-10", "2", party="other_agency"),
        happened("opinion_received", "2026-03-12", ref="1"),
        happened("opinion_received", "2026-03-12", ref="2"),
    )
    by_date = {each.date: each for each in limits.days}
    assert by_date[day("2026-03-10")].why == "停止计算：征求第三方意见"
    assert by_date[day("2026-03-11")].why == "停止计算：征求第三方、其他机关意见"
    assert by_date[day("2026-03-11")].rule == "条例第三十三条第三款"
    assert by_date[day("2026-03-11")].count is None
    assert by_date[day("2026-03-13")].count == 6


def test_a_worked_weekend_within_a_standstill_stands_still_and_says_both() -> None:
    limits = limits_of(
        "signed_mail",
        happened("signed", "2026-09-08"),
        asked("2026-09-16", "2026-09-17"),
        happened("opinion_received", "2026-09-29", ref="1"),
    )
    by_date = {each.date: each for each in limits.days}
    assert by_date[day("2026-09-20")].why == "停止计算（当日调休上班）"
    assert by_date[day("2026-09-25")].why == "节假日（中秋节）"
    assert by_date[day("2026-09-25")].rule == "国办发明电〔2025〕7号"
    assert by_date[day("2026-09-19")].why == "周末"
    assert by_date[day("2026-10-10")].why == "工作日（调休上班）"
    assert limits.reply_due == day("2026-10-23")
    assert limits.internal_target == day("2026-10-20")


@pytest.mark.parametrize("kind", ["handed_over", "sent_for_review", "reviewed", "reasons_requested", "noted"])
def test_inner_work_stops_nothing(kind: str) -> None:
    limits = limits_of("counter", RECEIVED, happened(kind, "2026-03-06", to="法规处"))
    assert limits.reply_due == day("2026-03-30")
    assert limits.excluded_working_days == 0
