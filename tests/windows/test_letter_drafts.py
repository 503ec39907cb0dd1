"""文书: drafts of letters outlive steps, screens and the program."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.office import Office, open_office
from tests.windows.letters_by_keys import begin_correction_notice

if TYPE_CHECKING:
    from desktop.counter.letters import Letters
    from desktop.counter.main_window import MainWindow
    from tests.windows.conftest import Clock, Keyboard

Settled = Callable[[], None]

TODAY = date(2026, 10, 16)


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
