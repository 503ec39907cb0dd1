"""新收, step 2 申请人: who asks, how identity was proved, how to reach him (条例 29(一)); agent, co-applicants."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.casework.intake.intake_views import IdentityHint, IdentityProof, IntakeDraft, IntakePreview
from desktop.casework.masking import masked_phone
from desktop.counter.further_applicants import FurtherApplicants
from desktop.counter.intake_step import IntakeStep, add_rule, section
from desktop.widgets.choices import Choice, ChoicePills
from desktop.widgets.fields import CheckBox, Combo, IdentityField, MaskedField, NumberField, TextField
from desktop.widgets.forms import LABEL_WIDTH, FormField, form_column, pair
from desktop.widgets.labels import HintCard, heading, label, note, row
from desktop.widgets.tokens import CONTROL_HEIGHT
from resources.vocabulary import ApplicantKind, Delivery, IdentityDocument

_KINDS = tuple(Choice(kind, kind.label.split("｜")[-1]) for kind in ApplicantKind)
_PROOFS = (
    Choice(IdentityProof.COPY_ENCLOSED, "复印件已附"),
    Choice(IdentityProof.ORIGINAL_SEEN, "当面核对原件"),
    Choice(IdentityProof.MISSING, "缺，列入补正"),
)
_CONTACT_NOTES = {
    Delivery.POST: "获取方式为邮寄：地址、邮编必填",
    Delivery.EMAIL: "获取方式为电子邮件：电子邮箱必填",
    Delivery.FAX: "获取方式为传真：传真必填",
}
_HELP = "需要阅读、视听方面的协助"
"""What is written down for a tick without words of its own."""
_REACHABLE = "电话、邮箱、地址、传真至少填一项"


class ApplicantStep(IntakeStep):
    """Kind, identity, contact, agent and further applicants."""

    def __init__(self) -> None:
        super().__init__()
        self._draft: IntakeDraft | None = None
        self.kinds = ChoicePills("申请人类别", _KINDS)
        self.kinds.insert_note(1, _organisations_note())
        self._kind = self.bind_choice("applicant_kind", FormField(None, self.kinds))
        self._name = self.bind_text("name", FormField("姓名 (&X)", TextField("姓名")))
        self._id_type = self.bind_combo("id_type", FormField("证件 (&J)", _document_combo("证件")), IdentityDocument)
        number = IdentityField("证件号码")
        self._id_number = self.bind_text("id_number", FormField("证件号码 (&H)", number))
        self.hint = IdentityHintCard()
        proofs = ChoicePills("身份证明", _PROOFS)
        self._proof = self.bind_choice("identity_proof", FormField("身份证明 (&E)", proofs))
        self._head = self.bind_text("legal_representative", FormField("负责人 (&F)", TextField("法定代表人（负责人）")))
        self._contact = self.bind_text("contact_name", FormField("联系人 (&L)", TextField("联系人")))
        self._remark = note(_REACHABLE)
        self._agent = _AgentFields(self)
        self._others = FurtherApplicants()
        self._frames["co_applicants"] = FormField(None, self._others)
        self._lay_out()
        self.kinds.chosen.connect(self._change_kind)
        self._others.edited.connect(self._change_others)
        self._show_kind(ApplicantKind.NATURAL_PERSON)

    def show_draft(self, draft: IntakeDraft) -> None:
        self._draft = draft
        super().show_draft(draft)
        self._show_kind(draft.applicant_kind)
        self._others.show_people(draft.co_applicants)
        self._help_needed.setVisible(bool(draft.assistance))
        self._help_box.setChecked(bool(draft.assistance))

    def show_preview(self, draft: IntakeDraft, preview: IntakePreview) -> None:
        self._draft = draft
        super().show_preview(draft, preview)
        self.hint.show_hint(preview.identity_hint)
        self._remark.setText(_CONTACT_NOTES.get(draft.delivery, _REACHABLE) if draft.delivery else _REACHABLE)

    def focus_first(self) -> None:
        self._name.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        phone = MaskedField("联系电话", masked_phone)
        self._help_box = CheckBox("阅读、视听困难，需要协助 (&G)")
        self._help_box.clicked.connect(self._ask_help)
        help_field = TextField("需要的协助", "需要怎样的协助，例如代为阅读、放大字体")
        self._help_needed = self.bind_text("assistance", FormField("协助 (&V)", help_field))
        self._help_needed.hide()
        agent_box = self.bind_box("has_agent", CheckBox("有代理人 (&B)"))
        agent_box.toggled.connect(self._agent.setVisible)
        column = self.column
        column.addLayout(section("申请人类别 (&C)", "决定年报表三的列，按申请人而不按代理人", self.kinds))
        column.addWidget(self._kind)
        add_rule(column)
        column.addLayout(section("身份", "条例第二十九条：姓名或者名称、身份证明、联系方式"))
        column.addLayout(pair(self._name, self._id_type))
        column.addLayout(pair(self._id_number, self._head))
        column.addLayout(row(LABEL_WIDTH, self.hint, spacing=0))
        column.addWidget(self._proof)
        add_rule(column)
        column.addLayout(row(heading("联系方式"), self._remark, None, spacing=12))
        first = self.bind_text("phone", FormField("联系电话 (&T)", phone))
        second = self.bind_text("email", FormField("电子邮箱 (&M)", NumberField("电子邮箱")))
        column.addLayout(pair(first, second))
        column.addWidget(self.bind_text("address", FormField("通信地址 (&A)", TextField("通信地址"))))
        first = self.bind_text("postcode", FormField("邮政编码 (&Y)", NumberField("邮政编码")))
        second = self.bind_text("fax", FormField("传真 (&Z)", NumberField("传真")))
        column.addLayout(pair(first, second))
        column.addWidget(self._contact)
        add_rule(column)
        self._help_box.setToolTip("条例第四十三条：阅读困难或者视听障碍的，提供必要的帮助")
        others = label("其他", second=True)
        others.setFixedSize(LABEL_WIDTH, CONTROL_HEIGHT)
        boxes = row(agent_box, self._others.box, self._help_box, None, spacing=24)
        line = row(others, spacing=0)
        line.addLayout(boxes)
        column.addLayout(line)
        column.addWidget(self._agent)
        column.addWidget(self._frames["co_applicants"])
        column.addWidget(self._help_needed)
        column.addStretch(1)

    def _change_kind(self, kind: ApplicantKind) -> None:
        """A person shows an identity card, an organisation its credit code, unless another paper was chosen."""
        self._show_kind(kind)
        usual = {IdentityDocument.RESIDENT_ID, IdentityDocument.USCC}
        if self._draft is not None and self._draft.id_type in usual:
            person = kind is ApplicantKind.NATURAL_PERSON
            document = IdentityDocument.RESIDENT_ID if person else IdentityDocument.USCC
            self._combos["id_type"].choose(document)
            self.edited.emit({"id_type": document})

    def _show_kind(self, kind: ApplicantKind) -> None:
        person = kind is ApplicantKind.NATURAL_PERSON
        self._name.set_text("姓名 (&X)" if person else "名称 (&X)")
        self._head.setVisible(not person)
        self._contact.setVisible(not person)

    def _ask_help(self, wanted: bool) -> None:
        """Unticked, the help is not asked for, but its words stay in the field in case that was a slip."""
        field = self._texts["assistance"]
        if wanted and not field.value():
            field.set_value(_HELP)
        self._help_needed.setVisible(wanted)
        self.edited.emit({"assistance": self._texts["assistance"].value() if wanted else ""})
        if wanted:
            field.setFocus()
            field.selectAll()

    def _change_others(self, people: object) -> None:
        self.edited.emit({"co_applicants": people})
        self.field_left.emit()


def _organisations_note() -> QWidget:
    return label(" 法人或其他组织", second=True)


def _document_combo(name: str) -> Combo:
    combo = Combo(name)
    for document in IdentityDocument:
        combo.addItem(document.label, document)
    return combo


class IdentityHintCard(HintCard):
    """What the number tells: a hint, never a stop."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = heading("")
        self._text = label()
        self._remark = note("只作提示，不影响登记")
        self.body.setContentsMargins(15, 6, 12, 6)
        self.body.addLayout(row(self._heading, self._text, None, self._remark))
        self.hide()

    def show_hint(self, hint: IdentityHint | None) -> None:
        """Shows a hint, or none."""
        self.setVisible(hint is not None)
        if hint is not None:
            self._heading.setText(hint.heading)
            self._text.setText(hint.text)
            self.setAccessibleName(f"{hint.heading}，{hint.text}，只作提示，不影响登记")


class _AgentFields(QWidget):
    """The agent's name, paper and authority (授权委托书的事项、权限)."""

    def __init__(self, step: ApplicantStep) -> None:
        super().__init__()
        column = form_column(self)
        name = step.bind_text("agent_name", FormField("代理人 (&R)", TextField("代理人姓名")))
        document = step.bind_combo(
            "agent_id_type", FormField("代理人证件", _document_combo("代理人证件")), IdentityDocument
        )
        number = IdentityField("代理人证件号码")
        identity = step.bind_text("agent_id_number", FormField("证件号码", number))
        authority = TextField("委托事项", "委托的事项和权限")
        column.addLayout(pair(name, document))
        column.addLayout(pair(identity, step.bind_text("agent_authority", FormField("委托事项", authority))))
        self.hide()
