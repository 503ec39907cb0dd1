"""Whatever an office types is kept and printed as it stands; placeholders are found by their exact names."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.casework.reports.differences import Change, compared
from desktop.casework.wording.wording_faults import faults_of
from desktop.casework.wording.wording_parts import labels_of, parts_of, shown, stored, texts_of, worded
from forms.catalogue import form_of
from resources import wording
from resources.vocabulary import LetterKind
from resources.wording import PLACEHOLDER

KIND = LetterKind.EXTENSION_NOTICE
LABELS = labels_of(KIND)
UNHURRIED = settings(deadline=None)
"""The first text waits until the fonts are loaded."""

CHARACTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="{}〔〕")
WORDS = st.text(CHARACTERS, min_size=1, max_size=12)
FACTS = st.text(st.sampled_from("检索量大{}〔〕<b>reason agency"), min_size=1, max_size=20).filter(str.strip)
HANZI = st.text(st.sampled_from("本机关依法延期答复因，。；《》（）“”<>&=+1aZ王䶮"), max_size=30)
STORED = st.lists(WORDS | st.sampled_from([f"{{{name}}}" for name in LABELS]), max_size=8).map("".join)


@UNHURRIED
@given(STORED)
def test_what_the_store_keeps_comes_back_from_the_screen_unchanged(text: str) -> None:
    assert stored(KIND, shown(KIND, text)) == text


@UNHURRIED
@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_no_text_is_evaluated_or_breaks_the_check(text: str) -> None:
    words = texts_of(KIND, wording.load(KIND)) | {"reason": text}
    fault = next((fault for fault in faults_of(KIND, words) if fault.part == "reason"), None)
    assert fault is not None, "a text without the required placeholder never stands"


@UNHURRIED
@given(HANZI, HANZI, FACTS)
def test_only_the_placeholder_is_replaced_and_what_it_says_is_not_read_again(
    before: str, after: str, fact: str
) -> None:
    text = f"{before}{{reason}}{after}"
    printed = form_of(KIND).sentences({"reason": fact, "agency": "天津海关"}, worded(KIND, {"reason": text}))
    sentence = next(one.text for one in printed if one.id == "reason")
    assert _marks_apart(sentence) == _marks_apart(before + fact + after)


@UNHURRIED
@given(HANZI, HANZI)
def test_differences_hold_both_texts_whole(before: str, after: str) -> None:
    pieces = compared(before, after)
    assert "".join(piece.text for piece in pieces if piece.change is not Change.NEW) == before
    assert "".join(piece.text for piece in pieces if piece.change is not Change.GONE) == after


def test_a_placeholder_is_never_cut_by_a_difference() -> None:
    pieces = compared("因〔延期原因〕，无法", "因〔原因说明〕，无法")
    assert [piece.text for piece in pieces if piece.change is not Change.SAME] == ["〔延期原因〕", "〔原因说明〕"]


def test_names_of_parts_are_no_ids_of_sentences() -> None:
    for kind in LetterKind:
        names = [part.name for part in parts_of(kind)]
        assert len(names) == len(set(names)), kind


def test_a_text_that_asks_for_what_the_letter_no_longer_has_gives_way() -> None:
    words = worded(KIND, {"reason": "因{gone}{reason}。", "title": "延期告知书"})
    assert next(one.text for one in words.sentences if one.id == "reason") == "因{reason}，无法在法定期限内答复。"
    assert words.title == "延期告知书"
    assert all("gone" not in PLACEHOLDER.findall(one.text) for one in words.sentences)


def _marks_apart(text: str) -> str:
    """Without blanks and marks, which give way to each other where a fact meets the wording."""
    return re.sub(r"[\s。；，、：;,:.]", "", text)
