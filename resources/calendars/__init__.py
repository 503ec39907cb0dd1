"""The State Council's yearly holiday arrangements as dated data: ``<year>.json``, one file a notice.

An office imports later years from files of the same format (``docs/calendar-file.md``). Days of the last
December that a notice names stand in that notice's file. A year without a file is unknown, never guessed.
Off days are those the notice names, weekend days within a holiday included.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar

from resources.calendars.faults import CalendarFileError
from resources.json_objects import KeyTwice, once
from resources.messages import ShoubanError

Entry = TypeVar("Entry", int, str, list[Any], dict[str, Any])

_REQUIRED = frozenset({"year", "title", "number", "published_on", "source", "off", "on"})
_KNOWN = _REQUIRED | {"amended_by", "wording"}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEARS = range(1900, 3000)
"""Years that a day, a period or a table may be asked for."""
_NATIONAL = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
_LONGEST_HOLIDAY = timedelta(days=31)
_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A document on holidays; ``number`` (发文字号) and its day are None where they could not be verified.

    ``source`` says where its text stands: an address, or what the person who made the file read.
    """

    title: str
    number: str | None
    published_on: date | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearNotice(Notice):
    """The arrangement of one year: which days it makes free and which weekend days it makes working days.

    ``off`` and ``on`` give the holiday (节名) by day; ``amended_by`` names later documents whose changes are
    already in them, as in 2015, 2019 and 2020; ``wording`` is the text of the notice that they were read from.
    """

    year: int
    off: Mapping[date, str]
    on: Mapping[date, str]
    amended_by: tuple[Notice, ...] = ()
    wording: str | None = None


def unnamed_holidays(notice: YearNotice) -> tuple[str, ...]:
    """The national holidays (全国年节及纪念日放假办法 2) that a notice does not name: each year's names all seven."""
    named = "、".join(notice.off.values())
    return tuple(name for name in _NATIONAL if name not in named)


class CalendarNotBundled(ShoubanError):
    """The program brings no arrangement of that year."""

    key = "resources.calendar_not_bundled"

    def __init__(self, year: int) -> None:
        super().__init__(year=year)


@cache
def years() -> tuple[int, ...]:
    """The years whose arrangements are bundled, ascending."""
    names = (file.name for file in files(__name__).iterdir())
    return tuple(sorted(int(name.removesuffix(".json")) for name in names if name.endswith(".json")))


@cache
def load(year: int) -> YearNotice:
    """The bundled arrangement of a year; raises CalendarNotBundled."""
    if year not in years():
        raise CalendarNotBundled(year)
    return parse(files(__name__).joinpath(f"{year}.json").read_text(encoding="utf-8"))


def parse(text: str) -> YearNotice:
    """The arrangement that a file describes; raises CalendarFileError with the first fault found."""
    entries = _object(text)
    year = _typed(entries, "year", int)
    if year not in YEARS:
        raise CalendarFileError("type", field="year")
    off = dict(_days(entries, "off", year))
    on = dict(_days(entries, "on", year))
    if not off:
        raise CalendarFileError("empty", field="off")
    if both := sorted(off.keys() & on.keys()):
        raise CalendarFileError("both", day=both[0])
    if weekdays := sorted(day for day in on if day.weekday() < _SATURDAY):
        raise CalendarFileError("on_weekday", day=weekdays[0])
    own = _notice(entries)
    return YearNotice(
        title=own.title,
        number=own.number,
        published_on=own.published_on,
        source=own.source,
        year=year,
        off=MappingProxyType(off),
        on=MappingProxyType(on),
        amended_by=tuple(_notice(amendment) for amendment in _amendments(entries)),
        wording=_optional_text(entries, "wording"),
    )


def _object(text: str) -> dict[str, Any]:
    try:
        entries = json.loads(text.removeprefix("\N{BYTE ORDER MARK}"), object_pairs_hook=once)
    except KeyTwice as fault:
        raise CalendarFileError("twice", field=fault.key) from fault
    except json.JSONDecodeError as fault:
        raise CalendarFileError("json", line=fault.lineno) from fault
    except RecursionError as fault:
        raise CalendarFileError("object") from fault
    if not isinstance(entries, dict):
        raise CalendarFileError("object")
    for field in sorted(_REQUIRED - entries.keys()):
        raise CalendarFileError("missing", field=field)
    for field in sorted(entries.keys() - _KNOWN):
        raise CalendarFileError("unknown", field=field)
    return entries


def _typed(entries: Mapping[str, Any], field: str, wanted: type[Entry]) -> Entry:
    if field not in entries:
        raise CalendarFileError("missing", field=field)
    value = entries[field]
    if not isinstance(value, wanted) or isinstance(value, bool):
        raise CalendarFileError("type", field=field)
    if isinstance(value, str) and not value.strip():
        raise CalendarFileError("empty", field=field)
    return value


def _optional_text(entries: Mapping[str, Any], field: str) -> str | None:
    return None if entries.get(field) is None else _typed(entries, field, str)


def _notice(entries: Mapping[str, Any]) -> Notice:
    published_on = _optional_text(entries, "published_on")
    return Notice(
        title=_typed(entries, "title", str),
        number=_optional_text(entries, "number"),
        published_on=None if published_on is None else _date(published_on),
        source=_typed(entries, "source", str),
    )


def _amendments(entries: Mapping[str, Any]) -> list[dict[str, Any]]:
    amendments: list[Any] = _typed(entries, "amended_by", list) if "amended_by" in entries else []
    if not all(isinstance(amendment, dict) for amendment in amendments):
        raise CalendarFileError("type", field="amended_by")
    return amendments


def _days(entries: Mapping[str, Any], field: str, year: int) -> Iterator[tuple[date, str]]:
    """Each day of an object whose keys are days or spans ``first/last`` and whose values are holiday names."""
    seen: set[date] = set()
    for span, name in _typed(entries, field, dict).items():
        if not isinstance(name, str) or not name.strip():
            raise CalendarFileError("type", field=span)
        for day in _span(span):
            if day.year != year and (day.year, day.month) != (year - 1, 12):
                raise CalendarFileError("year", day=day, year=year)
            if day in seen:
                raise CalendarFileError("twice", field=day)
            seen.add(day)
            yield day, name


def _span(text: str) -> Iterator[date]:
    first, _, last = text.partition("/")
    day = _date(first)
    end = _date(last) if last else day
    if not day <= end <= day + _LONGEST_HOLIDAY:
        raise CalendarFileError("span", text=text)
    while day <= end:
        yield day
        day += timedelta(days=1)


def _date(text: str) -> date:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError as fault:
        raise CalendarFileError("date", text=text) from fault
    raise CalendarFileError("date", text=text)
