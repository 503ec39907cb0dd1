"""Worked cases beside the published ones, each counted by hand from the rules before it was run.

2026: off are 1-3 January, 15-23 February, 4-6 April, 1-5 May, 19-21 June, 25-27 September, 1-7 October; worked are
4 January, 14 and 28 February, 9 May, 20 September, 10 October.
"""

from __future__ import annotations

from datetime import date

import pytest

from db.records import Event
from tests.rules.telling import day, faults_of, happened, limits_of

ASKED = happened("submitted", "2026-06-01")
"""Monday. 2-5 June (4), 8-12 (9), 15-18 (13), 22-26 (18), 29, 30 (20): the reply is due on 30 June."""

EXTENDED = happened("extended", "2026-06-09", days=10, approved_by="何正")
NOTICE = happened("correction_requested", "2026-06-10", items=["x"])


def inquiry(ref: str, sent: str, received: str | None = None, party: str = "third_party") -> Event:
    facts = {"ref": ref, "party": party} | ({"received_on": received} if received else {})
    return happened("consulted", sent, **facts)


def answer(ref: str, on: str, kind: str = "opinion_received") -> Event:
    return happened(kind, on, ref=ref)


CASES = {
    "plain": ((), "2026-06-30"),
    # From 8 June: 9-12 (4), 15-18 (8), 22-26 (13), 29-3 July (18), 6, 7.
    "a second correction restarts nothing": (
        (
            happened("correction_requested", "2026-06-03", items=["x"]),
            happened("corrected", "2026-06-08"),
            happened("correction_requested", "2026-06-10", items=["y"]),
            happened("corrected", "2026-06-15"),
        ),
        "2026-07-07",
    ),
    # From 16 June: 17, 18 (2), 22-26 (7), 29-3 July (12), 6-10 (17), 13-15.
    "a correction takes the extension away": ((EXTENDED, NOTICE, happened("corrected", "2026-06-16")), "2026-07-15"),
    # And five more: 16, 17 (2), 20-22.
    "after it the limit may be extended anew": (
        (
            EXTENDED,
            NOTICE,
            happened("corrected", "2026-06-16"),
            happened("extended", "2026-07-15", days=5, approved_by="何正"),
        ),
        "2026-07-22",
    ),
    # From 10 July: 13-17 (5), 20-24 (10), 27-31 (15), 3-7 August.
    "payment restarts after a consultation": (
        (
            inquiry("1", "2026-06-03", "2026-06-04"),
            answer("1", "2026-06-10"),
            happened("fee_noticed", "2026-06-25", received_on="2026-06-26"),
            happened("fee_paid", "2026-07-10"),
        ),
        "2026-08-07",
    ),
    # From 10 June to 9 July; 11, 12, 15-17 June stand still: 10, 13-16 July.
    "an inquiry out while a correction is awaited": (
        (
            happened("correction_requested", "2026-06-03", items=["x"]),
            inquiry("1", "2026-06-05", "2026-06-05"),
            happened("corrected", "2026-06-10"),
            answer("1", "2026-06-17"),
        ),
        "2026-07-16",
    ),
    "a fixed delay replaces an extended limit": (
        (
            happened("reasons_requested", "2026-06-05"),
            happened("reasons_given", "2026-06-10"),
            happened("extended", "2026-06-15", days=10, approved_by="何正"),
            happened("delay_fixed", "2026-07-10", until="2026-09-30"),
        ),
        "2026-09-30",
    ),
    # The cap counts from the sending: 4, 5 June (2), 8-12, 15-18 (11), 22-25 (15); 1-3 July (3), 6-10, 13-17, 20, 21.
    "an inquiry whose receipt is unknown and that nobody answers": ((inquiry("1", "2026-06-03"),), "2026-07-21"),
    # 4, 5, 8, 9 June stand still: 1-3, 6 July.
    "an inquiry that comes back": ((inquiry("1", "2026-06-03"), answer("1", "2026-06-09", "returned")), "2026-07-06"),
    # The cap is 29 June; 4, 5 June and fifteen days stand still: 1-3 July (3), 6-10 (8), 13-17 (13), 20-23 (17).
    "an answer after the cap": ((inquiry("1", "2026-06-03", "2026-06-05"), answer("1", "2026-07-20")), "2026-07-23"),
    # 4, 5; 8, 9; 23, 24 June stand still: 1-3, 6-8 July.
    "three parties, two of them one after the other": (
        (
            inquiry("1", "2026-06-03", "2026-06-03"),
            answer("1", "2026-06-05"),
            inquiry("2", "2026-06-05", "2026-06-05", "joint_agency"),
            answer("2", "2026-06-09"),
            inquiry("3", "2026-06-22", "2026-06-22", "other_agency"),
            answer("3", "2026-06-24"),
        ),
        "2026-07-08",
    ),
    # Extended to 7 July; 7, 8 July stand still: 8, 9 July become the last two counted days' place.
    "an inquiry that only the extension makes possible": (
        (
            happened("extended", "2026-06-30", days=5, approved_by="何正"),
            inquiry("1", "2026-07-06", "2026-07-06"),
            answer("1", "2026-07-08"),
        ),
        "2026-07-09",
    ),
    # An extension told on 1 July comes too late and changes nothing.
    "an extension on the day after": ((happened("extended", "2026-07-01", days=20, approved_by="何正"),), "2026-06-30"),
}


