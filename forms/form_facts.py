"""The facts of the office's forms. All may stay empty: then the form is printed to be filled in by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from forms.articles import printed_date
from forms.facts import Facts, Origin, fact
from forms.form_table import EMPTY_DAY
from forms.sentences import REGULATION

_UNDATED: Final = date(2000, 1, 1)
"""The date in the metadata of a form that names none."""


def _known(label: str) -> dict[str, object]:
    return dict(fact(label, required=False, origin=Origin.REQUEST))


def _day(label: str) -> dict[str, object]:
    return dict(fact(label, "date", required=False, origin=Origin.REQUEST))


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFacts(Facts):
    """What forms know of office and request. ``id_number`` stands only on papers that the applicant signs."""

    agency: str = field(default="", metadata=fact("机关全称", required=False, origin=Origin.OFFICE))
    contact_office: str | None = field(default=None, metadata=fact("联系部门", required=False, origin=Origin.OFFICE))
    contact_phone: str | None = field(default=None, metadata=fact("联系电话", required=False, origin=Origin.OFFICE))
    clerk: str | None = field(default=None, metadata=fact("经办人", required=False, origin=Origin.OFFICE))
    filled_on: date | None = field(default=None, metadata=_day("填写日期"))
    request_number: str | None = field(default=None, metadata=_known("登记编号"))
    content: str | None = field(default=None, metadata=_known("申请内容"))
    received_on: date | None = field(default=None, metadata=_day("收到日"))
    due_on: date | None = field(default=None, metadata=_day("期限届满日"))
    department: str | None = field(default=None, metadata=_known("承办部门"))
    record_correction: bool = field(default=False, metadata=fact("是更正申请", "yes_no", required=False))
    old_regulation: bool = field(default=False, metadata=fact("适用国务院令第492号", "yes_no", required=False))

    @property
    def made_on(self) -> date:
        """The day for the file's properties."""
        return self.filled_on or _UNDATED

    def cites(self, present: str, old: str) -> str:
        """The Regulation with the article of the edition by which the request is handled."""
        return f"{REGULATION}（国务院令第492号）{old}" if self.old_regulation else f"{REGULATION}{present}"

    @property
    def asked(self) -> str:
        """What was handed in."""
        return "更正申请" if self.record_correction else "政府信息公开申请"

    @property
    def asked_for(self) -> str:
        """What the applicant asks for."""
        return "申请更正" if self.record_correction else "申请公开"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantFormFacts(FormFacts):
    """The applicant as registered; ``is_organisation`` chooses the form for organisations.

    ``id_type`` and ``id_number`` of several applicants have a line each, in the order of their names.
    """

    is_organisation: bool = field(default=False, metadata=fact("申请人是单位", "yes_no", required=False))
    applied_on: date | None = field(default=None, metadata=_day("申请日期"))
    applicant: str | None = field(default=None, metadata=_known("姓名或者名称"))
    id_type: str | None = field(default=None, metadata=_known("证件名称"))
    id_number: str | None = field(default=None, metadata=_known("证件号码"))
    legal_representative: str | None = field(default=None, metadata=_known("法定代表人"))
    contact_name: str | None = field(default=None, metadata=_known("联系人"))
    phone: str | None = field(default=None, metadata=_known("联系电话（申请人）"))
    email: str | None = field(default=None, metadata=_known("电子邮箱"))
    fax: str | None = field(default=None, metadata=_known("传真"))
    address: str | None = field(default=None, metadata=_known("通信地址"))
    postcode: str | None = field(default=None, metadata=_known("邮政编码"))
    applicant_kind: str | None = field(default=None, metadata=_known("申请人类别"))
    agent: str | None = field(default=None, metadata=_known("代理人"))
    agent_id_type: str | None = field(default=None, metadata=_known("代理人证件名称"))
    agent_id_number: str | None = field(default=None, metadata=_known("代理人证件号码"))
    document_title: str | None = field(default=None, metadata=_known("信息名称"))
    document_number: str | None = field(default=None, metadata=_known("信息文号"))
    medium: str | None = field(default=None, metadata=_known("载体"))
    delivery: str | None = field(default=None, metadata=_known("获取方式"))
    purpose: str | None = field(default=None, metadata=_known("用途"))
    accepts_other_form: bool = field(default=False, metadata=fact("可以接受其他方式", "yes_no", required=False))
    assistance: str | None = field(default=None, metadata=_known("需要的帮助"))

    @property
    def signs(self) -> str:
        """How the applicant signs: a person himself, an organisation by whoever represents it and with its seal."""
        if self.is_organisation:
            return "代表人签名并加盖单位印章："
        return "签名或者捺印：" if self.applicant else "签名（捺印）或者盖章："


def identity_of(id_type: str | None, id_number: str | None) -> str:
    """The kind of a document and its number, a line each where several applicants have one."""
    kinds, numbers = (id_type or "").split("\n"), (id_number or "").split("\n")
    kinds += kinds[-1:] * (len(numbers) - len(kinds))
    return "\n".join("　".join(part for part in pair if part) for pair in zip(kinds, numbers, strict=False))


def day_or_blank(day: date | None) -> str:
    """A day as printed, or room to write one."""
    return EMPTY_DAY if day is None else printed_date(day)
