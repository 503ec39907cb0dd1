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
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from desktop.app import open_main_window
from desktop.casework.context import TOGETHER
from desktop.casework.summary_views import ComparedLine, MonthPair
from desktop.counter.main_window import MainWindow
from desktop.office import Office, open_office
from desktop.supervisor.behind_card import BehindCard
from desktop.supervisor.charts import LineBars, MonthChart
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
