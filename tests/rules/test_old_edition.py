"""国务院令第492号, for requests received before 2019-05-15."""

from __future__ import annotations

import pytest

from desktop.rules.steps import next_steps
from resources.vocabulary import Channel, EventKind
from tests.rules.telling import CALENDAR, day, faults_of, happened, limits_of

RECEIVED = happened("submitted", "2017-09-15")


@pytest.mark.parametrize(("on", "edition"), [("2019-05-14", "492"), ("2019-05-15", "711")])
def test_the_receipt_day_decides_the_edition(on: str, edition: str) -> None:
    assert limits_of("counter", happened("submitted", on)).edition.code == edition


def test_an_ordinary_letter_of_the_old_time_confirmed_in_the_new_one_is_of_the_new_one() -> None:
    limits = limits_of("ordinary_mail", happened("submitted", "2019-05-13"), happened("confirmed", "2019-05-20"))
    assert limits.edition.code == "711"
    assert limits_of("ordinary_mail", happened("submitted", "2019-05-13")).edition.code == "492"


def test_it_knows_no_limits_for_notice_fee_and_parties() -> None:
    limits = limits_of("counter", RECEIVED)
    assert limits.reply_due == day("2017-10-12")
    assert limits.extension_notice_due == day("2017-10-12")
    assert limits.correction_notice_due is None
    assert limits.fee_notice_due is None
    assert limits.fee_due is None


def test_a_third_party_stops_the_clock_without_a_cap() -> None:
    limits = limits_of(
        "counter",
        RECEIVED,
        happened("consulted", "2017-09-20", ref="1", party="third_party", received_on="2017-09-21"),
        happened("opinion_received", "2017-11-01", ref="1"),
    )
    # Days 1 to 3 before; 26 working days stand still; day 4 is 2 November.
    assert limits.excluded_working_days == 26
    assert limits.consult_due == ()
    assert limits.reply_due == day("2017-11-17")


def test_until_the_third_party_answers_no_last_day_can_be_told() -> None:
    asked = happened("consulted", "2017-09-20", ref="1", party="third_party")
    limits = limits_of("counter", RECEIVED, asked)
    assert limits.reply_due is None
    assert limits.error is None
    assert limits.days[-1].date == day("2017-09-20")

    on_a_day = limits_of("counter", RECEIVED, asked, today="2017-09-27")
    assert on_a_day.excluded_working_days == 5
    assert on_a_day.days[-1].date == day("2017-09-27")
    assert on_a_day.days[-1].count is None


@pytest.mark.parametrize("party", ["joint_agency", "other_agency"])
def test_other_agencies_stop_nothing(party: str) -> None:
    limits = limits_of("counter", RECEIVED, happened("consulted", "2017-09-20", ref="1", party=party))
    assert limits.reply_due == day("2017-10-12")
    assert limits.faults == ()


def test_a_correction_starts_anew() -> None:
    asked = happened("correction_requested", "2017-10-10", served_on="2017-10-10", items=["一"], allowed_days=15)
    waiting = limits_of("counter", RECEIVED, asked)
    assert waiting.reply_due is None
    assert waiting.correction_due == day("2017-10-31")
    assert waiting.close_from == day("2017-11-01")
    assert not waiting.correction_notice_late
    assert limits_of("counter", RECEIVED, asked, happened("corrected", "2017-10-20")).reply_due == day("2017-11-10")


def test_an_extension_of_at_most_fifteen_days() -> None:
    limits = limits_of("counter", RECEIVED, happened("extended", "2017-10-11", days=20, approved_by="主任"))
    assert limits.reply_due == day("2017-11-02")
    assert faults_of(limits) == ["extension_too_long"]


def test_fees_and_delays_move_nothing() -> None:
    limits = limits_of(
        "counter",
        RECEIVED,
        happened("fee_noticed", "2017-09-20", received_on="2017-09-20"),
        happened("fee_paid", "2017-09-27"),
        happened("delay_fixed", "2017-09-28", until="2017-12-01"),
    )
    assert limits.reply_due == day("2017-10-12")
    assert limits.clock_start == day("2017-09-15")
    assert faults_of(limits) == ["delay_not_known"]


def test_web_requests_are_provisional_alike() -> None:
    limits = limits_of("web", happened("submitted", "2017-09-15"))
    assert limits.receipt == day("2017-09-18")
    assert limits.receipt_provisional


def test_the_proof_cites_the_old_article() -> None:
    assert limits_of("counter", RECEIVED).days[-1].rule == "条例（国务院令第492号）第二十四条第二款"


@pytest.mark.parametrize(("on", "offered"), [("2019-05-14", False), ("2019-05-15", True)])
def test_no_receipt_is_offered_whose_limit_it_could_not_tell(on: str, offered: bool) -> None:
    events = (happened("submitted", on), happened("registered", on))
    steps = next_steps(Channel.COUNTER, events, limits_of("counter", *events, today=on), CALENDAR, day(on))
    assert (EventKind.RECEIPT_ISSUED in {step.kind for step in steps}) is offered
