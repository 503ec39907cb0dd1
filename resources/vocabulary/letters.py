"""The papers of the office."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Self


class LetterKind(StrEnum):
    """The papers of the office; ``paper_id`` is the number by which staff know them."""

    paper_id: str
    label: str

    def __new__(cls, code: str, *facts: str) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.paper_id, member.label = facts
        return member

    RECEIPT = "receipt", "L01", "登记回执"
    CORRECTION_NOTICE = "correction_notice", "L02", "补正告知书"
    EXTENSION_NOTICE = "extension_notice", "L03", "延期答复告知书"
    THIRD_PARTY_INQUIRY = "third_party_inquiry", "L04", "征求第三方意见书"
    THIRD_PARTY_REPLY_SLIP = "third_party_reply_slip", "L05", "第三方意见回执"
    CONSULTATION_NOTICE = "consultation_notice", "L06", "征求意见情况告知书"
    AGENCY_INQUIRY = "agency_inquiry", "L07", "征求相关行政机关意见函"
    THIRD_PARTY_DECISION = "third_party_decision", "L08", "告知第三方决定书"
    DISCLOSURE_REPLY = "disclosure_reply", "L09", "答复书（予以公开）"
    ALREADY_PUBLIC_REPLY = "already_public_reply", "L10", "答复书（已主动公开）"
    PARTIAL_REPLY = "partial_reply", "L11", "答复书（部分公开）"
    REFUSAL = "refusal", "L12", "答复书（不予公开）"
    NONEXISTENCE_REPLY = "nonexistence_reply", "L13", "答复书（政府信息不存在）"
    OTHER_AGENCY_REPLY = "other_agency_reply", "L14", "答复书（不属于本机关负责公开）"
    NEEDS_CREATION_REPLY = "needs_creation_reply", "L15", "答复书（需另行制作）"
    STILL_UNCLEAR_REPLY = "still_unclear_reply", "L16", "答复书（补正后仍不明确）"
    ADMINISTRATIVE_INQUIRY_NOTICE = "administrative_inquiry_notice", "L17", "告知书（行政查询事项）"
    PETITION_NOTICE = "petition_notice", "L18", "告知书（信访投诉举报）"
    REPEAT_NOTICE = "repeat_notice", "L19", "告知书（不予重复处理）"
    PUBLICATION_NOTICE = "publication_notice", "L20", "告知书（公开出版物）"
    REASONS_REQUEST = "reasons_request", "L21", "说明理由通知书"
    EXCESSIVE_NOTICE = "excessive_notice", "L22", "告知书（不予处理）"
    DELAY_NOTICE = "delay_notice", "L23", "延迟答复告知书"
    RECONFIRMATION_NOTICE = "reconfirmation_notice", "L24", "告知书（确认或重新出具）"
    FEE_NOTICE = "fee_notice", "L25", "信息处理费收费通知"
    LAPSE_NOTICE = "lapse_notice", "L26", "不再处理告知书"
    TERMINATION_NOTICE = "termination_notice", "L27", "终止办理告知书"
    HANDOVER_SLIP = "handover_slip", "L28", "内部转办单"
    RECORD_CORRECTION_REPLY = "record_correction_reply", "L29", "更正答复书"
    REVIEW_FORM = "review_form", "L30", "政府信息公开审查呈批表"
    SERVICE_RECEIPT = "service_receipt", "L31", "送达回证"
    ON_THE_SPOT_RECORD = "on_the_spot_record", "L32", "当场答复记录"
    ORAL_APPLICATION_FORM = "oral_application_form", "L33", "口头申请代填表"
    ENVELOPE = "envelope", "L34", "信封"
    FILE_COVER = "file_cover", "L35", "案卷封面及目录"
    TIME_LIMIT_PROOF = "time_limit_proof", "L36", "办理期限计算单"
    APPLICATION_FORM = "application_form", "L37", "政府信息公开申请表"
    AUTHORITY_FORM = "authority_form", "L38", "授权委托书"
    WITHDRAWAL_FORM = "withdrawal_form", "L39", "撤回申请书"

    @classmethod
    def by_paper_id(cls, paper_id: str) -> LetterKind:
        """The kind known as ``paper_id`` (``L02``). Raises ``KeyError`` when there is none."""
        return _KINDS_BY_PAPER_ID[paper_id]


_KINDS_BY_PAPER_ID: Mapping[str, LetterKind] = MappingProxyType({kind.paper_id: kind for kind in LetterKind})