@pytest.mark.parametrize("name", CASES)
def test_reply_limits(name: str) -> None:
    events, due = CASES[name]
    assert str(limits_of("counter", ASKED, *events).reply_due) == due


def test_what_goes_with_them() -> None:
    late = limits_of("counter", ASKED, happened("extended", "2026-07-01", days=20, approved_by="何正"))
    assert faults_of(late) == ["extended_late"]
    possible = limits_of("counter", ASKED, *CASES["an inquiry that only the extension makes possible"][0])
    assert (possible.extension_notice_due, possible.excluded_working_days) == (day("2026-06-30"), 2)
    twice = limits_of("counter", ASKED, *CASES["a second correction restarts nothing"][0])
    assert faults_of(twice) == ["second_correction_notice", "second_correction"]
    paid = limits_of("counter", ASKED, *CASES["payment restarts after a consultation"][0])
    # 1-3, 6, 7 July replace the five days of standstill; 29 June-3 July (5), 6-10, 13-17, 20-24 July.
    assert (paid.fee_notice_due, paid.fee_due) == (day("2026-07-07"), day("2026-07-24"))
    assert (paid.excluded_working_days, paid.close_from) == (0, None)


def test_a_fee_that_is_not_paid_and_a_correction_that_does_not_come() -> None:
    fee = limits_of("counter", ASKED, happened("fee_noticed", "2026-06-25", received_on="2026-06-26"))
    assert (fee.reply_due, fee.fee_due, fee.close_from) == (None, day("2026-07-24"), day("2026-07-27"))
    asked = happened("correction_requested", "2026-06-05", served_on="2026-06-08", items=["x"], allowed_days=5)
    lacking = limits_of("counter", ASKED, asked)
    assert (lacking.correction_due, lacking.close_from) == (day("2026-06-15"), day("2026-06-16"))


def test_posted_on_the_last_day_and_signed_for_the_day_after() -> None:
    replied = happened("replied", "2026-06-30", outcome="provided")
    posted = happened("served", "2026-06-30", way="post", posted_on="2026-06-30", signed_on="2026-07-01")
    limits = limits_of("counter", ASKED, replied, posted)
    assert (limits.completed, limits.on_time) == (day("2026-06-30"), True)
    # Sixty days after 1 July is Sunday 30 August; six months after it lies in a year that is not loaded.
    assert (limits.review_due, limits.suit_due, limits.error) == (day("2026-08-31"), None, None)
    by_hand = happened("served", "2026-07-01", way="hand", signed_on="2026-07-01")
    assert limits_of("counter", ASKED, replied, by_hand).on_time is False


@pytest.mark.parametrize(
    ("channel", "arrival", "kind", "due"),
    [
        # 16-19 December (4), 22-26 (9), 29-31 (12), Sunday 4 January (13), 5-9 (18), 12, 13.
        ("counter", "2025-12-15", "submitted", "2026-01-13"),
        # 2-4 December (3), 7-11, 14-18, 21-25 (18), 28, 29.
        ("counter", "2026-12-01", "submitted", "2026-12-29"),
        ("counter", "2026-12-03", "submitted", "2026-12-31"),
        # Signed for on the Saturday of 端午: 22-26 June, 29-3, 6-10, 13-17 July.
        ("signed_mail", "2026-06-20", "signed", "2026-07-17"),
        # Saturday 10 October is worked: it may be the receipt day, day 1 is Monday 12.
        ("counter", "2026-10-10", "submitted", "2026-11-06"),
        # 24, 25-28 February (5 with Saturday 28), 2-6 March (10), 9-13, 16-20.
        ("counter", "2026-02-14", "submitted", "2026-03-20"),
    ],
)
def test_receipt_days_at_holidays_and_at_the_turn_of_the_year(channel: str, arrival: str, kind: str, due: str) -> None:
    assert str(limits_of(channel, happened(kind, arrival)).reply_due) == due


