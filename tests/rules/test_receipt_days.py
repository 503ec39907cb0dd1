"""The receipt day by channel (条例 31)."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.rules.receipt import ReceiptGround, receipt_day
from resources.vocabulary import Channel
from tests.rules.telling import CALENDAR, faults_of, happened, limits_of

SENT_OVER = ["web", "email", "fax"]
"""Channels confirmed by both sides."""


def test_signed_mail_counts_from_the_signature_even_on_a_holiday() -> None:
    limits = limits_of("signed_mail", happened("submitted", "2026-02-13"), happened("signed", "2026-02-18"))
    assert limits.receipt == date(2026, 2, 18)
    assert limits.reply_due == date(2026, 3, 20)


def test_signed_mail_without_a_recorded_signature_takes_the_earlier_day() -> None:
    limits = limits_of("signed_mail", happened("submitted", "2026-03-02"))
    assert limits.receipt == date(2026, 3, 2)
    assert limits.course.receipt.ground is ReceiptGround.SIGNATURE_NOT_RECORDED


def test_the_form_written_down_for_an_applicant_counts_from_that_day() -> None:
    assert limits_of("oral", happened("submitted", "2026-03-02")).receipt == date(2026, 3, 2)


def test_an_ordinary_letter_has_no_receipt_before_confirmation() -> None:
    arrived = happened("submitted", "2026-02-12")
    tried = happened("contact_attempted", "2026-02-12", how="电话", reached=False)
    limits = limits_of("ordinary_mail", arrived, tried)

    assert limits.receipt is None
    assert not limits.receipt_provisional
    assert limits.clock_start is None
    assert limits.reply_due is None
    assert limits.correction_notice_due is None
    assert limits.error is None
    assert limits.days == ()
    assert limits_of("ordinary_mail", arrived, tried, happened("confirmed", "2026-02-25")).receipt == date(2026, 2, 25)


@pytest.mark.parametrize("channel", SENT_OVER)
def test_until_confirmed_the_next_working_day_holds_provisionally(channel: str) -> None:
    limits = limits_of(channel, happened("submitted", "2026-04-30"))

    assert limits.receipt == date(2026, 5, 6)
    assert limits.receipt_provisional
    assert limits.reply_due == date(2026, 6, 2)
    assert limits.cautious_reply_due is None


@pytest.mark.parametrize("channel", SENT_OVER)
def test_confirmed_on_the_day_of_submission_that_day_counts(channel: str) -> None:
    limits = limits_of(channel, happened("submitted", "2026-03-02"), happened("confirmed", "2026-03-02"))
    assert limits.receipt == date(2026, 3, 2)
    assert not limits.receipt_provisional
    assert limits.cautious_reply_due is None


def test_confirmed_by_the_provisional_day_nobody_can_hold_an_earlier_one() -> None:
    limits = limits_of("web", happened("submitted", "2026-03-02"), happened("confirmed", "2026-03-03"))
    assert limits.receipt == date(2026, 3, 3)
    assert limits.cautious_reply_due is None


def test_confirmed_later_both_limits_are_shown() -> None:
    limits = limits_of("web", happened("submitted", "2026-03-02"), happened("confirmed", "2026-03-09"))

    assert limits.receipt == date(2026, 3, 9)
    assert limits.reply_due == date(2026, 4, 7)
    assert limits.cautious_reply_due == date(2026, 3, 31)
    assert limits.correction_notice_due == date(2026, 3, 18)


def test_the_cautious_limit_stands_still_and_is_extended_alike() -> None:
    limits = limits_of(
        "fax",
        happened("submitted", "2026-03-02"),
        happened("confirmed", "2026-03-09"),
        happened("consulted", "2026-03-10", ref="1", party="third_party"),
        happened("opinion_received", "2026-03-12", ref="1"),
        happened("extended", "2026-03-30", days=5, approved_by="主任"),
    )
    assert limits.reply_due == date(2026, 4, 16)
    assert limits.cautious_reply_due == date(2026, 4, 10)


def test_an_extension_between_the_two_limits_does_not_help_against_the_earlier_one() -> None:
    limits = limits_of(
        "web",
        happened("submitted", "2026-03-02"),
        happened("confirmed", "2026-03-09"),
        happened("extended", "2026-04-02", days=5, approved_by="主任"),
    )
    assert limits.reply_due == date(2026, 4, 14)
    assert limits.cautious_reply_due == date(2026, 3, 31)


def test_a_correction_in_time_leaves_no_earlier_limit() -> None:
    limits = limits_of(
        "web",
        happened("submitted", "2026-03-02"),
        happened("confirmed", "2026-03-09"),
        happened("correction_requested", "2026-03-10", items=["一"]),
        happened("corrected", "2026-03-16"),
    )
    assert limits.clock_start == date(2026, 3, 16)
    assert limits.cautious_reply_due is None


def test_forwarding_inside_the_office_does_not_move_the_receipt() -> None:
    limits = limits_of(
        "signed_mail", happened("signed", "2026-03-02"), happened("handed_over", "2026-03-06", to="办公室")
    )
    assert limits.receipt == date(2026, 3, 2)


def test_the_first_arrival_counts_when_it_came_twice() -> None:
    limits = limits_of("counter", happened("submitted", "2026-03-05"), happened("submitted", "2026-03-02"))
    assert limits.receipt == date(2026, 3, 2)


def test_without_any_arrival_nothing_runs_and_it_is_said() -> None:
    limits = limits_of("counter", happened("registered", "2026-03-02"))
    assert limits.receipt is None
    assert faults_of(limits) == ["arrival_missing"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("channel", list(Channel))
def test_the_reason_cites_article_31(
    channel: Channel,
    lang: str,
) -> None:
    kind = "signed" if channel is Channel.SIGNED_MAIL else "submitted"
    receipt = receipt_day(channel, [happened(kind, "2026-03-02")], CALENDAR)
    assert ("第三十一条" if lang == "zh" else "31") in receipt.reason(lang)
