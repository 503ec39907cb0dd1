"""Odd exchange files through the command: what is taken, what is refused with one sentence; nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop import commands_requests
from desktop.commands import run
from desktop.rules.possibility import AFTER_ENDING
from resources.vocabulary import EventKind

HEADER: dict[str, Any] = {"type": "header", "format": "shouban-exchange", "version": 1, "office": "某海关"}
PERSON = {"kind": "natural_person", "name": "王䶮", "id_type": "other", "id_number": "1"}
SUBMITTED = {"kind": "submitted", "on": "2026-03-02"}
REPLIED = {"kind": "replied", "on": "2026-03-20", "outcome": "provided"}
LETTER = {"type": "letter", "id": "D1", "kind": "refusal", "title": "答复书", "date": "2026-03-20"}

FURTHER: dict[str, dict[str, Any]] = {
    "served": {"way": "post"},
    "amended": {"event": 0, "field": "on", "new": "2026-03-02", "why": "笔误"},
    "replied": {"outcome": "provided"},
    "handed_over": {"to": "关税处"},
    "contact_attempted": {"how": "电话"},
    "correction_requested": {"items": ["名称"]},
    "consulted": {"ref": "1", "party": "third_party"},
    "opinion_received": {"ref": "1"},
    "extended": {"days": 5, "approved_by": "何正"},
    "delay_fixed": {"until": "2026-05-01"},
}
"""What an event of the kind must have beside its day."""


def request(*events: dict[str, Any], **changes: Any) -> dict[str, Any]:
    known = {"type": "request", "id": "2026-0031", "channel": "counter", "applicant": PERSON, "content": "某报告"}
    return {**known, "medium": "paper", "delivery": "post", "events": [SUBMITTED, *events], **changes}


def encoded(*lines: dict[str, Any]) -> bytes:
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode()


Told = Callable[..., tuple[int, str, str]]


@pytest.fixture
def shouban(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Told:
    """Runs a command on one store: exit code, standard output, standard error."""

    def command(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run([*map(str, words), "--json", "--store", str(tmp_path / "store.db")])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


@pytest.fixture
def taken_in(shouban: Told, tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    """Imports lines, or the bytes of a file."""

    def imported(*lines: dict[str, Any] | bytes, words: tuple[str, ...] = ()) -> tuple[int, str, str]:
        file = tmp_path / "in.jsonl"
        file.write_bytes(b"\n".join(line if isinstance(line, bytes) else encoded(line) for line in lines))
        return shouban("import", file, *words)

    return imported


@pytest.fixture
def exported(shouban: Told, tmp_path: Path) -> Callable[..., list[dict[str, Any]]]:
    """The lines that the store writes out."""

    def lines(*words: object) -> list[dict[str, Any]]:
        assert shouban("export", tmp_path / "out.jsonl", *words)[0] == 0
        return [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").split("\n") if line]

    return lines


def check_refused(answer: tuple[int, str, str], line: int | None = None) -> None:
    """Code 2, one sentence on standard error, nothing else."""
    code, out, err = answer
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert err.endswith("。\n")
    assert "。。" not in err
    assert "Traceback" not in err
    assert "程序出错" not in err
    assert line is None or err.startswith(f"第 {line} 行")


HEAD, REQUEST = encoded(HEADER), encoded(request())


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + HEAD + b"\n" + REQUEST,
        HEAD + b"\r\n" + REQUEST + b"\r\n",
        b"\n\r\n" + HEAD + b"\n\n" + REQUEST + b"\n \n",
    ],
    ids=["BOM", "CRLF", "empty lines"],
)
def test_marks_and_ends_of_lines_do_not_matter(taken_in: Told, content: bytes) -> None:
    code, out, _ = taken_in(content)
    assert (code, json.loads(out)["requests"]) == (0, 1)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", 1),
        (b"\n\n", 1),
        (REQUEST, 1),
        (REQUEST + b"\n" + HEAD, 1),
        (HEAD + b"\r" + REQUEST, 1),
        (HEAD.decode().encode("utf-16"), 1),
        (HEAD + b"\n" + HEAD, 2),
        (HEAD + b"\n" + REQUEST + REQUEST, 2),
        (HEAD + b"\n" + REQUEST + b"\n" + b"[" * 100_000, 3),
        (HEAD + b"\n" + REQUEST[:-1] + b', "size": 1e999}', 2),
        (HEAD + b"\n" + REQUEST[:-1] + b', "size": ' + b"9" * 5000 + b"}", 2),
        (HEAD + b"\n" + REQUEST + b"\n" + REQUEST, 3),
    ],
)
def test_what_is_no_exchange_file_is_refused_with_its_line(
    taken_in: Told, shouban: Told, content: bytes, line: int
) -> None:
    check_refused(taken_in(content), line)
    assert shouban("worklist")[1] == "[]\n"


@pytest.mark.parametrize("kind", sorted(EventKind))
def test_after_an_ending_stands_only_what_may_follow_it(taken_in: Told, kind: EventKind) -> None:
    after = {"kind": kind.value, "on": "2026-03-20", **FURTHER.get(kind.value, {})}
    answer = taken_in(HEADER, request(REPLIED, after), words=("--dry-run",))
    if kind in AFTER_ENDING:
        assert answer[0] == 0
    else:
        check_refused(answer, 2)
    # A day earlier it lies before the ending, wherever it stands in the list.
    if kind not in (EventKind.REPLIED, EventKind.WITHDRAWN, EventKind.CORRECTION_LAPSED, EventKind.FEE_LAPSED):
        before = request(REPLIED, {**after, "on": "2026-03-19"}, id="2026-0032")
        assert taken_in(HEADER, before, words=("--dry-run",))[0] == 0


def test_a_line_break_in_a_wrong_value_does_not_break_the_sentence(taken_in: Told) -> None:
    check_refused(taken_in(HEADER, request(medium="a\nb\u2028c")), 2)


def test_what_is_told_of_tomorrow_waits_until_then(taken_in: Told) -> None:
    reply = request({**REPLIED, "on": "2026-03-20"})
    check_refused(taken_in(HEADER, reply, words=("--as-of", "2026-03-19")), 2)
    assert taken_in(HEADER, reply, words=("--as-of", "2026-03-20"))[0] == 0


@pytest.mark.parametrize(
    "text",
    [
        '<b>王</b> & "引" \'',
        "=1+1",
        "-1",
        "@SUM(A1)",
        "𬱖䶮㐂",
        " 前后 ",
        "一\r\n二\t三\u2028",
        "甲\u0000乙",
        "长" * 10_000,
        "",
    ],
)
def test_texts_come_out_as_they_went_in(taken_in: Told, exported: Callable[..., Any], shouban: Told, text: str) -> None:
    line = request(applicant={**PERSON, "name": text}, content=text, remark={text or "空": [text, None]})
    assert taken_in(HEADER, line)[0] == 0
    assert exported()[1] == line
    for words in (["worklist"], ["deadlines", line["id"]], ["check"]):
        assert shouban(*words)[0] == 0


@pytest.mark.parametrize("number", ["../../etc", "=1+1", "<b>", "a\nb", " 1", "号" * 500])
def test_ids_stay_as_they_are(taken_in: Told, exported: Callable[..., Any], shouban: Told, number: str) -> None:
    assert taken_in(HEADER, request(id=number))[0] == 0
    assert exported()[1]["id"] == number
    assert json.loads(shouban("deadlines", number)[1])["id"] == number


def test_letters_that_answer_requests_elsewhere_are_not_lost(taken_in: Told, exported: Callable[..., Any]) -> None:
    elsewhere, none = LETTER | {"requests": ["别处-1"]}, LETTER | {"id": "D2", "requests": []}
    assert taken_in(HEADER, request(), elsewhere, none)[0] == 0
    assert exported()[1:3] == [elsewhere, none]
    assert [line["type"] for line in exported("--to", "2026-03-19")] == ["header", "request"]


def test_a_letter_that_names_a_request_twice_answers_it_once(taken_in: Told, exported: Callable[..., Any]) -> None:
    letter = LETTER | {"requests": ["2026-0031", "2026-0031"]}
    assert taken_in(HEADER, request(), letter)[0] == 0
    assert json.loads(taken_in(HEADER, request(), letter)[1]) == {
        "requests": 0,
        "updated": 0,
        "letters": 0,
        "skipped": 1,
    }
    assert exported()[1]["requests"] == ["2026-0031"]


@pytest.mark.parametrize(
    "line",
    [
        request(events=[{"kind": "submitted", "on": "0001-01-01"}]),
        request(events=[{"kind": "submitted", "on": "0001-01-01"}], channel="web"),
        request(events=[{"kind": "submitted", "on": "2007-12-31"}]),
        request({"kind": "delay_fixed", "on": "2026-03-03", "until": "0001-01-01"}),
        request({"kind": "delay_fixed", "on": "2026-03-03", "until": "9999-12-31"}),
        request({"kind": "handed_over", "on": "2026-03-03", "to": "关税处", "due_on": "9999-12-31"}),
        request({"kind": "extended", "on": "2026-03-03", "days": 10**30, "approved_by": "何正"}),
        request({"kind": "correction_requested", "on": "2026-03-03", "items": ["一"], "allowed_days": 10**30}),
        request(events=[{"kind": "noted", "on": "2026-03-03"}]),
        request({"kind": "noted", "on": "2026-03-03", "served_on": "三月", "posted_on": 5, "signed_on": {"a": []}}),
    ],
)
def test_days_and_numbers_out_of_all_bounds_break_nothing(taken_in: Told, shouban: Told, line: dict[str, Any]) -> None:
    assert taken_in(HEADER, line)[0] == 0
    for words in (["worklist"], ["check"], ["rebuild"], ["annual", "2026"], ["deadlines", line["id"]]):
        code, _, err = shouban(*words)
        assert (code in (0, 1), err) == (True, "")


def test_each_office_hands_over_its_own(taken_in: Told, exported: Callable[..., Any]) -> None:
    other = HEADER | {"office": "隶属海关"}
    assert taken_in(HEADER, request(content="甲"))[0] == 0
    assert taken_in(other, request(content="乙"))[0] == 0
    for office, content in (("某海关", "甲"), ("隶属海关", "乙")):
        header, line = exported("--office", office)
        assert (header["office"], line["content"]) == (office, content)


@pytest.mark.parametrize(
    "words",
    [
        ["annual", "0"],
        ["annual", "10000"],
        ["calendar", "show", "99999999999"],
        ["summary", "--from", "0001-01-01", "--to", "9999-12-31"],
        ["worklist", "--as-of", "20260302"],
        ["export", "x.jsonl", "--from", "2026-05-01", "--to", "2026-01-01"],
        ["fee", "item", "--count", "9" * 30],
        ["fee", "page", "--pages", "-1"],
    ],
    ids=" ".join,
)
def test_arguments_out_of_all_bounds_are_refused(shouban: Told, words: list[str]) -> None:
    check_refused(shouban(*words))


def test_the_longest_periods_are_summed(shouban: Told) -> None:
    assert shouban("summary", "--from", "1900-01-01", "--to", "2999-12-31")[0] in (0, 1)
    assert shouban("annual", "1900")[0] in (0, 1)


def test_a_fault_of_the_program_is_a_sentence_that_can_be_reported(
    shouban: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("eins\nzwei")

    monkeypatch.setattr(commands_requests, "worklist", broken)
    code, out, err = shouban("worklist")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("程序出错，没有完成（ZeroDivisionError eins zwei；test_exchange_refusals.py 第 ")


def test_a_console_without_the_character_shows_its_number_and_documents_are_utf_8(
    taken_in: Told, tmp_path: Path
) -> None:
    assert taken_in(HEADER, request(id="2026-𬱖"))[0] == 0
    words = [sys.executable, "-m", "desktop", "worklist", "--store", str(tmp_path / "store.db")]
    console = {**os.environ, "PYTHONIOENCODING": "gbk"}
    text = subprocess.run(words, capture_output=True, env=console, check=True).stdout.decode("gbk")
    assert text.startswith("2026-\\U0002cc56")
    document = subprocess.run([*words, "--json"], capture_output=True, env=console, check=True).stdout
    assert json.loads(document.decode("utf-8"))[0]["id"] == "2026-𬱖"


@pytest.mark.parametrize("content", [b"[" * 100_000, b"\xff{", b"[]", b"{"])
def test_a_file_that_holds_no_facts_is_refused(taken_in: Told, shouban: Told, tmp_path: Path, content: bytes) -> None:
    assert taken_in(HEADER, request())[0] == 0
    facts = tmp_path / "facts.json"
    facts.write_bytes(content)
    code, out, err = shouban("letter", "2026-0031", "L03", "--out", tmp_path / "x.pdf", "--facts", facts)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert str(facts) in err


@pytest.mark.parametrize(("kind", "table"), [("L25", "bands"), ("L35", "papers"), ("L36", "terms"), ("L36", "days")])
@pytest.mark.parametrize("told", [[1], ["一"], [{}], [{"label": "甲"}]])
def test_tables_are_computed_whatever_a_file_says(
    taken_in: Told, shouban: Told, tmp_path: Path, kind: str, table: str, told: list[object]
) -> None:
    assert taken_in(HEADER, request())[0] == 0
    facts = tmp_path / "facts.json"
    known: dict[str, object] = {
        "basis": "item",
        "month": "2026年3月",
        "month_count": 35,
        "item_place": 35,
        "pay_way": "转账",
    }
    pages = []
    for values in (known, known | {table: told}):
        facts.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
        code, out, err = shouban("letter", "2026-0031", kind, "--out", tmp_path / "x.pdf", "--facts", facts)
        assert (code in (0, 1), err) == (True, "")
        pages.append(json.loads(out))
    assert pages[0] == pages[1]
