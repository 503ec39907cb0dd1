"""Notices within the procedure: L02 补正, L03 延期, L06 征求意见情况 (条例 30, 33(2), 33(3)). They carry no remedy."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from forms.facts import Origin, choices, fact
from forms.letter import LetterForm
from forms.letter_facts import LetterFacts, NoticeFacts
from resources.vocabulary import LetterKind, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionFacts(LetterFacts):
    """What to correct, how, until when (``allowed_days`` working days, 5 to 15) and by which way (条例 30)."""

    items: tuple[str, ...] = field(metadata=fact("需要补正的事项", "texts", hint="一行一项"))
    guidance: str = field(metadata=fact("指导和释明"))
    allowed_days: int = field(metadata=fact("补正期限（工作日）", "number", low=5, high=15))
    how_to_send: str = field(metadata=fact("补正材料提交方式", hint="接在“补正材料请”之后"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionFacts(NoticeFacts):
    """Why and how long (``extension_days`` working days, 1 to 20), and who agreed (kept in the file, not printed)."""

    reason: str = field(metadata=fact("延期原因", hint="接在“因”之后"))
    extension_days: int = field(metadata=fact("延长的工作日数", "number", low=1, high=20))
    new_due_on: date = field(metadata=fact("延长后的期限届满日", "date", origin=Origin.REQUEST))
    approved_by: str = field(metadata=fact("批准人（政府信息公开工作机构负责人）"))
    approved_on: date = field(metadata=fact("批准日期", "date"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationFacts(NoticeFacts):
    """Who is asked, since when; the name of the third party is never told."""

    party: str = field(
        metadata=fact(
            "征求意见的对象",
            "choice",
            choices=choices({party.value: party.label for party in Party}),
            origin=Origin.REQUEST,
        )
    )
    consulted_on: date = field(metadata=fact("征求意见之日", "date", origin=Origin.REQUEST))


CORRECTION_NOTICE: Final = LetterForm(LetterKind.CORRECTION_NOTICE, CorrectionFacts)
EXTENSION_NOTICE: Final = LetterForm(LetterKind.EXTENSION_NOTICE, ExtensionFacts)
CONSULTATION_NOTICE: Final = LetterForm(LetterKind.CONSULTATION_NOTICE, ConsultationFacts)
