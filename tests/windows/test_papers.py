"""Forms on screen: those of a request one key from its page, blank ones on their shelf and in the search box."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pytestqt.qtbot import QtBot

from desktop.casework.steps.steps import Steps
from desktop.counter.letter_register import Shelf
from desktop.office import Office
from desktop.widgets.screen import OpenBlankForm, OpenRequest, Place
from resources.vocabulary import EventKind, LetterKind
from tests.windows.conftest import Keyboard

if TYPE_CHECKING:
    from desktop.counter.main_window import MainWindow

Settled = Callable[[], None]


def test_the_forms_of_a_request_are_one_key_away_and_print_with_another(
    window: MainWindow, keyboard: Keyboard, settled: Settled, office: Office, number_today: str, tmp_path: Path
) -> None:
    from desktop.counter.requests import Requests

    steps: Steps = office.casework.steps
    steps.record(number_today, EventKind.HANDED_OVER, office.casework.context.today(), {"to": "关税处"})
    window.show_destination(OpenRequest(number_today))
    settled()
    screen = window.screen_shown
    assert isinstance(screen, Requests)
    keyboard.press("Ctrl+G")
    settled()
    assert LetterKind.HANDOVER_SLIP.label in screen.papers.names()
    assert screen.papers.paper is not None
    first = screen.papers.paper
    keyboard.press("Down")
    settled()
    assert screen.papers.paper is not first
    keyboard.press("Ctrl+P")
    settled()
    assert len(list((tmp_path / "papers").glob("*.pdf"))) == 1
    keyboard.press("Escape")
    settled()
    assert screen.page.isVisible()


def test_every_shelf_of_the_letters_has_a_key_and_blank_forms_are_the_last(
    window: MainWindow, keyboard: Keyboard, settled: Settled, number_today: str
) -> None:
    from desktop.counter.letters import Letters

    window.open_place(Place.LETTERS)
    screen = window.screen_shown
    assert isinstance(screen, Letters)
    for place, shelf in enumerate(Shelf, start=1):
        keyboard.press(f"Alt+{place}")
        settled()
        assert screen.register.shelf_shown() is shelf
        assert screen.register.table.hasFocus(), "the next key walks over the rows"
    keyboard.press("Down", "Return")
    settled()
    paper = screen.blanks.paper
    assert paper is not None
    assert paper.name == "政府信息公开申请表（法人或者其他组织）.pdf"
    keyboard.press("Escape")
    settled()
    assert screen.register.shelf_shown() is Shelf.BLANK_FORMS


def test_blank_forms_are_found_by_name_from_everywhere(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    from desktop.counter.letters import Letters

    window.open_place(Place.TODAY)
    settled()
    keyboard.press("Ctrl+K")
    keyboard.write("授权委托书")
    settled()
    qtbot.wait(300)
    settled()
    keyboard.press("Return")
    settled()
    screen = window.screen_shown
    assert isinstance(screen, Letters)
    assert screen.blanks.paper is not None
    assert screen.blanks.paper.name == "授权委托书.pdf"


def test_a_destination_leads_to_a_form(window: MainWindow, settled: Settled) -> None:
    from desktop.counter.letters import Letters

    window.show_destination(OpenBlankForm("撤回申请书"))
    settled()
    screen = window.screen_shown
    assert isinstance(screen, Letters)
    assert screen.blanks.paper is not None
    assert screen.blanks.paper.name == "撤回申请书.pdf"
