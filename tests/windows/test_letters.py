"""文书: a letter written by keyboard, issued, printed, sent and voided; the registers and the drafts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.casework.intake_views import IntakeDraft
from desktop.office import Office, open_office
from desktop.widgets.screen import OpenRequest, Place
from resources.vocabulary import Channel, Delivery, EventKind, LetterKind, Medium, State

if TYPE_CHECKING:
    from desktop.counter.letters import Letters
    from desktop.counter.main_window import MainWindow
    from tests.windows.conftest import Clock, Keyboard

Settled = Callable[[], None]

TODAY = date(2026, 10, 16)


@pytest.fixture
def number(office: Office) -> str:
    """A request of a person with a rare name, by post."""
    intake = office.casework.intake
    draft: IntakeDraft = replace(
        intake.new_draft(),
        channel=Channel.COUNTER,
        arrived_on=date(2026, 10, 12),
        name="王䶮",
        id_number="120101197803140009",
        phone="13800000007",
        address="天津市和平区示例路10号",
        postcode="300040",
        content="2025年天津关区高级认证企业名单",
        medium=Medium.PAPER,
        delivery=Delivery.POST,
    )
    return intake.register(draft).number


@pytest.fixture
def letters(number: str, window: MainWindow, settled: Settled) -> Letters:
    """The place of the papers, with the request at the front of its own place."""
    from desktop.counter.letters import Letters

    screen = window.open_place(Place.LETTERS)
    assert isinstance(screen, Letters)
    settled()
    window.show_destination(OpenRequest(number))
    settled()
    return screen


@pytest.fixture
def composed(letters: Letters, window: MainWindow, qtbot: QtBot) -> Settled:
    """Waits until what was typed is composed and saved."""

    def wait() -> None:
        qtbot.wait(30)
        qtbot.waitUntil(lambda: letters.letter.at_rest and window.operations.idle, timeout=20_000)
        qtbot.wait(30)

    return wait


def words_on(letters: Letters) -> str:
    """All that is written on the screen."""
    return "\n".join(label.text() for label in letters.findChildren(QLabel) if label.isVisible())


def begin_correction_notice(keyboard: Keyboard, composed: Settled) -> None:
    keyboard.press("F2")
    composed()


def fill_correction_notice(keyboard: Keyboard, composed: Settled) -> None:
    """The two things that only staff can know, one after the other."""
    keyboard.write("写明要获取的信息的名称或者文号")
    composed()
    keyboard.press("Alt+Down")
    keyboard.write("可以写明制作机关和大致时间")
    composed()


def confirm(keyboard: Keyboard, settled: Settled, key: str) -> None:
    """The key, and Enter on the question that it asks."""
    keyboard.press(key)
    settled()
    assert QApplication.activeModalWidget() is not None
    keyboard.press("Return")
    settled()


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


def test_a_letter_is_issued_after_one_question_and_shown_as_it_is_stored(
    letters: Letters, keyboard: Keyboard, composed: Settled, settled: Settled, office: Office, number: str
) -> None:
    begin_correction_notice(keyboard, composed)
    fill_correction_notice(keyboard, composed)
    assert letters.letter.issue_button.isEnabled()
    confirm(keyboard, settled, "Ctrl+Return")
    assert letters.issued.isVisible()
    issued = office.casework.letters.register(2026)[0]
    assert issued.kind is LetterKind.CORRECTION_NOTICE
    assert issued.number in words_on(letters)
    assert letters.issued.preview.pdf() == office.casework.letters.pdf(issued.letter_id).pdf
    assert office.casework.requests.view(number).state is State.AWAITING_CORRECTION


def test_the_last_fact_and_the_key_to_issue_in_one_breath(
    letters: Letters, keyboard: Keyboard, composed: Settled, settled: Settled, office: Office
) -> None:
    begin_correction_notice(keyboard, composed)
    keyboard.write("写明要获取的信息的名称或者文号")
    composed()
    keyboard.press("Alt+Down")
    keyboard.write("可以写明制作机关和大致时间")
    keyboard.press("Ctrl+Return")
    settled()
    assert QApplication.activeModalWidget() is not None, "what was typed a moment ago counts"
    keyboard.press("Escape")
    settled()
    assert office.casework.letters.register(2026)[0].kind is LetterKind.RECEIPT


def test_an_incomplete_letter_is_not_issued(
    letters: Letters, keyboard: Keyboard, composed: Settled, settled: Settled, office: Office
) -> None:
    begin_correction_notice(keyboard, composed)
    keyboard.press("Ctrl+Return")
    settled()
    assert QApplication.activeModalWidget() is None
    assert len(office.casework.letters.register(2026)) == 1, "the receipt only"


def test_a_letter_confirmed_twice_is_issued_once(
    letters: Letters, keyboard: Keyboard, composed: Settled, settled: Settled, office: Office
) -> None:
    begin_correction_notice(keyboard, composed)
    fill_correction_notice(keyboard, composed)
    keyboard.press("Ctrl+Return")
    settled()
    keyboard.press("Return", "Return", "Ctrl+Return")
    settled()
    if QApplication.activeModalWidget() is not None:
        keyboard.press("Escape")
    kinds = [row.kind for row in office.casework.letters.register(2026)]
    assert kinds.count(LetterKind.CORRECTION_NOTICE) == 1


def test_what_was_typed_is_there_again_when_the_step_is_taken_again(
    letters: Letters, keyboard: Keyboard, composed: Settled, settled: Settled
) -> None:
    begin_correction_notice(keyboard, composed)
    keyboard.write("写明要获取的信息的名称或者文号")
    keyboard.press("Escape")
    settled()
    begin_correction_notice(keyboard, composed)
    draft = letters.letter.draft
    assert draft is not None
    assert "写明要获取的信息的名称或者文号" in str(draft.values)


def test_a_draft_outlives_the_program(
    letters: Letters,
    window: MainWindow,
    keyboard: Keyboard,
    composed: Settled,
    store_file: Path,
    clock: Clock,
    office: Office,
) -> None:
    begin_correction_notice(keyboard, composed)
    keyboard.write("写明要获取的信息的名称或者文号")
    window.close()
    office.close()
    again = open_office(store_file, clock=clock)
    try:
        assert [row.requests for row in again.casework.letters.drafts()] == [("0200-2026-0001",)]
        draft = again.casework.letters.draft(again.casework.letters.drafts()[0].id)
        assert "写明要获取的信息的名称或者文号" in str(draft.values)
    finally:
        again.close()


def test_drafts_are_a_shelf_of_their_own(
    letters: Letters, window: MainWindow, keyboard: Keyboard, composed: Settled, settled: Settled, office: Office
) -> None:
    from desktop.counter.letter_register import Shelf

    begin_correction_notice(keyboard, composed)
    keyboard.write("写明要获取的信息的名称或者文号")
    composed()
    letters.show_shelf(Shelf.DRAFTS)
    settled()
    keyboard.press("Delete")
    settled()
    assert len(office.casework.letters.drafts()) == 1, "the first Delete only asks"
    keyboard.press("Return")
    composed()
    assert letters.letter.isVisible()
    letters.show_shelf(Shelf.DRAFTS)
    settled()
    keyboard.press("Delete", "Delete")
    settled()
    assert office.casework.letters.drafts() == ()


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


def reply(letters: Letters, keyboard: Keyboard, composed: Settled, settled: Settled) -> None:
    """Replies that the information is not ours to disclose, by keys."""
    from desktop.counter.outcome_page import OutcomePage

    keyboard.press("F5")
    settled()
    page = letters.findChild(OutcomePage)
    assert page is not None
    tile = next(tile for tile in page.tiles() if tile.text() == "不属于本机关负责公开")
    keyboard.press(tile.key)
    composed()
    for _ in range(4):
        if letters.letter.issue_button.isEnabled():
            break
        keyboard.write("该信息由另一机关制作")
        composed()
        keyboard.press("Alt+Down")
    composed()
    confirm(keyboard, settled, "Ctrl+Return")


def test_a_reply_is_chosen_issued_printed_and_posted_by_keys(
    letters: Letters,
    keyboard: Keyboard,
    composed: Settled,
    settled: Settled,
    office: Office,
    number: str,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    reply(letters, keyboard, composed, settled)
    assert office.casework.requests.view(number).state is State.AWAITING_SERVICE
    keyboard.press("Ctrl+P")
    qtbot.waitUntil(lambda: any((tmp_path / "papers").glob("*.pdf")), timeout=20_000)
    stored = office.casework.letters.pdf(letters.issued.letter_id).pdf
    assert next((tmp_path / "papers").glob("*.pdf")).read_bytes() == stored
    keyboard.press("F12")
    settled()
    keyboard.type("XA123456789")
    keyboard.press("Return")
    settled()
    view = office.casework.requests.view(number)
    assert view.state is State.FINISHED
    service = office.casework.letters.deliveries_of(letters.issued.letter_id)[0]
    assert (service.posted_on, service.tracking_number) == (TODAY, "XA123456789")
    assert "XA123456789" in words_on(letters)


def test_the_first_printing_is_no_reprint_the_second_is(
    letters: Letters, keyboard: Keyboard, composed: Settled, settled: Settled, office: Office, number: str
) -> None:
    reply(letters, keyboard, composed, settled)

    def reprints() -> int:
        timeline = office.casework.requests.view(number).timeline
        return sum(item.kind is EventKind.REPRINTED for item in timeline)

    keyboard.press("Ctrl+P")
    settled()
    assert reprints() == 0
    keyboard.press("Ctrl+P")
    settled()
    assert reprints() == 1


def test_a_letter_is_voided_with_its_reason_and_keeps_its_number(
    letters: Letters, keyboard: Keyboard, composed: Settled, settled: Settled, office: Office, number: str
) -> None:
    reply(letters, keyboard, composed, settled)
    letter_id = letters.issued.letter_id
    keyboard.press("Ctrl+Shift+V")
    settled()
    keyboard.write("答复内容有误")
    confirm(keyboard, settled, "Ctrl+Return")
    row = next(row for row in office.casework.letters.register(2026) if row.letter_id == letter_id)
    assert row.number
    assert row.void_reason == "答复内容有误"
    assert office.casework.requests.view(number).state is State.OPEN


def test_the_register_opens_a_letter_by_enter(
    letters: Letters, window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    from desktop.counter.letter_register import Shelf

    window.open_place(Place.LETTERS)
    letters.show_shelf(Shelf.REGISTER)
    settled()
    keyboard.press("Return")
    settled()
    assert letters.issued.isVisible()
    assert "登记回执" in words_on(letters)
    keyboard.press("Escape")
    settled()
    assert letters.register.isVisible()


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


def test_a_record_correction_is_answered_by_keys(
    letters: Letters, composed: Settled, keyboard: Keyboard, settled: Settled, office: Office, window: MainWindow
) -> None:
    intake = office.casework.intake
    draft = replace(
        intake.new_draft(),
        channel=Channel.COUNTER,
        arrived_on=date(2026, 10, 12),
        name="罗敏霞",
        id_number="120101197803140009",
        phone="13800000007",
        content="企业注册登记信息中的法定代表人姓名",
        document_title="企业注册登记信息",
        delivery=Delivery.PICKUP,
        record_correction=True,
        evidence="营业执照副本复印件",
    )
    window.show_destination(OpenRequest(intake.register(draft).number))
    settled()
    keyboard.press("F5")
    settled()
    assert len(letters.outcomes.tiles()) == 3
    keyboard.press("2")
    composed()
    screen = letters.letter.screen_shown
    assert screen is not None
    facts = {fact.name: fact for fact in screen.facts}
    assert facts["evidence"].value == "营业执照副本复印件"
    assert facts["record"].value == "企业注册登记信息"
    assert {name for name, fact in facts.items() if fact.missing} == {"reason"}
