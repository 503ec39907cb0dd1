"""征求意见 and 拟答复 by keyboard: whom to ask first, which results are open, and why the others are not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from desktop.office import Office
from desktop.widgets.screen import OpenRequest, Place
from resources.vocabulary import Channel, Delivery, EventKind, LetterKind, Medium, Outcome

if TYPE_CHECKING:
    from desktop.counter.letters import Letters
    from desktop.counter.main_window import MainWindow
    from tests.windows.conftest import Keyboard

Settled = Callable[[], None]


@pytest.fixture
def number(office: Office) -> str:
    """A request that waits for its reply."""
    draft = replace(
        office.casework.intake.new_draft(),
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
    return office.casework.intake.register(draft).number


@pytest.fixture
def letters(number: str, window: MainWindow, settled: Settled) -> Letters:
    from desktop.counter.letters import Letters

    screen = window.open_place(Place.LETTERS)
    assert isinstance(screen, Letters)
    settled()
    window.show_destination(OpenRequest(number))
    settled()
    return screen


def words_on(letters: Letters) -> str:
    return "\n".join(label.text() for label in letters.findChildren(QLabel) if label.isVisible())


def test_f3_asks_whom_to_ask_and_a_digit_begins_the_letter(
    letters: Letters, keyboard: Keyboard, settled: Settled
) -> None:
    keyboard.press("F3")
    settled()
    assert [tile.text() for tile in letters.inquiries.tiles()] == ["征求第三方意见", "征求相关行政机关意见"]
    keyboard.press("1")
    settled()
    draft = letters.letter.draft
    assert draft is not None
    assert draft.kind is LetterKind.THIRD_PARTY_INQUIRY
    assert "王䶮" not in words_on(letters), "the applicant is no business of the third party"


def test_arrow_and_enter_choose_the_agency(letters: Letters, keyboard: Keyboard, settled: Settled) -> None:
    keyboard.press("F3")
    settled()
    keyboard.press("Down", "Return")
    settled()
    draft = letters.letter.draft
    assert draft is not None
    assert draft.kind is LetterKind.AGENCY_INQUIRY


def test_results_that_wait_for_a_step_stand_with_their_reason(
    letters: Letters, keyboard: Keyboard, settled: Settled, office: Office, number: str
) -> None:
    keyboard.press("F5")
    settled()
    names = [tile.text() for tile in letters.outcomes.tiles()]
    reply = next(step for step in office.casework.steps.of(number) if step.kind is EventKind.REPLIED)
    assert sorted(names) == sorted(outcome.label for outcome in reply.outcomes)
    assert Outcome.STILL_UNCLEAR.label not in names
    assert "应当先告知补正（条例第三十条）" in words_on(letters)


@pytest.mark.parametrize(("key", "outcome"), [("4", Outcome.PARTLY_PROVIDED), ("J", Outcome.REPEATED)])
def test_the_key_of_a_result_is_that_on_its_cap(
    letters: Letters, keyboard: Keyboard, settled: Settled, key: str, outcome: Outcome
) -> None:
    keyboard.press("F5")
    settled()
    keyboard.press(key)
    settled()
    draft = letters.letter.draft
    assert draft is not None
    assert draft.outcome is outcome
