"""合并答复 and 拆分 by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from db.records import Event
from desktop.casework.requests.cases import read_case
from desktop.casework.steps.steps import append
from desktop.office import Office
from desktop.widgets.screen import OpenRequest, Place
from resources.vocabulary import Channel, EventKind
from tests.counter_drafts import counter_draft
from tests.windows import requests_by_keys
from tests.windows.conftest import texts
from tests.windows.letters_by_keys import confirm, words_on

if TYPE_CHECKING:
    from desktop.counter.letters import Letters
    from desktop.counter.main_window import MainWindow
    from desktop.counter.requests import Requests
    from tests.windows.conftest import Keyboard

Settled = Callable[[], None]
PEOPLE = (("王䶮", "120101197803140009"), ("陈涛", "120101198001010011"), ("李静", "120101198101010018"))


def register(office: Office, name: str, id_number: str, content: str = "2025年天津关区高级认证企业名单") -> str:
    intake = office.casework.intake
    draft = counter_draft(
        office.casework,
        arrived_on=date(2026, 10, 12),
        name=name,
        id_number=id_number,
        address="天津市和平区示例路10号",
        content=content,
    )
    return intake.register(draft).number


@pytest.fixture
def numbers(office: Office) -> list[str]:
    """Two people ask for the same, a third one for something else."""
    asked = [register(office, *person) for person in PEOPLE[:2]]
    return [*asked, register(office, *PEOPLE[2], content="另一份名单")]


@pytest.fixture
def number(numbers: list[str]) -> str:
    """The request with which the letters are opened."""
    return numbers[0]


def begin_reply(keyboard: Keyboard, letters: Letters, composed: Settled) -> None:
    """非本机关 for the first request."""
    from resources.vocabulary import Outcome

    keyboard.press("F5")
    composed()
    letters.outcomes.chosen.emit(Outcome.OTHER_AGENCY)
    composed()


def test_further_requests_are_picked_by_keyboard(
    letters: Letters, keyboard: Keyboard, composed: Settled, settled: Settled, numbers: list[str], office: Office
) -> None:
    begin_reply(keyboard, letters, composed)
    keyboard.write("该信息由税务机关制作")
    composed()
    keyboard.press("Ctrl+M")
    settled()
    assert "可选 1 件，已选 0 件" in words_on(letters)
    keyboard.press("Down", "Return")
    composed()
    keyboard.press("Ctrl+M")
    settled()
    keyboard.press("Space")  # what can be picked stands first, wherever one was before
    composed()
    draft = letters.letter.draft
    assert draft is not None
    assert draft.requests == (numbers[0], numbers[1])
    keyboard.press("Return")
    composed()
    confirm(keyboard, settled, "Ctrl+Return")
    (letter,) = [row for row in office.casework.letters.register() if len(row.requests) > 1]
    assert letter.requests == (numbers[0], numbers[1])


def test_a_merged_draft_is_found_again_and_let_go(
    letters: Letters, keyboard: Keyboard, composed: Settled, settled: Settled, numbers: list[str], window: MainWindow
) -> None:
    begin_reply(keyboard, letters, composed)
    keyboard.press("Ctrl+M")
    settled()
    keyboard.press("Space")
    composed()
    keyboard.press("Escape")
    keyboard.press("Escape")
    settled()
    window.show_destination(OpenRequest(numbers[0]))
    settled()
    begin_reply(keyboard, letters, composed)
    draft = letters.letter.draft
    assert draft is not None
    assert len(draft.requests) == 2
    keyboard.press("Ctrl+M")
    settled()
    keyboard.press("Space")
    composed()
    assert letters.letter.draft is not None
    assert letters.letter.draft.requests == (numbers[0],)


def test_each_applicants_copy_is_shown_and_served(
    letters: Letters, keyboard: Keyboard, composed: Settled, settled: Settled, numbers: list[str], office: Office
) -> None:
    begin_reply(keyboard, letters, composed)
    keyboard.write("该信息由税务机关制作")
    composed()
    keyboard.press("Ctrl+M")
    settled()
    keyboard.press("Space")
    composed()
    keyboard.press("Return")
    composed()
    confirm(keyboard, settled, "Ctrl+Return")
    page = letters.issued
    assert page.copies.isVisible()
    page.copies.copies.setFocus()
    keyboard.press("Down")
    settled()
    assert page.copies.numbers() == (numbers[1],)
    assert page.preview.pdf() == office.casework.letters.pdf(page.letter_id, numbers[1]).pdf
    keyboard.press("F12")
    settled()
    keyboard.press("Ctrl+Return")
    settled()
    served = [row.request for row in office.casework.letters.deliveries_of(page.letter_id)]
    assert served == [numbers[1]]


def splitting(window: MainWindow, keyboard: Keyboard, settled: Settled, number: str) -> Requests:
    """The request, with the form for its parts open."""
    from desktop.counter.requests import Requests

    window.show_destination(OpenRequest(number))
    settled()
    screen = window.open_place(Place.REQUESTS)
    settled()
    assert isinstance(screen, Requests)
    keyboard.press("Ctrl+Shift+S")
    settled()
    return screen


def test_a_paper_with_two_items_is_split(
    keyboard: Keyboard, settled: Settled, window: MainWindow, numbers: list[str], office: Office
) -> None:
    screen = splitting(window, keyboard, settled, numbers[0])
    keyboard.press("Ctrl+A")
    keyboard.write("甲名单\n乙名单")
    keyboard.press("Ctrl+Return")
    settled()
    assert screen.page.form is None
    assert office.casework.requests.case("0200-2026-0004").request.content == "乙名单"
    assert office.casework.requests.case(numbers[0]).request.content == "甲名单"


def test_where_a_request_cannot_be_split_the_keys_lead_back(
    numbers: list[str], office: Office, window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    """The field is closed; the focus stood nowhere and Enter did nothing."""
    fee = {"amount": 60, "basis": "item"}
    with office.casework.context.store.writing() as writing:
        case = read_case(office.casework.context, writing, numbers[0])
        fees = (Event(kind=kind, on=case.today, facts=fee) for kind in (EventKind.FEE_NOTICED, EventKind.FEE_PAID))
        append(office.casework.context, writing, case, *fees)
    screen = splitting(window, keyboard, settled, numbers[0])
    form = screen.page.form
    assert form is not None
    assert form.back_button.hasFocus()
    keyboard.press("Return")
    settled()
    assert screen.page.form is None


def test_the_key_says_why_a_waiting_request_cannot_be_split(
    office: Office, window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    number = requests_by_keys.register(office, date(2026, 10, 16), "一、甲；二、乙", Channel.WEB)
    form = splitting(window, keyboard, settled, number).page.form
    assert form is not None
    assert any("待确认收到日" in words for words in texts(form))
