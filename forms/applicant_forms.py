"""Forms that applicants sign: L33 口头申请代填表, L37 申请表, L38 授权委托书, L39 撤回申请书 (条例 29; law 5.1)."""

from __future__ import annotations

from typing import Final

from forms.form import Rendered
from forms.form_facts import ApplicantFormFacts, day_or_blank, identity_of
from forms.form_table import BESIDE_GROUPS, EMPTY_DAY, Box, FormPart, Row, draw_form, labelled, signed, ticked
from forms.plain_form import PlainForm
from resources.vocabulary import ApplicantKind, Delivery, LetterKind, Medium

_LONG, _SHORT = 84.0, 46.0
"""The height for the description, where there is room and where other parts need it."""

_PERSON, _WISH, _OFFICE_PART = "申请人信息", "所需信息", "机关填写"
_MEDIA: Final = {medium.value: medium.label for medium in Medium}
_DELIVERIES: Final = {delivery.value: delivery.label for delivery in Delivery}
_KINDS: Final = {
    kind.value: kind.label.rpartition("｜")[2] for kind in ApplicantKind if kind is not ApplicantKind.NATURAL_PERSON
}
_ROOM: Final = "　" * 10
_POWERS: Final = "□提出申请　□补正　□查阅、领取政府信息\n□签收文书　□撤回申请　□其他："


_DUTIES: Final = "不需要说明用途。申请人附身份证明，"
"""Not of the old Regulation: it asked for the purpose, and in general for no proof (国务院令第492号 13, 20)."""


def _text(value: str | None) -> str:
    return value or ""


def _application(facts: ApplicantFormFacts, title: str) -> Rendered:
    variant = "法人或者其他组织" if facts.is_organisation else "公民"
    rows = (
        *_applicant(facts),
        *_wish(facts, _SHORT if facts.is_organisation else _LONG),
        *_signature(facts),
        *_office_part(facts),
    )
    part = FormPart(title=title, rows=rows, above=(facts.agency, f"（{variant}）"), notes=_notes(facts))
    return draw_form([part], facts.agency, facts.made_on, facts.request_number)


def _oral(facts: ApplicantFormFacts, title: str) -> Rendered:
    read_back = (
        "以上内容由工作人员根据申请人口述代为填写，已向申请人宣读，申请人确认无误。\n"
        "口头申请的原因：□书写有困难　□视听、阅读有障碍　□其他："
    )
    rows = (
        *_applicant(facts),
        *_wish(facts, _SHORT),
        signed("申请人确认", f"{facts.signs}　　　　　　{EMPTY_DAY}", text=read_back, height=78, share=BESIDE_GROUPS),
        signed("代填人", f"签名：　　　　　　{EMPTY_DAY}", text=_text(facts.clerk), height=36, share=BESIDE_GROUPS),
        *_office_part(facts),
    )
    part = FormPart(title=title, rows=rows, above=(facts.agency, ""), notes=_notes(facts)[1:])
    return draw_form([part], facts.agency, facts.made_on, facts.request_number)


def _applicant(facts: ApplicantFormFacts) -> tuple[Row, ...]:
    own = _organisation(facts) if facts.is_organisation else _citizen(facts)
    return (
        *own,
        labelled(("通信地址", _text(facts.address)), ("邮政编码", _text(facts.postcode)), group=_PERSON, height=34),
        labelled(("联系电话", _text(facts.phone)), ("传真", _text(facts.fax)), group=_PERSON),
        labelled(("电子邮箱", _text(facts.email)), group=_PERSON),
        labelled(
            ("代理人姓名", _text(facts.agent)),
            ("代理人证件", "\n".join(part for part in (facts.agent_id_type, facts.agent_id_number) if part)),
            group=_PERSON,
            height=34,
        ),
    )


def _citizen(facts: ApplicantFormFacts) -> tuple[Row, ...]:
    return (
        labelled(("姓名", _text(facts.applicant)), ("工作单位", ""), group=_PERSON),
        labelled(("证件名称", _text(facts.id_type)), ("证件号码", _text(facts.id_number)), group=_PERSON),
    )


def _organisation(facts: ApplicantFormFacts) -> tuple[Row, ...]:
    return (
        labelled(("名称", _text(facts.applicant)), group=_PERSON),
        labelled(("统一社会\n信用代码", _text(facts.id_number)), group=_PERSON, height=40),
        labelled(
            ("法定代表人\n（负责人）", _text(facts.legal_representative)),
            ("联系人", _text(facts.contact_name)),
            group=_PERSON,
            height=40,
        ),
        labelled(("类型", ticked(_KINDS, facts.applicant_kind)), group=_PERSON),
    )


def _wish(facts: ApplicantFormFacts, height: float) -> tuple[Row, ...]:
    named = "　".join(part for part in (facts.document_title, facts.document_number) if part)
    other = ticked({"yes": "可以接受其他方式"}, "yes" if facts.accepts_other_form else None)
    return (
        labelled(("信息名称\n和文号", named), group=_WISH, height=40),
        labelled(
            ("内容描述", _text(facts.content) or "（名称、文号以外便于查询的其他特征）"),
            group=_WISH,
            height=height,
        ),
        *_purpose(facts),
        labelled(("载体形式", ticked(_MEDIA, facts.medium)), group=_WISH),
        labelled(("获取方式", f"{ticked(_DELIVERIES, facts.delivery)}\n无法按照指定方式提供时：{other}"), group=_WISH),
        labelled(("需要的帮助", facts.assistance or "（阅读困难、视听障碍等，可不填）"), group=_WISH),
    )


