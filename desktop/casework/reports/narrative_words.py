"""The figures that annual reports gave in words until 2018, each with its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_NAMES = {
    "received": "收到申请",
    "withdrawn": "申请人撤回",
    "correction_lapsed": "告知补正后未补正",
    "fully_disclosed": "全部公开",
    "partly_disclosed": "部分公开",
    "withheld": "不同意公开",
    "other_agency": "不属于本机关掌握",
    "nonexistent": "信息不存在",
    "nonexistent_destroyed": "超过保存期限已销毁",
    "other": "其他处理",
    "fees_charged": "收取费用",
    "reviews": "行政复议",
    "suits": "行政诉讼",
}
CHANNEL_NAMES = {"web": "网络", "mail": "信函", "fax": "传真", "counter": "当面"}
_PARTS = frozenset({"nonexistent_destroyed"})


@dataclass(frozen=True, slots=True)
class NarrativeFigure:
    """``part``: it is a part of the figure before it (其中…)."""

    name: str
    value: int | float
    unit: str
    part: bool = False


def narrative_figures(figures: Mapping[str, object]) -> Iterator[NarrativeFigure]:
    """``AnnualTables.narrative_2007`` in the order of the report; channels and papers after what they belong to."""
    for key, value in figures.items():
        if key == "by_channel":
            yield from (NarrativeFigure(CHANNEL_NAMES[part], count, "件", part=True) for part, count in _counts(value))
        elif key == "documents":
            yield from (NarrativeFigure(f"《{title}》", count, "份") for title, count in _counts(value))
        elif isinstance(value, int | float):
            unit = "元" if key == "fees_charged" else "件"
            yield NarrativeFigure(_NAMES[key], value, unit, part=key in _PARTS)


def key_of(name: str) -> str | None:
    """The key of a figure that is told under that name."""
    return next((key for key, told in _NAMES.items() if told == name), None)


def channel_of(name: str) -> str | None:
    """The group of channels of that name."""
    return next((key for key, told in CHANNEL_NAMES.items() if told == name), None)


def title_of(name: str) -> str | None:
    """The title of the papers that are told under that name."""
    return name[1:-1] if name.startswith("《") else None


def _counts(value: object) -> Iterator[tuple[str, int]]:
    """The parts of a figure that has parts."""
    if isinstance(value, Mapping):
        yield from value.items()
