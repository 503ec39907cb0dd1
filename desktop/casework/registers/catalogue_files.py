"""Catalogue files: tables in xlsx or csv, read as rows of cells, each cell checked by what its column holds.

Offices keep their 政府信息公开目录 in tables of their own making: columns are known by their heads, whatever their
order. All faults of a file are found at once, each with its row and column.
"""

from __future__ import annotations

import csv
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from types import MappingProxyType
from zipfile import BadZipFile

from db.records import CatalogueEntry
from desktop.casework.progress_reports import Report, unheard
from resources.messages import ShoubanError, say
from resources.plain_text import text_in

_HEADS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "index_number": ("索引号", "信息索引号", "目录编号", "编号"),
        "category": ("信息分类", "信息类别", "分类", "类别", "主题分类", "栏目"),
        "title": ("信息名称", "名称", "标题", "文件名称"),
        "document_number": ("文号", "发文字号", "文件编号"),
        "formed_on": ("成文日期", "生成日期", "制发日期"),
        "published_on": ("发布日期", "公开日期", "公布日期"),
        "validity": ("有效性", "时效", "时效性", "效力状态", "效力"),
        "publisher": ("发布机构", "公开机构", "发布单位", "制作机关", "责任部门"),
        "address": (
            *("网址", "链接", "地址", "链接地址", "发布地址", "公开地址", "网页地址"),
            *("网址或者查阅地点", "公开渠道", "获取途径"),
        ),
    }
)
"""The columns with the heads under which they are known; the first one is the head that is named."""

_REQUIRED = ("index_number", "title", "published_on", "address")
_DAYS = frozenset({"formed_on", "published_on"})
_EXACT_DIGITS = 15
"""So many digits of a number a spreadsheet keeps exactly; of longer ones it has already lost the last."""

_MOST_ROWS = 100_000
_REPORTED_EACH = 200
_HEAD_ROWS = 10
"""The heads stand in one of the first rows, below the title of the table."""

_NO_VALUES = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
"""What a spreadsheet shows for a formula that has no value."""

_SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")

_BROKEN_WORKBOOK = (
    BadZipFile,
    zlib.error,
    SyntaxError,  # broken XML, of both parsers that openpyxl uses
    OSError,
    EOFError,
    RuntimeError,  # an archive with a password, or packed in a way that is not known
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
)
"""What openpyxl raises of a file that is damaged: it looks at little before it uses it."""

Raw = str | int | float | bool | datetime | date | None


class CatalogueFileUnreadable(ShoubanError):
    """Neither a workbook nor a text table."""

    key = "catalogue.file_unreadable"

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


class CatalogueHeadsMissing(ShoubanError):
    """Columns that every entry needs are not there."""

    key = "catalogue.heads_missing"

    def __init__(self, heads: str) -> None:
        super().__init__(heads=heads)


