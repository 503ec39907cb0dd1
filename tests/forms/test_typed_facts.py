"""Facts as staff type them: with or without marks, numbered by hand, changed sentences; the letter reads well."""

from __future__ import annotations

import io
import re

import pdfplumber
import pytest

from forms.articles import entries, numbered
from forms.catalogue import form_of
from forms.facts import FactRefused
from forms.form import Sentence
from resources import wording
from resources.vocabulary import LetterKind
from tests.forms.letter_cases import lines_of, printed, said, sentences, values

TYPED = {
    LetterKind.REFUSAL: ("reason",),
    LetterKind.EXTENSION_NOTICE: ("reason",),
    LetterKind.CORRECTION_NOTICE: ("guidance", "how_to_send"),
    LetterKind.OTHER_AGENCY_REPLY: ("reason", "other_agency", "other_agency_contact"),
    LetterKind.NONEXISTENCE_REPLY: ("search_places", "search_terms"),
    LetterKind.DISCLOSURE_REPLY: ("provided_as",),
    LetterKind.ALREADY_PUBLIC_REPLY: ("published_at", "published_number"),
}
ENDINGS = ("", "。", "；", "，", "：", "？", "！", "……", ".", ";", "。。", "。”", "。\n", " ")
DOUBLED = re.compile("[。，；：、？！,;.…]”?[。；]|[。，；：、？！,;.][，、]")
"""Two marks on end. What is quoted may end with its own before a comma: “……。”，"""


def edited(edits: dict[str, str], **changed: object) -> dict[str, Sentence]:
    form, words = form_of(LetterKind.REFUSAL), wording.load(LetterKind.REFUSAL)
    return {one.id: one for one in form.sentences(values(LetterKind.REFUSAL, **changed), words, edits)}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in TYPED.items() for name in names])
def test_no_mark_is_doubled_whatever_a_fact_ends_with(kind: LetterKind, name: str, ending: str) -> None:
    text = sentences(kind, **{name: f"“甲处所载事项{ending}" if "”" in ending else f"甲处所载事项{ending}"})
    assert not DOUBLED.search(text), text
    assert "甲处所载事项" in text


def test_a_full_stop_within_a_sentence_falls_away() -> None:
    text = sentences(LetterKind.NONEXISTENCE_REPLY, search_places="档案管理系统。", search_terms="“冷链”为关键词；")
    assert "在档案管理系统以“冷链”为关键词检索" in text


def test_a_question_keeps_its_mark() -> None:
    assert "具体理由：公开后如何防止滥用？根据" in sentences(LetterKind.REFUSAL, reason="公开后如何防止滥用？")
    assert "具体理由：该规定为“不得公开。”根据" in sentences(LetterKind.REFUSAL, reason="该规定为“不得公开。”")


@pytest.mark.parametrize("content", ["清单", "清单。", "清单；", "清单？", "“账目”", "“账目。”", "清单……", "清单."])
def test_the_quoted_request_keeps_every_character(content: str) -> None:
    assert f"申请公开“{content}”" in sentences(LetterKind.REFUSAL, content=content)


@pytest.mark.parametrize("typed", ["中华人民共和国统计法", "《中华人民共和国统计法》", " 中华人民共和国统计法。"])
def test_a_law_is_cited_in_book_title_marks(typed: str) -> None:
    law = {"outcome": "forbidden_by_law", "law_title": typed, "law_article": "第九条"}
    assert "属于《中华人民共和国统计法》第九条规定禁止公开" in sentences(LetterKind.REFUSAL, **law)


def test_entries_numbered_by_hand_are_not_numbered_twice() -> None:
    assert numbered(("1.甲", "2. 乙。")) == "1.甲；2.乙"
    assert numbered(("一、甲；", "二、乙")) == "1.甲；2.乙"
    assert numbered(("（1）甲", "（2）乙，")) == "1.甲；2.乙"
    assert numbered(("①甲", "②乙")) == "1.甲；2.乙"
    assert numbered(("1、甲",)) == "甲"


def test_figures_that_are_no_numbers_of_the_list_stay() -> None:
    assert numbered(("2025年报表", "1.5吨以上的批次")) == "1.2025年报表；2.1.5吨以上的批次"
    assert numbered(("3.甲", "乙")) == "1.3.甲；2.乙"
    assert entries(("1.甲", "乙")) == ("1.甲", "乙"), "only a list that is numbered throughout"


def test_long_lists_are_numbered_too() -> None:
    assert numbered(("甲",) * 120).endswith("；120.甲")


def test_an_entry_that_asks_keeps_its_mark() -> None:
    assert numbered(("是否指进口批次？", "写明年份")) == "1.是否指进口批次？2.写明年份"


def test_names_of_attachments_have_no_mark_and_no_second_number() -> None:
    pdf = printed(LetterKind.DISCLOSURE_REPLY, attachments=["1.《批次统计表》；", "2.处置情况说明。"])
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        lines = [said(line) for page in document.pages for line in lines_of(page.chars)]
    assert "附件：1.《批次统计表》" in lines
    assert "2.处置情况说明" in lines


@pytest.mark.parametrize("blank", ["", " ", "\n　"])
def test_a_sentence_emptied_by_hand_is_printed_as_it_stands_in_the_wording(blank: str) -> None:
    shown = edited({"reason": blank}, reason="甲")
    assert shown["reason"].text == "具体理由：甲。"
    assert not shown["reason"].edited


def test_braces_in_a_changed_sentence_are_text_unless_they_name_a_fact() -> None:
    shown = edited({"reason": "具体理由：见{foo}表，{reason}；另见〔某某〕。"}, reason="甲。")
    assert shown["reason"].text == "具体理由：见{foo}表，甲；另见〔某某〕。"


@pytest.mark.parametrize("typed", [float("nan"), float("inf"), 1.5, True, "3", 10**400])
def test_what_is_no_number_is_refused_in_a_sentence(typed: object) -> None:
    with pytest.raises(FactRefused):
        sentences(LetterKind.EXTENSION_NOTICE, extension_days=typed)
