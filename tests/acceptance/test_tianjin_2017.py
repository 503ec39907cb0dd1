"""The year 2017 of 天津海关: invented requests, published totals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.commands import run
from resources.vocabulary import Table3Column, Table3Row

SCENARIOS = Path(__file__).parent / "data" / "scenarios"
EXPECTED = json.loads((SCENARIOS / "tianjin-2017.expected.json").read_text(encoding="utf-8"))
RESULTS = [row for row in Table3Row if "." in row] + [Table3Row.DISCLOSED, Table3Row.PARTLY_DISCLOSED]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    location = tmp_path_factory.mktemp("tianjin") / "store.db"
    assert run(["import", str(SCENARIOS / "tianjin-2017.jsonl"), "--store", str(location)]) == 0
    return location


def asked(store: Path, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    capsys.readouterr()
    assert run([*words, "--store", str(store), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_figures_of_the_old_report_equal_the_published_ones(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = asked(store, capsys, "annual", "2017", "--format", "2007")
    assert document["narrative_2007"] == EXPECTED["narrative_2007"]


def test_table_3_has_the_published_total_column_and_balances_in_every_column(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = asked(store, capsys, "annual", "2017")
    table = document["table3"]
    published = EXPECTED["table3_total_column"]
    assert {code: row["total"] for code, row in table.items() if row["total"] or code in published} == published
    for column in Table3Column:
        counts = {code: row[column] for code, row in table.items()}
        assert counts["received"] + counts["carried_in"] == counts["total"] + counts["carried_out"], column
        assert counts["total"] == sum(counts[row] for row in RESULTS), column
    for code, row in table.items():
        assert row["total"] == sum(count for column, count in row.items() if column != "total"), code
    assert (document["balanced"], document["findings"]) == (True, [])


def test_the_form_of_2019_has_one_row_of_other_results(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = asked(store, capsys, "annual", "2017", "--format", "2019")["table3"]
    assert table["other"]["total"] == 6
    assert not [code for code in table if code.startswith("other.")]


def test_the_years_beside_it_are_empty(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for year in ("2016", "2018"):
        table = asked(store, capsys, "annual", year)["table3"]
        assert {row["total"] for row in table.values()} == {0}


def test_as_of_a_day_in_the_year_the_rest_is_carried_out(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = asked(store, capsys, "worklist", "--as-of", "2017-04-06")
    assert [(row["id"], row["state"], row["due_on"], row["working_days_left"]) for row in listed] == [
        ("2017-0006", "awaiting_correction", "2017-04-13", 5),
        ("2017-0007", "open", "2017-04-14", 6),
        ("2017-0002", "open", "2017-04-18", 8),
    ]


def test_reading_the_year_again_changes_nothing(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    again = asked(store, capsys, "import", str(SCENARIOS / "tianjin-2017.jsonl"))
    assert again == {"requests": 0, "updated": 0, "letters": 0, "skipped": 23}
    assert asked(store, capsys, "check") == {"ok": True, "findings": []}


def test_the_year_moves_to_another_store_without_loss(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, moved = tmp_path / "out.jsonl", tmp_path / "moved.db"
    assert asked(store, capsys, "export", str(out)) == {"requests": 23, "updated": 0, "letters": 15, "skipped": 0}
    assert asked(moved, capsys, "import", str(out)) == {"requests": 23, "updated": 0, "letters": 15, "skipped": 0}
    header = json.loads(out.read_text(encoding="utf-8").splitlines()[0])
    assert header["note"] == "invented requests, published totals"
    old = asked(moved, capsys, "annual", "2017", "--format", "2007")
    assert old["narrative_2007"] == EXPECTED["narrative_2007"]
