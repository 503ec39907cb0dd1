"""Notices that change days of a year that is out already: one holiday anew, longer, or one more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from resources.calendars import CalendarFileError, YearNotice, load, parse
from resources.calendars.adjusting_text import adjusted_file, adjusted_year
from resources.calendars.notice_text import file_of
from tests.resources.older_notices import ITEMS

ADDRESS = "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n"
DUTIES = "\n各地区、各部门要妥善安排好值班和安全、保卫等工作，遇有重大突发事件，要按规定及时报告并妥善处置。\n"

LABOUR_DAY = f"""国务院办公厅关于调整2019年
劳动节假期安排的通知
国办发明电〔2019〕3号
{ADDRESS}　　经国务院批准，现将调整2019年劳动节假期安排通知如下。
　　2019年5月1日至4日放假调休，共4天。4月28日（星期日）、5月5日（星期日）上班。{DUTIES}
国务院办公厅
2019年3月22日"""

SPRING_FESTIVAL = f"""国务院办公厅关于延长2020年春节假期的通知
国办发明电〔2020〕1号
{ADDRESS}　　经国务院批准，为加强新型冠状病毒感染的肺炎疫情防控工作，有效减少人员聚集，阻断疫情传播，更好保障人民群众\
生命安全和身体健康，现将延长2020年春节假期的具体安排通知如下。
　　一、延长2020年春节假期至2月2日（农历正月初九，星期日），2月3日（星期一）起正常上班。
　　二、各地大专院校、中小学、幼儿园推迟开学，具体时间由教育部门另行通知。
　　三、因疫情防控不能休假的职工，应根据《中华人民共和国劳动法》规定安排补休，未休假期的工资报酬应按照有关政策保障落实。
国务院办公厅
2020年1月26日"""

VICTORY_DAY = f"""国务院关于中国人民抗日战争暨世界反法西斯战争
胜利70周年纪念日调休放假的通知
国发明电〔2015〕1号
{ADDRESS}　　2015年是中国人民抗日战争暨世界反法西斯战争胜利70周年。为使全国人民广泛参与中央及各地区各部门举行的\
纪念活动，2015年9月3日全国放假1天。为方便公众安排假日期间生产生活，特作如下调休：9月3日至5日调休放假，共3天。其中9月3日（星期四）放假，\
9月4日（星期五）调休，9月6日（星期日）上班。{DUTIES}
国务院
2015年5月13日"""


def first_notice(year: int, items: str) -> YearNotice:
    title = f"国务院办公厅关于{year}年部分节假日安排的通知"
    return parse(file_of(f"{title}{items}　　节假日期间，各地区、各部门要妥善安排好值班。", "粘贴的通知全文"))


def adjusted(text: str, base: YearNotice) -> YearNotice:
    return parse(adjusted_file(text, base, "粘贴的通知全文")[1])


def same_days(one: YearNotice, other: YearNotice) -> bool:
    """Weekend days that the notice need not name apart."""
    days = [date(one.year - 1, 12, 1) + timedelta(past) for past in range(397)]
    return [works(one, day) for day in days] == [works(other, day) for day in days]


def works(notice: YearNotice, day: date) -> bool:
    return day in notice.on or (day not in notice.off and day.weekday() < 5)


@pytest.mark.parametrize(
    ("year", "items", "text"),
    [
        (2019, ITEMS[2019], LABOUR_DAY),
        (2020, ITEMS[2020], SPRING_FESTIVAL),
        (2015, ITEMS[2015], VICTORY_DAY),
    ],
)
def test_the_three_notices_of_the_past_give_the_days_that_are_bundled(year: int, items: str, text: str) -> None:
    assert adjusted_year(text) == year
    before = first_notice(year, items)
    assert not same_days(before, load(year))
    after = adjusted(text, before)
    assert same_days(after, load(year))
    assert [notice.number for notice in after.amended_by] == [notice.number for notice in load(year).amended_by]
    assert [notice.published_on for notice in after.amended_by] == [
        notice.published_on for notice in load(year).amended_by
    ]
    assert after.title == before.title
    assert "".join(after.amended_by[0].title.split()) == load(year).amended_by[0].title
    assert text.strip() in (after.wording or "")


@pytest.mark.parametrize(("year", "text"), [(2015, VICTORY_DAY), (2019, LABOUR_DAY), (2020, SPRING_FESTIVAL)])
def test_reading_it_again_changes_nothing(year: int, text: str) -> None:
    assert same_days(adjusted(text, load(year)), load(year))
    assert len(adjusted(text, load(year)).amended_by) == 1


def test_the_holiday_is_set_anew() -> None:
    text = LABOUR_DAY.replace("5月1日至4日放假调休，共4天", "5月1日放假，共1天").replace(
        "4月28日（星期日）、5月5日（星期日）上班。", ""
    )
    after = adjusted(text, load(2019))
    assert [day for day, name in after.off.items() if name == "劳动节"] == [date(2019, 5, 1)]
    assert "劳动节" not in after.on.values()


def test_several_holidays_have_items_as_in_a_notice_of_the_year() -> None:
    text = """国务院办公厅关于调整2026年部分节假日安排的通知
    一、端午节：6月19日（周五）放假，共1天。
    二、中秋节：9月25日（周五）至28日（周一）放假调休，共4天。9月19日（周六）上班。
    """
    after = adjusted(text, load(2026))
    assert works(after, date(2026, 6, 22))
    assert not works(after, date(2026, 9, 28))
    assert works(after, date(2026, 9, 19))
    assert works(after, date(2026, 9, 20)), "a worked day of another holiday stays"


@pytest.mark.parametrize("year", range(2008, 2027))
def test_a_notice_of_a_whole_year_is_none_of_these(year: int) -> None:
    assert adjusted_year(f"国务院办公厅关于{year}年部分节假日安排的通知{ITEMS.get(year, '')}") is None


@pytest.mark.parametrize(
    ("text", "old", "new", "fault"),
    [
        (LABOUR_DAY, "5月5日（星期日）", "5月5日（星期一）", "text_weekday"),
        (LABOUR_DAY, "共4天", "共5天", "text_number"),
        (LABOUR_DAY, "2019年5月1日至4日放假调休，共4天。", "5月1日至4日视情况安排。", "text_sentence"),
        (LABOUR_DAY, "劳动节假期", "儿童节假期", "text_unknown_holiday"),
        (LABOUR_DAY, "5月5日（星期日）", "4月5日（星期五）", "text_other_holiday"),
        (LABOUR_DAY, "4月28日（星期日）、5月5日（星期日）", "4月29日（星期一）", "on_weekday"),
        (LABOUR_DAY, "5月1日至4日", "5月1日至32日", "text_day"),
        (LABOUR_DAY, "2019年5月1日至4日放假调休，共4天。4月28日（星期日）、5月5日（星期日）上班。", "", "text_no_days"),
        (LABOUR_DAY, "5月5日（星期日）上班。", "5月5日（星期日）上班。假期再延长一天。", "text_sentence"),
        (LABOUR_DAY, "、5月5日（星期日）上班", "上班。各地区、各部门要值班。5月5日（星期日）上班", "text_sentence"),
        (SPRING_FESTIVAL, "2月3日（星期一）起", "2月4日（星期二）起", "text_sentence"),
        (SPRING_FESTIVAL, "至2月2日（农历正月初九，星期日）", "至1月29日", "text_span"),
        (SPRING_FESTIVAL, "至2月2日（农历正月初九，星期日）", "至5月2日", "text_span"),
        (VICTORY_DAY, "9月6日（星期日）上班", "9月4日（星期五）上班", "text_twice"),
    ],
)
def test_what_is_not_understood_is_named_and_nothing_is_read(text: str, old: str, new: str, fault: str) -> None:
    assert old in text
    year = adjusted_year(text) or 0
    with pytest.raises(CalendarFileError) as refused:
        adjusted(text.replace(old, new), load(year))
    assert refused.value.fault == fault, refused.value.sentence()
