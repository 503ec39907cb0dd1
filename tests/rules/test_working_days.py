"""Working days are what the State Council's notices make them; an unknown year is never guessed."""

from __future__ import annotations

import pytest

from db.records import DayChange
from desktop.rules.working_days import CalendarMissing, DayKind, WorkingCalendar
from resources import calendars
from tests.rules.telling import CALENDAR, day


@pytest.mark.parametrize(
    ("on", "kind", "name"),
    [
        ("2026-03-02", DayKind.WORKING, None),
        ("2026-03-07", DayKind.WEEKEND, None),
        ("2026-02-14", DayKind.MAKE_UP, "春节"),
        ("2026-02-16", DayKind.HOLIDAY, "春节"),
        ("2026-02-15", DayKind.HOLIDAY, "春节"),
        ("2026-09-20", DayKind.MAKE_UP, "国庆节"),
    ],
)
def test_a_day_is_what_the_notice_says(on: str, kind: DayKind, name: str | None) -> None:
    assert CALENDAR.kind(day(on)) is kind
    assert CALENDAR.name(day(on)) == name
    assert CALENDAR.is_working(day(on)) is (kind in (DayKind.WORKING, DayKind.MAKE_UP))


def test_the_last_december_follows_the_next_years_notice() -> None:
    assert CALENDAR.kind(day("2018-12-29")) is DayKind.MAKE_UP
    assert CALENDAR.kind(day("2018-12-31")) is DayKind.HOLIDAY
    alone = WorkingCalendar([calendars.load(2018)])
    assert alone.kind(day("2018-12-29")) is DayKind.WEEKEND
    assert alone.kind(day("2018-12-31")) is DayKind.WORKING


def test_a_december_is_provisional_until_the_next_notice_is_loaded() -> None:
    assert CALENDAR.is_provisional(day("2026-12-01"))
    assert not CALENDAR.is_provisional(day("2026-11-30"))
    assert not CALENDAR.is_provisional(day("2025-12-31"))
    assert not CALENDAR.is_provisional(day("2027-12-31"))
    assert CALENDAR.last_certain_day() == day("2026-11-30")
    assert CALENDAR.last_known_day() == day("2026-12-31")


def test_an_unknown_year_is_refused_in_every_count() -> None:
    counts = [
        lambda: CALENDAR.kind(day("2027-01-04")),
        lambda: CALENDAR.is_working(day("2007-12-31")),
        lambda: CALENDAR.add(day("2026-12-31"), 1),
        lambda: CALENDAR.add(day("2026-12-20"), 30),
        lambda: CALENDAR.add(day("2008-01-02"), -3),
        lambda: CALENDAR.count(day("2026-12-31"), day("2027-01-01")),
        lambda: CALENDAR.next_working(day("2027-01-01")),
    ]
    for count in counts:
        with pytest.raises(CalendarMissing):
            count()


def test_the_error_names_the_first_missing_year() -> None:
    with pytest.raises(CalendarMissing) as told:
        CALENDAR.add(day("2026-12-20"), 600)
    assert told.value.year == 2027
    assert told.value.code == "CALENDAR_MISSING_2027"
    assert "2027" in str(told.value)


def test_a_gap_between_loaded_years_is_not_jumped_over() -> None:
    gap = WorkingCalendar([calendars.load(2024), calendars.load(2026)])
    with pytest.raises(CalendarMissing, match="2025"):
        gap.add(day("2024-12-31"), 1)
    with pytest.raises(CalendarMissing, match="2025"):
        gap.count(day("2024-12-30"), day("2026-01-05"))
    assert gap.add(day("2024-12-30"), 1) == day("2024-12-31")


def test_a_count_into_an_unloaded_year_that_needs_none_of_its_days_stands() -> None:
    only = WorkingCalendar([calendars.load(2026)])
    assert only.add(day("2025-12-31"), 1) == day("2026-01-04")
    assert only.add(day("2025-12-31"), 0) == day("2025-12-31")


def test_counting_back() -> None:
    assert CALENDAR.add(day("2026-11-13"), -3) == day("2026-11-10")
    assert CALENDAR.add(day("2026-03-01"), -1) == day("2026-02-28")
    assert CALENDAR.previous_working(day("2025-01-31")) == day("2025-01-27")
    assert CALENDAR.previous_working(day("2026-03-02")) == day("2026-03-02")
    assert CALENDAR.next_working(day("2026-10-01")) == day("2026-10-08")


def test_an_empty_span_has_no_working_days() -> None:
    assert CALENDAR.count(day("2026-03-02"), day("2026-03-02")) == 0
    assert CALENDAR.count(day("2026-03-05"), day("2026-03-02")) == 0


def test_the_offices_own_change_goes_before_the_notice() -> None:
    flood = DayChange(day=day("2026-03-03"), working=False, name="防汛", why="防汛停止办公")
    worked = DayChange(day=day("2026-02-16"), working=True, name="值班")
    changed = WorkingCalendar([calendars.load(2026)], {flood.day: flood, worked.day: worked})

    assert changed.kind(flood.day) is DayKind.HOLIDAY
    assert changed.authority(flood.day) == flood
    assert changed.is_working(worked.day)
    assert changed.add(day("2026-03-02"), 1) == day("2026-03-04")


def test_how_far_a_count_reaches() -> None:
    assert CALENDAR.reach(day("2026-12-10"), day("2027-02-01")) == day("2026-12-31")
    assert CALENDAR.reach(day("2026-12-31"), day("2027-02-01")) == day("2026-12-31")
    assert CALENDAR.reach(day("2026-03-02"), day("2026-03-30")) == day("2026-03-30")


def test_without_any_notice_nothing_is_known() -> None:
    empty = WorkingCalendar([])
    assert empty.years == ()
    assert empty.last_certain_day() is None
    with pytest.raises(CalendarMissing):
        empty.add(day("2026-03-02"), 1)
