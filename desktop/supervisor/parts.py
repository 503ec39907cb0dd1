"""The parts of 统计 and 设置 with their names, in the order of their segments; no screen is needed to name them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop.casework.registers.register_views import Register, register_name
from desktop.widgets.choices import part_key
from desktop.widgets.screen import NamedPart, OpenPart, OpenRegister, Place

SUMMARY = "summary"
ANNUAL = "annual"
REGISTERS = "registers"
ASSESSMENT = "assessment"
STATISTICS: Mapping[str, str] = MappingProxyType(
    {SUMMARY: "汇总", ANNUAL: "年报", REGISTERS: "登记簿", ASSESSMENT: "考核"}
)

TEXT = "text"
TABLE_2 = "table2"
TABLE_3 = "table3"
TABLE_4 = "table4"
NARRATIVE = "narrative"
LEDGER = "ledger"
OFFICES = "offices"
FILING = "filing"
PREVIEW = "preview"
ANNUAL_TABS: Mapping[str, str] = MappingProxyType(
    {
        TEXT: "文字",
        TABLE_2: "表二",
        TABLE_3: "表三",
        TABLE_4: "表四",
        NARRATIVE: "各项数字",
        LEDGER: "台账",
        OFFICES: "各关",
        FILING: "报送",
        PREVIEW: "预览",
    }
)
"""The parts of the annual report in all its forms."""

OFFICE = "office"
CALENDAR = "calendar"
PAPER = "paper"
WORDING = "wording"
CATALOGUE = "catalogue"
PRINTING = "printing"
RETENTION = "retention"
SAFEKEEPING = "safekeeping"
SECTIONS: Mapping[str, str] = MappingProxyType(
    {
        OFFICE: "单位",
        CALENDAR: "放假安排",
        PAPER: "文书版面",
        WORDING: "文书用语",
        CATALOGUE: "公开目录",
        PRINTING: "打印与信封",
        RETENTION: "档案保管",
        SAFEKEEPING: "备份与自查",
    }
)


_IN_SAFEKEEPING = ("恢复备份", "导入交换文件", "导出交换文件", "去标识化副本")
"""What somebody looks for by its own name and finds in that part."""


def named_parts() -> tuple[NamedPart, ...]:
    """What the search box leads to by name from every place."""
    return (
        *_parts(Place.STATISTICS, STATISTICS),
        *(NamedPart(f"年报：{name}", OpenPart(Place.STATISTICS, ANNUAL, tab)) for tab, name in ANNUAL_TABS.items()),
        *(NamedPart(register_name(which), OpenRegister(which)) for which in Register),
        *_parts(Place.SETTINGS, SECTIONS),
        *(NamedPart(f"备份与自查：{name}", OpenPart(Place.SETTINGS, SAFEKEEPING)) for name in _IN_SAFEKEEPING),
    )


def _parts(place: Place, names: Mapping[str, str]) -> tuple[NamedPart, ...]:
    return tuple(
        NamedPart(f"{place.label}：{name}", OpenPart(place, part), part_key(number))
        for number, (part, name) in enumerate(names.items())
    )
