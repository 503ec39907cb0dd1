"""Writing out what the law cites: articles, dates and numbers as official Chinese prints them."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_DIGITS: Final = "零一二三四五六七八九"
_ENTRY_ENDS: Final = "。；，、;,"
_MOST_NUMBERED: Final = 99
_RINGS: Final = ord("①") - 1
_ARTICLE = re.compile(r"(\d+)(?:\((\d+|[一二三四五六七八九十]+)\))?")


def chinese_number(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals: 36 is 三十六."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def articles_in_words(articles: str) -> str:
    """The vocabulary's notation in words: ``16(1), 36(三)`` is 第十六条第一款、第三十六条第三项.

    Arabic figures in brackets count paragraphs (款), Chinese ones count items (项). What stands behind a semicolon
    is another act (``42; 109号 6``), which the wording names itself.
    """
    return "、".join(_article(found[1], found[2]) for found in _ARTICLE.finditer(articles.split(";")[0]))


def _article(article: str, part: str | None) -> str:
    words = f"第{chinese_number(int(article))}条"
    if part is None:
        return words
    return f"{words}第{chinese_number(int(part))}款" if part.isdigit() else f"{words}第{part}项"


def printed_date(day: date) -> str:
    """A date as official papers print it: full year, no leading zeros (GB/T 9704 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def titled(law: str) -> str:
    """The name of a law in book title marks, as the law is cited: 《中华人民共和国统计法》."""
    name = law.strip().rstrip(_ENTRY_ENDS)
    return name if "《" in name else f"《{name}》"


def entries(typed: tuple[str, ...]) -> tuple[str, ...]:
    """The entries of a list without the marks at their ends, and without their own numbers where all are numbered."""
    plain = tuple(entry.strip().rstrip(_ENTRY_ENDS) for entry in typed)
    numbers = [_own_number(place).match(entry) for place, entry in enumerate(plain[:_MOST_NUMBERED], start=1)]
    if len(plain) > _MOST_NUMBERED or not all(numbers):
        return plain
    return tuple(entry[found.end() :] for entry, found in zip(plain, numbers, strict=True) if found)


def _own_number(place: int) -> re.Pattern[str]:
    """How people number the entry in that place: 1. 1、 （1） 一、 （一） ①."""
    words = chinese_number(place)
    return re.compile(rf"(?:{place}[.、．](?!\d)|[（(](?:{place}|{words})[）)]|{words}、|{chr(_RINGS + place)})\s*")


def numbered(typed: tuple[str, ...]) -> str:
    """Several matters in one sentence: ``1.…；2.…``; a single one stands alone, a question keeps its mark."""
    plain = entries(typed)
    if len(plain) == 1:
        return plain[0]
    listed = "；".join(f"{place}.{entry}" for place, entry in enumerate(plain, start=1))
    return re.sub("(?<=[？！])；", "", listed)
