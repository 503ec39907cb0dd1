"""The commands for scripts: what they answer, what they refuse, and with which exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.commands import run
from desktop.office import open_office

HEADER: dict[str, Any] = {"type": "header", "format": "shouban-exchange", "version": 1, "office": "某海关"}
REQUEST: dict[str, Any] = {
    "type": "request",
    "id": "2026-0031",
    "channel": "counter",
    "applicant": {
        "kind": "natural_person",
        "name": "王䶮",
        "id_type": "other",
        "id_number": "1",
        "address": "示例路1号",
        "postcode": "300040",
    },
    "content": "某报告",
    "medium": "paper",
    "delivery": "post",
    "events": [{"kind": "submitted", "on": "2026-03-02"}],
}
DEADLINES = {
    "id": "2026-0031",
    "edition": "711",
    "receipt": "2026-03-02",
    "receipt_provisional": False,
    "clock_start": "2026-03-02",
    "correction_notice_due": "2026-03-11",
    "correction_notice_late": False,
    "correction_due": None,
    "close_from": None,
    "consult_due": [],
    "excluded_working_days": 0,
    "extension_notice_due": "2026-03-30",
    "fee_notice_due": "2026-03-30",
    "fee_due": None,
    "reply_due": "2026-03-30",
    "cautious_reply_due": None,
    "completed": None,
    "on_time": None,
    "review_due": None,
    "suit_due": None,
    "disputes": [],
    "faults": [],
    "error": None,
}
CONTACT = {"contact_office": "办公室", "contact_phone": "022-00000000"}

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
def shouban(store: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command on the store: exit code, standard output, standard error."""

    def command(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run([*map(str, words), "--store", str(store)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


@pytest.fixture
def document(shouban: Command) -> Callable[..., Any]:
    """Runs a command and reads its document, whatever it found."""

    def asked(*words: object) -> Any:
        code, out, err = shouban(*words, "--json")
        assert (code in (0, 1), err) == (True, "")
        return json.loads(out)

    return asked


def write(path: Path, *lines: dict[str, Any]) -> Path:
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in (HEADER, *lines)), encoding="utf-8")
    return path


@pytest.fixture
def one(shouban: Command, tmp_path: Path) -> None:
    """The store has read one request."""
    assert shouban("import", write(tmp_path / "one.jsonl", REQUEST))[0] == 0


@pytest.mark.usefixtures("one")
def test_the_limits_of_a_request_are_the_published_document(document: Callable[..., Any]) -> None:
    answer = document("deadlines", "2026-0031")
    days = answer.pop("days")
    assert answer == DEADLINES
    assert list(answer) == list(DEADLINES)
    assert days[0] == {"date": "2026-03-03", "count": 1, "why": "工作日"}
    assert days[4] == {"date": "2026-03-07", "count": None, "why": "周末"}


@pytest.mark.usefixtures("one")
def test_the_work_list_names_state_day_and_band(document: Callable[..., Any]) -> None:
    assert document("worklist", "--as-of", "2026-03-30") == [
        {"id": "2026-0031", "state": "open", "due_on": "2026-03-30", "working_days_left": 0, "band": "due_today"}
    ]
    assert document("worklist", "--as-of", "2026-03-01") == []


@pytest.mark.usefixtures("one")
def test_a_letter_names_what_is_missing_and_is_not_written(shouban: Command, tmp_path: Path) -> None:
    out = tmp_path / "L03.pdf"
    code, text, _ = shouban("letter", "2026-0031", "extension_notice", "--out", out, "--json")
    assert code == 1
    answer = json.loads(text)
    assert answer["pages"] == 0
    assert {"fact": "reason", "label": "延期原因", "type": "text", "choices": None} in answer["missing"]
    assert "new_due_on" not in [fact["fact"] for fact in answer["missing"]], "it follows from the days"
    assert not out.exists()


@pytest.mark.usefixtures("one")
def test_a_choice_lists_its_codes(document: Callable[..., Any], tmp_path: Path) -> None:
    missing = document("letter", "2026-0031", "L13", "--out", tmp_path / "L13.pdf")["missing"]
    (outcome,) = (fact for fact in missing if fact["fact"] == "outcome")
    assert outcome["type"] == "choice"
    assert {"code": "destroyed", "label": "超过保存期限已销毁"} in outcome["choices"]


@pytest.mark.usefixtures("one")
def test_a_letter_is_composed_from_the_facts_of_a_file(shouban: Command, tmp_path: Path) -> None:
    facts, out = tmp_path / "facts.json", tmp_path / "L03.pdf"
    given = CONTACT | {"reason": "检索量大", "extension_days": 10, "approved_by": "何正", "approved_on": "2026-03-20"}
    facts.write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
    code, text, _ = shouban("letter", "2026-0031", "L03", "--out", out, "--facts", facts, "--json")
    assert (code, json.loads(text)) == (0, {"pages": 1, "missing": []})
    assert out.read_bytes().startswith(b"%PDF-")


@pytest.mark.usefixtures("one")
@pytest.mark.parametrize("facts", [{"extension_days": 21}, {"extension_days": "zehn"}])
def test_a_fact_that_cannot_stand_is_refused(shouban: Command, tmp_path: Path, facts: dict[str, object]) -> None:
    given = CONTACT | {"reason": "检索量大", "approved_by": "何正", "approved_on": "2026-03-20"} | facts
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(given), encoding="utf-8")
    code, _, sentence = shouban("letter", "2026-0031", "L03", "--out", tmp_path / "x.pdf", "--facts", file)
    assert code == 2
    assert "延长的工作日数" in sentence


