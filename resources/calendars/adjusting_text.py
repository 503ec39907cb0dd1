"""The text of a State Council notice that changes days of a year whose notice is out, read sentence by sentence.

Three kinds have come out: 关于调整2019年劳动节假期安排的通知 sets one holiday anew, 关于延长2020年春节假期的通知 makes
one longer, 关于……纪念日调休放假的通知 (2015) adds one. Every sentence that names a day must be understood; what names
none (school terms, wages, duty rosters) changes none.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from resources.calendars import Notice, YearNotice
from resources.calendars.faults import CalendarFileError
from resources.calendars.notice_text import NoticeDays, clauses_of, document, items_of, plain_words, require_no_order

_BY = r"(?:国务院(?:办公厅)?)?关于"
_ANEW = re.compile(_BY + r"调整(?P<year>\d{4})年(?P<name>.{2,24}?)(?:假期|放假|节假日)?安排的通知")
_LONGER = re.compile(_BY + r"延长(?P<year>\d{4})年(?P<name>.{2,24}?)(?:假期|放假)(?:安排|时间)?的通知")
_FURTHER = re.compile(_BY + r"(?P<name>(?:(?!部分节假日|通知)[^。]){2,50}?)(?:调休)?放假(?:安排)?的通知")
_SEVERAL = "部分"
_ADDRESS = re.compile(r"各省、自治区、直辖市[^。：:]*[：:]")
_END = re.compile(r"各地区、各部门(?:、各单位)?要|国务院(?:办公厅)?\d{4}年\d{1,2}月\d{1,2}日")
_NUMBERED = re.compile(r"[一二三四五六七八九十]+、")
_NAMES_A_DAY = re.compile(r"\d日")
_FULL_DAY = re.compile(r"(\d{4})年\d{1,2}月\d{1,2}日")
_TELLS_A_CHANGE = re.compile(r"延长|顺延|提前|取消|改为")
_NAMES_A_TIME = re.compile(r"[一二两三四五六七八九十\d]+(?:天|周|个星期)")
_PURPOSE = re.compile(r"(?:为|经|因|根据|按照)\D+")
_UNTIL = re.compile(r"(?:将)?(?:延长)?(?:\d{4}年)?\D*?假期(?:延长)?至(.+)")
_BACK_TO_WORK = re.compile(r"(.+?)起(?:恢复|照常|正常)?上班")
_ONE_DAY = timedelta(days=1)


class _Kind(Enum):
    ANEW = _ANEW
    LONGER = _LONGER
    FURTHER = _FURTHER


@dataclass(frozen=True, slots=True)
class _Head:
    """What the title says. ``body``: the words after it, without address; ``closing``: those of the end."""

    kind: _Kind
    title: str
    year: int
    name: str
    body: str
    closing: str


def adjusted_year(text: str) -> int | None:
    """The year of which a text changes days; None for a text that is no such notice."""
    head = _head(plain_words(text))
    return None if head is None else head.year


def adjusted_file(text: str, base: YearNotice, source: str) -> tuple[str, str]:
    """The title of the text, and the calendar file that ``base`` becomes by it.

    Raises ``CalendarFileError`` that names the sentence which was not understood.
    """
    words = plain_words(text)
    head = _head(words)
    if head is None:
        raise CalendarFileError("text_title")
    read = NoticeDays(head.year, repeats=True)
    names = _take(head, read, base)
    require_no_order(head.closing)
    off, on = dict(base.off), dict(base.on)
    if head.kind is _Kind.ANEW:
        off, on = ({day: name for day, name in days.items() if name not in names} for days in (off, on))
    for day, name in [*read.off.items(), *read.on.items()]:
        if (other := on.pop(day, None) or off.pop(day, None)) is not None and other not in names:
            raise CalendarFileError("text_other_holiday", day=day, text=other)
        (off if day in read.off else on)[day] = name
    own = document(head.title, words, source)
    earlier = [_as_document(notice) for notice in base.amended_by if notice.title != head.title]
    entries = {
        "year": base.year,
        **_as_document(base),
        "amended_by": [*earlier, own],
        "off": {day.isoformat(): name for day, name in sorted(off.items())},
        "on": {day.isoformat(): name for day, name in sorted(on.items())},
        "wording": "\n\n".join(part for part in (base.wording, text.strip()) if part),
    }
    return head.title, json.dumps(entries, ensure_ascii=False, indent=2)


def _head(words: str) -> _Head | None:
    for kind in _Kind:
        found = kind.value.search(words)
        if found is None:
            continue
        rest = words[words.rindex(found[0]) + len(found[0]) :]
        address = _ADDRESS.search(rest)
        body = rest[address.end() :] if address else rest
        end = _END.search(body)
        closing, body = (body[end.start() :], body[: end.start()]) if end else ("", body)
        dated = _FULL_DAY.search(body)
        year = found.groupdict().get("year") or (dated[1] if dated else None)
        if year is None:
            return None
        title = found[0] if found[0].startswith("国务院") else f"国务院办公厅{found[0]}"
        return _Head(kind, title, int(year), found["name"], body, closing)
    return None


def _take(head: _Head, read: NoticeDays, base: YearNotice) -> set[str]:
    """Read all sentences; gives the names that the holidays have in ``base``."""
    preamble, items = items_of(head.body)
    several = head.name.startswith(_SEVERAL)
    parts = items if several else [(head.name, re.split("[。；;：:]", head.body))]
    if not parts:
        raise CalendarFileError("text_items")
    names = set()
    for holiday, sentences in parts:
        name = holiday if head.kind is _Kind.FURTHER else _known(holiday, base)
        names.add(name)
        for sentence in sentences:
            _take_sentence(head, read, base, name, _NUMBERED.sub("", sentence, count=1))
    if several and _NAMES_A_DAY.search(preamble):
        raise CalendarFileError("text_sentence", text=preamble)
    if not read.off and not read.on:
        raise CalendarFileError("text_no_days")
    return names


def _known(holiday: str, base: YearNotice) -> str:
    """The holiday as the year's notice calls it."""
    wanted = set(re.split("[、和]", holiday))
    for name in base.off.values():
        if set(re.split("[、和]", name)) == wanted:
            return name
    raise CalendarFileError("text_unknown_holiday", text=holiday, year=base.year)


