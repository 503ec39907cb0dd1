"""The facts that letters share (law 6.3, 6.5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from forms.facts import Origin, choices, fact
from forms.layout_facts import LayoutFacts
from resources.vocabulary import Remedy
from resources.wording import Condition

CONSULTED: Final = {"third_party": "第三方", "agencies": "相关行政机关", "both": "第三方和相关行政机关"}

_CORRECTED: Final = (Condition("corrected_on", present=True),)
SERVED_ONLINE: Final = (Condition("served_online", (True,)),)
_REMEDY: Final = (Condition("remedy", (Remedy.RA, Remedy.RF, Remedy.RP, Remedy.RT)),)


RECORD_CORRECTION: Final = fact("是更正申请", "yes_no", required=False, origin=Origin.REQUEST)
"""Metadata of the fact by which letters of both matters tell a record correction (条例 41); missing otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressedFacts(LayoutFacts):
    """What every letter to an applicant needs.

    ``letter_number``: the 发文字号, empty in drafts that have none yet. ``is_organisation`` decides between 您 and
    贵单位. ``date``: the 成文日期.
    """

    addressee: str = field(metadata=fact("收件人", origin=Origin.REQUEST))
    is_organisation: bool = field(
        default=False, metadata=fact("收件人是单位", "yes_no", required=False, origin=Origin.REQUEST)
    )
    request_number: str = field(metadata=fact("登记编号", origin=Origin.REQUEST))
    content: str = field(metadata=fact("申请内容", origin=Origin.REQUEST))
    agency: str = field(metadata=fact("机关全称", origin=Origin.OFFICE))
    contact_office: str = field(metadata=fact("联系部门", origin=Origin.OFFICE))
    contact_phone: str = field(metadata=fact("联系电话", origin=Origin.OFFICE))
    letter_number: str | None = field(default=None, metadata=fact("发文字号", required=False, origin=Origin.ISSUE))
    date: date = field(metadata=fact("成文日期", "date", origin=Origin.ISSUE))


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts(AddressedFacts):
    """What every letter after registration needs: also the receipt day (条例 31)."""

    received_on: date = field(metadata=fact("收到日", "date", origin=Origin.REQUEST))


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFacts(LetterFacts):
    """What a letter within the procedure needs: the steps before it."""

    correction_noticed_on: date | None = field(
        default=None, metadata=fact("补正告知日", "date", when=_CORRECTED, origin=Origin.REQUEST)
    )
    corrected_on: date | None = field(
        default=None, metadata=fact("补正收到日", "date", required=False, origin=Origin.REQUEST)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyFacts(NoticeFacts):
    """What a final reply needs: the steps before it and the remedy.

    ``remedy`` is the clause that the law attaches (``none``: no clause); ``served_online`` adds the online channel
    (行政复议法 22(2)).
    """

    extension_noticed_on: date | None = field(
        default=None, metadata=fact("延期告知日", "date", required=False, origin=Origin.REQUEST)
    )
    consulted: str | None = field(
        default=None,
        metadata=fact("已征求意见", "choice", choices=choices(CONSULTED), required=False, origin=Origin.REQUEST),
    )
    taken_up: str | None = field(
        default=None, metadata=fact("据以重新处理的决定、裁判", required=False, origin=Origin.REQUEST)
    )
    remedy: str = field(
        metadata=fact(
            "救济条款", "choice", choices=choices({code.value: code.value for code in Remedy}), origin=Origin.REQUEST
        )
    )
    remedy_body: str | None = field(default=None, metadata=fact("复议机关", when=_REMEDY, origin=Origin.OFFICE))
    remedy_court: str | None = field(default=None, metadata=fact("管辖法院", when=_REMEDY, origin=Origin.OFFICE))
    served_online: bool = field(
        default=False, metadata=fact("通过互联网送达", "yes_no", required=False, origin=Origin.REQUEST)
    )
    remedy_platform: str | None = field(
        default=None, metadata=fact("网上申请复议的渠道", when=SERVED_ONLINE, origin=Origin.OFFICE)
    )
