"""The published worked examples, each compared field by field and day by day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.records import Event
from desktop.rules.publication import annual_report, publication_due
from desktop.rules.remedies import review_due, suit_after_review_due, suit_due
from desktop.rules.timeline import time_limits
from resources.vocabulary import Channel
from tests.rules.telling import CALENDAR, happened

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "acceptance" / "data" / "vectors" / "deadlines.json").read_text(encoding="utf-8")
)["vectors"]
OF_REQUESTS = [vector for vector in VECTORS if vector["regime"] in ("711", "492")]
CHANNELS = {
    "当面": Channel.COUNTER,
    "签收邮寄": Channel.SIGNED_MAIL,
    "平常信函": Channel.ORDINARY_MAIL,
    "互联网": Channel.WEB,
    "传真": Channel.FAX,
}
PARTIES = {"第三方": "third_party", "其他机关": "other_agency", "共同制作机关": "joint_agency"}
WAYS = {"邮寄": "post", "直接送达": "hand", "委托送达": "entrusted"}


def events_of(given: dict[str, Any]) -> Iterator[Event]:
    for name, kind in (("submitted", "submitted"), ("arrived", "submitted"), ("signed", "signed")):
        if name in given:
            yield happened(kind, given[name][:10])
    if "confirmed" in given:
        yield happened("confirmed", given["confirmed"])
    if "correction" in given:
        correction = given["correction"]
        served, allowed = correction["notice_received"], correction["allowed_wd"]
        yield happened("correction_requested", correction["notified"], served_on=served, allowed_days=allowed)
    for number, consult in enumerate(given.get("consults", ())):
        facts = {"ref": str(number), "party": PARTIES[consult["kind"]], "received_on": consult["received_by_consulted"]}
        yield happened("consulted", consult["sent"], **facts)
        if "reply" in consult:
            yield happened("opinion_received", consult["reply"], ref=str(number))
    if "extension" in given:
        extension = given["extension"]
        yield happened("extended", extension["notified"], days=extension["days"], approved_by="办公室负责人")
    if "reasons_asked" in given:
        yield happened("reasons_requested", given["reasons_asked"])
        yield happened("reasons_given", given["reasons_received"])
    if "fee" in given:
        yield happened("fee_noticed", given["fee"]["notice_received"], received_on=given["fee"]["notice_received"])
        if "paid" in given["fee"]:
            yield happened("fee_paid", given["fee"]["paid"])
    if "reply" in given:
        reply = given["reply"]
        made = reply.get("posted", reply.get("signed"))
        signed = reply.get("signed", reply.get("delivered"))
        yield happened("replied", made, outcome="provided")
        yield happened("served", made, way=WAYS[reply["mode"]], posted_on=reply.get("posted"), signed_on=signed)


@pytest.mark.parametrize("vector", OF_REQUESTS, ids=lambda vector: vector["id"])
def test_every_expected_limit(vector: dict[str, Any]) -> None:
    given = vector["given"]
    document = time_limits(CHANNELS[given["channel"]], list(events_of(given)), CALENDAR).as_json(vector["id"])

    expected = {name.replace("excluded_wd", "excluded_working_days"): day for name, day in vector["expect"].items()}
    assert {name: document[name] for name in expected} == expected
    assert document["edition"] == vector["regime"]
    assert document["error"] is None
    assert document["faults"] == []


@pytest.mark.parametrize(
    "vector", [vector for vector in OF_REQUESTS if "trace" in vector], ids=lambda vector: vector["id"]
)
def test_the_proof_is_the_published_trace(vector: dict[str, Any]) -> None:
    given = vector["given"]
    days = time_limits(CHANNELS[given["channel"]], list(events_of(given)), CALENDAR).days

    told = [f"{day.date}={day.count or '停'}" for day in days if day.count or day.stopped_by]
    assert ", ".join(told) == vector["trace"]


def expected_of(vector_id: str) -> tuple[dict[str, Any], dict[str, Any]]:
    vector = next(vector for vector in VECTORS if vector["id"] == vector_id)
    return vector["given"], vector["expect"]


def test_review_and_suit() -> None:
    given, expected = expected_of("V29")
    served = date.fromisoformat(given["served"])

    assert review_due(served, CALENDAR).isoformat() == expected["review_due"]
    assert suit_due(served, 6, CALENDAR).isoformat() == expected["suit_due"]


def test_review_that_ends_in_a_holiday() -> None:
    given, expected = expected_of("V30")

    assert review_due(date.fromisoformat(given["served"]), CALENDAR).isoformat() == expected["review_due"]


def test_suit_after_review() -> None:
    given, expected = expected_of("V32")
    served = date.fromisoformat(given["review_decision_served"])

    assert suit_after_review_due(served, CALENDAR).isoformat() == expected["suit_after_review_due"]


@pytest.mark.parametrize("vector_id", ["V42", "V43"])
def test_annual_report(vector_id: str) -> None:
    given, expected = expected_of(vector_id)
    report = annual_report(given["report_year"], CALENDAR)

    assert report.legal_day.isoformat() == expected["report_legal"]
    assert report.publish_by.isoformat() == expected["report_safe"]


def test_proactive_publication() -> None:
    given, expected = expected_of("V44")

    assert publication_due(date.fromisoformat(given["formed"]), CALENDAR).isoformat() == expected["publish_due"]


def test_no_vector_is_left_out() -> None:
    elsewhere = {"V29", "V30", "V32", "V42", "V43", "V44"}

    assert {vector["id"] for vector in VECTORS} - {vector["id"] for vector in OF_REQUESTS} == elsewhere
