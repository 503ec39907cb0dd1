"""Replies for what cannot be provided: L15 需另行制作 (条例 38), L16 补正后仍不明确 (条例 29, 30)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from forms.facts import Origin, fact
from forms.letter import LetterForm
from forms.letter_facts import ReplyFacts
from resources.vocabulary import LetterKind, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsCreationFacts(ReplyFacts):
    """Why there is no ready information, and the nearest that is, if any."""

    reason: str = field(metadata=fact("没有现成信息的理由", hint="需要怎样的加工、分析"))
    nearest: str | None = field(default=None, metadata=fact("可以提供的相近信息或者查询途径", required=False))


@dataclass(frozen=True, slots=True, kw_only=True)
class StillUnclearFacts(ReplyFacts):
    """What is unclear even after the correction, which therefore must have come."""

    correction_noticed_on: date = field(metadata=fact("补正告知日", "date", origin=Origin.REQUEST))
    corrected_on: date = field(metadata=fact("补正收到日", "date", origin=Origin.REQUEST))
    reason: str = field(metadata=fact("补正后仍不明确之处", hint="哪些内容仍不能确定"))


NEEDS_CREATION_REPLY: Final = LetterForm(
    LetterKind.NEEDS_CREATION_REPLY, NeedsCreationFacts, outcome=Outcome.NEEDS_CREATION
)
STILL_UNCLEAR_REPLY: Final = LetterForm(
    LetterKind.STILL_UNCLEAR_REPLY, StillUnclearFacts, outcome=Outcome.STILL_UNCLEAR
)
