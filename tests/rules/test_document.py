"""The document of ``shouban deadlines ID --json`` and the sentences of rules."""

from __future__ import annotations

import json
from datetime import date

import pytest

from desktop.rules.faults import FaultCode
from desktop.rules.receipt import ReceiptGround
from resources.messages import sentences
from resources.vocabulary import EventKind, Party
from tests.rules.telling import happened, limits_of

PUBLISHED = """
{"id": "2026-0031", "edition": "711", "receipt": "2026-03-02", "receipt_provisional": false,
 "clock_start": "2026-03-02", "correction_notice_due": "2026-03-11", "correction_notice_late": false,
 "correction_due": null, "close_from": null, "consult_due": [], "excluded_working_days": 0,
 "extension_notice_due": "2026-03-30", "fee_notice_due": "2026-03-30", "fee_due": null, "reply_due": "2026-03-30",
 "cautious_reply_due": null, "completed": null, "on_time": null, "review_due": null, "suit_due": null,
 "disputes": [], "faults": [], "error": null}
"""
"""The example of the exchange format, without its days."""


def test_it_is_the_published_example_key_by_key() -> None:
    document = limits_of("counter", happened("submitted", "2026-03-02")).as_json("2026-0031")
    days = document.pop("days")

    assert json.dumps(document) == json.dumps(json.loads(PUBLISHED))
    assert isinstance(days, list)
    assert days[0] == {"date": "2026-03-03", "count": 1, "why": "工作日"}
    assert days[-1] == {"date": "2026-03-30", "count": 20, "why": "工作日"}
    assert len(days) == 28


def test_faults_carry_code_place_and_sentence() -> None:
    events = [happened("submitted", "2026-03-02"), happened("extended", "2026-03-31", days=5, approved_by="主任")]
    document = limits_of("counter", *events).as_json("1", "en")
    assert document["faults"] == [
        {
            "code": "extended_late",
            "event": 1,
            "sentence": "An extension must be told before the limit ends (2026-03-30, Art. 33(2)); told later it does "
            "not affect the limit.",
        }
    ]


def test_every_calendar_day_from_the_day_after_the_start_stands_in_the_proof_once() -> None:
    limits = limits_of("counter", happened("submitted", "2026-09-08"))
    dates = [each.date for each in limits.days]
    assert dates == [date.fromordinal(number) for number in range(dates[0].toordinal(), dates[-1].toordinal() + 1)]
    assert dates[0] == date(2026, 9, 9)


def test_events_after_the_day_asked_for_do_not_count() -> None:
    events = [
        happened("submitted", "2026-03-02"),
        happened("extended", "2026-03-27", days=20, approved_by="主任"),
        happened("replied", "2026-04-20", outcome="provided"),
    ]
    before = limits_of("counter", *events, today="2026-03-26")
    assert before.reply_due == date(2026, 3, 30)
    assert before.completed is None
    assert limits_of("counter", *events, today="2026-03-27").reply_due == date(2026, 4, 28)


@pytest.mark.parametrize(
    "key",
    [
        *(f"rules.fault.{code}" for code in FaultCode),
        *(f"rules.receipt.{ground}" for ground in ReceiptGround),
        *(f"rules.party.{party}" for party in Party),
    ],
)
def test_every_fault_and_ground_has_its_sentence(key: str) -> None:
    assert key in sentences("zh")
    assert key in sentences("en")


def test_every_event_of_the_vocabulary_can_be_read() -> None:
    for kind in EventKind:
        facts = {"until": "2026-05-04"} if kind is EventKind.DELAY_FIXED else {}
        limits = limits_of("counter", happened("submitted", "2026-03-02"), happened(kind.value, "2026-03-05", **facts))
        assert limits.receipt == date(2026, 3, 2)
