"""Published tables of several years in a row: requests that make them up give every cell of tables 三 and 四 back."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.commands import run
from resources.vocabulary import RESULT_ROWS, ApplicantKind, DisputeKind, DisputeResult, Outcome, Table3Column

YEARS = (2022, 2023, 2024, 2025)
AS_EVENTS = {
    Outcome.WITHDRAWN: "withdrawn",
    Outcome.CORRECTION_LAPSED: "correction_lapsed",
    Outcome.FEE_LAPSED: "fee_lapsed",
}
OUTCOMES = [one for one in Outcome if one.row is not None]
Cell = tuple[str, str]


@dataclass
class Published:
    """What the tables of the years must say, and the lines of the exchange file that make them up."""

    table3: dict[int, Counter[Cell]]
    table4: dict[int, Counter[Cell]]
    lines: list[dict[str, Any]]


def years(seed: int, each: int) -> Published:
    """Years whose requests end in every row, some of them years later, some by post after the turn of the year."""
    chance = random.Random(seed)
    made = Published({year: Counter() for year in YEARS}, {year: Counter() for year in YEARS}, [])
    for at in range(each * len(YEARS)):
        received = date(chance.choice(YEARS), 1, 1) + timedelta(chance.randrange(365))
        kind = chance.choice(list(ApplicantKind))
        outcome = chance.choice(OUTCOMES)
        reply = received + timedelta(chance.choice((3, 9, 20, 30, 200, 500)))
        posted = reply + timedelta(chance.choice((0, 0, 1, 3)))
        is_reply = outcome not in AS_EVENTS
        done = posted if is_reply else reply
        ended = done <= date(YEARS[-1], 12, 31)
        events = [{"kind": "submitted", "on": str(received)}]
        if ended:
            events += list(_ending(outcome, reply, posted))
        made.lines.append(_request(at, kind, events))
        _count(made, kind.value, received, done if ended else None, outcome)
        if ended and is_reply and chance.random() < 0.2:
            _dispute(made, chance, at, posted)
    return made


def _ending(outcome: Outcome, reply: date, posted: date) -> Iterator[dict[str, str]]:
    if outcome in AS_EVENTS:
        yield {"kind": AS_EVENTS[outcome], "on": str(reply)}
        return
    yield {"kind": "replied", "on": str(reply), "outcome": outcome.value}
    yield {"kind": "served", "on": str(posted), "way": "post", "posted_on": str(posted)}


def _request(at: int, kind: ApplicantKind, events: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "type": "request",
        "id": f"{events[0]['on'][:4]}-{at:05}",
        "channel": "counter",
        "applicant": {"kind": kind.value, "name": f"申请人{at}", "id_type": "other", "id_number": f"N{at}"},
        "content": f"内容{at}",
        "medium": "paper",
        "delivery": "post",
        "events": events,
    }


def _count(made: Published, kind: str, received: date, done: date | None, outcome: Outcome) -> None:
    for year in YEARS:
        table, first, last = made.table3[year], date(year, 1, 1), date(year, 12, 31)
        open_before = received < first and (done is None or done >= first)
        table["received", kind] += first <= received <= last
        table["carried_in", kind] += open_before
        table["carried_out", kind] += received <= last and (done is None or done > last)
        if done is not None and first <= done <= last:
            table[str(outcome.row), kind] += 1


def _dispute(made: Published, chance: random.Random, at: int, posted: date) -> None:
    kind, result = chance.choice(list(DisputeKind)), chance.choice(list(DisputeResult))
    filed = posted + timedelta(chance.randrange(50))
    decided = filed + timedelta(chance.choice((20, 60, 400)))
    last_day = date(YEARS[-1], 12, 31)
    if filed > last_day:
        return
    line = {"type": "dispute", "id": f"D{at}", "request": made.lines[-1]["id"], "kind": kind.value}
    line["filed_on"] = str(filed)
    if decided <= last_day:
        line |= {"decided_on": str(decided), "result": result.value}
        made.table4[decided.year][kind.value, result.value] += 1
    for year in YEARS:
        end = date(year, 12, 31)
        made.table4[year][kind.value, "pending"] += filed <= end < decided
    made.lines.append(line)


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    capsys.readouterr()
    assert run([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def cells(table: Mapping[str, Mapping[str, int]], rows: list[str]) -> Counter[Cell]:
    kinds = [str(column) for column in Table3Column if column is not Table3Column.TOTAL]
    return Counter({(row, kind): table[row][kind] for row in rows for kind in kinds if table[row][kind]})


@pytest.mark.parametrize("seed", [7, 2026])
def test_every_cell_of_tables_3_and_4_comes_back_and_the_equations_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    made = years(seed, each=150)
    header = {
        "type": "header",
        "format": "shouban-exchange",
        "version": 1,
        "office": "某市海关",
        "made_on": "2026-01-08",
    }
    file, store = tmp_path / "years.jsonl", tmp_path / "store.db"
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in (header, *made.lines)), encoding="utf-8")
    assert run(["import", str(file), "--store", str(store)]) == 0
    rows = ["received", "carried_in", *(str(row) for row in RESULT_ROWS), "carried_out"]
    carried = None
    for year in YEARS:
        document = asked(capsys, "annual", str(year), "--store", str(store))
        table = document["table3"]
        assert cells(table, rows) == +made.table3[year], year
        assert (document["balanced"], document["findings"]) == (True, [])
        assert table["total"]["total"] == sum(table[row]["total"] for row in rows[2:-1])
        assert carried is None or table["carried_in"] == carried
        carried = table["carried_out"]
        fourth = {
            (group, column): count
            for group, columns in document["table4"].items()
            for column, count in columns.items()
            if count and column != "total"
        }
        assert fourth == dict(+made.table4[year]), year
