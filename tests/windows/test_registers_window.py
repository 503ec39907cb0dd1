"""统计 → 登记簿 by keys: lines page by page, narrowed, opened, written as files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from desktop.office import Office
from desktop.widgets.choices import Segmented
from desktop.widgets.screen import Place
from tests.windows.conftest import texts
from tests.windows.test_today import register

if TYPE_CHECKING:
    from desktop.counter.main_window import MainWindow
    from tests.windows.conftest import Keyboard

Settled = Callable[[], None]


def test_the_register_loads_further_pages_and_enter_opens_the_request(
    office: Office, window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    from desktop.casework.registers.register_views import Register
    from desktop.counter.requests import Requests
    from desktop.supervisor.statistics import StatisticsScreen

    numbers = [register(office, date(2026, 9, 1)) for _ in range(130)]
    screen = window.open_place(Place.STATISTICS)
    assert isinstance(screen, StatisticsScreen)
    screen.show_register(Register.REQUESTS)
    settled()
    assert len(screen.registers.table.lines()) == 100
    keyboard.press("End")
    settled()
    keyboard.press("End")
    settled()
    assert [line.target for line in screen.registers.table.lines()] == list(reversed(numbers))
    keyboard.press("Return")
    settled()
    assert isinstance(window.screen_shown, Requests)
    assert window.screen_shown.page.number == numbers[0]
    window.open_place(Place.STATISTICS)
    settled()
    assert screen.registers.table.target() == numbers[0], "back again, the keys are on the same line of the second page"


@pytest.mark.parametrize(("part", "name"), [("Alt+2", "内容"), ("Alt+3", "登记簿")])
def test_the_parts_of_a_part_are_walked_over_by_keys(
    window: MainWindow, keyboard: Keyboard, settled: Settled, part: str, name: str
) -> None:
    def chosen_place() -> int:
        settled()
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus.isVisible(), "the keys are in what is shown"
        rows = (row for row in window.screen_shown.findChildren(Segmented) if row.accessibleName() == name)
        buttons = next(row for row in rows if row.isVisible()).findChildren(QAbstractButton)
        return [button.isChecked() for button in buttons].index(True)

    keyboard.press("Ctrl+Alt+5", part)
    first = chosen_place()
    keyboard.press("Ctrl+PageDown")
    assert chosen_place() == first + 1
    keyboard.press("Ctrl+PageDown")
    assert chosen_place() == first + 2
    keyboard.press("Ctrl+PageUp")
    assert chosen_place() == first + 1


@pytest.mark.parametrize(("ending", "begins"), [("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf")])
def test_the_register_shown_is_written_as_a_file(
    office: Office, window: MainWindow, settled: Settled, tmp_path: Path, ending: str, begins: bytes, qtbot: QtBot
) -> None:
    from desktop.casework.registers.register_views import Register
    from desktop.supervisor.statistics import StatisticsScreen

    number = register(office, date(2026, 9, 1))
    screen = window.open_place(Place.STATISTICS)
    assert isinstance(screen, StatisticsScreen)
    screen.show_register(Register.LATE)
    settled()
    assert [line.target for line in screen.registers.table.lines()] == [number]
    screen.save_as(tmp_path / f"表.{ending}")
    qtbot.waitUntil(lambda: window.operations.idle, timeout=20_000)
    assert (tmp_path / f"表.{ending}").read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("which", "name", "asked", "written"),
    [
        ("registers", "簿.PDF", "pdf", "簿.PDF"),
        ("registers", "簿 2026.11", "csv", "簿 2026.11.csv"),
        ("registers", "簿.docx", "xlsx", "簿.docx.xlsx"),
        ("annual", "年报 第1.2稿", "docx", "年报 第1.2稿.docx"),
        ("summary", "汇总", "pdf", "汇总.pdf"),
        ("assessment", "自查.csv", "xlsx", "自查.csv.xlsx"),
    ],
)
def test_a_name_with_another_ending_gets_that_of_the_file(
    window: MainWindow, settled: Settled, tmp_path: Path, which: str, name: str, asked: str, written: str, qtbot: QtBot
) -> None:
    from desktop.supervisor.statistics import StatisticsScreen

    screen = window.open_place(Place.STATISTICS)
    assert isinstance(screen, StatisticsScreen)
    screen.show_part(which)
    settled()
    told: list[str] = []
    screen.told.connect(told.append)
    screen.save_as(tmp_path / name, asked)
    qtbot.waitUntil(lambda: told != [], timeout=20_000)
    assert [file.name for file in tmp_path.iterdir() if file.suffix != ".db" and file.is_file()] == [written]
    if name != written:
        before = (tmp_path / written).read_bytes()
        screen.save_as(tmp_path / name, asked)
        assert told[1:] == [f"已有“{written}”，没有写文件；请另取文件名"]
        assert (tmp_path / written).read_bytes() == before


def test_a_first_day_after_the_last_is_told_and_nothing_is_written(
    office: Office, window: MainWindow, keyboard: Keyboard, settled: Settled, tmp_path: Path
) -> None:
    from desktop.supervisor.parts import REGISTERS
    from desktop.supervisor.statistics import StatisticsScreen

    number = register(office, date(2026, 9, 1))
    screen = window.open_place(Place.STATISTICS)
    assert isinstance(screen, StatisticsScreen)
    screen.show_part(REGISTERS)
    screen.registers.period.period.setFocus()
    keyboard.press("End", "Return")
    for day in ("20260801", "20260401"):
        keyboard.type(day)
        keyboard.press("Tab")
    settled()
    assert "起始日晚于截止日" in texts(screen)
    screen.save_as(tmp_path / "表.csv")
    settled()
    assert not (tmp_path / "表.csv").exists()
    screen.registers.period.last.setFocus()
    screen.registers.period.last.selectAll()
    keyboard.type("20261016")
    keyboard.press("Tab")
    settled()
    assert "起始日晚于截止日" not in texts(screen)
    assert [line.target for line in screen.registers.table.lines()] == [number]


def test_the_words_of_another_register_do_not_narrow_what_several_asked_for(
    window: MainWindow, settled: Settled
) -> None:
    from desktop.casework.registers.register_views import Register, RegisterWanted
    from desktop.supervisor.statistics import StatisticsScreen
    from resources.vocabulary import Channel

    screen = window.open_place(Place.STATISTICS)
    assert isinstance(screen, StatisticsScreen)
    screen.show_register(Register.REQUESTS)
    screen.registers.channel.choose(Channel.SIGNED_MAIL)
    screen.show_register(Register.SOUGHT)
    settled()
    first, last = screen.registers.period.days()
    assert screen.registers.wanted() == RegisterWanted(which=Register.SOUGHT, first=first, last=last)
