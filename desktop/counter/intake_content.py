"""新收, step 3 所需信息: the applicant's own words, title and 文号 if known, carrier and way (条例 29(二)(三))."""

from __future__ import annotations

from PySide6.QtCore import QSize, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QSizePolicy

from desktop.casework.intake.intake_views import IntakeDraft, IntakePreview
from desktop.counter.intake_step import IntakeStep, add_rule, section
from desktop.widgets.choices import Choice, ChoicePills
from desktop.widgets.fields import CheckBox, TextArea, TextField
from desktop.widgets.forms import LABEL_WIDTH, FormField, pair
from desktop.widgets.labels import note, row
from resources.vocabulary import Delivery, Medium

_MEDIA = tuple(Choice(medium, medium.label, digit=str(digit)) for digit, medium in enumerate(Medium, start=1))
_WAYS = tuple(Choice(way, way.label, digit=str(digit)) for digit, way in enumerate(Delivery, start=1))
_LOWEST_WORDS = 120
_FACTS_FROM_STEP_2 = ("address", "postcode", "email", "fax")


class _Words(TextArea):
    """Takes the height that the other fields leave, so that the step need not scroll when faults are shown."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _LOWEST_WORDS)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class ContentStep(IntakeStep):
    """What is asked for and in what form."""

    def __init__(self) -> None:
        super().__init__()
        self._departments = QStringListModel(self)
        words = _Words("所需信息的内容", "照抄申请人自己的话，一字不改；文号、年份、名称另填在下面")
        self._content = self.bind_text("content", FormField("内容 (&S)", words))
        self._purpose = self.bind_text("purpose", FormField("用途 (&U)", TextField("所需信息的用途")))
        self._count = note()
        self._missing_contact = note()
        self._missing_contact.hide()
        self._accepts = self.bind_box("accepts_other_form", CheckBox("不能按指定方式提供时，也可以接受其他方式 (&O)"))
        self._correction = self.bind_box(
            "record_correction", CheckBox("更正与申请人自身相关的记录（条例第四十一条，更正申请）(&K)")
        )
        self._correction.clicked.connect(self._choose_matter)
        self._evidence = self.bind_text(
            "evidence", FormField("证据 (&E)", TextField("证据", "证明记录不准确的材料，例如 营业执照副本复印件"))
        )
        self._content.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._lay_out()

    def show_departments(self, departments: tuple[str, ...]) -> None:
        """Offers the departments that occur as suggestions."""
        self._departments.setStringList(list(departments))

    def show_draft(self, draft: IntakeDraft) -> None:
        super().show_draft(draft)
        self._purpose.setVisible(bool(draft.purpose))
        self._show_matter(draft.record_correction)

    def show_preview(self, draft: IntakeDraft, preview: IntakePreview) -> None:
        super().show_preview(draft, preview)
        self._count.setText(f"{len(draft.content)} 字" if draft.content else "")
        self._purpose.setVisible(bool(draft.purpose) or preview.asks_purpose)
        self._show_matter(draft.record_correction)
        lacking = [preview.faults[name] for name in _FACTS_FROM_STEP_2 if name in preview.faults]
        self._missing_contact.setText(f"{lacking[0]}（第 2 步）" if lacking else "")
        self._missing_contact.setVisible(bool(lacking) and draft.delivery is not None)

    def focus_first(self) -> None:
        self._content.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_matter(self, correction: bool) -> None:
        self._show_matter(correction)
        if correction:
            self._evidence.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_matter(self, correction: bool) -> None:
        """A record correction has evidence and asks for no information: only the way of the answer is chosen."""
        self._evidence.setVisible(correction)
        self._medium.setVisible(not correction)
        self._accepts.setVisible(not correction)

    def _lay_out(self) -> None:
        department = TextField("承办部门", "登记后转办，可以留空")
        completer = QCompleter(self._departments, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        department.setCompleter(completer)
        completer.activated.connect(lambda text: self.edited.emit({"department": text}))
        column = self.column
        column.addLayout(section("所需信息", "条例第二十九条：名称、文号或者便于查询的其他特征性描述"))
        column.addWidget(self._content, 1)
        column.addLayout(row(LABEL_WIDTH, self._count, None, spacing=0))
        title = self.bind_text("document_title", FormField("名称 (&T)", TextField("信息名称", "可以留空")))
        number = self.bind_text("document_number", FormField("文号 (&W)", TextField("文号", "可以留空")))
        column.addLayout(pair(title, number))
        column.addLayout(row(LABEL_WIDTH, self._correction, None, spacing=0))
        column.addWidget(self._evidence)
        column.addWidget(self._purpose)
        add_rule(column)
        column.addLayout(section("形式要求", "在一行里按数字选，或者用左右键"))
        media = ChoicePills("载体", _MEDIA)
        self._medium = self.bind_choice("medium", FormField("载体 (&M)", media))
        column.addWidget(self._medium)
        ways = ChoicePills("获取方式", _WAYS)
        column.addWidget(self.bind_choice("delivery", FormField("获取方式 (&D)", ways)))
        column.addLayout(row(LABEL_WIDTH, self._missing_contact, None, spacing=0))
        column.addLayout(row(LABEL_WIDTH, self._accepts, None, spacing=0))
        add_rule(column)
        subject = self.bind_text("subject", FormField("业务类别 (&Y)", TextField("业务类别", "例如 关税、监管、统计")))
        column.addLayout(pair(self.bind_text("department", FormField("承办部门 (&B)", department)), subject))
