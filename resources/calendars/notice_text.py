"""The text of a State Council notice on holidays, read sentence by sentence and never guessed.

Source: 国务院办公厅关于20××年部分节假日安排的通知 as they have been worded since 2008. Every sentence of an item must
be understood, the weekday in brackets must be that of the day, 「共3天」 must be the number of days named, the items
must be numbered without a gap, and every holiday of the preamble must have its item: otherwise the sentence is named
and nothing is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from resources.calendars.faults import CalendarFileError
from resources.weekdays import WEEKDAYS

_TITLE = re.compile(r"(?:国务院办公厅)?关于(\d{4})年部分节假日安排的通知")
_NUMBER = re.compile(r"国办?发[^〔〕\[\]\d]{0,4}[〔\[](\d{4})[〕\]](\d+)号")
_PUBLISHED = re.compile(r"(?:国务院(?:办公厅)?|成文日期[：:])(\d{4})年(\d{1,2})月(\d{1,2})日")
_ANNOUNCED = re.compile(r"现将(?:\d{4}年)?([^。，]+?)(?:放假|等节假日)")
_HEAD = re.compile(r"([一二三四五六七八九十]+)、([^：:，（(\d]{2,20})[：:]")
_END = re.compile(r"节假日期间|国务院办公厅\d{4}年|各地区、各部门")
_DAY = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:[（(]([^（）()]*)[）)])?")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_LIST_BREAK = re.compile(r"[、和及](?![^（(]*[）)])")
_OFF = re.compile(r"(?:其中)?(.+?)(?:全国)?(?:调休放假|放假(?:调休|公休)?|调休|补休)(?:(\d+)天)?")
_ON = re.compile(r"(.+?)(?:上班|正常上班)")
_TOTAL = re.compile(r"共(?:放假)?(\d+)天")
_EXPLAINED = re.compile(r"(?:其中)?(.+?)(?:为[^，,]*法定节假日|为公休日|照常公休)")
_MOVED_TO = re.compile(r".+?公休日.*?调至(.+)")
_OF_WHICH = "其中"
_DASH = re.compile(r"(?<=日)[－—–~～-]+(?=\d)")
_WITH_WEEKEND = "与周末连休"
_WITHOUT_MOVING = "不调休"
_ORDER = re.compile(r"\d日.*(?:上班|放假|调休|补休)")
_ADVICE = re.compile(r"鼓励")
_NUMERALS = "一二三四五六七八九十"
_LONGEST = 31
_SATURDAY = 5
_DECEMBER = 12
_ONE_DAY = timedelta(days=1)
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def is_file(text: str) -> bool:
    """Whether a text is a calendar file (JSON), rather than the text of a notice."""
    return text.removeprefix("\N{BYTE ORDER MARK}").lstrip().startswith("{")


def file_of(text: str, source: str) -> str:
    """The calendar file that the text of a notice amounts to; ``source`` says where the text came from.

    Raises ``CalendarFileError`` that names the sentence which was not understood.
    """
    words = plain_words(text)
    title = _TITLE.search(words)
    if title is None:
        raise CalendarFileError("text_title")
    notice = NoticeDays(int(title[1]))
    preamble, items = items_of(words[title.end() :])
    if not items:
        raise CalendarFileError("text_items")
    for name, sentences in items:
        for sentence in sentences:
            notice.take(name, sentence)
    _require_all_holidays(preamble, [name for name, _ in items])
    entries = {
        "year": notice.year,
        **document(f"国务院办公厅{title[0].removeprefix('国务院办公厅')}", words, source),
        "off": {day.isoformat(): name for day, name in sorted(notice.off.items())},
        "on": {day.isoformat(): name for day, name in sorted(notice.on.items())},
        "wording": text.strip(),
    }
    return json.dumps(entries, ensure_ascii=False, indent=2)


def plain_words(text: str) -> str:
    """The text without blanks and line breaks, its digits and dashes in one form."""
    return _DASH.sub("至", re.sub(r"[\s\u200b\ufeff]+", "", text).translate(_DIGITS))


def document(title: str, words: str, source: str) -> dict[str, str | None]:
    """The entries of a calendar file that say which document its days stand in."""
    number, published = _NUMBER.search(words), _published(words)
    return {
        "title": title,
        "number": None if number is None else number[0].replace("[", "〔").replace("]", "〕"),
        "published_on": None if published is None else published.isoformat(),
        "source": source,
    }


def _published(words: str) -> date | None:
    found = _PUBLISHED.search(words)
    try:
        return None if found is None else date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as fault:
        raise CalendarFileError("text_day", text=found[0] if found else "") from fault


def items_of(words: str) -> tuple[str, list[tuple[str, list[str]]]]:
    """What stands before the first item, and each item: the holiday and its sentences. Raises ``CalendarFileError``."""
    heads = list(_HEAD.finditer(words))
    items = []
    for place, (head, following) in enumerate(zip(heads, [*heads[1:], None], strict=False)):
        if head[1] != _NUMERALS[place : place + 1]:
            raise CalendarFileError("text_order", text=head[0])
        body = words[head.end() : following.start() if following else len(words)]
        if following is None and (end := _END.search(body)):
            require_no_order(body[end.start() :])
            body = body[: end.start()]
        items.append((head[2], [sentence for sentence in re.split("[。；;]", body) if sentence]))
    return words[: heads[0].start()] if heads else words, items


def require_no_order(closing: str) -> None:
    """The closing words give advice; a day that they make free or worked would go unread: ``CalendarFileError``."""
    for sentence in re.split("[。；;]", closing):
        if _orders_days(sentence):
            raise CalendarFileError("text_sentence", text=sentence)


def _require_all_holidays(preamble: str, named: list[str]) -> None:
    """Each holiday that the preamble announces must have its item: a part of a notice is no notice."""
    announced = _ANNOUNCED.search(preamble)
    there = {holiday for name in named for holiday in re.split("[、和]", name)}
    for holiday in re.split("[、和]", announced[1]) if announced else ():
        if holiday not in there:
            raise CalendarFileError("text_holiday", text=holiday)


@dataclass
class NoticeDays:
    """What the sentences read so far say. ``repeats``: a day may be named again, as free or worked as before."""

    year: int
    off: dict[date, str] = field(default_factory=dict)
    on: dict[date, str] = field(default_factory=dict)
    repeats: bool = False

    def take(self, name: str, sentence: str) -> None:
        """Read one sentence of the item ``name``; advice changes no day, and must not be taken for an order.

        Raises ``CalendarFileError``.
        """
        if not _ADVICE.match(sentence):
            self.take_clauses(name, clauses_of(sentence), sentence)
        elif _orders_days(sentence):
            raise CalendarFileError("text_sentence", text=sentence)

    def take_clauses(self, name: str, clauses: list[str], sentence: str) -> None:
        """Read the clauses of a sentence, which must name days or explain those that are free.

        Raises ``CalendarFileError``.
        """
        named: list[date] = []
        explained = False
        for clause in clauses:
            if self._explains(clause, sentence):
                explained = True
            elif total := _TOTAL.fullmatch(clause):
                _require_number(int(total[1]), named, sentence)
            elif clause == _WITH_WEEKEND:
                named += _weekend_beside(named, sentence)
            elif clause != _WITHOUT_MOVING:
                named += self._days_of(name, clause, sentence)
        if not named and not explained:
            raise CalendarFileError("text_sentence", text=sentence)

    def _explains(self, clause: str, sentence: str) -> bool:
        """Whether a clause only says why days are free, as in 2008 and 2009; they must be free already."""
        if clause == _OF_WHICH:
            return True
        found = _EXPLAINED.fullmatch(clause) or _MOVED_TO.fullmatch(clause)
        if found is None:
            return False
        for day in self._listed(found[1], sentence):
            if day not in self.off:
                raise CalendarFileError("text_sentence", text=sentence)
        return True

    def _days_of(self, name: str, clause: str, sentence: str) -> list[date]:
        """The days of a clause that makes days free or worked."""
        if on := _ON.fullmatch(clause):
            days = list(self._listed(on[1], sentence))
            taken = self.on
        elif off := _OFF.fullmatch(clause):
            days = list(self._listed(off[1], sentence))
            taken = self.off
            if off[2]:
                _require_number(int(off[2]), days, sentence)
        else:
            raise CalendarFileError("text_sentence", text=sentence)
        for day in days:
            if (day in self.off or day in self.on) and not (self.repeats and day in taken):
                raise CalendarFileError("text_twice", day=day, text=sentence)
            taken[day] = name
        return days

    def day(self, text: str, sentence: str) -> date:
        """The one day that ``text`` names."""
        return self._day(text, self.year, None, sentence)

    def _listed(self, text: str, sentence: str) -> Iterator[date]:
        """The days of 「9月28日（周日）、10月11日（周六）」 or 「10月1日至8日」."""
        month: int | None = None
        for part in _LIST_BREAK.split(text):
            first, _, last = part.partition("至")
            start = self._day(first, self.year, month, sentence)
            end = self._day(last, start.year, start.month, sentence) if last else start
            if not 0 <= (end - start).days <= _LONGEST:
                raise CalendarFileError("text_span", text=part)
            month = end.month
            yield from (start + timedelta(days=past) for past in range((end - start).days + 1))

    def _day(self, text: str, year: int, month: int | None, sentence: str) -> date:
        """One day; its year and month are those of the day before it where they are not named."""
        found = _DAY.fullmatch(text)
        if found is None or (found[2] is None and month is None):
            raise CalendarFileError("text_sentence", text=sentence)
        named_year, named_month = found[1], found[2]
        try:
            day = date(int(named_year or year), int(named_month or month or 0), int(found[3]))
        except ValueError as fault:
            raise CalendarFileError("text_day", text=text) from fault
        weekday = _WEEKDAY.search(found[4] or "")
        if named_year is None and weekday and self._is_of_last_december(day, weekday[1]):
            day = day.replace(year=day.year - 1)
        if weekday and WEEKDAYS.index(weekday[1].replace("天", "日")) != day.weekday():
            raise CalendarFileError("text_weekday", text=text, weekday=WEEKDAYS[day.weekday()])
        return day

    def _is_of_last_december(self, day: date, weekday: str) -> bool:
        """Whether a day without a year lies in the December before, of which the item has named days already."""
        if day.month != _DECEMBER or day.year != self.year:
            return False
        before = day.replace(year=day.year - 1)
        known = any(off.year == before.year for off in self.off)
        return known and WEEKDAYS.index(weekday.replace("天", "日")) == before.weekday() != day.weekday()


def _orders_days(sentence: str) -> bool:
    """Whether a clause makes a day free or worked."""
    return any(_ORDER.search(clause) for clause in clauses_of(sentence))


def clauses_of(sentence: str) -> list[str]:
    """The clauses of a sentence; a comma in brackets parts nothing."""
    return [clause for clause in re.split(r"[，,](?![^（(]*[）)])", sentence) if clause]


def _require_number(number: int, days: list[date], sentence: str) -> None:
    if len(days) != number:
        raise CalendarFileError("text_number", text=sentence, count=len(days))


def _weekend_beside(named: list[date], sentence: str) -> list[date]:
    """The Saturdays and Sundays that touch the days named; they are free without being named."""
    touching = []
    for edge, step in ((min(named), -_ONE_DAY), (max(named), _ONE_DAY)) if named else ():
        day = edge + step
        while day.weekday() >= _SATURDAY:
            touching.append(day)
            day += step
    if not touching:
        raise CalendarFileError("text_sentence", text=sentence)
    return touching
