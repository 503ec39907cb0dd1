"""An office with all its settings, a clock that the test moves, and a paper request to register."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from desktop.casework.casework import Casework
from desktop.casework.intake.intake_views import IntakeDraft
from desktop.casework.office.settings import OfficeSettings
from desktop.office import Office, open_demonstration, open_office
from tests.counter_drafts import counter_draft

SETTINGS = OfficeSettings(
    name="天津海关",
    code="0200",
    short_form="津关",
    remedy_court="天津市第三中级人民法院",
    contact_office="办公室",
    contact_phone="022-00000000",
    address="天津市和平区示例路1号",
    postcode="300040",
    clerk="周宁",
    window="一号窗口",
)

SCENARIO = Path(__file__).parents[1] / "acceptance" / "data" / "scenarios" / "tianjin-2017.jsonl"

MakeDraft = Callable[..., IntakeDraft]


class Clock:
    """Stands at nine o'clock of a day until the test moves it."""

    def __init__(self, day: date = date(2026, 3, 2)) -> None:
        self.day = day

    def __call__(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 9, tzinfo=timezone(timedelta(hours=8)))

    def move_to(self, month: int, day: int, year: int = 2026) -> date:
        """The clock stands on that day from now on."""
        self.day = date(year, month, day)
        return self.day


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    opened = open_office(tmp_path / "office.db", clock=clock)
    opened.casework.settings.save(SETTINGS)
    yield opened
    opened.close()


@pytest.fixture
def casework(office: Office) -> Casework:
    return office.casework


@pytest.fixture
def make_draft(casework: Casework) -> MakeDraft:
    """A complete draft of a request handed in at the counter today."""

    def make(**changes: Any) -> IntakeDraft:
        return counter_draft(casework, **changes)

    return make


@pytest.fixture
def registered(casework: Casework, make_draft: MakeDraft) -> str:
    """The number of a request that was handed in and registered today."""
    return casework.intake.register(make_draft()).number


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casework]:
    """The demonstration office, to be read only."""
    opened = open_demonstration(tmp_path_factory.mktemp("demonstration"))
    yield opened.casework
    opened.close()


@pytest.fixture
def year(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """The year 2017 of 天津海关, seen ten years and a day after its end."""
    clock.move_to(1, 4, 2028)
    opened = open_office(tmp_path / "year.db", clock=clock)
    opened.casework.exchange.read(SCENARIO)
    opened.casework.settings.save(replace(SETTINGS, name="天津海关"))
    yield opened
    opened.close()