def test_the_twentieth_day_of_4_december_2026_lies_in_a_year_that_is_not_loaded() -> None:
    limits = limits_of("counter", happened("submitted", "2026-12-04"))
    assert (limits.reply_due, limits.error) == (None, "CALENDAR_MISSING_2027")
    assert limits.correction_notice_due == day("2026-12-15")
    assert [each.count for each in limits.days if each.count][-1] == 19


def test_the_web_in_the_holiday_of_october() -> None:
    sent = happened("submitted", "2026-10-03")
    waiting = limits_of("web", sent)
    # Provisional is 8 October: 9, Saturday 10, 12-16 (7), 19-23, 26-30 (17), 2-4 November.
    assert (waiting.receipt, waiting.receipt_provisional) == (day("2026-10-08"), True)
    assert waiting.reply_due == day("2026-11-04")
    late = limits_of("web", sent, happened("confirmed", "2026-10-10"))
    assert (late.receipt, late.reply_due, late.cautious_reply_due) == (
        day("2026-10-10"),
        day("2026-11-06"),
        day("2026-11-04"),
    )
    assert limits_of("fax", sent, happened("confirmed", "2026-10-08")).cautious_reply_due is None


def test_an_ordinary_letter_runs_from_its_confirmation_only() -> None:
    arrived = happened("submitted", "2026-06-01")
    assert limits_of("ordinary_mail", arrived).reply_due is None
    assert limits_of("ordinary_mail", arrived, happened("confirmed", "2026-06-08")).reply_due == day("2026-07-07")


def test_the_last_and_the_first_day_of_the_editions() -> None:
    # 15-17 May (3), 20-24 (8), 27-31 (13), 3, 4 June; and 16, 17 (2), 20-24, 27-31 (12), 3-6 (16), 10-13 June.
    old, new = (limits_of("counter", happened("submitted", text)) for text in ("2019-05-14", "2019-05-15"))
    assert (old.edition.code, old.reply_due, new.edition.code, new.reply_due) == (
        "492",
        day("2019-06-04"),
        "711",
        day("2019-06-13"),
    )


def test_a_third_party_of_the_old_edition_has_no_cap() -> None:
    # To 25 September 2017; 7 September to 20 October are 28 working days: 26-30 September (5), 9-13 October, 16-20,
    # 23-27, 30 October-3 November (25), 6-8.
    events = (inquiry("1", "2017-09-06", "2017-09-07"), answer("1", "2017-10-20"))
    limits = limits_of("counter", happened("submitted", "2017-09-04"), *events)
    assert (limits.excluded_working_days, limits.reply_due, limits.consult_due) == (28, day("2017-11-08"), ())
    agency = limits_of("counter", happened("submitted", "2017-09-04"), inquiry("1", "2017-09-06", party="other_agency"))
    assert agency.reply_due == day("2017-09-25"), "条例（492号）24 excludes the third party's time only"


@pytest.mark.parametrize(
    ("replied", "signed", "review", "suit"),
    [
        # The same day of February does not exist: its last, 28 February 2026, a worked Saturday.
        ("2025-08-29", "2025-08-31", "2025-10-30", "2026-02-28"),
        # Sixty days end on Sunday 1 February 2026.
        ("2025-12-02", "2025-12-03", "2026-02-02", "2026-06-03"),
        # Three months before 1 May 2015.
        ("2015-04-20", "2015-04-21", "2015-06-23", "2015-07-21"),
    ],
)
def test_remedies(replied: str, signed: str, review: str, suit: str) -> None:
    answered = happened("replied", replied, outcome="nonexistent")
    served = happened("served", replied, way="post", posted_on=replied, signed_on=signed)
    received = date.fromordinal(day(replied).toordinal() - 10).isoformat()
    limits = limits_of("counter", happened("submitted", received), answered, served)
    assert (str(limits.review_due), str(limits.suit_due)) == (review, suit)
