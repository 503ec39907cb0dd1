"""The bundled years equal two independent libraries day by day, and a broken file is refused by its first fault."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

import chinese_calendar
import holidays
import pytest

from resources.calendars import CalendarFileError, CalendarNotBundled, YearNotice, load, parse, unnamed_holidays, years
from resources.messages import LANGUAGES
from resources.plain_text import text_in

ROOT = Path(__file__).resolve().parents[2]
VECTORS = json.loads((ROOT / "tests/acceptance/data/vectors/deadlines.json").read_text(encoding="utf-8"))
NAMED_BY_VECTORS: Mapping[str, dict[str, list[list[str]]]] = VECTORS["meta"]["calendar"]
GUIDE = (ROOT / "docs/calendar-file.md").read_text(encoding="utf-8")

FESTIVALS = {"元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节", "中秋节、国庆节", "国庆节、中秋节"}
VICTORY_DAY = "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"

SMALL = {
    "year": 2027,
    "title": "国务院办公厅关于2027年部分节假日安排的通知",
    "number": None,
    "published_on": "2026-11-10",
    "source": "测试",
    "off": {"2027-01-01/2027-01-03": "元旦", "2026-12-31": "元旦"},
    "on": {"2026-12-27": "元旦"},
}


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def works(day: date) -> bool:
    """Working day by the bundled notices alone: the year's own, and the next one for its December."""
    notices = [load(year) for year in (day.year, day.year + 1) if year in years()]
    if any(day in notice.off for notice in notices):
        return False
    return day.weekday() < 5 or any(day in notice.on for notice in notices)


def fault_of(text: str) -> str:
    with pytest.raises(CalendarFileError) as refused:
        parse(text)
    assert all(len(refused.value.sentence(lang)) > 20 for lang in LANGUAGES)
    return refused.value.fault


def changed(**entries: object) -> str:
    return json.dumps(SMALL | entries, ensure_ascii=False)


def test_the_years_since_the_first_edition_of_the_regulation_are_bundled() -> None:
    assert years() == tuple(range(2008, 2027))


@pytest.mark.parametrize("year", years())
def test_every_day_equals_chinesecalendar(year: int) -> None:
    differing = [
        day for day in days(date(year, 1, 1), date(year, 12, 31)) if works(day) != chinese_calendar.is_workday(day)
    ]
    assert differing == []


@pytest.mark.parametrize("year", years())
def test_every_day_equals_holidays(year: int) -> None:
    china = holidays.country_holidays("CN", years=[year, year + 1])
    differing = [day for day in days(date(year, 1, 1), date(year, 12, 31)) if works(day) != china.is_working_day(day)]
    assert differing == []


def test_the_last_days_of_2007_stand_in_the_notice_of_2008() -> None:
    assert {day for day in load(2008).off if day.year == 2007} == {date(2007, 12, 30), date(2007, 12, 31)}
    assert {day for day in load(2008).on if day.year == 2007} == {date(2007, 12, 29)}


@pytest.mark.parametrize("year", sorted(NAMED_BY_VECTORS))
def test_notices_name_the_same_days_as_the_vectors(year: str) -> None:
    named = NAMED_BY_VECTORS[year]
    off = {day for first, last in named["off"] for day in days(date.fromisoformat(first), date.fromisoformat(last))}
    assert load(int(year)).off.keys() == off
    assert load(int(year)).on.keys() == {date.fromisoformat(str(day)) for day in named["on"]}


@pytest.mark.parametrize(
    ("day", "year"), [("2011-12-31", 2012), ("2018-12-29", 2019), ("2022-12-31", 2023), ("2023-12-30", 2024)]
)
def test_days_of_the_last_december_stand_in_the_later_notice(day: str, year: int) -> None:
    named = date.fromisoformat(day)
    assert named in load(year).off or named in load(year).on
    assert named not in load(year - 1).off
    assert named not in load(year - 1).on


@pytest.mark.parametrize("year", years())
def test_every_day_is_named_by_its_holiday(year: int) -> None:
    notice = load(year)
    names = {*notice.off.values(), *notice.on.values()}
    assert names - {VICTORY_DAY} <= FESTIVALS
    assert (VICTORY_DAY in names) == (year == 2015)


