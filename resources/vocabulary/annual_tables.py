"""Rows and columns of the annual tables, wording letter by letter (国办公开办函〔2021〕30号)."""

from __future__ import annotations

from enum import StrEnum

from resources.vocabulary.codes import Code


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


SUMMED_ROWS = frozenset({Table3Row.RECEIVED, Table3Row.CARRIED_IN, Table3Row.TOTAL, Table3Row.CARRIED_OUT})
"""The rows of table 三 that are no result of their own."""

APPLICANT_COLUMNS = tuple(column for column in Table3Column if column is not Table3Column.TOTAL)
"""The kinds of applicants, in printed order."""

OTHER_IN_2019 = "other"
"""The one row （六）其他处理 of the form for 2019 and 2020 (国办公开办函〔2019〕60号)."""

TABLE_3_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，\n等于第三项加第四项之和）"
TABLE_3_RESULTS = "三、本年度办理结果"
_OTHER_RESULTS = "（六）其他处理"
_BREAKS = {
    "商业企业": "商业\n企业",
    "科研机构": "科研\n机构",
    "社会公益组织": "社会公\n益组织",
    "法律服务机构": "法律服\n务机构",
    "结果维持": "结果\n维持",
    "结果纠正": "结果\n纠正",
    "其他结果": "其他\n结果",
    "尚未审结": "尚未\n审结",
}


def row_parts(code: str) -> list[str]:
    """The wording of a row of table 三 from its outer to its inner label, also of the form for 2019."""
    return [TABLE_3_RESULTS, _OTHER_RESULTS] if code == OTHER_IN_2019 else Table3Row(code).label.split("｜")


def row_name(code: str) -> str:
    """The last part of a row's wording: ``4.保护第三方合法权益``."""
    return row_parts(code)[-1]


def head_words(label: str) -> str:
    """The last part of a column's wording as it breaks in its narrow head."""
    name = label.split("｜")[-1]
    return _BREAKS.get(name, name)


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
