"""Pictures of the supervisor's places: figures, registers, the annual report, and all settings."""

from __future__ import annotations

import json

from desktop.casework.registers.register_views import Register
from desktop.office import Office
from desktop.screenshot_camera import Camera, screen_of
from desktop.supervisor.parts import (
    ANNUAL,
    CALENDAR,
    CATALOGUE,
    FILING,
    PRINTING,
    RETENTION,
    SAFEKEEPING,
    TEXT,
    WORDING,
)
from desktop.supervisor.settings import SettingsScreen
from desktop.supervisor.statistics import StatisticsScreen
from desktop.widgets.screen import Place
from resources import calendars, demo
from resources.vocabulary import LetterKind, Table3Column, Table3Row

_SECTIONS = {
    CATALOGUE: "19-catalogue",
    WORDING: "20-wording",
    RETENTION: "21-retention",
    PRINTING: "24-printing",
}
"""Sections of the settings that are shown as they open, with the names of their pictures."""


def show_figures(camera: Camera, office: Office) -> None:
    """The summary of a month, and table 三 of a year with one cell opened."""
    camera.window.open_place(Place.STATISTICS)
    camera.take("08-summary")
    screen = screen_of(camera, StatisticsScreen)
    screen.show_part(ANNUAL)
    screen.show_year(2025)
    screen.annual.go_to(Table3Row.WITHHELD_THIRD_PARTY_RIGHTS, Table3Column.NATURAL_PERSON)
    camera.take("09-annual")


def show_annual(camera: Camera, office: Office) -> None:
    """The text of the report of a year, and what is filed."""
    annual = screen_of(camera, StatisticsScreen).annual
    annual.show_tab(TEXT)
    annual.focus_first()
    camera.take("22-annual-text")
    annual.show_tab(FILING)
    annual.focus_first()
    camera.take("23-annual-filing")


def show_registers(camera: Camera, office: Office) -> None:
    """The register of all requests."""
    screen_of(camera, StatisticsScreen).show_register(Register.REQUESTS)
    camera.take("18-register")


def show_settings(camera: Camera, office: Office) -> None:
    """The office, a year of working days with a notice under examination, and the care for the store."""
    camera.window.open_place(Place.SETTINGS)
    screen = screen_of(camera, SettingsScreen)
    camera.take("15-office")
    screen.show_section(CALENDAR)
    camera.rest("12-calendar")
    screen.calendar.examine(_invented_notice())
    camera.take("12-calendar")
    screen.show_section(SAFEKEEPING)
    screen.safekeeping.run_check()
    camera.take("16-safekeeping")
    for section, name in _SECTIONS.items():
        screen.show_section(section)
        if section == WORDING:
            camera.rest(name)
            letters = screen.wording.letters
            letters.setCurrentIndex(letters.model().index(1, 0))
            screen.wording.show_letter(LetterKind.CORRECTION_NOTICE)
        camera.take(name)


def _invented_notice() -> str:
    """The arrangement of 2026 with two days exchanged, as a file that an office might load."""
    notice = calendars.load(demo.NOW.year)
    off = {day.isoformat(): name for day, name in notice.off.items()} | {"2026-10-30": "临时调休"}
    on = {day.isoformat(): name for day, name in notice.on.items()} | {"2026-10-25": "临时调休"}
    content = {
        "year": notice.year,
        "title": "关于2026年10月临时调休的通知（演示，虚构）",
        "number": None,
        "published_on": None,
        "source": "虚构",
        "off": off,
        "on": on,
    }
    return json.dumps(content, ensure_ascii=False)
