"""The buttons of the next steps, as wide as they are on a screen of 1366 pixels."""

from __future__ import annotations

import pytest

from desktop.casework.views import StepView
from desktop.widgets.step_buttons import StepButton, StepPanel
from desktop.widgets.tokens import MAIN_BUTTON_HEIGHT
from resources.messages import placeholders, say, sentences
from resources.vocabulary import EventKind

_WIDTH = 219
_TYPICAL = {
    "count": 12,
    "days": 15,
    "most": 20,
    "due": "10-23",
    "first": "10-26",
    "department": "进出口食品处",
}
_EFFECTS = sorted(key for key in sentences("zh") if key.startswith("rules.effect."))


@pytest.mark.parametrize("key", _EFFECTS)
def test_what_a_step_does_fits_one_line_so_that_all_buttons_are_of_one_height(key: str) -> None:
    facts = {name: _TYPICAL[name] for name in placeholders(sentences("zh")[key])}
    step = StepView(kind=EventKind.CONSULTED, name="征求意见", open=True, effect=say(key, **facts))
    assert StepButton(step).heightForWidth(_WIDTH) == MAIN_BUTTON_HEIGHT


def test_what_is_needed_seldom_stands_small_beside_the_heading() -> None:
    usual = (EventKind.REPLIED, EventKind.EXTENDED, EventKind.HANDED_OVER, EventKind.CONSULTED)
    seldom = (EventKind.AMENDED, EventKind.NOTED, EventKind.REGISTRATION_VOIDED)
    panel = StepPanel()
    panel.show_steps(
        tuple(StepView(kind=kind, name=kind.label, open=True, effect="期限照常计算") for kind in (*usual, *seldom))
    )
    assert [button.step.kind for button in panel.buttons()] == list(usual)
