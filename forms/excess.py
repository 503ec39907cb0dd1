"""Notices to applicants who ask too much: L21 说明理由, L23 延迟答复 (条例 35). They carry no remedy clause."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from forms.facts import Origin, fact
from forms.letter import LetterForm
from forms.letter_facts import NoticeFacts
from resources.vocabulary import LetterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonsFacts(NoticeFacts):
    """How many requests in which period, and until when to say why (``reasons_days`` working days)."""

    period_from: date = field(metadata=fact("统计期间自", "date"))
    period_to: date = field(metadata=fact("统计期间至", "date"))
    request_count: int = field(metadata=fact("期间内申请件数", "number", low=0, origin=Origin.REQUEST))
    reasons_days: int = field(metadata=fact("说明理由的期限（工作日）", "number", low=1, high=20))


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayFacts(NoticeFacts):
    """When the reasons came in, why the limit cannot be kept, and the day that takes its place."""

    reasons_given_on: date = field(metadata=fact("收到理由之日", "date", origin=Origin.REQUEST))
    reason: str = field(metadata=fact("无法按期答复的原因", hint="接在“因”之后"))
    until: date = field(metadata=fact("延迟答复日", "date"))


REASONS_REQUEST: Final = LetterForm(LetterKind.REASONS_REQUEST, ReasonsFacts)
DELAY_NOTICE: Final = LetterForm(LetterKind.DELAY_NOTICE, DelayFacts)
