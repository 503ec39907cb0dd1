"""L11 部分公开: what is open, and each part that is not with ground and reason (条例 36(三), 37 with 14, 15, 16)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from forms.articles import articles_in_words, chinese_number
from forms.facts import FactField, choices, fact
from forms.letter import Known, LetterForm
from forms.letter_facts import ReplyFacts
from forms.refusal import CONSULTATION
from resources.vocabulary import LetterKind, Outcome
from resources.wording import Condition

MOST_CLOSED_PARTS: Final = 6

_RIGHTS: Final = ("trade_secret", "privacy", "other_right")
_GROUNDS: Final[Mapping[str, tuple[str, str]]] = {
    "top_secret": ("国家秘密（密级：绝密）", "14"),
    "secret": ("国家秘密（密级：机密）", "14"),
    "confidential": ("国家秘密（密级：秘密）", "14"),
    "forbidden_by_law": ("法律、行政法规禁止公开的信息", "14"),
    "national_security": ("公开后可能危及国家安全的信息", "14"),
    "public_security": ("公开后可能危及公共安全的信息", "14"),
    "economic_security": ("公开后可能危及经济安全的信息", "14"),
    "social_stability": ("公开后可能危及社会稳定的信息", "14"),
    "trade_secret": ("涉及第三方商业秘密、公开会对其合法权益造成损害的信息", "15, 32"),
    "privacy": ("涉及第三方个人隐私、公开会对其合法权益造成损害的信息", "15, 32"),
    "other_right": ("涉及第三方其他合法权益、公开会对其造成损害的信息", "15, 32"),
    "personnel": ("人事管理方面的内部事务信息", "16(1)"),
    "logistics": ("后勤管理方面的内部事务信息", "16(1)"),
    "workflow": ("内部工作流程方面的内部事务信息", "16(1)"),
    "discussion": ("履行行政管理职能过程中形成的讨论记录", "16(2)"),
    "draft": ("履行行政管理职能过程中形成的过程稿", "16(2)"),
    "correspondence": ("履行行政管理职能过程中形成的磋商信函", "16(2)"),
    "submission": ("履行行政管理职能过程中形成的请示报告", "16(2)"),
    "enforcement_file": ("行政执法案卷信息", "16(2)"),
}
"""Grounds on which a part stays closed: how the letter names it, and its article of the 条例."""


def _part(place: int) -> dict[str, FactField]:
    return _of_part(place, "不予公开的内容", named=False)


def _ground(place: int) -> dict[str, FactField]:
    labels = {code: words for code, (words, _) in _GROUNDS.items()}
    return fact(_label(place, "属于的情形"), "choice", choices=choices(labels), required=True, when=_named(place))


def _law(place: int) -> dict[str, FactField]:
    when = (*_named(place), Condition(f"closed_ground_{place}", ("forbidden_by_law",)))
    hint = "例如：《中华人民共和国统计法》第九条"
    return fact(_label(place, "禁止公开的法律、行政法规及条款"), when=when, hint=hint)


def _consultation(place: int) -> dict[str, FactField]:
    when = (*_named(place), Condition(f"closed_ground_{place}", _RIGHTS))
    return fact(_label(place, "征求第三方意见的结果"), "choice", choices=choices(CONSULTATION), when=when)


def _reason(place: int) -> dict[str, FactField]:
    return _of_part(place, "不予公开的理由", named=True, hint="须具体，不能只引条文")


def _of_part(place: int, label: str, *, named: bool, hint: str = "") -> dict[str, FactField]:
    """A fact of the closed part ``place``: the part itself follows the one before it, its facts follow the part."""
    when = _named(place) if named else _named(place - 1)
    return fact(_label(place, label), required=named or place == 1, when=when, hint=hint)


def _named(place: int) -> tuple[Condition, ...]:
    return (Condition(f"closed_part_{place}", present=True),) if place else ()


def _label(place: int, label: str) -> str:
    return f"{label}（{chinese_number(place)}）"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialFacts(ReplyFacts):
    """The open parts with how they are provided, and up to six closed parts, each with ground and concrete reason.

    A closed part is asked for when the one before it is named.
    """

    open_parts: tuple[str, ...] = field(metadata=fact("予以公开的内容", "texts", hint="一行一项"))
    provided_as: str = field(metadata=fact("提供方式", hint="例如：纸质复印件邮寄的方式"))
    pages: int = field(metadata=fact("公开件页数", "number", low=1))
    attachments: tuple[str, ...] = field(metadata=fact("附件名称", "texts", hint="一行一件"))
    closed_part_1: str = field(metadata=_part(1))
    closed_ground_1: str | None = field(default=None, metadata=_ground(1))
    closed_law_1: str | None = field(default=None, metadata=_law(1))
    closed_consultation_1: str | None = field(default=None, metadata=_consultation(1))
    closed_reason_1: str | None = field(default=None, metadata=_reason(1))
    closed_part_2: str | None = field(default=None, metadata=_part(2))
    closed_ground_2: str | None = field(default=None, metadata=_ground(2))
    closed_law_2: str | None = field(default=None, metadata=_law(2))
    closed_consultation_2: str | None = field(default=None, metadata=_consultation(2))
    closed_reason_2: str | None = field(default=None, metadata=_reason(2))
    closed_part_3: str | None = field(default=None, metadata=_part(3))
    closed_ground_3: str | None = field(default=None, metadata=_ground(3))
    closed_law_3: str | None = field(default=None, metadata=_law(3))
    closed_consultation_3: str | None = field(default=None, metadata=_consultation(3))
    closed_reason_3: str | None = field(default=None, metadata=_reason(3))
    closed_part_4: str | None = field(default=None, metadata=_part(4))
    closed_ground_4: str | None = field(default=None, metadata=_ground(4))
    closed_law_4: str | None = field(default=None, metadata=_law(4))
    closed_consultation_4: str | None = field(default=None, metadata=_consultation(4))
    closed_reason_4: str | None = field(default=None, metadata=_reason(4))
    closed_part_5: str | None = field(default=None, metadata=_part(5))
    closed_ground_5: str | None = field(default=None, metadata=_ground(5))
    closed_law_5: str | None = field(default=None, metadata=_law(5))
    closed_consultation_5: str | None = field(default=None, metadata=_consultation(5))
    closed_reason_5: str | None = field(default=None, metadata=_reason(5))
    closed_part_6: str | None = field(default=None, metadata=_part(6))
    closed_ground_6: str | None = field(default=None, metadata=_ground(6))
    closed_law_6: str | None = field(default=None, metadata=_law(6))
    closed_consultation_6: str | None = field(default=None, metadata=_consultation(6))
    closed_reason_6: str | None = field(default=None, metadata=_reason(6))


def _words(known: Known) -> Mapping[str, str]:
    """Which closed parts are printed, with number and article; a single one has no number, the first never fails."""
    several = "closed_part_2" in known
    words = {}
    for place in range(1, MOST_CLOSED_PARTS + 1):
        if place == 1 or f"closed_part_{place}" in known:
            words[f"closed_printed_{place}"] = "1"
        words[f"closed_number_{place}"] = f"（{chinese_number(place)}）" if several else ""
        ground = _GROUNDS.get(str(known.get(f"closed_ground_{place}")))
        if ground is not None:
            words[f"closed_article_{place}"] = articles_in_words(ground[1])
    return words


_LABELS: Final = {
    f"closed_{word}_{place}": _label(place, label)
    for word, label in (("article", "法律依据"), ("number", "序号"))
    for place in range(1, MOST_CLOSED_PARTS + 1)
}

PARTIAL_REPLY: Final = LetterForm(
    LetterKind.PARTIAL_REPLY, PartialFacts, derive=_words, labels=_LABELS, outcome=Outcome.PARTLY_PROVIDED
)
