"""A damaged record is found and named by the reports; it is neither averaged away nor hidden."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from sqlcipher3 import dbapi2 as driver

from desktop.commands import run
from desktop.office import open_office
from tests.casework.conftest import Clock
from tests.casework.figure_recount import HEADER, TODAY, random_office

YEAR = (date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def location(tmp_path: Path) -> Path:
    """A store of two years."""
    file, store = tmp_path / "lines.jsonl", tmp_path / "store.db"
    lines = random_office(Random(21), 80)
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    office = open_office(store, clock=Clock(TODAY))
    office.casework.exchange.read(file)
    office.close()
    return store


class Damage:
    """Changes the file behind the program's back."""

    def __init__(self, location: Path) -> None:
        self._connection = driver.connect(str(location), isolation_level=None)
        self._connection.execute("PRAGMA foreign_keys=OFF")

    def run(self, statement: str, *values: object) -> None:
        self._connection.execute(statement, values)

    def number(self, condition: str) -> str:
        """A request completed in 2025 to which that applies."""
        found = self._connection.execute(
            f"SELECT number FROM requests WHERE completed_on LIKE '2025-%' AND {condition} ORDER BY id LIMIT 1"
        )
        return str(found.fetchone()[0])

    def close(self) -> None:
        self._connection.close()


@pytest.fixture
def damage(location: Path) -> Iterator[Damage]:
    made = Damage(location)
    yield made
    made.close()


def named(location: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The findings of the summary and of the tables of the year."""
    office = open_office(location, clock=Clock(TODAY))
    try:
        statistics = office.casework.statistics
        return statistics.summary(*YEAR).findings, statistics.annual(2025).findings
    finally:
        office.close()


def test_a_sound_store_has_nothing_to_name(location: Path) -> None:
    assert named(location) == ((), ())


def test_a_result_without_a_receipt_is_named_and_breaks_the_balance(location: Path, damage: Damage) -> None:
    number = damage.number("table_row = 'disclosed'")
    damage.run("UPDATE requests SET received_on = NULL WHERE number = ?", number)
    summary, annual = named(location)
    sentence = f"申请 {number} 有结果而无收到日，或者收到日晚于办结日"
    assert sentence in summary
    assert sentence in annual
    assert any("一 + 二 = 三（七）+ 四" in finding for finding in annual)


def test_an_answer_to_what_never_arrived_is_named_and_breaks_the_balance(tmp_path: Path) -> None:
    """A ledger that tells the reply alone: no day of receipt is made up for it (条例 31)."""
    line = next(line for line in random_office(Random(21), 1) if line["type"] == "request")
    line["events"] = [{"kind": "replied", "on": "2025-05-06", "outcome": "provided"}]
    file, store = tmp_path / "lines.jsonl", tmp_path / "store.db"
    file.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in (HEADER, line)), encoding="utf-8")
    office = open_office(store, clock=Clock(TODAY))
    office.casework.exchange.read(file)
    office.close()
    summary, annual = named(store)
    assert f"申请 {line['id']} 有结果而无收到日，或者收到日晚于办结日" in summary
    assert any("一 + 二 = 三（七）+ 四" in finding for finding in annual)


def test_a_request_whose_result_is_not_that_of_its_row_stands_in_two_cells(location: Path, damage: Damage) -> None:
    number = damage.number("table_row = 'disclosed'")
    damage.run("UPDATE requests SET table_row = 'partly_disclosed' WHERE number = ?", number)
    for findings in named(location):
        assert f"申请 {number} 的结果与所在行“（二）部分公开”不一致，一件申请占了两格" in findings


def test_a_completed_request_in_no_row_is_named(location: Path, damage: Damage) -> None:
    number = damage.number("table_row = 'disclosed'")
    damage.run("UPDATE requests SET table_row = NULL WHERE number = ?", number)
    for findings in named(location):
        assert f"申请 {number} 已办结，却不在任何一行" in findings


def test_an_applicant_in_the_column_of_another_is_named(location: Path, damage: Damage) -> None:
    number = damage.number("received_on LIKE '2025-%' AND applicant_kind = 'natural_person'")
    damage.run("UPDATE requests SET table_column = 'business' WHERE number = ?", number)
    for findings in named(location):
        assert f"申请 {number} 的申请人类别“自然人”与所在列“商业企业”不一致" in findings


def test_a_request_with_two_results_is_named(location: Path, damage: Damage) -> None:
    number = damage.number("table_row = 'disclosed'")
    (row, office) = damage._connection.execute(
        "SELECT id, office_id FROM requests WHERE number = ?", (number,)
    ).fetchone()
    damage.run(
        "INSERT INTO counted_steps (request_id, place, office_id, kind, happened_on, detail) "
        "VALUES (?, 99, ?, 'replied', '2025-06-02', 'second')",
        row,
        office,
    )
    for findings in named(location):
        assert f"申请 {number} 有两个结果，一件申请占了两格" in findings


def test_results_whose_request_is_gone_are_named(location: Path, damage: Damage) -> None:
    number = damage.number("table_row = 'disclosed'")
    damage.run("DROP TRIGGER requests_stay")
    (row,) = damage._connection.execute("SELECT id FROM requests WHERE number = ?", (number,)).fetchone()
    (place,) = damage._connection.execute(
        "SELECT id FROM events WHERE request_id = ? AND kind = 'replied'", (row,)
    ).fetchone()
    damage.run("DELETE FROM counted_steps WHERE request_id = ?", row)
    damage.run("DELETE FROM requests WHERE id = ?", row)
    for findings in named(location):
        assert f"登记链第 {place} 项是结果，却没有对应的申请" in findings


def test_a_reply_that_answers_no_request_is_named(location: Path, damage: Damage) -> None:
    damage.run(
        "INSERT INTO letters (office_id, name, kind, title, dated_on) "
        "VALUES (1, '答-1', 'disclosure_reply', '答复书', '2025-06-02')"
    )
    for findings in named(location):
        assert "答复文书 答-1 没有对应的申请" in findings


def test_the_command_says_it_and_ends_with_a_finding(
    location: Path, damage: Damage, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    number = damage.number("table_row = 'disclosed'")
    damage.run("UPDATE requests SET received_on = NULL WHERE number = ?", number)
    paper = tmp_path / "summary.xlsx"
    period = ["--from", "2025-01-01", "--to", "2025-12-31"]
    assert run(["summary", *period, "--store", str(location), "--out", str(paper)]) == 1
    told = capsys.readouterr().out
    assert f"申请 {number} 有结果而无收到日" in told
    assert paper.exists()


def test_a_review_with_only_a_day_of_decision_is_named(location: Path, damage: Damage) -> None:
    number = damage.number("voided = 0")
    damage.run(
        "INSERT INTO disputes (office_id, name, request_id, kind, filed_on, decided_on)"
        " SELECT office_id, 'X-1', id, 'review', '2025-03-03', '2025-05-05' FROM requests WHERE number = ?",
        number,
    )
    office = open_office(location, clock=Clock(TODAY), read_only=True)
    try:
        annual = office.casework.statistics.annual(2025)
        summary = office.casework.statistics.summary(*YEAR)
    finally:
        office.close()
    for findings in (annual.findings, summary.findings):
        assert [one for one in findings if number in one and "只有审结日或者只有结果" in one]
