"""Forms that the office fills in: L28 转办单, L30 审查呈批表, L31 送达回证, L32 当场答复记录."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from forms.facts import Origin, fact
from forms.form import Rendered
from forms.form_facts import ApplicantFormFacts, FormFacts, day_or_blank, identity_of
from forms.form_table import EMPTY_DAY, Box, FormPart, Row, draw_form, labelled, signed, ticked
from forms.plain_form import PlainForm
from resources.vocabulary import Delivery, LetterKind, Medium, Outcome, WayOfService

_WAYS: Final = {
    WayOfService.HAND.value: "直接送达",
    WayOfService.POST.value: "邮寄送达",
    WayOfService.ENTRUSTED.value: "委托送达",
    "electronic": "电子送达",
    "left": "留置送达",
}
_ELECTRONIC: Final = frozenset({WayOfService.EMAIL.value, WayOfService.FAX.value, WayOfService.WEB.value})
_INSPECTED, _OTHER = "inspected", "other"
_ANSWERS: Final = {
    Outcome.ALREADY_PUBLIC.value: "告知获取的方式、途径",
    Outcome.PROVIDED.value: "当场提供",
    _INSPECTED: "查阅、抄录",
    _OTHER: "其他",
}
_SHORT_DAY: Final = "　　年　月　日"
"""Room to write a day with the hour behind it, in one line."""

_SIGN: Final = f"签名：　　　　　　{EMPTY_DAY}"
_TASKS: Final = (
    "1.在内部期限前书面提出是否公开的意见、依据和理由，附拟公开的信息。\n"
    "2.拟公开的信息先审查、后公开，逐项填写政府信息公开审查呈批表。\n"
    "3.涉及第三方、共同制作机关或者其他机关的，即时告知，以便征求意见。\n"
    "4.不能在内部期限前反馈的，事先说明原因。"
)
_TASKS_OF_CORRECTION: Final = (
    "1.在内部期限前书面提出是否更正的意见、依据和理由，附本机关的记录和核对情况。\n"
    "2.本机关无权更正的，写明有权更正的行政机关。\n"
    "3.不能在内部期限前反馈的，事先说明原因。"
)
_WISHES: Final = {one.value: one.label for one in (*Medium, *Delivery)}


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverFacts(FormFacts):
    """Which department works on the request, and its inner limit. The applicant is not named."""

    handed_over_on: date | None = field(
        default=None, metadata=fact("转办日期", "date", required=False, origin=Origin.REQUEST)
    )
    inner_due_on: date | None = field(
        default=None, metadata=fact("内部期限", "date", required=False, origin=Origin.REQUEST)
    )
    receipt_open: bool = field(default=False, metadata=fact("收到日待确认", "yes_no", required=False))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFacts(FormFacts):
    """In which form and by which way the applicant wants the information. He himself is not named."""

    medium: str | None = field(default=None, metadata=fact("载体", required=False, origin=Origin.REQUEST))
    delivery: str | None = field(default=None, metadata=fact("获取方式", required=False, origin=Origin.REQUEST))


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceReceiptFacts(FormFacts):
    """Who is served with which letter, and who may take it for him."""

    addressee: str | None = field(default=None, metadata=fact("受送达人", required=False, origin=Origin.REQUEST))
    agent: str | None = field(default=None, metadata=fact("代理人", required=False, origin=Origin.REQUEST))
    agent_authority: str | None = field(default=None, metadata=fact("代理权限", required=False, origin=Origin.REQUEST))
    address: str | None = field(default=None, metadata=fact("送达地点", required=False, origin=Origin.REQUEST))
    letter: str | None = field(
        default=None, metadata=fact("送达文书的名称和文号", required=False, origin=Origin.REQUEST)
    )
    way: str | None = field(default=None, metadata=fact("送达方式", required=False, origin=Origin.REQUEST))
    tracking_number: str | None = field(default=None, metadata=fact("邮件号", required=False, origin=Origin.REQUEST))


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTheSpotFacts(ApplicantFormFacts):
    """Who asked at the counter, and what he was told at once (条例 33(1)); ``outcome`` is the code of the result."""

    outcome: str | None = field(default=None, metadata=fact("答复结果", required=False, origin=Origin.REQUEST))
    answer: str | None = field(default=None, metadata=fact("答复内容", required=False, origin=Origin.REQUEST))
    answered_at: str | None = field(default=None, metadata=fact("答复时间", required=False, origin=Origin.REQUEST))


def _text(value: str | None) -> str:
    return value or ""


def _limit(facts: HandoverFacts) -> str:
    """The limit; one that counts from a receipt day nobody has confirmed yet (条例 31(3)) says so."""
    open_still = "\n（暂定，收到日待确认）" if facts.receipt_open and facts.due_on else ""
    return f"{day_or_blank(facts.due_on)}{open_still}"


def _handover(facts: HandoverFacts, title: str) -> Rendered:
    rows = (
        labelled(("登记编号", _text(facts.request_number)), ("转办日期", day_or_blank(facts.handed_over_on))),
        labelled(("承办部门", _text(facts.department)), ("内部期限", day_or_blank(facts.inner_due_on))),
        labelled(("收到申请日", day_or_blank(facts.received_on)), ("答复期限", _limit(facts))),
        labelled(("申请内容", _text(facts.content)), height=110),
        labelled(("办理要求", _TASKS_OF_CORRECTION if facts.record_correction else _TASKS)),
        Row(
            boxes=(
                Box(text="转办人", share=0.18, label=True),
                Box(text=_text(facts.clerk), share=0.32, foot=EMPTY_DAY),
                Box(text="接收人", share=0.18, label=True),
                Box(share=0.32, foot=EMPTY_DAY),
            ),
            height=58,
        ),
        signed("承办部门\n意见", f"负责人签名：　　　　　　{EMPTY_DAY}", height=170),
    )
    note = "内部办理使用，不送申请人。申请人的身份信息不随本单转出，办理确有需要时向转办人查询。"
    return draw_form([FormPart(title=title, rows=rows, above=(facts.agency, ""), notes=(note,))], *_imprint(facts))


def _review(facts: ReviewFacts, title: str) -> Rendered:
    wished = "　".join(_WISHES.get(one, one) for one in (facts.medium, facts.delivery) if one)
    rows = (
        labelled(("登记编号", _text(facts.request_number)), ("承办部门", _text(facts.department))),
        labelled(("申请内容", _text(facts.content)), height=42),
        labelled(("要求的提供\n方式", wished), height=40),
        labelled(("拟公开的信息", "逐项写明名称、文号、形成日期、制作或者获取机关：\n1.\n2.\n3."), height=78),
        labelled(("密级标识", "□未见　□已见（停止办理，立即报告保密机构）")),
        labelled(("信息来源", "□本机关制作　□从其他机关获取\n□从公民、法人和其他组织获取")),
        labelled(("拟答复意见", "□予以公开　□部分公开　□不予公开　□其他：\n依据：条例第　　　条　　理由："), height=54),
        labelled(
            ("第三方权益", "□不涉及　□涉及，已书面征求意见：□同意　□不同意　□部分同意\n□涉及，逾期未提出意见，经审查：")
        ),
        labelled(("汇聚风险", "□无　□有，说明：　　　　　　　　　去标识化：□不需要　□已处理")),
        signed("拟稿人", _SIGN, height=34),
        signed("承办部门\n负责人", _SIGN, height=48),
        signed("保密审查", f"保密机构（保密员）{_SIGN}", height=48),
        signed("法制部门", _SIGN, height=48),
        signed("政府信息公开\n工作机构\n负责人", _SIGN, height=58),
        signed("关领导", _SIGN, height=48),
    )
    secrecy = "《中华人民共和国保守国家秘密法》第三十五条及其实施条例第四十二条"
    notes = (
        "先审查、后公开，逐项审查；拟稿人不得自审。本表不得填写涉密内容，只写审查人允许写的题名。",
        f"依据：{facts.cites('第十七条', '')}，{secrecy}。",
    )
    return draw_form([FormPart(title=title, rows=rows, above=(facts.agency, ""), notes=notes)], *_imprint(facts))


def _service_receipt(facts: ServiceReceiptFacts, title: str) -> Rendered:
    rows = (
        labelled(("登记编号", _text(facts.request_number))),
        labelled(("受送达人", _text(facts.addressee)), height=34),
        *_agent_rows(facts),
        labelled(("送达文书的\n名称和文号", _text(facts.letter)), height=50),
        labelled(("送达方式", ticked(_WAYS, "electronic" if facts.way in _ELECTRONIC else facts.way))),
        labelled(("送达地点", _text(facts.address)), height=34),
        signed("收件人签名\n或者盖章", f"收到日期：{EMPTY_DAY}", height=74),
        signed("代收人签名", f"与受送达人的关系：　　　　　　　收到日期：{EMPTY_DAY}", height=58),
        signed("拒收事由", EMPTY_DAY, height=66),
        signed("见证人签名", f"单位或者住址：　　　　　　　　　{EMPTY_DAY}", height=58),
        Row(
            boxes=(
                Box(text="送达人签名\n（两人）", share=0.18, label=True),
                Box(share=0.41, foot=EMPTY_DAY),
                Box(share=0.41, foot=EMPTY_DAY),
            ),
            height=58,
        ),
        labelled(("备注", f"邮件号：{facts.tracking_number}" if facts.tracking_number else "邮件号："), height=50),
    )
    notes = (
        "直接、委托送达以签收之日为送达日期，邮寄以交邮之日为期限计算时点（国办公开办函〔2016〕235号）。",
        "留置送达的，由见证人签名，或者拍照、录像并在备注中写明；成年家属代收的，写明关系。",
    )
    return draw_form([FormPart(title=title, rows=rows, above=(facts.agency, ""), notes=notes)], *_imprint(facts))


def _agent_rows(facts: ServiceReceiptFacts) -> tuple[Row, ...]:
    """Who may take the letter for the addressee, and by which authority; nothing where there is nobody."""
    if not facts.agent:
        return ()
    scope = f"（委托权限：{facts.agent_authority}）" if facts.agent_authority else ""
    return (labelled(("代理人", f"{facts.agent}{scope}"), height=34),)


def _answer(facts: OnTheSpotFacts) -> str:
    """How it was answered, and with what."""
    inspected = facts.outcome == Outcome.PROVIDED and facts.delivery == Delivery.INSPECTION
    return f"{ticked(_ANSWERS, _INSPECTED if inspected else facts.outcome)}\n{_text(facts.answer)}"


def _on_the_spot(facts: OnTheSpotFacts, title: str) -> Rendered:
    identity = identity_of(facts.id_type, facts.id_number)
    time = facts.answered_at or "　时　分"
    day = day_or_blank(facts.received_on) if facts.received_on else _SHORT_DAY
    agent = f"{facts.agent}　{identity_of(facts.agent_id_type, facts.agent_id_number)}" if facts.agent else ""
    rows = (
        labelled(("登记编号", _text(facts.request_number)), ("时间", f"{day}{time}")),
        labelled(("申请人", _text(facts.applicant)), ("联系电话", _text(facts.phone))),
        labelled(("证件名称\n和号码", identity), height=40),
        *((labelled(("代理人", agent)),) if agent else ()),
        labelled(("申请内容", _text(facts.content)), height=150),
        labelled(("当场答复\n的内容", _answer(facts)), height=210),
        labelled(("提供的材料", "名称、份数、页数："), height=60),
        signed(
            "申请人\n（代理人）\n确认" if agent else "申请人确认",
            f"{'签名：' if agent else facts.signs}　　　　　　{EMPTY_DAY}",
            text="以上记录已阅（已向本人宣读），与事实相符；对当场答复：\n□无异议　□另需书面答复。",
            height=72,
        ),
        signed("答复人", _SIGN, text=_text(facts.clerk), height=44),
    )
    note = f"依据：{facts.cites('第三十三条第一款', '第二十四条第一款')}。当场答复的申请同样登记、编号、归档。"
    return draw_form([FormPart(title=title, rows=rows, above=(facts.agency, ""), notes=(note,))], *_imprint(facts))


def _imprint(facts: FormFacts) -> tuple[str, date, str | None]:
    return facts.agency, facts.made_on, facts.request_number


HANDOVER_SLIP: Final = PlainForm(LetterKind.HANDOVER_SLIP, HandoverFacts, _handover)
REVIEW_FORM: Final = PlainForm(LetterKind.REVIEW_FORM, ReviewFacts, _review)
SERVICE_RECEIPT: Final = PlainForm(LetterKind.SERVICE_RECEIPT, ServiceReceiptFacts, _service_receipt)
ON_THE_SPOT_RECORD: Final = PlainForm(LetterKind.ON_THE_SPOT_RECORD, OnTheSpotFacts, _on_the_spot)