def test_a_limit_that_cannot_be_told_is_a_finding_and_a_loaded_notice_dates_it(
    shouban: Command, document: Callable[..., Any], tmp_path: Path
) -> None:
    december = REQUEST | {"events": [{"kind": "submitted", "on": "2026-11-20"}], "id": "2026-0040"}
    extended = {"kind": "extended", "on": "2026-11-20", "days": 20, "approved_by": "何正"}
    december["events"] = [*december["events"], extended]
    shouban("import", write(tmp_path / "december.jsonl", december))
    code, text, _ = shouban("deadlines", "2026-0040", "--json")
    assert (code, json.loads(text)["error"], json.loads(text)["reply_due"]) == (1, "CALENDAR_MISSING_2027", None)

    notice = tmp_path / "2027.json"
    off = {"2027-01-01/2027-01-03": "元旦"}
    known = {"year": 2027, "title": "测试通知，虚构", "number": None, "published_on": None, "source": "测试"}
    notice.write_text(json.dumps(known | {"off": off, "on": {}}), encoding="utf-8")
    assert document("calendar", "import", notice)["moved"] == [{"id": "2026-0040", "old": None, "new": "2027-01-18"}]
    assert document("deadlines", "2026-0040")["error"] is None
    assert document("calendar", "show", "2027")["year"] == 2027
    assert document("check") == {"ok": True, "findings": []}


def test_the_text_of_a_notice_is_loaded_and_checked_by_another_person(
    document: Callable[..., Any], shouban: Command, tmp_path: Path
) -> None:
    notice = tmp_path / "2027.txt"
    title = "国务院办公厅关于2027年部分节假日安排的通知（测试，虚构）"
    notice.write_text(f"{title}\n一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n", encoding="utf-8")
    assert document("calendar", "import", notice, "--by", "何正")["year"] == 2027
    assert document("calendar", "show", "2027")["to_check"] is True
    code, _, refused = shouban("calendar", "check", "2027", "--by", "何正")
    assert code == 2
    assert "由另一人对照通知核对" in refused
    assert document("calendar", "check", "2027", "--by", "周宁") == {"year": 2027, "checked_by": "周宁"}
    assert document("calendar", "show", "2027")["to_check"] is False


