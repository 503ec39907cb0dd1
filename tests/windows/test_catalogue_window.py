"""公开目录 in the windows: taken in from a file, edited by keys, seen at intake, used in the reply."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.office import Office
from desktop.widgets.screen import NewIntake, OpenRequest, Place
from tests.casework.test_catalogue import ENTRY, ROW, changed, table
from tests.windows.test_today import register

if TYPE_CHECKING:
    from desktop.counter.main_window import MainWindow
    from desktop.supervisor.catalogue_page import CatalogueView
    from tests.windows.conftest import Keyboard

Settled = Callable[[], None]


def catalogue_page(window: MainWindow, settled: Settled) -> CatalogueView:
    from desktop.supervisor.parts import CATALOGUE
    from desktop.supervisor.settings import SettingsScreen

    screen = window.open_place(Place.SETTINGS)
    assert isinstance(screen, SettingsScreen)
    settled()
    screen.show_section(CATALOGUE)
    return screen.catalogue


def test_a_file_is_looked_at_before_it_is_taken_in(
    window: MainWindow, keyboard: Keyboard, settled: Settled, tmp_path: Path
) -> None:
    page = catalogue_page(window, settled)
    bad, good = tmp_path / "坏.csv", tmp_path / "好.csv"
    bad.write_bytes(table(ROW, changed(索引号="2", 发布日期="昨天")).encode("gb18030"))
    good.write_bytes(table(ROW).encode("gb18030"))
    page.read_file(bad)
    settled()
    assert "第 3 行“发布日期”：“昨天”不是日期" in page.files.told
    assert not page.files.confirm_button.isVisible()
    page.read_file(good)
    settled()
    assert "新增 1 条" in page.files.told
    keyboard.press("Return")
    settled()
    assert [line.target for line in page.table.lines()] == ["0200-2025-0001"]


def test_an_entry_is_edited_by_keys_and_a_fault_stands_beside_its_field(
    office: Office, window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    office.casework.catalogue.save(ENTRY)
    page = catalogue_page(window, settled)
    settled()
    keyboard.press("Return", "Return")
    page.card.field("title").set_value("")
    keyboard.press("Ctrl+Return")
    settled()
    assert office.casework.catalogue.page().entries == (ENTRY,)
    page.card.field("title").set_value("改过的名称")
    page.card.day("formed_on").setFocus()
    page.card.day("formed_on").selectAll()
    keyboard.type("20251399")
    keyboard.press("Ctrl+Return")
    settled()
    assert office.casework.catalogue.page().entries == (ENTRY,)
    assert page.card.day("formed_on").hasFocus()
    keyboard.press("Alt+N")
    settled()
    keyboard.press("Escape")
    settled()
    assert page.card.field("title").value() == "改过的名称", "asked before what was typed is dropped"
    page.card.day("formed_on").show_day(ENTRY.formed_on)
    keyboard.press("Ctrl+Return")
    settled()
    assert office.casework.catalogue.page().entries[0].title == "改过的名称"


def test_the_intake_shows_where_it_is_already_public(office: Office, window: MainWindow, settled: Settled) -> None:
    from desktop.counter.intake import Intake

    office.casework.catalogue.save(ENTRY)
    window.show_destination(NewIntake())
    screen = window.screen_shown
    assert isinstance(screen, Intake)
    screen.go_to(2)
    screen.keeper.edit({"content": "2025年跨境电商通关时效"})
    settled()
    settled()
    assert screen.side.published.isVisible()
    assert "http://tianjin.customs.gov.cn/77.html" in screen.side.published.where()


def test_alt_g_and_enter_fill_the_reply_from_the_catalogue(
    office: Office, window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    from desktop.counter.letters import Letters

    office.casework.catalogue.save(replace(ENTRY, title="天津关区高级认证企业名单（2025年）"))
    number = register(office, date(2026, 10, 12))
    screen = window.open_place(Place.LETTERS)
    assert isinstance(screen, Letters)
    window.show_destination(OpenRequest(number))
    settled()
    keyboard.press("F5")
    settled()
    keyboard.press("2")
    settled()
    assert screen.letter.catalogue.isVisibleTo(window)
    keyboard.press("Alt+G", "Return")
    settled()
    settled()
    draft = screen.letter.draft
    assert draft is not None
    assert draft.values["published_at"] == "http://tianjin.customs.gov.cn/77.html"
