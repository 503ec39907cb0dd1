"""投诉举报登记簿 by keys: entered, shown in the list, opened again, answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from desktop.office import Office
from desktop.widgets.screen import Place
from resources.vocabulary.complaints import ComplaintResult

if TYPE_CHECKING:
    from desktop.counter.main_window import MainWindow
    from tests.windows.conftest import Keyboard

Settled = Callable[[], None]


def test_a_complaint_is_entered_and_answered_by_keys(
    office: Office, window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    from desktop.casework.registers.register_views import Register
    from desktop.supervisor.statistics import StatisticsScreen

    screen = window.open_place(Place.STATISTICS)
    assert isinstance(screen, StatisticsScreen)
    screen.show_register(Register.COMPLAINTS)
    settled()
    keyboard.press("Alt+N", "Ctrl+Return")
    settled()
    form = screen.registers.complaint
    assert form.fault("content") == "请填写内容"
    keyboard.write("没有收到答复")
    # Esc asks before it drops what was typed; a second Esc goes on with it.
    keyboard.press("Escape")
    settled()
    keyboard.press("Escape")
    settled()
    assert form.text("content").hasFocus()
    assert form.entry().content == "没有收到答复"
    # Elsewhere and back: the keys are in the form again, not on the list that it hides.
    keyboard.press("Ctrl+Alt+3", "Ctrl+Alt+5")
    settled()
    assert form.isAncestorOf(keyboard.focus)
    screen.show_register(Register.REQUESTS)
    screen.show_register(Register.COMPLAINTS)
    settled()
    keyboard.press("Alt+N")
    assert form.entry().content == "没有收到答复"
    keyboard.press("Ctrl+Return")
    settled()
    assert [line.target for line in screen.registers.table.lines()] == ["投诉2026-0001"]
    keyboard.press("Return")
    settled()
    form.day("closed_on").setFocus()
    keyboard.type("20261399")
    keyboard.press("Ctrl+Return")
    settled()
    assert form.fault("closed_on") == "没有这一天", "what was typed is not dropped without a word"
    form.day("closed_on").show_day(None)
    form.day("answered_on").set_day(date(2026, 10, 16))
    form.choice("result").choose(ComplaintResult.UNFOUNDED)
    keyboard.press("Ctrl+Return")
    settled()
    assert office.casework.complaints.entry("投诉2026-0001").result is ComplaintResult.UNFOUNDED
    assert screen.registers.table.hasFocus()
    keyboard.press("Return")
    settled()
    keyboard.press("Ctrl+Shift+V")
    keyboard.write("重复登记")
    keyboard.press("Ctrl+Shift+V")
    settled()
    keyboard.press("Return")
    settled()
    [line] = screen.registers.table.lines()
    assert line.struck
    assert line.cells[-1] == "登记作废：重复登记"
    keyboard.press("Return")
    settled()
    assert not form.text("content").isEnabled()
    keyboard.press("Escape")
    assert screen.registers.table.hasFocus()
    keyboard.press("Alt+N")
    form.text("complainant").setFocus()
    keyboard.write("王䶮")
    keyboard.press("Escape")
    settled()
    keyboard.press("Return")
    settled()
    assert screen.registers.table.hasFocus(), "dropped once it was confirmed"
    assert not form.has_new


def test_a_fast_hand_saves_no_complaint_under_the_number_of_another(
    office: Office, window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    from desktop.casework.registers.register_views import Register
    from desktop.casework.steps.complaints import ComplaintEntry
    from desktop.supervisor.statistics import StatisticsScreen

    complaints = office.casework.complaints
    for content in ("甲", "乙"):
        complaints.add(ComplaintEntry(received_on=date(2026, 10, 12), content=content))
    screen = window.open_place(Place.STATISTICS)
    assert isinstance(screen, StatisticsScreen)
    screen.show_register(Register.COMPLAINTS)
    settled()
    keyboard.press("Return")
    settled()
    keyboard.press("Escape", "Down", "Return", "Ctrl+Return")
    settled()
    assert [complaints.entry(f"投诉2026-000{serial}").content for serial in (1, 2)] == ["甲", "乙"]
    # What was asked for before comes too late for a new one.
    keyboard.press("Escape", "Return", "Escape", "Alt+N")
    settled()
    assert screen.registers.complaint.entry().content == ""
