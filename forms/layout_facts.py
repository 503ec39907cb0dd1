"""How a letter is laid out: its format, how it is signed, what its head and its 版记 say (GB/T 9704-2012).

份号 and 密级 stand on classified papers only (7.2.1, 7.2.2): this program makes none, and offers neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from forms.facts import FactField, Facts, Origin, choices, fact, fields_of
from resources.wording import Condition


class Layout(StrEnum):
    """The format of a letter: 信函格式 (GB/T 9704 10.1) or 文件格式 with its red head 「…文件」."""

    LETTER = "letter"
    DOCUMENT = "document"


class Sealing(StrEnum):
    """How a letter is signed (GB/T 9704 7.3.5): with the seal, without it, or with the signer's stamp (签名章)."""

    SEAL = "seal"
    NONE = "none"
    STAMP = "stamp"


LAYOUT_NAMES: Final[Mapping[str, str]] = {Layout.LETTER.value: "信函格式", Layout.DOCUMENT.value: "文件格式"}
_SEALINGS: Final = {
    Sealing.SEAL.value: "加盖印章",
    Sealing.NONE.value: "不加盖印章",
    Sealing.STAMP.value: "加盖签发人签名章",
}
_URGENCIES: Final = {"特急": "特急", "加急": "加急"}
_DOCUMENT: Final = (Condition("layout", (Layout.DOCUMENT.value,)),)
_STAMPED: Final = (Condition("sealing", (Sealing.STAMP.value,)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutFacts(Facts):
    """The layout of a letter; none of it changes what the letter says.

    ``stamp_title``: the office of the signer whose stamp stands for the seal. ``copies_to``: the 抄送机关.
    ``printed_by`` and ``printed_on``: 印发机关 and 印发日期 of a 文件; the day of the letter where none is given.
    """

    layout: str = field(
        default=Layout.LETTER.value,
        metadata=fact("版式", "choice", choices=choices(LAYOUT_NAMES), required=False, origin=Origin.OFFICE),
    )
    sealing: str = field(
        default=Sealing.SEAL.value,
        metadata=fact("署名方式", "choice", choices=choices(_SEALINGS), required=False, origin=Origin.OFFICE),
    )
    stamp_title: str | None = field(
        default=None, metadata=fact("签发人职务", when=_STAMPED, hint="印在签名章左边，例如：关长")
    )
    urgency: str | None = field(
        default=None,
        metadata=fact("紧急程度", "choice", choices=choices(_URGENCIES), required=False, hint="不是紧急公文的不填"),
    )
    copies_to: tuple[str, ...] = field(
        default=(), metadata=fact("抄送机关", "texts", required=False, hint="一行一个；限于依法应当知悉的机关")
    )
    printed_by: str | None = field(
        default=None, metadata=fact("印发机关", required=False, when=_DOCUMENT, origin=Origin.OFFICE)
    )
    printed_on: date | None = field(
        default=None, metadata=fact("印发日期", "date", required=False, when=_DOCUMENT, hint="不填即成文日期")
    )


LAYOUT_FIELDS: Final = frozenset(one.name for one in fields_of(LayoutFacts))


def layout_last(fields: tuple[FactField, ...]) -> tuple[FactField, ...]:
    """``fields`` with those of the layout behind those of the letter: people are asked for the letter first."""
    return tuple(sorted(fields, key=lambda one: one.name in LAYOUT_FIELDS))