class CatalogueTooLong(ShoubanError):
    """More rows than a catalogue can have here."""

    key = "catalogue.too_long"

    def __init__(self, most: int) -> None:
        super().__init__(most=most)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFault:
    """What is wrong in a cell; ``row`` as the file counts."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueFile:
    """The entries of a file; with faults it is not taken in."""

    entries: tuple[CatalogueEntry, ...]
    faults: tuple[RowFault, ...]


class _CellFault(Exception):
    """Why a cell cannot stand."""


def read_catalogue(name: str, data: bytes, today: date, report: Report = unheard) -> CatalogueFile:
    """The entries of a file. ``report`` is told how many rows are read; it may raise to stop.

    Raises ``CatalogueFileUnreadable``, ``CatalogueHeadsMissing``, ``CatalogueTooLong``.
    """
    tables = _workbook_tables(name, data, report) if data.startswith(b"PK") else [_text_rows(name, data)]
    rows, head_row, places = _first_with_heads(tables)
    entries: list[CatalogueEntry] = []
    faults: list[RowFault] = []
    first_rows: dict[str, int] = {}
    for number, cells in enumerate(rows[head_row + 1 :], start=head_row + 2):
        if number % _REPORTED_EACH == 0:
            report(number, len(rows))
        if all(_blank(cell) for cell in cells):
            continue
        values, wrong = _values(number, cells, places, today)
        faults += wrong
        if wrong:
            continue
        index_number = str(values["index_number"])
        if index_number in first_rows:
            words = say("catalogue.fault.repeated", number=index_number, row=first_rows[index_number])
            faults.append(RowFault(row=number, column=_HEADS["index_number"][0], sentence=words))
            continue
        first_rows[index_number] = number
        entries.append(_entry(values))
    return CatalogueFile(entries=tuple(entries), faults=tuple(faults))


def check_entry(entry: CatalogueEntry, today: date) -> Mapping[str, str]:
    """What is wrong with an entry typed by hand, by field."""
    wrong = {
        name: say("catalogue.fault.missing")
        for name in ("index_number", "title", "address")
        if not str(getattr(entry, name)).strip()
    }
    if entry.published_on > today:
        wrong["published_on"] = say("catalogue.fault.future")
    return wrong


def _workbook_tables(name: str, data: bytes, report: Report) -> list[list[Sequence[Raw]]]:
    """The rows of each sheet. A formula whose value the file does not hold is told from an empty cell."""
    written = _sheets(name, data, report, values=False)
    if not any(_is_formula(cell) for rows in written for row in rows for cell in row):
        return written
    reckoned = _sheets(name, data, report, values=True)
    return [
        [[_reckoned(*both) for both in zip(row, values, strict=False)] for row, values in zip(rows, told, strict=False)]
        for rows, told in zip(written, reckoned, strict=True)
    ]


def _sheets(name: str, data: bytes, report: Report, *, values: bool) -> list[list[Sequence[Raw]]]:
    import openpyxl

    found: list[list[Sequence[Raw]]] = []
    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=values)
        for sheet in book.worksheets:
            rows: list[Sequence[Raw]] = []
            for row in sheet.iter_rows(values_only=True):
                rows.append(row)
                if len(rows) % _REPORTED_EACH == 0:
                    report(len(rows), 0)
                if len(rows) > _MOST_ROWS + _HEAD_ROWS:
                    raise CatalogueTooLong(_MOST_ROWS)
            found.append(rows)
        book.close()
    except _BROKEN_WORKBOOK as error:
        raise CatalogueFileUnreadable(name) from error
    return found


def _is_formula(cell: Raw) -> bool:
    return isinstance(cell, str) and cell.lstrip().startswith("=")


def _reckoned(written: Raw, value: Raw) -> Raw:
    """The value of a formula; the formula itself where the file does not hold one."""
    return value if _is_formula(written) and value is not None else written


def _first_with_heads(
    tables: Sequence[Sequence[Sequence[Raw]]],
) -> tuple[Sequence[Sequence[Raw]], int, Mapping[str, int]]:
    """The first table that has the heads, with their row and places. Raises ``CatalogueHeadsMissing`` of the first."""
    refused: CatalogueHeadsMissing | None = None
    for rows in tables:
        try:
            return rows, *_heads(rows)
        except CatalogueHeadsMissing as missing:
            refused = refused or missing
    raise refused or CatalogueHeadsMissing("、".join(_HEADS[name][0] for name in _REQUIRED))


def _text_rows(name: str, data: bytes) -> list[Sequence[Raw]]:
    """Rows of a csv file, UTF-8 or, as office programs write it, GB 18030."""
    try:
        text = text_in(data)
    except UnicodeDecodeError as error:
        raise CatalogueFileUnreadable(name) from error
    delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
    try:
        rows: list[Sequence[Raw]] = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise CatalogueFileUnreadable(name) from error
    if len(rows) > _MOST_ROWS + _HEAD_ROWS:
        raise CatalogueTooLong(_MOST_ROWS)
    return rows


def _heads(rows: Sequence[Sequence[Raw]]) -> tuple[int, Mapping[str, int]]:
    """The row of the heads, and the place of each column. Raises ``CatalogueHeadsMissing``."""
    best: tuple[int, Mapping[str, int]] = (0, {})
    for number, cells in enumerate(rows[:_HEAD_ROWS]):
        found: dict[str, int] = {}
        for place, cell in enumerate(cells):
            head = re.sub(r"\s|[（(].*[)）]|\*", "", str(cell or ""))
            column = next((name for name, heads in _HEADS.items() if head in heads), None)
            if column is not None:
                found.setdefault(column, place)
        if len(found) > len(best[1]):
            best = (number, found)
    missing = [_HEADS[name][0] for name in _REQUIRED if name not in best[1]]
    if missing:
        raise CatalogueHeadsMissing("、".join(missing))
    return best


def _entry(values: Mapping[str, str | date | None]) -> CatalogueEntry:
    """The entry of a row in which nothing is wrong."""

    def text(name: str) -> str | None:
        value = values.get(name)
        return None if value is None else str(value)

    formed_on, published_on = values.get("formed_on"), values["published_on"]
    assert isinstance(published_on, date)
    return CatalogueEntry(
        index_number=str(values["index_number"]),
        title=str(values["title"]),
        published_on=published_on,
        address=str(values["address"]),
        category=text("category"),
        document_number=text("document_number"),
        formed_on=formed_on if isinstance(formed_on, date) else None,
        validity=text("validity"),
        publisher=text("publisher"),
    )


def _values(
    number: int, cells: Sequence[Raw], places: Mapping[str, int], today: date
) -> tuple[dict[str, str | date | None], list[RowFault]]:
    values: dict[str, str | date | None] = {}
    faults: list[RowFault] = []
    for name, place in places.items():
        cell = cells[place] if place < len(cells) else None
        try:
            values[name] = _value(name, cell, today)
        except _CellFault as fault:
            faults.append(RowFault(row=number, column=_HEADS[name][0], sentence=str(fault)))
    return values, faults


def _value(name: str, cell: Raw, today: date) -> str | date | None:
    read: Callable[[Raw], str | date | None] = _day if name in _DAYS else _text
    if _is_formula(cell) or cell in _NO_VALUES:
        raise _CellFault(say("catalogue.fault.formula"))
    value = None if _blank(cell) else read(cell)
    if value is None and name in _REQUIRED:
        raise _CellFault(say("catalogue.fault.missing"))
    if name == "published_on" and isinstance(value, date) and value > today:
        raise _CellFault(say("catalogue.fault.future"))
    return value


def _blank(cell: Raw) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _text(cell: Raw) -> str:
    """The text of a cell; a number keeps its digits only up to the precision of spreadsheets."""
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, bool) or cell is None:
        raise _CellFault(say("catalogue.fault.not_text"))
    if isinstance(cell, int | float):
        if not float(cell).is_integer():
            return str(cell)
        if len(str(abs(int(cell)))) > _EXACT_DIGITS:
            raise _CellFault(say("catalogue.fault.digits_lost", value=f"{cell:g}"))
        return str(int(cell))
    # A cell that is broken into lines is one text.
    text = re.sub(r"\s*\n\s*", "", cell.strip())
    if _SCIENTIFIC.fullmatch(text):
        raise _CellFault(say("catalogue.fault.digits_lost", value=text))
    return text


def _day(cell: Raw) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    found = _DAY.fullmatch(text) or _COMPACT_DAY.fullmatch(text)
    try:
        if found is None:
            raise ValueError(text)
        year, month, day = map(int, found.groups())
        return date(year, month, day)
    except ValueError as error:
        raise _CellFault(say("catalogue.fault.no_day", value=text[:40])) from error
