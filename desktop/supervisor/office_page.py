"""单位: what letters and numbers need to know of the office, and what of it is still missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.casework import Casework
from desktop.casework.office.settings import OfficeLevel, OfficeSettings, SettingRefused, SettingsView
from desktop.supervisor.number_card import NumberCard
from desktop.supervisor.save_line import SaveLine
from desktop.supervisor.urgency_fields import UrgencyFields
from desktop.widgets.choices import Choice, ChoicePills
from desktop.widgets.fields import TextField
from desktop.widgets.forms import field_name, plain_name
from desktop.widgets.labels import Card, HintCard, heading, label, note, row, rule
from desktop.widgets.operations import Failure, Operations
from desktop.widgets.scrolled_column import ScrolledColumn
from desktop.widgets.tokens import CARD_GAP, CARD_PADDING, FIELD_GAP, FORM_PADDING, GRID

_LABEL_WIDTH = 104
_DROPPED = "本页改动的内容没有保存，放弃后恢复为已存的设置。"
_SIDE_WIDTH = 368

LEVELS = (
    Choice(OfficeLevel.SUBORDINATE, "隶属海关"),
    Choice(OfficeLevel.DIRECT, "直属海关"),
    Choice(OfficeLevel.ADMINISTRATION, "海关总署"),
)
FIELDS = {
    "full_name": "全称 (&Q)",
    "code": "关区代码 (&D)",
    "short_form": "机关代字 (&Z)",
    "remedy_body": "复议机关 (&F)",
    "remedy_court": "管辖法院 (&Y)",
    "remedy_platform": "网上复议 (&W)",
    "contact_office": "联系部门 (&B)",
    "contact_phone": "联系电话 (&T)",
    "address": "通信地址 (&A)",
    "postcode": "邮政编码 (&P)",
    "clerk": "经办人 (&J)",
    "window": "窗口 (&K)",
}
HINTS = {
    "full_name": "印在文书上，如 中华人民共和国天津海关",
    "code": "四位，如 0200",
    "short_form": "发文字号用，如 津关",
    "remedy_court": "如 天津市第三中级人民法院",
    "remedy_platform": "网址或平台名称，可不填",
}


class OfficePage(QWidget):
    """The form of the office. Nothing is kept before 保存."""

    told = Signal(str)

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self._shown: OfficeSettings | None = None
        self._wants_focus = False
        self._name = label("", bold=True)
        self._level = ChoicePills("级别", LEVELS)
        self._fields = {name: TextField(plain_name(text), HINTS.get(name, "")) for name, text in FIELDS.items()}
        self._urgency = UrgencyFields()
        self._numbers = NumberCard()
        self._missing = _MissingCard()
        self._foot = SaveLine(_DROPPED)
        self._lay_out()
        self._level.chosen.connect(lambda _level: self._mark_changed())
        for field in self._fields.values():
            field.edited.connect(lambda _text: self._mark_changed())
        self._urgency.edited.connect(self._mark_changed)
        self._numbers.edited.connect(self._mark_changed)
        self._foot.save.clicked.connect(self._keep)
        self._foot.dropped.connect(self._show_again)

    @property
    def changed(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self._shown is not None and self._typed(self._shown) != self._shown

    def load(self) -> None:
        """Loads the settings, unless something typed would be lost."""
        if not self.changed:
            self._operations.run_query(self, self._casework.settings.view, self.show_view, lane="office")

    def show_view(self, view: SettingsView) -> None:
        """Shows settings as they stand."""
        self._shown = view.settings
        self._name.setText(view.settings.name)
        self._level.set_value(view.settings.level)
        for name, field in self._fields.items():
            field.set_value(getattr(view.settings, name))
            field.set_wrong(False)
        self._urgency.show_settings(view.settings)
        self._numbers.show_view(view)
        self._missing.show_missing(view.missing)
        self._mark_changed()
        if self._wants_focus and self.isVisible():
            self.focus_first()

    def focus_first(self) -> None:
        """Puts the keys on the first field that is missing, or on the first; as soon as they are known."""
        self._wants_focus = self._shown is None
        empty = [field for name, field in self._fields.items() if not field.value() and name in self._missing.fields]
        (empty[0] if empty else self._fields["full_name"]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        form = Card(FORM_PADDING, spacing=FIELD_GAP)
        form.body.setContentsMargins(FORM_PADDING, CARD_PADDING, FORM_PADDING, CARD_PADDING)
        form.body.addLayout(row(heading("单位"), note("简称是交换文件中的单位名，登记后不改"), None))
        form.body.addLayout(self._grid((("简称", self._name), "full_name"), ("code", "short_form")))
        correction = field_name("补正期限 (&L)", self._numbers.days)
        level = field_name("级别 (&C)", self._level, _LABEL_WIDTH - 16)
        form.body.addLayout(row(level, self._level, None, correction, self._numbers.days, spacing=16))
        form.body.addWidget(rule())
        form.body.addLayout(row(heading("复议、诉讼"), note("行政复议法第二十七条，写入每份答复"), None))
        form.body.addLayout(self._grid(("remedy_body", "remedy_court"), ("remedy_platform",)))
        form.body.addWidget(rule())
        form.body.addLayout(row(heading("联系"), note("写入补正告知书、回执和信封"), None))
        form.body.addLayout(self._grid(("contact_office", "contact_phone"), ("address", "postcode")))
        form.body.addWidget(rule())
        form.body.addLayout(row(heading("窗口"), note("显示在右上角，记入每个步骤"), None))
        form.body.addLayout(self._grid(("clerk", "window")))
        form.body.addWidget(rule())
        form.body.addWidget(self._urgency)
        form.body.addStretch(1)
        side = QVBoxLayout()
        side.setSpacing(FIELD_GAP)
        side.addWidget(self._missing)
        side.addWidget(self._numbers, 1)
        side.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setFixedWidth(_SIDE_WIDTH)
        holder.setLayout(side)
        inside = QWidget()
        both = QHBoxLayout(inside)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(CARD_GAP)
        both.addWidget(form, 1)
        both.addWidget(holder)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GRID)
        whole.addWidget(ScrolledColumn(inside), 1)
        whole.addWidget(self._foot)

    def _grid(self, *rows: Sequence[str | tuple[str, QWidget]]) -> QGridLayout:
        """Two fields a row, each after its label."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(FIELD_GAP)
        for at, entries in enumerate(rows):
            for place, entry in enumerate(entries):
                text, field = entry if isinstance(entry, tuple) else (FIELDS[entry], self._fields[entry])
                grid.addWidget(field_name(text, field, _LABEL_WIDTH - 16), at, 2 * place)
                grid.addWidget(field, at, 2 * place + 1)
        for column in (0, 2):
            grid.setColumnMinimumWidth(column, _LABEL_WIDTH - 16)
            grid.setColumnStretch(column + 1, 1)
        return grid

    def _typed(self, before: OfficeSettings) -> OfficeSettings:
        """What the form says."""
        level = self._level.value()
        text = {name: field.value() for name, field in self._fields.items()}
        typed = replace(
            before,
            level=level if isinstance(level, OfficeLevel) else before.level,
            full_name=text["full_name"],
            code=text["code"],
            short_form=text["short_form"],
            remedy_body=text["remedy_body"],
            remedy_court=text["remedy_court"],
            remedy_platform=text["remedy_platform"],
            contact_office=text["contact_office"],
            contact_phone=text["contact_phone"],
            address=text["address"],
            postcode=text["postcode"],
            clerk=text["clerk"],
            window=text["window"],
        )
        return self._numbers.typed(self._urgency.typed(typed))

    def _mark_changed(self) -> None:
        self._foot.show_changed(changed=self.changed)

    def _show_again(self) -> None:
        self._shown = None
        self.load()

    def _keep(self) -> None:
        if self._shown is None:
            return
        typed = self._typed(self._shown)
        self._operations.run_change(
            self,
            lambda: self._casework.settings.save(typed),
            lambda _changes: self._kept(),
            self._refused,
            trigger=self._foot.save,
        )

    def _kept(self) -> None:
        self.told.emit("单位设置已保存")
        self._show_again()

    def _refused(self, failure: Failure) -> None:
        self._foot.refuse(failure.sentence)
        field = failure.cause.field if isinstance(failure.cause, SettingRefused) else ""
        for name, other in self._fields.items():
            other.set_wrong(name == field)
        if field in self._fields:
            self._fields[field].setFocus(Qt.FocusReason.OtherFocusReason)
        elif field == "amber_days":
            self._urgency.amber.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._numbers.mark_wrong(field)


class _MissingCard(HintCard):
    """What must be filled in before letters can be issued."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: frozenset[str] = frozenset()
        self._names = label("", wrap=True)
        self.body.addWidget(heading("定稿文书前还缺"))
        self.body.addWidget(self._names)

    def show_missing(self, missing: Mapping[str, str]) -> None:
        self.fields = frozenset(missing)
        self._names.setText("、".join(plain_name(FIELDS[name]) for name in missing if name in FIELDS))
        self._names.setToolTip("\n".join(missing.values()))
        self.setVisible(bool(missing))
