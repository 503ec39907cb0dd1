"""What the ledger counts: table 二 and what the office published by itself. Sums of them are figures too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from db.report_records import LedgerEntry

TABLE_2: Final = "表二"
TABLE_2_OF_2019: Final = "表二（2019年格式）"
PROACTIVE: Final = "主动公开"

Values = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerItem:
    """An item. ``stock``: what there is at the end of the month (its last month counts), otherwise what came in it.

    ``decimals``: an amount with decimals. ``term``: its name in the texts of the report.
    """

    code: str
    name: str
    term: str
    unit: str
    group: str
    stock: bool = False
    decimals: bool = False


def _item(group: str, code: str, name: str, term: str, unit: str, kind: str = "") -> LedgerItem:
    return LedgerItem(
        code=code, name=name, term=term, unit=unit, group=group, stock=kind == "stock", decimals=kind == "amount"
    )


ITEMS: Final = (
    _item(TABLE_2, "regulation.made", "规章：制发件数", "规章制发", "件"),
    _item(TABLE_2, "regulation.repealed", "规章：废止件数", "规章废止", "件"),
    _item(TABLE_2, "regulation.in_force", "规章：现行有效件数", "规章有效", "件", "stock"),
    _item(TABLE_2, "normative.made", "行政规范性文件：制发件数", "规范性文件制发", "件"),
    _item(TABLE_2, "normative.repealed", "行政规范性文件：废止件数", "规范性文件废止", "件"),
    _item(TABLE_2, "normative.in_force", "行政规范性文件：现行有效件数", "规范性文件有效", "件", "stock"),
    _item(TABLE_2, "permit.decisions", "行政许可：处理决定数量", "行政许可决定", "件"),
    _item(TABLE_2, "penalty.decisions", "行政处罚：处理决定数量", "行政处罚决定", "件"),
    _item(TABLE_2, "coercion.decisions", "行政强制：处理决定数量", "行政强制决定", "件"),
    _item(TABLE_2, "fee.collected", "行政事业性收费：收费金额", "行政事业性收费", "万元", "amount"),
    _item(PROACTIVE, "portal.news", "门户网站：动态和公告", "动态和公告", "篇"),
    _item(PROACTIVE, "portal.penalties", "门户网站：双公示（行政处罚）", "行政处罚公示", "条"),
    _item(PROACTIVE, "portal.permits", "门户网站：双公示（行政许可）", "行政许可公示", "条"),
    _item(PROACTIVE, "portal.auctions", "门户网站：拍卖信息", "拍卖信息", "条"),
    _item(PROACTIVE, "portal.procurement", "门户网站：政府采购信息", "采购信息", "条"),
    _item(PROACTIVE, "portal.other", "门户网站：其他政府信息", "门户网站其他", "条"),
    _item(PROACTIVE, "media.news", "媒体：刊（播）发新闻", "媒体刊发", "条"),
    _item(PROACTIVE, "new_media.articles", "新媒体：稿件", "新媒体稿件", "篇"),
    _item(PROACTIVE, "new_media.issues", "新媒体：发刊", "新媒体发刊", "期"),
    _item(PROACTIVE, "new_media.followers", "新媒体：关注", "新媒体关注", "人次", "stock"),
    _item(PROACTIVE, "new_media.reads", "新媒体：阅读", "新媒体阅读", "人次"),
    _item(TABLE_2_OF_2019, "regulation.published", "规章：新公开数量", "规章新公开", "件"),
    _item(TABLE_2_OF_2019, "regulation.public", "规章：对外公开总数量", "规章对外公开", "件", "stock"),
    _item(TABLE_2_OF_2019, "normative.published", "规范性文件：新公开数量", "规范性文件新公开", "件"),
    _item(TABLE_2_OF_2019, "normative.public", "规范性文件：对外公开总数量", "规范性文件对外公开", "件", "stock"),
    _item(TABLE_2_OF_2019, "permit.items", "行政许可：项目数量", "行政许可项目", "项", "stock"),
    _item(TABLE_2_OF_2019, "service.items", "其他对外管理服务事项：项目数量", "服务事项", "项", "stock"),
    _item(TABLE_2_OF_2019, "service.decisions", "其他对外管理服务事项：处理决定数量", "服务事项决定", "件"),
    _item(TABLE_2_OF_2019, "penalty.items", "行政处罚：项目数量", "行政处罚项目", "项", "stock"),
    _item(TABLE_2_OF_2019, "coercion.items", "行政强制：项目数量", "行政强制项目", "项", "stock"),
    _item(TABLE_2_OF_2019, "fee.items", "行政事业性收费：项目数量", "收费项目", "项", "stock"),
    _item(TABLE_2_OF_2019, "procurement.projects", "政府集中采购：项目数量", "集中采购项目", "项"),
    _item(TABLE_2_OF_2019, "procurement.amount", "政府集中采购：总金额", "集中采购金额", "万元", "amount"),
)

BY_CODE: Final = {item.code: item for item in ITEMS}

_PORTAL: Final = (
    "portal.news",
    "portal.penalties",
    "portal.permits",
    "portal.auctions",
    "portal.procurement",
    "portal.other",
)

SUMS: Final[Mapping[str, tuple[str, str, tuple[str, ...]]]] = {
    "双公示": ("双公示", "条", ("portal.penalties", "portal.permits")),
    "门户网站公开": ("门户网站", "条", _PORTAL),
    "主动公开": ("主动公开政府信息", "条", (*_PORTAL, "media.news", "new_media.articles")),
}
"""Figures that are sums of items: what texts call them, unit, items."""


def standing_entries(entries: Iterable[LedgerEntry]) -> dict[tuple[str, int], LedgerEntry]:
    """The entry that holds for each item and month: the last one, unless it takes the number back."""
    last = {(entry.item, entry.month): entry for entry in entries}
    return {key: entry for key, entry in last.items() if entry.value is not None}


def year_values(entries: Iterable[LedgerEntry]) -> dict[str, Decimal | None]:
    """The year's number of each item: a sum over its months, or the last month of a stock; None without any entry."""
    held = standing_entries(entries)
    values: dict[str, Decimal | None] = {}
    for item in ITEMS:
        months = {month: entry.value for (code, month), entry in held.items() if code == item.code}
        known = [months[month] or Decimal(0) for month in sorted(months)]
        values[item.code] = None if not known else known[-1] if item.stock else sum(known, Decimal(0))
    return values


def together(each: Iterable[Values]) -> dict[str, Decimal | None]:
    """The numbers of several offices added up; None where no office has one."""
    summed: dict[str, Decimal | None] = dict.fromkeys(BY_CODE)
    for values in each:
        for code, value in values.items():
            if value is not None:
                summed[code] = (summed[code] or Decimal(0)) + value
    return summed


def sum_of(values: Values, codes: Iterable[str]) -> Decimal | None:
    """A sum over items; None where none of them has a number."""
    known = [value for code in codes if (value := values.get(code)) is not None]
    return sum(known, Decimal(0)) if known else None
