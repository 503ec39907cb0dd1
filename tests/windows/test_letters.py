"""文书: a letter written by keyboard: its facts, its sentences, its page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from desktop.office import Office
from desktop.widgets.screen import OpenRequest
from tests.counter_drafts import fetched_draft
from tests.windows.letters_by_keys import begin_correction_notice, words_on

if TYPE_CHECKING:
    from desktop.counter.letters import Letters
    from desktop.counter.main_window import MainWindow
    from tests.windows.conftest import Keyboard

Settled = Callable[[], None]

TODAY = date(2026, 10, 16)


def test_a_letter_opens_on_the_first_thing_that_is_missing(
    letters: Letters, keyboard: Keyboard, composed: Settled
) -> None:
    begin_correction_notice(keyboard, composed)
    first = letters.letter.facts.fields()[0]
    assert first.wants_attention
    assert first.has_focus_inside()
    assert not letters.letter.issue_button.isEnabled()
    assert "王䶮" in words_on(letters)


def test_the_preview_is_the_composed_page_itself(
    letters: Letters, keyboard: Keyboard, composed: Settled, office: Office
) -> None:
    begin_correction_notice(keyboard, composed)
    draft = letters.letter.draft
    assert draft is not None
    assert letters.letter.preview.pdf() == office.casework.letters.preview(draft).pdf


def test_what_is_typed_stands_on_the_page_and_a_fact_becomes_quiet_when_left(
    letters: Letters, keyboard: Keyboard, composed: Settled
) -> None:
    begin_correction_notice(keyboard, composed)
    before = letters.letter.preview.pdf()
    name = letters.letter.facts.fields()[0].fact.name
    keyboard.write("写明要获取的信息的名称或者文号")
    composed()
    field = letters.letter.facts.field(name)
    assert field.is_open, "a field in which the user works stays where it is"
    assert letters.letter.preview.pdf() != before
    keyboard.press("Alt+Down")
    composed()
    assert not field.is_open


def test_an_editable_sentence_is_changed_and_put_back(
    letters: Letters, keyboard: Keyboard, composed: Settled, settled: Settled
) -> None:
    begin_correction_notice(keyboard, composed)
    screen = letters.letter.screen_shown
    assert screen is not None
    sentence = next(sentence for sentence in screen.sentences if not sentence.locked)
    text = letters.letter.sentences.row_text(sentence.id)
    text.setFocus()
    keyboard.press("Ctrl+End")
    keyboard.write("另请注明联系电话。")
    composed()
    assert letters.letter.screen_shown is not None
    changed = next(one for one in letters.letter.screen_shown.sentences if one.id == sentence.id)
    assert changed.edited
    assert "另请注明联系电话。" in changed.text
    keyboard.press("Tab", "Return")
    composed()
    back = next(one for one in letters.letter.screen_shown.sentences if one.id == sentence.id)
    assert not back.edited
    assert back.text == sentence.text
    assert letters.letter.sentences.row_text(sentence.id).toPlainText() == sentence.text


def test_locked_sentences_cannot_be_entered(letters: Letters, keyboard: Keyboard, composed: Settled) -> None:
    begin_correction_notice(keyboard, composed)
    screen = letters.letter.screen_shown
    assert screen is not None
    for sentence in screen.sentences:
        assert letters.letter.sentences.row_text(sentence.id).isReadOnly() is sentence.locked


def test_a_letter_is_set_as_a_document_on_demand(letters: Letters, keyboard: Keyboard, settled: Settled) -> None:
    """The format is one of the facts; preview and foot follow it."""
    keyboard.press("F2")
    settled()
    page = letters.letter
    assert page.draft is not None
    before = page.preview.pdf()
    page.facts.field("layout").edited.emit("layout", "document")
    settled()
    assert page.screen_shown is not None
    assert page.screen_shown.layout == "文件格式"
    assert page.preview.pdf() != before
    assert any("文件格式 A4" in shown.text() for shown in page.preview.findChildren(QLabel))


def test_a_character_that_no_font_has_is_named_beside_its_fact_and_stops_the_letter(
    letters: Letters, keyboard: Keyboard, composed: Settled, window: MainWindow, office: Office
) -> None:
    """All else can be filled in; the window keeps its width."""
    draft = fetched_draft(office.casework, arrived_on=date(2026, 10, 12), name="王\U00031350", content="名单")
    window.show_destination(OpenRequest(office.casework.intake.register(draft).number))
    composed()
    begin_correction_notice(keyboard, composed)
    shown = words_on(letters)
    assert "现有字体中都没有“\U00031350”（U+31350）这个字，文书不能定稿" in shown
    assert "补正材料提交方式" in shown
    issue = letters.letter.issue_button
    assert not issue.isEnabled()
    assert issue.visibleRegion().boundingRect().width() == issue.width()
