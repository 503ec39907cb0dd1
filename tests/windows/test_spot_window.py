"""当场答复 in the intake window by keys: asked for its content, then registered and finished."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from desktop.office import Office
from desktop.widgets.screen import NewIntake, Place
from resources.vocabulary import State
from tests.counter_drafts import fetched_draft

if TYPE_CHECKING:
    from desktop.counter.main_window import MainWindow
    from tests.windows.conftest import Keyboard

Settled = Callable[[], None]


def test_an_answer_on_the_spot_is_registered_by_keys(
    office: Office, window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    from desktop.counter.intake import Intake
    from desktop.counter.spot_dialog import SpotDialog

    intake = office.casework.intake
    draft = fetched_draft(office.casework, arrived_on=date(2026, 10, 16), content="2025年天津关区高级认证企业名单")
    intake.save_draft(draft)
    screen = window.open_place(Place.INTAKE)
    assert isinstance(screen, Intake)
    screen.visit(NewIntake(draft.id))
    settled()
    screen.go_to(3)
    settled()
    keyboard.press("Alt+O")
    settled()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SpotDialog)
    keyboard.press("Return")
    assert dialog.isVisible(), "without a content nothing is confirmed"
    keyboard.write("已在本关网站公开，当场告知网址")
    keyboard.press("Escape")
    settled()
    keyboard.press("Alt+O")
    settled()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SpotDialog)
    assert dialog.note.value() == "已在本关网站公开，当场告知网址", "Esc loses nothing"
    keyboard.press("Ctrl+Return")
    assert dialog.isVisible(), "it is asked for by a key of its own"
    keyboard.press("Return")
    settled()
    number = office.casework.settings.view().next_request_number
    assert number.endswith("0002")
    assert office.casework.requests.view(number[:-1] + "1").state is State.FINISHED


def test_the_key_that_registers_leads_from_an_earlier_step_to_the_review(
    office: Office, window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    """A refusal leads back to its field; corrected there, Ctrl+Enter did nothing and the old sentence stood on."""
    from desktop.counter.intake import Intake

    screen = window.open_place(Place.INTAKE)
    assert isinstance(screen, Intake)
    settled()
    keyboard.press("Ctrl+Return")
    assert not screen.review.isVisible(), "nothing is there to be looked at"
    screen.go_to(1)
    keyboard.write("罗敏霞")
    settled()
    keyboard.press("Ctrl+Return")
    settled()
    assert screen.review.isVisible()
    assert office.casework.settings.view().next_request_number.endswith("0001")
    keyboard.press("Ctrl+Return")
    settled()
    assert not screen.review.isVisible(), "the refusal leads to the first fault"
