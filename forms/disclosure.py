"""Replies that disclose: L09 予以公开 and L10 已主动公开 (条例 36(一), 36(二), 40)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from forms.facts import choices, fact
from forms.letter import LetterForm
from forms.letter_facts import ReplyFacts
from resources.vocabulary import LetterKind, Outcome
from resources.wording import Condition

_OUTCOMES: Final = {outcome.value: outcome.label for outcome in (Outcome.PROVIDED, Outcome.PROVIDED_LATER)}
_NOW: Final = (Condition("outcome", (Outcome.PROVIDED.value,)),)
_LATER: Final = (Condition("outcome", (Outcome.PROVIDED_LATER.value,)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureFacts(ReplyFacts):
    """What is provided: now with the letter, or later with day and way told (条例 36(二))."""

    outcome: str = field(metadata=fact("答复结果", "choice", choices=choices(_OUTCOMES)))
    provided_as: str = field(metadata=fact("提供方式", hint="例如：纸质复印件邮寄的方式"))
    pages: int | None = field(default=None, metadata=fact("公开件页数", "number", low=1, when=_NOW))
    attachments: tuple[str, ...] = field(default=(), metadata=fact("附件名称", "texts", when=_NOW, hint="一行一件"))
    provided_on: date | None = field(default=None, metadata=fact("提供时间", "date", when=_LATER))
    provided_through: str | None = field(default=None, metadata=fact("获取途径", when=_LATER))


@dataclass(frozen=True, slots=True, kw_only=True)
class AlreadyPublicFacts(ReplyFacts):
    """Where exactly the information is published (条例 36(一)): the page itself, not the home page."""

    published_title: str = field(metadata=fact("已公开信息的名称"))
    published_number: str | None = field(default=None, metadata=fact("已公开信息的文号", required=False))
    published_on: date = field(metadata=fact("发布日期", "date"))
    published_at: str = field(metadata=fact("获取的网站栏目及网址、公报期号或者查阅场所", hint="写到具体页面"))


DISCLOSURE_REPLY: Final = LetterForm(LetterKind.DISCLOSURE_REPLY, DisclosureFacts)
ALREADY_PUBLIC_REPLY: Final = LetterForm(
    LetterKind.ALREADY_PUBLIC_REPLY, AlreadyPublicFacts, outcome=Outcome.ALREADY_PUBLIC
)
