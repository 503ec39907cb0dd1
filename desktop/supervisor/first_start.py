"""The first page of an empty store: who the office is. The counter opens once it has a name."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.casework import Casework
from desktop.casework.office.settings import OfficeLevel, OfficeSettings, SettingRefused
from desktop.supervisor.office_page import FIELDS, HINTS, LEVELS
from desktop.widgets.buttons import Button, ButtonKind, ButtonSize, secondary
from desktop.widgets.choices import ChoicePills
from desktop.widgets.fields import TextField
from desktop.widgets.forms import field_name, plain_name
from desktop.widgets.labels import Card, HintCard, heading, label, note, page_title, row, rule
from desktop.widgets.operations import Failure, Operations
from desktop.widgets.tokens import CARD_GAP, FIELD_GAP, FORM_PADDING

_WIDTH = 720
_LABEL_WIDTH = 104
_ASKED = {
    "name": "如 天津海关",
    "code": HINTS["code"],
    "remedy_body": "上一级海关，如 天津海关",
    "contact_office": "如 办公室",
    "contact_phone": "",
    "clerk": "",
    "window": "如 一号窗口",
}
"""What is asked, each with the example in its field."""

_NAMES = {"name": "单位简称 (&N)", **FIELDS}


class FirstStartPage(QWidget):
    """``started``: the office is known, the counter may open. ``demonstration_wanted``: open the invented office."""

    started = Signal()
    demonstration_wanted = Signal()

    def __init__(self, casework: Casework, operations: Operations, *, offers_demonstration: bool) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self._fields = {name: TextField(plain_name(_NAMES[name]), hint) for name, hint in _ASKED.items()}
        self._level = ChoicePills("级别", LEVELS)
        self._level.set_value(OfficeLevel.DIRECT)
        self._refusal = label("", wrap=True)
        self._start = Button("开始使用", "Ctrl+Return", kind=ButtonKind.PRIMARY, size=ButtonSize.MAIN)
        self._demonstration = secondary("打开演示单位", "Alt+Y")
        self._demonstration.setVisible(offers_demonstration)
        self._superior = [self._labelled("remedy_body"), self._fields["remedy_body"]]
        self._lay_out(offers_demonstration)
        self._show_level()
        self._level.chosen.connect(lambda _level: self._show_level())
        self._start.clicked.connect(self._keep)
        self._demonstration.clicked.connect(self.demonstration_wanted)
        self._fields["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, offers_demonstration: bool) -> None:
        form = Card(FORM_PADDING)
        form.body.addWidget(page_title("首次使用"))
        form.body.addWidget(
            label(
                "先填单位，登记编号、发文字号和救济告知由此而来；除简称外，以后都可以在“设置”中修改。",
                second=True,
                wrap=True,
            )
        )
        form.body.addWidget(rule())
        form.body.addLayout(self._grid())
        form.body.addWidget(self._refusal)
        self._refusal.hide()
        form.body.addLayout(row(note("简称是交换文件中的单位名，登记后不改"), None, self._start))
        column = QVBoxLayout()
        column.addStretch(1)
        column.addWidget(form)
        if offers_demonstration:
            column.addSpacing(CARD_GAP)
            column.addWidget(self._demonstration_card())
        column.addStretch(2)
        holder = QWidget()
        holder.setFixedWidth(_WIDTH)
        holder.setLayout(column)
        whole = QHBoxLayout(self)
        whole.addStretch(1)
        whole.addWidget(holder)
        whole.addStretch(1)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(FIELD_GAP)
        grid.addWidget(self._labelled("name"), 0, 0)
        grid.addWidget(self._fields["name"], 0, 1)
        grid.addWidget(self._labelled("code"), 0, 2)
        grid.addWidget(self._fields["code"], 0, 3)
        grid.addWidget(field_name("级别 (&C)", self._level), 1, 0)
        grid.addWidget(self._level, 1, 1, 1, 3)
        grid.addWidget(self._superior[0], 2, 0)
        grid.addWidget(self._superior[1], 2, 1, 1, 3)
        for place, name in enumerate(("contact_office", "contact_phone", "clerk", "window")):
            line, column = 3 + place // 2, 2 * (place % 2)
            grid.addWidget(self._labelled(name), line, column)
            grid.addWidget(self._fields[name], line, column + 1)
        for column in (0, 2):
            grid.setColumnMinimumWidth(column, _LABEL_WIDTH - 16)
            grid.setColumnStretch(column + 1, 1)
        return grid

    def _demonstration_card(self) -> QWidget:
        card = HintCard()
        words = label(
            "申请、文书和日期都是虚构的，每个窗口和每份文书都有标记，与本单位的登记互不相干。", second=True, wrap=True
        )
        card.body.addWidget(heading("想先看一看？"))
        line = row()
        line.addWidget(words, 1)
        line.addWidget(self._demonstration)
        card.body.addLayout(line)
        return card

    def _labelled(self, name: str) -> QWidget:
        return field_name(_NAMES[name], self._fields[name])

    def _show_level(self) -> None:
        """Only a subordinate customs house names the house above it (行政复议法 27)."""
        for widget in self._superior:
            widget.setVisible(self._level.value() is OfficeLevel.SUBORDINATE)

    def _keep(self) -> None:
        level = self._level.value()
        text = {name: field.value() for name, field in self._fields.items()}
        settings = OfficeSettings(
            name=text["name"],
            code=text["code"],
            level=level if isinstance(level, OfficeLevel) else OfficeLevel.DIRECT,
            remedy_body=text["remedy_body"] if level is OfficeLevel.SUBORDINATE else "",
            contact_office=text["contact_office"],
            contact_phone=text["contact_phone"],
            clerk=text["clerk"],
            window=text["window"],
        )
        self._operations.run_change(
            self,
            lambda: self._casework.settings.save(settings),
            lambda _changes: self.started.emit(),
            self._refused,
            trigger=self._start,
        )

    def _refused(self, failure: Failure) -> None:
        self._refusal.setText(failure.sentence)
        self._refusal.show()
        name = failure.cause.field if isinstance(failure.cause, SettingRefused) else "name"
        field = self._fields.get(name, self._fields["name"])
        for other in self._fields.values():
            other.set_wrong(other is field)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