def _purpose(facts: ApplicantFormFacts) -> tuple[Row, ...]:
    """What the information is for: a field of the old Regulation alone (国务院令第492号 13)."""
    return (
        (labelled(("所需信息\n的用途", _text(facts.purpose)), group=_WISH, height=34),) if facts.old_regulation else ()
    )


def _signature(facts: ApplicantFormFacts) -> tuple[Row, ...]:
    name = "申请人盖章" if facts.is_organisation else "申请人签名"
    return (signed(name, f"申请时间：{EMPTY_DAY}", height=46, share=BESIDE_GROUPS),)


def _office_part(facts: ApplicantFormFacts) -> tuple[Row, ...]:
    return (
        labelled(
            ("登记编号", _text(facts.request_number)),
            ("收到日", day_or_blank(facts.received_on)),
            group=_OFFICE_PART,
            height=32,
        ),
        labelled(("身份核对", "□核对原件　□附复印件\n□未提供"), ("接收人", ""), group=_OFFICE_PART, height=44),
    )


def _notes(facts: ApplicantFormFacts) -> tuple[str, ...]:
    """What to fill in, and the notice of 个人信息保护法 17, 35."""
    agency = facts.agency or "本机关"
    contact = "，".join(part for part in (facts.contact_office, facts.contact_phone) if part)
    return (
        f"填写说明：依据{facts.cites('第二十九条', '第二十条')}填写；电话、电子邮箱、通信地址至少填一项，要求邮寄的须填"
        f"通信地址和邮政编码。{'' if facts.old_regulation else _DUTIES}代理人另附授权委托书。",
        f"个人信息告知：{agency}{f'（{contact}）' if contact else ''}为履行政府信息公开的法定职责处理您填写的姓名、"
        "证件和联系方式，仅用于核对身份、办理和送达本申请、归档和统计；证件信息为敏感个人信息，单独保管，非因法定事由不向他人提供。"
        "保管期限按照机关档案保管期限执行。您可以依法查阅、复制、更正、补充您的个人信息，"
        "要求解释处理规则（《中华人民共和国个人信息保护法》第十七条、第三十五条）。",
    )


def _authority(facts: ApplicantFormFacts, title: str) -> Rendered:
    rows = (
        labelled(("委托人", _text(facts.applicant)), ("联系电话", _text(facts.phone)), height=34),
        labelled(("证件名称\n和号码", identity_of(facts.id_type, facts.id_number)), height=40),
        labelled(("受托人", _text(facts.agent)), ("联系电话", ""), height=34),
        labelled(("受托人证件\n名称和号码", identity_of(facts.agent_id_type, facts.agent_id_number)), height=40),
        labelled(("委托事项", _entrusted(facts)), height=110),
        labelled(("登记编号", _text(facts.request_number))),
        labelled(("委托权限", _POWERS), height=54),
        labelled(("委托期限", f"自{EMPTY_DAY}起至{EMPTY_DAY}止"), height=34),
        signed("委托人", f"{facts.signs}　　　　　　{EMPTY_DAY}", height=96),
        signed("受托人", f"签名：　　　　　　{EMPTY_DAY}", height=72),
    )
    notes = (
        "委托人、受托人分别附身份证明；委托人是单位的，附营业执照或者登记证书复印件和法定代表人身份证明。",
        "未勾选的权限视为没有授权；撤回申请须有明确授权。",
    )
    return draw_form([FormPart(title=title, rows=rows, notes=notes)], facts.agency, facts.made_on, facts.request_number)


def _entrusted(facts: ApplicantFormFacts) -> str:
    """What the agent is to do, in the words of the request."""
    return f"向{facts.agency or _ROOM}{facts.asked_for}：\n{_text(facts.content)}"


def _withdrawal(facts: ApplicantFormFacts, title: str) -> Rendered:
    who = "本单位" if facts.is_organisation else "本人" if facts.applicant else "本人（本单位）"
    declared = (
        f"{who}自愿撤回向{facts.agency or _ROOM}提出的上述{facts.asked}。"
        f"{who}知悉：撤回后该申请终止办理；需要时可以重新提出申请。"
    )
    rows = (
        labelled(("申请人", _text(facts.applicant)), ("联系电话", _text(facts.phone)), height=34),
        labelled(("证件名称\n和号码", identity_of(facts.id_type, facts.id_number)), height=40),
        labelled(("登记编号", _text(facts.request_number)), ("申请日期", day_or_blank(facts.applied_on)), height=34),
        labelled(("申请内容", _text(facts.content)), height=120),
        Row(boxes=(Box(text="撤回声明", share=0.18, label=True), Box(text=declared, share=0.82)), height=96),
        labelled(("撤回原因", "（可不填）"), height=60),
        signed("申请人\n（代理人）" if facts.agent else "申请人", f"{facts.signs}　　　　　　{EMPTY_DAY}", height=96),
        signed("接收人", f"签名：　　　　　　{EMPTY_DAY}", height=48),
    )
    note = "代理人撤回的，须持有写明可以撤回申请的授权委托书。"
    return draw_form(
        [FormPart(title=title, rows=rows, notes=(note,))], facts.agency, facts.made_on, facts.request_number
    )


ORAL_APPLICATION_FORM: Final = PlainForm(LetterKind.ORAL_APPLICATION_FORM, ApplicantFormFacts, _oral)
APPLICATION_FORM: Final = PlainForm(LetterKind.APPLICATION_FORM, ApplicantFormFacts, _application)
AUTHORITY_FORM: Final = PlainForm(LetterKind.AUTHORITY_FORM, ApplicantFormFacts, _authority)
WITHDRAWAL_FORM: Final = PlainForm(LetterKind.WITHDRAWAL_FORM, ApplicantFormFacts, _withdrawal)
