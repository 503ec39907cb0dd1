"""The charts of the summary by keys, and whose summary it is: bars open their requests, offices are chosen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QListView
from pytestqt.qtbot import QtBot

from desktop.app import open_main_window
from desktop.casework.context import TOGETHER
from desktop.casework.figures.summary_views import ComparedLine, MonthPair
from desktop.counter.main_window import MainWindow
from desktop.counter.requests import Requests
from desktop.office import Office, open_office
from desktop.supervisor.behind_card import BehindCard
from desktop.supervisor.line_bars import LineBars
from desktop.supervisor.month_chart import MonthChart
from desktop.supervisor.result_table import ResultTable
from desktop.supervisor.statistics import StatisticsScreen
from desktop.supervisor.summary_page import CHANNELS, DAYS, RESULTS
from desktop.widgets import theme
from desktop.widgets.fields import Combo
from desktop.widgets.screen import Place
from desktop.widgets.tokens import NOTE

YEAR = Path(__file__).parents[1] / "acceptance/data/scenarios/tianjin-2017.jsonl"
CLOCK = datetime(2018, 1, 10, 9, 42, tzinfo=timezone(timedelta(hours=8)))
OTHER = "新港海关"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """天津海关 with all requests of 2017, to which 新港海关 has reported the first five of them as its own."""
    opened = open_office(tmp_path / "store.db", clock=lambda: CLOCK)
    opened.casework.exchange.read(YEAR)
    lines = [json.loads(line) for line in YEAR.read_text(encoding="utf-8").splitlines()]
    told = [lines[0] | {"office": OTHER}, *[line for line in lines if line["type"] == "request"][:5]]
    for line in told[1:]:
        for event in line["events"]:
            event.pop("letter", None)
    file = tmp_path / "other.jsonl"
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in told), encoding="utf-8")
    opened.casework.exchange.read(file)
    yield opened
    opened.close()


@pytest.fixture
def window(qt_is_quiet: None, qtbot: QtBot, office: Office) -> Iterator[MainWindow]:
    """The main window at the summary of the first half of 2017."""
    made = open_main_window(office)
    qtbot.addWidget(made)
    QTest.qWaitForWindowActive(made)
    screen = made.open_place(Place.STATISTICS)
    assert isinstance(screen, StatisticsScreen)
    screen.show_period(date(2017, 1, 1), date(2017, 6, 30))
    settle(qtbot, made)
    yield made
    made.close()


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.wait(50)
    qtbot.waitUntil(lambda: window.operations.idle, timeout=20_000)


def press(window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or window, key)


def tab_to(window: MainWindow, chart: MonthChart | LineBars) -> QAbstractButton:
    """Walks by Tab until the keys are in the chart."""
    for _ in range(80):
        focused = QApplication.focusWidget()
        if focused is not None and focused.parent() is chart:
            assert isinstance(focused, QAbstractButton)
            return focused
        press(window, Qt.Key.Key_Tab)
    raise AssertionError("no Tab leads into the chart")


def opened(window: MainWindow) -> tuple[str, list[str]]:
    """The name of the list that is open, and the numbers in it."""
    (card,) = [card for card in window.screen_shown.findChildren(BehindCard) if card.isVisible()]
    return card.accessibleName(), [row.number for row in card._model.rows]


def test_a_bar_of_a_month_opens_its_requests(qtbot: QtBot, window: MainWindow) -> None:
    (chart,) = window.screen_shown.findChildren(MonthChart)
    mark = tab_to(window, chart)
    assert mark.accessibleName() == "2017年6月新收 3 件", "the last month is where one begins"
    press(window, Qt.Key.Key_Left, Qt.Key.Key_Left)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "2017年4月新收 2 件"
    press(window, Qt.Key.Key_Down, Qt.Key.Key_Return)
    settle(qtbot, window)
    name, numbers = opened(window)
    assert name == "2017年4月办结，5 件"
    assert numbers == ["2017-0006", "2017-0007", "2017-0002", "2017-0005", "2017-0004"]
    press(window, Qt.Key.Key_Escape)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "2017年4月办结 5 件", "Escape leads back to the bar"


def test_months_that_count_nothing_are_passed_over(window: MainWindow) -> None:
    (chart,) = window.screen_shown.findChildren(MonthChart)
    tab_to(window, chart)
    press(window, *[Qt.Key.Key_Left] * 12)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "2017年1月新收 1 件", "2016 and February have none"


@pytest.mark.parametrize(
    ("which", "line", "count"),
    [(CHANNELS, "互联网", 14), (RESULTS, "无法提供", 9), (DAYS, "11—15 个工作日", 7)],
)
def test_each_chart_is_on_the_screen_and_opens_what_it_counts(
    qtbot: QtBot, window: MainWindow, which: str, line: str, count: int
) -> None:
    screen = window.screen_shown
    assert isinstance(screen, StatisticsScreen)
    screen.summary.choose_bars(which)
    (chart,) = screen.findChildren(LineBars)
    assert f"{line} 本期 {count} 件，上期 0 件" in chart.accessibleName()
    tab_to(window, chart)
    for _ in range(8):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused.accessibleName().startswith(line):
            break
        press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Space)
    settle(qtbot, window)
    name, numbers = opened(window)
    assert name == f"{line} · 本期，{count} 件"
    assert len(numbers) == len(set(numbers)) == count


def test_the_summary_follows_the_office_that_is_chosen(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    screen = window.screen_shown
    assert isinstance(screen, StatisticsScreen)
    (combo,) = [found for found in screen.findChildren(Combo) if found.accessibleName() == "单位" and found.isVisible()]
    assert [combo.itemText(place) for place in range(combo.count())] == ["天津海关（本级）", TOGETHER, OTHER]
    received = {}
    combo.setFocus()
    for name in (TOGETHER, OTHER, TOGETHER):
        press(window, Qt.Key.Key_Up if OTHER in received else Qt.Key.Key_Down)
        settle(qtbot, window)
        assert combo.currentText() == name
        assert screen._shown_summary is not None
        received[name] = screen._shown_summary.figures[0].value
    assert received == {OTHER: 5, TOGETHER: 20}
    (chart,) = screen.findChildren(LineBars)
    tab_to(window, chart)
    press(window, Qt.Key.Key_Return)
    settle(qtbot, window)
    _, numbers = opened(window)
    assert sum(number.startswith(f"{OTHER} ") for number in numbers) == 5
    first = next(place for place, number in enumerate(numbers) if number.startswith(OTHER))
    press(window, *[Qt.Key.Key_Down] * first, Qt.Key.Key_Return)
    assert window.screen_shown is screen, "a request of another office has no page here"
    for ending in ("pdf", "xlsx"):
        screen.save_as(tmp_path / f"together.{ending}")
        settle(qtbot, window)
        assert (tmp_path / f"together.{ending}").stat().st_size > 1000


def test_a_figure_has_the_keys_from_the_start_and_leads_back_to_its_list(qtbot: QtBot, window: MainWindow) -> None:
    results = window.screen_shown.findChild(ResultTable)
    assert results is not None
    assert QApplication.focusWidget() is results
    assert (results.currentIndex().row(), results.currentIndex().column()) == (0, 1), "Enter opens it at once"
    press(window, Qt.Key.Key_Return)
    settle(qtbot, window)
    press(window, Qt.Key.Key_Down, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert isinstance(window.screen_shown, Requests)
    number = window.screen_shown.page.number
    window.open_place(Place.STATISTICS)
    settle(qtbot, window)
    listed = QApplication.focusWidget()
    assert isinstance(listed, QListView), "the list is still open, and has the keys"
    assert listed.currentIndex().row() == 1
    assert str(listed.currentIndex().data()).startswith(number)
    press(window, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is results
    assert (results.currentIndex().row(), results.currentIndex().column()) == (0, 1)


def test_a_cell_of_the_year_leads_back_to_its_list(qtbot: QtBot, window: MainWindow) -> None:
    screen = window.screen_shown
    assert isinstance(screen, StatisticsScreen)
    screen.show_part("annual")
    screen.show_year(2017, "2021")
    settle(qtbot, window)
    card = next(found for found in screen.annual.tables.findChildren(BehindCard))
    qtbot.waitUntil(lambda: len(card._model.rows) > 3, timeout=5000)
    card.focus_list()
    press(window, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert isinstance(window.screen_shown, Requests)
    number = window.screen_shown.page.number
    window.open_place(Place.STATISTICS)
    settle(qtbot, window)
    qtbot.wait(300)
    settle(qtbot, window)
    listed = QApplication.focusWidget()
    assert isinstance(listed, QListView)
    assert listed.currentIndex().row() == 2
    assert str(listed.currentIndex().data()).startswith(number)


@pytest.mark.parametrize("section", ["办理结果", "按渠道新收", "办结时限", "发出文书"])
def test_the_sum_of_a_section_opens_all_it_counts(qtbot: QtBot, window: MainWindow, section: str) -> None:
    (combo,) = [found for found in window.screen_shown.findChildren(Combo) if found.accessibleName() == "栏目"]
    combo.setFocus()
    press(window, Qt.Key.Key_Home)
    while combo.currentText() != section:
        press(window, Qt.Key.Key_Down)
    results = window.screen_shown.findChild(ResultTable)
    assert results is not None
    results.setFocus()
    press(window, *[Qt.Key.Key_PageDown] * 5)
    row = results.currentIndex().row()
    assert results.model().index(row, 0).data() == "合计"
    count = results.model().index(row, 1).data()
    press(window, Qt.Key.Key_Return)
    settle(qtbot, window)
    name, listed = opened(window)
    assert name == f"合计 · 本期，{count} 件"
    assert len(set(listed)) == int(count)


def test_where_there_is_one_office_there_is_no_choice(qt_is_quiet: None, qtbot: QtBot, tmp_path: Path) -> None:
    alone = open_office(tmp_path / "alone.db", clock=lambda: CLOCK)
    alone.casework.exchange.read(YEAR)
    made = open_main_window(alone)
    qtbot.addWidget(made)
    screen = made.open_place(Place.STATISTICS)
    settle(qtbot, made)
    assert not any(found.isVisible() for found in screen.findChildren(Combo) if found.accessibleName() == "单位")
    made.close()
    alone.close()


def test_numbers_of_five_digits_are_not_cut_off(qt_is_quiet: None, qtbot: QtBot) -> None:
    chart = MonthChart()
    qtbot.addWidget(chart)
    chart.resize(604, 178)
    chart.show_months([MonthPair(year=2025, month=m, received=1000 * m, completed=1200 * m) for m in range(1, 13)])
    picture = chart.grab().toImage()
    inked = [
        x
        for x in range(picture.width())
        if any(picture.pixelColor(x, y).lightness() < 128 for y in range(picture.height() - MonthChart.FOOT))
    ]
    beside = [x for x in inked if x < chart._plot().left() - 6]
    assert beside[-1] - beside[0] >= QFontMetricsF(theme.font(NOTE)).horizontalAdvance("15000") - 4
    assert beside[0] > 0
    assert inked[-1] < picture.width() - 1


def test_a_number_behind_the_longest_bar_leaves_the_next_one_alone(qt_is_quiet: None, qtbot: QtBot) -> None:
    chart = LineBars()
    qtbot.addWidget(chart)
    chart.resize(556, 180)
    line = ComparedLine(code="web", label="互联网", value=123456, before=99999, year_before=1, year_to_date=0)
    chart.show_lines("渠道", [line], ("本期", "上期", "上年同期"))
    picture = chart.grab().toImage()
    behind = range(round(chart._number_left(0)), 500)
    inked = [x for x in behind if any(picture.pixelColor(x, y).lightness() < 170 for y in range(4, 26))]
    assert max(after - before for before, after in pairwise(inked)) >= 5


def test_a_number_moved_aside_stands_above_the_bars_beside_it(qt_is_quiet: None, qtbot: QtBot) -> None:
    chart = MonthChart()
    qtbot.addWidget(chart)
    chart.resize(604, 178)
    months = [MonthPair(year=2025, month=m, received=19_000, completed=19_800) for m in range(1, 13)]
    chart.show_months([*months, MonthPair(year=2026, month=1, received=10_123, completed=10_456)])
    bars = chart.grab().toImage()
    highest = round(chart._bars(11)[1].top())
    month = range(round(chart._bars(11)[0].left()), chart.width())
    above = [x for x in month if any(bars.pixelColor(x, y).lightness() < 128 for y in range(highest - 1))]
    metrics = QFontMetricsF(theme.font(NOTE, bold=True))
    assert len(above) > metrics.horizontalAdvance("1012310456") * 0.5, "both numbers stand above the bars of December"
    between = range(highest + 2, round(chart._bars(12)[0].top()) - 2)
    own = range(round(chart._bars(12)[0].left()), chart.width() - 1)
    grid = {round(chart._plot().bottom() - chart._plot().height() * n / 2) for n in range(3)}
    inked = [(x, y) for x in own for y in between if y not in grid and bars.pixelColor(x, y).lightness() < 128]
    assert inked == [], "nothing is written beside them"


@pytest.mark.parametrize("width", [360, 556])
def test_a_long_name_never_runs_under_its_bar(qt_is_quiet: None, qtbot: QtBot, width: int) -> None:
    chart = LineBars()
    qtbot.addWidget(chart)
    chart.resize(width, 180)
    name = "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    line = ComparedLine(code="long", label=name, value=0, before=90, year_before=1, year_to_date=0)
    chart.show_lines("结果", [line], ("本期", "上期", "上年同期"))
    picture = chart.grab().toImage()
    start = round(chart._bar(0).left())
    beside = range(start - 8, start - 3)
    inked = [x for x in beside if any(picture.pixelColor(x, y).lightness() < 170 for y in range(4, 26))]
    assert inked == [], "the tick of nothing is all that stands beside the axis"
    assert width * 0.3 < start <= width * 0.4
    assert name in chart.accessibleName()
