"""L17 行政查询事项 (条例 36(七)), L18 信访、投诉、举报 and 咨询 (39(1), 2), L20 公开出版物 (39(2))."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from forms.facts import choices, fact
from forms.letter import LetterForm
from forms.letter_facts import ReplyFacts
from resources.vocabulary import LetterKind, Outcome
from resources.wording import Condition

_OUTCOMES: Final = {outcome.value: outcome.label for outcome in (Outcome.PETITION, Outcome.NOT_GOVERNMENT_INFORMATION)}
_PETITIONS: Final = {"petition": "信访", "complaint": "投诉", "report": "举报"}
_QUESTIONS: Final = {"business": "业务咨询", "policy": "法律、政策咨询", "statistics": "统计咨询", "other": "其他咨询"}
_PETITION: Final = (Condition("outcome", (Outcome.PETITION.value,)),)
_QUESTION: Final = (Condition("outcome", (Outcome.NOT_GOVERNMENT_INFORMATION.value,)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministrativeInquiryFacts(ReplyFacts):
    """The law that has its own rule for access, with the article, and who answers such inquiries."""

    information: str = field(metadata=fact("属于行政查询事项的信息", hint="例如：不动产登记资料"))
    access_law: str = field(
        metadata=fact("作特别规定的法律、行政法规及条款", hint="例如：《不动产登记暂行条例》第二十七条")
    )
    inquiry_office: str = field(metadata=fact("办理查询的机构或者窗口"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionFacts(ReplyFacts):
    """What the request is in substance, why, and the right channel for it."""

    outcome: str = field(metadata=fact("办理结果", "choice", choices=choices(_OUTCOMES)))
    petition_kind: str | None = field(
        default=None, metadata=fact("诉求的性质", "choice", choices=choices(_PETITIONS), when=_PETITION)
    )
    question_kind: str | None = field(
        default=None, metadata=fact("咨询的种类", "choice", choices=choices(_QUESTIONS), when=_QUESTION)
    )
    reason: str = field(metadata=fact("如此认定的理由", hint="申请中提出了哪些诉求"))
    right_channel: str = field(metadata=fact("适当的渠道", hint="例如：12360海关热线、信访部门地址"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationFacts(ReplyFacts):
    """The publication and where to get it."""

    publication: str = field(metadata=fact("公开出版物的名称", hint="名称加书名号"))
    publication_source: str = field(metadata=fact("获取途径", hint="出版单位、书号、刊号、图书馆等"))


ADMINISTRATIVE_INQUIRY_NOTICE: Final = LetterForm(
    LetterKind.ADMINISTRATIVE_INQUIRY_NOTICE, AdministrativeInquiryFacts, outcome=Outcome.ADMINISTRATIVE_INQUIRY
)
PETITION_NOTICE: Final = LetterForm(LetterKind.PETITION_NOTICE, PetitionFacts)
PUBLICATION_NOTICE: Final = LetterForm(LetterKind.PUBLICATION_NOTICE, PublicationFacts, outcome=Outcome.PUBLICATION)
