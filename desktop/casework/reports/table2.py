"""Table 二 from the ledger, in the form of 2021 and in that of 2019 (law: 4.2, 4.6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from desktop.casework.reports.ledger_items import Values
from resources.vocabulary import Table2Block

CONTENT = "信息内容"
_HEADS: Mapping[Table2Block, str] = {
    Table2Block.ARTICLE_20_1: "第二十条第（一）项",
    Table2Block.ARTICLE_20_5: "第二十条第（五）项",
    Table2Block.ARTICLE_20_6: "第二十条第（六）项",
    Table2Block.ARTICLE_20_8: "第二十条第（八）项",
}
_CODES_2021: Mapping[Table2Block, tuple[tuple[str, ...], ...]] = {
    Table2Block.ARTICLE_20_1: (
        ("regulation.made", "regulation.repealed", "regulation.in_force"),
        ("normative.made", "normative.repealed", "normative.in_force"),
    ),
    Table2Block.ARTICLE_20_5: (("permit.decisions",),),
    Table2Block.ARTICLE_20_6: (("penalty.decisions",), ("coercion.decisions",)),
    Table2Block.ARTICLE_20_8: (("fee.collected",),),
}
_MADE = ("本年新制作数量", "本年新公开数量", "对外公开总数量")
_ITEMS = ("上一年项目数量", "本年增/减", "处理决定数量")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table2Cell:
    """A number of table 二: the items of the ledger that it comes from, None where nothing was entered."""

    code: str
    value: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table2Part:
    """A block of table 二: its head, the names of its columns, and its rows."""

    head: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Table2Cell, ...]], ...]


def table2(values: Values, before: Values, form: str) -> tuple[Table2Part, ...]:
    """Table 二 of a year; ``before``: the ledger of the year before. None in the forms until 2018."""
    if form == "2007":
        return ()
    return _of_2019(values, before) if form == "2019" else _of_2021(values)


def _of_2021(values: Values) -> tuple[Table2Part, ...]:
    return tuple(
        Table2Part(
            head=_HEADS[block],
            columns=(CONTENT, *block.columns),
            rows=tuple(
                (name, tuple(Table2Cell(code=code, value=values.get(code)) for code in codes))
                for name, codes in zip(block.rows, _CODES_2021[block], strict=True)
            ),
        )
        for block in Table2Block
    )


def _of_2019(values: Values, before: Values) -> tuple[Table2Part, ...]:
    def cell(code: str) -> Table2Cell:
        return Table2Cell(code=code, value=values.get(code))

    def items(code: str) -> tuple[Table2Cell, ...]:
        """上一年项目数量 and 本年增/减 follow from what there was and is."""
        old, new = before.get(code), values.get(code)
        change = None if old is None or new is None else new - old
        return Table2Cell(code=f"{code}.before", value=old), Table2Cell(code=f"{code}.change", value=change)

    def made(kind: str) -> tuple[Table2Cell, ...]:
        return cell(f"{kind}.made"), cell(f"{kind}.published"), cell(f"{kind}.public")

    def decided(kind: str) -> tuple[Table2Cell, ...]:
        return (*items(f"{kind}.items"), cell(f"{kind}.decisions"))

    return (
        _part("（一）", _MADE, {"规章": "regulation", "规范性文件": "normative"}, made),
        _part("（五）", _ITEMS, {"行政许可": "permit", "其他对外管理服务事项": "service"}, decided),
        _part("（六）", _ITEMS, {"行政处罚": "penalty", "行政强制": "coercion"}, decided),
        _part("（八）", _ITEMS[:2], {"行政事业性收费": "fee"}, lambda kind: items(f"{kind}.items")),
        _part(
            "（九）",
            ("采购项目数量", "采购总金额"),
            {"政府集中采购": "procurement"},
            lambda kind: (cell(f"{kind}.projects"), cell(f"{kind}.amount")),
        ),
    )


def _part(
    item: str, columns: tuple[str, ...], rows: Mapping[str, str], cells: Callable[[str], tuple[Table2Cell, ...]]
) -> Table2Part:
    named = tuple((name, cells(kind)) for name, kind in rows.items())
    return Table2Part(head=f"第二十条第{item}项", columns=(CONTENT, *columns), rows=named)
