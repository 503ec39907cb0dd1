"""Letters to others than the applicant: L04 third party, L05 its slip, L07 agency, L08 decision (条例 15, 32-34).

They never name the applicant or quote the request: they name the information only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from forms.annex import Annex, draw_annex
from forms.facts import Facts, Origin, choices, fact
from forms.form import Rendered
from forms.grid import Cell, Grid, label
from forms.layout_facts import LayoutFacts
from forms.letter import Known, LetterForm
from forms.letter_facts import SERVED_ONLINE
from forms.page import A4, MEASURE
from forms.plain_form import PlainForm
from forms.refusal import RIGHTS
from forms.sheet import Sheet
from resources.vocabulary import LetterKind, Party, Remedy
from resources.wording import Condition

SLIP_TITLE: Final = "第三方意见回执"

_AGENCIES: Final = {party.value: party.label for party in (Party.JOINT_AGENCY, Party.OTHER_AGENCY)}
_GROUNDS: Final = {
    "public_interest": "不公开可能对公共利益造成重大影响",
    "unfounded": "所提不同意公开的理由不成立",
    "silent": "未在规定期限内提出意见，公开不会损害其合法权益",
}
_REMEDY: Final = (Condition("remedy", (Remedy.RT,)),)
_DOCUMENT: Final = (Condition("layout", ("document",)),)
_OTHER_AGENCY: Final = (Condition("party", (Party.OTHER_AGENCY.value,)),)

_LABEL_WIDTH: Final = 130.0
_ROW: Final = 32.0
_SPACE: Final = 78.0
_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideFacts(LayoutFacts):
    """What every letter to somebody else than the applicant needs; ``addressee_address`` is for the envelope only."""

    addressee: str = field(metadata=fact("收件的第三方或者机关", hint="不是申请人"))
    addressee_address: str | None = field(default=None, metadata=fact("对方的通信地址（印在信封上）", required=False))
    addressee_postcode: str | None = field(default=None, metadata=fact("对方的邮政编码", required=False))
    information: str = field(metadata=fact("所涉政府信息的名称", hint="不写申请人的姓名和用途"))
    request_number: str = field(metadata=fact("登记编号", origin=Origin.REQUEST))
    agency: str = field(metadata=fact("机关全称", origin=Origin.OFFICE))
    contact_office: str = field(metadata=fact("联系部门", origin=Origin.OFFICE))
    contact_phone: str = field(metadata=fact("联系电话", origin=Origin.OFFICE))
    letter_number: str | None = field(default=None, metadata=fact("发文字号", required=False, origin=Origin.ISSUE))
    date: date = field(metadata=fact("成文日期", "date", origin=Origin.ISSUE))


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyInquiryFacts(OutsideFacts):
    """Which right may be harmed by what; ``ref`` is the number of the inquiry within the request."""

    party_is_organisation: bool = field(metadata=fact("第三方是单位", "yes_no"))
    right_kind: str = field(metadata=fact("涉及的权益", "choice", choices=choices(RIGHTS)))
    concerned: str = field(metadata=fact("涉及对方权益的具体内容"))
    contact_address: str | None = field(default=None, metadata=fact("联系地址", required=False, origin=Origin.OFFICE))
    attachments: tuple[str, ...] = field(metadata=fact("附件名称", "texts", origin=Origin.REQUEST))
    ref: str = field(metadata=fact("征求意见的序号", origin=Origin.REQUEST))


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyInquiryFacts(OutsideFacts):
    """Joint maker (silence is consent, 条例 34) or other agency (no such rule); of the latter why it is asked."""

    party: str = field(metadata=fact("对方是", "choice", choices=choices(_AGENCIES)))
    reason: str | None = field(
        default=None, metadata=fact("征求对方意见的事由", when=_OTHER_AGENCY, hint="该信息与对方职责的关系")
    )
    attachments: tuple[str, ...] = field(metadata=fact("附件名称", "texts", origin=Origin.REQUEST))
    ref: str = field(metadata=fact("征求意见的序号", origin=Origin.REQUEST))
    report_signer: str | None = field(
        default=None,
        metadata=fact("签发人（发往上级机关的文件）", required=False, when=_DOCUMENT, hint="上行文标注，其他不填"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyDecisionFacts(OutsideFacts):
    """What is disclosed against or without the third party's will, why, and not before which day."""

    party_is_organisation: bool = field(metadata=fact("第三方是单位", "yes_no"))
    consulted_on: date = field(metadata=fact("征求意见之日", "date", origin=Origin.REQUEST))
    ground: str = field(metadata=fact("决定公开的依据", "choice", choices=choices(_GROUNDS)))
    reason: str = field(metadata=fact("决定公开的理由", hint="须具体，不能只引条文"))
    disclosed: str = field(metadata=fact("决定公开的内容"))
    disclosed_from: date = field(metadata=fact("最早公开之日", "date", origin=Origin.REQUEST))
    remedy: str = field(
        metadata=fact(
            "救济条款", "choice", choices=choices({code.value: code.value for code in Remedy}), origin=Origin.REQUEST
        )
    )
    remedy_body: str | None = field(default=None, metadata=fact("复议机关", when=_REMEDY, origin=Origin.OFFICE))
    remedy_court: str | None = field(default=None, metadata=fact("管辖法院", when=_REMEDY, origin=Origin.OFFICE))
    served_online: bool = field(default=False, metadata=fact("通过互联网送达", "yes_no", required=False))
    remedy_platform: str | None = field(
        default=None, metadata=fact("网上申请复议的渠道", when=SERVED_ONLINE, origin=Origin.OFFICE)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySlipFacts(Facts):
    """What is printed on the slip; the rest is written by the third party."""

    information: str = field(metadata=fact("所涉政府信息的名称"))
    letter_number: str | None = field(default=None, metadata=fact("征求意见书的文号", required=False))
    agency: str = field(metadata=fact("机关全称", origin=Origin.OFFICE))
    contact_office: str = field(metadata=fact("联系部门", origin=Origin.OFFICE))
    contact_phone: str = field(metadata=fact("联系电话", origin=Origin.OFFICE))
    contact_address: str | None = field(default=None, metadata=fact("联系地址", required=False, origin=Origin.OFFICE))
    date: date = field(metadata=fact("成文日期", "date", origin=Origin.ISSUE))


def _address(known: Known) -> dict[str, str]:
    return {"address": "贵单位" if known.get("party_is_organisation") else "您"}


def _decision(known: Known) -> Mapping[str, str]:
    """How the third party is addressed, also where the ground speaks of its rights."""
    words = _address(known)
    if known.get("ground") == "silent":
        words["ground"] = f"未在规定期限内提出意见，公开不会损害{words['address']}的合法权益"
    return words


def _agency(known: Known) -> Mapping[str, str]:
    return {"address": "贵单位"}


def slip(known: Known, place: str) -> Annex:
    """The slip on which the third party answers, as annex ``place`` of the inquiry."""
    number = known.get("letter_number")
    rows = (
        ("征求意见书文号", str(number) if number else "", _ROW),
        ("所涉政府信息", _shortened(str(known.get("information", ""))), _ROW),
        ("收到征求意见书日期", "　　　　年　　　月　　　日", _ROW),
        ("意　　见", "□ 同意公开　　□ 不同意公开　　□ 部分同意公开", _ROW),
        ("不同意公开的内容", "", _SPACE),
        ("理由及依据", "", _SPACE * 1.3),
        ("签名或者盖章", "", _ROW * 1.4),
        ("联系人及电话", "", _ROW),
        ("填写日期", "　　　　年　　　月　　　日", _ROW),
    )
    cells: list[Cell] = []
    for row, (name, text, _) in enumerate(rows):
        cells += [label(row, 0, name, align="centre"), label(row, 1, text)]
    grid = Grid(
        widths=(_LABEL_WIDTH, MEASURE - _LABEL_WIDTH),
        heights=tuple(height for _, _, height in rows),
        cells=tuple(cells),
        head_rows=0,
    )
    return Annex(SLIP_TITLE, grid, (_return_note(known),), place=place)


def _shortened(name: str) -> str:
    """The name of the information; one that would leave the third party no room to write stands in the inquiry only."""
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}……（全文见征求意见书）"


