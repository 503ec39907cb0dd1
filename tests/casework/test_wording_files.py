"""A set of wording goes out whole and comes back whole, or nothing of it comes back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.casework.casework import Casework
from desktop.casework.wording.wording_files import WordingFileRefused
from desktop.casework.wording.wording_parts import WORDED
from desktop.casework.wording.wording_views import WordingDraft
from desktop.casework.wording.wordings import VersionRefused
from desktop.office import open_office
from resources.vocabulary import LetterKind
from tests.casework.conftest import SETTINGS, Clock

EXTENSION = LetterKind.EXTENSION_NOTICE
REFUSAL = LetterKind.REFUSAL


def kept(casework: Casework, kind: LetterKind, **texts: str) -> None:
    page = casework.wordings.page(kind)
    draft = WordingDraft(
        kind=kind, texts={**page.texts, **texts}, effective_from=casework.context.today(), reason="统一", author="周宁"
    )
    casework.wordings.save(draft)


def terms(casework: Casework, **changed: Any) -> WordingDraft:
    fields = {"effective_from": casework.context.today(), "reason": "直属海关统一", "author": "周宁", **changed}
    return WordingDraft(kind=EXTENSION, texts={}, **fields)


def written(casework: Casework) -> str:
    return casework.wording_files.write().decode()


def versions(casework: Casework, kind: LetterKind) -> int:
    return casework.wordings.page(kind).versions[0].version


def test_the_set_of_one_office_becomes_that_of_another(casework: Casework, tmp_path: Path, clock: Clock) -> None:
    kept(casework, EXTENSION, reason="由于{reason}，不能按期答复。")
    kept(casework, REFUSAL, title="不予公开决定书", own_name="本决定书")
    text = written(casework)
    other = open_office(tmp_path / "other.db", clock=clock)
    other.casework.settings.save(SETTINGS)
    found = other.casework.wording_files.examine(text)
    assert (found.office, [letter.kind for letter in found.letters]) == ("天津海关", [EXTENSION, REFUSAL])
    assert found.unchanged == len(WORDED) - 2
    assert [change.heading for change in found.letters[1].changes] == ["文书名称", "自称"]
    other.casework.wording_files.take_in(found, terms(other.casework))
    assert written(other.casework) == text
    assert other.casework.wording_files.examine(text).letters == (), "nothing is left to change"
    other.close()


def test_looking_at_a_file_keeps_nothing(casework: Casework) -> None:
    kept(casework, EXTENSION, reason="由于{reason}，不能按期答复。")
    text = written(casework).replace("由于", "鉴于")
    casework.wording_files.examine(text)
    assert versions(casework, EXTENSION) == 1


def test_all_letters_of_a_file_are_kept_or_none(casework: Casework, monkeypatch: pytest.MonkeyPatch) -> None:
    text = written(casework).replace("因{reason}，无法", "由于{reason}，无法").replace("特此答复。", "专此答复。")
    found = casework.wording_files.examine(text)
    assert len(found.letters) > 2
    add, kinds = casework.wordings.__class__.add, []

    def failing(*given: Any) -> Any:
        kinds.append(given[2].kind)
        if len(kinds) == 3:
            raise VersionRefused("reason")
        return add(*given)

    monkeypatch.setattr(casework.wordings.__class__, "add", failing)
    with pytest.raises(VersionRefused):
        casework.wording_files.take_in(found, terms(casework))
    assert [versions(casework, kind) for kind in kinds] == [0, 0, 0]


def test_a_letter_that_is_to_have_these_words_anyway_gets_no_further_version(casework: Casework, clock: Clock) -> None:
    text = written(casework).replace("因{reason}，无法", "由于{reason}，无法").replace("特此答复。", "专此答复。")
    found = casework.wording_files.examine(text)
    later = terms(casework, effective_from=date(2026, 4, 1))
    casework.wording_files.take_in(replace(found, letters=found.letters[:1]), later)
    casework.wording_files.take_in(found, later)
    assert {versions(casework, letter.kind) for letter in found.letters} == {1}
    with pytest.raises(VersionRefused, match="没有改动"):
        casework.wording_files.take_in(found, later)


def test_a_file_needs_a_day_and_a_reason(casework: Casework) -> None:
    found = casework.wording_files.examine(written(casework).replace("因{reason}，无法", "由于{reason}，无法"))
    with pytest.raises(VersionRefused, match="理由"):
        casework.wording_files.take_in(found, terms(casework, reason=""))


def entry_of(content: dict[str, Any], kind: LetterKind) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in content["letters"] if each["letter"] == kind.value)
    return found


def sentence_of(content: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in entry_of(content, EXTENSION)["sentences"] if each["id"] == name)
    return found


def _drop_fixed(content: dict[str, Any]) -> None:
    sentences = entry_of(content, EXTENSION)["sentences"]
    sentences.remove(sentence_of(content, "extension"))


DAMAGE: list[tuple[Callable[[dict[str, Any]], Any], str]] = [
    (lambda content: content.update(format="other"), "不是文书用语文件"),
    (lambda content: content.update(version=2), "第 2 版"),
    (lambda content: content.update(version=[1]), "文件格式"),
    (lambda content: content.update(colour="red"), "“colour”"),
    (lambda content: content.update(letters={}), "列表"),
    (lambda content: content["letters"].append(7), "应是一个对象"),
    (lambda content: content["letters"].append(content["letters"][0]), "写了两次"),
    (lambda content: entry_of(content, EXTENSION).update(letter="envelope"), "没有“envelope”这种文书"),
    (lambda content: entry_of(content, EXTENSION).update(title=7), "“title”应是文字"),
    (lambda content: entry_of(content, EXTENSION).pop("title"), "缺文书名称"),
    (lambda content: entry_of(content, EXTENSION).pop("note"), "缺附注"),
    (_drop_fixed, "缺少固定语句"),
    (lambda content: sentence_of(content, "extension").update(text="随意延期。"), "与本程序的不同"),
    (lambda content: sentence_of(content, "reason").update(text="没有理由。"), "缺少占位符〔"),
    (lambda content: sentence_of(content, "reason").update(text="因{reason}{x}。"), "{x}不是"),
    (lambda content: sentence_of(content, "reason").update(id="invented"), "没有“invented”句"),
    (lambda content: sentence_of(content, "reason").update(text=None), "“text”应是文字"),
    (lambda content: entry_of(content, EXTENSION)["sentences"].append(sentence_of(content, "reason")), "写了两次"),
    (lambda content: entry_of(content, EXTENSION).update(sentences="全部"), "列表"),
]


@pytest.mark.parametrize(("damage", "fault"), DAMAGE, ids=[fault for _, fault in DAMAGE])
def test_a_damaged_file_is_refused_whole(
    casework: Casework, damage: Callable[[dict[str, Any]], Any], fault: str
) -> None:
    content = json.loads(written(casework))
    sentence_of(content, "end")["text"] = "专此告知。"
    damage(content)
    with pytest.raises(WordingFileRefused) as refused:
        casework.wording_files.examine(json.dumps(content, ensure_ascii=False))
    assert fault in refused.value.sentence()
    assert refused.value.sentence().startswith("没有导入，现有用语未动")


@pytest.mark.parametrize(
    "text",
    ["", "文书", "[]", '{"format": "shouban-wording"', "[" * 100_000, '{"format": 1, "format": 2}', "null", "NaN"],
)
def test_what_is_no_such_file_is_refused_in_one_sentence(casework: Casework, text: str) -> None:
    with pytest.raises(WordingFileRefused):
        casework.wording_files.examine(text)


def test_a_file_cut_off_anywhere_is_refused(casework: Casework) -> None:
    text = written(casework)
    for length in range(0, len(text) - 2, len(text) // 40):
        with pytest.raises(WordingFileRefused):
            casework.wording_files.examine(text[:length])


def test_placeholders_may_be_written_by_their_names_on_screen(casework: Casework) -> None:
    label = next(part for part in casework.wordings.page(EXTENSION).parts if part.name == "reason").needed[0]
    content = json.loads(written(casework))
    sentence_of(content, "reason")["text"] = f"由于〔{label}〕，不能按期答复。"
    found = casework.wording_files.examine(json.dumps(content, ensure_ascii=False))
    assert found.letters[0].texts["reason"] == "由于{reason}，不能按期答复。"


@pytest.mark.parametrize("named", ["海" * 51, 5, ["天津海关"]])
def test_the_name_of_the_office_is_a_short_text(casework: Casework, named: object) -> None:
    content = json.loads(written(casework)) | {"office": named}
    with pytest.raises(WordingFileRefused, match="单位名应是不超过 50 个字的文字"):
        casework.wording_files.examine(json.dumps(content))


def test_what_a_set_would_undo_or_lose_is_told_before_it_is_taken_in(casework: Casework, clock: Clock) -> None:
    clock.move_to(3, 2)
    coming = {**casework.wordings.page(EXTENSION).texts, "end": "特此告知，请知悉。"}
    later = terms(casework, effective_from=date(2026, 4, 1))
    casework.wordings.save(replace(later, texts=coming))
    content = json.loads(written(casework))
    (letter,) = [one for one in content["letters"] if one["letter"] == EXTENSION]
    (sentence,) = [one for one in letter["sentences"] if one["id"] == "reason"]
    sentence["text"] = "由于{reason}，不能按期答复。"
    found = casework.wording_files.examine(json.dumps(content))
    (undone,) = casework.wording_files.clashes(found, date(2026, 3, 2))
    assert undone.startswith("延期答复告知书：第 1 版（2026年4月1日起用）没有这里的改动")
    (lost,) = casework.wording_files.clashes(found, date(2026, 4, 1))
    assert "的改动不在这里，保存后即被取代" in lost
