"""统计 in the main window, by keys: figures, annual tables, the requests behind them (the year tianjin-2017)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListView, QWidget
from pytestqt.qtbot import QtBot

from db.records import Changes
from desktop.casework.figures import behind
from desktop.counter.main_window import MainWindow
from desktop.counter.requests import Requests
from desktop.office import Office, open_office
from desktop.supervisor.figure_cards import FigureCard
from desktop.supervisor.form_table import FormTable
from desktop.supervisor.parts import ANNUAL, TABLE_2, TABLE_4, named_parts
from desktop.supervisor.result_table import ResultTable
from desktop.supervisor.statistics import StatisticsScreen
from desktop.widgets.fields import Combo
from resources.vocabulary import Table3Column, Table3Row
from tests.windows.conftest import Keyboard, press, settle, texts

YEAR = Path(__file__).parents[1] / "acceptance/data/scenarios/tianjin-2017.jsonl"
CLOCK = datetime(2018, 1, 10, 9, 42, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """天津海关 in January 2018, with all requests of 2017."""
    opened = open_office(tmp_path / "store.db", clock=lambda: CLOCK)
    opened.casework.exchange.read(YEAR)
    yield opened
    opened.close()


@pytest.fixture
def window(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The main window at 统计, opened by its key."""
    press(window, Qt.Key.Key_5, held=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    settle(qtbot, window.operations)
    return window


def choose(window: MainWindow, name: str, text: str) -> None:
    """Chooses an entry of a list with the arrow keys."""
    combo = next(found for found in window.screen_shown.findChildren(Combo) if found.accessibleName() == name)
    combo.setFocus()
    press(window, Qt.Key.Key_Home)
    for _ in range(combo.count()):
        if combo.currentText() == text:
            return
        press(window, Qt.Key.Key_Down)
    raise AssertionError(f"{name} has no {text}")


def table(window: MainWindow) -> FormTable:
    return next(found for found in window.screen_shown.findChildren(FormTable) if found.isVisible())


def test_the_summary_of_the_month_before_is_there_when_the_place_opens(window: MainWindow) -> None:
    assert isinstance(window.screen_shown, StatisticsScreen)
    assert any(text.startswith("12-01 至 12-31") for text in texts(window.screen_shown))


def test_a_year_shows_its_results_and_the_requests_behind_them(qtbot: QtBot, window: MainWindow) -> None:
    choose(window, "期间", "2017年")
    settle(qtbot, window.operations)
    results = window.screen_shown.findChild(ResultTable)
    assert results is not None
    shown = [
        [results.model().index(row, column).data() for column in (0, 1)] for row in range(results.model().rowCount())
    ]
    assert shown == [
        ["予以公开", "3"],
        ["部分公开", "1"],
        ["不予公开", "0"],
        ["无法提供", "13"],
        ["不予处理", "0"],
        ["其他处理", "6"],
        ["合计", "23"],
    ]
    results.setFocus()
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Return)
    settle(qtbot, window.operations)
    assert "部分公开 · 本期" in texts(window.screen_shown)
    press(window, Qt.Key.Key_Return)
    settle(qtbot, window.operations)
    assert isinstance(window.screen_shown, Requests)
    assert window.screen_shown.page.number == "2017-0002"


def test_escape_puts_the_requests_away(qtbot: QtBot, window: MainWindow) -> None:
    choose(window, "期间", "2017年")
    settle(qtbot, window.operations)
    results = window.screen_shown.findChild(ResultTable)
    assert results is not None
    results.setFocus()
    press(window, Qt.Key.Key_Return)
    settle(qtbot, window.operations)
    press(window, Qt.Key.Key_Escape)
    assert "过程" in texts(window.screen_shown)
    assert QApplication.focusWidget() is results


def annual_table_of_2017(qtbot: QtBot, window: MainWindow) -> StatisticsScreen:
    """Table 三 of the year, loaded."""
    screen = window.screen_shown
    assert isinstance(screen, StatisticsScreen)
    screen.show_part("annual")
    choose(window, "年度", "2017年")
    screen.annual.show_tab("table3")
    settle(qtbot, window.operations)
    return screen


