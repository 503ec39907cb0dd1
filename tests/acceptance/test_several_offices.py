"""Several offices through the commands: each by its name, all together, and what cannot be asked of all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.commands import run

YEAR = Path(__file__).parent / "data" / "scenarios" / "tianjin-2017.jsonl"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """天津海关 and 新港海关, each with the same invented year."""
    folder = tmp_path_factory.mktemp("several")
    other = folder / "other.jsonl"
    other.write_text(YEAR.read_text(encoding="utf-8").replace("天津海关", "新港海关", 1), encoding="utf-8")
    location = folder / "store.db"
    for file in (YEAR, other):
        assert run(["import", str(file), "--store", str(location)]) == 0
    return location


def asked(store: Path, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    capsys.readouterr()
    assert run([*words, "--store", str(store), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(("office", "received"), [("天津海关", 23), ("新港海关", 23), ("全关合计", 46)])
def test_figures_are_those_of_the_office_that_is_named(
    store: Path, capsys: pytest.CaptureFixture[str], office: str, received: int
) -> None:
    table = asked(store, capsys, "annual", "2017", "--office", office)["table3"]
    assert table["received"]["total"] == table["total"]["total"] == received
    old = asked(store, capsys, "annual", "2017", "--format", "2007", "--office", office)["narrative_2007"]
    assert old["received"] == received
    assert sum(old["documents"].values()) == 15 * received // 23


def test_all_together_say_who_has_reported(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = asked(store, capsys, "annual", "2017", "--office", "全关合计")["offices"]["lines"]
    assert [(line["office"], line["state"], line["made_on"]) for line in lines] == [
        ("天津海关", "本级", None),
        ("新港海关", "已上报全年", "2018-01-10"),
    ]


def test_the_summary_counts_all_together_too(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("summary", "--from", "2017-01-01", "--to", "2017-12-31", "--office")
    received = []
    for office in ("新港海关", "全关合计"):
        figures = asked(store, capsys, *words, office)["figures"]
        received += [figure["value"] for figure in figures if figure["code"] == "received"]
    assert received == [23, 46]


@pytest.mark.parametrize("words", [["worklist"], ["export", "out.jsonl"], ["deadlines", "2017-0001"]])
def test_what_belongs_to_one_office_cannot_be_asked_of_all(
    store: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert run([*words, "--store", str(store), "--office", "全关合计"]) == 2
    assert capsys.readouterr().err.strip() == "“全关合计”只用于 summary 和 annual。"


def test_an_export_of_some_days_says_that_it_is_an_excerpt(
    store: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words = ("export", str(tmp_path / "some.jsonl"), "--office", "天津海关", "--store", str(store))
    capsys.readouterr()
    assert run([*words, "--to", "2017-06-30"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[1].startswith("申请 15 件，文书 ")
    assert told[2] == "只含 2017年6月30日（含）以前收到的申请：是摘录，上报情况只算到这一天"
    assert run(list(words)) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
