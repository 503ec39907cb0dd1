"""Codes of requests, events, letters and disputes, each with its Chinese name."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Code(StrEnum):
    """A code of the vocabulary with its Chinese name."""

    label: str

    def __new__(cls, code: str, *facts: str) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        (member.label,) = facts
        return member


class Channel(Code):
    """How a request came in."""

    COUNTER = "counter", "当面"
    SIGNED_MAIL = "signed_mail", "邮寄（签收）"
    ORDINARY_MAIL = "ordinary_mail", "邮寄（平常信函）"
    WEB = "web", "互联网"
    EMAIL = "email", "电子邮件"
    FAX = "fax", "传真"
    ORAL = "oral", "口头（代为填写）"


class ApplicantKind(Code):
    """Who asks; decides the column of table 三."""

    NATURAL_PERSON = "natural_person", "自然人"
    BUSINESS = "business", "法人或其他组织｜商业企业"
    RESEARCH = "research", "法人或其他组织｜科研机构"
    PUBLIC_WELFARE = "public_welfare", "法人或其他组织｜社会公益组织"
    LEGAL_SERVICE = "legal_service", "法人或其他组织｜法律服务机构"
    OTHER_ORGANISATION = "other_organisation", "法人或其他组织｜其他"


class IdentityDocument(Code):
    """What an applicant shows to prove who he is."""

    RESIDENT_ID = "resident_id", "居民身份证"
    USCC = "uscc", "统一社会信用代码"
    ORGANISATION_CODE = "organisation_code", "组织机构代码"
    PASSPORT = "passport", "护照"
    HK_MACAO_PERMIT = "hk_macao_permit", "港澳居民来往内地通行证"
    TAIWAN_PERMIT = "taiwan_permit", "台湾居民来往大陆通行证"
    HMT_RESIDENCE = "hmt_residence", "港澳台居民居住证"
    FOREIGN_PERMANENT = "foreign_permanent", "外国人永久居留身份证"
    MILITARY = "military", "军官证（士兵证）"
    OTHER = "other", "其他"


class Medium(Code):
    """The carrier on which information is wanted (条例 29(三))."""

    PAPER = "paper", "纸质"
    ELECTRONIC = "electronic", "电子文档"
    DISC = "disc", "光盘等介质"
    OTHER = "other", "其他"


class Delivery(Code):
    """The way in which information is wanted (条例 29(三))."""

    POST = "post", "邮寄"
    EMAIL = "email", "电子邮件"
    FAX = "fax", "传真"
    PICKUP = "pickup", "自行领取"
    INSPECTION = "inspection", "查阅、抄录"


class EventKind(Code):
    """What can happen to a request."""

    SUBMITTED = "submitted", "提交（到达）"
    SIGNED = "signed", "签收"
    CONFIRMED = "confirmed", "与申请人确认"
    REGISTERED = "registered", "登记"
    RECEIPT_ISSUED = "receipt_issued", "出具回执"
    HANDED_OVER = "handed_over", "转办"
    CORRECTION_REQUESTED = "correction_requested", "告知补正"
    CORRECTED = "corrected", "收到补正"
    CORRECTION_LAPSED = "correction_lapsed", "逾期未补正"
    CONSULTED = "consulted", "征求意见"
    OPINION_RECEIVED = "opinion_received", "收到意见"
    EXTENDED = "extended", "延期"
    REASONS_REQUESTED = "reasons_requested", "要求说明理由"
    REASONS_GIVEN = "reasons_given", "收到理由"
    DELAY_FIXED = "delay_fixed", "确定延迟答复期限"
    FEE_NOTICED = "fee_noticed", "收费通知"
    FEE_PAID = "fee_paid", "缴费"
    FEE_LAPSED = "fee_lapsed", "逾期未缴费"
    SENT_FOR_REVIEW = "sent_for_review", "送审"
    REVIEWED = "reviewed", "审查"
    REPLIED = "replied", "答复"
    SERVED = "served", "送达"
    RETURNED = "returned", "退件"
    WITHDRAWN = "withdrawn", "撤回"
    CONTACT_ATTEMPTED = "contact_attempted", "联系申请人"
    DEPARTMENT_ANSWERED = "department_answered", "承办部门反馈"
    REMINDED = "reminded", "催办"
    THIRD_PARTY_TOLD = "third_party_told", "告知第三方决定"
    REDATED = "redated", "期限调整（放假安排）"
    LETTER_VOIDED = "letter_voided", "文书作废"
    REPRINTED = "reprinted", "重印"
    SPLIT = "split", "拆分"
    MERGED = "merged", "合并"
    TRANSFERRED = "transferred", "移交其他关"
    CLOSED = "closed", "办结"
    REOPENED = "reopened", "重新办理"
    AMENDED = "amended", "更正登记"
    REGISTRATION_VOIDED = "registration_voided", "登记作废"
    ARCHIVED = "archived", "归档"
    DESTROYED = "destroyed", "销毁"
    NOTED = "noted", "备注"


ENDINGS = (EventKind.REPLIED, EventKind.WITHDRAWN, EventKind.CORRECTION_LAPSED, EventKind.FEE_LAPSED)
"""The events that end a request."""


class Matter(Code):
    """Request for disclosure, or for the correction of a record (条例 41)."""

    DISCLOSURE = "disclosure", "政府信息公开申请"
    RECORD_CORRECTION = "record_correction", "更正申请（条例第四十一条）"


class State(Code):
    """Where a request stands today."""

    AWAITING_CONFIRMATION = "awaiting_confirmation", "待确认收到日"
    OPEN = "open", "办理中"
    AWAITING_CORRECTION = "awaiting_correction", "待补正"
    CONSULTING = "consulting", "征求意见中"
    AWAITING_REASONS = "awaiting_reasons", "待说明理由"
    AWAITING_PAYMENT = "awaiting_payment", "待缴费"
    IN_REVIEW = "in_review", "审签中"
    AWAITING_SERVICE = "awaiting_service", "待送达"
    FINISHED = "finished", "办结"
    VOIDED = "voided", "登记作废"


class Band(Code):
    """How near the limit is."""

    OVERDUE = "overdue", "已逾期"
    DUE_TODAY = "due_today", "今日到期"
    RED = "red", "紧急（3个工作日内）"
    AMBER = "amber", "临近（5个工作日内）"
    GREEN = "green", "正常"
    WAITING = "waiting", "等待他方"
    UNKNOWN = "unknown", "放假安排未载入"
    DONE = "done", "办结"


class WayOfService(Code):
    """How a letter goes out (国办公开办函〔2016〕235号)."""

    POST = "post", "邮寄"
    HAND = "hand", "直接送达"
    ENTRUSTED = "entrusted", "委托送达"
    EMAIL = "email", "电子邮件"
    FAX = "fax", "传真"
    WEB = "web", "网上平台"


class Party(Code):
    """Whose opinion is asked (条例 32, 33(3), 34)."""

    THIRD_PARTY = "third_party", "第三方"
    JOINT_AGENCY = "joint_agency", "共同制作机关"
    OTHER_AGENCY = "other_agency", "其他机关"


class Opinion(Code):
    """What a consulted party says."""

    CONSENT = "consent", "同意公开"
    REFUSE = "refuse", "不同意公开"
    PARTIAL = "partial", "部分同意公开"


class FeeBasis(Code):
    """The two ways of 国办函〔2020〕109号."""

    ITEM = "item", "按件计收"
    PAGE = "page", "按量计收"


class DisputeKind(Code):
    """Review or suit, as in table 四."""

    REVIEW = "review", "行政复议"
    SUIT_DIRECT = "suit_direct", "未经复议直接起诉"
    SUIT_AFTER_REVIEW = "suit_after_review", "复议后起诉"


class DisputeResult(Code):
    """How a review or suit ended, as in table 四."""

    UPHELD = "upheld", "结果维持"
    CORRECTED = "corrected", "结果纠正"
    OTHER = "other", "其他结果"
