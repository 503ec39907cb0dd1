"""Results with their row, articles, letter and remedy; which of them make the figures of 2007-2018."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Self

from resources.vocabulary.annual_tables import Table3Row
from resources.vocabulary.codes import Channel
from resources.vocabulary.letters import LetterKind


class Remedy(StrEnum):
    """The remedy clause that goes with a result (law: 6.2 of the rules)."""

    RA = "RA"
    RF = "RF"
    RP = "RP"
    RT = "RT"
    NONE = "none"


class Outcome(StrEnum):
    """A result, with its row of table 三, its articles of the 条例, its letter and its remedy clause."""

    label: str
    row: Table3Row | None
    articles: str
    letter: LetterKind
    remedy: Remedy

    def __new__(cls, code: str, *facts: Any) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label, member.row, member.articles, member.letter, member.remedy = facts
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
