"""L12 不予公开: one letter with the reason block of its ground (条例 14, 15, 16, 36(三))."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from forms.articles import titled
from forms.facts import choices, fact
from forms.letter import Known, LetterForm
from forms.letter_facts import ReplyFacts
from resources.vocabulary import LetterKind, Outcome
from resources.wording import Condition

GROUNDS: Final = tuple(outcome for outcome in Outcome if outcome.letter is LetterKind.REFUSAL)

_SECRECY: Final = {"top_secret": "绝密", "secret": "机密", "confidential": "秘密"}
_ENDANGERED: Final = {
    "national_security": "国家安全",
    "public_security": "公共安全",
    "economic_security": "经济安全",
    "social_stability": "社会稳定",
}
RIGHTS: Final = {"trade_secret": "商业秘密", "privacy": "个人隐私", "other": "其他合法权益"}
CONSULTATION: Final = {
    "refused": "经书面征求意见，第三方不同意公开且理由合理",
    "silent": "经书面征求意见，第三方逾期未提出意见，经审查认为公开会损害其合法权益",
    "returned": "经书面征求意见，征求意见书未能送达第三方，经审查认为公开会损害其合法权益",
}
_INTERNAL: Final = {"personnel": "人事管理", "logistics": "后勤管理", "workflow": "内部工作流程"}
_PROCESS: Final = {
    "discussion": "讨论记录",
    "draft": "过程稿",
    "correspondence": "磋商信函",
    "submission": "请示报告",
}


def _on(ground: Outcome) -> tuple[Condition, ...]:
    return (Condition("outcome", (ground.value,)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalFacts(ReplyFacts):
    """The ground, what the ground needs, and always a concrete reason: an article alone does not carry a refusal."""

    outcome: str = field(
        metadata=fact("不予公开的情形", "choice", choices=choices({ground.value: ground.label for ground in GROUNDS}))
    )
    secrecy_level: str | None = field(
        default=None, metadata=fact("密级", "choice", choices=choices(_SECRECY), when=_on(Outcome.STATE_SECRET))
    )
    law_title: str | None = field(
        default=None,
        metadata=fact("禁止公开的法律、行政法规", when=_on(Outcome.FORBIDDEN_BY_LAW), hint="名称用全称"),
    )
    law_article: str | None = field(
        default=None, metadata=fact("禁止公开的条款", when=_on(Outcome.FORBIDDEN_BY_LAW), hint="例如：第四十一条")
    )
    endangered: str | None = field(
        default=None,
        metadata=fact(
            "可能危及的利益", "choice", choices=choices(_ENDANGERED), when=_on(Outcome.SECURITY_AND_STABILITY)
        ),
    )
    right_kind: str | None = field(
        default=None,
        metadata=fact("第三方权益的种类", "choice", choices=choices(RIGHTS), when=_on(Outcome.THIRD_PARTY_RIGHTS)),
    )
    consultation_result: str | None = field(
        default=None,
        metadata=fact(
            "征求第三方意见的结果", "choice", choices=choices(CONSULTATION), when=_on(Outcome.THIRD_PARTY_RIGHTS)
        ),
    )
    internal_kind: str | None = field(
        default=None,
        metadata=fact("内部事务的种类", "choice", choices=choices(_INTERNAL), when=_on(Outcome.INTERNAL_AFFAIRS)),
    )
    process_kind: str | None = field(
        default=None,
        metadata=fact("过程性信息的种类", "choice", choices=choices(_PROCESS), when=_on(Outcome.PROCESS_INFORMATION)),
    )
    file_access_law: str | None = field(
        default=None,
        metadata=fact(
            "申请查阅案卷所依照的法律",
            required=False,
            when=_on(Outcome.ENFORCEMENT_FILE),
            hint="例如：《中华人民共和国行政处罚法》",
        ),
    )
    reason: str = field(metadata=fact("不予公开的理由", hint="须具体，不能只引条文"))


def _words(known: Known) -> Mapping[str, str]:
    """The laws that the letter cites by a fact, in book title marks."""
    return {name: titled(str(known[name])) for name in ("law_title", "file_access_law") if name in known}


REFUSAL: Final = LetterForm(LetterKind.REFUSAL, RefusalFacts, derive=_words)