@pytest.mark.usefixtures("one")
def test_commands_work_beside_an_open_window_but_none_takes_the_store_away(
    shouban: Command, store: Path, tmp_path: Path
) -> None:
    window = open_office(store)
    try:
        for words in (["worklist"], ["deadlines", "2026-0031"], ["annual", "2026"], ["check"], ["rebuild"]):
            assert shouban(*words)[0] == 0
        assert shouban("export", tmp_path / "out.jsonl")[0] == 0
        assert shouban("backup", tmp_path / "copies")[0] == 0
        code, _, sentence = shouban("restore", next((tmp_path / "copies").glob("*.db")))
        assert code == 2
        assert sentence.count("\n") == 1
    finally:
        window.close()


@pytest.mark.usefixtures("one")
def test_a_copy_brings_the_store_back(
    shouban: Command, document: Callable[..., Any], store: Path, tmp_path: Path
) -> None:
    made = document("backup", tmp_path / "copies")
    assert Path(made["path"]).stat().st_size == made["size"]
    shouban("import", write(tmp_path / "two.jsonl", REQUEST | {"id": "2026-0032"}))
    assert document("restore", made["path"])["sha256"] == made["sha256"]
    assert [row["id"] for row in document("worklist")] == ["2026-0031"]


@pytest.mark.usefixtures("one")
def test_damage_is_a_finding(shouban: Command, document: Callable[..., Any], store: Path) -> None:
    from db.store import open_store
    from desktop.office import system_clock

    with open_store(store, clock=system_clock) as opened, opened.writing() as writing:
        request = writing.request("某海关", "2026-0031")
        projection = writing.projection("某海关", "2026-0031")
        writing.append_events("某海关", request.number, (), _wrong(projection))
    code, text, _ = shouban("check", "--json")
    assert code == 1
    assert [finding["code"] for finding in json.loads(text)["findings"]] == ["projection_stale"]
    assert document("rebuild")["ok"] is True


def _wrong(projection: Any) -> Any:
    from dataclasses import replace

    return replace(projection, late=True)


@pytest.mark.parametrize(
    "words",
    [
        ["deadlines", "2026-9999"],
        ["deadlines"],
        ["import", "no-such-file.jsonl"],
        ["letter", "2026-9999", "L02", "--out", "x.pdf"],
        ["letter", "2026-9999", "sonnet", "--out", "x.pdf"],
        ["annual", "soon"],
        ["annual", "2026", "--format", "1999"],
        ["calendar", "show", "2031"],
        ["calendar", "import", "no-such-file.json"],
        ["summary", "--from", "yesterday", "--to", "2026-01-01"],
        ["fee", "item"],
        ["restore", "no-such-file.db"],
        ["worklist", "--office", "别处海关"],
        ["worklist", "--as-of", "2026-02-30"],
        ["dance"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_cannot_be_done_is_one_sentence_and_code_2(shouban: Command, words: list[str], lang: str) -> None:
    code, out, err = shouban(*words, "--lang", lang)
    assert (code, out) == (2, "")
    assert err.strip()
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_an_import_fault_names_line_and_field_on_standard_error(shouban: Command, tmp_path: Path) -> None:
    code, _, err = shouban("import", write(tmp_path / "x.jsonl", REQUEST | {"channel": "pigeon"}))
    assert code == 2
    assert err == "第 2 行的“channel”：不认识的代码“pigeon”。没有导入任何内容。\n"


def test_two_offices_in_one_store_are_told_apart_by_name(
    shouban: Command, document: Callable[..., Any], tmp_path: Path
) -> None:
    shouban("import", write(tmp_path / "one.jsonl", REQUEST))
    lines = [HEADER | {"office": "隶属海关"}, REQUEST | {"id": "2026-0007"}]
    (tmp_path / "two.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    shouban("import", tmp_path / "two.jsonl")
    assert [row["id"] for row in document("worklist")] == ["2026-0031"]
    assert [row["id"] for row in document("worklist", "--office", "隶属海关")] == ["2026-0007"]


def test_the_program_itself_answers_with_the_exit_code(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "desktop", "deadlines", "x", "--store", str(tmp_path / "store.db")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
