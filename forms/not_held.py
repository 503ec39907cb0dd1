"""Replies for information that the agency does not hold: L13 不存在, L14 不属于本机关 (条例 36(四), 10 and 36(五))."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from forms.facts import choices, fact
from forms.letter import LetterForm
from forms.letter_facts import ReplyFacts
from resources.vocabulary import LetterKind, Outcome
from resources.wording import Condition

_OUTCOMES: Final = {outcome.value: outcome.label for outcome in (Outcome.NONEXISTENT, Outcome.DESTROYED)}
_DESTROYED: Final = (Condition("outcome", (Outcome.DESTROYED.value,)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class NonexistenceFacts(ReplyFacts):
    """The search, which the letter must describe (``searched_by`` stays in the file), and the destruction if any."""

    outcome: str = field(metadata=fact("不存在的情形", "choice", choices=choices(_OUTCOMES)))
    search_places: str = field(metadata=fact("检索范围（档案系统、业务系统、部门）", hint="接在“经在”之后"))
    search_terms: str = field(metadata=fact("检索条件（关键词、时间范围）", hint="接在“以”之后、“检索”之前"))
    searched_on: date = field(metadata=fact("检索日期", "date"))
    searched_by: str = field(metadata=fact("检索人（存卷，不印）"))
    destroyed_on: date | None = field(default=None, metadata=fact("销毁日期", "date", when=_DESTROYED))
    retention_period: str | None = field(default=None, metadata=fact("保管期限", when=_DESTROYED, hint="例如：10年"))
    destruction_record: str | None = field(default=None, metadata=fact("销毁记录", when=_DESTROYED))


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherAgencyFacts(ReplyFacts):
    """Why the agency is not in charge, and who is, as far as known (条例 36(五))."""

    reason: str = field(metadata=fact("不属于本机关负责公开的理由", hint="该信息由哪个机关制作或者最初获取"))
    other_agency: str | None = field(default=None, metadata=fact("负责公开的机关名称", required=False))
    other_agency_contact: str | None = field(
        default=None,
        metadata=fact("该机关的联系方式", required=False, when=(Condition("other_agency", present=True),)),
    )


NONEXISTENCE_REPLY: Final = LetterForm(LetterKind.NONEXISTENCE_REPLY, NonexistenceFacts)
OTHER_AGENCY_REPLY: Final = LetterForm(LetterKind.OTHER_AGENCY_REPLY, OtherAgencyFacts, outcome=Outcome.OTHER_AGENCY)
