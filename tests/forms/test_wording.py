"""The wording files: every placeholder is a fact, conditions name facts, legal sentences are locked."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from forms.articles import articles_in_words, chinese_number, numbered, printed_date
from forms.catalogue import BUILT, form_of
from forms.letter import LetterForm
from forms.partial import MOST_CLOSED_PARTS
from resources import wording
from resources.vocabulary import LetterKind, Outcome, Remedy
from resources.wording import Condition, WordingBroken, clauses_on, load, parse

LETTERS = sorted(kind for kind in BUILT if isinstance(form_of(kind), LetterForm))
GIVEN = {"address", "own_name", "own_short", "articles", "regulation", "asked", "asked_for"}
DERIVED = {
    LetterKind.LAPSE_NOTICE: {"notice"},
    LetterKind.FEE_NOTICE: {"way", "measure_article", "amount_capitals"},
    LetterKind.RECEIPT: {"attachments", "content_summary", "submitted_apart", "contact_address"},
    LetterKind.PARTIAL_REPLY: {
        f"closed_{word}_{place}"
        for word in ("printed", "number", "article")
        for place in range(1, MOST_CLOSED_PARTS + 1)
    },
}


def facts_of(kind: LetterKind) -> set[str]:
    return {field.name for field in form_of(kind).fields} | DERIVED.get(kind, set())


@pytest.mark.parametrize("kind", sorted(BUILT))
def test_every_built_paper_has_its_wording(kind: LetterKind) -> None:
    words = load(kind)
    assert words.letter is kind
    assert words.title
    assert words.version


@pytest.mark.parametrize("kind", LETTERS)
def test_placeholders_and_conditions_name_facts_of_the_letter(kind: LetterKind) -> None:
    known = facts_of(kind)
    for sentence in load(kind).sentences:
        assert sentence.placeholders <= known | GIVEN, sentence.id
        assert {condition.fact for condition in sentence.when} <= known, sentence.id


@pytest.mark.parametrize("kind", LETTERS)
def test_only_reasons_and_guidance_may_be_changed(kind: LetterKind) -> None:
    open_sentences = {sentence.id for sentence in load(kind).sentences if not sentence.locked}
    reasons = {"reason", *(f"closed_reason_{place}" for place in range(1, MOST_CLOSED_PARTS + 1))}
    assert open_sentences <= {"guidance", "how_to_send", "ask_there", "ask_there_only"} | reasons


@pytest.mark.parametrize("kind", LETTERS)
def test_the_basis_stands_in_the_vocabulary_or_in_the_wording_but_not_twice(kind: LetterKind) -> None:
    tells_a_result = any(outcome.letter is kind for outcome in Outcome)
    assert bool(load(kind).basis) is not tells_a_result


def test_what_several_letters_say_stands_once() -> None:
    said: Counter[str] = Counter()
    for file in Path(str(files(wording))).glob("*.json"):
        content = json.loads(file.read_text(encoding="utf-8"))
        sentences = content.get("sentences", ())
        entries = sentences.values() if isinstance(sentences, dict) else sentences
        said.update(entry["text"] for entry in entries if isinstance(entry, dict) and "text" in entry)
        said.update([note] if (note := content.get("note", "")).startswith("（") else [])
    assert {text: times for text, times in said.items() if times > 1} == {}


@pytest.mark.parametrize("changes", [{"sentences": ["greeting"]}, {"note": "greeting"}])
def test_a_block_that_is_not_there_is_refused(changes: dict[str, object]) -> None:
    letter = {"letter": "refusal", "version": "1", "title": "答复书", "own_name": "本答复书", "sentences": ["opening"]}
    assert parse(json.dumps(letter)).sentences == load(LetterKind.REFUSAL).sentences[:1]
    with pytest.raises(WordingBroken):
        parse(json.dumps(letter | changes))


def test_remedy_clauses_cover_every_day_since_the_regulation_of_2008() -> None:
    editions = wording.remedy_clauses()
    assert editions[0].first == date(2008, 5, 1)
    assert editions[-1].last == date.max
    for before, after in pairwise(editions):
        assert (after.first - before.last).days == 1
    for edition in editions:
        assert set(edition.clauses) == set(Remedy) - {Remedy.NONE}
    with pytest.raises(LookupError):
        clauses_on(date(2008, 4, 30))


def test_a_condition_is_a_value_or_a_presence() -> None:
    assert Condition("outcome", ("provided",)).holds({"outcome": "provided"})
    assert not Condition("outcome", ("provided",)).holds({})
    assert Condition("due_on", present=False).holds({"due_on": None})
    assert not Condition("due_on", present=True).holds({"due_on": ""})


@pytest.mark.parametrize(
    "broken",
    [
        "not json",
        json.dumps({"letter": "unknown_letter"}),
        json.dumps({"letter": "refusal", "version": "1", "title": "题", "own_name": "本", "sentences": [{"id": "a"}]}),
        json.dumps(
            {
                "letter": "refusal",
                "version": "1",
                "title": "题",
                "own_name": "本",
                "sentences": [{"id": "a", "text": "", "locked": True}] * 2,
            }
        ),
    ],
)
def test_a_broken_wording_file_is_refused(broken: str) -> None:
    with pytest.raises(WordingBroken):
        parse(broken)


def test_articles_dates_and_lists_are_written_as_official_papers_do() -> None:
    assert articles_in_words("16(1), 36(三)") == "第十六条第一款、第三十六条第三项"
    assert articles_in_words("10, 36(五)") == "第十条、第三十六条第五项"
    assert [chinese_number(number) for number in (1, 10, 11, 20, 36)] == ["一", "十", "十一", "二十", "三十六"]
    assert printed_date(date(2026, 3, 6)) == "2026年3月6日"
    assert numbered(("一。", "二；")) == "1.一；2.二"
    assert numbered(("只有一项。",)) == "只有一项"
