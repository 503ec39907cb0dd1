"""放假安排 in the main window: a pasted notice, a single day, the second person, and what 今日 says of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pdfplumber
import pytest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

from db.records import Event
from desktop.casework.casework import Casework
from desktop.counter.main_window import MainWindow
from desktop.counter.today import Today
from desktop.office import Office
from desktop.supervisor.parts import CALENDAR
from desktop.supervisor.settings import SettingsScreen
from desktop.supervisor.whole_rows import WholeRowScroll
from desktop.supervisor.year_picture import YearPicture
from desktop.widgets.buttons import Button
from desktop.widgets.choices import ChoicePills
from desktop.widgets.date_field import DateEdit
from desktop.widgets.fields import TextField
from resources.vocabulary import EventKind
from tests.counter_drafts import counter_draft
from tests.windows.conftest import CHINA, Clock, Keyboard, texts

NOTICE = """国务院办公厅关于2027年
部分节假日安排的通知（测试，虚构）
　　一、元旦：1月1日（周五）至3日（周日）放假，共3天。
　　二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）上班。
"""

Settled = Callable[[], None]


@pytest.fixture
def clock() -> Clock:
    """In December, before the notice of the next year is loaded."""
    stands = Clock()
    stands.now = datetime(2026, 12, 10, 9, 42, tzinfo=CHINA)
    return stands


@pytest.fixture
def number(office: Office) -> str:
    """A request whose limit lies in 2027."""
    return register(office.casework)


@pytest.fixture
def calendar(number: str, window: MainWindow, keyboard: Keyboard, settled: Settled) -> SettingsScreen:
    """设置, at the calendar, with that request registered."""
    keyboard.press("Ctrl+Alt+6")
    settled()
    screen = window.screen_shown
    assert isinstance(screen, SettingsScreen)
    screen.show_section(CALENDAR)
    settled()
    return screen


def register(casework: Casework) -> str:
    draft = counter_draft(casework, name="林示例", id_number="110101197001010007", content="2026年通关时效统计")
    return casework.intake.register(draft).number


def button(widget: QWidget, name: str) -> Button:
    """The button of this name, with or without a letter for Alt."""
    shown = (found for found in widget.findChildren(Button) if found.isVisible())
    return next(found for found in shown if found.text().split(" (&")[0] == name)


def focused_field() -> str:
    focused = QApplication.focusWidget()
    return focused.accessibleName() if isinstance(focused, TextField) else ""


def due_of(office: Office, number: str) -> date | None:
    return office.casework.requests.view(number).limit.due_on


def test_a_pasted_notice_moves_the_open_requests_after_its_preview(
    calendar: SettingsScreen, keyboard: Keyboard, settled: Settled, office: Office, number: str
) -> None:
    assert due_of(office, number) is None
    keyboard.write(NOTICE)
    settled()
    assert {"1 件未办结：1 件可以确定", number, "可以确定"} <= texts(calendar)
    assert due_of(office, number) is None, "nothing is changed before it is confirmed"
    assert any("没有写到清明节、劳动节、端午节、中秋节、国庆节" in text for text in texts(calendar)), "pasted in part"
    picture = calendar.calendar.findChildren(YearPicture)[0]
    assert picture.isVisible(), "what was read is shown before it is confirmed"
    assert "02-05" in picture.accessibleDescription()
    assert "调休上班：02-14" in picture.accessibleDescription()
    keyboard.press("Ctrl+Return")
    settled()
    assert due_of(office, number) == date(2027, 1, 8)
    events: tuple[Event, ...] = office.casework.requests.case(number).request.events
    assert events[-1].kind is EventKind.REDATED
    assert office.casework.calendars.years()[-1] == 2027
    assert "国务院办公厅关于2027年部分节假日安排的通知" in texts(calendar), "the year is shown with its notice"
    assert calendar.calendar.isAncestorOf(keyboard.focus), "the keys stay on the page whose years are shown anew"


def test_another_person_checks_the_year(
    calendar: SettingsScreen, keyboard: Keyboard, settled: Settled, office: Office
) -> None:
    keyboard.write(NOTICE)
    settled()
    keyboard.press("Ctrl+Return")
    settled()
    assert "待核对" in texts(calendar)
    button(calendar, "核对无误").click()
    settled()
    assert focused_field() == "核对人"
    keyboard.write("周宁")
    button(calendar, "核对无误").click()
    settled()
    assert any("核对人不能是载入或者改动的人" in text for text in texts(calendar)), "周宁 loaded it"
    keyboard.press("Ctrl+A")
    keyboard.write("何正")
    button(calendar, "核对无误").click()
    settled()
    assert "待核对" not in texts(calendar)
    assert not office.casework.calendars.year(2027).to_check


def test_what_is_not_understood_is_named(calendar: SettingsScreen, keyboard: Keyboard, settled: Settled) -> None:
    keyboard.write(NOTICE.replace("（周日）上班", "前后上班"))
    settled()
    assert any("不理解“2月14日前后上班”" in text for text in texts(calendar))


def test_a_single_day_is_changed_with_its_reason(
    calendar: SettingsScreen, keyboard: Keyboard, settled: Settled, office: Office, number: str
) -> None:
    office.casework.calendars.confirm(office.casework.calendars.preview(NOTICE), by="何正")
    day = calendar.calendar.findChildren(DateEdit)[0]
    day.setFocus()
    keyboard.type("2026-12-24")
    keyboard.press("Tab")
    settled()
    assert "现为工作日" in texts(calendar)
    calendar.calendar.findChildren(ChoicePills)[0].set_value(False)
    button(calendar, "查看影响").click()
    settled()
    assert focused_field() == "理由", "a change needs its reason"
    keyboard.write("台风停工")
    button(calendar, "查看影响").click()
    settled()
    assert {"12月24日 周四", "放假（本关调整）", "晚 3 天"} <= texts(calendar)
    keyboard.press("Ctrl+Return")
    settled()
    assert due_of(office, number) == date(2027, 1, 11)
    assert any("12月24日放假：台风停工" in text for text in texts(calendar))


def test_today_says_that_the_next_year_is_missing(
    window: MainWindow, keyboard: Keyboard, settled: Settled, office: Office
) -> None:
    settled()
    assert reminders(window) == ["2027年放假安排尚未载入，涉及2027年的期限暂不推算；通知公布后在“设置—放假安排”载入。"]
    office.casework.calendars.confirm(office.casework.calendars.preview(NOTICE), by="何正")
    office.casework.calendars.check(2027, by="周宁")
    keyboard.press("Ctrl+Alt+6", "Ctrl+Alt+1")
    settled()
    assert reminders(window) == []


def reminders(window: MainWindow) -> list[str]:
    assert isinstance(window.screen_shown, Today)
    return [words for words in texts(window.screen_shown) if "放假安排" in words]


def test_the_list_of_moved_limits_is_printed_before_and_after_the_change(
    calendar: SettingsScreen, keyboard: Keyboard, settled: Settled, number: str, tmp_path: Path
) -> None:
    keyboard.write(NOTICE)
    settled()
    keyboard.press("Ctrl+P")
    settled()
    (before,) = (tmp_path / "papers").iterdir()
    assert before.name == "期限变动单 2026-12-10.pdf"
    keyboard.press("Ctrl+Return")
    settled()
    keyboard.press("Ctrl+P")
    settled()
    (printed,) = set((tmp_path / "papers").iterdir()) - {before}
    with pdfplumber.open(printed) as paper:
        text = paper.pages[0].extract_text()
    assert printed.read_bytes() != before.read_bytes()
    assert number in text
    assert "可以确定" in text
    assert "2026年12月10日调整" in text.replace(" ", "")


@pytest.mark.parametrize("size", [(1280, 650), (1366, 768)])
def test_the_page_fits_the_window_and_the_list_ends_with_a_whole_row(
    calendar: SettingsScreen,
    window: MainWindow,
    keyboard: Keyboard,
    settled: Settled,
    office: Office,
    size: tuple[int, int],
) -> None:
    for _ in range(14):
        register(office.casework)
    window.resize(*size)
    keyboard.write(NOTICE)
    settled()
    sideways = [
        area.horizontalScrollBar().maximum() for area in window.findChildren(QAbstractScrollArea) if area.isVisible()
    ]
    assert set(sideways) == {0}
    (shown,) = calendar.calendar.findChildren(WholeRowScroll)
    page = shown.widget()
    assert page is not None
    ends = {end.geometry().bottom() + 1 for end in page.findChildren(QFrame) if end.height() == 1}
    assert shown.viewport().height() in ends
