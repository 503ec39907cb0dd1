"""The fee: noticed within the limit, paid within twenty working days, then all runs anew (国办函〔2020〕109号)."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from desktop.rules.fees import fee_by_item, fee_by_page, price_of_item
from resources.vocabulary import EventKind
from tests.rules.telling import day, faults_of, happened, limits_of, refusal_of

FEES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "acceptance" / "data" / "vectors" / "fees.json").read_text(encoding="utf-8")
)["fees"]
RECEIVED = happened("submitted", "2026-05-18")
NOTICED = happened("fee_noticed", "2026-05-29", received_on="2026-06-01")


@pytest.mark.parametrize("vector", FEES, ids=lambda vector: vector["id"])
def test_published_fees(vector: dict[str, Any]) -> None:
    fee = {"按件": fee_by_item, "按量": fee_by_page}[vector["kind"]](vector["n"])
    assert fee.total == vector["total"]
    assert sum(band.count for band in fee.bands) == vector["n"]


def test_the_price_of_one_request_of_the_month() -> None:
    assert [price_of_item(nth) for nth in (1, 10, 11, 30, 31, 35, 40, 41, 60, 61)] == [
        0,
        0,
        100,
        100,
        200,
        200,
        200,
        300,
        400,
        500,
    ]


@pytest.mark.parametrize("number", range(1, 130))
def test_each_further_item_costs_its_own_price(number: int) -> None:
    assert fee_by_item(number).total - fee_by_item(number - 1).total == price_of_item(number)


def test_bands_as_the_command_prints_them() -> None:
    assert fee_by_page(101).as_json() == {
        "total": 720,
        "bands": [
            {"first": 1, "last": 30, "count": 30, "price": 0, "amount": 0},
            {"first": 31, "last": 100, "count": 70, "price": 10, "amount": 700},
            {"first": 101, "last": 101, "count": 1, "price": 20, "amount": 20},
        ],
    }
    assert fee_by_page(0).as_json() == {"total": 0, "bands": []}


@pytest.mark.parametrize("charge", [fee_by_item, fee_by_page])
def test_a_negative_number_is_refused(charge: Any) -> None:
    with pytest.raises(ValueError, match="-1"):
        charge(-1)


def test_while_payment_is_outstanding_no_reply_limit_runs() -> None:
    limits = limits_of("counter", RECEIVED, NOTICED)
    assert limits.reply_due is None
    assert limits.fee_due == day("2026-06-30")
    assert limits.close_from == day("2026-07-01")
    assert limits.fee_notice_due == day("2026-06-15")
    assert limits.extension_notice_due is None


def test_without_a_known_receipt_the_notice_itself_counts() -> None:
    limits = limits_of("counter", RECEIVED, happened("fee_noticed", "2026-05-29"))
    assert limits.fee_due == day("2026-06-29")


def test_payment_starts_anew_and_the_extension_falls_away() -> None:
    limits = limits_of(
        "counter",
        RECEIVED,
        happened("extended", "2026-05-28", days=10, approved_by="主任"),
        NOTICED,
        happened("fee_paid", "2026-06-15"),
    )
    assert limits.clock_start == day("2026-06-15")
    assert limits.reply_due == day("2026-07-14")
    assert limits.close_from is None
    # Before the fee the extended limit ran.
    assert limits.fee_notice_due == day("2026-06-30")


def test_the_limit_before_the_fee_knows_opinions_that_came_later() -> None:
    limits = limits_of(
        "counter",
        RECEIVED,
        happened("consulted", "2026-05-25", ref="1", party="third_party", received_on="2026-05-26"),
        NOTICED,
        happened("opinion_received", "2026-06-02", ref="1"),
    )
    assert limits.fee_notice_due == day("2026-06-24")


def test_paid_after_its_limit_but_before_the_lapse() -> None:
    limits = limits_of("counter", RECEIVED, NOTICED, happened("fee_paid", "2026-07-02"))
    assert limits.clock_start == day("2026-07-02")
    assert limits.faults == ()


def test_a_notice_after_the_limit_is_shown() -> None:
    limits = limits_of("counter", RECEIVED, happened("fee_noticed", "2026-06-16"))
    assert faults_of(limits) == ["fee_noticed_late"]
    assert limits.reply_due is None


def test_a_payment_in_part_is_none_yet() -> None:
    noticed = (happened("submitted", "2026-03-02"), happened("fee_noticed", "2026-03-04", amount=8700))
    pay = partial(refusal_of, EventKind.FEE_PAID, "2026-03-09", noticed)
    assert "只缴 5000.5 元，应缴 8700 元" in str(pay(amount=5000.5))
    assert pay(amount=8700) is None
    assert pay(amount="8700.00") is None
    assert pay() is None, "where no amount is told, all was paid"


def test_payment_without_notice_restarts_and_is_shown() -> None:
    limits = limits_of("counter", RECEIVED, happened("fee_paid", "2026-06-15"))
    assert limits.reply_due == day("2026-07-14")
    assert faults_of(limits) == ["fee_paid_without_notice"]


def test_the_lapse_of_payment() -> None:
    early = limits_of("counter", RECEIVED, NOTICED, happened("fee_lapsed", "2026-06-30"))
    assert faults_of(early) == ["fee_lapsed_early"]
    in_order = limits_of("counter", RECEIVED, NOTICED, happened("fee_lapsed", "2026-07-01"))
    assert in_order.faults == ()
    assert in_order.completed == day("2026-07-01")
    without = limits_of("counter", RECEIVED, happened("fee_lapsed", "2026-07-01"))
    assert faults_of(without) == ["fee_lapsed_without_notice"]