def _take_sentence(head: _Head, read: NoticeDays, base: YearNotice, name: str, sentence: str) -> None:
    if not _NAMES_A_DAY.search(sentence):
        # 再延长一周 names no date and changes days all the same.
        if _TELLS_A_CHANGE.search(sentence) and _NAMES_A_TIME.search(sentence):
            raise CalendarFileError("text_sentence", text=sentence)
        return
    told: list[str] = []
    for clause in clauses_of(sentence):
        if _PURPOSE.fullmatch(clause):
            continue
        if head.kind is _Kind.LONGER and (longer := _UNTIL.fullmatch(clause)):
            _lengthen(read, base, name, read.day(longer[1], sentence), sentence)
        elif back := _BACK_TO_WORK.fullmatch(clause):
            _require_end(read, read.day(back[1], sentence), sentence)
        else:
            told.append(clause)
    if told:
        read.take_clauses(name, told, sentence)


def _lengthen(read: NoticeDays, base: YearNotice, name: str, last: date, sentence: str) -> None:
    """The holiday goes on to ``last``, which may be its last day already."""
    day = max(day for day, holiday in base.off.items() if holiday == name)
    if not day <= last <= day + timedelta(days=31):
        raise CalendarFileError("text_span", text=sentence)
    while day <= last:
        read.off[day] = name
        day += _ONE_DAY


def _require_end(read: NoticeDays, day: date, sentence: str) -> None:
    """The first day of work must be the one after the days off."""
    if day - _ONE_DAY not in read.off or day in read.off:
        raise CalendarFileError("text_sentence", text=sentence)


def _as_document(notice: Notice) -> dict[str, str | None]:
    return {
        "title": notice.title,
        "number": notice.number,
        "published_on": None if notice.published_on is None else notice.published_on.isoformat(),
        "source": notice.source,
    }