def test_the_annual_table_balances_and_arrow_keys_walk_over_its_numbers(qtbot: QtBot, window: MainWindow) -> None:
    screen = annual_table_of_2017(qtbot, window)
    assert {"4 项全部成立", "23 + 0 = 23 + 0", "勾稽相符"} <= texts(screen)
    shown = table(window)
    shown.setFocus()
    press(window, Qt.Key.Key_Home)
    press(window, Qt.Key.Key_PageUp)
    assert shown.currentIndex().data() == "15"
    press(window, Qt.Key.Key_End)
    assert shown.currentIndex().data() == "23"
    press(window, Qt.Key.Key_PageDown)
    assert shown.currentIndex().data() == "0"
    press(window, Qt.Key.Key_Up, times=2)
    assert shown.currentIndex().data() == "1"
    settle(qtbot, window.operations)
    assert "3.其他 × 总计" in texts(screen)
    press(window, Qt.Key.Key_Return)
    settle(qtbot, window.operations)
    assert isinstance(window.screen_shown, Requests)


def test_enter_without_a_pause_opens_what_this_cell_counts(qtbot: QtBot, window: MainWindow) -> None:
    screen = annual_table_of_2017(qtbot, window)
    shown = table(window)
    shown.setFocus()
    press(window, Qt.Key.Key_End)
    press(window, Qt.Key.Key_PageUp)
    settle(qtbot, window.operations)
    assert "数量 × 总计" in " ".join(texts(screen))
    screen.annual.tables.go_to(Table3Row.PARTLY_DISCLOSED, Table3Column.TOTAL)
    press(window, Qt.Key.Key_Return)
    settle(qtbot, window.operations)
    assert isinstance(window.screen_shown, Requests)
    assert window.screen_shown.page.number == "2017-0002"


def test_a_cell_that_counts_nothing_says_so(qtbot: QtBot, window: MainWindow) -> None:
    screen = window.screen_shown
    assert isinstance(screen, StatisticsScreen)
    screen.show_part(ANNUAL)
    screen.show_year(2017, "2021")
    settle(qtbot, window.operations)
    for tab, said in ((TABLE_2, "还没有记过数，在“台账”里按月填写"), (TABLE_4, "没有复议、诉讼计入这一格")):
        screen.annual.show_tab(tab)
        settle(qtbot, window.operations)
        assert said in texts(screen)
        assert "Enter 打开" not in texts(screen), "there is nothing to open"


def test_in_january_2018_the_report_of_2017_opens_with_the_figures_that_were_published(
    qtbot: QtBot, window: MainWindow
) -> None:
    screen = window.screen_shown
    assert isinstance(screen, StatisticsScreen)
    screen.show_part("annual")
    settle(qtbot, window.operations)
    assert {"收到申请", "其中网络", "告知补正后未补正", "《海关政府信息公开答复书》"} <= texts(screen)


def test_the_form_of_2019_has_one_row_fewer_by_two(qtbot: QtBot, window: MainWindow) -> None:
    screen = window.screen_shown
    assert isinstance(screen, StatisticsScreen)
    screen.show_part("annual")
    screen.show_year(2017, "2021")
    settle(qtbot, window.operations)
    settle(qtbot, window.operations)
    rows = table(window).model().rowCount()
    choose(window, "格式", "2019年格式")
    settle(qtbot, window.operations)
    assert table(window).model().rowCount() == rows - 2


@pytest.mark.parametrize(("part", "ending", "starts"), [("summary", "pdf", b"%PDF"), ("annual", "xlsx", b"PK")])
def test_what_is_shown_is_written_as_a_file(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, part: str, ending: str, starts: bytes
) -> None:
    screen = window.screen_shown
    assert isinstance(screen, StatisticsScreen)
    screen.show_part(part)
    settle(qtbot, window.operations)
    path = tmp_path / f"汇总.{ending}"
    screen.save_as(path)
    settle(qtbot, window.operations)
    assert path.read_bytes().startswith(starts)


