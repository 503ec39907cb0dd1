"""Bands and internal target are the office's own; limits are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.casework.casework import Casework
from desktop.casework.office.settings import SettingRefused
from desktop.casework.views import TodayGroup
from resources.vocabulary import Band
from tests.casework.conftest import SETTINGS, Clock, MakeDraft


@pytest.mark.parametrize(
    ("red", "amber", "band"), [(3, 5, Band.GREEN), (3, 7, Band.AMBER), (6, 8, Band.RED), (7, 8, Band.RED)]
)
def test_a_band_begins_where_the_office_says(
    casework: Casework, clock: Clock, registered: str, red: int, amber: int, band: Band
) -> None:
    clock.move_to(3, 20)
    casework.settings.save(replace(SETTINGS, red_days=red, amber_days=amber))
    limit = casework.requests.view(registered).limit
    assert (limit.left, limit.due_on) == (6, date(2026, 3, 30))
    assert limit.band is band
    assert casework.worklist.rows()[0].band is band


def test_overdue_and_due_today_are_the_same_for_all(casework: Casework, clock: Clock, registered: str) -> None:
    casework.settings.save(replace(SETTINGS, red_days=1, amber_days=2))
    clock.move_to(3, 30)
    assert casework.requests.view(registered).limit.band is Band.DUE_TODAY
    clock.move_to(3, 31)
    assert casework.requests.view(registered).limit.band is Band.OVERDUE


def test_the_count_of_the_day_says_its_own_number_of_days(casework: Casework, clock: Clock, registered: str) -> None:
    clock.move_to(3, 20)
    casework.settings.save(replace(SETTINGS, red_days=6, amber_days=8))
    soon = next(count for count in casework.worklist.today().counts if count.group is TodayGroup.SOON)
    assert (soon.label, soon.figure, soon.note) == ("6日内到期", 1, "03-23 至 03-30")


def test_the_internal_target_lies_as_far_before_the_limit_as_the_office_wants(
    casework: Casework, registered: str, make_draft: MakeDraft
) -> None:
    assert casework.requests.view(registered).limit.internal_target == date(2026, 3, 25)
    casework.settings.save(replace(SETTINGS, target_days=5))
    limit = casework.requests.view(registered).limit
    assert (limit.internal_target, limit.due_on) == (date(2026, 3, 23), date(2026, 3, 30))
    line = casework.intake.preview(make_draft()).limits[1]
    assert (line.day, line.working_days) == (date(2026, 3, 23), "15 个工作日")


@pytest.mark.parametrize(
    "wrong", [{"red_days": 5, "amber_days": 5}, {"red_days": 0}, {"amber_days": 16}, {"target_days": 0}]
)
def test_what_cannot_be_is_refused(casework: Casework, wrong: dict[str, int]) -> None:
    with pytest.raises(SettingRefused):
        casework.settings.save(replace(SETTINGS, **wrong))


def test_what_was_saved_is_there_again(casework: Casework) -> None:
    casework.settings.save(replace(SETTINGS, red_days=2, amber_days=6, target_days=4))
    kept = casework.settings.office()
    assert (kept.red_days, kept.amber_days, kept.target_days) == (2, 6, 4)
