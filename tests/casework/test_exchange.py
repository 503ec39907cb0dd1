"""Taking files in, all or nothing, and giving them out again."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.casework.casework import Casework
from desktop.casework.context import OfficeNotNamed
from desktop.casework.exchange.exchange_fields import ExchangeError
from desktop.casework.exchange.exchange_merging import ExchangeCounts
from desktop.casework.files import FileUnreadable, FileUnwritable
from desktop.office import open_office
from tests.casework.conftest import Clock, MakeDraft
from tests.casework.test_exchange_reading import HEADER, LETTER, SUBMITTED, request

REPLIED = {"kind": "replied", "on": "2026-03-20", "outcome": "third_party_rights", "letter": "D1"}


@pytest.fixture
def other(tmp_path: Path, clock: Clock) -> Iterator[Casework]:
    """A second office with an empty store, a month later."""
    clock.move_to(4, 1)
    opened = open_office(tmp_path / "other.db", clock=clock)
    yield opened.casework
    opened.close()


def write(path: Path, *lines: dict[str, Any]) -> Path:
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in (HEADER, *lines)), encoding="utf-8")
    return path


def counts(casework: Casework, path: Path) -> ExchangeCounts:
    return casework.exchange.read(path)[0]


def test_the_office_of_the_first_file_becomes_the_office_of_an_empty_store(other: Casework, tmp_path: Path) -> None:
    done, changes = other.exchange.read(write(tmp_path / "a.jsonl", request()))
    assert done == ExchangeCounts(requests=1, updated=0, letters=0, skipped=0)
    assert changes.requests == {"2026-0001"}
    assert other.settings.office().name == "天津海关"
    assert other.settings.office().full_name == "中华人民共和国天津海关"


def test_reading_a_file_again_adds_nothing(other: Casework, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", request(REPLIED), LETTER)
    counts(other, path)
    with other.context.store.reading() as reading:
        head = reading.chain_head()
    assert counts(other, path) == ExchangeCounts(requests=0, updated=0, letters=0, skipped=1)
    with other.context.store.reading() as reading:
        assert reading.chain_head() == head
    assert other.safekeeping.check().ok


def test_further_events_are_appended(other: Casework, tmp_path: Path) -> None:
    counts(other, write(tmp_path / "a.jsonl", request()))
    longer = write(tmp_path / "b.jsonl", request(REPLIED), LETTER)
    assert counts(other, longer) == ExchangeCounts(requests=0, updated=1, letters=1, skipped=0)
    assert other.requests.case("2026-0001").limits.completed is not None
    older = write(tmp_path / "a.jsonl", request())
    assert counts(other, older) == ExchangeCounts(requests=0, updated=0, letters=0, skipped=1)
    assert other.safekeeping.check().ok


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (request({"kind": "noted", "on": "2026-03-03", "note": "乙"}), "events[1].note"),
        (request({"kind": "noted", "on": "2026-03-04", "note": "甲"}), "events[1].on"),
        (request({"kind": "noted", "on": "2026-03-03", "note": "甲"}, content="别的"), "content"),
    ],
)
def test_known_facts_that_differ_refuse_the_file(
    other: Casework, tmp_path: Path, line: dict[str, Any], field: str
) -> None:
    counts(other, write(tmp_path / "a.jsonl", request({"kind": "noted", "on": "2026-03-03", "note": "甲"})))
    path = write(tmp_path / "b.jsonl", request(id="2026-0002"), line)
    with pytest.raises(ExchangeError) as refused:
        other.exchange.read(path)
    assert (refused.value.line, refused.value.field) == (3, field)
    assert [row.number for row in other.worklist.rows()] == ["2026-0001"], "all or nothing"


def test_a_fault_on_the_last_line_imports_nothing(other: Casework, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", request(), LETTER, LETTER | {"id": "D2", "kind": "sonnet"})
    with pytest.raises(ExchangeError):
        other.exchange.read(path)
    assert other.worklist.rows() == ()
    assert other.settings.office().name == ""


def test_a_dry_run_looks_and_keeps_nothing(other: Casework, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", request(REPLIED), LETTER)
    done, changes = other.exchange.read(path, dry_run=True)
    assert done == ExchangeCounts(requests=1, updated=0, letters=1, skipped=0)
    assert not changes.requests
    assert other.worklist.rows() == ()


def test_what_belongs_to_no_request_is_refused(other: Casework, tmp_path: Path) -> None:
    dispute = {"type": "dispute", "id": "R1", "request": "2026-0009", "kind": "review", "filed_on": "2026-03-30"}
    with pytest.raises(ExchangeError) as refused:
        other.exchange.read(write(tmp_path / "a.jsonl", request(), dispute))
    assert (refused.value.line, refused.value.field) == (3, "request")


def test_a_dispute_may_be_decided_later(other: Casework, tmp_path: Path) -> None:
    dispute = {"type": "dispute", "id": "R1", "request": "2026-0001", "kind": "review", "filed_on": "2026-03-25"}
    counts(other, write(tmp_path / "a.jsonl", request(REPLIED), LETTER, dispute))
    decided = {**dispute, "decided_on": "2026-03-31", "result": "upheld"}
    counts(other, write(tmp_path / "b.jsonl", request(REPLIED), LETTER, decided))
    counts(other, write(tmp_path / "c.jsonl", request(REPLIED), LETTER, dispute))
    assert other.statistics.annual(2026).table4["review"]["upheld"] == 1
    with pytest.raises(ExchangeError):
        counts(other, write(tmp_path / "d.jsonl", request(REPLIED), LETTER, decided | {"result": "corrected"}))


def test_a_letter_keeps_the_requests_that_it_answers_elsewhere(other: Casework, tmp_path: Path) -> None:
    merged = LETTER | {"requests": ["2026-0001", "2026-0777"]}
    path = write(tmp_path / "a.jsonl", request(REPLIED), merged)
    counts(other, path)
    assert counts(other, path).letters == 0
    other.exchange.write(tmp_path / "out.jsonl")
    letter = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()[1])
    assert letter["requests"] == ["2026-0001", "2026-0777"]


def test_own_numbers_go_on_after_the_highest_that_came_in(
    casework: Casework, clock: Clock, make_draft: MakeDraft, tmp_path: Path
) -> None:
    number = "津关公开答〔2026〕30号"
    letter = LETTER | {"number": number, "requests": ["2026-0041"]}
    came_in = request(id="2026-0041", events=[SUBMITTED])
    counts(casework, write(tmp_path / "a.jsonl", came_in, letter | {"date": "2026-03-02"}))
    assert casework.intake.register(make_draft()).number == "0200-2026-0042"
    assert casework.settings.view().next_letter_numbers["refusal"] == "津关公开答〔2026〕31号"
    assert casework.safekeeping.check().ok


def test_bytes_of_letters_and_files_go_out_as_they_came(other: Casework, tmp_path: Path) -> None:
    pdf = base64.b64encode(b"%PDF-1.4 /Type /Pages /Count 3").decode()
    file = {"type": "attachment", "request": "2026-0001", "name": "附件", "media_type": "text/plain"}
    attached = file | {"bytes": base64.b64encode(b"text").decode()}
    counts(other, write(tmp_path / "a.jsonl", request(REPLIED), LETTER | {"pdf": pdf}, attached))
    assert other.letters.pdf("D1").pages == 3
    other.exchange.write(tmp_path / "out.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert lines[1]["pdf"] == pdf
    assert lines[3]["bytes"] == attached["bytes"]


def test_a_period_exports_what_arrived_in_it(other: Casework, tmp_path: Path) -> None:
    later = request(id="2026-0002", events=[{"kind": "submitted", "on": "2026-03-20"}])
    counts(other, write(tmp_path / "a.jsonl", request(), later))
    day = other.context.today().replace(month=3, day=10)
    assert other.exchange.write(tmp_path / "out.jsonl", first=day).requests == 1
    assert other.exchange.write(tmp_path / "out.jsonl", last=day).requests == 1
    assert other.exchange.write(tmp_path / "out.jsonl").requests == 2


def test_the_whole_demonstration_office_moves_without_loss(
    demonstration: Casework, tmp_path: Path, clock: Clock
) -> None:
    clock.move_to(10, 16)
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    written = demonstration.exchange.write(first)
    opened = open_office(tmp_path / "moved.db", clock=clock)
    try:
        assert opened.casework.exchange.read(first)[0] == written
        opened.casework.exchange.write(second)
        assert opened.casework.safekeeping.check().ok
    finally:
        opened.close()
    assert second.read_bytes() == first.read_bytes()


def test_an_office_without_a_name_hands_nothing_over(other: Casework, tmp_path: Path) -> None:
    with pytest.raises(OfficeNotNamed):
        other.exchange.write(tmp_path / "out.jsonl")
    assert not list(tmp_path.glob("*.jsonl"))


def test_files_that_cannot_be_read_or_written_are_named(other: Casework, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="没有"):
        other.exchange.read(tmp_path / "没有.jsonl")
    with pytest.raises(FileUnreadable):
        other.exchange.read(tmp_path)
    counts(other, write(tmp_path / "a.jsonl", request()))
    with pytest.raises(FileUnwritable):
        other.exchange.write(tmp_path / "no" / "folder.jsonl")
    assert not list(tmp_path.glob("*.unfinished"))


def test_a_letter_voided_since_the_last_file_is_void_here_too(other: Casework, tmp_path: Path) -> None:
    before = write(tmp_path / "a.jsonl", request(REPLIED), LETTER)
    voided = {"kind": "letter_voided", "on": "2026-03-23", "letter": "D1", "why": "文号用错"}
    after = write(tmp_path / "b.jsonl", request(REPLIED, voided), {**LETTER, "void_reason": "文号用错"})
    counts(other, before)
    assert counts(other, after) == ExchangeCounts(requests=0, updated=1, letters=0, skipped=0)
    assert other.letters.letter("D1").void_reason == "文号用错"
    # The older file does not know it yet, and changes nothing.
    assert counts(other, before) == ExchangeCounts(requests=0, updated=0, letters=0, skipped=1)
    assert other.letters.letter("D1").void_reason == "文号用错"


@pytest.mark.parametrize("amount", [1e30, 10**40, 1_000_000_001])
def test_an_amount_that_no_sum_could_hold_is_refused(other: Casework, tmp_path: Path, amount: float) -> None:
    notice = {"kind": "fee_noticed", "on": "2026-03-09", "amount": amount}
    with pytest.raises(ExchangeError, match=r"amount.*不能大于 1000000000"):
        other.exchange.read(write(tmp_path / "a.jsonl", request(notice)))
