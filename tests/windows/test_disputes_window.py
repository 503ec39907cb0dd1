"""复议、诉讼 on the request page by keyboard: recorded, shown with its limit, and due in 今日."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from desktop.office import Office
from desktop.widgets.screen import OpenRequest, Place
from tests.windows.test_today import register

if TYPE_CHECKING:
    from desktop.counter.dispute_form import DisputeForm
    from desktop.counter.main_window import MainWindow
    from desktop.counter.requests import Requests
    from tests.windows.conftest import Keyboard

Settled = Callable[[], None]


def dispute_form(
    window: MainWindow, keyboard: Keyboard, settled: Settled, number: str, key: str
) -> tuple[Requests, DisputeForm]:
    """The page of a request, and the form of its reviews and suits that a key opens there."""
    from desktop.counter.dispute_form import DisputeForm
    from desktop.counter.requests import Requests

    screen = window.open_place(Place.REQUESTS)
    assert isinstance(screen, Requests)
    screen.visit(OpenRequest(number, (number,)))
    settled()
    keyboard.press(key)
    settled()
    form = screen.page.form
    assert isinstance(form, DisputeForm)
    return screen, form


def test_a_review_against_silence_is_recorded_by_keys_and_stands_in_today(
    office: Office, window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    from desktop.counter.today import Today

    number = register(office, date(2026, 9, 1))
    _screen, form = dispute_form(window, keyboard, settled, number, "Ctrl+R")
    form.days["filed_on"].set_day(date(2026, 10, 12))
    form.days["copy_received_on"].set_day(date(2026, 10, 14))
    keyboard.press("Ctrl+Return")
    settled()
    today = window.open_place(Place.TODAY)
    assert isinstance(today, Today)
    settled()
    badges = [row.badge for row in today.ours.rows if row.content.startswith("复议答复")]
    assert badges == ["复议 余 8 天"]


def test_tab_goes_through_all_fields_and_then_to_the_buttons(
    office: Office, window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    from desktop.casework.steps.dispute_views import DisputeEntry
    from desktop.casework.steps.disputes import Disputes

    number = register(office, date(2026, 9, 1))
    Disputes(office.casework.context).file(number, DisputeEntry(filed_on=date(2026, 10, 12)))
    _screen, form = dispute_form(window, keyboard, settled, number, "Ctrl+H")
    form.result.setFocus()
    for stop in (form.mistaken, form.back_button, form.confirm_button):
        keyboard.press("Tab")
        assert keyboard.focus is stop


def test_a_decision_that_corrects_takes_the_request_up_again_in_the_same_form(
    office: Office, window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    from desktop.casework.steps.dispute_views import DisputeEntry
    from desktop.casework.steps.disputes import Disputes
    from resources.vocabulary import DisputeResult, Outcome, State
    from tests.casework.conftest import Clock
    from tests.casework.test_second_rounds import reply

    today = date(2026, 10, 16)
    number = register(office, date(2026, 9, 24))
    reply(office.casework, number, Outcome.NONEXISTENT, Clock(today))
    Disputes(office.casework.context).file(number, DisputeEntry(filed_on=today))
    _screen, form = dispute_form(window, keyboard, settled, number, "Ctrl+H")
    form.days["decided_on"].set_day(today)
    form.result.choose(DisputeResult.CORRECTED)
    form.again.setChecked(True)
    settled()
    keyboard.press("Ctrl+Return")
    settled()
    case = office.casework.requests.case(number)
    assert case.standing.state is State.OPEN
    assert case.limits.clock_start == today


def test_one_recorded_by_mistake_is_voided_in_the_same_form(
    office: Office, window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    from desktop.casework.steps.dispute_views import DisputeEntry
    from desktop.casework.steps.disputes import Disputes

    number = register(office, date(2026, 9, 1))
    Disputes(office.casework.context).file(number, DisputeEntry(filed_on=date(2026, 10, 12)))
    _screen, form = dispute_form(window, keyboard, settled, number, "Ctrl+H")
    form.mistaken.setFocus()
    keyboard.press("Space", "Ctrl+Return")
    settled()
    keyboard.write("记错了申请")
    keyboard.press("Ctrl+Return")
    settled()
    [voided] = Disputes(office.casework.context).of(number).disputes
    assert voided.line == "登记作废：记错了申请"


def test_a_day_that_there_is_not_is_named_at_its_field(
    office: Office, window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    from desktop.casework.steps.disputes import Disputes

    number = register(office, date(2026, 9, 1))
    _screen, form = dispute_form(window, keyboard, settled, number, "Ctrl+R")
    form.days["filed_on"].set_day(date(2026, 10, 12))
    form.days["copy_received_on"].setFocus()
    keyboard.type("2026-02-31")
    keyboard.press("Ctrl+Return")
    settled()
    assert form.days["copy_received_on"].refusal == "没有这一天"
    assert form.days["copy_received_on"].edit.hasFocus()
    assert not Disputes(office.casework.context).of(number).disputes
    keyboard.type("2026-10-13")
    assert form.days["copy_received_on"].day() == date(2026, 10, 13), "what is typed takes the place of the wrong day"


def test_the_whole_form_can_be_seen_in_a_low_window(
    office: Office, window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    from desktop.casework.steps.dispute_views import DisputeEntry
    from desktop.casework.steps.disputes import Disputes

    number = register(office, date(2026, 9, 1))
    Disputes(office.casework.context).file(number, DisputeEntry(filed_on=date(2026, 10, 12)))
    window.resize(1280, 650)
    settled()
    screen, form = dispute_form(window, keyboard, settled, number, "Ctrl+H")
    button = form.confirm_button
    assert button.visibleRegion().boundingRect() == button.rect()
    keyboard.press("Escape")
    settled()
    assert screen.page.form is None
