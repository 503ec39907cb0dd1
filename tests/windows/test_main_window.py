"""The frame: places, search, status line, help; every field and button has a name, and nothing scrolls that may not."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from db.records import Changes
from desktop.casework.requests.search import Hit, Search
from desktop.counter.help_window import HelpWindow
from desktop.counter.letters import Letters
from desktop.counter.requests import Requests
from desktop.counter.search_box import SearchBox
from desktop.office import Office
from desktop.supervisor.parts import SAFEKEEPING, SECTIONS, named_parts
from desktop.supervisor.statistics import StatisticsScreen
from desktop.widgets.screen import OpenRegister, Place
from tests.windows.conftest import texts
from tests.windows.requests_by_keys import register

if TYPE_CHECKING:
    from desktop.counter.main_window import MainWindow
    from tests.windows.conftest import Clock, Keyboard

Settled = Callable[[], None]

TITLE_BAR = 19
"""Pixels that a window manager takes of the screen's height."""

BUILT = (Place.TODAY, Place.INTAKE, Place.REQUESTS, Place.LETTERS, Place.STATISTICS, Place.SETTINGS)


def test_the_search_ends_where_the_field_before_it_is_gone(
    window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    """A page may be made anew while somebody looks for something; what he chose is done all the same."""
    field = QLineEdit(window.screen_shown)
    field.show()
    field.setFocus()
    keyboard.press("Ctrl+K")
    shiboken6.delete(field)
    keyboard.write("统计")
    settled()
    keyboard.press("Return")
    settled()
    assert isinstance(window.screen_shown, StatisticsScreen)


def test_what_was_told_ends_where_one_goes_elsewhere(window: MainWindow, keyboard: Keyboard, settled: Settled) -> None:
    window.screen_shown.told.emit("已登记 0200-2026-0001。")
    assert window.status.message
    keyboard.press("Ctrl+Alt+3")
    settled()
    assert window.status.message == ""


@pytest.mark.parametrize(("key", "place"), [(f"Ctrl+Alt+{number}", place) for number, place in enumerate(BUILT, 1)])
def test_every_place_has_a_key(
    window: MainWindow, keyboard: Keyboard, settled: Settled, key: str, place: Place
) -> None:
    keyboard.press(key)
    settled()
    assert place.label in window.windowTitle()
    assert window.stack.currentWidget() is window.screen_shown


def test_the_frame_shows_the_day_its_kind_and_the_clerk(window: MainWindow, settled: Settled) -> None:
    settled()
    words = " ".join(_words(window))
    for word in ("2026年10月16日", "星期五", "工作日", "周宁 · 一号窗口", "F1 本页帮助"):
        assert word in words
    assert "演示单位" not in words, "a real office is not marked"


def test_the_search_box_opens_a_place_by_its_name(window: MainWindow, keyboard: Keyboard, settled: Settled) -> None:
    keyboard.press("Ctrl+K")
    keyboard.write("统计")
    settled()
    keyboard.press("Return")
    settled()
    assert window.screen_shown.help_page == "statistics"


def test_the_search_box_starts_an_intake_by_the_name_of_the_action(
    window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    keyboard.press("Ctrl+K")
    keyboard.write("新收申请")
    settled()
    keyboard.press("Return")
    settled()
    assert window.screen_shown.help_page == "intake"


def test_the_search_box_leads_to_the_parts_of_a_place_from_wherever_one_is(
    window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    for part in named_parts()[1::5]:
        keyboard.press("Ctrl+Alt+1", "Ctrl+K")
        keyboard.write(part.name)
        settled()
        keyboard.press("Return")
        settled()
        screen = window.screen_shown
        if isinstance(part.destination, OpenRegister):
            assert isinstance(screen, StatisticsScreen)
            assert screen.registers.isVisible()
            assert screen.registers.file_name().startswith(part.name)
        else:
            chosen = [button.text() for button in screen.findChildren(QAbstractButton) if button.isChecked()]
            # What is found in a part by a name of its own leads to that part.
            place, _, name = part.name.partition("：")
            assert (place if place == SECTIONS[SAFEKEEPING] else name) in chosen, part.name


def test_escape_leaves_the_search_box_to_where_the_focus_was(
    window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    keyboard.press("Ctrl+Alt+2")
    settled()
    before = keyboard.focus
    keyboard.press("Ctrl+K")
    keyboard.type("0200")
    settled()
    keyboard.press("Escape")
    assert keyboard.focus is before
    keyboard.press("Ctrl+K")
    box = keyboard.focus
    assert isinstance(box, SearchBox)
    assert box.text() == "", "what was looked for is done with"


def test_a_screen_that_is_still_loading_does_not_take_the_keys_from_the_search_box(
    window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    keyboard.press("Ctrl+Alt+6")
    keyboard.press("Ctrl+K")
    box = keyboard.focus
    keyboard.write("设置：放假安排")
    settled()
    assert keyboard.focus is box
    assert isinstance(box, SearchBox)
    assert box.text() == "设置：放假安排"
    keyboard.press("Return")
    settled()
    assert "放假安排" in window.windowTitle()


def test_enter_waits_for_what_is_still_being_looked_for(
    window: MainWindow, keyboard: Keyboard, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = Search.find

    def slow(search: Search, text: str, limit: int) -> tuple[Hit, ...]:
        time.sleep(0.6)
        return find(search, text, limit)

    monkeypatch.setattr(Search, "find", slow)
    keyboard.press("Ctrl+K")
    keyboard.write("统计")
    QTest.qWait(300)
    keyboard.press("Return")
    settled()
    assert window.screen_shown.help_page == "statistics"


def test_f1_opens_the_page_of_the_screen(window: MainWindow, keyboard: Keyboard, settled: Settled) -> None:
    keyboard.press("Ctrl+N")
    settled()
    keyboard.press("F1")
    settled()
    shown = [top for top in QApplication.topLevelWidgets() if isinstance(top, HelpWindow) and top.isVisible()]
    assert len(shown) == 1
    assert "四步登记一件申请" in shown[0].text
    keyboard.press("Escape")
    assert not shown[0].isVisible()
    settled()
    keyboard.press("Ctrl+Alt+6")
    settled()
    keyboard.press("Alt+5")
    settled()
    keyboard.press("F1")
    settled()
    assert shown[0].heading_shown == "公开目录", "at the part that is shown"
    shown[0].close()


def test_the_day_changes_at_midnight(window: MainWindow, clock: Clock, settled: Settled) -> None:
    clock.now += timedelta(days=1)
    window.watch_midnight()
    settled()
    assert "2026年10月17日" in " ".join(_words(window))


def test_what_was_registered_is_merged_in_the_search_index_within_a_minute_of_rest(
    office: Office, window: MainWindow, settled: Settled
) -> None:
    def segments() -> int:
        with office.casework.context.store.connection() as connection:
            listed = connection.exec_driver_sql("SELECT count(DISTINCT segid) FROM requests_search_idx")
            return int(listed.scalar() or 0)

    for _ in range(6):
        register(office, date(2026, 9, 1), "2025年通关时效")
    window.operations.changed.emit(Changes(requests=frozenset({"any"})))
    settled()
    before = segments()
    minute = next(timer for timer in window.findChildren(QTimer) if timer.isActive() and timer.interval() == 60_000)
    minute.timeout.emit()
    settled()
    assert before > segments()


def test_a_window_left_open_over_new_year_knows_the_new_day_and_year(
    window: MainWindow, keyboard: Keyboard, clock: Clock, settled: Settled
) -> None:
    requests, letters = window.open_place(Place.REQUESTS), window.open_place(Place.LETTERS)
    assert isinstance(requests, Requests)
    assert isinstance(letters, Letters)
    window.open_place(Place.STATISTICS)
    settled()
    clock.now = clock.now.replace(year=2027, month=1, day=1)
    window.watch_midnight()
    settled()
    assert letters.register.year_shown() == 2027
    requests.list.filters.period.choose((date(2027, 1, 1), date(2027, 12, 31)))
    assert requests.list.filters.period.word() == "2027年"
    figures = window.open_place(Place.STATISTICS)
    assert isinstance(figures, StatisticsScreen)
    assert figures.registers.period.period.currentText() == "2027年"
    assert figures.registers.period.days() == (date(2027, 1, 1), date(2027, 12, 31))
    settled()
    assert any(text.startswith("12-01 至 12-31") for text in texts(figures)), "the month that is over"
    figures.registers.complaint.begin(None)
    assert figures.registers.complaint.entry().received_on == date(2027, 1, 1)
    window.open_place(Place.LETTERS)
    letters.show_posting()
    letters.posting.day.edit.clear()
    letters.posting.day.setFocus()
    keyboard.type("0101")
    assert letters.posting.day.day() == date(2027, 1, 1), "today, not the day a year ago"
    settled()


def test_from_november_on_the_status_line_says_that_the_next_year_is_missing(
    office: Office, window: MainWindow, clock: Clock, settled: Settled
) -> None:
    said = "2027年放假安排未载入"
    for month, day, announced in ((10, 31, False), (11, 1, True)):
        clock.now = clock.now.replace(month=month, day=day)
        window.watch_midnight()
        settled()
        shown = [label.text() for label in window.status.findChildren(QLabel) if label.isVisible()]
        assert (said in shown) is announced


def test_the_status_line_tells_when_a_change_was_saved(
    window: MainWindow, keyboard: Keyboard, settled: Settled, office: Office
) -> None:
    keyboard.press("Ctrl+N", "1")
    settled()
    assert "已保存 09:42" in _words(window)


@pytest.mark.parametrize("place", BUILT)
def test_every_control_has_a_name(window: MainWindow, settled: Settled, place: Place) -> None:
    window.open_place(place)
    settled()
    nameless = [control for control in _controls(window) if not _name(control)]
    assert nameless == []


@pytest.mark.parametrize("step", range(4))
def test_no_step_of_the_intake_scrolls_at_the_smallest_usual_screen(
    window: MainWindow, settled: Settled, step: int
) -> None:
    from desktop.counter.intake import Intake

    window.resize(1366, 768)
    window.open_place(Place.INTAKE)
    intake = window.screen_shown
    assert isinstance(intake, Intake)
    intake.go_to(step)
    settled()
    areas = [area for area in intake.findChildren(QScrollArea) if area.isVisible()]
    assert areas != []
    assert [area.verticalScrollBar().maximum() for area in areas] == [0] * len(areas)


@pytest.mark.parametrize("place", BUILT)
def test_no_screen_scrolls_at_the_smallest_usual_screen(window: MainWindow, settled: Settled, place: Place) -> None:
    window.resize(1366, 768 - TITLE_BAR)
    window.open_place(place)
    settled()
    assert (window.stack.horizontalScrollBar().maximum(), window.stack.verticalScrollBar().maximum()) == (0, 0)


@pytest.mark.parametrize("place", BUILT)
def test_a_window_too_small_scrolls_and_squeezes_nothing(window: MainWindow, settled: Settled, place: Place) -> None:
    window.resize(window.minimumSize())
    window.open_place(place)
    settled()
    needed, given = window.screen_shown.minimumSizeHint(), window.screen_shown.size()
    assert (given.width() >= needed.width(), given.height() >= needed.height()) == (True, True)


@pytest.mark.parametrize("place", BUILT)
def test_no_button_is_cut_off(window: MainWindow, settled: Settled, place: Place) -> None:
    window.resize(1366, 768)
    window.open_place(place)
    settled()
    cut = [
        button.text()
        for button in window.findChildren(QAbstractButton)
        if button.isVisible() and button.text() and button.width() < button.sizeHint().width()
    ]
    assert cut == []


def _words(window: QWidget) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def _controls(window: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)
    return [
        control
        for control in window.findChildren(QWidget)
        if isinstance(control, kinds) and control.isVisible() and control.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]


def _name(control: QWidget) -> str:
    text = control.text() if isinstance(control, QAbstractButton) else ""
    return control.accessibleName() or text
