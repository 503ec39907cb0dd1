"""Facts of one letter of each kind, and reading letters back from their PDF."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Mapping
from typing import Any

import pdfplumber
from pdfplumber.page import Page

from forms.catalogue import form_of
from forms.fonts import Role, typeface
from resources import wording
from resources.vocabulary import LetterKind

COMMON: Mapping[str, object] = {
    "addressee": "张杰芳",
    "is_organisation": False,
    "received_on": "2026-03-02",
    "request_number": "0200-2026-0031",
    "content": "2025年度天津口岸进口冷链食品查验批次及处置情况",
    "agency": "中华人民共和国天津海关",
    "contact_office": "办公室",
    "contact_phone": "022-84201234",
    "letter_number": "津关公开答〔2026〕31号",
    "date": "2026-03-06",
}
REMEDY: Mapping[str, object] = {
    "remedy": "RA",
    "remedy_body": "海关总署",
    "remedy_court": "天津市第三中级人民法院",
}
OWN: Mapping[LetterKind, Mapping[str, object]] = {
    LetterKind.RECEIPT: {
        "channel": "signed_mail",
        "attachment_count": 2,
        "attachment_pages": 5,
        "due_on": "2026-03-30",
        "query_code": "7K3M9Q",
        "clerk": "周宁",
    },
    LetterKind.CORRECTION_NOTICE: {
        "items": ["提供身份证明", "明确所需信息的名称、文号或者其他特征性描述。"],
        "guidance": "可以在海关总署网站“政府信息公开目录”栏目查询文件名称和文号",
        "allowed_days": 10,
        "how_to_send": "寄至天津市河西区某某路1号天津海关办公室，或者发送至 gkb@tianjin.customs.example.cn",
    },
    LetterKind.EXTENSION_NOTICE: {
        "reason": "所涉档案数量较多，需要逐件核对",
        "extension_days": 20,
        "new_due_on": "2026-04-28",
        "approved_by": "李主任",
        "approved_on": "2026-03-20",
    },
    LetterKind.DISCLOSURE_REPLY: {
        **REMEDY,
        "outcome": "provided",
        "provided_as": "纸质复印件邮寄的方式",
        "pages": 12,
        "attachments": ["2025年度天津口岸进口冷链食品查验批次统计表", "处置情况说明"],
    },
    LetterKind.ALREADY_PUBLIC_REPLY: {
        **REMEDY,
        "published_title": "天津海关2025年进口食品安全情况",
        "published_number": "津关发〔2026〕5号",
        "published_on": "2026-02-01",
        "published_at": "天津海关门户网站“政务公开”栏目（http://tianjin.customs.gov.cn/427875/427916/index.html）",
    },
    LetterKind.PARTIAL_REPLY: {
        **REMEDY,
        "remedy": "RP",
        "open_parts": ["2025年度查验批次统计表", "处置情况说明中不涉及企业信息的部分"],
        "provided_as": "纸质复印件邮寄的方式",
        "pages": 8,
        "attachments": ["2025年度查验批次统计表", "处置情况说明（节录）"],
        "closed_part_1": "处置情况说明中的企业名称和成交价格",
        "closed_ground_1": "trade_secret",
        "closed_consultation_1": "refused",
        "closed_reason_1": "成交价格未向社会公开，公开后竞争对手可以据此推知该企业的采购成本",
        "closed_part_2": "查验布控的内部讨论记录",
        "closed_ground_2": "discussion",
        "closed_reason_2": "该记录为形成查验方案过程中的内部意见，尚未成为最终决定",
        "consulted": "third_party",
    },
    LetterKind.NEEDS_CREATION_REPLY: {
        **REMEDY,
        "reason": "现有数据按报关单逐票保存，需要按商品和企业重新汇总、比对",
        "nearest": "海关总署网站“统计月报”栏目",
    },
    LetterKind.STILL_UNCLEAR_REPLY: {
        **REMEDY,
        "correction_noticed_on": "2026-03-03",
        "corrected_on": "2026-03-04",
        "reason": "补正材料未写明文件名称、文号和形成时间",
    },
    LetterKind.ADMINISTRATIVE_INQUIRY_NOTICE: {
        **REMEDY,
        "information": "不动产登记资料",
        "access_law": "《不动产登记暂行条例》第二十七条",
        "inquiry_office": "天津市不动产登记事务中心",
    },
    LetterKind.PETITION_NOTICE: {
        **REMEDY,
        "outcome": "petition",
        "petition_kind": "complaint",
        "reason": "申请要求查处某企业的通关代理行为，并答复查处结果",
        "right_channel": "12360海关热线",
    },
    LetterKind.REPEAT_NOTICE: {
        **REMEDY,
        "earlier_title": "政府信息公开申请答复书",
        "earlier_number": "津关公开答〔2025〕17号",
        "earlier_on": "2025-11-06",
    },
    LetterKind.PUBLICATION_NOTICE: {
        **REMEDY,
        "publication": "《中国海关统计年鉴（2024年）》",
        "publication_source": "中国海关出版社或者公共图书馆",
    },
    LetterKind.EXCESSIVE_NOTICE: {
        **REMEDY,
        "counted_from": "2026-01-01",
        "counted_to": "2026-02-28",
        "request_count": 46,
        "reasons_requested_on": "2026-03-03",
        "reasons_given_on": "2026-03-05",
        "given_reasons": "需要了解情况",
        "reason": "各件申请内容基本相同，此前均已答复，未说明再次申请的具体需要",
    },
    LetterKind.RECONFIRMATION_NOTICE: {
        **REMEDY,
        "demand": "reissue",
        "earlier_on": "2025-11-06",
        "earlier_way": "《政府信息公开申请答复书》（津关公开答〔2025〕17号）",
    },
    LetterKind.CONSULTATION_NOTICE: {"party": "third_party", "consulted_on": "2026-03-05"},
    LetterKind.REFUSAL: {
        **REMEDY,
        "remedy": "RF",
        "outcome": "third_party_rights",
        "right_kind": "trade_secret",
        "consultation_result": "refused",
        "consulted": "third_party",
        "reason": "所涉成交价格和客户名单未向社会公开，公开后竞争对手可以据此推知该企业的采购渠道和成本",
    },
    LetterKind.NONEXISTENCE_REPLY: {
        **REMEDY,
        "outcome": "nonexistent",
        "search_places": "本机关档案管理系统和查验处业务系统",
        "search_terms": "“冷链”“查验”为关键词、2010年1月1日至2012年12月31日为时间范围",
        "searched_on": "2026-03-04",
        "searched_by": "王五",
    },
    LetterKind.OTHER_AGENCY_REPLY: {
        **REMEDY,
        "reason": "该信息由天津市市场监督管理委员会制作",
        "other_agency": "天津市市场监督管理委员会",
        "other_agency_contact": "天津市河西区某某道2号，022-12345678",
    },
    LetterKind.RECORD_CORRECTION_REPLY: {
        **REMEDY,
        "outcome": "record_corrected",
        "record": "企业注册登记信息中法定代表人姓名",
        "evidence": "营业执照副本复印件、变更登记通知书复印件",
        "corrected_from": "张洁芳",
        "corrected_to": "张杰芳",
    },
    LetterKind.REASONS_REQUEST: {
        "period_from": "2026-01-01",
        "period_to": "2026-03-06",
        "request_count": 86,
        "reasons_days": 10,
    },
    LetterKind.DELAY_NOTICE: {
        "reasons_given_on": "2026-03-05",
        "reason": "所涉档案共三百余卷，需要逐卷核对",
        "until": "2026-06-30",
    },
    LetterKind.FEE_NOTICE: {
        "basis": "item",
        "month": "2026年3月",
        "month_count": 35,
        "item_place": 35,
        "amount": 200,
        "bands": [
            {"first": 1, "last": 10, "count": 10, "price": 0, "amount": 0},
            {"first": 11, "last": 30, "count": 20, "price": 100, "amount": 2000},
            {"first": 31, "last": 35, "count": 5, "price": 200, "amount": 1000},
        ],
        "pay_way": "中央财政非税收入收缴系统（缴款码随通知附送）",
        "approved_by": "李主任",
        "approved_on": "2026-03-05",
        "attachments": ["信息处理费计算表"],
    },
    LetterKind.LAPSE_NOTICE: {
        **REMEDY,
        "outcome": "correction_lapsed",
        "notice_number": "津关公开补〔2026〕3号",
        "notice_served_on": "2026-03-05",
        "allowed_days": 10,
        "limit_on": "2026-03-19",
    },
    LetterKind.TERMINATION_NOTICE: {
        **REMEDY,
        "remedy": "none",
        "outcome": "withdrawn",
        "withdrawn_on": "2026-03-05",
        "withdrawal_proof": "signed",
    },
}


OUTSIDE: Mapping[LetterKind, Mapping[str, object]] = {
    LetterKind.THIRD_PARTY_INQUIRY: {
        "addressee": "天津某某国际贸易有限公司",
        "addressee_address": "天津市滨海新区示例路9号",
        "addressee_postcode": "300450",
        "information": "2025年度进口冷链食品处置情况说明",
        "party_is_organisation": True,
        "right_kind": "trade_secret",
        "concerned": "该说明第三部分载明的成交价格和客户名单",
        "contact_address": "天津市和平区示例路1号",
        "attachments": ["拟公开的政府信息内容", "第三方意见回执"],
        "letter_number": "津关公开征〔2026〕2号",
        "ref": "1",
    },
    LetterKind.AGENCY_INQUIRY: {
        "addressee": "天津市市场监督管理委员会",
        "information": "2025年度进口冷链食品联合处置方案",
        "party": "joint_agency",
        "attachments": ["拟公开的政府信息内容"],
        "letter_number": "津关公开征〔2026〕3号",
        "ref": "2",
    },
    LetterKind.THIRD_PARTY_DECISION: {
        **REMEDY,
        "remedy": "RT",
        "addressee": "天津某某国际贸易有限公司",
        "information": "2025年度进口冷链食品处置情况说明",
        "party_is_organisation": True,
        "consulted_on": "2026-03-05",
        "ground": "public_interest",
        "reason": "所涉食品安全风险已造成多人就医，公众需要据此识别同批次产品",
        "disclosed": "处置情况说明第二部分载明的产品名称和批次",
        "disclosed_from": "2026-03-13",
    },
}
"""Letters to others than the applicant."""


def values(kind: LetterKind, **changed: object) -> dict[str, object]:
    """Facts of a letter of ``kind`` as JSON values, some of them changed."""
    return {**COMMON, **{**OWN, **OUTSIDE}[kind], **changed}


def printed(kind: LetterKind, **changed: object) -> bytes:
    """The PDF of a letter of ``kind``."""
    form = form_of(kind)
    return form.render(form.facts_from(values(kind, **changed)), wording.load(kind)).pdf


def sentences(kind: LetterKind, **changed: object) -> str:
    """The sentences of a letter of ``kind`` in one string."""
    return "".join(one.text for one in form_of(kind).sentences(values(kind, **changed), wording.load(kind)))


def characters(pdf: bytes) -> list[list[dict[str, Any]]]:
    """Every character of every page with its place, in the order of drawing."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [list(page.chars) for page in document.pages]


def lines_of(page: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The characters of a page in lines: those that share a base line, or nearly (fallback fonts are shifted)."""
    lines: list[list[dict[str, Any]]] = []
    for one in sorted(page, key=lambda char: (round(char["top"] / 8), char["x0"])):
        if lines and abs(lines[-1][0]["top"] - one["top"]) < 4 and abs(lines[-1][0]["size"] - one["size"]) < 1:
            lines[-1].append(one)
        else:
            lines.append([one])
    return [sorted(line, key=lambda char: char["x0"]) for line in lines]


def said(line: list[dict[str, Any]]) -> str:
    """What a line says."""
    return "".join(char["text"] for char in line)


def copied(pdf: bytes) -> str:
    """What a reader copies out of the PDF (poppler's reading)."""
    reading = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return reading.stdout.decode("utf-8")


def ink(page: Page, line: list[dict[str, Any]], role: Role) -> tuple[float, float]:
    """Upper and lower edge of a line's ink, from the outlines of its glyphs."""
    glyphs = typeface(role).glyphs(said(line))
    base = float(page.height) - line[0]["matrix"][5]
    size = line[0]["size"]
    return base - max(one.top for one in glyphs) * size, base - min(one.bottom for one in glyphs) * size
