"""L25 信息处理费收费通知 with its table (条例 42; 国办函〔2020〕109号 3-6). It carries no remedy clause of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from forms.amounts import LARGEST, amount_in_capitals
from forms.annex import Annex
from forms.facts import Origin, choices, fact
from forms.grid import Cell, Grid, head, label, number
from forms.letter import Known, LetterForm
from forms.letter_facts import NoticeFacts
from forms.page import MEASURE
from resources.vocabulary import FeeBasis, LetterKind
from resources.wording import Condition

_ITEM: Final = (Condition("basis", (FeeBasis.ITEM.value,)),)
_PAGE: Final = (Condition("basis", (FeeBasis.PAGE.value,)),)
_WAYS: Final = {FeeBasis.ITEM.value: ("按件计收", "四"), FeeBasis.PAGE.value: ("按量计收", "五")}
"""The way of charging and the article of 109号 that sets its prices."""

MOST_ITEMS, MOST_PAGES = 9_999, 999_999
"""Beyond these a number is a slip of the keys, and the table would have no end."""

_TITLE: Final = "信息处理费计算表"
_WIDTHS: Final = tuple(MEASURE * share for share in (0.34, 0.22, 0.22, 0.22))
_ROW: Final = 26.0
_UNITS: Final = {FeeBasis.ITEM.value: ("当月申请", "件"), FeeBasis.PAGE.value: ("提供页数", "页")}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeFacts(NoticeFacts):
    """Why a fee is due and how much.

    ``month``: the calendar month of receipt; ``month_count``: requests of the applicant received in it; this is the
    ``item_place``-th. ``pages``: single sides of at most A4. ``bands``: ``{"first", "last", "count", "price",
    "amount"}`` objects; ``amount``: yuan to be paid. Who approved it stays in the file.
    """

    basis: str = field(
        metadata=fact("计收方式", "choice", choices=choices({code: way for code, (way, _) in _WAYS.items()}))
    )
    month: str | None = field(default=None, metadata=fact("收到申请的月份", when=_ITEM, origin=Origin.REQUEST))
    month_count: int | None = field(
        default=None,
        metadata=fact("当月累计件数", "number", when=_ITEM, low=1, high=MOST_ITEMS, origin=Origin.REQUEST),
    )
    item_place: int | None = field(
        default=None,
        metadata=fact("本件为当月第几件", "number", when=_ITEM, low=1, high=MOST_ITEMS, origin=Origin.REQUEST),
    )
    pages: int | None = field(
        default=None, metadata=fact("拟提供的页数（A4及以下单面）", "number", when=_PAGE, low=1, high=MOST_PAGES)
    )
    amount: int = field(metadata=fact("应缴金额（元）", "number", low=0, high=LARGEST, origin=Origin.REQUEST))
    bands: tuple[Mapping[str, Any], ...] = field(
        default=(), metadata=fact("分档计算", "rows", required=False, origin=Origin.REQUEST)
    )
    pay_way: str = field(metadata=fact("缴纳方式和账户", hint="接在“通过”之后"))
    approved_by: str = field(metadata=fact("批准人（存卷，不印）"))
    approved_on: date = field(metadata=fact("批准日期（存卷，不印）", "date"))
    attachments: tuple[str, ...] = field(default=(_TITLE,), metadata=fact("附件", "texts", origin=Origin.OFFICE))


def _words(known: Known) -> Mapping[str, str]:
    words: dict[str, str] = {}
    way = _WAYS.get(str(known.get("basis")))
    if way is not None:
        words["way"], words["measure_article"] = way[0], f"第{way[1]}条"
    if "amount" in known:
        words["amount_capitals"] = amount_in_capitals(_whole(known["amount"]))
    return words


def _annex(known: Known) -> Annex | None:
    """The table of the bands, what they make together, and which part of it is due now."""
    bands, basis = known.get("bands"), str(known.get("basis"))
    if not isinstance(bands, tuple) or not bands or basis not in _UNITS:
        return None
    subject, unit = _UNITS[basis]
    total = sum(_whole(band["amount"]) for band in bands)
    cells: list[Cell] = [
        head(0, 0, f"{subject}（{unit}）"),
        head(0, 1, f"单价（元/{unit}）"),
        head(0, 2, f"{unit}数"),
        head(0, 3, "小计（元）"),
    ]
    for row, band in enumerate(bands, start=1):
        cells.append(label(row, 0, _span(band, unit), align="centre"))
        cells += [number(row, place, _whole(band[name])) for place, name in enumerate(("price", "count", "amount"), 1)]
    last = len(bands) + 1
    cells.append(label(last, 0, "合计", columns=3, align="centre", strong=True))
    cells.append(number(last, 3, total, strong=True))
    grid = Grid(widths=_WIDTHS, heights=(_ROW,) * (last + 1), cells=tuple(cells), head_rows=1)
    return Annex(_TITLE, grid, _notes(known, basis))


def _notes(known: Known, basis: str) -> tuple[str, ...]:
    amount = _whole(known.get("amount", 0))
    if basis == FeeBasis.ITEM.value:
        return (
            f"本件为{known.get('month', '')}收到的第{known.get('item_place', '')}件，应缴{amount}元，即所在档次的单价；"
            "表中合计为当月至本件为止各件应缴金额之和。",
            "依据：《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）第四条，同一申请人一个自然月内累计计算。",
        )
    return (
        f"本件应缴{amount}元。A4及以下幅面纸张的单面为1页，按单件申请分别计算。",
        "依据：《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）第五条。",
    )


def _span(band: Mapping[str, Any], unit: str) -> str:
    if band["first"] == band["last"]:
        return f"第{band['first']}{unit}"
    return f"第{band['first']}至{band['last']}{unit}"


def _whole(value: object) -> int:
    return int(str(value))


_LABELS: Final = {"amount_capitals": "大写金额", "way": "收费方式", "measure_article": "收费办法的条款"}

FEE_NOTICE: Final = LetterForm(LetterKind.FEE_NOTICE, FeeFacts, derive=_words, labels=_LABELS, annex=_annex)
