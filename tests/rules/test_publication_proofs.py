"""The two limits that belong to no request, day by day, against a count by hand on the wall calendar."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.rules.publication import annual_report_proof, publication_due, publication_proof, year_to_report
from desktop.rules.working_days import WorkingCalendar
from resources.calendars import load
from tests.rules.telling import CALENDAR


def test_the_report_of_2025_is_published_on_the_last_working_day_of_january() -> None:
    """1-3 January 2026 New Year, Sunday 4 worked, 5-9, 12-16, 19-23, 26-30: 21 working days; the 31st is a Saturday."""
    proof = annual_report_proof(2025, CALENDAR)
    counted = [(day.date.day, day.count) for day in proof.days if day.count is not None]
    worked = [4, 5, 6, 7, 8, 9, 12, 13, 14, 15, 16, 19, 20, 21, 22, 23, 26, 27, 28, 29, 30]
    assert counted == [(day, number) for number, day in enumerate(worked, start=1)]
    assert (proof.legal_day, proof.publish_by) == (date(2026, 1, 31), date(2026, 1, 30))
    last, legal = proof.days[-2:]
    assert (last.why, last.rule) == ("工作日，最迟在这一天公布", "条例第四十九条")
    assert (legal.date, legal.count, legal.why) == (date(2026, 1, 31), None, "法定日期逢休息日，不顺延")


def test_a_fixed_day_in_the_spring_festival_moves_back_before_it() -> None:
    """31 January 2025 lies in the Spring Festival from the 28th; Sunday 26 and Monday 27 are worked."""
    proof = annual_report_proof(2024, CALENDAR)
    assert proof.publish_by == date(2025, 1, 27)
    assert [day.count is None for day in proof.days[-5:]] == [False, True, True, True, True]
    assert "春节" in proof.days[-2].why


def test_until_the_report_of_2018_the_day_is_31_march() -> None:
    """31 March 2018 was a Saturday (492号 31); 31 March 2019 a Sunday."""
    assert annual_report_proof(2017, CALENDAR).publish_by == date(2018, 3, 30)
    proof = annual_report_proof(2018, CALENDAR)
    assert proof.publish_by == date(2019, 3, 29)
    assert proof.rule == "条例（国务院令第492号）第三十一条"
    assert [day.date for day in (proof.days[0], proof.days[-1])] == [date(2019, 3, 1), date(2019, 3, 31)]


def test_a_fixed_day_that_is_worked_is_the_last_one() -> None:
    """31 January 2024 was a Wednesday."""
    proof = annual_report_proof(2023, CALENDAR)
    assert proof.publish_by == proof.legal_day == proof.days[-1].date
    assert proof.days[-1].count == 22


def test_a_year_that_is_not_loaded_is_told_and_nothing_is_counted() -> None:
    proof = annual_report_proof(2026, WorkingCalendar([load(2026)]))
    assert (proof.publish_by, proof.days) == (None, ())
    assert proof.missing is not None
    assert proof.missing.year == 2027


def test_publication_is_counted_from_the_day_after_formation() -> None:
    """2-6 February (5), 9-13 (10), Saturday 14 (11), 24-27 (15), Saturday 28 (16), 2-5 March."""
    proof = publication_proof(date(2026, 1, 30), CALENDAR)
    ends = {day.count: day.date for day in proof.days if day.count in (1, 5, 10, 11, 12, 15, 16, 20)}
    assert [f"{day:%m-%d}" for day in ends.values()] == [
        "02-02", "02-06", "02-13", "02-14", "02-24", "02-27", "02-28", "03-05",
    ]  # fmt: skip
    assert proof.due == publication_due(date(2026, 1, 30), CALENDAR) == proof.days[-1].date
    assert {day.rule for day in proof.days if day.count} == {"条例第二十六条"}


@pytest.mark.parametrize("formed", [date(2026, 12, 15), date(2026, 12, 31)])
def test_publication_into_a_year_that_is_not_loaded_cannot_be_told(formed: date) -> None:
    proof = publication_proof(formed, WorkingCalendar([load(2026)]))
    assert proof.due is None
    assert proof.missing is not None
    assert [day.date for day in proof.days][-1:] == ([date(2026, 12, 31)] if formed.day == 15 else [])


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2026, 1, 2), 2025),
        (date(2026, 1, 31), 2025),  # 条例 49: before 31 January
        (date(2026, 2, 1), 2026),
        (date(2018, 3, 31), 2017),  # 492号 31: before 31 March
        (date(2018, 4, 1), 2018),
    ],
)
def test_the_report_at_work_is_the_past_years_until_its_fixed_date(today: date, year: int) -> None:
    assert year_to_report(today) == year
