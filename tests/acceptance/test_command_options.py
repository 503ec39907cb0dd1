"""Options that hold for every command may stand before it or after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.commands import run
from desktop.commands_arguments import parse

COMMANDS = (["annual", "2017"], ["worklist"], ["fee", "item", "--count", "3"], ["calendar", "show", "2026"])
OPTIONS = ["--store", "elsewhere.db", "--json", "--lang", "en"]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_options_before_a_command_are_not_undone_by_it(command: list[str]) -> None:
    for words in ([*OPTIONS, *command], [*command, *OPTIONS]):
        asked = parse(words)
        assert (asked.store, asked.json, asked.lang) == ("elsewhere.db", True, "en")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_without_options_the_answer_is_chinese_text_from_the_office_s_own_store(command: list[str]) -> None:
    asked = parse(command)
    assert (asked.store, asked.json, asked.lang) == (None, False, "zh")


WRONG = (
    (["deadlines"], "缺少：申请编号"),
    (["foo"], "命令：没有“foo”，可用的有 demo、import"),
    (["letter", "1"], "缺少：文种、--out"),
    (["annual", "20x"], "年份：“20x”不是 1900 至 2999 之间的年份"),
    (["annual", "020261"], "年份：“020261”不是 1900 至 2999 之间的年份"),
    (["--as-of", "2026-13-01", "worklist"], "--as-of：“2026-13-01”不是"),
    (["fee", "item", "--count", "-3"], "--count：“-3”不是不超过 1000000 的整数"),
    (["summary", "--from", "2026-01-01"], "缺少：--to"),
    (["summary", "--from", "2026-02-01", "--to", "2026-01-01"], "--from 晚于 --to"),
    (["worklist", "--bogus", "多余\n的"], "不认识“--bogus 多余 的”"),
    (["--as-of"], "--as-of：后面缺少内容"),
    (["deadlines", "1", "--l", "en"], "“--l”不明确，可能是：--lang、--limit"),
    (["--json=3", "worklist"], "--json：不带内容，多了“3”"),
    (["annual", "2026", "--format", "1999"], "--format：没有“1999”，可用的有 2021、2019、2007"),
    (["letter", "1", "L36", "--out", "1.docx"], "--out 的文件名“1.docx”应当以 .pdf 结尾"),
    (["calendar", "--as-of", "2026-01-01"], "缺少：calendar 的动作（import、check、show、publication）"),
)


@pytest.mark.parametrize(("words", "told"), WRONG, ids=[" ".join(words).split("\n")[0] for words, _ in WRONG])
def test_wrong_arguments_are_told_in_one_chinese_sentence(
    words: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--store", str(tmp_path / "none.db")] if words[-2:-1] in (["--to"], ["--out"]) else []
    assert run([*words, *store]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    (line,) = printed.err.splitlines()
    assert line.startswith("命令参数有误（")
    assert told in line


def test_wrong_arguments_are_told_in_english_when_that_was_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["annual", "20x", "--lang", "en"]) == 2
    assert "the year: “20x” is not a year" in capsys.readouterr().err


@pytest.mark.parametrize("command", [[], ["letter"], ["fee", "item"], ["calendar", "import"]], ids=" ".join)
def test_the_usage_is_shown_in_chinese(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run([*command, "--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith("用法：shouban")
    assert "显示用法" in shown
    assert "usage" not in shown
    assert "options" not in shown
