"""What an exchange file must be; a fault names the line and the field."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from db.records import Json
from desktop.casework.exchange.exchange_fields import ExchangeError
from desktop.casework.exchange.exchange_reading import ExchangeFile, read_exchange_lines
from resources.messages import LANGUAGES

TODAY = date(2026, 4, 1)
HEADER: dict[str, Any] = {"type": "header", "format": "shouban-exchange", "version": 1, "office": "天津海关"}
APPLICANT = {"kind": "natural_person", "name": "王䶮", "id_type": "resident_id", "id_number": "1"}
SUBMITTED: dict[str, Any] = {"kind": "submitted", "on": "2026-03-02"}
CORRECTION: dict[str, Any] = {"kind": "correction_requested", "on": "2026-03-03", "items": ["名称"]}
CONSULTED: dict[str, Any] = {"kind": "consulted", "on": "2026-03-03", "ref": "1", "party": "third_party"}
AMENDED: dict[str, Any] = {
    "kind": "amended",
    "on": "2026-03-03",
    "event": 0,
    "field": "on",
    "new": "2026-03-02",
    "why": "笔误",
}
LETTER: dict[str, Any] = {
    "type": "letter",
    "id": "D1",
    "kind": "refusal",
    "title": "答复书",
    "date": "2026-03-20",
    "requests": ["2026-0001"],
}


def request(*events: dict[str, Json], **changes: Any) -> dict[str, Any]:
    known: dict[str, Any] = {
        "type": "request",
        "id": "2026-0001",
        "channel": "counter",
        "applicant": APPLICANT,
        "content": "某报告",
        "medium": "paper",
        "delivery": "post",
        "events": [SUBMITTED, *events],
    }
    return {**known, **changes}


def read(*lines: dict[str, Any] | str | bytes) -> ExchangeFile:
    return read_exchange_lines(_encoded(lines), TODAY)


def _encoded(lines: Iterable[dict[str, Any] | str | bytes]) -> Iterable[bytes]:
    for line in lines:
        text = json.dumps(line, ensure_ascii=False) if isinstance(line, dict) else line
        yield (text.encode() if isinstance(text, str) else text) + b"\n"


def fault(*lines: dict[str, Any] | str | bytes) -> tuple[int, str]:
    """Line and field of the first fault; its sentence can be said in every language."""
    with pytest.raises(ExchangeError) as refused:
        read(*lines)
    for lang in LANGUAGES:
        assert str(refused.value.line) in refused.value.sentence(lang)
    return refused.value.line, refused.value.field


def test_a_bom_and_blank_lines_are_tolerated() -> None:
    file = read("\ufeff" + json.dumps(HEADER), "", request(), "   ")
    assert (file.office, len(file.requests), file.requests[0].line) == ("天津海关", 1, 3)


def test_unknown_keys_are_kept_at_every_level() -> None:
    person = APPLICANT | {"nickname": "小王"}
    line = request({"kind": "noted", "on": "2026-03-03", "colour": "red"}, applicant=person, ledger=7)
    file = read(HEADER | {"ledger": "甲"}, line, LETTER | {"paper": "A4"})
    assert file.header == {"ledger": "甲"}
    read_request = file.requests[0].request
    assert read_request.extra == {"ledger": 7}
    assert read_request.applicant.extra == {"nickname": "小王"}
    assert read_request.events[1].facts == {"colour": "red"}
    assert file.letters[0].letter.extra == {"paper": "A4"}


def test_null_counts_as_missing() -> None:
    line = request({"kind": "consulted", "on": "2026-03-03", "ref": "1", "party": "third_party", "name": None})
    file = read(HEADER, {**line, "purpose": None, "matter": None, "agent": None, "co_applicants": None})
    assert "name" not in file.requests[0].request.events[1].facts


@pytest.mark.parametrize(
    ("header", "field"),
    [
        (request(), "type"),
        (HEADER | {"format": "other"}, "format"),
        (HEADER | {"version": 2}, "version"),
        (HEADER | {"version": "1"}, "version"),
        (HEADER | {"office": " "}, "office"),
        (HEADER | {"made_on": "2026"}, "made_on"),
        ("", "type"),
    ],
)
def test_the_first_line_must_be_the_header(header: dict[str, Any] | str, field: str) -> None:
    with pytest.raises(ExchangeError) as refused:
        read(header)
    assert refused.value.field == field or not refused.value.field


@pytest.mark.parametrize("line", ["{", "[]", '"text"', b"\xff", '{"type": NaN}', '{"type": "\\ud800"}'])
def test_a_line_that_is_no_object_is_named(line: str | bytes) -> None:
    assert fault(HEADER, request(), line) == (3, "")


def test_a_key_that_stands_twice_is_named() -> None:
    line = json.dumps(request(applicant=APPLICANT | {"phone": "王二"}), ensure_ascii=False).replace('"phone"', '"name"')
    assert fault(HEADER, line) == (2, "name")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"id": None}, "id"),
        ({"id": " "}, "id"),
        ({"id": 5}, "id"),
        ({"channel": "pigeon"}, "channel"),
        ({"matter": "gossip"}, "matter"),
        ({"applicant": "王䶮"}, "applicant"),
        ({"applicant": APPLICANT | {"kind": "robot"}}, "applicant.kind"),
        ({"applicant": APPLICANT | {"phone": 110}}, "applicant.phone"),
        ({"co_applicants": [APPLICANT, {}]}, "co_applicants[1].kind"),
        ({"agent": {"id_number": "1"}}, "agent.name"),
        ({"content": None}, "content"),
        ({"medium": "clay"}, "medium"),
        ({"delivery": ""}, "delivery"),
        ({"accepts_other_form": "yes"}, "accepts_other_form"),
        ({"events": []}, "events"),
        ({"events": {}}, "events"),
        ({"type": "gift"}, "type"),
    ],
)
def test_a_fault_of_a_request_names_its_field(changes: dict[str, Any], field: str) -> None:
    assert fault(HEADER, request(**changes)) == (2, field)


@pytest.mark.parametrize(
    ("event", "field"),
    [
        ({"kind": "sneezed", "on": "2026-03-03"}, "kind"),
        ({"kind": "noted", "on": "2026-02-30"}, "on"),
        ({"kind": "noted", "on": "20260303"}, "on"),
        ({"kind": "noted", "on": "2026-03-01"}, "on"),
        ({"kind": "noted", "on": "2026-04-02"}, "on"),
        ({"kind": "noted", "on": "2026-03-03", "note": 1}, "note"),
        ({"kind": "contact_attempted", "on": "2026-03-03"}, "how"),
        ({"kind": "contact_attempted", "on": "2026-03-03", "how": "电话", "reached": "ja"}, "reached"),
        ({"kind": "correction_requested", "on": "2026-03-03"}, "items"),
        ({"kind": "correction_requested", "on": "2026-03-03", "items": "全部"}, "items"),
        ({"kind": "correction_requested", "on": "2026-03-03", "items": [1]}, "items[0]"),
        (CORRECTION | {"allowed_days": 0}, "allowed_days"),
        (CORRECTION | {"served_on": "2026-03-01"}, "served_on"),
        ({"kind": "consulted", "on": "2026-03-03", "party": "third_party"}, "ref"),
        ({"kind": "consulted", "on": "2026-03-03", "ref": "1", "party": "uncle"}, "party"),
        (CONSULTED | {"received_on": "2026-05-01"}, "received_on"),
        ({"kind": "extended", "on": "2026-03-03", "approved_by": "何正"}, "days"),
        ({"kind": "extended", "on": "2026-03-03", "days": 5}, "approved_by"),
        ({"kind": "extended", "on": "2026-03-03", "days": True, "approved_by": "何正"}, "days"),
        ({"kind": "delay_fixed", "on": "2026-03-03"}, "until"),
        ({"kind": "fee_noticed", "on": "2026-03-03", "amount": "100"}, "amount"),
        ({"kind": "fee_noticed", "on": "2026-03-03", "basis": "mood"}, "basis"),
        ({"kind": "replied", "on": "2026-03-03"}, "outcome"),
        ({"kind": "replied", "on": "2026-03-03", "outcome": "maybe"}, "outcome"),
        ({"kind": "replied", "on": "2026-03-03", "outcome": "withdrawn"}, "outcome"),
        ({"kind": "served", "on": "2026-03-03", "way": "owl"}, "way"),
        ({"kind": "handed_over", "on": "2026-03-03"}, "to"),
        (AMENDED | {"new": "x"}, "new"),
        (AMENDED | {"event": 7}, "event"),
    ],
)
def test_a_fault_of_an_event_names_its_place_and_field(event: dict[str, Any], field: str) -> None:
    assert fault(HEADER, LETTER, request(event)) == (3, f"events[1].{field}")


def test_days_ahead_are_possible_where_they_are_meant() -> None:
    file = read(
        HEADER,
        request(
            {"kind": "handed_over", "on": "2026-03-03", "to": "关税处", "due_on": "2026-05-01"},
            {"kind": "delay_fixed", "on": "2026-03-03", "until": "2026-06-01"},
        ),
    )
    handed_over, fixed = file.requests[0].request.events[1:]
    assert (handed_over.facts["due_on"], fixed.facts["until"]) == ("2026-05-01", "2026-06-01")


@pytest.mark.parametrize(
    "ending",
    [
        {"kind": "replied", "on": "2026-03-10", "outcome": "provided"},
        {"kind": "withdrawn", "on": "2026-03-10"},
        {"kind": "correction_lapsed", "on": "2026-03-10"},
        {"kind": "fee_lapsed", "on": "2026-03-10"},
    ],
)
def test_after_the_end_only_what_may_follow_it(ending: dict[str, Any]) -> None:
    late = {"kind": "extended", "on": "2026-03-11", "days": 5, "approved_by": "何正"}
    assert fault(HEADER, request(ending, late)) == (2, "events[2].kind")
    read(HEADER, request(ending, {"kind": "served", "on": "2026-03-11", "way": "email"}))
    read(HEADER, request(ending, {"kind": "reopened", "on": "2026-03-11"}, late))
    read(HEADER, request(late | {"on": "2026-03-09"}, ending))


def test_late_and_wrong_steps_are_taken_as_they_happened() -> None:
    """A step against a rule is recorded and shown; only what cannot be is refused."""
    extended = {"kind": "extended", "days": 90, "approved_by": "何正"}
    file = read(HEADER, request(extended | {"on": "2026-03-31"}, extended | {"on": "2026-04-01"}))
    taken = file.requests[0].request.events[1:]
    assert [(event.on.isoformat(), event.facts["days"]) for event in taken] == [("2026-03-31", 90), ("2026-04-01", 90)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "sonnet"}, "kind"),
        ({"title": None}, "title"),
        ({"date": "2026-05-01"}, "date"),
        ({"requests": "2026-0001"}, "requests"),
        ({"pdf": "%%%"}, "pdf"),
        ({"pdf": base64.b64encode(b"x").decode(), "sha256": "0" * 64}, "sha256"),
        ({"sha256": "short"}, "sha256"),
    ],
)
def test_a_fault_of_a_letter_names_its_field(changes: dict[str, Any], field: str) -> None:
    assert fault(HEADER, LETTER | changes) == (2, field)


def test_an_id_stands_once_in_a_file() -> None:
    assert fault(HEADER, request(), request()) == (3, "id")
    assert fault(HEADER, LETTER, LETTER) == (3, "id")


def test_disputes_and_attachments_are_read() -> None:
    dispute = {"type": "dispute", "id": "R1", "request": "2026-0001", "kind": "review", "filed_on": "2026-03-30"}
    attachment = {
        "type": "attachment",
        "request": "2026-0001",
        "name": "申请表",
        "media_type": "text/plain",
        "bytes": base64.b64encode("内容".encode()).decode(),
        "sha256": None,
    }
    file = read(HEADER, dispute, attachment, request())
    assert file.disputes[0].dispute.filed_on == date(2026, 3, 30)
    assert (file.attachments[0].data, file.attachments[0].attachment.size) == ("内容".encode(), 6)
    assert fault(HEADER, dispute | {"result": "draw"}) == (2, "result")
    assert fault(HEADER, dispute | {"decided_on": "2026-04-02"}) == (2, "decided_on")
    assert fault(HEADER, attachment | {"bytes": None}) == (2, "sha256")
    assert fault(HEADER, attachment | {"pages": 10**20}) == (2, "pages")
