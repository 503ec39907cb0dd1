"""Keys that are quicker than the answers: what they do is done to what was chosen, once, and to nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from db.records import Letter
from desktop.casework.requests.requests import RequestFilter, Standing
from desktop.office import Office
from desktop.widgets.screen import NewIntake, OpenLetter, OpenRequest, Place, TakeStep
from desktop.widgets.step_buttons import StepButton
from resources.vocabulary import Channel, Delivery, EventKind, LetterKind, Medium
from tests.windows.requests_by_keys import register

if TYPE_CHECKING:
    from desktop.counter.letters import Letters
    from desktop.counter.main_window import MainWindow
    from desktop.counter.requests import Requests
    from tests.windows.conftest import Clock, Keyboard

Settled = Callable[[], None]


def receipt_of(office: Office, number: str) -> str:
    events = office.casework.requests.case(number).request.events
    return next(event.letter or "" for event in events if event.kind is EventKind.RECEIPT_ISSUED)


def test_a_letter_that_is_not_there_yet_is_not_printed_in_the_place_of_another(
    letters: Letters,
    window: MainWindow,
    keyboard: Keyboard,
    settled: Settled,
    office: Office,
    number: str,
    clock: Clock,
    tmp_path: Path,
) -> None:
    first = receipt_of(office, number)
    second = receipt_of(office, register(office, clock().date(), "另一件的内容"))
    window.show_destination(OpenLetter(first))
    settled()
    letters.issued.show_letter(second, just_issued=True)
    keyboard.press("Ctrl+P")
    settled()
    printed = [paper.read_bytes() for paper in (tmp_path / "papers").glob("*.pdf")]
    assert office.casework.letters.pdf(first).pdf not in printed
    letters.issued.show_letter(first)
    keyboard.press("Ctrl+Shift+V")
    assert letters.issued.form is None, "a question about the letter before"
    settled()


def test_a_step_of_the_row_before_takes_its_fields_from_the_row_chosen(
    requests: Requests, window: MainWindow, settled: Settled, office: Office, numbers: list[str]
) -> None:
    office.casework.steps.record(numbers[0], EventKind.HANDED_OVER, window.casework.context.today(), {"to": "关税处"})
    settled()
    before = next(step for step in office.casework.steps.of(numbers[0]) if step.kind is EventKind.REMINDED)
    window.show_destination(OpenRequest(numbers[1]))
    settled()
    requests.page.show_request(numbers[2])
    requests.page.take(before)
    settled()
    assert requests.page.form is None, "nothing was handed over there"
    handing = next(step for step in office.casework.steps.of(numbers[0]) if step.kind is EventKind.HANDED_OVER)
    requests.page.show_request(numbers[1])
    requests.page.take(handing)
    settled()
    assert requests.page.form is not None


def test_down_and_enter_in_one_breath_lead_to_the_steps_of_that_row(
    requests: Requests, keyboard: Keyboard, settled: Settled, numbers: list[str]
) -> None:
    keyboard.press("Down", "Return")
    settled()
    assert requests.page.number == numbers[1]
    assert isinstance(QApplication.focusWidget(), StepButton)


def test_a_step_asked_for_while_another_row_was_chosen_is_taken_for_that_row(
    numbers: list[str], window: MainWindow, keyboard: Keyboard, settled: Settled, office: Office
) -> None:
    from desktop.counter.today import Today

    today = window.open_place(Place.TODAY)
    assert isinstance(today, Today)
    settled()
    wanted: list[TakeStep] = []
    today.go.disconnect()
    today.go.connect(wanted.append)
    keyboard.press("Down", "F5")
    assert wanted == [], "its steps are not known yet"
    settled()
    (taken,) = wanted
    assert taken.number == today.ours.rows[1].number
    assert taken.step in office.casework.steps.commonest(taken.number)


def test_both_keys_that_register_register_once(
    window: MainWindow, keyboard: Keyboard, settled: Settled, office: Office, clock: Clock
) -> None:
    from desktop.counter.intake import STEPS, Intake

    empty = office.casework.intake.new_draft()
    draft = replace(
        empty,
        channel=Channel.COUNTER,
        arrived_on=clock().date(),
        name="罗敏霞",
        id_number="120101197803140009",
        phone="13800000007",
        content="2025年关区跨境电商通关时效统计",
        medium=Medium.PAPER,
        delivery=Delivery.PICKUP,
    )
    office.casework.intake.save_draft(draft)
    window.show_destination(NewIntake(draft.id))
    settled()
    screen = window.screen_shown
    assert isinstance(screen, Intake)
    screen.go_to(len(STEPS) - 1)
    settled()
    keyboard.press("Ctrl+Return", "Ctrl+Shift+Return")
    settled()
    assert len(office.casework.requests.page(RequestFilter(standing=Standing.ALL)).rows) == 1


def test_an_enter_that_was_taken_back_opens_nothing_later(
    requests: Requests, window: MainWindow, keyboard: Keyboard, settled: Settled, numbers: list[str]
) -> None:
    keyboard.press("Ctrl+K")
    keyboard.type("2026-0001")
    keyboard.press("Return", "Escape")
    settled()
    keyboard.press("Ctrl+K")
    keyboard.type("2026-000")
    settled()
    assert window.search.value() == "2026-000", "nothing was opened"
    assert requests.page.number == numbers[2]
    keyboard.press("Escape")


def test_the_keys_stay_with_a_letter_that_came_without_its_file(
    letters: Letters, window: MainWindow, settled: Settled, office: Office, number: str, tmp_path: Path
) -> None:
    came = Letter(
        office="天津海关",
        id="旧1",
        kind=LetterKind.DISCLOSURE_REPLY,
        title="答复书",
        number="旧1",
        date=date(2026, 10, 13),
        requests=(number,),
    )
    with office.casework.context.store.writing() as writing:
        writing.add_letter(came, None)
    window.show_destination(OpenLetter(receipt_of(office, number)))
    settled()
    assert QApplication.focusWidget() is letters.issued.print_button
    letters.issued.show_letter("旧1")
    settled()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert letters.issued.isAncestorOf(focused)
