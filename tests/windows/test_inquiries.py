"""征求意见 and 拟答复 by keyboard: whom to ask first, which results are open, and why the others are not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from desktop.office import Office
from resources.vocabulary import EventKind, LetterKind, Outcome
from tests.windows.letters_by_keys import words_on

if TYPE_CHECKING:
    from desktop.counter.letters import Letters
    from tests.windows.conftest import Keyboard

Settled = Callable[[], None]


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
