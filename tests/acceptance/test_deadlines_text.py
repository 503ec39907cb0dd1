"""``shouban deadlines`` for people: every limit with its sum and rule, its days on demand, and why a step is closed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from desktop.commands import run
from desktop.office import open_office
from resources.vocabulary import EventKind
from tests.acceptance.test_commands import REQUEST, write

Text = Callable[..., str]
ASKED = {"kind": "consulted", "on": "2026-03-05", "ref": "1", "party": "third_party", "received_on": "2026-03-09"}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with one request whose third party was asked."""
    request: dict[str, Any] = {**REQUEST, "events": [*REQUEST["events"], ASKED]}
    path = tmp_path / "store.db"
    assert run(["import", str(write(tmp_path / "one.jsonl", request)), "--store", str(path)]) == 0
    return path


@pytest.fixture
def text(store: Path, capsys: pytest.CaptureFixture[str]) -> Text:
    def asked(*words: str, code: int = 0) -> str:
        capsys.readouterr()
        assert run(["deadlines", "2026-0031", *words, "--as-of", "2026-03-10", "--store", str(store)]) == code
        printed = capsys.readouterr()
        return printed.out or printed.err

    return asked


def test_each_limit_is_told_with_start_length_and_rule(text: Text) -> None:
    told = text()
    assert (
        "补正告知期限 [correction_notice]  收到日 2026-03-02（不计入）+ 7 个工作日 = 2026-03-11（条例第三十条）" in told
    )
    assert (
        "征求意见期限（1） [consultation:1]  对方收到意见书之日 2026-03-09（不计入）+ 15 个工作日 = 2026-03-30" in told
    )
    assert "2026-03-03    1  工作日  条例第三十三条第二款" in told
    assert "2026-03-30   15" not in told


def test_the_days_of_a_limit_are_told_on_demand(text: Text) -> None:
    assert "2026-03-30   15  工作日  条例第三十二条" in text("--limit", "consultation:1")
    assert "2026-03-11    7  工作日  条例第三十条" in text("--limit", "all")
    assert "“fee”" in text("--limit", "fee", code=2)


@pytest.mark.parametrize("limit", ["reply", "correction_notice", "consultation:1"])
def test_the_days_are_told_in_the_words_of_the_paper(text: Text, store: Path, limit: str) -> None:
    """What L36 prints of a limit, the command tells word for word: the sum, each day with its rule, the explanation."""
    told = "".join(text("--limit", limit).split())
    office = open_office(store, read_only=True, as_of=date(2026, 3, 10))
    view = office.casework.requests.proof("2026-0031", limit)
    paper = office.casework.requests.proof_paper("2026-0031", limit)
    office.close()
    with pdfplumber.open(BytesIO(paper.pdf)) as pages:
        printed = "".join("".join(page.extract_text() for page in pages.pages).split())
    words = [view.explanation, *(f"{line.why}{line.rule}" for line in view.lines)]
    words += [term.value for term in view.terms] + ([view.result.value] if view.result else [])
    for each in ("".join(word.split()) for word in words):
        assert each in told
        assert each in printed
    for line in view.lines:
        assert "".join(f"{line.day.isoformat()}{line.count}{line.why}".split()) in told


def test_a_closed_step_says_why_in_the_words_of_its_button(text: Text, store: Path) -> None:
    told, english = text(), text("--lang", "en")
    office = open_office(store, read_only=True, as_of=date(2026, 3, 10))
    steps = office.casework.steps.of("2026-0031")
    office.close()
    closed = [step for step in steps if step.kind is EventKind.CLOSED]
    assert closed[0].reason is not None
    assert f"不能办理　{closed[0].name}：{closed[0].reason}" in told
    assert "可以办理　收到意见" in told
    assert "closed  " in english


def test_the_document_for_programs_stays_as_published(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    run(["deadlines", "2026-0031", "--json", "--store", str(store)])
    assert "limits" not in json.loads(capsys.readouterr().out)


def test_a_letter_whose_step_is_closed_is_drafted_and_says_why(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(day: str) -> str:
        capsys.readouterr()
        run(["letter", "2026-0031", "L03", "--out", str(tmp_path / "a.pdf"), "--as-of", day, "--store", str(store)])
        return capsys.readouterr().out

    assert "不能办理" not in said("2026-03-20")
    # Seventeen days of standstill, from 6 to 30 March: the limit passed on 23 April.
    assert "不能办理　延期：期限已于2026年4月23日届满（条例第三十三条第二款）。" in said("2026-04-30")


def test_whether_it_was_in_time_is_told_in_words(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = {**REQUEST, "id": "2026-0032", "events": [*REQUEST["events"], {"kind": "withdrawn", "on": "2026-03-05"}]}
    assert run(["import", str(write(tmp_path / "two.jsonl", ended)), "--store", str(store)]) == 0
    for lang, line in (("zh", "按期  是\n"), ("en", "in time  yes\n")):
        capsys.readouterr()
        run(["deadlines", "2026-0032", "--lang", lang, "--store", str(store)])
        assert line in capsys.readouterr().out


def test_a_record_correction_cites_its_own_article(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """条例 41 sets no days and knows no notice of correction: the days are the office's own, as on the screen."""
    correction = {**REQUEST, "id": "2026-0033", "matter": "record_correction"}
    assert run(["import", str(write(tmp_path / "two.jsonl", correction)), "--store", str(store)]) == 0
    capsys.readouterr()
    run(["deadlines", "2026-0033", "--as-of", "2026-03-10", "--store", str(store)])
    told = capsys.readouterr().out
    assert "2026-03-03    1  工作日  条例第四十一条；期限由本关定" in told
    assert "条例第三十三条第二款" not in told.partition("可以办理")[0]
    assert "补正告知最迟" not in told


def test_results_that_a_reply_may_not_have_say_why(text: Text) -> None:
    told = text()
    waits = "第三方意见尚未收到，期限也未届满，不能先作决定（条例第三十二条）。"
    assert f"不能答复　予以公开：{waits}" in told
    assert "重新办理" not in told, "no button takes it"


def test_a_reply_that_was_not_sent_is_in_time_for_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replied = {"kind": "replied", "on": "2026-03-20", "outcome": "provided"}
    request: dict[str, Any] = {**REQUEST, "events": [*REQUEST["events"], replied]}
    path = tmp_path / "store.db"
    assert run(["import", str(write(tmp_path / "one.jsonl", request)), "--store", str(path)]) == 0
    for day, words, band in (
        ("2026-03-30", "按期  答复尚未送出，最迟 2026年3月30日 交邮或者签收", "due_today"),
        ("2026-03-31", "按期  答复尚未送出，期限 2026年3月30日 已过", "overdue"),
    ):
        capsys.readouterr()
        assert run(["deadlines", "2026-0031", "--as-of", day, "--store", str(path)]) == 0
        assert words in capsys.readouterr().out
        assert run(["worklist", "--as-of", day, "--json", "--store", str(path)]) == 0
        assert json.loads(capsys.readouterr().out)[0]["band"] == band
