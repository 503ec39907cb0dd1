"""The sentences beside a letter."""

from __future__ import annotations

import pytest

from desktop.casework.letters.letter_views import RemedyView, SentenceView
from desktop.widgets.icon_mark import IconMark
from desktop.widgets.sentences_panel import SentencesPanel

REMEDY = RemedyView(code="none", heading="不附救济途径", lines=(), why="程序性文书，不附救济途径。")


def shown(text: str) -> str:
    panel = SentencesPanel()
    panel.show_sentences([SentenceView(id="one", text=text, locked=True, edited=False)], "2026-11", REMEDY)
    return panel.row_text("one").toPlainText()


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        (
            "本机关于2026年9月8日收到您提出的政府信息公开申请（登记编号：0200-2026-0110），申请公开“某报告”。",
            "本机关于2026年9月8日收到您提出的政府信息公开申请……",
        ),
        ("特此答复。", "特此答复。"),
    ],
)
def test_a_long_locked_sentence_ends_before_a_number_not_in_it(text: str, beginning: str) -> None:
    assert shown(text) == beginning


def test_a_sentence_with_a_gap_is_shown_whole() -> None:
    text = "您申请公开的政府信息涉及第三方〔第三方权益的种类〕，公开会对第三方造成损害，第三方不同意公开且理由合理。"
    assert shown(text) == text


@pytest.mark.parametrize(
    ("law", "told"), [("条例第三十条", "法定语句：条例第三十条"), ("", "本关统一的用语，在设置的“文书用语”中修改")]
)
def test_a_lock_says_what_fixes_its_sentence(law: str, told: str) -> None:
    panel = SentencesPanel()
    sentence = SentenceView(id="one", text="特此答复。", locked=True, edited=False, law=law)
    panel.show_sentences([sentence], "2026-11", REMEDY)
    assert told in {mark.accessibleName() for mark in panel.findChildren(IconMark)}