def test_a_file_that_cannot_be_written_is_said_in_a_sentence(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    screen = window.screen_shown
    assert isinstance(screen, StatisticsScreen)
    said: list[str] = []
    window.operations.failed.connect(said.append)
    screen.save_as(tmp_path / "没有" / "汇总.pdf")
    settle(qtbot, window.operations)
    assert len(said) == 1
    assert "汇总.pdf" in said[0]


def test_the_whole_form_and_the_sum_of_the_results_stand_in_a_low_window(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1366, 690)
    results = window.screen_shown.findChild(ResultTable)
    screen = window.screen_shown
    assert results is not None
    assert isinstance(screen, StatisticsScreen)
    settle(qtbot, window.operations)
    assert results.verticalScrollBar().maximum() == 0
    screen.show_part("annual")
    screen.show_year(2017, "2021")
    settle(qtbot, window.operations)
    settle(qtbot, window.operations)
    form = table(window)
    assert form.verticalScrollBar().maximum() == 0
    assert form.visualRect(form.model().index(27, 9)).bottom() <= form.viewport().height()


def test_every_section_is_chosen_by_keys_and_a_figure_of_any_column_opens_what_it_counts(
    qtbot: QtBot, window: MainWindow
) -> None:
    screen = window.screen_shown
    assert isinstance(screen, StatisticsScreen)
    screen.show_period(date(2017, 1, 1), date(2017, 12, 31))
    settle(qtbot, window.operations)
    choose(window, "栏目", "送达（按申请计）")
    results = screen.findChild(ResultTable)
    assert results is not None
    results.setFocus()
    press(window, Qt.Key.Key_Home)
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Return)
    settle(qtbot, window.operations)
    opened = QApplication.focusWidget()
    assert isinstance(opened, QListView)
    assert opened.model().rowCount() == 17
    assert "送达・邮寄" in str(opened.model().index(0, 0).data())
    press(window, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is results
    screen.refresh(Changes(requests=frozenset({"2017-0001"})))
    settle(qtbot, window.operations)
    combo = next(found for found in screen.findChildren(Combo) if found.accessibleName() == "栏目")
    assert combo.currentText() == "送达（按申请计）"


def test_a_paper_is_written_only_of_the_days_that_are_chosen(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard, tmp_path: Path
) -> None:
    screen = window.screen_shown
    assert isinstance(screen, StatisticsScreen)
    told: list[str] = []
    screen.told.connect(told.append)
    choose(window, "期间", "自定期间")
    keyboard.type("20170501")  # in the place of the day that stands there
    keyboard.press("Tab")
    for day, fault in (("20170301", "起始日晚于截止日"), ("20171399", "截止日不是日期"), ("", "请填写截止日")):
        keyboard.press("Backspace")
        keyboard.type(day)
        keyboard.press("Tab", "Shift+Tab")
        settle(qtbot, window.operations)
        assert fault in texts(screen)
        screen.save_as(tmp_path / "汇总.xlsx")
        assert told[-1] == f"{fault}，没有写文件"
    keyboard.type("20170630")
    keyboard.press("Tab")
    screen.save_as(tmp_path / "汇总.xlsx")
    assert told[-1].startswith("数字还没有算好"), "never the days that were shown before"
    settle(qtbot, window.operations)
    screen.save_as(tmp_path / "汇总.xlsx")
    settle(qtbot, window.operations)
    assert (tmp_path / "汇总.xlsx").exists()
    assert any(text.startswith("05-01 至 06-30") for text in texts(screen))
    screen.show_part(ANNUAL)
    settle(qtbot, window.operations)
    choose(window, "年度", "2016年")
    screen.save_as(tmp_path / "年报.pdf")
    assert told[-1].startswith("数字还没有算好"), "not the report of the year before the choice"
    settle(qtbot, window.operations)
    screen.save_as(tmp_path / "年报.pdf")
    settle(qtbot, window.operations)
    assert (tmp_path / "年报.pdf").exists()


def test_a_figure_at_the_head_opens_its_requests_by_a_key(qtbot: QtBot, window: MainWindow) -> None:
    screen = window.screen_shown
    assert isinstance(screen, StatisticsScreen)
    screen.show_period(date(2017, 1, 1), date(2017, 12, 31))
    settle(qtbot, window.operations)
    card = next(found for found in screen.findChildren(FigureCard) if found.accessibleName().startswith("办结 23"))
    card.setFocus()
    press(window, Qt.Key.Key_Space)
    settle(qtbot, window.operations)
    opened = QApplication.focusWidget()
    assert isinstance(opened, QListView)
    assert opened.model().rowCount() == 23


def test_a_long_list_behind_a_figure_is_read_page_by_page(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(behind, "PAGE", 8)
    screen = window.screen_shown
    assert isinstance(screen, StatisticsScreen)
    screen.show_period(date(2017, 1, 1), date(2017, 12, 31))
    settle(qtbot, window.operations)
    card = next(found for found in screen.findChildren(FigureCard) if found.accessibleName().startswith("新收 23"))
    card.click()
    settle(qtbot, window.operations)
    opened = QApplication.focusWidget()
    assert isinstance(opened, QListView)
    assert opened.model().rowCount() == 8
    for _ in range(30):
        press(window, Qt.Key.Key_Down)
        settle(qtbot, window.operations)
        if opened.model().rowCount() == 23:
            break
    assert opened.model().rowCount() == 23


def test_each_part_has_the_key_that_the_search_box_names(qtbot: QtBot, window: MainWindow) -> None:
    screen = window.screen_shown
    assert isinstance(screen, StatisticsScreen)
    named = {part.key: part.name for part in named_parts() if part.key and part.name.startswith("统计")}
    assert named == {"Alt+1": "统计：汇总", "Alt+2": "统计：年报", "Alt+3": "统计：登记簿", "Alt+4": "统计：考核"}
    for key, page in ((Qt.Key.Key_2, screen.annual), (Qt.Key.Key_4, screen.assessment), (Qt.Key.Key_1, screen.summary)):
        press(window, key, held=Qt.KeyboardModifier.AltModifier)
        settle(qtbot, window.operations)
        assert page.isVisible()


def test_tab_goes_over_the_page_as_it_is_read(qtbot: QtBot, window: MainWindow, keyboard: Keyboard) -> None:
    screen = window.screen_shown
    assert isinstance(screen, StatisticsScreen)

    def stops(first: str, count: int) -> list[str]:
        begin = next(found for found in screen.findChildren(QWidget) if found.accessibleName() == first)
        begin.setFocus()
        seen = []
        for _ in range(count):
            keyboard.press("Tab")
            seen.append(keyboard.focus.accessibleName())
        return seen

    choose(window, "期间", "2017年11月")
    settle(qtbot, window.operations)
    assert stops("按渠道", 3) == ["互联网 本月 2 件", "栏目", "汇总数字"]
    screen.show_part("annual")
    choose(window, "年度", "2017年")
    settle(qtbot, window.operations)
    assert stops("格式", 6)[3:] == ["各项数字", "", "收到申请 23"], "公布期限核算 between them"


def test_the_figures_of_the_years_to_2018_have_the_keys_and_open_their_requests(
    qtbot: QtBot, window: MainWindow
) -> None:
    press(window, Qt.Key.Key_2, held=Qt.KeyboardModifier.AltModifier)
    settle(qtbot, window.operations)
    first = QApplication.focusWidget()
    assert first is not None
    assert first.accessibleName() == "收到申请 23"
    press(window, Qt.Key.Key_Tab, times=2)
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "信函" in texts(window.screen_shown), timeout=5000)
    window.operations.changed.emit(Changes(requests=frozenset({"2017-0001"})))
    settle(qtbot, window.operations)
    kept = QApplication.focusWidget()
    assert kept is not None
    assert kept is not first
    assert kept.accessibleName() == "信函 1", "counted anew, the keys stay on the figure"
