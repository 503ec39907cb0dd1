"""What was typed into the small forms of a request or a letter outlives Esc, another key and another request."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from desktop.counter.service_form import ServiceForm
from desktop.counter.step_frame import StepFrame
from desktop.office import Office
from resources.vocabulary import EventKind
from tests.windows.letters_by_keys import begin_correction_notice, confirm, fill_correction_notice
from tests.windows.requests_by_keys import events

if TYPE_CHECKING:
    from desktop.counter.letters import Letters
    from desktop.counter.requests import Requests
    from tests.windows.conftest import Keyboard

Settled = Callable[[], None]

NOTE = "申请人来电询问进度"


def test_esc_asks_before_it_throws_away_what_was_typed(
    requests: Requests, keyboard: Keyboard, settled: Settled, office: Office, numbers: list[str]
) -> None:
    _write_note(keyboard, settled)
    for key in ("Escape", "Escape"):
        keyboard.press(key)
        settled()
    assert _written(requests.page.form) == NOTE, "Esc at the question goes back to the form"
    keyboard.press("F12")
    settled()
    assert _written(requests.page.form) == NOTE, "the key of a closed step leaves the form alone"
    for key in ("Escape", "Return"):
        keyboard.press(key)
        settled()
    assert requests.page.form is None
    assert EventKind.NOTED not in events(office, numbers[2])


def test_another_step_found_by_search_asks_too_and_nothing_typed_asks_nothing(
    requests: Requests, keyboard: Keyboard, settled: Settled
) -> None:
    _search_out(requests, "备注")
    _search_out(requests, "转办")
    _search_out(requests, "备注")
    settled()
    assert QApplication.activeModalWidget() is None
    keyboard.write(NOTE)
    _search_out(requests, "转办")
    settled()
    assert QApplication.activeModalWidget() is not None
    keyboard.press("Escape")
    settled()
    assert _written(requests.page.form) == NOTE


def test_a_form_left_for_another_request_stands_there_again(
    requests: Requests, keyboard: Keyboard, settled: Settled, office: Office, numbers: list[str]
) -> None:
    _write_note(keyboard, settled)
    requests.show_request(numbers[0])
    settled()
    assert requests.page.form is None
    requests.show_request(numbers[2])
    settled()
    assert _written(requests.page.form) == NOTE
    requests.page.focus_steps()
    keyboard.press("Ctrl+Return")
    settled()
    assert events(office, numbers[2])[-1] is EventKind.NOTED


def test_the_mail_number_of_a_service_is_not_lost_by_esc_or_by_its_own_key(
    letters: Letters, keyboard: Keyboard, composed: Settled, settled: Settled
) -> None:
    begin_correction_notice(keyboard, composed)
    fill_correction_notice(keyboard, composed)
    confirm(keyboard, settled, "Ctrl+Return")
    keyboard.press("F12")
    settled()
    keyboard.type("RB473124829CN")
    for key in ("Escape", "Escape", "F12", "Escape"):
        keyboard.press(key)
        settled()
    form = letters.issued.form
    assert isinstance(form, ServiceForm)
    assert form.tracking.value() == "RB473124829CN"
    shown = letters.issued.letter_id
    other = next(row for row in letters.casework.letters.register(2026) if row.letter_id != shown)
    letters.show_letter(other.letter_id)
    settled()
    assert letters.issued.form is None
    letters.show_letter(shown)
    settled()
    form = letters.issued.form
    assert isinstance(form, ServiceForm)
    assert form.tracking.value() == "RB473124829CN"


def _write_note(keyboard: Keyboard, settled: Settled) -> None:
    keyboard.press("Ctrl+B")
    settled()
    keyboard.write(NOTE)
    settled()


def _search_out(requests: Requests, name: str) -> None:
    """What the search box does with the action of that name."""
    next(action for action in requests.page.offers() if action.name.startswith(name)).run()


def _written(form: StepFrame | None) -> str:
    """What stands in the first text of a form."""
    if form is None:
        return ""
    texts = [field.toPlainText() for field in form.findChildren(QPlainTextEdit)]
    texts += [field.text() for field in form.findChildren(QLineEdit)]
    return texts[0]
