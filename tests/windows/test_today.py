"""今日: counts, lists and the commonest steps by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Event
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from desktop.casework.intake.intake_views import IntakeDraft
from desktop.casework.progress_reports import Report, unheard
from desktop.casework.views import TodayView
from desktop.office import Office
from desktop.widgets.count_button import CountButton
from desktop.widgets.screen import OpenRequest, Place, TakeStep
from resources.vocabulary import EventKind
from tests.counter_drafts import fetched_draft

if TYPE_CHECKING:
    from desktop.counter.main_window import MainWindow
    from desktop.counter.today import Today
    from tests.windows.conftest import Keyboard

Settled = Callable[[], None]


def register(office: Office, arrived: date, name: str = "罗敏霞") -> str:
    """A request handed in at the counter."""
    intake = office.casework.intake
    draft: IntakeDraft = fetched_draft(
        office.casework, arrived_on=arrived, name=name, content="2025年天津关区高级认证企业名单"
    )
    return intake.register(draft).number


@pytest.fixture
def numbers(office: Office) -> list[str]:
    """Overdue, due today, and calm."""
    return [register(office, day) for day in (date(2026, 9, 10), date(2026, 9, 14), date(2026, 10, 15))]


@pytest.fixture
def today(numbers: list[str], window: MainWindow, settled: Settled) -> Today:
    from desktop.counter.today import Today

    settled()
    screen = window.open_place(Place.TODAY)
    assert isinstance(screen, Today)
    settled()
    return screen


def test_the_most_urgent_request_is_on_top_and_selected(today: Today, numbers: list[str]) -> None:
    assert [row.number for row in today.ours.rows] == numbers
    chosen = today.ours.row_chosen()
    assert chosen is not None
    assert chosen.number == numbers[0]
    assert today.steps_offered, "its commonest steps stand in the action bar"


def test_the_most_urgent_stand_there_while_all_are_counted(
    numbers: list[str], window: MainWindow, qtbot: QtBot, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop.casework.requests.worklist import Worklist
    from desktop.counter.today import Today

    settled()
    may_end, first, all_of_them = Event(), Worklist.first_rows, Worklist.today

    def slow(worklist: Worklist, report: Report = unheard) -> TodayView:
        may_end.wait(20)
        return all_of_them(worklist, report)

    monkeypatch.setattr(Worklist, "first_rows", lambda worklist: first(worklist, most=2))
    monkeypatch.setattr(Worklist, "today", slow)
    screen = Today(window.casework, window.operations)
    qtbot.addWidget(screen)
    screen.show()
    screen.opened()
    qtbot.waitUntil(lambda: bool(screen.ours.rows))
    assert [row.number for row in screen.ours.rows] == numbers[:2]
    assert {button.shown_figure for button in screen.findChildren(CountButton)} == {"…"}, "no zero that is untrue"
    may_end.set()
    settled()
    assert [row.number for row in screen.ours.rows] == numbers
    chosen = screen.ours.row_chosen()
    assert chosen is not None
    assert chosen.number == numbers[0]


def test_a_count_is_a_button_that_shows_only_its_requests(
    today: Today, keyboard: Keyboard, settled: Settled, numbers: list[str]
) -> None:
    keyboard.press("Alt+2")
    assert [row.number for row in today.ours.rows] == [numbers[1]]
    keyboard.press("Alt+2")
    assert [row.number for row in today.ours.rows] == numbers


def test_an_empty_group_says_so(today: Today, keyboard: Keyboard) -> None:
    keyboard.press("Alt+5")
    assert not today.ours.isVisible()
    assert "这一类没有申请" in today.shown_instead


def test_a_step_is_one_key_away(today: Today, keyboard: Keyboard, qtbot: QtBot, numbers: list[str]) -> None:
    with qtbot.waitSignal(today.go) as led:
        keyboard.press("F5")
    destination = led.args[0]
    assert isinstance(destination, TakeStep)
    assert (destination.number, destination.step.kind) == (numbers[0], EventKind.REPLIED)


def test_enter_opens_the_selected_request(
    today: Today, keyboard: Keyboard, qtbot: QtBot, settled: Settled, numbers: list[str]
) -> None:
    keyboard.press("Down")
    settled()
    with qtbot.waitSignal(today.go) as led:
        keyboard.press("Return")
    assert led.args[0] == OpenRequest(numbers[1], tuple(numbers))


def test_the_sheet_of_the_day_is_one_key_away(today: Today, keyboard: Keyboard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(today.told) as told:
        keyboard.press("Ctrl+P")
    assert "今日单 2026-10-16" in told.args[0] or "打印" in told.args[0]


def test_what_is_registered_elsewhere_appears(
    today: Today, window: MainWindow, office: Office, settled: Settled, numbers: list[str]
) -> None:
    window.operations.run_change(today, lambda: office.casework.intake.register(_another(office)))
    settled()
    assert len(today.ours.rows) == len(numbers) + 1


def _another(office: Office) -> IntakeDraft:
    return fetched_draft(office.casework, arrived_on=date(2026, 10, 16), name="王𬱖", content="另一件申请")
