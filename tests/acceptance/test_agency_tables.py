"""Given requests that make up the published years of an agency, every cell of its tables is reproduced."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from desktop.commands import run
from resources.vocabulary import RESULT_ROWS, Table3Column, Table3Row, Table4Column
from tests.acceptance.published_years import DECIDED, KINDS, PublishedYear, write_years, years_like

SMALL = ((90, 84, 6), (141, 139, 8), (120, 126, 2))
"""New, completed, carried out: a hundredth of a large city's years."""


def expected_table3(years: Sequence[PublishedYear], place: int) -> dict[str, dict[str, int]]:
    """Every row and column as published; what is carried follows from the years before."""
    year, before = years[place], years[:place]
    carried = {kind: sum(one.new[kind] - one.done(kind) for one in before) for kind in KINDS}
    rows: dict[str, dict[Table3Column, int]] = {
        Table3Row.RECEIVED: {kind: year.new[kind] for kind in KINDS},
        Table3Row.CARRIED_IN: carried,
        **{row: dict(year.results[row]) for row in RESULT_ROWS},
        Table3Row.TOTAL: {kind: year.done(kind) for kind in KINDS},
        Table3Row.CARRIED_OUT: {kind: carried[kind] + year.new[kind] - year.done(kind) for kind in KINDS},
    }
    return {
        str(row.value if isinstance(row, Table3Row) else row): {
            **{kind.value: count for kind, count in columns.items()},
            "total": sum(columns.values()),
        }
        for row, columns in rows.items()
    }


def expected_table4(year: PublishedYear) -> dict[str, dict[str, int]]:
    """Table 四 with the totals of its groups."""
    return {
        group.value: {**{column.value: count for column, count in columns.items()}, "total": sum(columns.values())}
        for group, columns in year.disputes.items()
    }


def check_years(years: Sequence[PublishedYear], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Imports the years by the command and compares every cell of every year."""
    file, store = folder / "years.jsonl", folder / "store.db"
    write_years(file, years, seed=1)
    assert run(["import", str(file), "--store", str(store)]) == 0
    for place, year in enumerate(years):
        capsys.readouterr()
        assert run(["annual", str(year.year), "--store", str(store), "--json"]) == 0
        document: dict[str, Any] = json.loads(capsys.readouterr().out)
        assert document["table3"] == expected_table3(years, place), year.year
        assert document["table4"] == expected_table4(year), year.year
        assert (document["balanced"], document["findings"]) == (True, [])


def test_every_cell_of_three_years_in_a_row_is_reproduced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    years = years_like(SMALL, 2022, seed=7)
    check_years(years, tmp_path, capsys)
    for place, (new, done, left) in enumerate(SMALL):
        table = expected_table3(years, place)
        assert [table[row]["total"] for row in ("received", "total", "carried_out")] == [new, done, left]
    assert sum(year.disputes[group][result] for year in years for group in year.disputes for result in DECIDED) > 5
    assert any(year.disputes[group][Table4Column.PENDING] for year in years for group in year.disputes)


def test_totals_that_do_not_balance_make_no_year() -> None:
    with pytest.raises(ValueError, match="10 \\+ 0 != 9 \\+ 2"):
        years_like(((10, 9, 2),), 2022, seed=1)
