"""Codes of the register of complaints (条例 47(2), 51), each with its Chinese name. They stay in the office."""

from __future__ import annotations

from resources.vocabulary.codes import Code


class ComplaintKind(Code):
    """What was brought forward."""

    COMPLAINT = "complaint", "投诉"
    REPORT = "report", "举报"


class ComplaintSource(Code):
    """From whom it came."""

    DIRECT = "direct", "本人提出"
    SUPERIOR = "superior", "上级机关转办"
    AUTHORITY = "authority", "主管部门转办"
    HOTLINE = "hotline", "热线转办"


class ComplaintResult(Code):
    """How it was answered."""

    FOUNDED = "founded", "属实"
    PARTLY = "partly", "部分属实"
    UNFOUNDED = "unfounded", "不属实"
    PASSED_ON = "passed_on", "转送有关机关"
    WITHDRAWN = "withdrawn", "撤回"
