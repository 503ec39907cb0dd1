"""The limits that belong to no request, told by the command in the words of their paper (L36)."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from desktop.casework.calendar.office_limits import OfficeLimit, PublicationLimit, ReportLimit
from desktop.commands import run
from desktop.office import open_office
from tests.acceptance.test_commands import REQUEST, write

TODAY = "2026-01-12"
REPORT = ("annual", "2025", "--limit")
PUBLICATION = ("calendar", "publication", "2026-01-30")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    assert run(["import", str(write(tmp_path / "one.jsonl", REQUEST)), "--store", str(path)]) == 0
    return path


def told(store: Path, capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    capsys.readouterr()
    assert run([*words, "--as-of", TODAY, "--store", str(store)]) == code
    return capsys.readouterr().out


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("words", "limit", "last"),
    [
        (REPORT, ReportLimit(2025), "2026-01-30   21  工作日，最迟在这一天公布  条例第四十九条"),
        (PUBLICATION, PublicationLimit(date(2026, 1, 30)), "2026-03-05   20  工作日  条例第二十六条"),
    ],
)
def test_the_command_tells_the_words_of_the_paper(
    store: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], limit: OfficeLimit, last: str
) -> None:
    said = told(store, capsys, *words)
    assert last in said
    office = open_office(store, read_only=True, as_of=date.fromisoformat(TODAY))
    view, paper = office.casework.office_limits.proof(limit), office.casework.office_limits.paper(limit)
    office.close()
    with pdfplumber.open(BytesIO(paper.pdf)) as pages:
        printed = bare("".join(page.extract_text() for page in pages.pages))
    assert bare(f"{view.number}·{view.limit_name}") in printed
    assert view.result is not None
    signs = [term.sign for term in view.terms[1:]]
    assert signs == [sign for sign in printed if sign in "+−"]
    assert signs == [sign for sign in said if sign in "+−"]
    parts = [view.explanation, view.result.value, *(term.value for term in view.terms)]
    for part in map(bare, (*parts, *(f"{line.why}{line.rule}" for line in view.lines))):
        assert part in printed
        assert part in bare(said)
    for line in view.lines:
        assert bare(f"{line.day}{line.count}{line.why}") in bare(said)
    assert "登记编号" not in printed


@pytest.mark.parametrize("words", [("annual", "2026", "--limit"), ("calendar", "publication", "2026-12-20")])
def test_a_calendar_that_is_not_loaded_is_a_finding(
    store: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert "2027年放假安排尚未载入" in told(store, capsys, *words, code=1)
    document = json.loads(told(store, capsys, *words, "--json", code=1))
    assert (document["publish_by"], document["error"]) == (None, "CALENDAR_MISSING_2027")


def test_the_document_has_every_day(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads(told(store, capsys, *REPORT, "--json"))
    assert (report["legal_day"], report["publish_by"], len(report["days"])) == ("2026-01-31", "2026-01-30", 31)
    publication = json.loads(told(store, capsys, *PUBLICATION, "--json"))
    assert publication["publish_by"] == publication["days"][-1]["date"] == "2026-03-05"
    assert "publish by 2026-01-30" in told(store, capsys, *REPORT, "--lang", "en")
    assert "2026-03-05   20  working day" in told(store, capsys, *PUBLICATION, "--lang", "en")


def test_a_day_that_is_none_is_refused(store: Path) -> None:
    assert run(["calendar", "publication", "2026-02-30", "--store", str(store)]) == 2


@pytest.mark.parametrize(("words", "last"), [(REPORT, "working day, the last one"), (PUBLICATION, "working day")])
def test_in_english_the_document_gives_its_reasons_in_english(
    store: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], last: str
) -> None:
    chinese = json.loads(told(store, capsys, *words, "--json"))
    english = json.loads(told(store, capsys, *words, "--json", "--lang", "en"))
    assert [(day["date"], day["count"]) for day in english["days"]] == [
        (day["date"], day["count"]) for day in chinese["days"]
    ]
    by = next(day for day in english["days"] if day["date"] == english["publish_by"])
    assert by["why"].startswith(last)
    names = ("元旦", "春节")
    reasons = {day["why"].partition(" (")[0] for day in english["days"]}
    assert not any(ord(sign) > 0x2FFF for why in reasons for sign in why if why not in names)
