"""Forms on screen: those of a request one key from its page, blank ones on their shelf and in the search box."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from desktop.casework.steps import Steps
from desktop.counter.letter_register import Shelf
from desktop.office import Office
from desktop.widgets.screen import OpenBlankForm, OpenRequest, Place
from resources.vocabulary import Channel, Delivery, EventKind, LetterKind, Medium
from tests.windows.conftest import Clock, Keyboard

if TYPE_CHECKING:
    from desktop.counter.main_window import MainWindow

Settled = Callable[[], None]


@pytest.fixture
def number(office: Office, clock: Clock) -> str:
    intake = office.casework.intake
    draft = replace(
        intake.new_draft(),
        channel=Channel.COUNTER,
        arrived_on=clock.now.date(),
        name="王䶮",
        id_number="120101197803140009",
        phone="13800000007",
        content="2025年天津关区高级认证企业名单",
        medium=Medium.PAPER,
        delivery=Delivery.PICKUP,
    )
    return intake.register(draft).number


def test_the_forms_of_a_request_are_one_key_away_and_print_with_another(
    window: MainWindow, keyboard: Keyboard, settled: Settled, office: Office, number: str, tmp_path: Path
) -> None:
    from desktop.counter.requests import Requests

    steps: Steps = office.casework.steps
    steps.record(number, EventKind.HANDED_OVER, office.casework.context.today(), {"to": "关税处"})
    window.show_destination(OpenRequest(number))
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


def test_blank_forms_have_a_shelf(window: MainWindow, keyboard: Keyboard, settled: Settled, number: str) -> None:
    from desktop.counter.letters import Letters

    window.open_place(Place.LETTERS)
    screen = window.screen_shown
    assert isinstance(screen, Letters)
    screen.show_shelf(Shelf.BLANK_FORMS)
    settled()
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
