"""A damaged record is named on the screens of figures, beside the equation that fails by it (天津海关 2017)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlcipher3 import dbapi2 as driver

from desktop.counter.main_window import MainWindow
from desktop.office import Office, open_office
from desktop.supervisor.statistics import StatisticsScreen
from desktop.widgets.screen import Place
from tests.windows.conftest import settle, texts

YEAR = Path(__file__).parents[1] / "acceptance/data/scenarios/tianjin-2017.jsonl"
CLOCK = datetime(2018, 1, 10, 9, 42, tzinfo=timezone(timedelta(hours=8)))
NO_RECEIPT = "申请 2017-0003 有结果而无收到日，或者收到日晚于办结日"
DAMAGED = 5


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The year, in which some results have lost their day of receipt behind the program's back."""
    store = tmp_path / "store.db"
    opened = open_office(store, clock=lambda: CLOCK)
    opened.casework.exchange.read(YEAR)
    opened.close()
    with driver.connect(str(store)) as connection:
        numbers = [f"2017-000{at}" for at in range(3, 3 + DAMAGED)]
        marks = ",".join("?" * len(numbers))
        connection.execute(f"UPDATE requests SET received_on = NULL WHERE number IN ({marks})", numbers)
    opened = open_office(store, clock=lambda: CLOCK)
    yield opened
    opened.close()


def test_damaged_requests_are_named_beside_the_table_and_in_the_summary(qtbot: QtBot, window: MainWindow) -> None:
    screen = window.open_place(Place.STATISTICS)
    assert isinstance(screen, StatisticsScreen)
    screen.show_period(date(2017, 1, 1), date(2017, 12, 31))
    settle(qtbot, window.operations)
    assert f"不符：{NO_RECEIPT}" in texts(screen)
    screen.show_part("annual")
    screen.show_year(2017, "2021")
    settle(qtbot, window.operations)
    shown = texts(screen)
    assert any(text.startswith("不符：申请 2017-0003 有结果而无收到日") for text in shown)
    assert sum(text.startswith("不符：申请 ") for text in shown) == 3
    assert "另有 2 处，见“报送”" in shown
    assert "4 项中 1 项不成立" in shown
