"""The office's words as enumerations: every code of the exchange format with the facts that go with it.

Codes are the members' values and therefore plain strings in files and rows; ``label`` is the Chinese name.
The members equal the published vocabulary one by one (``tests/resources/test_vocabulary.py`` compares them).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Code(StrEnum):
    """A code of the vocabulary with its Chinese name."""

    label: str

    def __new__(cls, code: str, label: str) -> Code:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
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


class Table3Column(Code):
    """The seven number columns of table 三."""

    NATURAL_PERSON = "natural_person", "自然人"
    BUSINESS = "business", "法人或其他组织｜商业企业"
    RESEARCH = "research", "法人或其他组织｜科研机构"
    PUBLIC_WELFARE = "public_welfare", "法人或其他组织｜社会公益组织"
    LEGAL_SERVICE = "legal_service", "法人或其他组织｜法律服务机构"
    OTHER_ORGANISATION = "other_organisation", "法人或其他组织｜其他"
    TOTAL = "total", "总计"


class Table3Row(Code):
    """The 25 number rows of table 三, wording letter by letter (国办公开办函〔2021〕30号)."""

    RECEIVED = "received", "一、本年新收政府信息公开申请数量"
    CARRIED_IN = "carried_in", "二、上年结转政府信息公开申请数量"
    DISCLOSED = "disclosed", "三、本年度办理结果｜（一）予以公开"
    PARTLY_DISCLOSED = (
        "partly_disclosed",
        "三、本年度办理结果｜（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    )
    WITHHELD_STATE_SECRET = "withheld.state_secret", "三、本年度办理结果｜（三）不予公开｜1.属于国家秘密"
    WITHHELD_FORBIDDEN_BY_LAW = (
        "withheld.forbidden_by_law",
        "三、本年度办理结果｜（三）不予公开｜2.其他法律行政法规禁止公开",
    )
    WITHHELD_SECURITY_AND_STABILITY = (
        "withheld.security_and_stability",
        "三、本年度办理结果｜（三）不予公开｜3.危及“三安全一稳定”",
    )
    WITHHELD_THIRD_PARTY_RIGHTS = (
        "withheld.third_party_rights",
        "三、本年度办理结果｜（三）不予公开｜4.保护第三方合法权益",
    )
    WITHHELD_INTERNAL_AFFAIRS = (
        "withheld.internal_affairs",
        "三、本年度办理结果｜（三）不予公开｜5.属于三类内部事务信息",
    )
    WITHHELD_PROCESS_INFORMATION = (
        "withheld.process_information",
        "三、本年度办理结果｜（三）不予公开｜6.属于四类过程性信息",
    )
    WITHHELD_ENFORCEMENT_FILE = "withheld.enforcement_file", "三、本年度办理结果｜（三）不予公开｜7.属于行政执法案卷"
    WITHHELD_ADMINISTRATIVE_INQUIRY = (
        "withheld.administrative_inquiry",
        "三、本年度办理结果｜（三）不予公开｜8.属于行政查询事项",
    )
    UNAVAILABLE_NOT_HELD = "unavailable.not_held", "三、本年度办理结果｜（四）无法提供｜1.本机关不掌握相关政府信息"
    UNAVAILABLE_NEEDS_CREATION = (
        "unavailable.needs_creation",
        "三、本年度办理结果｜（四）无法提供｜2.没有现成信息需要另行制作",
    )
    UNAVAILABLE_STILL_UNCLEAR = (
        "unavailable.still_unclear",
        "三、本年度办理结果｜（四）无法提供｜3.补正后申请内容仍不明确",
    )
    NOT_PROCESSED_PETITION = "not_processed.petition", "三、本年度办理结果｜（五）不予处理｜1.信访举报投诉类申请"
    NOT_PROCESSED_REPEATED = "not_processed.repeated", "三、本年度办理结果｜（五）不予处理｜2.重复申请"
    NOT_PROCESSED_PUBLICATION = "not_processed.publication", "三、本年度办理结果｜（五）不予处理｜3.要求提供公开出版物"
    NOT_PROCESSED_EXCESSIVE = "not_processed.excessive", "三、本年度办理结果｜（五）不予处理｜4.无正当理由大量反复申请"
    NOT_PROCESSED_RECONFIRMATION = (
        "not_processed.reconfirmation",
        "三、本年度办理结果｜（五）不予处理｜5.要求行政机关确认或重新出具已获取信息",
    )
    OTHER_CORRECTION_LAPSED = (
        "other.correction_lapsed",
        "三、本年度办理结果｜（六）其他处理｜1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    )
    OTHER_FEE_LAPSED = (
        "other.fee_lapsed",
        "三、本年度办理结果｜（六）其他处理｜2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    )
    OTHER_OTHER = "other.other", "三、本年度办理结果｜（六）其他处理｜3.其他"
    TOTAL = "total", "三、本年度办理结果｜（七）总计"
    CARRIED_OUT = "carried_out", "四、结转下年度继续办理"


class Table4Group(Code):
    """The three groups of table 四."""

    REVIEW = "review", "行政复议"
    SUIT_DIRECT = "suit_direct", "行政诉讼｜未经复议直接起诉"
    SUIT_AFTER_REVIEW = "suit_after_review", "行政诉讼｜复议后起诉"


class Table4Column(Code):
    """The five columns of each group of table 四."""

    UPHELD = "upheld", "结果维持"
    CORRECTED = "corrected", "结果纠正"
    OTHER = "other", "其他结果"
    PENDING = "pending", "尚未审结"
    TOTAL = "total", "总计"


class Remedy(StrEnum):
    """The remedy clause that goes with a result (law: 6.2 of the rules)."""

    RA = "RA"
    RF = "RF"
    RP = "RP"
    RT = "RT"
    NONE = "none"


class LetterKind(StrEnum):
    """The papers of the office; ``paper_id`` is the number by which staff know them."""

    paper_id: str
    label: str

    def __new__(cls, code: str, paper_id: str, label: str) -> LetterKind:
        member = str.__new__(cls, code)
        member._value_ = code
        member.paper_id = paper_id
        member.label = label
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


class Outcome(StrEnum):
    """A result, with its row of table 三, its articles of the 条例, its letter and its remedy clause."""

    label: str
    row: Table3Row | None
    articles: str
    letter: LetterKind
    remedy: Remedy

    def __new__(
        cls, code: str, label: str, row: Table3Row | None, articles: str, letter: LetterKind, remedy: Remedy
    ) -> Outcome:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.row = row
        member.articles = articles
        member.letter = letter
        member.remedy = remedy
        return member

    PROVIDED = (
        "provided",
        "予以公开",
        Table3Row.DISCLOSED,
        "36(二), 40",
        LetterKind.DISCLOSURE_REPLY,
        Remedy.RA,
    )
    ALREADY_PUBLIC = (
        "already_public",
        "已主动公开",
        Table3Row.DISCLOSED,
        "36(一)",
        LetterKind.ALREADY_PUBLIC_REPLY,
        Remedy.RA,
    )
    PROVIDED_LATER = (
        "provided_later",
        "予以公开（告知提供时间）",
        Table3Row.DISCLOSED,
        "36(二)",
        LetterKind.DISCLOSURE_REPLY,
        Remedy.RA,
    )
    PARTLY_PROVIDED = (
        "partly_provided",
        "部分公开",
        Table3Row.PARTLY_DISCLOSED,
        "37 with 14/15/16",
        LetterKind.PARTIAL_REPLY,
        Remedy.RP,
    )
    STATE_SECRET = (
        "state_secret",
        "国家秘密",
        Table3Row.WITHHELD_STATE_SECRET,
        "14, 36(三)",
        LetterKind.REFUSAL,
        Remedy.RF,
    )
    FORBIDDEN_BY_LAW = (
        "forbidden_by_law",
        "法律、行政法规禁止公开",
        Table3Row.WITHHELD_FORBIDDEN_BY_LAW,
        "14, 36(三)",
        LetterKind.REFUSAL,
        Remedy.RF,
    )
    SECURITY_AND_STABILITY = (
        "security_and_stability",
        "三安全一稳定",
        Table3Row.WITHHELD_SECURITY_AND_STABILITY,
        "14, 36(三)",
        LetterKind.REFUSAL,
        Remedy.RF,
    )
    THIRD_PARTY_RIGHTS = (
        "third_party_rights",
        "第三方合法权益",
        Table3Row.WITHHELD_THIRD_PARTY_RIGHTS,
        "15, 32, 36(三)",
        LetterKind.REFUSAL,
        Remedy.RF,
    )
    INTERNAL_AFFAIRS = (
        "internal_affairs",
        "内部事务信息",
        Table3Row.WITHHELD_INTERNAL_AFFAIRS,
        "16(1), 36(三)",
        LetterKind.REFUSAL,
        Remedy.RF,
    )
    PROCESS_INFORMATION = (
        "process_information",
        "过程性信息",
        Table3Row.WITHHELD_PROCESS_INFORMATION,
        "16(2), 36(三)",
        LetterKind.REFUSAL,
        Remedy.RF,
    )
    ENFORCEMENT_FILE = (
        "enforcement_file",
        "行政执法案卷",
        Table3Row.WITHHELD_ENFORCEMENT_FILE,
        "16(2), 36(三)",
        LetterKind.REFUSAL,
        Remedy.RF,
    )
    ADMINISTRATIVE_INQUIRY = (
        "administrative_inquiry",
        "行政查询事项",
        Table3Row.WITHHELD_ADMINISTRATIVE_INQUIRY,
        "36(七)",
        LetterKind.ADMINISTRATIVE_INQUIRY_NOTICE,
        Remedy.RA,
    )
    NONEXISTENT = (
        "nonexistent",
        "政府信息不存在",
        Table3Row.UNAVAILABLE_NOT_HELD,
        "36(四)",
        LetterKind.NONEXISTENCE_REPLY,
        Remedy.RA,
    )
    DESTROYED = (
        "destroyed",
        "超过保存期限已销毁",
        Table3Row.UNAVAILABLE_NOT_HELD,
        "36(四)",
        LetterKind.NONEXISTENCE_REPLY,
        Remedy.RA,
    )
    OTHER_AGENCY = (
        "other_agency",
        "不属于本机关负责公开",
        Table3Row.UNAVAILABLE_NOT_HELD,
        "10, 36(五)",
        LetterKind.OTHER_AGENCY_REPLY,
        Remedy.RA,
    )
    NEEDS_CREATION = (
        "needs_creation",
        "需另行制作（加工、分析）",
        Table3Row.UNAVAILABLE_NEEDS_CREATION,
        "38",
        LetterKind.NEEDS_CREATION_REPLY,
        Remedy.RA,
    )
    STILL_UNCLEAR = (
        "still_unclear",
        "补正后仍不明确",
        Table3Row.UNAVAILABLE_STILL_UNCLEAR,
        "29, 30",
        LetterKind.STILL_UNCLEAR_REPLY,
        Remedy.RA,
    )
    PETITION = (
        "petition",
        "信访、投诉、举报",
        Table3Row.NOT_PROCESSED_PETITION,
        "39(1)",
        LetterKind.PETITION_NOTICE,
        Remedy.RA,
    )
    REPEATED = (
        "repeated",
        "重复申请",
        Table3Row.NOT_PROCESSED_REPEATED,
        "36(六)",
        LetterKind.REPEAT_NOTICE,
        Remedy.RA,
    )
    PUBLICATION = (
        "publication",
        "公开出版物",
        Table3Row.NOT_PROCESSED_PUBLICATION,
        "39(2)",
        LetterKind.PUBLICATION_NOTICE,
        Remedy.RA,
    )
    EXCESSIVE = (
        "excessive",
        "无正当理由大量反复申请",
        Table3Row.NOT_PROCESSED_EXCESSIVE,
        "35",
        LetterKind.EXCESSIVE_NOTICE,
        Remedy.RA,
    )
    RECONFIRMATION = (
        "reconfirmation",
        "要求确认或重新出具",
        Table3Row.NOT_PROCESSED_RECONFIRMATION,
        "2, 27",
        LetterKind.RECONFIRMATION_NOTICE,
        Remedy.RA,
    )
    NOT_GOVERNMENT_INFORMATION = (
        "not_government_information",
        "非政府信息（业务咨询等）",
        Table3Row.OTHER_OTHER,
        "2",
        LetterKind.PETITION_NOTICE,
        Remedy.RA,
    )
    CORRECTION_LAPSED = (
        "correction_lapsed",
        "逾期不补正",
        Table3Row.OTHER_CORRECTION_LAPSED,
        "30",
        LetterKind.LAPSE_NOTICE,
        Remedy.RA,
    )
    FEE_LAPSED = (
        "fee_lapsed",
        "逾期不缴费",
        Table3Row.OTHER_FEE_LAPSED,
        "42; 109号 6",
        LetterKind.LAPSE_NOTICE,
        Remedy.RA,
    )
    WITHDRAWN = (
        "withdrawn",
        "申请人撤回",
        Table3Row.OTHER_OTHER,
        "-",
        LetterKind.TERMINATION_NOTICE,
        Remedy.NONE,
    )
    OTHER = (
        "other",
        "其他",
        Table3Row.OTHER_OTHER,
        "-",
        LetterKind.TERMINATION_NOTICE,
        Remedy.RA,
    )
    RECORD_CORRECTED = (
        "record_corrected",
        "更正申请：予以更正",
        None,
        "41",
        LetterKind.RECORD_CORRECTION_REPLY,
        Remedy.RA,
    )
    RECORD_REFUSED = (
        "record_refused",
        "更正申请：不予更正",
        None,
        "41",
        LetterKind.RECORD_CORRECTION_REPLY,
        Remedy.RA,
    )
    RECORD_PASSED_ON = (
        "record_passed_on",
        "更正申请：转送有权机关",
        None,
        "41",
        LetterKind.RECORD_CORRECTION_REPLY,
        Remedy.RA,
    )


RESULT_ROWS: tuple[Table3Row, ...] = (
    Table3Row.DISCLOSED,
    Table3Row.PARTLY_DISCLOSED,
    Table3Row.WITHHELD_STATE_SECRET,
    Table3Row.WITHHELD_FORBIDDEN_BY_LAW,
    Table3Row.WITHHELD_SECURITY_AND_STABILITY,
    Table3Row.WITHHELD_THIRD_PARTY_RIGHTS,
    Table3Row.WITHHELD_INTERNAL_AFFAIRS,
    Table3Row.WITHHELD_PROCESS_INFORMATION,
    Table3Row.WITHHELD_ENFORCEMENT_FILE,
    Table3Row.WITHHELD_ADMINISTRATIVE_INQUIRY,
    Table3Row.UNAVAILABLE_NOT_HELD,
    Table3Row.UNAVAILABLE_NEEDS_CREATION,
    Table3Row.UNAVAILABLE_STILL_UNCLEAR,
    Table3Row.NOT_PROCESSED_PETITION,
    Table3Row.NOT_PROCESSED_REPEATED,
    Table3Row.NOT_PROCESSED_PUBLICATION,
    Table3Row.NOT_PROCESSED_EXCESSIVE,
    Table3Row.NOT_PROCESSED_RECONFIRMATION,
    Table3Row.OTHER_CORRECTION_LAPSED,
    Table3Row.OTHER_FEE_LAPSED,
    Table3Row.OTHER_OTHER,
)
"""The 21 leaf results under 三, in printed order."""

NARRATIVE_2007_OUTCOMES: Mapping[str, tuple[Outcome, ...]] = MappingProxyType(
    {
        "fully_disclosed": (
            Outcome.PROVIDED,
            Outcome.ALREADY_PUBLIC,
            Outcome.PROVIDED_LATER,
        ),
        "partly_disclosed": (Outcome.PARTLY_PROVIDED,),
        "withheld": (
            Outcome.STATE_SECRET,
            Outcome.FORBIDDEN_BY_LAW,
            Outcome.SECURITY_AND_STABILITY,
            Outcome.THIRD_PARTY_RIGHTS,
            Outcome.INTERNAL_AFFAIRS,
            Outcome.PROCESS_INFORMATION,
            Outcome.ENFORCEMENT_FILE,
        ),
        "other_agency": (Outcome.OTHER_AGENCY,),
        "nonexistent": (
            Outcome.NONEXISTENT,
            Outcome.DESTROYED,
        ),
        "nonexistent_destroyed": (Outcome.DESTROYED,),
        "withdrawn": (Outcome.WITHDRAWN,),
        "correction_lapsed": (Outcome.CORRECTION_LAPSED,),
        "other": (
            Outcome.ADMINISTRATIVE_INQUIRY,
            Outcome.NEEDS_CREATION,
            Outcome.STILL_UNCLEAR,
            Outcome.PETITION,
            Outcome.REPEATED,
            Outcome.PUBLICATION,
            Outcome.EXCESSIVE,
            Outcome.RECONFIRMATION,
            Outcome.NOT_GOVERNMENT_INFORMATION,
            Outcome.FEE_LAPSED,
            Outcome.OTHER,
        ),
    }
)
"""Which outcomes make a figure of the yearly report of 2007-2018."""

NARRATIVE_2007_CHANNELS: Mapping[str, tuple[Channel, ...]] = MappingProxyType(
    {
        "web": (
            Channel.WEB,
            Channel.EMAIL,
        ),
        "mail": (
            Channel.SIGNED_MAIL,
            Channel.ORDINARY_MAIL,
        ),
        "fax": (Channel.FAX,),
        "counter": (
            Channel.COUNTER,
            Channel.ORAL,
        ),
    }
)
"""Which channels make a figure of the yearly report of 2007-2018."""


class Table2Block(StrEnum):
    """A block of table 二: its rows and number columns, wording letter by letter."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]

    def __new__(cls, code: str, rows: tuple[str, ...], columns: tuple[str, ...]) -> Table2Block:
        member = str.__new__(cls, code)
        member._value_ = code
        member.rows = rows
        member.columns = columns
        return member

    ARTICLE_20_1 = (
        "20(1)",
        (
            "规章",
            "行政规范性文件",
        ),
        (
            "本年制发件数",
            "本年废止件数",
            "现行有效件数",
        ),
    )
    ARTICLE_20_5 = "20(5)", ("行政许可",), ("本年处理决定数量",)
    ARTICLE_20_6 = (
        "20(6)",
        (
            "行政处罚",
            "行政强制",
        ),
        ("本年处理决定数量",),
    )
    ARTICLE_20_8 = "20(8)", ("行政事业性收费",), ("本年收费金额（单位：万元）",)
