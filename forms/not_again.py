"""L19 重复申请 (条例 36(六)), L22 大量反复申请 (35), L24 确认或者重新出具 (2, 27)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from forms.facts import Origin, choices, fact
from forms.letter import Known, LetterForm
from forms.letter_facts import ReplyFacts
from resources.vocabulary import LetterKind, Outcome

_DEMANDS: Final = {"confirm": "予以确认", "reissue": "重新出具"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatFacts(ReplyFacts):
    """The earlier reply: title, number and day."""

    earlier_title: str = field(metadata=fact("此前答复的名称", hint="不加书名号"))
    earlier_number: str = field(metadata=fact("此前答复的文号"))
    earlier_on: date = field(metadata=fact("此前答复的日期", "date"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcessiveFacts(ReplyFacts):
    """How many requests in which period, the applicant's reasons, and why they do not carry."""

    counted_from: date = field(metadata=fact("统计期间的首日", "date"))
    counted_to: date = field(metadata=fact("统计期间的末日", "date"))
    request_count: int = field(metadata=fact("期间内的申请件数", "number", low=0))
    reasons_requested_on: date = field(metadata=fact("要求说明理由之日", "date", origin=Origin.REQUEST))
    reasons_given_on: date = field(metadata=fact("收到理由之日", "date", origin=Origin.REQUEST))
    given_reasons: str = field(metadata=fact("申请人所述理由"))
    reason: str = field(metadata=fact("所述理由不合理之处", hint="须具体，不能只引条文"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconfirmationFacts(ReplyFacts):
    """What is demanded of information that the applicant has, and how he got it."""

    demand: str = field(metadata=fact("要求的事项", "choice", choices=choices(_DEMANDS)))
    earlier_on: date = field(metadata=fact("此前提供的日期", "date"))
    earlier_way: str = field(
        metadata=fact("此前提供的方式", hint="例如：《政府信息公开申请答复书》（津关公开答〔2025〕3号）")
    )


def _earlier_reply(known: Known) -> Mapping[str, str]:
    """Title and number of the earlier reply without the marks that the sentence has already."""
    marks = {"earlier_title": "《》", "earlier_number": "（）()"}
    return {name: str(known[name]).strip().strip(typed) for name, typed in marks.items() if name in known}


REPEAT_NOTICE: Final = LetterForm(
    LetterKind.REPEAT_NOTICE, RepeatFacts, derive=_earlier_reply, outcome=Outcome.REPEATED
)
EXCESSIVE_NOTICE: Final = LetterForm(LetterKind.EXCESSIVE_NOTICE, ExcessiveFacts, outcome=Outcome.EXCESSIVE)
RECONFIRMATION_NOTICE: Final = LetterForm(
    LetterKind.RECONFIRMATION_NOTICE, ReconfirmationFacts, outcome=Outcome.RECONFIRMATION
)