def _return_note(known: Known) -> str:
    where = "，".join(str(known[name]) for name in ("contact_address", "contact_phone") if known.get(name))
    return (
        "请自收到征求意见书之日起15个工作日内填写本回执，连同相关依据退回"
        f"{known.get('agency', '')}{known.get('contact_office', '')}（{where}）。"
    )


def _slip_annex(known: Known) -> Annex | None:
    return slip(known, "2")


def _draw_slip(facts: ReplySlipFacts, title: str) -> Rendered:
    sheet = Sheet(A4, title=title, author=facts.agency, day=facts.date)
    known = {name: getattr(facts, name) for name in ReplySlipFacts.__dataclass_fields__}
    draw_annex(sheet, slip(known, "2"), sheet.next_page)
    return sheet.finish()


THIRD_PARTY_INQUIRY: Final = LetterForm(
    LetterKind.THIRD_PARTY_INQUIRY, ThirdPartyInquiryFacts, derive=_address, annex=_slip_annex
)
THIRD_PARTY_REPLY_SLIP: Final = PlainForm(LetterKind.THIRD_PARTY_REPLY_SLIP, ReplySlipFacts, _draw_slip)
AGENCY_INQUIRY: Final = LetterForm(LetterKind.AGENCY_INQUIRY, AgencyInquiryFacts, derive=_agency)
THIRD_PARTY_DECISION: Final = LetterForm(LetterKind.THIRD_PARTY_DECISION, ThirdPartyDecisionFacts, derive=_decision)
