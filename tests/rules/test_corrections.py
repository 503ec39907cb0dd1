"""Correction: once, within seven working days, and the limit runs anew (条例 30)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.telling import faults_of, happened, limits_of

RECEIVED = happened("submitted", "2026-03-02")
ASKED = happened("correction_requested", "2026-03-11", served_on="2026-03-13", items=["一"], allowed_days=10)


def test_while_it_is_outstanding_no_reply_limit_runs() -> None:
    limits = limits_of("counter", RECEIVED, ASKED)

    assert limits.reply_due is None
    assert limits.extension_notice_due is None
    assert limits.fee_notice_due is None
    assert limits.correction_due == date(2026, 3, 27)
    assert limits.close_from == date(2026, 3, 30)
    assert not limits.correction_notice_late
    assert limits.clock_start == date(2026, 3, 2)


def test_the_proof_then_shows_the_days_used_before_the_notice() -> None:
    days = limits_of("counter", RECEIVED, ASKED).days
    assert days[-1].date == date(2026, 3, 11)
    assert days[-1].count == 7


def test_the_corrected_request_starts_the_whole_limit_anew() -> None:
    limits = limits_of("counter", RECEIVED, ASKED, happened("corrected", "2026-03-24"))

    assert limits.receipt == date(2026, 3, 2)
    assert limits.clock_start == date(2026, 3, 24)
    assert limits.reply_due == date(2026, 4, 22)
    assert limits.cautious_reply_due is None
    assert limits.correction_due == date(2026, 3, 27)
    assert limits.close_from is None
    assert limits.faults == ()


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({"allowed_days": 5}, date(2026, 3, 18)),
        ({}, date(2026, 3, 25)),
        ({"allowed_days": 15, "served_on": "2026-03-13"}, date(2026, 4, 3)),
        ({"served_on": None}, date(2026, 3, 25)),
    ],
)
def test_the_applicants_limit_counts_from_service_or_from_the_notice(facts: dict[str, object], due: date) -> None:
    limits = limits_of("counter", RECEIVED, happened("correction_requested", "2026-03-11", items=["一"], **facts))
    assert limits.correction_due == due


def test_service_recorded_apart_is_found_by_the_letter() -> None:
    notice = happened("correction_requested", "2026-03-11", letter="L1", items=["一"])
    posted = happened("served", "2026-03-11", letter="L1", way="post", posted_on="2026-03-11", signed_on="2026-03-13")
    limits = limits_of("counter", RECEIVED, notice, posted)
    assert limits.correction_due == date(2026, 3, 27)
    assert limits.completed is None


def test_a_notice_of_unknown_arrival_counts_from_the_day_on_which_it_was_posted() -> None:
    notice = happened("correction_requested", "2026-03-10", letter="L1", items=["一"])
    assert limits_of("counter", RECEIVED, notice).correction_due == date(2026, 3, 24), "its own day, while none is told"
    posted = happened("served", "2026-03-11", letter="L1", way="post", posted_on="2026-03-11")
    sent = limits_of("counter", RECEIVED, notice, posted)
    assert sent.correction_due == date(2026, 3, 25)
    assert not sent.correction_notice_late


def test_a_notice_written_in_time_and_posted_too_late_is_late() -> None:
    """国办公开办函〔2016〕235号: the posting decides; a letter that still lies here tells nobody anything."""
    notice = happened("correction_requested", "2026-03-11", letter="L1", items=["一"])
    posted = happened("served", "2026-03-12", letter="L1", way="post", posted_on="2026-03-12")
    late = limits_of("counter", RECEIVED, notice, posted)
    assert late.correction_notice_late
    assert late.cautious_reply_due == date(2026, 3, 30)
    assert faults_of(late) == ["correction_notice_late"]


def test_a_late_notice_is_sent_all_the_same_and_both_limits_are_shown() -> None:
    late = happened("correction_requested", "2026-03-12", items=["一"])
    waiting = limits_of("counter", RECEIVED, late)
    assert waiting.correction_notice_due == date(2026, 3, 11)
    assert waiting.correction_notice_late
    assert waiting.reply_due is None
    assert waiting.cautious_reply_due == date(2026, 3, 30)
    assert faults_of(waiting) == ["correction_notice_late"]

    corrected = limits_of("counter", RECEIVED, late, happened("corrected", "2026-03-19"))
    assert corrected.reply_due == date(2026, 4, 17)
    assert corrected.cautious_reply_due == date(2026, 3, 30)


def test_the_last_day_for_the_notice_is_in_time() -> None:
    limits = limits_of("counter", RECEIVED, happened("correction_requested", "2026-03-11", items=["一"]))
    assert not limits.correction_notice_late
    assert limits.faults == ()


def test_a_second_notice_has_no_effect() -> None:
    corrected = happened("corrected", "2026-03-24")
    again = happened("correction_requested", "2026-03-26", items=["二"])
    limits = limits_of("counter", RECEIVED, ASKED, corrected, again)

    assert limits.reply_due == date(2026, 4, 22)
    assert faults_of(limits) == ["second_correction_notice"]
    assert limits.faults[0].event == 3


def test_a_second_notice_while_the_first_is_open_does_not_move_the_applicants_limit() -> None:
    limits = limits_of("counter", RECEIVED, ASKED, happened("correction_requested", "2026-03-18", items=["二"]))
    assert limits.correction_due == date(2026, 3, 27)
    assert limits.reply_due is None


def test_a_second_correction_does_not_restart() -> None:
    limits = limits_of(
        "counter", RECEIVED, ASKED, happened("corrected", "2026-03-24"), happened("corrected", "2026-03-31")
    )
    assert limits.clock_start == date(2026, 3, 24)
    assert faults_of(limits) == ["second_correction"]


def test_a_correction_after_its_limit_but_before_closing_is_accepted() -> None:
    limits = limits_of("counter", RECEIVED, ASKED, happened("corrected", "2026-04-02"))
    assert limits.clock_start == date(2026, 4, 2)
    assert limits.faults == ()


def test_a_correction_without_notice_restarts_and_is_shown() -> None:
    limits = limits_of("counter", RECEIVED, happened("corrected", "2026-03-24"))
    assert limits.reply_due == date(2026, 4, 22)
    assert faults_of(limits) == ["corrected_without_notice"]


def test_an_earlier_extension_falls_away() -> None:
    limits = limits_of(
        "counter",
        RECEIVED,
        happened("extended", "2026-03-06", days=20, approved_by="主任"),
        happened("correction_requested", "2026-03-11", items=["一"]),
        happened("corrected", "2026-03-24"),
    )
    assert limits.reply_due == date(2026, 4, 22)
    again = happened("extended", "2026-04-20", days=5, approved_by="主任")
    extended = limits_of(
        "counter",
        RECEIVED,
        happened("extended", "2026-03-06", days=20, approved_by="主任"),
        happened("correction_requested", "2026-03-11", items=["一"]),
        happened("corrected", "2026-03-24"),
        again,
    )
    assert extended.reply_due == date(2026, 4, 29)
    assert extended.faults == ()


def test_consultation_days_before_the_restart_count_no_more_those_after_do() -> None:
    events = [
        RECEIVED,
        happened("consulted", "2026-03-05", ref="1", party="third_party", received_on="2026-03-06"),
        happened("correction_requested", "2026-03-11", items=["一"]),
        happened("corrected", "2026-03-24"),
    ]
    over = limits_of("counter", *events[:2], happened("opinion_received", "2026-03-20", ref="1"), *events[2:])
    assert over.excluded_working_days == 0
    assert over.reply_due == date(2026, 4, 22)

    # The party's limit is 27 March: three of its working days lie in the new clock.
    running = limits_of("counter", *events)
    assert running.excluded_working_days == 3
    assert running.reply_due == date(2026, 4, 27)


def test_a_lapse_ends_the_request() -> None:
    limits = limits_of("counter", RECEIVED, ASKED, happened("correction_lapsed", "2026-03-30"))
    assert limits.completed == date(2026, 3, 30)
    assert limits.on_time is None
    assert limits.reply_due is None
    assert limits.faults == ()


def test_a_lapse_on_the_applicants_last_day_is_too_early() -> None:
    limits = limits_of("counter", RECEIVED, ASKED, happened("correction_lapsed", "2026-03-27"))
    assert faults_of(limits) == ["correction_lapsed_early"]


def test_a_lapse_without_an_open_notice_is_shown() -> None:
    limits = limits_of("counter", RECEIVED, happened("correction_lapsed", "2026-03-27"))
    assert faults_of(limits) == ["correction_lapsed_without_notice"]
    assert limits.completed == date(2026, 3, 27)
