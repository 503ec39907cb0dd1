"""Notices are read in the wordings of all their years, however they were copied."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from chinese_calendar import is_workday

from resources.calendars import CalendarFileError, YearNotice, parse
from resources.calendars.notice_text import file_of
from tests.resources.older_notices import ITEMS

CHANGED_LATER = {
    2011: {date(2011, 12, 31)},
    2015: {date(2015, 9, 3), date(2015, 9, 4), date(2015, 9, 6)},
    2018: {date(2018, 12, 29), date(2018, 12, 31)},
    2019: {date(2019, 4, 28), date(2019, 5, 2), date(2019, 5, 3), date(2019, 5, 5)},
    2020: {date(2020, 1, 31), date(2020, 2, 1)},
}
"""Days that the next year's notice, or a second notice of the year, made something else."""

_HALF_WIDTH = str.maketrans("（）：，", "():,")


def as_it_stands(text: str) -> str:
    return text


def half_width(text: str) -> str:
    return text.translate(_HALF_WIDTH)


def in_short_lines(text: str) -> str:
    return "\r\n".join(text[first : first + 37] for first in range(0, len(text), 37))


def with_blanks(text: str) -> str:
    return "".join(f"{character} " if character.isdigit() else character for character in text)


def with_dashes(text: str) -> str:
    return text.replace("日至", "日—")


def read(year: int, items: str) -> YearNotice:
    title = f"国务院办公厅关于{year}年部分节假日安排的通知"
    return parse(file_of(f"{title}{items}　　节假日期间，各地区、各部门要妥善安排好值班。", "粘贴的通知全文"))


@pytest.mark.parametrize("copied", [as_it_stands, half_width, in_short_lines, with_blanks, with_dashes])
@pytest.mark.parametrize("year", sorted(ITEMS))
def test_a_notice_says_the_days_that_were_worked(year: int, copied: Callable[[str], str]) -> None:
    notice = read(year, copied(ITEMS[year]))
    days = [date(year, 1, 1) + timedelta(past) for past in range(365)]
    worked = {day for day in days if day in notice.on or (day.weekday() < 5 and day not in notice.off)}
    differing = {day for day in days if (day in worked) is not is_workday(day)}
    assert differing == CHANGED_LATER.get(year, set())


def test_days_of_the_december_before_are_told_by_their_weekday() -> None:
    notice = read(2008, ITEMS[2008])
    assert notice.on[date(2007, 12, 29)] == "元旦"
    assert {date(2007, 12, 30), date(2007, 12, 31)} <= notice.off.keys()


@pytest.mark.parametrize(
    "item",
    [
        "一、元旦：1月1日至2日放假，共2天。其中，1月5日（星期一）为法定节假日。",
        "一、元旦：1月1日至2日放假，共2天。1月4日（星期日）公休日调至1月5日（星期一）。",
    ],
)
def test_an_explanation_that_names_a_day_that_is_not_free_is_refused(item: str) -> None:
    with pytest.raises(CalendarFileError, match="不理解"):
        read(2009, item)
