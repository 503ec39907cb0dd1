"""The way back from a figure to its requests and from a request to its figures, by commands (天津海关 2017)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.commands import run

YEAR = Path(__file__).parent / "data/scenarios/tianjin-2017.jsonl"
PERIOD = ("summary", "--from", "2017-01-01", "--to", "2017-12-31")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that has read the year."""
    location = tmp_path_factory.mktemp("tianjin") / "store.db"
    assert run(["import", str(YEAR), "--store", str(location)]) == 0
    return location


def asked(store: Path, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    capsys.readouterr()
    assert run([*words, "--store", str(store), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_figure_lists_what_it_counts(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for code, count in (("received.new", 23), ("channel.web", 22), ("result.disclosed", 3), ("service.post", 17)):
        listed = asked(store, capsys, *PERIOD, "--list", code)
        assert (listed["value"], len(listed["rows"])) == (count, count)


def test_the_papers_behind_a_figure_are_those_of_its_kind(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = asked(store, capsys, *PERIOD, "--list", "papers.merged")
    assert len(listed["rows"]) == listed["value"] == 3
    assert all(row["letter"] for row in listed["rows"])


def test_a_request_tells_its_cells(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(store, capsys, "cells", "2017-0006")
    assert found["lines"][0]["report"] == "2017年度报告"
    assert found["nowhere"] is None


def test_an_unknown_figure_and_an_unknown_request_are_said(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*PERIOD, "--list", "没有", "--store", str(store)]) == 2
    assert run(["cells", "没有", "--store", str(store)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2


@pytest.mark.parametrize("form", ["2021", "2019", "2007"])
def test_every_cell_of_the_year_lists_what_it_counts(
    store: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    annual = ("annual", "2017", "--format", form)
    document = asked(store, capsys, *annual)
    cells = {f"3:{row}:{column}": n for row, line in document["table3"].items() for column, n in line.items()}
    cells |= {f"4:{group}:{column}": n for group, line in document["table4"].items() for column, n in line.items()}
    told = document.get("narrative_2007", {})
    cells |= {f"n:《{title}》": n for title, n in told.get("documents", {}).items()}
    cells |= {"n:网络": 22, "n:信函": 1, "n:信息不存在": 9, "n:超过保存期限已销毁": 7, "n:行政诉讼": 0} if told else {}
    # One command each would take minutes: those that count something, and every tenth of the others.
    looked_at = [code for at, (code, n) in enumerate(cells.items()) if n or at % 10 == 0]
    assert len(looked_at) > 25
    for code in looked_at:
        listed = asked(store, capsys, *annual, "--list", code)
        assert (listed["code"], listed["value"], len(listed["rows"])) == (code, cells[code], cells[code])


def test_a_cell_that_the_report_does_not_have_is_said(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for code in ("3:nix:total", "3", "n:没有", "4:review"):
        assert run(["annual", "2017", "--list", code, "--store", str(store)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 4
