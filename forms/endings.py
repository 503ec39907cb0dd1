"""Letters that end a request without a reply: L26 不再处理, L27 终止办理 (条例 30; 国办函〔2020〕109号 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from forms.articles import titled
from forms.facts import Origin, choices, fact
from forms.letter import Known, LetterForm
from forms.letter_facts import RECORD_CORRECTION, ReplyFacts
from resources.vocabulary import LetterKind, Outcome
from resources.wording import Condition

_LAPSES: Final = {outcome.value: outcome.label for outcome in (Outcome.CORRECTION_LAPSED, Outcome.FEE_LAPSED)}
_ENDS: Final = {outcome.value: outcome.label for outcome in (Outcome.WITHDRAWN, Outcome.OTHER)}
_PROOFS: Final = {"signed": "签名或者盖章的撤回申请书", "record": "口头撤回的笔录，申请人已签名"}
_CORRECTION: Final = (Condition("outcome", (Outcome.CORRECTION_LAPSED.value,)),)
_WITHDRAWN: Final = (Condition("outcome", (Outcome.WITHDRAWN.value,)),)
_OTHER: Final = (Condition("outcome", (Outcome.OTHER.value,)),)
_NOTICES: Final = {
    Outcome.CORRECTION_LAPSED.value: "《政府信息公开申请补正告知书》",
    Outcome.FEE_LAPSED.value: "《政府信息公开信息处理费收费通知》",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LapseFacts(ReplyFacts):
    """Which notice was served when, by the name it bears, and when its period ended (``limit_on``)."""

    outcome: str = field(metadata=fact("不再处理的情形", "choice", choices=choices(_LAPSES), origin=Origin.REQUEST))
    notice_number: str | None = field(
        default=None, metadata=fact("告知书（通知）的发文字号", required=False, origin=Origin.REQUEST)
    )
    notice_title: str | None = field(
        default=None, metadata=fact("告知书（通知）的名称", required=False, origin=Origin.REQUEST)
    )
    notice_served_on: date = field(metadata=fact("告知书（通知）送达日", "date", origin=Origin.REQUEST))
    allowed_days: int | None = field(
        default=None, metadata=fact("补正期限（工作日）", "number", when=_CORRECTION, origin=Origin.REQUEST)
    )
    limit_on: date = field(metadata=fact("期限届满日", "date", origin=Origin.REQUEST))


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminationFacts(ReplyFacts):
    """Withdrawn, with the paper that proves it (kept in the file, not printed), or ended for another reason."""

    outcome: str = field(metadata=fact("终止的情形", "choice", choices=choices(_ENDS)))
    withdrawn_on: date | None = field(default=None, metadata=fact("撤回日期", "date", when=_WITHDRAWN))
    withdrawal_proof: str | None = field(
        default=None, metadata=fact("撤回的凭据（存卷，不印）", "choice", choices=choices(_PROOFS), when=_WITHDRAWN)
    )
    reason: str | None = field(
        default=None, metadata=fact("终止办理的原因", when=_OTHER, hint="接在“因”之后，例如：申请人已经死亡")
    )
    record_correction: bool | None = field(default=None, metadata=RECORD_CORRECTION)


def _lapse_words(known: Known) -> Mapping[str, str]:
    notice = _NOTICES.get(str(known.get("outcome")))
    if notice is None:
        return {}
    if title := known.get("notice_title"):
        notice = titled(str(title))
    number = known.get("notice_number")
    return {"notice": f"{notice}（{number}）" if number else notice}


LAPSE_NOTICE: Final = LetterForm(
    LetterKind.LAPSE_NOTICE, LapseFacts, derive=_lapse_words, labels={"notice": "告知书（通知）名称和文号"}
)
TERMINATION_NOTICE: Final = LetterForm(LetterKind.TERMINATION_NOTICE, TerminationFacts)
