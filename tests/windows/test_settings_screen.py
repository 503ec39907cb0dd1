"""设置 in the main window: the office, a year of working days that is loaded later, copies and exchange files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.casework.office.settings import OfficeSettings
from desktop.counter.main_window import MainWindow
from desktop.office import Office, open_office
from desktop.supervisor.first_start import FirstStartPage
from desktop.supervisor.parts import CALENDAR, SAFEKEEPING
from desktop.supervisor.settings import SettingsScreen
from desktop.widgets.date_field import DateEdit
from desktop.widgets.fields import TextField
from desktop.widgets.operations import Operations
from resources.vocabulary import EventKind
from tests.windows.conftest import press, settle, texts

CLOCK = datetime(2026, 12, 11, 9, 42, tzinfo=timezone(timedelta(hours=8)))
NOTICE_2027 = {
    "year": 2027,
    "title": "关于2027年部分节假日安排的通知（测试用，虚构）",
    "number": None,
    "published_on": None,
    "source": "虚构",
    "off": {"2027-01-01/2027-01-03": "元旦"},
    "on": {"2027-01-09": "元旦"},
}
REQUEST = {
    "type": "request",
    "id": "0200-2026-0200",
    "channel": "counter",
    "applicant": {
        "kind": "natural_person",
        "name": "林示例",
        "id_type": "resident_id",
        "id_number": "110101197001010007",
    },
    "content": "2026年通关时效统计",
    "medium": "paper",
    "delivery": "post",
    "events": [{"kind": "submitted", "on": "2026-12-10"}],
}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """天津海关 in December 2026, before the notice of 2027 is loaded."""
    opened = open_office(tmp_path / "store.db", clock=lambda: CLOCK)
    opened.casework.settings.save(OfficeSettings(name="天津海关", code="0200"))
    yield opened
    opened.close()


@pytest.fixture
def window(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The main window at 设置, opened by its key."""
    press(window, Qt.Key.Key_6, held=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    settle(qtbot, window.operations)
    return window


def write(text: str) -> None:
    """What an input method commits to the field that has the focus."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(QApplication.focusWidget(), event)


def settings_screen(window: MainWindow) -> SettingsScreen:
    screen = window.screen_shown
    assert isinstance(screen, SettingsScreen)
    return screen


def field(widget: QWidget, name: str) -> TextField:
    return next(found for found in widget.findChildren(TextField) if found.accessibleName() == name)


def test_the_keys_stand_on_the_first_thing_that_letters_still_need(window: MainWindow) -> None:
    focused = QApplication.focusWidget()
    assert isinstance(focused, TextField)
    assert focused.accessibleName() == "管辖法院"
    assert "管辖法院、联系部门、联系电话、通信地址" in texts(window.screen_shown)


def test_what_is_typed_is_kept_by_its_key_and_shown_in_the_frame(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    write("天津市第三中级人民法院")
    field(window.screen_shown, "经办人").setFocus()
    write("周宁")
    assert "有改动尚未保存" in texts(window.screen_shown)
    press(window, Qt.Key.Key_S, held=Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window.operations)
    kept = office.casework.settings.office()
    assert (kept.remedy_court, kept.clerk) == ("天津市第三中级人民法院", "周宁")
    assert "联系部门、联系电话、通信地址" in texts(window.screen_shown)
    assert any("周宁" in text for text in texts(window))


def test_what_is_typed_outlives_a_change_made_elsewhere_and_escape_takes_it_back(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    write("某法院")
    settings_screen(window).office.load()
    settle(qtbot, window.operations)
    assert field(window.screen_shown, "管辖法院").value() == "某法院"
    for answer in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        assert field(window.screen_shown, "管辖法院").value() == "某法院", "asked first"
        press(window, Qt.Key.Key_Escape)
        settle(qtbot, window.operations)
        press(window, answer)
        settle(qtbot, window.operations)
    assert field(window.screen_shown, "管辖法院").value() == ""


def test_a_number_format_that_cannot_stand_is_refused_beside_the_button(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    numbers = field(window.screen_shown, "申请编号格式")
    numbers.setFocus()
    numbers.selectAll()
    write("{year}年")
    press(window, Qt.Key.Key_S, held=Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window.operations)
    assert QApplication.focusWidget() is numbers
    assert office.casework.settings.office().request_number == "{code}-{year}-{serial:04}"
    assert any(text.startswith("“申请编号格式”不能这样设置") for text in texts(settings_screen(window).office))
    press(window, Qt.Key.Key_Escape)
    settle(qtbot, window.operations)
    press(window, Qt.Key.Key_Return)
    settle(qtbot, window.operations)
    notice = field(window.screen_shown, "补正告知书的发文字号格式")
    notice.setFocus()
    notice.selectAll()
    write("{代字}公开补（{年}）{号}号")
    press(window, Qt.Key.Key_S, held=Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window.operations)
    assert QApplication.focusWidget() is notice, "the one that is wrong, not the first"


def test_the_format_of_numbers_is_shown_in_words_and_kept_in_placeholders(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    numbers = field(window.screen_shown, "申请编号格式")
    assert numbers.value() == "{关区}-{年}-{四位号}"
    numbers.setFocus()
    numbers.selectAll()
    write("{代字}{年}-{号}")
    press(window, Qt.Key.Key_S, held=Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window.operations)
    assert office.casework.settings.office().request_number == "{short}{year}-{serial}"
    assert field(window.screen_shown, "申请编号格式").value() == "{代字}{年}-{号}"


def test_a_notice_that_is_loaded_gives_a_waiting_request_its_limit(
    qtbot: QtBot, window: MainWindow, office: Office, tmp_path: Path
) -> None:
    received(office, tmp_path)
    assert office.casework.requests.view("0200-2026-0200").limit.due_on is None
    notice = tmp_path / "2027.json"
    notice.write_text(json.dumps(NOTICE_2027, ensure_ascii=False), encoding="utf-8")
    screen = settings_screen(window)
    screen.show_section(CALENDAR)
    settle(qtbot, window.operations)
    screen.calendar.examine_file(notice)
    settle(qtbot, window.operations)
    settle(qtbot, window.operations)
    assert {"0200-2026-0200", "可以确定", "未能推算"} <= texts(screen)
    assert "1 件未办结：1 件可以确定" in texts(screen)
    assert office.casework.calendars.years()[-1] == 2026
    write("何正")
    press(window, Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window.operations)
    settle(qtbot, window.operations)
    assert office.casework.calendars.years()[-1] == 2027
    view = office.casework.requests.view("0200-2026-0200")
    assert view.limit.due_on == date(2027, 1, 8)
    assert view.timeline[0].kind is EventKind.REDATED
    assert NOTICE_2027["title"] in texts(screen)


def test_a_notice_can_be_put_away(qtbot: QtBot, window: MainWindow, office: Office) -> None:
    screen = settings_screen(window)
    screen.show_section(CALENDAR)
    settle(qtbot, window.operations)
    screen.calendar.examine(json.dumps(NOTICE_2027))
    settle(qtbot, window.operations)
    press(window, Qt.Key.Key_Escape)
    settle(qtbot, window.operations)
    assert "待确认的改动" not in texts(screen)
    assert office.casework.calendars.years()[-1] == 2026


def test_a_file_that_is_no_notice_is_refused_in_a_sentence(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    screen = settings_screen(window)
    screen.show_section(CALENDAR)
    wrong = tmp_path / "2027.json"
    wrong.write_text("{", encoding="utf-8")
    screen.calendar.examine_file(wrong)
    settle(qtbot, window.operations)
    assert any("JSON" in text and "第" in text for text in texts(screen))


def test_the_year_that_is_not_loaded_says_so(qtbot: QtBot, window: MainWindow) -> None:
    screen = settings_screen(window)
    screen.show_section(CALENDAR)
    settle(qtbot, window.operations)
    press(window, Qt.Key.Key_Right)
    settle(qtbot, window.operations)
    assert any(text.startswith("2027 年的放假安排尚未载入") for text in texts(screen))


def test_a_copy_is_made_and_the_store_is_found_sound_by_keys(qtbot: QtBot, window: MainWindow, office: Office) -> None:
    screen = settings_screen(window)
    screen.show_section(SAFEKEEPING)
    settle(qtbot, window.operations)
    assert "还没有备份" in texts(screen)
    press(window, Qt.Key.Key_B, held=Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window.operations)
    made = office.casework.safekeeping.last_backup()
    assert made is not None
    assert str(made.path) in texts(screen)
    assert "尚无备份" not in texts(window)
    assert any(text.startswith("备份 今日") for text in texts(window)), "the bar knows it too"
    assert isinstance(QApplication.focusWidget(), QPushButton)
    press(window, Qt.Key.Key_J, held=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "未发现问题：0 件申请、0 份文书" in texts(screen), timeout=20_000)


def test_an_exchange_file_is_shown_before_it_is_read(
    qtbot: QtBot, window: MainWindow, office: Office, tmp_path: Path
) -> None:
    path = exchange_file(tmp_path)
    screen = settings_screen(window)
    screen.show_section(SAFEKEEPING)
    screen.safekeeping.read_file(path)
    settle(qtbot, window.operations)
    told = "“2026.jsonl”（天津海关，本单位，2026-12-10 制作）将新增 1 件，更新 0 件，文书 0 份，未变 0 件。"
    assert told in texts(screen)
    assert office.casework.worklist.rows() == ()
    press(window, Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window.operations)
    assert [row.number for row in office.casework.worklist.rows()] == ["0200-2026-0200"]
    screen.safekeeping.read_file(path)
    settle(qtbot, window.operations)
    assert "“2026.jsonl”（天津海关，本单位，2026-12-10 制作）中的 1 件都已登记，没有新内容。" in texts(screen)
    out = tmp_path / "out.jsonl"
    first = next(edge for edge in screen.safekeeping.findChildren(DateEdit) if edge.accessibleName() == "收到日自")
    first.setFocus()
    QTest.keyClicks(first, "20261399")
    screen.safekeeping.write_file(out)
    assert "收到日自：没有这一天，没有导出。" in texts(screen)
    assert not out.exists(), "not all requests in the place of those of a period"
    first.show_day(None)
    screen.safekeeping.write_file(out)
    settle(qtbot, window.operations)
    assert f"已导出 1 件申请、0 份文书到 {out}。" in texts(screen)
    assert len(out.read_text(encoding="utf-8").splitlines()) == 2


def test_a_newer_file_without_anything_new_still_tells_who_has_reported(
    qtbot: QtBot, window: MainWindow, office: Office, tmp_path: Path
) -> None:
    header = {"type": "header", "format": "shouban-exchange", "version": 1, "office": "新港海关"}
    screen = settings_screen(window)
    screen.show_section(SAFEKEEPING)
    for made_on, says in (("2026-11-30", "将新增 1 件"), ("2026-12-10", "都已登记；导入后记入上报情况")):
        path = tmp_path / "新港.jsonl"
        lines = ({**header, "made_on": made_on}, {**REQUEST, "events": [{"kind": "submitted", "on": "2026-11-02"}]})
        path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
        screen.safekeeping.read_file(path)
        settle(qtbot, window.operations)
        [told] = [text for text in texts(screen) if text.startswith(f"“新港.jsonl”（新港海关，{made_on} 制作）")]
        assert says in told
        press(window, Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
        settle(qtbot, window.operations)
        assert office.casework.office_reports.view(2026).lines[1].state.startswith("只到 2026年1")
    assert office.casework.office_reports.view(2026).lines[1].state == "只到 2026年12月10日"


def test_an_empty_store_asks_who_the_office_is(qt_is_quiet: None, qtbot: QtBot, tmp_path: Path) -> None:
    empty = open_office(tmp_path / "empty.db", clock=lambda: CLOCK)
    operations = Operations()
    page = FirstStartPage(empty.casework, operations, offers_demonstration=True)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    started: list[bool] = []
    page.started.connect(lambda: started.append(True))
    press(page, Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, operations)
    assert started == []
    assert QApplication.focusWidget() is field(page, "单位简称")
    write("新港海关")
    press(page, Qt.Key.Key_Tab)
    write("02")
    press(page, Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, operations)
    assert (started, QApplication.focusWidget()) == ([], field(page, "关区代码"))
    assert "“关区代码”不能这样设置：应当是四位数字，如 0200。" in texts(page)
    assert not field(page, "单位简称").property("wrong")
    write("02")
    press(page, Qt.Key.Key_Tab)
    press(page, Qt.Key.Key_Left)
    press(page, Qt.Key.Key_Tab)
    write("天津海关")
    press(page, Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, operations)
    assert started == [True]
    kept = empty.casework.settings.office()
    assert (kept.name, kept.code, kept.level, kept.remedy_body) == ("新港海关", "0202", "subordinate", "天津海关")
    operations.close()
    empty.close()


def exchange_file(folder: Path) -> Path:
    """One request that came in on 2026-12-10, whose limit lies in 2027."""
    path = folder / "2026.jsonl"
    header = {
        "type": "header",
        "format": "shouban-exchange",
        "version": 1,
        "office": "天津海关",
        "made_on": "2026-12-10",
    }
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in (header, REQUEST)), "utf-8")
    return path


def received(office: Office, folder: Path) -> None:
    office.casework.exchange.read(exchange_file(folder))
