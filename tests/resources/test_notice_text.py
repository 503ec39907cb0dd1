"""The texts of the State Council's notices, as they are pasted, and texts in which something is wrong."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from resources.calendars import CalendarFileError, YearNotice, load, parse
from resources.calendars.notice_text import file_of, is_file

HEAD = """国务院办公厅关于{year}年
部分节假日安排的通知
{number}
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
　　经国务院批准，现将{year}年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
"""
TAIL = """
　　节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作，遇有重大突发事件，要按规定及时报告并妥善处置，确保人民群众祥和平安度过节日假期。
　　　　　　　　　　　　　　　　　　国务院办公厅
　　　　　　　　　　　　　　　　　　{day}
"""
ITEMS = {
    2024: """
　　一、元旦：1月1日放假，与周末连休。
　　二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
　　三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
　　四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
　　五、端午节：6月10日放假，与周末连休。
　　六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
　　七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。""",
    2025: """
　　一、元旦：1月1日（周三）放假1天，不调休。
　　二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
　　三、清明节：4月4日（周五）至6日（周日）放假，共3天。
　　四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
　　五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
　　六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。""",
    2026: """
　　一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
　　二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
　　三、清明节：4月4日（周六）至6日（周一）放假，共3天。
　　四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
　　五、端午节：6月19日（周五）至21日（周日）放假，共3天。
　　六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
　　七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。""",
}
PUBLISHED = {2024: "2023年10月25日", 2025: "2024年11月12日", 2026: "2025年11月4日"}
NUMBERS = {2024: "国办发明电〔2023〕7号", 2025: "国办发明电〔2024〕12号", 2026: "国办发明电〔2025〕7号"}


def text_of(year: int) -> str:
    return HEAD.format(year=year, number=NUMBERS[year]) + ITEMS[year] + TAIL.format(day=PUBLISHED[year])


def read(text: str) -> YearNotice:
    return parse(file_of(text, "粘贴的通知全文"))


def short(item: str, year: int = 2026) -> YearNotice:
    """A notice of one item."""
    return read(f"国务院办公厅关于{year}年部分节假日安排的通知\n一、元旦：{item}")


def fault_of(text: str) -> str:
    with pytest.raises(CalendarFileError) as refused:
        read(text)
    return str(refused.value)


def is_working(notice: YearNotice, day: date) -> bool:
    return day in notice.on or (day not in notice.off and day.weekday() < 5)


@pytest.mark.parametrize("year", ITEMS)
def test_the_text_of_a_year_says_what_the_table_of_the_year_says(year: int) -> None:
    notice, table = read(text_of(year)), load(year)
    day = date(year - 1, 12, 1)
    while day.year <= year:
        assert is_working(notice, day) is is_working(table, day), day
        day += timedelta(days=1)
    assert notice.on == table.on
    assert set(notice.off) <= set(table.off)
    assert (notice.year, notice.title, notice.number, notice.published_on) == (
        table.year,
        table.title,
        table.number,
        table.published_on,
    )
    assert notice.wording == text_of(year).strip()


def test_all_days_of_2025_and_2026_are_named_in_the_text() -> None:
    for year in (2025, 2026):
        assert read(text_of(year)).off == load(year).off


def test_days_of_the_december_before_are_named_with_their_year() -> None:
    notice = short("2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。", 2019)
    assert sorted(notice.off) == [date(2018, 12, 30), date(2018, 12, 31), date(2019, 1, 1)]
    assert list(notice.on) == [date(2018, 12, 29)]


@pytest.mark.parametrize(
    ("item", "off", "on"),
    [
        ("1月1日放假，1月2日（周五）补休。", [(1, 1), (1, 2)], []),
        ("10月1日至8日放假调休", [(10, day) for day in range(1, 9)], []),
        ("1月1日放假。9月20日（周日）和10月10日（周六）上班", [(1, 1)], [(9, 20), (10, 10)]),
        ("1月1日放假。2月21日（周六）、22日（周日）上班。", [(1, 1)], [(2, 21), (2, 22)]),
        ("１月１日放假 1 天。", [(1, 1)], []),
    ],
)
def test_variants_of_the_wording(item: str, off: list[tuple[int, int]], on: list[tuple[int, int]]) -> None:
    notice = short(item)
    assert sorted(notice.off) == [date(2026, month, day) for month, day in off]
    assert sorted(notice.on) == [date(2026, month, day) for month, day in on]


@pytest.mark.parametrize(
    ("item", "named"),
    [
        ("1月1日（周五）放假。", "“1月1日（周五）”的星期不对，这一天是星期四"),
        ("1月1日至3日放假调休，共4天。", "列明的是 3 天"),
        ("1月1日放假2天。", "列明的是 1 天"),
        ("1月1日至3日视情放假。", "不理解“1月1日至3日视情放假”"),
        ("1月1日放假。1月4日前后上班。", "不理解“1月4日前后上班”"),
        ("1月1日放假。各单位自行安排。", "不理解“各单位自行安排”"),
        ("2月30日放假。", "“2月30日”不是存在的日期"),
        ("1月3日至1日放假。", "“1月3日至1日”的起止日期不对"),
        ("1月1日放假。1月1日至3日放假。", "前面已经安排过"),
        ("1月1日放假。1月5日上班。", "不是星期六或者星期日"),
        ("2027年1月1日放假。", "不属于 2026 年"),
        ("1月1日放假，与周末连休。", "不理解"),
        ("4日放假。", "不理解“4日放假”"),
        ("1月1日放假。鼓励带薪年休假，1月4日（周日）上班。", "不理解“鼓励带薪年休假，1月4日（周日）上班”"),
        ("1月1日放假。节假日期间，要妥善安排值班。1月4日（周日）上班。", "不理解“1月4日（周日）上班”"),
    ],
)
def test_what_is_not_understood_is_named_and_nothing_is_read(item: str, named: str) -> None:
    assert named in fault_of(f"国务院办公厅关于2026年部分节假日安排的通知\n一、元旦：{item}")


def test_a_part_of_a_notice_is_no_notice() -> None:
    whole = text_of(2026)
    assert "标题" in fault_of(ITEMS[2026])
    assert "逐项" in fault_of(HEAD.format(year=2026, number=""))
    assert "“七、国庆节：”的序号不连续" in fault_of(
        whole.replace("六、中秋节：9月25日（周五）至27日（周日）放假，共3天。", "")
    )
    assert "“国庆节”" in fault_of(whole[: whole.index("七、国")] + TAIL)


def test_a_file_is_told_from_the_text_of_a_notice() -> None:
    assert is_file('\ufeff {"year": 2026}')
    assert not is_file(text_of(2026))
