"""L01 登记回执: what the applicant takes home on the day of registration (law 5.3, 6.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from forms.articles import printed_date
from forms.facts import Origin, choices, fact
from forms.letter import Known, LetterForm, day_of
from forms.letter_facts import RECORD_CORRECTION, AddressedFacts
from resources.vocabulary import Channel, LetterKind

_SUMMARY_LENGTH: Final = 200
_WAYS: Final = {
    Channel.COUNTER.value: "当面提交",
    Channel.SIGNED_MAIL.value: "邮寄",
    Channel.ORDINARY_MAIL.value: "邮寄",
    Channel.WEB.value: "互联网",
    Channel.EMAIL.value: "电子邮件",
    Channel.FAX.value: "传真",
    Channel.ORAL.value: "口头（由本机关代为填写）",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptFacts(AddressedFacts):
    """The facts of a receipt.

    ``received_on`` is missing while the receipt day waits for confirmation (条例 31), ``due_on`` when the limit cannot
    be computed (the year's notice is not loaded). ``attachment_count`` copies with ``attachment_pages`` pages.
    """

    received_on: date | None = field(
        default=None, metadata=fact("收到日", "date", required=False, origin=Origin.REQUEST)
    )
    channel: str = field(metadata=fact("提出渠道", "choice", choices=choices(_WAYS), origin=Origin.REQUEST))
    submitted_on: date | None = field(
        default=None, metadata=fact("提交（到达）日", "date", origin=Origin.REQUEST, required=False)
    )
    attachment_count: int = field(default=0, metadata=fact("附件份数", "number", required=False, origin=Origin.REQUEST))
    attachment_pages: int = field(default=0, metadata=fact("附件页数", "number", required=False, origin=Origin.REQUEST))
    due_on: date | None = field(
        default=None, metadata=fact("期限届满日", "date", required=False, origin=Origin.REQUEST)
    )
    query_code: str | None = field(default=None, metadata=fact("查询码", required=False, origin=Origin.REQUEST))
    clerk: str = field(metadata=fact("接收人", origin=Origin.ISSUE))
    contact_address: str | None = field(default=None, metadata=fact("联系地址", required=False, origin=Origin.OFFICE))
    record_correction: bool | None = field(default=None, metadata=RECORD_CORRECTION)


def _words(known: Known) -> Mapping[str, str]:
    address = known.get("contact_address")
    words = {"attachments": _attachments(known), "contact_address": f"，地址：{address}" if address else ""}
    if "content" in known:
        words["content_summary"] = _summary(str(known["content"]))
    submitted = day_of(known, "submitted_on")
    if submitted and "received_on" in known and submitted != known["received_on"]:
        words["submitted_apart"] = printed_date(submitted)
    return words


def _attachments(known: Known) -> str:
    if not known.get("attachment_count"):
        return "未附材料"
    pages = f"{known['attachment_pages']}页" if known.get("attachment_pages") else ""
    return f"随附材料{known['attachment_count']}份{pages}"


def _summary(content: str) -> str:
    """The applicant's words; a long request is quoted by its beginning (law 5.3: 申请内容摘要)."""
    content = content.strip()
    if len(content) <= _SUMMARY_LENGTH:
        return content
    return f"{content[:_SUMMARY_LENGTH].rstrip('，、；：。')}……（全文共{len(content)}字，以申请原件为准）"


_LABELS: Final = {"attachments": "随附材料", "content_summary": "申请内容摘要", "submitted_apart": "另写的到达日期"}

RECEIPT: Final = LetterForm(LetterKind.RECEIPT, ReceiptFacts, derive=_words, labels=_LABELS)
