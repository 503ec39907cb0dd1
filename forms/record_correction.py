"""L29 更正答复: a record of the applicant himself that he holds to be wrong (条例 41)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from forms.facts import choices, fact
from forms.letter import LetterForm
from forms.letter_facts import ReplyFacts
from resources.vocabulary import LetterKind, Outcome
from resources.wording import Condition

_OUTCOMES: Final = {
    outcome.value: outcome.label.removeprefix("更正申请：")
    for outcome in Outcome
    if outcome.letter is LetterKind.RECORD_CORRECTION_REPLY
}
_WAYS: Final = {"passed_on": "转送有权机关处理", "referred": "告知向有权机关提出"}
_CORRECTED: Final = (Condition("outcome", (Outcome.RECORD_CORRECTED.value,)),)
_REASONED: Final = (Condition("outcome", (Outcome.RECORD_REFUSED.value, Outcome.RECORD_PASSED_ON.value)),)
_ELSEWHERE: Final = (Condition("outcome", (Outcome.RECORD_PASSED_ON.value,)),)
_PASSED_ON: Final = (*_ELSEWHERE, Condition("passed_way", ("passed_on",)))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCorrectionFacts(ReplyFacts):
    """Which record, by what evidence, and what became of it; another agency only where this one may not correct."""

    outcome: str = field(metadata=fact("办理结果", "choice", choices=choices(_OUTCOMES)))
    record: str = field(metadata=fact("所涉记录的名称", hint="例如：企业注册登记信息中的法定代表人姓名"))
    evidence: str = field(metadata=fact("申请人提供的证据", hint="例如：营业执照副本复印件"))
    corrected_from: str | None = field(default=None, metadata=fact("原记录", when=_CORRECTED))
    corrected_to: str | None = field(default=None, metadata=fact("更正后的记录", when=_CORRECTED))
    reason: str | None = field(
        default=None, metadata=fact("不予更正或者无权更正的理由", when=_REASONED, hint="须具体，不能只引条文")
    )
    passed_way: str | None = field(
        default=None, metadata=fact("转送还是告知", "choice", choices=choices(_WAYS), when=_ELSEWHERE)
    )
    other_agency: str | None = field(default=None, metadata=fact("有权更正的行政机关", when=_ELSEWHERE))
    passed_on_day: date | None = field(default=None, metadata=fact("转送之日", "date", when=_PASSED_ON))
    other_agency_contact: str | None = field(
        default=None, metadata=fact("该机关的联系方式", required=False, when=_ELSEWHERE, hint="地址、电话")
    )


RECORD_CORRECTION_REPLY: Final = LetterForm(LetterKind.RECORD_CORRECTION_REPLY, RecordCorrectionFacts)