@pytest.mark.parametrize("year", years())
def test_every_year_names_its_notice_and_source(year: int) -> None:
    notice = load(year)
    assert notice.year == year
    assert notice.title == f"国务院办公厅关于{year}年部分节假日安排的通知"
    assert notice.source.startswith("https://www.gov.cn/gongbao/")
    assert notice.number is None or re.fullmatch(rf"国办发明电〔{year - 1}〕\d+号", notice.number)
    assert notice.published_on is None or notice.published_on.year == year - 1


def test_amendments_are_named_where_a_later_document_changed_the_year() -> None:
    numbers = {year: [later.number for later in load(year).amended_by] for year in years() if load(year).amended_by}
    assert numbers == {2015: ["国发明电〔2015〕1号"], 2019: ["国办发明电〔2019〕3号"], 2020: ["国办发明电〔2020〕1号"]}


def test_a_year_without_a_file_is_unknown() -> None:
    with pytest.raises(CalendarNotBundled) as refused:
        load(2027)
    assert refused.value.facts == {"year": 2027}


def test_a_notice_cannot_be_changed_after_loading() -> None:
    assert isinstance(load(2026).off, MappingProxyType)
    assert isinstance(load(2026).on, MappingProxyType)


def test_days_and_spans_may_stand_side_by_side() -> None:
    notice = parse(changed())
    assert sorted(notice.off) == days(date(2026, 12, 31), date(2027, 1, 3))
    assert notice.on == {date(2026, 12, 27): "元旦"}
    assert notice.number is None


def test_a_file_saved_with_a_byte_order_mark_is_read() -> None:
    assert parse("\ufeff" + changed()).year == 2027


def test_the_example_of_the_guide_is_a_valid_file() -> None:
    example = re.search(r"```json\n(.*?)```", GUIDE, re.DOTALL)
    assert example is not None
    assert isinstance(parse(example[1]), YearNotice)


@pytest.mark.parametrize("field", ["year", "title", "number", "published_on", "source", "off", "on"])
def test_a_missing_entry_is_refused(field: str) -> None:
    assert fault_of(json.dumps({name: value for name, value in SMALL.items() if name != field})) == "missing"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "json"),
        ("{", "json"),
        ("[]", "object"),
        (changed(holidays={}), "unknown"),
        (changed(year="2027"), "type"),
        (changed(year=True), "type"),
        (changed(year=9999, off={"9999-12-31": "元旦"}), "type"),
        ('{"year": ' * 100_000, "object"),
        (changed(title=" "), "empty"),
        (changed(number=7), "type"),
        (changed(source=None), "type"),
        (changed(published_on="2026/11/10"), "date"),
        (changed(amended_by=["x"]), "type"),
        (changed(amended_by=[{"title": "x"}]), "missing"),
        (changed(off={}), "empty"),
        (changed(off=["2027-01-01"]), "type"),
        (changed(off={"2027-01-01": ""}), "type"),
        (changed(off={"20270101": "元旦"}), "date"),
        (changed(off={"2027-02-29": "春节"}), "date"),
        (changed(off={"2027-W01-1": "元旦"}), "date"),
        (changed(off={"2027-01-03/2027-01-01": "元旦"}), "span"),
        (changed(off={"2027-01-01/2027-12-31": "元旦"}), "span"),
        (changed(off={"2026-11-30": "元旦"}), "year"),
        (changed(off={"2028-01-01": "元旦"}), "year"),
        (changed(off={"2027-01-01/2027-01-03": "元旦", "2027-01-02": "春节"}), "twice"),
        ('{"year": 2027, "year": 2028}', "twice"),
        (changed(on={"2027-01-03": "元旦"}), "both"),
        (changed(on={"2027-01-04": "元旦"}), "on_weekday"),
    ],
)
def test_a_broken_file_is_refused_by_its_first_fault(text: str, fault: str) -> None:
    assert fault_of(text) == fault


def test_the_refusal_names_the_case_in_the_language_asked_for() -> None:
    with pytest.raises(CalendarFileError) as refused:
        parse(changed(on={"2027-01-04": "元旦"}))
    assert "2027年1月4日不是星期六" in str(refused.value)
    assert "2027-01-04 is not a Saturday" in refused.value.sentence("en")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_text_file_is_read_however_an_office_program_wrote_it(encoding: str) -> None:
    assert text_in("国务院办公厅关于2027年部分节假日安排的通知 𬱖".encode(encoding)).startswith("国务院办公厅")


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\x00\x01", b"\x81"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnicodeDecodeError):
        text_in(data)


def test_every_bundled_notice_names_the_seven_national_holidays() -> None:
    for year in years():
        assert unnamed_holidays(load(year)) == ()
