"""The published worked examples of requests, each imported and asked for by ``shouban deadlines``; and the fees."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.commands import run

DATA = Path(__file__).parent / "data" / "vectors"
VECTORS = [
    vector
    for vector in json.loads((DATA / "deadlines.json").read_text(encoding="utf-8"))["vectors"]
    if vector["regime"] in ("711", "492")
]
FEES = json.loads((DATA / "fees.json").read_text(encoding="utf-8"))["fees"]

CHANNELS = {
    "当面": "counter",
    "签收邮寄": "signed_mail",
    "平常信函": "ordinary_mail",
    "互联网": "web",
    "传真": "fax",
}
PARTIES = {"第三方": "third_party", "其他机关": "other_agency", "共同制作机关": "joint_agency"}
WAYS = {"邮寄": "post", "直接送达": "hand"}
NAMES = {"excluded_wd": "excluded_working_days"}
AS_OF = "2026-11-21"

Event = dict[str, Any]
Answer = Callable[..., Any]


def events_of(given: dict[str, Any]) -> Iterator[Event]:
    """The events of a vector in the words of an exchange file."""
    arrived = given.get("submitted") or given.get("arrived")
    if arrived:
        yield {"kind": "submitted", "on": arrived[:10]}
    for kind in ("signed", "confirmed"):
        if kind in given:
            yield {"kind": kind, "on": given[kind]}
    if correction := given.get("correction"):
        yield {
            "kind": "correction_requested",
            "on": correction["notified"],
            "served_on": correction["notice_received"],
            "allowed_days": correction["allowed_wd"],
            "items": ["申请内容不明确"],
        }
    for place, consult in enumerate(given.get("consults", [])):
        yield from _consultation(str(place), consult)
    if reasons := given.get("reasons_asked"):
        yield {"kind": "reasons_requested", "on": reasons}
        yield {"kind": "reasons_given", "on": given["reasons_received"]}
    if extension := given.get("extension"):
        yield {"kind": "extended", "on": extension["notified"], "days": extension["days"], "approved_by": "负责人"}
    if fee := given.get("fee"):
        yield {"kind": "fee_noticed", "on": fee["notice_received"], "received_on": fee["notice_received"]}
        if "paid" in fee:
            yield {"kind": "fee_paid", "on": fee["paid"]}
    if reply := given.get("reply"):
        yield from _reply(reply)


def _consultation(ref: str, consult: dict[str, str]) -> Iterator[Event]:
    party, received = PARTIES[consult["kind"]], consult["received_by_consulted"]
    yield {"kind": "consulted", "on": consult["sent"], "ref": ref, "party": party, "received_on": received}
    if "reply" in consult:
        yield {"kind": "opinion_received", "on": consult["reply"], "ref": ref}


def _reply(reply: dict[str, str]) -> Iterator[Event]:
    sent = reply.get("posted") or reply["signed"]
    yield {"kind": "replied", "on": sent, "outcome": "provided"}
    served = {"kind": "served", "on": sent, "way": WAYS[reply["mode"]]}
    days = {"posted_on": reply.get("posted"), "signed_on": reply.get("delivered") or reply.get("signed")}
    yield served | {name: day for name, day in days.items() if day}


def request_line(vector: dict[str, Any]) -> dict[str, Any]:
    person = {"kind": "natural_person", "name": "张某", "id_type": "other", "id_number": "1"}
    return {
        "type": "request",
        "id": vector["id"],
        "channel": CHANNELS[vector["given"]["channel"]],
        "applicant": person,
        "content": vector["title"],
        "medium": "paper",
        "delivery": "post",
        "events": sorted(events_of(vector["given"]), key=lambda event: event["on"]),
    }


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that has read all vectors of requests."""
    folder = tmp_path_factory.mktemp("vectors")
    header = {"type": "header", "format": "shouban-exchange", "version": 1, "office": "某海关"}
    lines = [json.dumps(line, ensure_ascii=False) for line in (header, *map(request_line, VECTORS))]
    (folder / "vectors.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert run(["import", str(folder / "vectors.jsonl"), "--store", str(folder / "store.db")]) == 0
    return folder / "store.db"


@pytest.fixture
def answer(capsys: pytest.CaptureFixture[str]) -> Answer:
    """Runs a command and reads its document."""

    def asked(*words: str) -> Any:
        capsys.readouterr()
        assert run([*words, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return asked


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"{vector['id']} {vector['title']}")
def test_the_limits_of_a_request_come_out_as_worked_by_hand(
    store: Path, answer: Answer, vector: dict[str, Any]
) -> None:
    document = answer("deadlines", vector["id"], "--store", str(store), "--as-of", AS_OF)
    expected = {NAMES.get(name, name): value for name, value in vector["expect"].items()}
    assert {name: document[name] for name in expected} == expected
    assert document["edition"] == vector["regime"]
    assert document["error"] is None


@pytest.mark.parametrize(
    "vector", [vector for vector in VECTORS if "trace" in vector], ids=lambda vector: str(vector["id"])
)
def test_the_proof_counts_day_by_day_as_worked_by_hand(store: Path, answer: Answer, vector: dict[str, Any]) -> None:
    document = answer("deadlines", vector["id"], "--store", str(store), "--as-of", AS_OF)
    counted = {day["date"]: str(day["count"]) for day in document["days"] if day["count"] is not None}
    stopped = {day["date"]: "停" for day in document["days"] if day["why"].startswith("停止计算")}
    worked = dict(step.split("=") for step in vector["trace"].split(", "))
    assert counted | stopped == worked


@pytest.mark.parametrize("fee", FEES, ids=lambda fee: f"{fee['id']} {fee['why']}")
def test_a_fee_is_the_sum_of_its_bands(answer: Answer, fee: dict[str, Any]) -> None:
    words = ("item", "--count") if fee["kind"] == "按件" else ("page", "--pages")
    document = answer("fee", *words, str(fee["n"]))
    assert document["total"] == fee["total"]
    assert sum(band["amount"] for band in document["bands"]) == fee["total"]
