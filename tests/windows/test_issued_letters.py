"""文书: a letter issued, printed, sent and voided by keyboard; the register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.office import Office
from desktop.widgets.screen import OpenRequest, Place
from resources.vocabulary import EventKind, LetterKind, State
from tests.counter_drafts import fetched_draft
from tests.windows.letters_by_keys import begin_correction_notice, confirm, fill_correction_notice, reply, words_on

if TYPE_CHECKING:
    from desktop.counter.letters import Letters
    from desktop.counter.main_window import MainWindow
    from tests.windows.conftest import Keyboard

Settled = Callable[[], None]

TODAY = date(2026, 10, 16)


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
    letters: Letters,
    keyboard: Keyboard,
    composed: Settled,
    settled: Settled,
    office: Office,
    number: str,
    window: MainWindow,
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
    keyboard.press("Ctrl+P")
    settled()
    assert window.status.message.startswith("作废的文书，只供存卷。")


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


def test_a_record_correction_is_answered_by_keys(
    letters: Letters, composed: Settled, keyboard: Keyboard, settled: Settled, office: Office, window: MainWindow
) -> None:
    intake = office.casework.intake
    draft = fetched_draft(
        office.casework,
        arrived_on=date(2026, 10, 12),
        content="企业注册登记信息中的法定代表人姓名",
        document_title="企业注册登记信息",
        record_correction=True,
        evidence="营业执照副本复印件",
        medium=None,
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
