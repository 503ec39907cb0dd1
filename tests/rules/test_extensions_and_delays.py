"""Extension: once, approved, told in time, at most twenty working days (条例 33(2)); delay to a fixed day (条例 35)."""

from __future__ import annotations

import pytest

from db.records import Event
from tests.rules.telling import day, faults_of, happened, limits_of

RECEIVED = happened("submitted", "2026-03-02")


def extended(on: str = "2026-03-27", days: int = 20, approved_by: str = "办公室主任") -> Event:
    return happened("extended", on, days=days, approved_by=approved_by)


def test_told_on_the_last_day_it_is_in_time() -> None:
    limits = limits_of("counter", RECEIVED, extended("2026-03-30"))
    assert limits.reply_due == day("2026-04-28")
    assert limits.extension_notice_due == day("2026-03-30")
    assert limits.faults == ()


def test_told_after_the_limit_it_has_no_effect_and_is_shown() -> None:
    limits = limits_of("counter", RECEIVED, extended("2026-03-31"))
    assert limits.reply_due == day("2026-03-30")
    assert faults_of(limits) == ["extended_late"]
    assert "2026年3月30日" in limits.faults[0].sentence()


def test_written_in_time_and_posted_after_the_limit_it_was_told_too_late() -> None:
    letter = happened("extended", "2026-03-27", days=20, approved_by="办公室主任", letter="L3")
    for posted, due, faults in (("2026-03-30", "2026-04-28", []), ("2026-03-31", "2026-03-30", ["extended_late"])):
        sent = happened("served", posted, letter="L3", way="post", posted_on=posted)
        limits = limits_of("counter", RECEIVED, letter, sent)
        assert limits.reply_due == day(due), posted
        assert faults_of(limits) == faults


def test_a_second_one_has_no_effect_and_is_shown() -> None:
    limits = limits_of("counter", RECEIVED, extended(days=10), extended("2026-04-10", days=10))
    assert limits.reply_due == day("2026-04-14")
    assert faults_of(limits) == ["second_extension"]


def test_after_a_late_one_the_next_is_late_too() -> None:
    limits = limits_of("counter", RECEIVED, extended("2026-03-31"), extended("2026-04-01"))
    assert faults_of(limits) == ["extended_late", "extended_late"]


def test_days_above_the_maximum_have_no_effect_and_are_shown() -> None:
    limits = limits_of("counter", RECEIVED, extended(days=25))
    assert limits.reply_due == day("2026-04-28")
    assert faults_of(limits) == ["extension_too_long"]


def test_without_consent_it_is_shown() -> None:
    assert faults_of(limits_of("counter", RECEIVED, extended(approved_by=""))) == ["extension_not_approved"]


def test_it_may_be_told_while_the_clock_stands_still() -> None:
    limits = limits_of(
        "counter",
        RECEIVED,
        happened("consulted", "2026-03-27", ref="1", party="third_party", received_on="2026-03-27"),
        extended("2026-04-10", days=5),
        happened("opinion_received", "2026-04-14", ref="1"),
    )
    # Day 20 would be 15 April; five more: 16, 17, 20, 21, 22 April.
    assert limits.extension_notice_due == day("2026-04-15")
    assert limits.reply_due == day("2026-04-22")
    assert limits.faults == ()


def test_a_consultation_after_an_extension_runs_within_the_longer_limit() -> None:
    limits = limits_of(
        "counter",
        RECEIVED,
        extended(days=5),
        happened("consulted", "2026-04-01", ref="1", party="other_agency", received_on="2026-04-01"),
        happened("opinion_received", "2026-04-08", ref="1"),
    )
    assert limits.faults == ()
    assert limits.excluded_working_days == 4
    assert limits.reply_due == day("2026-04-13")
    # Without the extension the limit ended before the inquiry was sent.
    assert limits.extension_notice_due == day("2026-03-30")


def test_while_nothing_runs_there_is_nothing_to_extend() -> None:
    limits = limits_of(
        "counter", RECEIVED, happened("correction_requested", "2026-03-10", items=["一"]), extended("2026-03-12")
    )
    assert faults_of(limits) == ["extended_without_clock"]
    assert limits.reply_due is None


def test_the_proof_tells_where_the_extension_begins() -> None:
    limits = limits_of("counter", RECEIVED, extended(days=10))
    assert [each.count for each in limits.days if each.count][-1] == 30
    assert limits.days[-1].date == limits.reply_due


def test_a_fixed_delay_replaces_the_limit() -> None:
    limits = limits_of(
        "counter",
        RECEIVED,
        happened("reasons_requested", "2026-03-06"),
        happened("reasons_given", "2026-03-18"),
        happened("delay_fixed", "2026-03-24", until="2026-05-15"),
    )
    assert limits.reply_due == day("2026-05-15")
    assert limits.extension_notice_due == day("2026-05-15")
    assert limits.fee_notice_due == day("2026-05-15")
    assert limits.days[-1].date == day("2026-05-15")
    assert limits.days[-1].rule == "条例第三十五条"
    assert limits.faults == ()


def test_consultations_do_not_move_a_fixed_day() -> None:
    limits = limits_of(
        "counter",
        RECEIVED,
        happened("delay_fixed", "2026-03-24", until="2026-05-15"),
        happened("consulted", "2026-03-25", ref="1", party="third_party"),
    )
    assert limits.reply_due == day("2026-05-15")
    assert limits.excluded_working_days == 0


def test_a_delay_told_late_is_shown() -> None:
    limits = limits_of("counter", RECEIVED, happened("delay_fixed", "2026-04-02", until="2026-05-15"))
    assert limits.reply_due == day("2026-05-15")
    assert faults_of(limits) == ["delay_fixed_late"]


def test_a_correction_starts_anew_without_the_delay() -> None:
    limits = limits_of(
        "counter",
        RECEIVED,
        happened("correction_requested", "2026-03-05", items=["一"]),
        happened("delay_fixed", "2026-03-06", until="2026-05-15"),
        happened("corrected", "2026-03-24"),
    )
    assert limits.reply_due == day("2026-04-22")


def test_an_extension_does_not_move_a_fixed_day() -> None:
    limits = limits_of(
        "counter",
        RECEIVED,
        happened("delay_fixed", "2026-03-24", until="2026-04-10"),
        extended("2026-03-27"),
    )
    assert limits.reply_due == day("2026-04-10")
    assert faults_of(limits) == ["extended_after_delay"]


@pytest.mark.parametrize("days", [1, 7, 20])
def test_an_extension_of_n_days_moves_the_limit_n_working_days(days: int) -> None:
    plain = limits_of("counter", RECEIVED)
    longer = limits_of("counter", RECEIVED, extended(days=days))
    assert len([each for each in longer.days if each.count]) == 20 + days
    assert longer.days[: len(plain.days)] == plain.days
