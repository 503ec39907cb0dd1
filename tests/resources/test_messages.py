"""Every sentence exists in both languages, needs the same facts in both, and is filled by exact name."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from datetime import date
from errno import ELOOP, ENOSPC
from pathlib import Path

import pytest

from resources.messages import LANGUAGES, ShoubanError, placeholders, say, sentences
from resources.vocabulary import Channel, LetterKind, Outcome

ROOT = Path(__file__).resolve().parents[2]
MESSAGES = ROOT / "resources" / "messages"
SOURCES = [file for room in ("db", "desktop", "forms", "resources") for file in sorted((ROOT / room).rglob("*.py"))]


class YearUnknown(ShoubanError):
    key = "resources.calendar_not_bundled"

    def __init__(self, year: int) -> None:
        super().__init__(year=year)


def keys_in(file: Path) -> Iterator[str]:
    """Keys that a source file names: of ``say("...")`` and of error classes' ``key = "..."``."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id="say"), args=[ast.Constant(value=str(key)), *_]):
                yield key
            case ast.ClassDef(body=body):
                for statement in body:
                    match statement:
                        case ast.Assign(targets=[ast.Name(id="key")], value=ast.Constant(value=str(key))):
                            yield key


def test_both_languages_have_the_same_keys() -> None:
    assert sentences("zh").keys() == sentences("en").keys()


def test_both_languages_need_the_same_facts() -> None:
    differing = [
        key for key, text in sentences("zh").items() if placeholders(text) != placeholders(sentences("en")[key])
    ]
    assert differing == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_keys_stand_in_the_file_of_their_room(lang: str) -> None:
    for file in (MESSAGES / lang).glob("*.json"):
        strangers = [key for key in json.loads(file.read_text("utf-8")) if not key.startswith(f"{file.stem}.")]
        assert strangers == [], file.name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_has_braces_other_than_placeholders(lang: str) -> None:
    for key, text in sentences(lang).items():
        for name in placeholders(text):
            text = text.replace(f"{{{name}}}", "")
        assert not set(text) & set("{}"), key


def test_every_key_named_in_the_sources_has_a_sentence() -> None:
    unsaid = [
        f"{file.relative_to(ROOT)}: {key}" for file in SOURCES for key in keys_in(file) if key not in sentences("zh")
    ]
    assert unsaid == []


def test_dates_are_worded_as_the_language_writes_them() -> None:
    day = date(2026, 3, 6)
    assert "2026年3月6日既" in say("resources.calendar_fault.both", day=day)
    assert say("resources.calendar_fault.both", "en", day=day).startswith("2026-03-06 is")


def test_what_the_system_says_is_worded_and_what_it_seldom_says_stays() -> None:
    said = {
        lang: say("casework.file_unwritable", lang, path="甲", detail=OSError(ENOSPC, "No space")) for lang in LANGUAGES
    }
    assert said == {"zh": "不能写入文件 甲：磁盘已满。", "en": "The file 甲 cannot be written: the disk is full."}
    assert say("casework.file_unwritable", path="甲", detail=OSError(ELOOP, "Too many links")).endswith(
        "：Too many links。"
    )


def test_codes_are_worded_by_their_chinese_name() -> None:
    assert "“当面”" in say("resources.calendar_fault.missing", field=Channel.COUNTER)
    assert '"counter"' in say("resources.calendar_fault.missing", "en", field=Channel.COUNTER)
    for code in (Outcome.PROVIDED, LetterKind.RECEIPT):
        assert f"“{code.label}”" in say("resources.calendar_fault.missing", field=code)
        assert f'"{code.value}"' in say("resources.calendar_fault.missing", "en", field=code)


@pytest.mark.parametrize("text", ["{line}", "{0.__class__}", "%(line)s", "\\1", "<b>&"])
def test_facts_are_never_evaluated(text: str) -> None:
    assert f"“{text}”" in say("resources.calendar_fault.missing", field=text)


def test_a_missing_fact_or_key_is_refused() -> None:
    with pytest.raises(KeyError):
        say("resources.calendar_fault.missing")
    with pytest.raises(KeyError):
        say("resources.no_such_sentence")
    with pytest.raises(ValueError, match="fr"):
        say("resources.calendar_fault.object", "fr")


def test_an_error_carries_its_facts_and_its_sentence() -> None:
    error = YearUnknown(2027)
    assert error.facts == {"year": 2027}
    assert str(error) == error.sentence("zh") == say("resources.calendar_not_bundled", year=2027)
    assert "2027" in error.sentence("en")
