"""The limits of the annual report and of the catalogue open the reckoning by key, print, and lead back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from desktop.office import Office
from desktop.widgets.screen import Place
from tests.casework.test_catalogue import ENTRY
from tests.windows.conftest import CHINA, texts
from tests.windows.test_catalogue_window import catalogue_page

if TYPE_CHECKING:
    from desktop.counter.main_window import MainWindow
    from desktop.counter.proof import ProofPage
    from tests.windows.conftest import Clock, Keyboard

Settled = Callable[[], None]


def proof_shown(window: MainWindow) -> ProofPage:
    from desktop.counter.requests import Requests

    screen = window.screen_shown
    assert isinstance(screen, Requests)
    assert screen.proof.isVisible()
    return screen.proof


@pytest.fixture
def clock(clock: Clock) -> Clock:
    clock.now = datetime(2026, 1, 12, 9, 42, tzinfo=CHINA)
    return clock


def test_the_day_of_the_report_opens_day_by_day_is_printed_and_leads_back(
    window: MainWindow, keyboard: Keyboard, settled: Settled, qtbot: QtBot
) -> None:
    from desktop.counter.requests import Requests
    from desktop.supervisor.parts import ANNUAL
    from desktop.supervisor.statistics import StatisticsScreen

    statistics = window.open_place(Place.STATISTICS)
    assert isinstance(statistics, StatisticsScreen)
    statistics.show_part(ANNUAL)
    statistics.show_year(2025)
    settled()
    assert "最迟 2026-01-30 公布" in texts(statistics)
    keyboard.press("Ctrl+L")
    settled()
    page = proof_shown(window)
    assert {"1月31日 周六", "−", "1月30日 周五", "余 14 个工作日"} <= texts(page)
    days = page.lines.model()
    assert [days.index(row, 0).data() for row in (0, days.rowCount() - 1)] == ["01-01 周四", "01-31 周六"]
    assert not page.limits.isVisible(), "there is but one"
    assert "2025年度政府信息公开工作年度报告" in window.windowTitle()
    told: list[str] = []
    window.screen_shown.told.connect(told.append)
    keyboard.press("Ctrl+P")
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert ".pdf" in told[-1]
    keyboard.press("Escape")
    settled()
    assert window.screen_shown is statistics
    keyboard.press("Ctrl+L")
    settled()
    window.open_place(Place.TODAY)
    requests = window.open_place(Place.REQUESTS)
    assert isinstance(requests, Requests)
    settled()
    assert not requests.proof.isVisible(), "the place of requests shows requests again"


def test_an_entry_opens_the_days_to_its_publication_and_leads_back(
    office: Office, window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    office.casework.catalogue.save(ENTRY)
    page = catalogue_page(window, settled)
    settled()
    keyboard.press("Return", "Ctrl+L")
    settled()
    proof = proof_shown(window)
    # 22-26 and 29-31 December (8), Sunday 4 January (9), 5-9 (14), 12-16 (19), Monday 19.
    assert {"20 个工作日", "1月19日 周一", "已于 2026-01-05 办理"} <= texts(proof)
    assert any("0200-2025-0001" in words for words in texts(proof))
    keyboard.press("Escape")
    settled()
    assert window.screen_shown.isAncestorOf(page)
    assert page.isVisible()


def test_days_typed_into_the_form_are_reckoned_and_none_is_said(
    window: MainWindow, keyboard: Keyboard, settled: Settled, office: Office
) -> None:
    page = catalogue_page(window, settled)
    settled()
    keyboard.press("Ctrl+L")
    settled()
    assert "没有成文日期，不能核算期限" in texts(page)
    page.card.show_entry(replace(ENTRY, index_number="<b>&王䶮" + "一" * 300, title="长" * 10_000))
    keyboard.press("Ctrl+L")
    settled()
    proof = proof_shown(window)
    assert "1月19日 周一" in texts(proof)
    assert window.width() <= 1366


def test_an_entry_published_late_says_so(office: Office, window: MainWindow, settled: Settled) -> None:
    from datetime import date

    from desktop.casework.calendar.office_limits import PublicationLimit

    late = PublicationLimit(date(2025, 12, 20), replace(ENTRY, published_on=date(2026, 1, 20)))
    assert office.casework.office_limits.proof(late).badge == "2026-01-20 办理，晚于期限"


def test_a_month_of_six_weeks_lies_over_nothing_in_a_low_window(window: MainWindow, settled: Settled) -> None:
    """January 2022 began on a Saturday."""
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QLabel

    from desktop.casework.calendar.office_limits import ReportLimit
    from desktop.widgets.proof_calendar import ProofMonthGrid
    from desktop.widgets.screen import OpenLimit

    window.resize(1280, 650)
    window.show_destination(OpenLimit(ReportLimit(2021), Place.STATISTICS))
    settled()
    page = proof_shown(window)
    grid = page.findChild(ProofMonthGrid)
    words = next(found for found in page.findChildren(QLabel) if found.text() == "已用")
    assert grid is not None
    assert grid.mapTo(page, QPoint(0, grid.height())).y() <= words.mapTo(page, QPoint(0, 0)).y()
